"""The secrecy mark (dấu chỉ độ mật) in the head of a document, told from the same words in running text."""

from __future__ import annotations

import re

from tracking.reading import refusals
from tracking.reading.page import Line, Pages, lines_of

_MARK = re.compile(r"(?:TUY[ỆÊ]T|T[ỐÔO]I)?M[ẬÂ]T")
_HEAD_LINES = 25


def refuse_secret(pages: Pages, margins: tuple[Line, ...], name: str) -> None:
    """Raises Refused where a line of the head, a header or a footer is a secrecy mark and nothing else."""
    head = list(lines_of(pages.pages[0].blocks))[:_HEAD_LINES] if pages.pages else []
    if any(is_mark(part) for line in (*head, *margins) for part in line.text.split("\n")):
        raise refusals.secret(name)


def is_mark(text: str) -> bool:
    """Whether the text is a secrecy mark standing alone: MẬT, TỐI MẬT, TUYỆT MẬT, spaced or boxed."""
    letters = "".join(c for c in text if c.isalpha())
    return bool(letters) and letters == letters.upper() and _MARK.fullmatch(letters) is not None
