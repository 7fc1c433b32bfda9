"""The place: capital initials, a comma after.

Its bare name, the class word only with names of persons, numbers, events and Thành phố Hồ Chí Minh.

Source: PL I.II.4a, c.
Wrong: bình hòa, ngày …; Tỉnh Bình Hòa, ngày …; TP. Hồ Chí Minh
Right: Bình Hòa, ngày …; Phường 3, ngày …
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.finding import Finding
from drafting.orthography import same_words
from drafting.parts.piece import Piece
from drafting.rules.proper_names import is_person_or_event
from drafting.rules.rule import Rule, Subject, quoted


def _written(rule: Rule, subject: Subject) -> Iterator[Finding]:
    piece = subject.parts.head.place_and_date
    place, comma = place_in(piece) if piece else ("", True)
    if piece is None:
        return
    small = [word for word in re.split(r"[\s\-–]+", place) if word[:1].islower()]
    words = [word for word in re.split(r"[\s\-–]+", place) if len(word) > 2 and word.isalpha()]
    shouted = bool(words) and all(word.isupper() for word in words)
    if not place or small or shouted:
        yield rule.finding(f"địa danh «{place}»", "viết hoa chữ đầu các âm tiết của địa danh", piece)
    if not comma:
        yield rule.finding(quoted(piece), "dấu phẩy sau địa danh", piece)


def place_in(piece: Piece) -> tuple[str, bool]:
    """The words before "ngày", and whether a comma parts them from it."""
    before = re.split(r"\bngày\b", piece.text, maxsplit=1, flags=re.IGNORECASE)[0].rstrip()
    if before == piece.text:
        before = piece.text.partition(",")[0] + ("," if "," in piece.text else "")
    return before.rstrip(", "), before.endswith(",")


def _class_word(rule: Rule, subject: Subject) -> Iterator[Finding]:
    piece = subject.parts.head.place_and_date
    if piece is None:
        return
    place, _ = place_in(piece)
    own = subject.office.place
    if own and place and not same_words(place, own):
        yield rule.finding(f"địa danh «{place}»", f"«{own}»", piece)
        return
    match = re.match(r"^(Tỉnh|Thành phố|TP\.?|T\.P\.?|Xã|Phường|Đặc khu|Thủ đô)\s+(.*)$", place, re.IGNORECASE)
    if match is None or place == "Thành phố Hồ Chí Minh":
        return
    if match[1].lower() in ("xã", "phường", "đặc khu") and (
        match[2][:1].isdigit() or same_words(match[2], "Điện Biên Phủ") or is_person_or_event(match[2])
    ):
        return
    right = "«Thành phố Hồ Chí Minh»" if "hồ chí minh" in place.lower() else f"«{match[2]}»"
    yield rule.finding(f"địa danh «{place}»", right, piece)


RULES = (
    Rule("DD-08", "E", "Địa danh", "PL I.II.4c", _written),
    Rule("DD-09", "W", "Địa danh", "PL I.II.4a", _class_word),
)
