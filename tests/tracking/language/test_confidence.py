"""Confidence falls where a reading rests on less."""

import datetime as dt
from pathlib import Path

from tracking.duty import DocumentInfo
from tracking.explain import explain
from tracking.extract import extract
from tracking.language.confidence import LEAST, MOST, confidence_of, doubts_of, signs_of, tell_signs, text_signs
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


def test_the_argument_says_why_a_reading_is_unsure_and_what_a_time_means(tmp_path: Path) -> None:
    path = tmp_path / "cong_van.txt"
    path.write_text(
        "SỞ Y TẾ\nSố: 4/SYT-VP\nHà Châu, ngày 04 tháng 3 năm 2024\nKính gửi: Các phòng thuộc Sở\n"
        "1. Rà soát hồ sơ.\n2. Văn phòng tổng hợp, báo cáo trước ngày 25 hằng tháng.\nGIÁM ĐỐC\nLê An\n",
        "utf-8",
    )
    lines = "\n".join(explain(extract(path)))
    assert "Mục không nêu đơn vị: lấy theo nơi nhận văn bản." in lines
    assert "trước ngày 25 hằng tháng → lặp lại hằng tháng" in lines
    assert "văn bản không nêu" in lines


def test_every_doubt_belongs_to_a_sign_that_has_a_weight() -> None:
    confidence = table("confidence")
    assert set(confidence["doubts"]) <= set(confidence["weights"])


def test_what_a_worn_text_may_have_lost_makes_a_reading_less_sure() -> None:
    (whole,) = _confidence("II. TỔ CHỨC THỰC HIỆN", "1. Sở Tư pháp", "- Rà soát danh mục văn bản hết hiệu lực toàn tỉnh.")
    (cut,) = _confidence("II. TỔ CHỨC THỰC HIỆN", "1. Sở Tư pháp", "- Rà soát danh mục văn bản hết hiệu lực toàn tỉnh")
    assert cut < whole


def test_a_text_read_doubtfully_in_many_places_is_doubted_as_a_whole() -> None:
    draft = Draft(passage_of([Paragraph("định vị trí bãi thải mới.", ())]), 0, 25, "", owners=("Tổ X Lạ",))
    sure = Draft(passage_of([Paragraph("Rà soát danh mục hết hiệu lực.", ())]), 0, 30, "1", owners=("Sở Y tế",))
    assert text_signs([draft, sure])["doubtful_text"]
    assert not text_signs([sure] * 6 + [draft])["doubtful_text"]


def test_a_text_of_items_that_open_with_no_act_is_doubted_and_told_so() -> None:
    def draft(text: str) -> Draft:
        return Draft(passage_of([Paragraph(text, ())]), 0, len(text), "1", owners=("Sở Y tế",))

    told, sure = draft("Công tác của Sở trong năm."), draft("Rà soát danh mục hết hiệu lực.")
    tell_signs([told, told, sure], DocumentInfo())
    assert round(sure.features["few_acts"], 2) == 0.67
    assert any("không mở đầu bằng việc phải làm" in line for line in doubts_of(sure))
    assert text_signs([sure])["few_acts"] == 0


def test_two_duties_of_one_item_are_each_less_sure() -> None:
    text = "Rà soát danh mục; lập hồ sơ gửi về Sở."
    passage = passage_of([Paragraph(text, ())])
    one, other = (Draft(passage, low, high, "1", owners=("Sở Y tế",)) for low, high in ((0, 16), (18, len(text))))
    tell_signs([other], DocumentInfo())
    alone = confidence_of(other)
    tell_signs([one, other], DocumentInfo())
    assert confidence_of(other) < alone


def test_a_crowd_or_an_overlong_name_as_owner_is_a_doubt() -> None:
    def doubt(name: str) -> dict[str, float]:
        return signs_of(Draft(passage_of([Paragraph("Rà soát danh mục.", ())]), 0, 17, "1", owners=(name,)))

    assert doubt("các tổ chức")["crowd_owner"]
    assert not doubt("các tổ chức chính trị - xã hội tỉnh")["long_owner"]
    assert doubt("Sở Y tế căn cứ chức năng nhiệm vụ được giao chủ động")["long_owner"]
    assert not doubt("Sở Y tế")["crowd_owner"]
