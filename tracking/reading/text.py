"""A plain text file as lines: its encoding found, its paragraphs known only where that is certain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from drafting.orthography import nfc
from tracking.reading import encodings, limits, refusals
from tracking.reading.edge_marks import without_edge_marks
from tracking.reading.flat_tables import with_flat_tables
from tracking.reading.markup import without_markup
from tracking.reading.page import Block, Line, Page, Pages, Table
from tracking.reading.text_tables import with_tables

_SENTENCE_END = re.compile(r"""[.;:!?…/]["”’»)\]]*$""")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_RULE = re.compile(r"[-–—=_*~.]{8,}")
"""A rule drawn with characters; of several one below the other the first says all."""
_FILLED = 60
"""A line of fewer characters may end its paragraph wherever it is broken."""
_WRAP = 110
"""No printed A4 line at 13 or 14 pt holds more characters; a longer one is a paragraph."""


def read_text(path: Path, name: str) -> tuple[Pages, tuple[Line, ...]]:
    """The pages (parted at form feeds) of a plain text file; InvalidInput where it is empty, binary or too long."""
    text = encodings.decode(path.read_bytes(), name)
    if len(text) > limits.TEXT_CHARACTERS:
        raise refusals.hostile(name, f"văn bản dài {len(text)} ký tự, quá {limits.TEXT_CHARACTERS}")
    if not text.strip():
        raise refusals.empty(name)
    return pages_of_text(text), ()


def pages_of_text(text: str) -> Pages:
    """Plain text as pages without sizes; a line is `whole` where its source plainly puts a paragraph on each line."""
    text = nfc(text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n"))
    text = "\n".join(without_edge_marks(without_markup(text).split("\n")))
    sheets = text.split("\f")
    paragraphs = _has_paragraph_lines(text)
    pages = []
    for number, sheet in enumerate(sheets, start=1):
        blocks = tuple(with_flat_tables(_lines(sheet, number, paragraphs)))
        if blocks or len(sheets) == 1:
            pages.append(Page(number, blocks, "text"))
    return Pages(tuple(pages))


def _has_paragraph_lines(text: str) -> bool:
    """Whether each line is a paragraph: lines longer than any printed one are no rarity, or no long line runs on."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    longer = sum(len(line) > _WRAP for line in lines)
    if longer >= 2 and longer * 12 >= len(lines):
        return True
    filled = [_goes_on(line, lines[index + 1 : index + 2]) for index, line in enumerate(lines) if len(line) > _FILLED]
    return len(filled) >= 4 and longer > 0 and sum(filled) * 10 <= len(filled)


def _lines(sheet: str, page: int, paragraphs: bool) -> list[Block]:
    out: list[Block] = []
    raw = list(with_tables([line.translate(_INVISIBLE) for line in sheet.split("\n")], page))
    for index, line in enumerate(raw):
        if isinstance(line, Table):
            out.append(line)
            continue
        stripped = line.strip()
        if stripped and not (_RULE.fullmatch(stripped) and out and isinstance(out[-1], Line) and _RULE.fullmatch(out[-1].text)):
            whole = paragraphs and not _goes_on(stripped, raw[index + 1 :])
            indent = float(len(line) - len(line.lstrip())) * 6 if line[:1] in " \t" else None
            out.append(Line(stripped, page=page, whole=whole, indent=indent))
    return out


def _goes_on(line: str, after: Sequence[str | Table]) -> bool:
    """Whether the sentence plainly runs into the next line: this one ends open and that one starts in lower case."""
    following = next((text.strip() if isinstance(text, str) else "" for text in after if not isinstance(text, str) or text.strip()), "")
    return bool(following) and following[0].islower() and not _SENTENCE_END.search(line) and not re.match(r"[a-zđ][).]\s", following)
