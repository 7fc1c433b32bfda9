"""The body that issues a document and the body above it, from the lines of a letterhead (Nghị định 30/2020/NĐ-CP, Phụ lục I.II.2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from drafting.orthography import squash
from tracking.structure.capitals import nearest_name, sentence_case
from tracking.structure.flat import flat, is_capitals
from tracking.structure.knowledge import ending, listed, starting
from tracking.structure.pieces import Piece

_TWO_BODIES = re.compile(
    r"^(?P<parent>(?:UBND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|BỘ(?! CHỈ HUY| TƯ LỆNH)|SỞ|TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY|QUẬN ỦY"
    r"|BAN CHẤP HÀNH TRUNG ƯƠNG)(?<! TRUNG ƯƠNG)\s.{2,60}?|BAN CHẤP HÀNH TRUNG ƯƠNG)\s+"
    r"(?P<name>(?:SỞ|TỔNG CỤC|CHI CỤC|CỤC|TRƯỜNG|BỆNH VIỆN|TRUNG TÂM|PHÒNG(?! CHỐNG)|THANH TRA|VĂN PHÒNG(?= |$)|ĐỘI(?! NGŨ)|HẠT"
    r"|BAN (?:QUẢN|CHỈ|TUYÊN|TỔ|DÂN|NỘI|AN|TIẾP)|ỦY BAN KIỂM|CÔNG AN|QUỸ)(?:\s.+|))$"
)
"""Both bodies of a letterhead on one line, as web pages have them."""
_EDGES = " *|_.,;:=-–—•'\"`~^"


@dataclass(frozen=True, slots=True)
class Issuer:
    """name: the issuing body in sentence case; parent: cơ quan chủ quản, None where none is printed; words: as printed."""

    name: str
    parent: str | None
    words: str


def issuer_of(offices: Sequence[Piece], lines: Iterable[str] = (), place: str | None = None) -> Issuer | None:
    """The issuing body that the lines of a letterhead name, the last body of them; None where they name none.

    place: that of the line of place and day, whose capitals the same name in a body has too.
    """
    names = [name for name in _names(offices) if sum(char.isalpha() for char in name) >= 2]
    if not names:
        return None
    texts = list(lines)
    cased = [_with_place(sentence_case(name, texts), place) for name in names]
    parent = cased[-2] if len(cased) > 1 else None
    name = cased[-1]
    if parent and flat(name) in {flat(entry) for entry in listed("office_bare")}:
        name = f"{name} {parent}"
    return Issuer(name, parent, " / ".join(names))


def _with_place(name: str, place: str | None) -> str:
    """The name with the name of the place in it as the line of place and day writes it ("Sở Y tế Bình Hòa")."""
    at = name.lower().rfind(place.lower()) if place and " " in place and not is_capitals(place) else -1
    return name if at <= 0 or place is None else name[:at] + place + name[at + len(place) :]


def _names(offices: Sequence[Piece]) -> list[str]:
    """The names of bodies on the lines: a line goes on with the name above it or begins a new one."""
    names: list[str] = []
    last: Piece | None = None
    if len(offices) == 1 and (pair := _TWO_BODIES.match(squash(offices[0].text).strip(_EDGES))):
        return [pair["parent"], pair["name"]]
    for piece in offices:
        text = squash(piece.text).strip(_EDGES)
        if not text:
            continue
        text = _set_right(text)
        if last is not None and not _begins_body(text, names[-1], piece, last):
            names[-1] = f"{names[-1]} {text}"
        else:
            names.append(text)
        last = piece
    return names


def _set_right(text: str) -> str:
    """The line, or in its place the name of the body of the State that it is but for damaged letters."""
    name = nearest_name(text) if is_capitals(text) else None
    return name.upper() if name is not None and flat(name) != flat(text) else text


def _begins_body(text: str, above: str, piece: Piece, last: Piece) -> bool:
    bare = flat(text)
    head = starting("office_heads").match(bare)
    goes_on = starting("office_continues").match(bare)
    if goes_on and (head is None or goes_on.end() >= head.end()):
        return False
    if last.bold is False and piece.bold:
        return True
    if head is None:
        return False
    return not (
        ending("office_unfinished").search(flat(above))
        or above.endswith((",", "-"))
        or re.match(r"(?:ban|hoi) (?:chi dao|dong)\W*$", flat(above))
    )
