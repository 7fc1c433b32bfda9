"""The number of an outgoing document: taken from our own register, or recorded from the official system; then the files are frozen.

Series: one for each named kind, one for công văn, one for copies (Nghị định 30/2020/NĐ-CP, Phụ lục I.II.3a, Đ15), each from 01 on
1 January. Within a series and year numbers have no gap, days do not run back, and nothing is used twice.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import Literal

from sqlmodel import col, func, select

from drafting.dates import short
from drafting.draft import draft
from drafting.kinds import kind_named
from drafting.libreoffice import convert
from drafting.number import number_in, written
from drafting.spec import Spec
from tracking.outgoing import own_directive
from tracking.outgoing.life import get_document, note_step, spec_of, state_labels
from tracking.outgoing.reminding import count_round
from tracking.register import stored_files
from tracking.register.actor import Actor, Role
from tracking.register.database import Register, Unit
from tracking.register.outgoing_tables import NumberTaken, OutgoingDocument
from tracking.register.refusals import NotAllowed, NotFound
from tracking.register.stored_files import look

Medium = Literal["paper", "electronic"]
_CLERKS: tuple[Role, ...] = ("clerk", "officer", "admin")


def series_of(kind: str) -> str:
    """The series that a kind is numbered in: its abbreviation, "CV" for công văn, "SAO" for every form of copy."""
    found = kind_named(kind)
    if found is None:
        raise NotAllowed(f"«{kind}» không phải là loại văn bản hành chính.")
    return "SAO" if found.is_copy else found.abbreviation or "CV"


def take_number(register: Register, actor: Actor, document_id: int, issued_on: dt.date | None = None) -> str:
    """Give an approved document the next number of its series. Returns "05/KH-UBND". `freeze` makes its files afterwards.

    Raises NotAllowed where it is not approved, the day is not today's year or runs back behind the last number's day.
    """
    actor.need(*_CLERKS)
    prepared = own_directive.prepare(register, document_id)
    with register.command(actor, "take_number") as unit:
        document = _approved(unit, document_id)
        day = issued_on or unit.today
        symbol = str(document.spec.get("symbol") or "")
        if not symbol or "…" in symbol:
            raise NotAllowed(f"Ký hiệu «{symbol}» chưa đủ. Chuyển lại để sửa, ghi ký hiệu như KH-UBND rồi trình lại.")
        series = series_of(document.kind)
        if day > unit.today:
            raise NotAllowed(f"Ngày {short(day)} chưa đến. Văn bản lấy số theo ngày ban hành.")
        last = _last(unit, series, day.year)
        if last is not None and day < last.taken_on:
            taken, following = (
                f"Số {last.serial:02d} của loại này đã cấp ngày {short(last.taken_on)}.",
                f"số kế tiếp là {last.serial + 1:02d}",
            )
            raise NotAllowed(f"{taken} Không cấp lùi ngày; {following}.")
        if _later_year_began(unit, series, day.year):
            raise NotAllowed(f"Đã cấp số của năm {day.year + 1}, không cấp thêm số năm {day.year}.")
        serial = (last.serial if last else 0) + 1
        row = NumberTaken(series=series, year=day.year, serial=serial, document_id=document_id, taken_on=day, taken_at=unit.now)
        unit.session.add(row)
        _issue(unit, document, series, serial, written(serial, symbol), day, prepared)
        return document.number or ""


def record_number(register: Register, actor: Actor, document_id: int, number: str, issued_on: dt.date) -> None:
    """Record the number that the official system gave. Raises NotAllowed where another document has it in that year."""
    actor.need(*_CLERKS)
    found = number_in(number)
    if found is None or str(found) != number.strip():
        raise NotAllowed(f"«{number}» không đúng dạng số, ký hiệu. Viết như 05/KH-UBND hoặc 12/UBND-TH.")
    prepared = own_directive.prepare(register, document_id)
    with register.command(actor, "record_number") as unit:
        document = _approved(unit, document_id)
        if issued_on > unit.today:
            raise NotAllowed(f"Ngày {short(issued_on)} chưa đến. Ghi ngày trên bản đã ký.")
        twin = unit.session.exec(
            select(OutgoingDocument).where(OutgoingDocument.number == str(found), OutgoingDocument.year == issued_on.year)
        ).first()
        if twin is not None:
            raise NotAllowed(f"Số {number} đã cấp cho «{twin.subject}» ngày {short(twin.issued_on or issued_on)}. Xem lại số.")
        struck = select(NumberTaken).where(NumberTaken.series == str(found), NumberTaken.year == issued_on.year)
        for row in unit.session.exec(struck).all():
            unit.session.delete(row)  # recorded for the wrong document before: it is in use after all
        _issue(unit, document, "", int(found.serial), str(found), issued_on, prepared)


def cancel_number(register: Register, actor: Actor, document_id: int, reason: str) -> None:
    """A number given by mistake: its row stays with the reason, the document goes back to the draft.

    A number of our own register is never given again; one that the official system gave may be recorded again, for the right document.
    """
    actor.need("clerk", "leader")
    if not reason.strip():
        raise NotAllowed("Hủy số cần ghi lý do.")
    with register.command(actor, "cancel_number") as unit:
        document = get_document(unit, document_id)
        taken = unit.session.exec(select(NumberTaken).where(NumberTaken.document_id == document_id)).first()
        if document.state != "issued":
            raise NotAllowed("Văn bản không giữ số nào. Mở lại văn bản.")
        own_directive.take_back(unit, document.number or "", document.issued_on or unit.today, reason.strip())
        if taken is None:
            taken = _recorded(unit, document)
        taken.cancelled, taken.document_id = f"{document.number}: {reason.strip()}", None
        document.state, document.series, document.year, document.serial = "draft", "", None, None
        document.number, document.issued_on, document.docx_sha256, document.pdf_sha256 = None, None, None, None
        document.spec = {**document.spec, "serial": None, "issued_on": None}
        count_round(unit, document_id, None, None)
        note_step(unit, document, "cancel_number", reason)


def freeze(register: Register, actor: Actor, document_id: int, medium: Medium = "paper", pdf: bool = True) -> tuple[str, str | None]:
    """Make and keep the Word file and its PDF of an issued document; done once, again only returns them. (docx hash, pdf hash)

    Rendering happens outside the transaction; a stop in between leaves a numbered document whose files are made at the next call.
    """
    with register.reading() as session:
        document = session.get(OutgoingDocument, document_id)
        if document is None or document.state != "issued":
            raise NotFound("Chỉ văn bản đã có số mới có bản ban hành. Cấp số trước.")
        if document.docx_sha256 and (document.pdf_sha256 or not pdf):
            return document.docx_sha256, document.pdf_sha256
    spec = spec_of(register, document_id)
    with tempfile.TemporaryDirectory(dir=register.settings.spool, prefix="freeze-") as folder:
        word = draft(spec, Path(folder) / "van-ban.docx", mode="issued", medium=medium)
        made = [look(word, f"{_file_name(spec)}.docx", "main")]
        if pdf:
            made.append(look(convert(word, "pdf", Path(folder)), f"{_file_name(spec)}.pdf", "annex"))
        for found in made:
            stored_files.keep(register.settings, found)
    with register.command(actor, "freeze_document") as unit:
        row = get_document(unit, document_id)
        for found in made:
            stored_files.note(unit, found)
        row.docx_sha256 = row.docx_sha256 or made[0].sha256
        row.pdf_sha256 = row.pdf_sha256 or (made[1].sha256 if pdf else None)
        unit.touch("outgoingdocument", document_id)
        return row.docx_sha256, row.pdf_sha256


def _approved(unit: Unit, document_id: int) -> OutgoingDocument:
    document = get_document(unit, document_id)
    if document.state != "approved":
        raise NotAllowed(f"Văn bản {state_labels()[document.state].lower()}; chỉ cấp số cho văn bản đã duyệt.")
    return document


def _recorded(unit: Unit, document: OutgoingDocument) -> NumberTaken:
    """A row for a number of the official system, in a series of its own: our own series have no gap."""
    number, day = document.number or "", document.issued_on or unit.today
    row = NumberTaken(series=number, year=day.year, serial=document.serial or 0, taken_on=day, taken_at=unit.now)
    unit.session.add(row)
    return row


def _last(unit: Unit, series: str, year: int) -> NumberTaken | None:
    query = select(NumberTaken).where(NumberTaken.series == series, NumberTaken.year == year).order_by(col(NumberTaken.serial).desc())
    return unit.session.exec(query).first()


def _later_year_began(unit: Unit, series: str, year: int) -> bool:
    newest = unit.session.exec(select(func.max(NumberTaken.year)).where(NumberTaken.series == series)).one()
    return newest is not None and newest > year


def _issue(
    unit: Unit, document: OutgoingDocument, series: str, serial: int, number: str, day: dt.date, prepared: own_directive.Prepared
) -> None:
    document.series, document.year, document.serial, document.number, document.issued_on = series, day.year, serial, number, day
    document.state, document.changed_at = "issued", unit.now
    document.spec = {**document.spec, "serial": serial, "symbol": number.split("/", 1)[1], "issued_on": day.isoformat()}
    count_round(unit, document.id or 0, number, day)
    note_step(unit, document, "issue", number)
    own_directive.enter(unit, document, prepared)


def _file_name(spec: Spec) -> str:
    """A file name from number and kind, without a slash."""
    return written(spec.serial or 0, spec.symbol or "").replace("/", "-")
