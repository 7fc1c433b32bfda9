"""The level that gave a duty (cấp giao), by the body that issued its directive: reports count by it."""

from __future__ import annotations

import datetime as dt
import re

from drafting.orthography import fold
from tracking.register.offices import Directory
from tracking.register.tables import Directive

LEVELS = {
    "central": "Trung ương",
    "party_council": "Tỉnh ủy, Thành ủy, Hội đồng nhân dân",
    "superior": "Ủy ban nhân dân, cơ quan cấp trên",
    "own": "Nội bộ",
}
"""The levels in the order in which they are reported."""
_CENTRAL = re.compile(r"\b(?:quoc hoi|chinh phu|thu tuong|trung uong|ban bi thu|bo chinh tri|chu tich nuoc|van phong chinh phu)\b")
_PARTY = re.compile(r"\b(?:tinh uy|thanh uy|dang uy|hoi dong nhan dan|hdnd|ban thuong vu)\b")


def level_of(directory: Directory, directive: Directive, on: dt.date) -> str:
    """The code of the level; a body that is not known counts as a superior's, and what we issued as our own."""
    own, words = directory.own, fold(directive.issuer or "")
    if directive.origin == "own":
        return "own"
    found = directory.resolve(directive.issuer, directive.issued_on or on).offices if directive.issuer else ()
    if own is not None and any(office.id == own.id for office in found):
        return "own"
    if _PARTY.search(words):
        return "party_council"
    if any(office.kind in ("bo", "chinh_phu") for office in found) or _CENTRAL.search(words) or words.startswith("bo "):
        return "central"
    return "superior"
