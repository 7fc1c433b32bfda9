"""A report as a lawful báo cáo in Word: what the figures say in sentences, the tables as annexes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from drafting.dates import short
from drafting.draft import draft
from drafting.kinds import kind_named
from drafting.spec import Annex, Node, Spec
from drafting.spec_values import Grid
from tracking.outgoing.letterhead import letterhead, own_body
from tracking.register.database import Register
from tracking.register.tables import Office
from tracking.reports.kinds import Column
from tracking.reports.narrative import narrative
from tracking.reports.report import Report, report
from tracking.reports.words import cell, period, rate, reconciliation, total_cell

_REGISTERS = ("incoming", "outgoing")


def write_document(register: Register, found: Report, path: Path) -> Path:
    """The report as .docx in the lawful form, issued by our own body. Raises NotAllowed where our own body is not set."""
    with register.reading() as session:
        own, kind = own_body(session), kind_named("báo cáo")
        assert kind is not None, "báo cáo is one of the kinds"
        head = letterhead(session, own, kind, found.window.closing)
    return draft(_spec(register, found, own, head), path)


def _spec(register: Register, found: Report, own: Office, head: dict[str, Any]) -> Spec:
    annexes = [Annex(found.kind.title, landscape=True, grid=grid_of(found))]
    if found.kind.rows == "offices":
        late = report(register, "t3", None, None, found.window.closing, found.known_at)
        if late.rows:
            annexes.append(Annex(late.kind.title, landscape=True, grid=grid_of(late)))
    has_late = len(annexes) > 1
    told = narrative(register, found, len(annexes))
    annexes += told.annexes
    return Spec(
        **head,
        subject=_subject(found),
        opening=(f"{own.name} báo cáo {_lower(_subject(found))} như sau ({_lower(period(found))}):",),
        body=(*_sections(found, has_late, len(annexes)), *told.sections),
        closing=(f"{own.name} báo cáo để theo dõi, chỉ đạo",),
        annexes=tuple(annexes),
        recipients=(f"Lãnh đạo {own.name}",),
    )


def _subject(found: Report) -> str:
    title = found.kind.title.removeprefix("Báo cáo ")
    title = title[:1].upper() + title[1:]
    if found.window.start is None:
        return f"{title} đến hết ngày {short(found.window.closing)}"
    return f"{title} (từ {short(found.window.start)} đến {short(found.window.end)})"


def _sections(found: Report, has_late: bool, annexes: int) -> list[Node]:
    """The figures in sentences. has_late: the second annex lists what is overdue."""
    if found.kind.rows != "offices":
        return [Node("text", f"Có {len(found.rows):02d} mục, nêu tại Phụ lục kèm theo. {reconciliation(found)}")]
    totals = found.totals if found.rows else _empty()
    lists = (
        "Số liệu từng đơn vị nêu tại Phụ lục I, danh sách quá hạn nêu tại Phụ lục II."
        if has_late
        else f"Số liệu từng đơn vị nêu tại Phụ lục{' I' if annexes > 1 else ''}."
    )
    return [
        Node("heading", "SỐ LIỆU CHUNG", children=tuple(Node("text", line) for line in _figures(totals))),
        Node("heading", "THEO ĐƠN VỊ", children=(Node("text", lists), Node("text", _worst(found)))),
        Node("heading", "ĐỐI CHIẾU SỐ LIỆU", children=(Node("text", reconciliation(found)),)),
    ]


def _figures(totals: dict[str, Any]) -> list[str]:
    done = totals["done_on_time"] + totals["done_late"] + totals["done_no_deadline"]
    still_open = totals["open_in_time"] + totals["open_overdue"] + totals["open_no_deadline"]
    return [
        f"Tổng số {totals['total']} nhiệm vụ: kỳ trước chuyển sang {totals['opening']}, giao mới trong kỳ {totals['new']}.",
        f"Đã hoàn thành {done}: {_split(totals, 'done_on_time', 'done_late', 'done_no_deadline')}.",
        f"Chưa hoàn thành {still_open}: {_split(totals, 'open_in_time', 'open_overdue', 'open_no_deadline')}.",
        f"Tạm hoãn {totals['suspended']}, đã rút {totals['withdrawn']}, đã được thay thế {totals['replaced']}.",
        f"Tỷ lệ đúng hạn trên số đến hạn: {rate(totals['done_on_time'], totals['on_time_of'])}.",
    ]


def _split(totals: dict[str, Any], in_time: str, late: str, undated: str) -> str:
    word = "đúng hạn" if in_time.startswith("done") else "trong hạn"
    return f"{word} {totals[in_time]}, quá hạn {totals[late]}, không quy định thời hạn {totals[undated]}"


def _worst(found: Report) -> str:
    late = sorted((row for row in found.rows if row["open_overdue"]), key=lambda row: (-row["open_overdue"], row["office"]))
    if not late:
        return "Không có nhiệm vụ quá hạn."
    named = "; ".join(f"{row['office']} ({row['open_overdue']})" for row in late[:5])
    return f"Đơn vị có nhiệm vụ quá hạn: {named}{' và các đơn vị khác' if len(late) > 5 else ''}."


def _empty() -> dict[str, int]:
    keys = ("opening", "new", "total", "done_on_time", "done_late", "done_no_deadline", "open_in_time", "open_overdue", "open_no_deadline")
    return dict.fromkeys((*keys, "suspended", "withdrawn", "replaced", "on_time_of"), 0)


def grid_of(found: Report) -> Grid:
    """The report's table for an annex, its sums in the last row."""
    columns = found.kind.columns
    rows = [tuple(str(cell(column, row, position)) for column in columns) for position, row in enumerate(found.rows, 1)]
    if len(found.rows) > 1 and found.kind.code not in _REGISTERS:
        rows.append(tuple(_sum(column, index, found) for index, column in enumerate(columns)))
    centred = frozenset(index for index, column in enumerate(columns) if column.align != "left")
    return Grid(tuple(c.label for c in columns), tuple(c.width for c in columns), tuple(rows), centred)


def _sum(column: Column, index: int, found: Report) -> str:
    return "Tổng cộng" if index == 1 else str(total_cell(column, found.totals))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
