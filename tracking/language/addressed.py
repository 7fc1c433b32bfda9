"""Whom a document orders where an item names nobody: those of Kính gửi, else those that its opening names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracking.duty import DocumentInfo
from tracking.language.actions import opens_act
from tracking.language.context import ADDRESSEES, Inherited
from tracking.language.headings import introduced
from tracking.language.mend import mended_text
from tracking.language.owners import find_units, is_general, split_units
from tracking.language.passage import sentences
from tracking.structure.letters import compiled
from tracking.structure.node import Node

_LISTED_PLACE = compiled(r",\s+[‹U›]")
MOST_PARTS = 2
"""Commas before capitals that the name of one office may hold ("Sở Văn hóa, Thể thao và Du lịch")."""
MOST_WORDS = 16
"""Words of a name in Kính gửi that no known unit begins, at most."""
_CONCLUDES = re.compile(r"(?:Về việc\s+)?(?:Ý kiến\s+)?(?:Kết luận|Chỉ đạo|Ý kiến)(?!\w)", re.IGNORECASE)


def everybody_of(info: DocumentInfo, body: Node, *, mends: bool) -> Inherited:
    """Who must do what names nobody. mends: the document is a worn scan, whose words are put right first."""
    addressees = map(mended_text, info.addressees) if mends else info.addressees
    names = tuple(unit for name in map(_first_sentence, addressees) if _is_addressee(name) for unit in split_units(name))
    opening = introduced(body)
    if names and not _goes_before(opening, names):
        return Inherited(names, ADDRESSEES, "; ".join(names), "Mục không nêu đơn vị: việc thuộc những nơi văn bản gửi đến.")
    return opening


def makes_known(info: DocumentInfo) -> bool:
    """Whether an office only makes known what the leader it serves concluded, and so may be charged by it."""
    of_office = (info.issuer or "").casefold().startswith(("văn phòng", "vp "))
    return info.kind == "thông báo" and of_office and _CONCLUDES.match(info.subject or "") is not None


def _goes_before(opening: Inherited, names: Sequence[str]) -> bool:
    """Whether the opening, nearer to the items than Kính gửi, says who must act: it names units, and Kính gửi lists no places by name."""
    if not opening.names or any(is_general(name.removesuffix(" thực hiện")) for name in opening.names):
        return False
    return not any(len(_LISTED_PLACE.findall(name)) > MOST_PARTS for name in names)


def _first_sentence(name: str) -> str:
    """A name of Kính gửi without the sentence that a page without line breaks prints behind it."""
    found = sentences(name)
    return name[found[0][0] : found[0][1]].rstrip(" .") if len(found) > 1 else name


def _is_addressee(name: str) -> bool:
    """Whether words of Kính gửi name somebody: a unit that is known, or words in capitals that order nothing."""
    return bool(find_units(name)) or (name[:1].isupper() and not opens_act(name) and len(name.split()) <= MOST_WORDS)
