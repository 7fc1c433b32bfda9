"""Words on paper and the printed rows they stand in: what text PDFs and recognised pictures have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from drafting.orthography import nfc
from tracking.duty import Box
from tracking.reading.page import Line, Word


@dataclass(slots=True)
class Token:
    """A word on a page: its box in points from the top left, the height of its base line, how it is printed."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    bold: bool | None = None
    italic: bool | None = None
    confidence: float | None = None

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(slots=True)
class Row:
    """The words of one printed row from left to right, whatever column they belong to."""

    tokens: list[Token]

    @property
    def x0(self) -> float:
        return self.tokens[0].x0

    @property
    def x1(self) -> float:
        return max(token.x1 for token in self.tokens)

    @property
    def top(self) -> float:
        return min(token.top for token in self.tokens)

    @property
    def bottom(self) -> float:
        return max(token.bottom for token in self.tokens)

    @property
    def base(self) -> float:
        return median(token.base for token in self.tokens)

    @property
    def size(self) -> float:
        return median(token.size for token in self.tokens)

    @property
    def text(self) -> str:
        return nfc(" ".join(token.text for token in self.tokens))


def rows_of(tokens: Iterable[Token]) -> list[Row]:
    """The tokens gathered into rows by their base lines, top to bottom."""
    rows: list[Row] = []
    for token in sorted(tokens, key=lambda t: t.base):
        for row in reversed(rows[-3:]):
            last = row.tokens[-1]
            if abs(token.base - last.base) <= 0.42 * min(token.size, last.size) + 0.5:
                row.tokens.append(token)
                break
        else:
            rows.append(Row([token]))
    for row in rows:
        row.tokens.sort(key=lambda t: t.x0)
    return rows


def line_of(tokens: Sequence[Token], page: int, left: float = 0.0, right: float | None = None) -> Line:
    """The printed line of these words. `left` and `right` are the edges of the text, from which indent and centring are told."""
    x0, x1 = min(t.x0 for t in tokens), max(t.x1 for t in tokens)
    return Line(
        nfc(" ".join(t.text for t in tokens)),
        page=page,
        box=_box(x0, min(t.top for t in tokens), x1, max(t.bottom for t in tokens)),
        words=tuple(Word(nfc(t.text), _box(t.x0, t.top, t.x1, t.bottom), t.confidence) for t in tokens),
        bold=_most(tokens, "bold"),
        italic=_most(tokens, "italic"),
        centred=None if right is None else _is_centred(x0 - left, right - x1),
        size=round(median(t.size for t in tokens), 1),
        indent=round(x0 - left, 1),
    )


def _is_centred(before: float, after: float) -> bool:
    """Whether the white on both sides of a line is alike; the less there is, the more alike it must be."""
    return abs(before - after) < 14 if before > 18 else before > 7 and abs(before - after) < 5


def _most(tokens: Sequence[Token], what: str) -> bool | None:
    """Whether most letters of the words that tell are so; None where no word tells."""
    known = [t for t in tokens if getattr(t, what) is not None]
    if not known:
        return None
    return sum(len(t.text) for t in known if getattr(t, what)) >= 0.8 * sum(len(t.text) for t in known)


def _box(x0: float, top: float, x1: float, bottom: float) -> Box:
    return round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1)


def edges(rows: Sequence[Row], width: float) -> tuple[float, float]:
    """The left and right edge of the text: where most long rows begin and end; a twelfth of the page where there are none."""
    long = [row for row in rows if row.x1 - row.x0 > 0.45 * width]
    if len(long) < 3:
        return width / 7, width * 11 / 12
    lefts, rights = sorted(row.x0 for row in long), sorted(row.x1 for row in long)
    return lefts[len(lefts) // 10], rights[-1 - len(rights) // 10]
