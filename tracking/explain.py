"""The argument for a reading, in Vietnamese lines that an officer can follow: what was read, from which words, and what is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tracking.duty import Deadline, DocumentInfo, Duty, Reading, Reason, Said

SURE = 0.9
"""From here on a reading is shown as sure; the same as `tracking.language.confidence.SURE`, which is heavy to import."""
OF_ALL = 0.6
"""A doubt that so many of the doubtful duties share is told once for the whole document."""
FEWEST = 3
"""Duties, at least, that must share it."""
LONGEST = 160
"""Characters of quoted words; longer ones are cut between words."""


def explain(reading: Reading) -> list[str]:
    """The argument, line by line: the document, what is doubtful of all of it, then each duty."""
    common = _common_doubts(reading.duties)
    return [*_about_document(reading), *(f"Lưu ý chung cho các mục cần xem lại: {why}" for why in common), *_about_duties(reading, common)]


def _common_doubts(duties: tuple[Duty, ...]) -> list[str]:
    told = Counter(why for duty in duties for why in {reason.why for reason in duty.reasons if reason.field == "confidence"})
    doubtful = sum(any(reason.field == "confidence" for reason in duty.reasons) for duty in duties)
    return [why for why, times in told.items() if times >= FEWEST and times >= OF_ALL * doubtful]


def _about_document(reading: Reading) -> Iterator[str]:
    yield f"Văn bản: {_named(reading.document)}"
    if reading.document.subject:
        yield f"Trích yếu: {reading.document.subject}"
    for part, info in enumerate(reading.parts):
        if part:
            yield f"Trong cùng tệp: {_named(info)}{f', {info.subject}' if info.subject else ''}"
        yield from ("  " + _because(reason) for reason in reading.reasons if reason.part == part)
    for warning in reading.warnings:
        yield f"Lưu ý: {warning}"


def _named(info: DocumentInfo) -> str:
    day = info.issued_on.strftime("%d/%m/%Y") if info.issued_on else "chưa đọc được"
    return f"{info.kind or 'chưa rõ loại'} số {info.number or 'chưa đọc được'}, ngày {day}, của {info.issuer or 'cơ quan chưa rõ'}"


def _about_duties(reading: Reading, common: list[str]) -> Iterator[str]:
    if not reading.duties:
        yield "Không đọc thấy nhiệm vụ nào được giao."
    for number, duty in enumerate(reading.duties, start=1):
        yield ""
        yield f"Nhiệm vụ {number}{_place(duty, reading)}: {duty.text}"
        yield from _because_of(duty, "duty")
        yield f"  Đơn vị thực hiện: {'; '.join(duty.owners) or 'chưa rõ, cần chọn'}"
        yield from _because_of(duty, "owners")
        if duty.coordinators:
            yield f"  Phối hợp: {'; '.join(duty.coordinators)}"
            yield from _because_of(duty, "coordinators")
        yield f"  Thời hạn: {_when(duty.deadline)}"
        yield from _because_of(duty, "deadline")
        for said in duty.said_elsewhere:
            yield f"  Nơi khác ghi: {_said(said)}"
        yield f"  Độ chắc chắn: {duty.confidence:.0%}{'' if duty.confidence >= SURE else ', nên xem lại'}"
        yield from _because_of(duty, "confidence", but=common)


def _place(duty: Duty, reading: Reading) -> str:
    """Where a duty stands: its number, and which document of the file where it is not the first."""
    of_part = f"{reading.parts[duty.part].kind or 'văn bản'} kèm theo" if 0 < duty.part < len(reading.parts) else ""
    where = ", ".join(each for each in (of_part, f"mục {duty.ordinal}" if duty.ordinal else "") if each)
    return f" ({where})" if where else ""


def _because_of(duty: Duty, field: str, but: list[str] | None = None) -> Iterator[str]:
    """The steps that decided one field of a duty, each under the field; but: those told already."""
    for reason in duty.reasons:
        if reason.field == field and reason.why not in (but or ()):
            shown = _opening(reason.words) if field == "duty" and _opens(duty.text, reason.words) else _quoted(reason.words)
            words = f" «{shown}»" if reason.words else ""
            place = f" (trang {reason.span.page})" if reason.span else ""
            yield f"    vì: {reason.why}{words}{place} [{reason.rule}]"


def _opens(text: str, words: str) -> bool:
    """Whether words only repeat the beginning of the duty, told in full on the line above."""
    return " ".join(text.split()).startswith(" ".join(words.split())[:40])


def _opening(words: str) -> str:
    first = words.split()
    return " ".join(first[:6]) + (" …" if len(first) > 6 else "")


def _quoted(words: str) -> str:
    """The words on one line, a long passage cut between words."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0] + " …"


def _said(said: Said) -> str:
    found = _when(said.deadline) if said.deadline is not None else "; ".join(said.owners or ())
    where = ", ".join(each for each in (said.place, f"trang {said.page}" if said.page else "") if each)
    return f"{found}{f' ({where})' if where else ''}"


def _when(deadline: Deadline) -> str:
    """A deadline in words: as written, and the day that it means."""
    if deadline.kind == "none":
        return "văn bản không nêu"
    day = f"{deadline.due:%d/%m/%Y}" if deadline.due else ""
    time = f"{deadline.time} " if deadline.time else ""
    dated = f"{'trước ' if deadline.before else 'đến hết ' if deadline.kind == 'period' else ''}{time}{day}"
    meant = {
        "recurring": f"lặp lại {_RHYTHMS.get(deadline.frequency or '', 'theo kỳ')}{f', từ kỳ {day}' if day else ''}",
        "continuous": "làm thường xuyên",
        "immediate": "làm ngay",
        "relative": f"tính từ một mốc{f', đến {day}' if day else ', chưa tính được ngày'}",
    }.get(deadline.kind, dated if day else "chưa tính được ngày, cần nhập")
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
    return f"- {_FIELDS.get(reason.field, reason.field)}: {reason.why} «{_quoted(reason.words)}»{place} [{reason.rule}]"
