"""Confidence falls where a reading rests on less."""

import datetime as dt

from tracking.duty import DocumentInfo
from tracking.language.confidence import LEAST, MOST, signs_of
from tracking.language.context import Draft
from tracking.language.duties import read_duties
from tracking.language.passage import passage_of
from tracking.language.rules import table
from tracking.reading.page import Line
from tracking.structure.paragraphs import Paragraph
from tracking.structure.sheet import Sheet
from tracking.structure.tree import build_tree


def _confidence(*lines: str, kind: str = "kế hoạch") -> list[float]:
    blocks = tuple(Line(line, whole=True) for line in lines)
    sheet = Sheet(DocumentInfo(kind=kind, issued_on=dt.date(2026, 1, 5)), body=blocks)
    return [duty.confidence for duty in read_duties(sheet, build_tree(blocks), [])]


def test_a_task_under_a_unit_is_surer_than_one_that_names_nobody() -> None:
    (named,) = _confidence("II. TỔ CHỨC THỰC HIỆN", "1. Sở Tư pháp", "- Rà soát danh mục văn bản hết hiệu lực.")
    (unnamed,) = _confidence("II. NHIỆM VỤ", "1. Rà soát danh mục văn bản hết hiệu lực.")
    assert named > 0.85
    assert unnamed < named


def test_every_sign_has_its_weight() -> None:
    draft = Draft(passage_of([Paragraph("Rà soát danh mục", ())]), 0, 16, "1")
    assert set(signs_of(draft)) | {"bias"} == set(table("confidence")["weights"])


def test_no_reading_is_certain() -> None:
    values = _confidence("II. TỔ CHỨC THỰC HIỆN", "1. Sở Tư pháp", "- Rà soát danh mục.", "- Báo cáo kết quả trước ngày 10/5/2026.")
    assert all(LEAST <= value <= MOST for value in values)
