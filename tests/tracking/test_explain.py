"""The argument for a reading is one that an officer can follow."""

from __future__ import annotations

import datetime as dt

from tracking.duty import Deadline, DocumentInfo, Duty, Reading, Reason, Said
from tracking.explain import explain

LETTER = DocumentInfo("công văn", "4/SYT-VP", dt.date(2026, 3, 4), "Sở Y tế", subject="rà soát kho thuốc")


def doubt(why: str) -> Reason:
    return Reason("confidence", "CHUA-CHAC", "", why)


def duty(text: str, *reasons: Reason, **more: object) -> Duty:
    return Duty(text, owners=("Văn phòng Sở",), confidence=0.5, reasons=reasons, **more)  # type: ignore[arg-type]  # fields of a duty


def told(*duties: Duty, parts: tuple[DocumentInfo, ...] = (LETTER,)) -> list[str]:
    return explain(Reading(parts, duties))


def test_a_doubt_of_the_whole_document_is_told_once() -> None:
    lines = told(*(duty(f"Kiểm kê kho thuốc số {n}", doubt("Văn bản là bản quét mờ.")) for n in range(3)))
    assert lines.count("Lưu ý chung cho các mục cần xem lại: Văn bản là bản quét mờ.") == 1
    assert not any("bản quét mờ" in line for line in lines if line.startswith("    vì"))


def test_a_doubt_of_one_duty_stands_under_it() -> None:
    lines = told(duty("Kiểm kê kho thuốc", doubt("Nội dung rất ngắn.")), duty("Lập biên bản bàn giao kho"), duty("Dán nhãn từng giá"))
    assert "    vì: Nội dung rất ngắn. [CHUA-CHAC]" in lines
    assert not any("Lưu ý chung" in line for line in lines)


def test_words_that_the_line_above_has_told_are_not_told_again() -> None:
    text = "Kiểm kê toàn bộ thuốc hết hạn trong kho của từng trạm y tế"
    (line,) = (line for line in told(duty(text, Reason("duty", "VIEC-01", text, "Mở đầu bằng việc phải làm."))) if "VIEC-01" in line)
    assert line == "    vì: Mở đầu bằng việc phải làm. «Kiểm kê toàn bộ thuốc hết …» [VIEC-01]"


def test_long_words_are_cut_between_words() -> None:
    words = "đơn vị " * 60
    (line,) = (line for line in told(duty("Kiểm kê", Reason("owners", "TU-TIEU-DE", words, "Tiêu đề nêu đơn vị."))) if "TU-TIEU-DE" in line)
    assert "vị …»" in line or "đơn …»" in line
    assert len(line) < 260


def test_a_duty_of_an_enclosed_document_says_of_which() -> None:
    plan = DocumentInfo("kế hoạch", None, None, None, subject="kiểm kê năm 2026")
    lines = told(duty("Kiểm kê kho", part=1, ordinal="II.1"), parts=(LETTER, plan))
    assert "Nhiệm vụ 1 (kế hoạch kèm theo, mục II.1): Kiểm kê kho" in lines
    assert any(line.startswith("Trong cùng tệp: kế hoạch") for line in lines)


def test_a_time_without_a_day_and_a_period_say_what_they_mean() -> None:
    lines = told(
        duty("Kiểm kê", deadline=Deadline("date", None, text="trước ngày 5/3")),
        duty("Bàn giao", deadline=Deadline("period", dt.date(2026, 6, 30), text="Quý II/2026")),
    )
    assert "  Thời hạn: trước ngày 5/3 → chưa tính được ngày, cần nhập" in lines
    assert "  Thời hạn: Quý II/2026 → đến hết 30/06/2026" in lines


def test_what_another_place_says_stands_beside_the_time_in_force() -> None:
    later = Deadline("date", dt.date(2026, 4, 10), before=True, text="trước ngày 10/4/2026")
    lines = told(duty("Kiểm kê", said_elsewhere=(Said("trước ngày 10/4/2026", later, page=3),)))
    assert "  Nơi khác ghi: trước ngày 10/4/2026 → trước 10/04/2026 (trang 3)" in lines


def test_the_reasons_for_a_header_stand_below_their_own_document() -> None:
    parts = (DocumentInfo(kind="quyết định"), DocumentInfo(kind="kế hoạch"))
    reasons = (Reason("kind", "head.title", "QUYẾT ĐỊNH", "Tên loại."), Reason("kind", "head.title", "KẾ HOẠCH", "Tên loại.", part=1))
    lines = explain(Reading(parts, reasons=reasons))
    places = [
        next(at for at, line in enumerate(lines) if words in line) for words in ("Văn bản: quyết", "«QUYẾT", "Trong cùng tệp: kế", "«KẾ")
    ]
    assert places == sorted(places)
