"""Spaces around commas and colons as a worn text layer loses or adds them ("Sở Xây dựng:Tiếp tục", "ban , ngành"), set right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tracking.reading.page import Block, Line, Table
from tracking.structure.letters import compiled

_LOST = compiled(r"(?<=[‹L›)]{2})(?P<sign>[,;:])(?=[‹U›‹L›])(?!/)")
"""A comma or colon between two words without a space; addresses of the web ("https:") are told by the slash, others by their dots."""
_BEFORE = re.compile(r"(?<=[^\W_)])[ \t]+(?=[,;:](?:\s|$))")
_TOKEN = re.compile(r"\S+")
_ADDRESS = re.compile(r"@|https?:|www\.")
_GLUED = re.compile(r"(?<!\w)(?P<word>ngày|tháng|năm|quý)(?=\d)", re.IGNORECASE)
_PARTED = re.compile(
    r"(?<!\w)(?P<first>(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])) (?P<vowel>[ếềểễệốồổỗộớờỡợứừửữựấầẩẫậắằẳẵặỉịĩ])"
    r"(?: (?P<last>ng|nh|ch|[ncmpt])(?!\w))?(?!\w)",
    re.IGNORECASE,
)
"""A syllable whose marked vowel stands apart, as pages copied from the web print it ("t ế", "đ ề n"); no such vowel is a word."""


def spaced(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, their lines with one space behind a comma or colon and none before it."""
    return [_line(block) if isinstance(block, Line) else _table(block) for block in blocks]


def _table(table: Table) -> Table:
    """The table, the lines of its cells set right; the very table where nothing changes."""
    rows = tuple(tuple(replace(cell, blocks=tuple(spaced(cell.blocks))) for cell in row) for row in table.rows)
    return table if rows == table.rows else replace(table, rows=rows)


def _line(line: Line) -> Line:
    text = spaced_text(line.text)
    return replace(line, text=text) if text != line.text else line


def spaced_text(text: str) -> str:
    """The text with its commas and colons set as print sets them; addresses of the web stay as they are."""
    if not _ADDRESS.search(text):
        return _set(text)
    out, at = "", 0
    for token in _TOKEN.finditer(text):
        if _ADDRESS.search(token.group()):
            out += _set(text[at : token.start()]) + token.group()
            at = token.end()
    return out + _set(text[at:])


def _set(text: str) -> str:
    text = _PARTED.sub(lambda match: match["first"] + match["vowel"] + (match["last"] or ""), text)
    return _GLUED.sub(r"\g<word> ", _BEFORE.sub("", _LOST.sub(r"\g<sign> ", text)))
