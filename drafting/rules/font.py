"""Every word is set in Times New Roman.

Source: PL I.I.4.
Wrong: a table cell in Calibri; a run that takes the theme's Cambria
Right: Times New Roman from the style, the defaults or the run
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from drafting.finding import Finding
from drafting.rules.rule import Rule, Subject, quoted
from drafting.word import Paragraph, Word


def _font(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for paragraph in everywhere(subject.word):
        wrong = sorted({font for run in paragraph.solid for font in run.fonts if not _is_right(font) and not is_legacy(font)})
        symbols = [font for font in wrong if font.casefold() in _SYMBOLS]
        letters = [font for font in wrong if font not in symbols]
        if letters:
            yield rule.finding(f"{quoted(paragraph)} dùng phông {', '.join(letters)}", "phông Times New Roman", paragraph)
        elif symbols:
            yield rule.finding(f"ký hiệu phông {', '.join(symbols)}", "dấu gạch đầu dòng bằng Times New Roman", paragraph, severity="W")


def everywhere(word: Word) -> Iterator[Paragraph]:
    """Every paragraph that prints: of the main story, headers, footers, notes."""
    yield from word.paragraphs
    seen: set[str] = set()
    for section in word.sections:
        for part in (*section.headers.values(), *section.footers.values()):
            if part.part not in seen:
                seen.add(part.part)
                yield from (replace(paragraph, index=0) for paragraph in part.paragraphs)
    yield from (replace(paragraph, index=0) for paragraph in word.notes)


def is_legacy(font: str) -> bool:
    """Whether the font holds Vietnamese in an old one-byte encoding."""
    return font.startswith(".Vn") or font.upper().startswith(("VNI-", "VNI "))


def _is_right(font: str) -> bool:
    return font.strip().casefold() == "times new roman"


_SYMBOLS = ("symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings", "courier new")

RULES = (Rule("PG-08", "E", "Phông chữ", "PL I.I.4", _font, fixable=True),)
