"""The numbers that Word shows but does not store in the text ("1.", "a)", "Điều 3."), counted as Word counts them."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from drafting.roman import roman
from tracking.reading.word_styles import Shape, Styles, W, number, shape_of, value

_HIGHEST = 32_767
_PLAIN_BULLETS = {"-", "–", "—", "+", "*", "•", "−", "‒", "→", "►", "◦", "○", "●", "■", "□", "▪", "✓", "♦"}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number is written ("%1." with format "upperRoman") and where it starts."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart_after: int | None = None
    decimal_parents: bool = False
    style: str | None = None
    left: float | None = None
    first: float | None = None


@dataclass(slots=True)
class _List:
    levels: dict[int, Level]
    style_link: str | None = None
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Use:
    """One w:num: the list it counts in, the levels it changes, the starts that it sets once."""

    list_id: str
    levels: dict[int, Level]
    starts: dict[int, int]
    started: set[int] = field(default_factory=set)


class Numbering:
    """The numbering part of a Word file and how far each of its lists has counted."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._uses: dict[str, _Use] = {}
        self._last: _List | None = None
        if root is None:
            return
        linked: dict[str, str] = {}
        for node in root.iterchildren(W + "abstractNum"):
            list_id = node.get(W + "abstractNumId") or ""
            levels = dict(map(_level, node.iterchildren(W + "lvl")))
            self._lists[list_id] = _List(levels, value(node, "numStyleLink"))
            style = value(node, "styleLink")
            if style:
                linked[style] = list_id
        for node in root.iterchildren(W + "num"):
            self._uses[node.get(W + "numId") or ""] = self._use(node, linked)

    def mark(self, shape: Shape, style_id: str | None) -> tuple[str, int, Level] | None:
        """The marker, its level and the level's own data for the next paragraph of this shape, counted on; None where it has no number."""
        use = self._uses.get(shape.number_id or "")
        if use is None:
            return None
        counting = self._lists.get(use.list_id)
        if counting is None:
            return None
        at = self._level_for(shape, style_id, use, counting)
        level = use.levels.get(at) or counting.levels.get(at)
        if level is None:
            return None
        self._carry_on(use, counting, at)
        self._count(use, counting, at, level)
        self._last = counting
        return _written(level, at, use, counting), at, level

    def _use(self, node: etree._Element, linked: dict[str, str]) -> _Use:
        list_id = value(node, "abstractNumId") or ""
        own = self._lists.get(list_id)
        if own is not None and own.style_link and not own.levels:
            list_id = linked.get(own.style_link, list_id)
        levels: dict[int, Level] = {}
        starts: dict[int, int] = {}
        for override in node.iterchildren(W + "lvlOverride"):
            at = int(number(override.get(W + "ilvl")) or 0)
            start = number(value(override, "startOverride"))
            if start is not None:
                starts[at] = int(start)
            changed = override.find(W + "lvl")
            if changed is not None:
                levels[at] = _level(changed)[1]
        return _Use(list_id, levels, starts)

    def _level_for(self, shape: Shape, style_id: str | None, use: _Use, counting: _List) -> int:
        if shape.number_level is not None:
            return shape.number_level
        for style in self._styles.ancestors(style_id):
            for at, level in {**counting.levels, **use.levels}.items():
                if level.style == style:
                    return at
        return 0

    def _carry_on(self, use: _Use, counting: _List, at: int) -> None:
        """A list that opens below its first level goes on with the list before it where both look alike: some programs tear lists so."""
        last = self._last
        if last is None or last is counting or counting.counts or any(depth in use.starts for depth in range(at)):
            return
        if all(depth in last.counts and _looks(last.levels.get(depth)) == _looks(counting.levels.get(depth)) for depth in range(at)):
            counting.counts.update({depth: last.counts[depth] for depth in range(at)})

    def _count(self, use: _Use, counting: _List, at: int, level: Level) -> None:
        counts = counting.counts
        if at in use.starts and at not in use.started:
            counts[at] = use.starts[at]
        else:
            counts[at] = min(counts[at] + 1, _HIGHEST) if at in counts else level.start
        use.started.add(at)
        for deeper in [other for other in counts if other > at]:
            below = use.levels.get(deeper) or counting.levels.get(deeper)
            if below is None or below.restart_after is None or (below.restart_after and at < below.restart_after):
                del counts[deeper]


def _level(node: etree._Element) -> tuple[int, Level]:
    at = int(number(node.get(W + "ilvl")) or 0)
    start = number(value(node, "start"))
    restart = number(value(node, "lvlRestart"))
    shape = shape_of(node.find(W + "pPr"))
    return at, Level(
        start=int(start) if start is not None else 1,
        format=value(node, "numFmt") or ("bullet" if node.find(W + "lvlPicBulletId") is not None else "decimal"),
        text=value(node, "lvlText") or "",
        restart_after=int(restart) if restart is not None else None,
        decimal_parents=node.find(W + "isLgl") is not None,
        style=value(node, "pStyle"),
        left=shape.left,
        first=shape.first,
    )


def _looks(level: Level | None) -> tuple[str, str] | None:
    """How the numbers of a level are written."""
    return (level.format, level.text) if level else None


def _written(level: Level, at: int, use: _Use, counting: _List) -> str:
    if level.format == "bullet":
        return _bullet(level.text)
    out = level.text
    for depth in range(9):
        sign = f"%{depth + 1}"
        if sign in out:
            other = use.levels.get(depth) or counting.levels.get(depth) or Level()
            kind = "decimal" if level.decimal_parents and depth <= at else other.format
            out = out.replace(sign, count_as(counting.counts.get(depth, other.start), kind))
    return " ".join(out.split())


def _bullet(text: str) -> str:
    """The bullet as it reads on paper: dashes and plus signs stay, pictures of the symbol fonts become a dot."""
    sign = text.strip()
    if sign in _PLAIN_BULLETS or not sign:
        return sign
    return "◦" if sign in ("o", "O") else "•"


def count_as(count: int, kind: str) -> str:
    """A count written in one of Word's number formats: 4 as "4", "IV", "d", "D", "04"."""
    if kind == "none" or kind == "bullet":
        return ""
    if kind in ("upperRoman", "lowerRoman") and count > 0:
        text = roman(count)
        return text if kind == "upperRoman" else text.lower()
    if kind in ("upperLetter", "lowerLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 30)
        return letter.upper() if kind == "upperLetter" else letter
    if kind == "decimalZero":
        return f"{count:02d}"
    return str(count)
