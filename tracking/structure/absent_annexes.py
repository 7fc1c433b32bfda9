"""Annexes that the words of a document name as enclosed and that its file does not hold (a body that names an absent annex says so)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracking.reading.page import lines_of
from tracking.structure.flat import flat
from tracking.structure.sheet import Sheet

LONGEST_LABEL_LINE = 160
"""Characters; a longer line is a sentence, not the heading of an annex."""

REACH = 90
"""Characters after a label within which it is said to be enclosed."""

_ENCLOSED = r"(?:kèm theo|gửi kèm|đính kèm|theo mẫu kèm)"
_OWN = r"(?:công văn|văn bản|kế hoạch|quyết định|chỉ thị|thông báo|hướng dẫn|chương trình|công điện|nghị quyết|đề án)\s+này"
_FOREIGN = re.compile(
    r"^[^.;()]{0,60}?(?:nghị định|thông tư|luật|quyết định|kế hoạch|công văn|nghị quyết|hướng dẫn|chỉ thị|đề án|chương trình)\s+(?!này)",
    re.IGNORECASE,
)
"""What follows the label of another document's annex ("Phụ lục II kèm theo Nghị định số …")."""
_LABELLED = re.compile(r"\b(?P<label>(?:[Pp]hụ lục|[Bb]iểu mẫu|[Bb]iểu|[Mm]ẫu)(?:\s+số)?\s+(?:\d{1,2}[A-Za-z]?|[IVX]{1,5}))\b")
_ENCLOSED_FLAT = re.compile(r"\b(?:gui kem|dinh kem)\b")
_NAMED = re.compile(
    rf"\b(?P<label>[Đđ]ề cương|[Dd]anh sách|[Dd]anh mục|[Pp]hụ lục|[Bb]iểu mẫu|[Bb]ảng phân công)\b"
    rf"(?:(?!\btheo\b|\bgửi\b)[^.;:()]){{0,60}}?\s\(?{_ENCLOSED}"
    rf"|\((?:có\s+)?(?P<bracketed>[Đđ]ề cương|[Dd]anh sách|[Dd]anh mục|[Pp]hụ lục|[Bb]iểu mẫu)\s{_ENCLOSED}"
)


def absent_annexes(sheet: Sheet, lines: Sequence[str]) -> tuple[str, ...]:
    """The labels, as written and once each, of annexes that the content names as its own and that no heading of the file shows.

    lines: every line of the file, annex files and further documents included.
    """
    heads = [flat(line).strip(" *|_.") for line in lines if len(line) <= LONGEST_LABEL_LINE]
    absent: dict[str, str] = {}
    text = " ".join(" ".join(line.text.split()) for line in lines_of(sheet.body))
    for label in (*_labelled(text), *_named(text)):
        if not any(_heads(head, flat(label)) for head in heads):
            absent.setdefault(_key(label), label[:1].upper() + label[1:])
    if any(key.startswith("phu luc ") for key in absent):
        absent.pop("phu luc", None)
    return tuple(absent.values())


def _labelled(text: str) -> Iterator[str]:
    """Labels with a number, in a clause that says that they are enclosed, or alone in brackets."""
    for match in _LABELLED.finditer(text):
        after = text[match.end() : match.end() + REACH]
        clause = re.split(r"[;:]|\.\s", after)[0]
        bracketed = text[: match.start()].rstrip().endswith("(") and after.lstrip().startswith(")")
        if (re.search(_ENCLOSED, clause) or re.search(_OWN, clause, re.IGNORECASE) or bracketed) and not _FOREIGN.match(clause):
            yield match["label"]


def _named(text: str) -> Iterator[str]:
    """Kinds of annex without a number that are said to be enclosed."""
    for match in _NAMED.finditer(text):
        if not _FOREIGN.match(text[match.end() : match.end() + REACH]):
            yield match["label"] or match["bracketed"]


def _key(label: str) -> str:
    """The label without marks and without "số": "Biểu số 3" and "biểu 03" are one."""
    words = [word for word in flat(label).split() if word != "so"]
    return " ".join(word.lstrip("0") or word for word in words)


def _heads(line: str, label: str) -> bool:
    """Whether a short line of the file is the heading of the annex: it begins with the label, numbered alike."""
    key = _key(label)
    return re.match(rf"{re.escape(key)}(?![a-z0-9])", _key(line)) is not None and _ENCLOSED_FLAT.search(line.removeprefix(label)) is None


def warning_of(labels: Sequence[str]) -> str:
    """The line that tells the officer which annexes to wait for."""
    named = labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} và {labels[-1]}"
    return f"Văn bản nhắc tới {named} kèm theo nhưng tệp không có. Thêm tệp phụ lục vào văn bản này khi nhận được."
