"""The secrecy mark (dấu chỉ độ mật) in the head of a document, told from the same words in running text.

The mark is MẬT, TỐI MẬT or TUYỆT MẬT standing alone: a line, a cell, a box, a stamp (Luật Bảo vệ bí mật nhà nước 2018, Điều 8;
form of the mark: Thông tư 24/2020/TT-BCA). "Bảo mật", "bí mật nhà nước" or a subject that names them is no mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from drafting.orthography import fold, nfc, squash
from tracking.reading import refusals
from tracking.reading.page import Block, Line, Page, Pages, lines_of

_MARK = re.compile(r"(?:TUYỆT|TỐI)?MẬT")
_FOLDED_MARK = re.compile(r"(?:tuyet|toi)?mat")
_LABEL = re.compile(r"^(?:mức )?độ mật\s*[:.]?\s*", re.IGNORECASE)
_FRAME = re.compile(r"[^\w\s]+")
_APART = re.compile(r"\s{3,}|\t|\||\n")
_BODY = re.compile(r"(?:can cu|kinh gui|dieu 1\b|i\.\s|1\.\s|thuc hien\b|chuong i\b|phan thu nhat)")
_RUNS_ON = {"bí", "bảo", "cơ", "không", "ẩn", "nội", "giữ", "độ", "tự"}
_NATIONAL = ("cong hoa xa hoi chu nghia", "dang cong san viet nam")
_HEAD_LINES = 28
_BEFORE, _AFTER = 8, 16
_GAP = 1.1


def refuse_secret(pages: Pages, margins: tuple[Line, ...], name: str) -> None:
    """Raises Refused where the head of any document in the file, a page margin or a stamp carries a secrecy mark."""
    if any(_marked(head, scanned) for head, scanned in _heads(pages)) or any(is_mark(line.text, stamped=True) for line in margins):
        raise refusals.secret(name)


def is_mark(text: str, *, stamped: bool = False) -> bool:
    """Whether the text is a secrecy mark and nothing else: spaced, framed, or after the label "Độ mật:".

    `stamped`: the text was recognised on a stamp or in a picture, where marks over letters get lost ("MAT").
    """
    text = nfc(text).strip()
    if any(c.isdigit() for c in text) or re.match(r"[-–+•]\s*\w", text):
        return False
    text = _LABEL.sub("", text)
    bare = squash(_FRAME.sub(" ", text)).replace("_", " ")
    letters = bare.replace(" ", "")
    if not letters or not (letters == letters.upper() or bare in ("Mật", "Tối mật", "Tuyệt mật", "Tối Mật", "Tuyệt Mật")):
        return False
    return bool(_MARK.fullmatch(letters.upper()) or (stamped and _FOLDED_MARK.fullmatch(fold(letters))))


def _heads(pages: Pages) -> Iterator[tuple[list[Line], bool]]:
    """The heads of the documents in the file (its first lines, the lines around every national name), and whether they were recognised."""
    for index, page in enumerate(pages.pages):
        lines = list(_lines(page))
        scanned = page.origin == "scan"
        if index == 0:
            yield _until_body(lines[:_HEAD_LINES]), scanned
        for at, line in enumerate(lines):
            if fold(line.text).startswith(_NATIONAL):
                yield lines[max(at - _BEFORE, 0) : at + 1], scanned
                yield _until_body(lines[at : at + _AFTER]), scanned


def _lines(page: Page) -> Iterator[Line]:
    """The page's lines, those of ruled tables of many cells left out: a column head "Mật" is no mark."""
    blocks: Sequence[Block] = page.blocks
    for block in blocks:
        if isinstance(block, Line) or not block.ruled or sum(len(row) for row in block.rows) <= 6:
            yield from lines_of((block,))


def _until_body(lines: list[Line]) -> list[Line]:
    for index, line in enumerate(lines):
        if _BODY.match(fold(line.text)):
            return lines[: index + 1]
    return lines


def _marked(lines: list[Line], scanned: bool) -> bool:
    before: Line | None = None
    for line in lines:
        if line.marker is None and not line.footnote:
            stretches = list(_stretches(line))
            for index, text in enumerate(stretches):
                if is_mark(text, stamped=scanned) and not (index == 0 and _runs_on(before, line)):
                    return True
        before = line
    return False


def _runs_on(before: Line | None, line: Line) -> bool:
    """Whether the line only ends a title that the line before began ("… bảo vệ bí / mật")."""
    words = before.text.split() if before is not None and before.column == line.column else []
    return bool(words) and words[-1].lower().strip(".,;:") in _RUNS_ON


def _stretches(line: Line) -> Iterator[str]:
    """The parts of a line that stand apart: by tabs, wide spaces or bars in text, by white space on paper."""
    if len(line.words) < 2:
        yield from _APART.split(line.text)
        return
    current = [line.words[0].text]
    for left, right in pairwise(line.words):
        if right.box[0] - left.box[2] > _GAP * (left.box[3] - left.box[1]):
            yield " ".join(current)
            current = []
        current.append(right.text)
    yield " ".join(current)
