"""The steps a person took at a review desk, as data, so that they can be taken back also after the page was loaded anew."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from tracking.register.database import Register

_MOST_DESKS, _MOST_STEPS = 200, 100

Way = Literal["unconfirm", "restore", "reject", "edit", "split", "merge"]
"""How a step is taken back: by bringing duties back to the desk, restoring, rejecting, writing as before, joining or parting again."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step. name: what was done, in words; way: how it is taken back.

    ids: the duties it touched, of an edit those it added; before: by duty the fields as they were before an edit.
    """

    name: str
    way: Way
    ids: Sequence[int] = ()
    before: dict[int, dict[str, Any]] = field(default_factory=dict)


@dataclass(slots=True)
class Steps:
    """Steps at one desk, the last at the end. seen: the versions of duties as this person saw them last."""

    done: list[Step] = field(default_factory=list)
    seen: dict[int, int] = field(default_factory=dict)

    def add(self, step: Step) -> None:
        """Remember a step; the oldest go."""
        self.done.append(step)
        del self.done[:-_MOST_STEPS]

    def versions(self, ids: Iterable[int]) -> dict[int, int | None]:
        """The versions last seen, so that a step back does not undo what somebody else did since."""
        return {key: self.seen.get(key) for key in ids}


_Desk = tuple[Path, int | None, int]
_desks: OrderedDict[_Desk, Steps] = OrderedDict()


def steps_of(register: Register, account_id: int | None, directive_id: int) -> Steps:
    """The steps of an account at the desk of a document, kept in this process for as long as it runs and there is room."""
    key = register.settings.data, account_id, directive_id
    found = _desks.setdefault(key, Steps())
    _desks.move_to_end(key)
    while len(_desks) > _MOST_DESKS:
        _desks.popitem(last=False)
    return found
