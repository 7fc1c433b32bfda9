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
    in_tables: dict[tuple[int, str], list[Paragraph]] = {}
    for paragraph in everywhere(subject.word):
        wrong = sorted({font for run in paragraph.printed for font in run.fonts if not is_right(font) and not is_legacy(font)})
        symbols = [font for font in wrong if is_symbol(font)]
        letters = [font for font in wrong if font not in symbols]
        if letters and paragraph.frame.kind == "cell" and paragraph.index not in subject.parts.head.used | subject.parts.signing.used:
            in_tables.setdefault((paragraph.frame.table or 0, ", ".join(letters)), []).append(paragraph)
        elif letters:
            yield rule.finding(f"{quoted(paragraph)} dùng phông {', '.join(letters)}", "phông Times New Roman", paragraph)
        elif symbols:
            found = f"ký hiệu phông {', '.join(symbols)}"
            of_list = not any(is_symbol(font) for run in paragraph.solid for font in run.fonts)
            yield rule.finding(found, "dấu gạch đầu dòng bằng Times New Roman", paragraph, severity="W", fixable=of_list)
    for (_, fonts), cells in in_tables.items():
        more = f" và {len(cells) - 1} đoạn khác trong bảng" if len(cells) > 1 else ""
        yield rule.finding(f"{quoted(cells[0])}{more} dùng phông {fonts}", "phông Times New Roman", cells[0])


def everywhere(word: Word) -> Iterator[Paragraph]:
    """Every paragraph that prints: of the main story, headers, footers, notes."""
    yield from word.paragraphs
    seen: set[str] = set()
    for section in word.sections:
        for part in word.printed_parts(section):
            if part.part not in seen:
                seen.add(part.part)
                yield from (replace(paragraph, index=0) for paragraph in part.paragraphs)
    yield from (replace(paragraph, index=0) for paragraph in word.notes)


def is_legacy(font: str) -> bool:
    """Whether the font holds Vietnamese in an old one-byte encoding."""
    return font.startswith(".Vn") or font.upper().startswith(("VNI-", "VNI "))


def is_right(font: str) -> bool:
    """Whether the font is Times New Roman, also by the names of its single faces."""
    return font.replace(" ", "").casefold().startswith("timesnewroman")


def is_symbol(font: str) -> bool:
    """Whether the font holds signs in place of letters: its characters mean nothing in another font."""
    return font.casefold() in _SYMBOLS


_SYMBOLS = ("symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings", "courier new")

RULES = (Rule("PG-08", "E", "Phông chữ", "PL I.I.4", _font, fixable=True),)
