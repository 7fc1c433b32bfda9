"""What stands at the end of a document, piece by piece: capacity and office of the one who signs, the name, Nơi nhận."""

from __future__ import annotations

import re

from drafting.orthography import squash
from tracking.reading.syllables import closed_up
from tracking.structure.flat import UPPER, flat, is_capitals
from tracking.structure.knowledge import listed, starting
from tracking.structure.landmarks import is_bullet, kind_of_title
from tracking.structure.pieces import Piece

LONGEST_POSITION = 90
"""Characters of one line of an office held."""

_AUTHORITY = re.compile(
    r"^\W*(?:tm|kt|tl|tuq|q|t/m|k/t|t/l|tu)\s?[.,:]\s?\S|^\W*(?:t/m|k/t|t/l)\s|^\W*(?:tm|kt|tl|tuq)\s+[a-z]{2}"
    r"|^\W*(?:t/m|k/t|t/l)[a-z]{3}|^\W*(?:thay mat|thua lenh|thua uy quyen|ky thay)\s"
)
_BODY_WORDS = re.compile(
    r"\b(?:nhan dan|ban nhan|hoi dong|van phong|uy ban|chinh phu|bo truong|quoc gia|trung uong|thanh pho|chi huy|y te|co quan)\b"
)
"""What a broken line of capitals above a signature holds ("… BAN NHÂN DÂN TỈNH") and no name of a person does."""
_NAME_WORD = re.compile(rf"^[{UPPER}][\w'’]*(?:-[{UPPER}]\w*)?$")


def is_authority(text: str) -> bool:
    """Whether the line names the capacity in which someone signs ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH")."""
    return is_capitals(text) and len(text) < LONGEST_POSITION and bool(_AUTHORITY.match(flat(text)))


def is_position(text: str) -> bool:
    """Whether the line is the office of the one who signs ("PHÓ CHỦ TỊCH"), in capitals as the form prints it."""
    if not is_capitals(text) or len(text) > LONGEST_POSITION or re.search(r"[:;]\s*$", text):
        return False
    return bool(starting("positions").match(re.sub(r"^\W+", "", flat(text))))


def signs(piece: Piece) -> bool:
    """Whether the piece belongs to the lines above a signature."""
    return not piece.opaque and (is_authority(piece.text) or is_position(piece.text))


def name_in(text: str) -> str | None:
    """The name of a person that the line is, ranks and degrees left out; None where it is something else.

    A name begins with a family name of the country and has two to six words. A family name that print or OCR
    damaged ("Nguyên", "Hỗ") is set right when only its marks are wrong.
    """
    if is_position(text) or is_authority(text) or kind_of_title(text):
        return None
    if is_capitals(text) and _BODY_WORDS.search(flat(text)):
        return None
    text = text.lstrip(" '‘’`\"")
    if re.search(r"[:,]\s*$", text):
        return None
    words = squash(closed_up(re.sub(r"[^\w\s.'’\-/]", " ", text))).split()
    words = _without_ranks(words)
    while len(words) > 2 and words[0].islower() and len(words[0]) <= 6:
        words = words[1:]
    while words and not re.match(r"\w", words[-1]):
        words.pop()
    if not 2 <= len(words) <= 6 or not all(_NAME_WORD.match(word) for word in words):
        return None
    if is_capitals(text):
        words = [word.capitalize() for word in words]
    elif any(len(word) > 1 and word.isupper() for word in words):
        return None
    family = _family(words[0])
    return " ".join([family, *words[1:]]) if family else None


def name_ending(text: str) -> str | None:
    """The name with which a line ends after other words ("… trực thuộc tỉnh, Đinh Thị Bích Thảo"); None where there is none."""
    words = squash(re.sub(r"[^\w\s'’\-.,;:)]", " ", text)).split()
    for size in (5, 4, 3, 2):
        tail = words[-size:]
        before = words[-size - 1] if len(words) > size else ""
        if len(tail) == size and re.search(r"[,;:.)]$", before) and (name := name_in(" ".join(tail))):
            return name
    return None


def _without_ranks(words: list[str]) -> list[str]:
    """The words after ranks, degrees and forms of address ("Thượng tướng", "PGS.TS", "BS.CKII")."""
    while words:
        two = flat(" ".join(words[:2]))
        if len(words) > 3 and _rank_like(two):
            words = words[2:]
        elif len(words) > 2 and _is_degree(words[0]):
            words = words[1:]
        else:
            break
    return words


def _rank_like(two: str) -> bool:
    ranks = {flat(rank) for rank in listed("ranks") if " " in rank}
    return two.replace(".", " ") in ranks or any(
        sum(a != b for a, b in zip(two, rank, strict=True)) <= 2 for rank in ranks if len(rank) == len(two)
    )


def _is_degree(word: str) -> bool:
    parts = [part for part in re.split(r"[.\-/]", flat(word)) if part]
    ranks = {flat(rank).replace("/", "") for rank in listed("ranks")}
    worn = len(parts) > 1 and word.rsplit(".", 1)[-1].isupper() and all(part in ranks for part in parts[:-1])
    return worn or (bool(parts) and all(part in ranks for part in parts)) or flat(word) in {"đ/c", "d/c"}


def _family(word: str) -> str | None:
    if word in listed("surnames") or re.match(r"[KH]['’]\w", word):
        return word
    bare = flat(word)
    if word.lower() in listed("office_heads"):
        return None
    return next((name for name in listed("surnames") if flat(name) == bare), None)


def is_recipient(piece: Piece) -> bool:
    return is_bullet(piece.text)
