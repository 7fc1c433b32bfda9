"""Lists, reports, letters and the backup as files. Every cell of a list is text or a number, so nothing in it can be run."""

from __future__ import annotations

import datetime as dt
import io
import tempfile
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Literal

import xlsxwriter
from fastapi import Request
from nicegui import app
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from drafting.dates import short
from drafting.errors import InvalidInput
from tracking.dossier import SourcePage, dossier, source_pages
from tracking.handling_sheet import sheet_bytes, sheet_of
from tracking.job_sheet import job_list, job_sheet
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.upkeep import make_backup
from tracking.reports.document import write_document
from tracking.reports.workbook import write_workbook
from tracking.screens.calendar_file import calendar_file
from tracking.screens.figures import figures
from tracking.screens.letters import letter_file
from tracking.screens.outgoing import issued_file
from tracking.screens.shares import Share, shares
from ui.downloads import guarded, page_picture
from ui.pages.register import filters_of
from ui.pages.reports import Asked, asked_of, counted
from ui.parts.lists import key_in
from ui.parts.wording import status_tag

MOST_ROWS = 100_000
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_COLUMNS = (
    ("STT", 6),
    ("Số, ký hiệu", 18),
    ("Ngày văn bản", 13),
    ("Cơ quan ban hành", 28),
    ("Mục, điểm", 10),
    ("Nội dung nhiệm vụ", 70),
    ("Chủ trì", 32),
    ("Thời hạn (theo văn bản)", 28),
    ("Hạn hiện hành", 14),
    ("Tình trạng", 28),
    ("Số ngày quá hạn", 12),
    ("Số lần gia hạn", 12),
)


def add_routes(register: Register) -> None:
    """The address of the Excel file, with the same filters as the page."""

    @app.get("/so-nhiem-vu.xlsx")
    async def export(
        request: Request,
        tinh_trang: str = "",
        don_vi: str = "",
        van_ban: str = "",
        tim: str = "",
        tu: str = "",
        den: str = "",
    ) -> Response:
        return await guarded(request, register, _export, (tinh_trang, don_vi, van_ban, tim, tu, den))

    @app.get("/bao-cao.xlsx")
    async def report_table(request: Request, loai: str, tu: str = "", den: str = "", chot: str = "", mau: str = "") -> Response:
        return await guarded(request, register, _report, asked_of(loai, tu, den, chot, mau), ".xlsx")

    @app.get("/bao-cao.docx")
    async def report_document(request: Request, loai: str, tu: str = "", den: str = "", chot: str = "", mau: str = "") -> Response:
        return await guarded(request, register, _report, asked_of(loai, tu, den, chot, mau), ".docx")

    @app.get("/lich.ics")
    async def deadlines(request: Request, don_vi: str = "") -> Response:
        return await guarded(request, register, _calendar, key_in(don_vi))

    @app.get("/don-doc/{letter_id}.docx")
    async def letter(request: Request, letter_id: int) -> Response:
        return await guarded(request, register, _letter, letter_id)

    @app.get("/van-ban-den/{directive_id}/phieu-giai-quyet.docx")
    async def handling_sheet(request: Request, directive_id: int) -> Response:
        return await guarded(request, register, _handling_sheet, directive_id)

    @app.get("/phan-viec/{assignment_id}/phieu-giao-viec.docx")
    async def job(request: Request, assignment_id: int) -> Response:
        return await guarded(request, register, _job_sheet, assignment_id)

    @app.get("/don-vi/{office_id}/phieu-giao-viec.docx")
    async def jobs_of(request: Request, office_id: int, nguoi: str) -> Response:
        return await guarded(request, register, _job_list, office_id, nguoi)

    @app.get("/nhiem-vu/{duty_id}/ho-so.docx")
    async def dossier_of(request: Request, duty_id: int) -> Response:
        pages: list[SourcePage] = []
        answer = await guarded(request, register, _source_pages, duty_id, pages)
        if answer.status_code != HTTPStatus.NO_CONTENT:
            return answer
        return await guarded(request, register, _dossier, duty_id, await _drawn(pages))

    @app.get("/van-ban-di/{document_id}/ban-hanh.docx")
    async def issued_word(request: Request, document_id: int) -> Response:
        return await guarded(request, register, _issued, document_id, "docx")

    @app.get("/van-ban-di/{document_id}/ban-hanh.pdf")
    async def issued_pdf(request: Request, document_id: int) -> Response:
        return await guarded(request, register, _issued, document_id, "pdf")

    @app.post("/quan-tri/sao-luu")
    async def copy(request: Request) -> Response:
        return await guarded(request, register, _backup)


