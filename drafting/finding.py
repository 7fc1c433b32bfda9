"""What the checker reports: one departure from the lawful form, where it stands, and what would be right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["E", "W", "I"]
"""E breaks a clause; W departs from a specimen, depends on settings or cannot be measured exactly; I is practice or advice."""

Mode = Literal["draft", "issued"]
Medium = Literal["paper", "electronic"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands.

    paragraph: the number of the paragraph in reading order, from 1; None for the whole document.
    page: the printed page, from 1; None where pages were not asked for or the words were not found on one.
    """

    paragraph: int | None = None
    page: int | None = None

    def as_json(self) -> dict[str, Any]:
        return {"paragraph": self.paragraph, "page": self.page}


@dataclass(frozen=True, slots=True)
class Finding:
    """One departure from the lawful form.

    rule: id ("VV-02"). component: the part of the document, in Vietnamese. found, expected: what stands there and
    what should, in Vietnamese. source: the clause. fixable: whether `fix` can mend it without changing a word.
    """

    rule: str
    severity: Severity
    component: str
    found: str
    expected: str
    source: str
    place: Place = Place()
    fixable: bool = False

    def as_json(self) -> dict[str, Any]:
        """The finding as the contract of `check --json` writes it."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "component": self.component,
            "found": self.found,
            "expected": self.expected,
            "source": self.source,
            "place": self.place.as_json(),
            "fixable": self.fixable,
        }
