"""Báo cáo: a kind, a period, the table with its sums and the sentence that reconciles it; Word and Excel."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from drafting.dates import first_date, short
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.reports.kinds import report_kinds
from tracking.reports.layouts import laid_out, layouts
from tracking.reports.report import Report, report
from tracking.reports.words import cell as shown
from tracking.reports.words import period, reconciliation, total_cell
from ui.frame import heading
from ui.parts.html import attr, box, link, section, words
from ui.parts.lists import address, empty, table, text_cell
from ui.parts.still import still
from ui.parts.wording import two
from ui.visit import Visit

PATH = "/bao-cao"
_FEW = 9
"""More columns than this stand closer together, so that a wide screen shows them all."""
_MOST = 300
_NO_RULE = "Không có điểm: cơ quan chưa đặt quy tắc chấm điểm (Quản trị, Quy ước, mục Chấm điểm đơn vị), hoặc kỳ này chưa có nhiệm vụ."


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for."""

    code: str
    start: dt.date | None
    end: dt.date | None
    as_of: dt.date | None
    layout: str = ""
    most: int | None = None


async def show(visit: Visit, loai: str = "t2", tu: str = "", den: str = "", chot: str = "", mau: str = "") -> None:
    """The page of one report."""
    kinds = report_kinds()
    code = loai if loai in kinds else "t2"
    forms = [name for name, layout in (await visit.ask(layouts)).items() if layout.report == code]
    found = await visit.asked(counted, Asked(code, _day(tu), _day(den), _day(chot), mau if mau in forms else "", _MOST))
    kept = {"loai": code, "tu": tu, "den": den, "chot": chot, "mau": mau}
    with heading("Báo cáo", f"{found.kind.title}, {period(found)}"):
        link("Xuất Excel", address("/bao-cao.xlsx", **kept), "btn")
        link("Tải bản Word", address("/bao-cao.docx", **kept), "btn primary")
    _form({code: kind.title for code, kind in kinds.items()}, code, found, tu, den, chot)
    if forms:
        with box("row"):
            words("Biểu mẫu của cấp trên:", "span", "small muted")
            for name in ("", *forms):
                link(name or "Cột của phần mềm", address(PATH, **{**kept, "mau": name}), "small strong" if name == mau else "small")
    with section(found.kind.title):
        if not found.rows:
            empty(_NO_RULE if code == "scores" else "Không có dòng nào trong kỳ này.")
            return
        _table(found)
        if not found.is_whole:
            words(f"Hiện {_MOST} dòng đầu; tệp Excel, bản Word có đủ và có số cộng.", "p", "small muted pager")
            return
        if len(found.rows) > _MOST:
            words(f"Hiện {_MOST} dòng đầu trong {two(len(found.rows))}; tệp Excel có đủ.", "p", "small muted pager")
        words(reconciliation(found), "p", "small muted pager")


def counted(register: Register, actor: Actor, asked: Asked) -> Report:
    """The report, for those who may see the whole office."""
    actor.need("admin", "clerk", "officer", "leader")
    found = report(register, asked.code, asked.start, asked.end, asked.as_of, most=asked.most)
    return laid_out(register, found, asked.layout) if asked.layout else found


def asked_of(loai: str, tu: str, den: str, chot: str, mau: str = "") -> Asked:
    """What the address of a file asks for."""
    return Asked(loai, _day(tu), _day(den), _day(chot), mau)


def _form(kinds: dict[str, str], code: str, found: Report, tu: str, den: str, chot: str) -> None:
    with still(), attr(box("filters", "form"), action=PATH, method="get"):
        with box("field wide", "label"):
            words("Loại báo cáo", "span", "name")
            with attr(box("native", "select"), name="loai"):
                for key, title in kinds.items():
                    option = attr(words(title, "option"), value=key)
                    if key == code:
                        attr(option, selected="selected")
        window = found.window
        _input("Từ ngày", "tu", tu or (short(window.start) if window.start else ""))
        _input("đến ngày", "den", den or (short(window.end) if window.start else ""))
        _input("Chốt đến hết ngày", "chot", chot or short(window.closing))
        attr(words("Xem", "button", "btn"), type="submit")


def _input(name: str, key: str, value: str) -> None:
    with box("field", "label"):
        words(name, "span", "name")
        attr(box("native", "input"), name=key, value=value, placeholder="ngày/tháng/năm")


def _table(found: Report) -> None:
    columns = found.kind.columns
    numbers = tuple(column.label for column in columns if column.align != "left")
    heads = tuple(column.label for column in columns)
    with box("many" if len(columns) > _FEW else ""), table(heads, found.kind.title, numbers=numbers):
        with box(tag="tbody"):
            for position, row in enumerate(found.rows[:_MOST], 1):
                with box(tag="tr"):
                    for column in columns:
                        text_cell(column.label, str(shown(column, row, position)), "num" if column.align != "left" else "who")
        if len(found.rows) > 1 and found.is_whole:
            with box(tag="tfoot"), box(tag="tr"):
                for index, column in enumerate(columns):
                    text = "Tổng cộng" if index == 1 else str(total_cell(column, found.totals))
                    text_cell(column.label, text, "num" if column.align != "left" else "")


def _day(text: str) -> dt.date | None:
    return first_date(text) if text else None
