"""The last words of the content carry "./." once, with no blank before it and on the same line.

Source: mẫu 1.1–1.10.
Wrong: "… thực hiện ./."; "./." on a line of its own
Right: … thực hiện./.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.finding import Finding
from drafting.parts.piece import Piece
from drafting.rules.rule import Rule, Subject


def _end(rule: Rule, subject: Subject) -> Iterator[Finding]:
    pieces = _content(subject)
    if not pieces:
        return
    marks = [piece for piece in pieces for _ in re.findall(r"\./\.", piece.text)]
    last = pieces[-1]
    if re.fullmatch(r"[\s.]*/\.?", last.text):
        yield rule.finding("«./.» đứng riêng một dòng", "«./.» liền sau từ cuối", last)
    elif not last.text.endswith("./."):
        yield rule.finding(f"«…{last.text[-40:]}»", "kết thúc nội dung bằng «./.»", last)
    elif re.search(r"[\s./]\./\.$", last.text):
        yield rule.finding(f"«…{last.text[-20:]}»", "«./.» liền sau từ cuối", last)
    if len(marks) > 1:
        yield rule.finding("«./.» xuất hiện nhiều lần", "chỉ ghi ở cuối nội dung", marks[0])


def _content(subject: Subject) -> list[Piece]:
    """The body with the words of tables that end it."""
    body = list(subject.parts.body)
    if not body or not subject.parts.signing.found:
        return body
    signing, last = subject.parts.signing, body[-1].paragraph.index
    cells = [
        p
        for p in subject.word.paragraphs
        if last < p.index < signing.first and p.words and p.frame.kind == "cell" and p.index not in subject.parts.head.used
    ]
    return [] if cells else body


RULES = (Rule("ND-09", "W", "Nội dung", "M1.1–1.10", _end),)
