"""The trích yếu of a document: what follows V/v or the title, without "V/v", "Về việc" and the final stop."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.orthography import squash
from tracking.structure.flat import LOWER, flat
from tracking.structure.landmarks import annex_label, kind_of_title
from tracking.structure.pieces import Piece
from tracking.structure.titles import small_title

_LEAD = re.compile(r"^\W*(?:v\s?/\s?v|v[ijl1|\\]?[vy](?=\s)|vwv?(?=\s)|v[ea]\s+viec|ve(?=\s?:))\b\W*")
_MISREAD_LEAD = re.compile(rf"^\W*V[ÀẢÁ/]\s+(?=[{LOWER}])")
""""V/v" as a scan reads it ("VÀ rà soát …"); no subject begins with "và"."""
_ASIDE = re.compile(r"^\(.*\)$")

_OF_BODY = re.compile(r"^\W*CỦA\s[A-ZÀ-ỸĐ\s,]+$")
"""The body that acts, printed below the title of a Party document ("CỦA BAN THƯỜNG VỤ TỈNH ỦY")."""
_STAMP_DATE = re.compile(r"^\s*date\s+\d{4}-\d\d-\d\d\s*", re.IGNORECASE)


def joined(pieces: Sequence[Piece], title: Piece | None = None, kind: str | None = None) -> str | None:
    """The words of the pieces as one line; None where there are none. The piece of the title, of this kind, gives what follows it there."""
    parts: list[str] = []
    for piece in pieces:
        text = piece.text
        if (_ASIDE.match(text) and parts) or (_OF_BODY.match(text) and not parts and len(pieces) > 1):
            continue
        if title is not None and piece is title:
            named = kind_of_title(text) or small_title(text, kind)
            label = annex_label(text)
            text = named[1] if named else label[1] if label else ""
        parts.append(text)
    return tidy(" ".join(parts))


def tidy(text: str) -> str | None:
    """The subject without what introduces it and without edges that are no words."""
    text = _STAMP_DATE.sub("", squash(text))
    text = _MISREAD_LEAD.sub("", text)
    while match := _LEAD.match(flat(text)):
        text = text[match.end() :]
    text = re.sub(r"\s*[*_|~—–-]+\s*$", "", text.strip(" *_|-–—:•"))
    text = text.strip(" *_|-–—:;,").removesuffix("./.").strip()
    text = re.sub(r"(?<=\w)\.$", "", text)
    return text or None
