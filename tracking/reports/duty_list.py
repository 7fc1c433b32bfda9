"""The list of duties (`dondoc duties`) as an Excel workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from drafting.dates import short
from tracking.register import states
from tracking.reports.kinds import Column
from tracking.reports.workbook import write_table

_COLUMNS = (
    Column("stt", "STT", 6, "center"),
    Column("directive", "Số, ký hiệu, ngày văn bản", 20),
    Column("issuer", "Cơ quan ban hành", 20),
    Column("ordinal", "Mục, điểm", 8, "center"),
    Column("text", "Nội dung nhiệm vụ", 60),
    Column("owners", "Chủ trì", 28),
    Column("coordinators", "Phối hợp", 24),
    Column("deadline", "Thời hạn (theo văn bản)", 20),
    Column("due_on", "Hạn hiện hành", 12, "center"),
    Column("next_on", "Kỳ tới", 12, "center"),
    Column("state", "Tình trạng", 18),
    Column("bucket", "Nhóm", 24),
    Column("days_late", "Số ngày quá hạn", 9, "right"),
)


def write_duties(rows: Sequence[dict[str, Any]], as_of: dt.date, path: Path) -> Path:
    """The rows of `duties` as .xlsx, in their order."""
    lines = [_line(position, row) for position, row in enumerate(rows, 1)]
    return write_table(path, "Danh mục nhiệm vụ", f"Tính đến hết ngày {short(as_of)}", _COLUMNS, lines)


def _line(position: int, row: dict[str, Any]) -> list[str | int]:
    directive = row["directive"]
    named = directive["number"] or "Không số"
    return [
        position,
        f"{named} ngày {_short(directive['issued_on'])}" if directive["issued_on"] else named,
        directive["issuer"] or "",
        row["ordinal"],
        row["text"],
        "; ".join(row["owners"]),
        "; ".join(row["coordinators"]),
        row["deadline"].get("text") or "",
        _short(row["due_on"]),
        _short(row["next_on"]),
        states.states()[row["state"]].label,
        states.buckets().get(row["bucket"] or "", ""),
        row["days_late"],
    ]


def _short(day: str | None) -> str:
    return short(dt.date.fromisoformat(day)) if day else ""
