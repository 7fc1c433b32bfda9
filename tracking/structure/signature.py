"""Who signed: capacity (quyền hạn), office and name, and the list of Nơi nhận, from the end of a document (Phụ lục I.II.7, 9)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from drafting.orthography import squash
from tracking.structure.addressing import listed_bodies
from tracking.structure.flat import flat, is_capitals
from tracking.structure.landmarks import is_bullet, role_of
from tracking.structure.pieces import Piece
from tracking.structure.signing import is_authority, is_position, name_ending, name_in

_NOTE = re.compile(r"^\W*(?:da ky|ky ten|ky,? dong dau|ky boi|nguoi ky|email|co quan|thoi gian ky|so dien thoai|sdt|lien he)")
_END = " *_|.,;:-–—"


@dataclass(frozen=True, slots=True)
class Signature:
    """authority: "TL. CHỦ TỊCH", several lines joined by "; "; position: the last office named; name: without rank or degree.
    recipients: the entries of Nơi nhận as written. Each None or empty where the document does not say."""

    authority: str | None = None
    position: str | None = None
    name: str | None = None
    recipients: tuple[str, ...] = ()
    name_piece: Piece | None = None
    position_piece: Piece | None = None


def read_signature(pieces: Sequence[Piece]) -> Signature:
    """The signature block and Nơi nhận among the pieces of an end."""
    authority, position = _offices(pieces)
    held = [*authority, *([position] if position is not None else [])]
    name, name_piece = _name(pieces, held)
    return Signature(
        authority="; ".join(_clean(piece.text) for piece in authority) or None,
        position=_clean(position.text) if position is not None else None,
        name=name,
        recipients=_recipients(pieces, [*held, *([name_piece] if name_piece else [])]),
        name_piece=name_piece,
        position_piece=position,
    )


def holder_named(position: str, lines: Sequence[str]) -> str | None:
    """The person whom the document lists beside exactly this office ("Nguyễn Văn A", "Giám đốc" in two cells); None unless it is one."""
    office = flat(position).strip()
    names = {
        name
        for one, other in pairwise(lines)
        for text, beside in ((one, other), (other, one))
        if flat(beside).strip() == office and not is_capitals(beside) and (name := name_in(text))
    }
    return names.pop() if len(names) == 1 else None


def _clean(text: str) -> str:
    return re.sub(r"(?<=\b[A-Z]\.)(?=\w)|(?<=\b[A-Z]{2}\.)(?=\w)|(?<=\b[A-Z]{3}\.)(?=\w)", " ", squash(text)).strip(_END)


def _offices(pieces: Sequence[Piece]) -> tuple[list[Piece], Piece | None]:
    """The lines of capacity, and the line of the office itself (the last line of the block that is no capacity)."""
    authority: list[Piece] = []
    position: Piece | None = None
    for at, piece in enumerate(pieces):
        if is_authority(piece.text) and position is None:
            authority.append(piece)
        elif is_position(piece.text) and (position is None or _same_block(piece, position)):
            if position is not None and name_in(pieces[at - 1].text):
                break
            position = piece
    if position is None and authority:
        return (authority[:-1], authority[-1]) if len(authority) > 1 else (authority, None)
    return authority, position


def _same_block(piece: Piece, above: Piece) -> bool:
    return piece.block == above.block or piece.page == above.page


def _name(pieces: Sequence[Piece], held: Sequence[Piece]) -> tuple[str | None, Piece | None]:
    """The name below the office held; without an office, the last line that is a name and belongs to no list."""
    after = list(pieces[pieces.index(held[-1]) + 1 :]) if held else list(pieces)
    named: list[tuple[str, Piece]] = []
    for piece in after:
        words = piece.text.lstrip(" -–.'‘`") if piece.column == "right" else piece.text
        if not is_bullet(words) and not piece.text.rstrip().endswith(";") and (name := name_in(words)):
            named.append((name, piece))
    if named:
        return next((pair for pair in named if pair[0].split()[0] in pair[1].text), named[0])
    if held:
        for piece in pieces:
            if (
                piece.column != "left"
                and not is_bullet(piece.text)
                and not piece.text.rstrip().endswith((";", ")"))
                and (name := name_in(piece.text))
            ):
                return name, piece
    for piece in reversed(after):
        if not piece.text.rstrip().endswith((";", ")", ".")) and piece.column != "left" and (name := name_ending(piece.text)):
            return name, piece
    return None, None


def _recipients(pieces: Sequence[Piece], signature: Sequence[Piece]) -> tuple[str, ...]:
    """The entries below "Nơi nhận:"; the lines of the signature that stand among them are passed over."""
    start = next((at for at, piece in enumerate(pieces) if role_of(piece) == "recipients"), None)
    if start is None:
        return ()
    rest = pieces[start].text.split(":", 1)
    lines = [rest[1].strip()] if len(rest) > 1 and rest[1].strip() else []
    for piece in pieces[start + 1 :]:
        if any(piece is other for other in signature) or piece.opaque or not piece.text:
            continue
        if is_authority(piece.text) or is_position(piece.text) or name_in(piece.text) or _NOTE.match(piece.flat):
            continue
        if not (is_bullet(piece.text) or lines) or (_closed(lines) and not is_bullet(piece.text)):
            continue
        if piece.column == "right" and not is_bullet(piece.text):
            continue
        lines.append(piece.text)
    return listed_bodies(lines)


def _closed(lines: list[str]) -> bool:
    """Whether the list has come to its last line, "Lưu: …"."""
    return bool(lines) and bool(re.match(r"\W*luu\b", flat(lines[-1])))
