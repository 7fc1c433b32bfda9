"""Numbers that Word writes before paragraphs by itself: "1.", "a)", "Điều 5.", counted as Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafting.ooxml import Element, Package, number_of, qn
from drafting.roman import roman
from drafting.styles import Properties, paragraph_properties, run_properties

_VAL = qn("w:val")
_MOST_COUNTED = 3999
"""Beyond it letters and Roman numerals are of no use, and their length would be without end."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts, what it prints ("%1."), what follows it, and the properties it gives."""

    format: str
    text: str
    start: int
    suffix: str
    run: Properties
    paragraph: Properties
    legal: bool = False


class ListNumbers:
    """The lists of one document; `marker` must be asked in reading order, since it counts."""

    def __init__(self, package: Package) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, Level]]] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        self._counts: dict[tuple[str, int], int] = {}
        self._seen: set[tuple[str, int]] = set()
        root = package.related("numbering")
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        for abstract in root.iter(qn("w:abstractNum")):
            levels = {int(number_of(level.get(qn("w:ilvl")))): _level(level) for level in abstract.findall(qn("w:lvl"))}
            self._abstract[abstract.get(qn("w:abstractNumId"), "")] = levels
        for number in root.findall(qn("w:num")):
            num_id = number.get(qn("w:numId"), "")
            link = number.find(qn("w:abstractNumId"))
            abstract_id = link.get(_VAL, "") if link is not None else ""
            levels = dict(self._abstract.get(abstract_id, {}))
            for override in number.findall(qn("w:lvlOverride")):
                at = int(number_of(override.get(qn("w:ilvl"))))
                if (own := override.find(qn("w:lvl"))) is not None:
                    levels[at] = _level(own)
                if (start := override.find(qn("w:startOverride"))) is not None:
                    self._restarts[num_id, at] = int(number_of(start.get(_VAL)))
            self._lists[num_id] = (abstract_id, levels)

    def level(self, num_id: str | None, ilvl: str | None) -> Level | None:
        """The level that a paragraph's w:numPr names; None where it names none (w:numId 0 takes a paragraph out of its list)."""
        if not num_id or num_id == "0" or num_id not in self._lists:
            return None
        return self._lists[num_id][1].get(int(number_of(ilvl)))

    def marker(self, num_id: str, ilvl: str | None) -> str:
        """The next number of that list and level as printed, its deeper levels starting anew."""
        abstract, levels = self._lists[num_id]
        at = int(number_of(ilvl))
        level = levels[at]
        if (num_id, at) in self._restarts and (num_id, at) not in self._seen:
            self._counts[abstract, at] = self._restarts[num_id, at]
        else:
            self._counts[abstract, at] = self._counts.get((abstract, at), level.start - 1) + 1
        self._seen.add((num_id, at))
        for key in [key for key in self._counts if key[0] == abstract and key[1] > at]:
            del self._counts[key]

        def printed(match: re.Match[str]) -> str:
            which = int(match.group(1)) - 1
            other = levels.get(which)
            count = self._counts.get((abstract, which), other.start if other else 1)
            return written(count, "decimal" if level.legal or other is None else other.format)

        return level.text if level.format == "bullet" else re.sub(r"%(\d)", printed, level.text)


def written(count: int, style: str) -> str:
    """A count in one of Word's styles ("upperRoman": IV)."""
    if style == "none":
        return ""
    if style == "decimalZero":
        return f"{count:02d}"
    if count > _MOST_COUNTED:
        return str(count)
    if style in ("lowerLetter", "upperLetter") and count > 0:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if style == "upperLetter" else letters
    if style in ("lowerRoman", "upperRoman"):
        figures = roman(count)
        return figures.lower() if style == "lowerRoman" else figures
    return str(count)


def _level(level: Element) -> Level:
    def value(name: str, default: str) -> str:
        found = level.find(qn(f"w:{name}"))
        return default if found is None else found.get(_VAL, default)

    return Level(
        value("numFmt", "decimal"),
        value("lvlText", ""),
        int(number_of(value("start", "1"))),
        value("suff", "tab"),
        run_properties(level.find(qn("w:rPr"))),
        paragraph_properties(level.find(qn("w:pPr"))),
        level.find(qn("w:isLgl")) is not None,
    )
