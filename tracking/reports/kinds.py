"""The kinds of report and their columns, as data (`kinds.toml`, `columns.toml`)."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

from drafting.errors import WrongUsage


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in the rows, its heading, its share of the width and its alignment."""

    key: str
    label: str
    width: int
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A kind of report. rows: what a row is; window: "" (none), "week", "month", "quarter", "half", "year" or ("MM-DD", "MM-DD")."""

    code: str
    title: str
    rows: str
    columns: tuple[Column, ...]
    window: str | tuple[str, str] = ""


@functools.cache
def report_kinds() -> dict[str, ReportKind]:
    """Every kind by its code, in the order in which they are offered."""
    return {code: _kind(code, row, all_columns()) for code, row in _toml("kinds.toml").items()}


@functools.cache
def all_columns() -> dict[str, Column]:
    """Every column by its key."""
    return {key: Column(key, **values) for key, values in _toml("columns.toml").items()}


def report_kind(code: str) -> ReportKind:
    """The kind of that code. Raises WrongUsage with the known codes."""
    try:
        return report_kinds()[code]
    except KeyError:
        raise WrongUsage(f"Không có báo cáo «{code}». Dùng một trong: {', '.join(report_kinds())}.") from None


def _kind(code: str, row: dict[str, Any], columns: dict[str, Column]) -> ReportKind:
    window = row.get("window", "")
    return ReportKind(
        code,
        row["title"],
        row["rows"],
        tuple(columns[key] for key in row["columns"]),
        (window["start"], window["end"]) if isinstance(window, dict) else window,
    )


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(files("tracking.reports").joinpath(name).read_text("utf-8"))
