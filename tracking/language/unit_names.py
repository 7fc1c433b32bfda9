"""Where the name of a unit ends in a running sentence: closed names, places, capitals, and the units that it belongs to."""

from __future__ import annotations

import re
from typing import Literal

from tracking.language.actions import verb
from tracking.language.unit_patterns import CODE, Patterns

UnitKind = Literal["office", "group", "person"]
_WORD = re.compile(r" (?:[-–] |& )?(\w[\w&./-]*)")
_AND_CAPITAL = re.compile(r"(?:,| và| &| -| –) (\w[\w&-]*)")
_NEXT = re.compile(r" (\w+)(?!\w)")
_BARE = re.compile(r"(?:sở|bộ|tỉnh|thành phố|huyện|xã|cục|tổng cục|ngành|chính phủ|quốc hội|đảng|phường)(?!\w)")
_COLON = re.compile(r" ?: (?=\w)")
_NEXT_PLACE = re.compile(r"(?: ?,| và) (?=\w)")
_CODE = re.compile(CODE)
_LONGEST = 9
"""A name goes on for at most so many words in lower case."""
_GENERAL = frozenset({"doanh nghiệp", "cơ quan", "đơn vị", "chính quyền", "lực lượng"})
"""Words of groups that name no office by themselves."""


class Reader:
    """Reads unit names at places of one text; `text` keeps capitals, `view` is what the patterns read."""

    def __init__(self, text: str, view: str, rules: Patterns) -> None:
        self.text, self.view, self.rules = text, view, rules

    def unit_at(self, at: int, depth: int = 0) -> tuple[int, str, UnitKind] | None:
        """The end, rule and kind of the unit that begins at a place; None where none does."""
        if code := _CODE.match(self.view, at):
            return (code.end(), "police-code", "office") if self.text[at].isupper() else None
        if group := self.rules.group.match(self.view, at):
            return self._more(group.end(), depth), "group", "group"
        person = self._person(at, depth)
        if person is not None:
            return person, "person", "person"
        for rule, end in (("named-office", self._named(at)), ("committee", self._committee(at)), ("office", self._office(at))):
            if end is not None:
                return self._more(end, depth), rule, "office"
        return None

    def _person(self, at: int, depth: int) -> int | None:
        title = self.rules.person.match(self.view, at)
        if title is None or depth > 1:
            return None
        after = title.end()
        while after > at:
            many = 4 if self.view[after - 4 : after] == "các " else 0
            inner = self.unit_at(after, depth + 1) or self.unit_at(after - many, depth + 1)
            if inner is not None:
                return inner[0]
            back = self.view.rfind(" ", at, after - 1)
            after = back + 1 if back > at else at
        if not self._is_personal(title[0]) or not self.text[title.end()].isupper():
            return None
        named = self._capitals(title.end() - 1)
        return named if named > title.end() - 1 else None

    def _is_personal(self, title: str) -> bool:
        return title.strip() in ("đồng chí", "ông", "bà", "đ/c")

    def _named(self, at: int) -> int | None:
        found = self.rules.named.match(self.view, at)
        if found is None:
            return None
        letter = found.start() + found[0].find(" ") + 1
        return found.end() if self.text[at].isupper() or self.text[letter].isupper() else None

    def _committee(self, at: int) -> int | None:
        found = self.rules.committee.match(self.view, at)
        if found is None or not (self.text[at].isupper() or found[0].startswith("ủy ban nhân dân")):
            return None
        places = self.rules.places.match(self.view, found.end())
        end = self._place_name(places.end() if places is not None else found.end())
        if places is not None and "các" in places[0]:
            end = self._place_list(places.end(), end)
        return None if end == found.end() and found[0] in self.rules.bare else end

    def _office(self, at: int) -> int | None:
        found = self.rules.office.match(self.view, at)
        if found is None:
            return None
        if self.rules.closed.fullmatch(found[0]):
            return found.end() if self.text[at].isupper() or found[0].startswith(("nhà", "chủ")) else None
        if found[0] in _GENERAL:
            return None
        if not self.text[at].isupper():
            return None
        long = self.rules.long.match(self.view, at)
        end = self._capitals(found.end() if long is None or long.end() < found.end() else long.end())
        stretched = self._stretched(end) if long is not None else end
        followed = self.rules.level.match(self.view, end) or self.rules.belongs.match(self.view, end)
        whole = stretched > found.end() or followed or self.rules.complete.fullmatch(found[0])
        return stretched if whole else None

    def _capitals(self, at: int) -> int:
        """The end of the capitalised words from a place on, the second syllables of their words included."""
        while True:
            word = _WORD.match(self.text, at)
            if word is not None and self._goes_on(word):
                at = word.end(1) - (1 if word[1].endswith((".", "/", "-")) else 0)
                if self.text[word.start(1)].isupper() and not word[1].isupper():
                    at = self._second_syllable(at, word.start(1))
                if at < word.end(1):
                    return at
                continue
            joined = _AND_CAPITAL.match(self.text, at)
            if joined is None or not joined[1][0].isupper() or self._begins_another(joined):
                return at
            at = self._second_syllable(joined.end(), joined.start(1))

    def _place_list(self, after: int, end: int) -> int:
        """The end of the places named after a plural ("các tỉnh: Lào Cai, Cao Bằng và Điện Biên"); `end` where none is listed."""
        colon = _COLON.match(self.text, after) if end == after else None
        if colon is not None:
            named = self._place_name(colon.end() - 1)
            end = named if named > colon.end() else end
        if end == after:
            return end
        while (comma := _NEXT_PLACE.match(self.text, end)) is not None and not self.rules.head.match(self.view, comma.end()):
            named = self._place_name(comma.end() - 1)
            if named < comma.end():
                break
            end = named
        return end

    def _place_name(self, at: int) -> int:
        """The end of a place's own name: capitalised words and numbers only ("Phường 2 Bảo Lộc", "Xuân Hương - Đà Lạt")."""
        while (word := _WORD.match(self.text, at)) is not None and self._goes_on(word):
            at = word.end(1) - (1 if word[1].endswith((".", "/", "-")) else 0)
        return at

    def _goes_on(self, word: re.Match[str]) -> bool:
        if word[1].isdigit():
            return len(word[1]) <= 2
        return word[1][0].isupper()

    def _begins_another(self, joined: re.Match[str]) -> bool:
        """Whether the words after a comma or "và" begin another unit, or a new clause."""
        if self.rules.head.match(self.view, joined.start(1)):
            return True
        return joined[0].startswith(",") and self.rules.stop.match(self.view, joined.start(1)) is not None

    def _second_syllable(self, at: int, first: int) -> int:
        """The end of a word of two syllables whose first, in capitals, begins at `first` and ends at `at` ("Chăn | nuôi")."""
        word = _NEXT.match(self.text, at)
        whole = verb().match(self.view, first)
        if word is not None and whole is not None and whole.end() == word.end(1) and word[1].islower():
            return word.end()
        if word is None or not word[1].islower() or self.rules.stop.match(self.view, word.start(1)):
            return at
        if self.rules.level.match(self.view, at) or self.rules.qualifier.match(self.view, at) or self.rules.belongs.match(self.view, at):
            return at
        return at if verb().match(self.view, word.start(1)) else word.end()

    def _stretched(self, at: int) -> int:
        """A long name in lower case up to its level, number or next capital, where no word that begins an act stands between."""
        here = at
        for _ in range(_LONGEST):
            if self.rules.level.match(self.view, here):
                return here
            word = _WORD.match(self.text, here)
            if word is None or (word[1].islower() and self.rules.stop.match(self.view, word.start(1))):
                return at
            if word[1][0].isupper() or (word[1].isdigit() and len(word[1]) <= 2):
                return self._stretched(self._capitals(here))
            here = word.end()
        return at

    def _more(self, at: int, depth: int) -> int:
        """The levels, places, qualifiers and the unit it belongs to that follow a name."""
        while True:
            after = at
            if level := self.rules.level.match(self.view, at):
                after = self._place_name(level.end())
            elif (places := self.rules.places.match(self.view, at)) and places[0].startswith(" các "):
                after = places.end()
            elif qualifier := self.rules.qualifier.match(self.view, at):
                after = self._place_name(qualifier.end()) if qualifier[0].endswith(("tỉnh", "thành phố")) else qualifier.end()
            elif depth < 3 and (belongs := self.rules.belongs.match(self.view, at)):
                inner = self.unit_at(belongs.end(), depth + 1)
                bare = _BARE.match(self.view, belongs.end())
                after = inner[0] if inner else bare.end() if bare else at
            if after == at:
                return at
            at = after
