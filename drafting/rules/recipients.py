"""Nơi nhận: label 12 bold italic with its colon at the left margin; items 11 plain, each "- …;", the last "- Lưu: VT, ….".

Source: PL I.II.9.
Wrong: label upright; items in 12; no final stop
Right: Nơi nhận: / - Như trên; / - Lưu: VT, NC.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.finding import Finding
from drafting.parts.piece import Piece
from drafting.rules.rule import Rule, Subject, form_faults, millimetres, quoted, tolerance


def _present(rule: Rule, subject: Subject) -> Iterator[Finding]:
    if subject.parts.is_annex_alone:
        return
    if subject.parts.signing.label is None and subject.parts.kind_name not in _WITHOUT:
        certain = subject.parts.kind is not None or not subject.parts.opening.title
        found = "không có «Nơi nhận:»"
        yield rule.finding(found, "«Nơi nhận:» ở góc trái, sau nội dung", severity=None if certain else "W")


def _label(rule: Rule, subject: Subject) -> Iterator[Finding]:
    label = subject.parts.signing.label
    if label is None:
        return
    yield from form_faults(rule, [label], "recipients_label", "size bold italic caps")
    if not re.match(r"^Nơi nhận:$", label.text) and not label.capitals:
        yield rule.finding(quoted(label), "«Nơi nhận:» trên một dòng riêng", label, fixable=False)
    yield from _flush(rule, label)


def _flush(rule: Rule, piece: Piece) -> Iterator[Finding]:
    paragraph = piece.paragraph
    blanks = len(piece.raw) - len(piece.raw.lstrip(" \u00a0\t"))
    start = paragraph.left_mm + min(paragraph.first_mm, 0.0 if paragraph.first_mm < 0 else paragraph.first_mm) + blanks * 1.0
    if paragraph.align in ("center", "right"):
        yield rule.finding(f"{quoted(piece)} không sát lề trái", "sát lề trái", piece)
    elif abs(start) > tolerance("centre") and piece.measurable:
        yield rule.finding(f"{quoted(piece)} lùi {millimetres(start)}", "sát lề trái", piece)


def _form(rule: Rule, subject: Subject) -> Iterator[Finding]:
    yield from form_faults(rule, subject.parts.signing.recipients, "recipients", "size bold italic")


def _dashes(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece in subject.parts.signing.recipients:
        if not re.match(r"^-\s?\S", piece.text):
            yield rule.finding(quoted(piece), "bắt đầu bằng gạch đầu dòng «-»", piece, fixable=False)
        elif re.search(r"[;.]\s*-\s*\S", piece.text):
            yield rule.finding(f"{quoted(piece)} gộp nhiều nơi nhận", "mỗi nơi nhận một dòng", piece, fixable=False)
        yield from _flush(rule, piece)


def _ends(rule: Rule, subject: Subject) -> Iterator[Finding]:
    items = subject.parts.signing.recipients
    for place, piece in enumerate(items):
        wanted = "." if place == len(items) - 1 else ";"
        if not piece.text.endswith(wanted):
            yield rule.finding(quoted(piece), f"kết thúc bằng «{wanted}»", piece)


def _archive_last(rule: Rule, subject: Subject) -> Iterator[Finding]:
    items = subject.parts.signing.recipients
    if items and not re.match(r"^-?\s?Lưu: ?VT", items[-1].text):
        yield rule.finding(f"dòng cuối là {quoted(items[-1])}", "dòng cuối «- Lưu: VT, ….»", items[-1])


def _archive_form(rule: Rule, subject: Subject) -> Iterator[Finding]:
    archive = subject.parts.signing.archive
    if archive is None:
        return
    if not re.match(r"^- ?Lưu: ?VT([,.] ?[^;]+)?\.?;?$", archive.text):
        yield rule.finding(quoted(archive), "«- Lưu: VT, <đơn vị soạn thảo>.»", archive)
    elif "," not in archive.text and subject.parts.kind_name not in ("giấy giới thiệu", "giấy nghỉ phép"):
        yield rule.finding(f"{quoted(archive)} thiếu đơn vị soạn thảo", "«- Lưu: VT, <đơn vị soạn thảo>.»", archive)


def _as_above(rule: Rule, subject: Subject) -> Iterator[Finding]:
    items = subject.parts.signing.recipients
    if subject.parts.opening.addressees_label is not None and items and not re.match(r"^[-–+]?\s*Như trên\b", items[0].text):
        yield rule.finding(f"nơi nhận đầu tiên là {quoted(items[0])}", "«- Như trên;»", items[0])


def _as_article(rule: Rule, subject: Subject) -> Iterator[Finding]:
    items = subject.parts.signing.recipients
    if subject.parts.kind_name not in ("quyết định", "nghị quyết") or not items:
        return
    match = re.match(r"^[-–+]?\s*Như Điều (\d+)", items[0].text)
    articles = {role.ordinal for role in subject.parts.roles if role.name == "article"}
    if match is None or (articles and match[1] not in articles):
        yield rule.finding(f"nơi nhận đầu tiên là {quoted(items[0])}", "«- Như Điều …;» nêu một điều có trong văn bản", items[0])


_WITHOUT = ("giấy nghỉ phép", "hợp đồng", "bản thỏa thuận", "bản ghi nhớ", "thư công")

RULES = (
    Rule("NN-01", "E", "Nơi nhận", "PL I.II.9", _present),
    Rule("NN-02", "E", "Nơi nhận", "PL I.II.9d", _label, fixable=True),
    Rule("NN-03", "E", "Nơi nhận", "PL I.II.9d", _form, fixable=True),
    Rule("NN-04", "E", "Nơi nhận", "PL I.II.9d", _dashes, fixable=True),
    Rule("NN-05", "E", "Nơi nhận", "PL I.II.9d", _ends),
    Rule("NN-06", "E", "Nơi nhận", "PL I.II.9d", _archive_last),
    Rule("NN-07", "W", "Nơi nhận", "PL I.II.9d", _archive_form),
    Rule("NN-08", "E", "Nơi nhận", "PL I.II.9b", _as_above),
    Rule("NN-09", "W", "Nơi nhận", "M1.1–1.3", _as_article),
)
