"""A description as the register keeps it: the contract's JSON, with the tables that only the program makes beside it."""

from __future__ import annotations

import dataclasses
from typing import Any

from drafting.spec import Spec, parse_spec
from drafting.spec_json import spec_as_json
from drafting.spec_values import Annex, Grid

TABLES = "program_tables"
"""The key of the tables, beside the contract's own keys."""


def kept_form(spec: Spec, *, complete: bool = True) -> dict[str, Any]:
    """The JSON value to keep. A letter of reminder or a report has its list as a table, which the contract's description cannot say.

    Raises InvalidInput where the description breaks a rule (a công văn without Kính gửi), so that whatever is kept opens again;
    complete: False keeps one that is still being written.
    """
    plain = dataclasses.replace(spec, annexes=tuple(annex for annex in spec.annexes if annex.grid is None))
    tables = [_table(place, annex, annex.grid) for place, annex in enumerate(spec.annexes) if annex.grid is not None]
    kept = spec_as_json(plain) | ({TABLES: tables} if tables else {})
    spec_from(kept, complete=complete)
    return kept


def spec_from(kept: dict[str, Any], *, complete: bool = True) -> Spec:
    """The description again, each table at its place among the annexes. Raises InvalidInput as `parse_spec`."""
    plain = parse_spec({key: value for key, value in kept.items() if key != TABLES}, complete=complete)
    annexes = list(plain.annexes)
    for row in kept.get(TABLES, ()):
        annexes.insert(row["place"], _annex(row))
    return dataclasses.replace(plain, annexes=tuple(annexes))


def _table(place: int, annex: Annex, grid: Grid) -> dict[str, Any]:
    shape = {"heads": list(grid.heads), "widths": list(grid.widths), "centred": sorted(grid.centred)}
    return {"place": place, "title": annex.title, "landscape": annex.landscape, **shape, "rows": [list(row) for row in grid.rows]}


def _annex(row: dict[str, Any]) -> Annex:
    grid = Grid(tuple(row["heads"]), tuple(row["widths"]), tuple(map(tuple, row["rows"])), frozenset(row["centred"]))
    return Annex(row["title"], row["landscape"], grid=grid)
