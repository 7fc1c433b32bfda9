"""Numbers that Word writes before paragraphs by itself: "1.", "a)", "Điều 5.", counted as Word counts them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from drafting.ooxml import Element, number_of, qn
from drafting.roman import roman
from drafting.styles import Properties, paragraph_properties, run_properties

_VAL = qn("w:val")
_MOST_COUNTED = 3999
"""Beyond it letters and Roman numerals are of no use, and their length would be without end."""
_DEPTHS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts, what it prints ("%1."), what follows it, and the properties it gives.

    restart_after: the level (from 1) whose next item starts it anew, 0 never, None any higher one. legal: figures of all
    levels print as decimals. style: the paragraph style tied to it. element: its w:lvl.
    """

    format: str
    text: str
    start: int
    suffix: str
    run: Properties
    paragraph: Properties
    element: Element
    legal: bool = False
    restart_after: int | None = None
    style: str | None = None


@dataclass(slots=True)
class _List:
    """One w:abstractNum: its levels and how far each has counted."""

    levels: dict[int, Level]
    style_link: str = ""
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Use:
    """One w:num: the list it counts in, the levels as it changes them, the starts that it sets once."""

    counting: _List
    levels: dict[int, Level]
    starts: dict[int, int]
    started: set[int] = field(default_factory=set)


class ListNumbers:
    """The lists of one document; `marker` must be asked in reading order, since it counts.

    carries_on: a list that opens below its first level goes on with the list before it where both look alike, as old
    programs tear lists; Word itself counts such a list from its start.
    """

    def __init__(self, root: Element | None, *, carries_on: bool = False) -> None:
        self._uses: dict[str, _Use] = {}
        self._carries_on = carries_on
        self._last: _List | None = None
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        lists: dict[str, _List] = {}
        by_style: dict[str, _List] = {}
        for abstract in root.iter(qn("w:abstractNum")):
            levels = {int(number_of(level.get(qn("w:ilvl")))): _level(level) for level in abstract.findall(qn("w:lvl"))}
            made = lists[abstract.get(qn("w:abstractNumId"), "")] = _List(levels, _value(abstract, "numStyleLink") or "")
            if style := _value(abstract, "styleLink"):
                by_style[style] = made
        for number in root.findall(qn("w:num")):
            counting = lists.get(_value(number, "abstractNumId") or "")
            if counting is None:
                continue
            if counting.style_link and not counting.levels:
                counting = by_style.get(counting.style_link, counting)
            self._uses[number.get(qn("w:numId"), "")] = _use(number, counting)

    def level(self, num_id: str | None, depth: int) -> Level | None:
        """The level of a list; None where there is no such list or level (list 0 takes a paragraph out of its list)."""
        use = self._uses.get(num_id or "")
        return use.levels.get(depth) if use is not None and num_id != "0" else None

    def depth(self, num_id: str | None, ilvl: str | None, styles: Sequence[str]) -> int:
        """The depth a paragraph counts at: as it says, else as the level tied to one of its styles (nearest first), else the first."""
        if ilvl is not None:
            return int(number_of(ilvl))
        use = self._uses.get(num_id or "")
        tied = {level.style: at for at, level in use.levels.items() if level.style} if use is not None else {}
        return next((tied[style] for style in styles if style in tied), 0)

    def marker(self, num_id: str, depth: int) -> str:
        """The next number of that list and level as printed, its deeper levels starting anew; a bullet as the file has it."""
        use = self._uses[num_id]
        level, counting = use.levels[depth], use.counting
        if self._carries_on:
            self._go_on(use, depth)
        self._count(use, depth, level)
        self._last = counting
        if level.format == "bullet":
            return level.text

        def printed(match: re.Match[str]) -> str:
            which = int(match.group(1)) - 1
            other = use.levels.get(which)
            count = counting.counts.get(which, other.start if other else 1)
            return written(count, "decimal" if other is None or (level.legal and which <= depth) else other.format)

        return re.sub(rf"%([1-{_DEPTHS}])", printed, level.text)

    def _go_on(self, use: _Use, depth: int) -> None:
        last, counting = self._last, use.counting
        if last is None or last is counting or counting.counts or any(at in use.starts for at in range(depth)):
            return
        if all(at in last.counts and _looks(last.levels.get(at)) == _looks(counting.levels.get(at)) for at in range(depth)):
            counting.counts.update({at: last.counts[at] for at in range(depth)})

    def _count(self, use: _Use, depth: int, level: Level) -> None:
        counts = use.counting.counts
        if depth in use.starts and depth not in use.started:
            counts[depth] = use.starts[depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        use.started.add(depth)
        for deeper in [other for other in counts if other > depth]:
            below = use.levels.get(deeper)
            if below is None or below.restart_after is None or (below.restart_after and depth < below.restart_after):
                del counts[deeper]


def written(count: int, style: str) -> str:
    """A count in one of Word's styles ("upperRoman": IV)."""
    if style in ("none", "bullet"):
        return ""
    if style == "decimalZero":
        return f"{count:02d}"
    if count > _MOST_COUNTED:
        return str(count)
    if style in ("lowerLetter", "upperLetter") and count > 0:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if style == "upperLetter" else letters
    if style in ("lowerRoman", "upperRoman") and count > 0:
        figures = roman(count)
        return figures.lower() if style == "lowerRoman" else figures
    return str(count)


def _use(number: Element, counting: _List) -> _Use:
    levels, starts = dict(counting.levels), {}
    for override in number.findall(qn("w:lvlOverride")):
        at = int(number_of(override.get(qn("w:ilvl"))))
        if (own := override.find(qn("w:lvl"))) is not None:
            levels[at] = _level(own)
        if (start := override.find(qn("w:startOverride"))) is not None:
            starts[at] = int(number_of(start.get(_VAL)))
    return _Use(counting, levels, starts)


def _looks(level: Level | None) -> tuple[str, str] | None:
    """How the numbers of a level are written."""
    return (level.format, level.text) if level is not None else None


def _level(level: Element) -> Level:
    pictured = level.find(qn("w:lvlPicBulletId")) is not None
    restart = _value(level, "lvlRestart")
    return Level(
        _value(level, "numFmt") or ("bullet" if pictured else "decimal"),
        _value(level, "lvlText") or "",
        int(number_of(_value(level, "start") or "1")),
        _value(level, "suff") or "tab",
        run_properties(level.find(qn("w:rPr"))),
        paragraph_properties(level.find(qn("w:pPr"))),
        level,
        level.find(qn("w:isLgl")) is not None,
        int(number_of(restart)) if restart is not None else None,
        _value(level, "pStyle"),
    )


def _value(parent: Element, name: str) -> str | None:
    found = parent.find(qn(f"w:{name}"))
    return found.get(_VAL) if found is not None else None
