"""Readings, findings and duties as plain text for the command line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from drafting.dates import short

if TYPE_CHECKING:
    from drafting.finding import Finding
    from tracking.duty import DocumentInfo, Duty, Reading

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
