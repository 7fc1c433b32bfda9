"""The whole chain on one screen: file → pages → sheets → tree → duties, and the argument for each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tracking.duty import Deadline, DocumentInfo, Duty, Reading, Reason
from tracking.reading.choose import read_pages
from tracking.reading.page import lines_of
from tracking.structure.absent_annexes import absent_annexes, warning_of
from tracking.structure.layout import lay_out
from tracking.structure.tree import build_tree


def extract(path: Path, name: str | None = None) -> Reading:
    """What a file says: its documents and the duties that they assign, nothing stored.

    `name` is the name to show in messages. Raises what `read_pages` raises for a file that cannot be taken.
    """
    from tracking.language.duties import read_duties
    from tracking.language.mend import is_mended, mended, mended_text

    pages = read_pages(path, name)
    sheets = lay_out(pages)
    duties: list[Duty] = []
    infos: list[DocumentInfo] = []
    for part, sheet in enumerate(sheets):
        body, *annexes = mended([build_tree(sheet.body), *(build_tree(annex.blocks) for annex in sheet.annexes)])
        duties.extend(read_duties(sheet, body, annexes, part))
        worn = is_mended(body) and sheet.info.subject is not None
        infos.append(replace(sheet.info, subject=mended_text(sheet.info.subject or "")) if worn else sheet.info)
    reasons = tuple(reason for sheet in sheets for reason in sheet.reasons)
    absent = absent_annexes(sheets[0], [line.text for line in lines_of(tuple(pages.blocks()))])
    warnings = (*pages.warnings, *([warning_of(absent)] if absent else []))
    return Reading(tuple(infos), tuple(duties), warnings, reasons)


def explain(reading: Reading) -> list[str]:
    """The argument for a reading, in Vietnamese lines that an officer can follow."""
    return [*_about_document(reading), *_about_duties(reading)]


def _about_document(reading: Reading) -> Iterator[str]:
    info = reading.document
    day = info.issued_on.strftime("%d/%m/%Y") if info.issued_on else "chưa đọc được"
    yield f"Văn bản: {info.kind or 'chưa rõ loại'} số {info.number or 'chưa đọc được'}, ngày {day}, của {info.issuer or 'cơ quan chưa rõ'}"
    if info.subject:
        yield f"Trích yếu: {info.subject}"
    for reason in reading.reasons:
        yield "  " + _because(reason)
    for warning in reading.warnings:
        yield f"Lưu ý: {warning}"


def _about_duties(reading: Reading) -> Iterator[str]:
    from tracking.language.confidence import SURE

    if not reading.duties:
        yield "Không đọc thấy nhiệm vụ nào được giao."
    for number, duty in enumerate(reading.duties, start=1):
        yield ""
        yield f"Nhiệm vụ {number}{f' (mục {duty.ordinal})' if duty.ordinal else ''}: {duty.text}"
        yield from _because_of(duty, "duty")
        yield f"  Đơn vị thực hiện: {'; '.join(duty.owners) or 'chưa rõ, cần chọn'}"
        yield from _because_of(duty, "owners")
        if duty.coordinators:
            yield f"  Phối hợp: {'; '.join(duty.coordinators)}"
            yield from _because_of(duty, "coordinators")
        yield f"  Thời hạn: {_when(duty.deadline)}"
        yield from _because_of(duty, "deadline")
        yield f"  Độ chắc chắn: {duty.confidence:.0%}{'' if duty.confidence >= SURE else ', nên xem lại'}"
        yield from _because_of(duty, "confidence")


def _because_of(duty: Duty, field: str) -> Iterator[str]:
    """The steps that decided one field of a duty, each under the field."""
    for reason in duty.reasons:
        if reason.field == field:
            words = f" «{' '.join(reason.words.split())[:160]}»" if reason.words else ""
            place = f" (trang {reason.span.page})" if reason.span else ""
            yield f"    vì: {reason.why}{words}{place} [{reason.rule}]"


def _when(deadline: Deadline) -> str:
    """A deadline in words: as written, and the day that it means."""
    if deadline.kind == "none":
        return "văn bản không nêu"
    day = f"{deadline.due:%d/%m/%Y}" if deadline.due else ""
    time = f"{deadline.time} " if deadline.time else ""
    meant = {
        "recurring": f"lặp lại {_RHYTHMS.get(deadline.frequency or '', 'theo kỳ')}{f', từ kỳ {day}' if day else ''}",
        "continuous": "làm thường xuyên",
        "immediate": "làm ngay",
        "relative": f"tính từ một mốc{f', đến {day}' if day else ', chưa tính được ngày'}",
    }.get(deadline.kind, f"{'trước ' if deadline.before else ''}{time}{day}")
    return f"{deadline.text} → {meant}"


_RHYTHMS = {
    "daily": "hằng ngày",
    "weekly": "hằng tuần",
    "monthly": "hằng tháng",
    "quarterly": "hằng quý",
    "half-yearly": "sáu tháng một lần",
    "yearly": "hằng năm",
    "several": "theo nhiều nhịp",
}

_FIELDS = {
    "kind": "Tên loại",
    "number": "Số, ký hiệu",
    "issued_on": "Ngày ban hành",
    "issuer": "Cơ quan ban hành",
    "parent": "Cơ quan chủ quản",
    "place": "Địa danh",
    "subject": "Trích yếu",
    "signer": "Người ký",
    "position": "Chức vụ",
    "authority": "Quyền hạn ký",
    "addressees": "Kính gửi",
    "recipients": "Nơi nhận",
    "urgency": "Mức độ khẩn",
}


def _because(reason: Reason) -> str:
    place = f" (trang {reason.span.page})" if reason.span else ""
    return f"- {_FIELDS.get(reason.field, reason.field)}: {reason.why} «{' '.join(reason.words.split())[:160]}»{place} [{reason.rule}]"
