"""Readings, findings and duties as plain text for the command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafting.dates import short

if TYPE_CHECKING:
    from drafting.finding import Finding
    from tracking.duty import DocumentInfo, Duty, Reading
    from tracking.importing import Imported
    from tracking.letters import LeftOut, LetterDraft
    from tracking.old_register.entering import OldRegister
    from tracking.reminders import Notice
    from tracking.reports.report import Report

_SEVERITY = {"E": "Sai", "W": "Cần xem", "I": "Lưu ý"}


def reading_as_text(reading: Reading) -> str:
    """The header of the document and its duties, as a person would list them."""
    lines = list(_header(reading.document))
    lines += [f"Lưu ý: {warning}" for warning in reading.warnings]
    if not reading.duties:
        lines.append("Không tìm thấy nhiệm vụ trong văn bản này.")
    for index, duty in enumerate(reading.duties, 1):
        lines += ["", *_duty(index, duty)]
    return "\n".join(lines)


def _header(info: DocumentInfo) -> Sequence[str]:
    day = short(info.issued_on) if info.issued_on else "không nêu"
    return [
        f"{(info.kind or 'văn bản').capitalize()} số {info.number or '(không nêu)'}, ngày {day}, {info.issuer or 'cơ quan không nêu'}",
        f"Trích yếu: {info.subject or 'không nêu'}",
        f"Người ký: {info.signer or 'không nêu'}",
    ]


def _duty(index: int, duty: Duty) -> list[str]:
    place = f" (mục {duty.ordinal})" if duty.ordinal else ""
    lines = [f"{index}.{place} {duty.text}"]
    lines.append(f"   Chủ trì: {'; '.join(duty.owners) or 'chưa rõ'}")
    if duty.coordinators:
        lines.append(f"   Phối hợp: {'; '.join(duty.coordinators)}")
    lines.append(f"   Thời hạn: {duty.deadline.text or 'không quy định'}")
    if duty.deliverable:
        lines.append(f"   Sản phẩm: {duty.deliverable}")
    lines.append(f"   Độ chắc chắn: {duty.confidence:.0%}")
    return lines


def findings_as_text(file: Path, findings: Sequence[Finding]) -> str:
    """The findings of the lawful form in page order, each with what to do."""
    if not findings:
        return f"«{file.name}»: đúng thể thức, không có phát hiện."
    counts = {severity: sum(finding.severity == severity for finding in findings) for severity in _SEVERITY}
    lines = [f"«{file.name}»: " + ", ".join(f"{counts[key]} {label.lower()}" for key, label in _SEVERITY.items())]
    for finding in findings:
        place = f"đoạn {finding.place.paragraph}" if finding.place.paragraph is not None else "cả văn bản"
        page = f", trang {finding.place.page}" if finding.place.page is not None else ""
        what = f"{finding.found}. Đúng: {finding.expected} [{finding.source}]"
        lines.append(f"{_SEVERITY[finding.severity]} {finding.rule} ({place}{page}): {what}")
    return "\n".join(lines)


def fixes_as_text(out: Path, fixes: Sequence[object]) -> str:
    """What was mended, one line a change."""
    return "\n".join([f"Đã ghi «{out.name}», sửa {len(fixes)} chỗ về thể thức, không đổi chữ nào.", *(f"- {fix}" for fix in fixes)])


def imported_as_text(result: Imported) -> str:
    """What became of an imported file."""
    if result.outcome == "known":
        return f"«{result.file}»: đã có trong sổ, không đổi gì."
    found = f"{result.duties} nhiệm vụ" if result.duties else "không có nhiệm vụ"
    confirmed = f", đưa vào sổ {result.confirmed}" if result.confirmed else ""
    notes = "".join(f"\n  Lưu ý: {warning}" for warning in result.warnings)
    return f"«{result.file}»: đã đăng ký, {found}{confirmed}.{notes}"


def old_register_as_text(found: OldRegister) -> str:
    """Every row that was not simply taken, with its reason, and the sums."""
    from tracking.old_register.rows import FATES

    lines = [f"«{found.file}»"]
    for row in found.rows:
        words = [row.reason, *row.remarks] if row.reason else list(row.remarks)
        if words and row.reason != "Dòng trống.":
            lines.append(f"  {row.sheet}, dòng {row.row}: {FATES[row.fate]}. {' '.join(words)}")
    return "\n".join([*lines, found.summary])


def duties_as_text(rows: Sequence[dict[str, Any]], totals: dict[str, int], as_of: dt.date) -> str:
    """The duties and, under them, the totals that are their sum."""
    from tracking.register import states

    lines = [f"Nhiệm vụ tính đến hết ngày {short(as_of)}: {len(rows)}"]
    for row in rows:
        due = short(dt.date.fromisoformat(row["due_on"])) if row["due_on"] else (row["deadline"].get("text") or "không quy định thời hạn")
        late = f", quá hạn {row['days_late']} ngày" if row["days_late"] and row["bucket"] == "open_overdue" else ""
        directive = row["directive"]["number"] or "không số"
        lines.append(
            f"[{row['id']}] {directive} {row['ordinal']} · {'; '.join(row['owners']) or 'chưa rõ'} · hạn {due}{late}\n    {row['text']}"
        )
    if any(totals.values()):
        lines.append("")
        lines += [f"{label}: {totals[code]}" for code, label in states.buckets().items() if totals[code]]
        lines.append(f"Tổng số: {totals['total']}")
    return "\n".join(lines)


def report_as_text(found: Report) -> str:
    """A report as a plain table, its sums and the sentence that reconciles it."""
    from tracking.reports.words import cell, period, reconciliation, total_cell

    columns = found.kind.columns
    lines = [found.kind.title, period(found), " | ".join(column.label for column in columns)]
    lines += [" | ".join(str(cell(column, row, at)) for column in columns) for at, row in enumerate(found.rows, 1)]
    if len(found.rows) > 1:
        lines.append("Tổng cộng | " + " | ".join(str(total_cell(column, found.totals)) for column in columns[1:]))
    return "\n".join([*lines, reconciliation(found)])


def notices_as_text(notices: Sequence[Notice], as_of: dt.date, dry: bool, mailed: int) -> str:
    """The reminders of a day."""
    head = "Sẽ nhắc (chưa gửi, chưa ghi)" if dry else "Đã nhắc"
    lines = [f"{head} tính đến {short(as_of)}: {len(notices)}" + (f", gửi {mailed} thư" if mailed else "")]
    for notice in notices:
        left = (notice.due_on - as_of).days
        when = f"còn {left} ngày" if left > 0 else "đến hạn hôm nay" if left == 0 else f"quá hạn {-left} ngày"
        lines.append(f"- {notice.office}: {notice.directive}, hạn {short(notice.due_on)} ({when})")
    return "\n".join(lines)


def letters_as_text(drafts: Sequence[LetterDraft], left_out: Sequence[LeftOut]) -> str:
    """The letters that were drafted, and what is overdue but in none of them."""
    lines = [f"Lập {len(drafts)} công văn đôn đốc."]
    lines += [
        f"- Lần {letter.round}, {len(letter.assignments)} nhiệm vụ của {len(letter.offices)} đơn vị: {letter.path}" for letter in drafts
    ]
    if left_out:
        lines.append(f"Để ngoài {len(left_out)} nhiệm vụ quá hạn:")
        lines += [f"- {item.office}: {item.reason}. {item.text}" for item in left_out]
    return "\n".join(lines)