def _report(register: Register, actor: Actor, asked: Asked, ending: str) -> Response:
    found = counted(register, actor, asked)
    with tempfile.TemporaryDirectory(prefix="dondoc-") as scratch:
        path = Path(scratch, f"bao-cao{ending}")
        if ending == ".xlsx":
            write_workbook(found, path)
        else:
            write_document(register, found, path)
        content = path.read_bytes()
    name = f'attachment; filename="bao-cao-{asked.code}-{found.window.closing:%Y%m%d}{ending}"'
    return Response(content, media_type=_XLSX if ending == ".xlsx" else _DOCX, headers={"content-disposition": name})


def _calendar(register: Register, actor: Actor, office: int | None) -> Response:
    headers = {"content-disposition": 'attachment; filename="thoi-han.ics"'}
    return Response(calendar_file(register, actor, office), media_type="text/calendar; charset=utf-8", headers=headers)


def _letter(register: Register, actor: Actor, letter_id: int) -> Response:
    path, name = letter_file(register, actor, letter_id)
    return FileResponse(path, filename=name, media_type=_DOCX)


def _handling_sheet(register: Register, actor: Actor, directive_id: int) -> Response:
    return _word(sheet_bytes(sheet_of(register, actor, directive_id)), f"phieu-giai-quyet-{directive_id}.docx")


def _job_sheet(register: Register, actor: Actor, assignment_id: int) -> Response:
    return _word(job_sheet(register, actor, assignment_id), f"phieu-giao-viec-{assignment_id}.docx")


def _job_list(register: Register, actor: Actor, office_id: int, person: str) -> Response:
    return _word(job_list(register, actor, office_id, person), f"phieu-giao-viec-don-vi-{office_id}.docx")


def _source_pages(register: Register, actor: Actor, duty_id: int, into: list[SourcePage]) -> Response:
    """Gather the pages that a dossier shows, for whoever may see them; nothing to send yet."""
    into += source_pages(register, actor, duty_id)
    return Response(status_code=HTTPStatus.NO_CONTENT)


async def _drawn(pages: Sequence[SourcePage]) -> tuple[tuple[SourcePage, bytes], ...]:
    """The pages as pictures; a page that has none (a source of text alone) is left out: its words stand in the dossier."""
    found = []
    for page in pages:
        try:
            found.append((page, await page_picture(page.path, page.name, page.page)))
        except InvalidInput:
            continue
    return tuple(found)


def _dossier(register: Register, actor: Actor, duty_id: int, drawn: tuple[tuple[SourcePage, bytes], ...]) -> Response:
    return _word(dossier(register, actor, duty_id, drawn), f"ho-so-nhiem-vu-{duty_id}.docx")


def _word(content: bytes, name: str) -> Response:
    return Response(content, media_type=_DOCX, headers={"content-disposition": f'attachment; filename="{name}"'})


def _issued(register: Register, actor: Actor, document_id: int, ending: Literal["docx", "pdf"]) -> Response:
    path, name = issued_file(register, actor, document_id, ending)
    return FileResponse(path, filename=name, media_type=_DOCX if ending == "docx" else "application/pdf")


def _backup(register: Register, actor: Actor) -> Response:
    """The whole installation as one archive; written beside the data, sent, then removed; that it was made is kept."""
    actor.need("admin")
    folder = register.settings.backups
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"dondoc-{register.now():%Y%m%d-%H%M%S}.zip"
    make_backup(register, actor, path)
    return FileResponse(path, filename=path.name, media_type="application/zip", background=BackgroundTask(path.unlink, missing_ok=True))


def _export(register: Register, actor: Actor, asked: tuple[str, str, str, str, str, str]) -> Response:
    rows, _ = shares(register, actor, filters_of(*asked), 1, MOST_ROWS)
    content = workbook(rows, register.today(), figures(register, actor).soon_until)
    name = f'attachment; filename="so-nhiem-vu-{register.today():%Y%m%d}.xlsx"'
    return Response(content, media_type=_XLSX, headers={"content-disposition": name})


def workbook(rows: list[Share], today: dt.date, soon_until: dt.date) -> bytes:
    """The rows as an .xlsx with its heading kept in sight."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Sổ nhiệm vụ")
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for column, (name, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    for index, row in enumerate(rows, 1):
        for column, value in enumerate(_values(index, row, today, soon_until)):
            if isinstance(value, int):
                sheet.write_number(index, column, value, wrap)
            else:
                sheet.write_string(index, column, value, wrap)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(rows)), len(_COLUMNS) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    book.close()
    return out.getvalue()


def _values(index: int, row: Share, today: dt.date, soon_until: dt.date) -> tuple[str | int, ...]:
    return (
        index,
        row.number,
        short(row.issued_on) if row.issued_on else "",
        row.issuer,
        row.ordinal,
        row.text,
        row.office,
        str(row.deadline.get("text") or ""),
        short(row.due_on) if row.due_on else "",
        status_tag(row, today, soon_until).words,
        row.days_late,
        row.extensions,
    )
