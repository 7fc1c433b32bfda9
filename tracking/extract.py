"""The whole chain on one screen: file → pages → sheets → tree → duties."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tracking.duty import DocumentInfo, Duty, Reading
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
    reasons = tuple(replace(reason, part=part) for part, sheet in enumerate(sheets) for reason in sheet.reasons)
    absent = absent_annexes(sheets[0], [line.text for line in lines_of(tuple(pages.blocks()))])
    twice = sum(bool(duty.said_elsewhere) for duty in duties)
    warnings = (*pages.warnings, *([warning_of(absent)] if absent else []), *([_said_twice(twice)] if twice else []))
    return Reading(tuple(infos), tuple(duties), warnings, reasons)


def _said_twice(number: int) -> str:
    return f"{number:02d} nhiệm vụ ghi ở hai nơi không như nhau: đang dùng hạn sớm hơn; chọn lại ở bàn rà soát."
