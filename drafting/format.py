"""The lawful form as typed figures, read from `templates/format.toml`: what is allowed, what we draw, and by which clause."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

Profile = Literal[14, 13]
"""The two sets of sizes that go together: Quốc hiệu, Tiêu ngữ, địa danh in 13/14/14 or 12/13/13 (PL I.V, note)."""

MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Figure:
    """One property of one component.

    low, high: the lawful range in `unit`; None where the law prescribes no bound.
    use, use_13: what we draw in profile 14 and 13. source: the clause, "mẫu" (specimen) or "lệ" (habit).
    """

    component: str
    name: str
    use: Any
    source: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    use_13: Any = None

    def drawn(self, profile: Profile = 14) -> Any:
        """What we draw in that profile."""
        return self.use_13 if profile == 13 and self.use_13 is not None else self.use

    def allows(self, value: float, tolerance: float = 0.0) -> bool:
        """Whether the law allows the value, give or take `tolerance` (in the figure's unit)."""
        at_least = self.low is None or value >= self.low - tolerance
        return at_least and (self.high is None or value <= self.high + tolerance)

    @property
    def range_text(self) -> str:
        """The lawful range as people write it: "13–14 pt", "12 pt", "từ 6 pt"; "" where there is none."""
        unit = f" {self.unit}" if self.unit in ("mm", "pt") else ""
        low, high = (None if bound is None else f"{bound:g}".replace(".", ",") for bound in (self.low, self.high))
        if low is None and high is None:
            return ""
        if low == high:
            return f"{low}{unit}"
        if high is None:
            return f"từ {low}{unit}"
        return f"đến {high}{unit}" if low is None else f"{low}–{high}{unit}"


def figure(component: str, name: str) -> Figure:
    """The figure of that component and property; KeyError where the table has none."""
    return table()[component, name]


def drawn(component: str, name: str, profile: Profile = 14) -> Any:
    """What we draw for that component and property."""
    return figure(component, name).drawn(profile)


def has(component: str, name: str) -> bool:
    """Whether the table says anything about that component and property."""
    return (component, name) in table()


@functools.cache
def table() -> dict[tuple[str, str], Figure]:
    """Every figure, by component and property, in the order of the file."""
    return {(figure.component, figure.name): figure for figure in _figures()}


def _figures() -> Iterator[Figure]:
    document = tomllib.loads(files("templates").joinpath("format.toml").read_text("utf-8"))
    for component, properties in document.items():
        for name, values in properties.items():
            yield Figure(component, name, **values)


def twips_of_mm(millimetres: float) -> int:
    """Twentieths of a point, as Word keeps lengths."""
    return round(millimetres / MM_PER_POINT * 20)


def twips_of_points(points: float) -> int:
    return round(points * 20)


def text_width_mm(*, landscape: bool = False) -> float:
    """The width between the margins that we draw."""
    across = drawn("page", "height" if landscape else "width")
    return float(across - drawn("page", "margin_left") - drawn("page", "margin_right"))
