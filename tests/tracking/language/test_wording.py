"""Words alone say how much a sentence sounds like an order; what speaks against it can be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracking.language.wording import BIAS, MOST, features, log_odds, parsed, spoken, weights_shipped, written

ORDERS = (
    "Sở Xây dựng chủ trì, phối hợp với các địa phương rà soát quỹ đất, báo cáo kết quả trước ngày 20/9/2024.",
    "Tham mưu Ủy ban nhân dân tỉnh ban hành kế hoạch kiểm tra công tác lưu trữ.",
    "Chỉ đạo các phòng chuyên môn tổ chức tập huấn cho cán bộ tiếp dân.",
)
ACCOUNTS = (
    "Trong năm 2019, số hồ sơ tiếp nhận đã tăng 12% so với năm 2018.",
    "Việc chậm trễ nêu trên là do sự thay đổi của quy định: số liệu đã không còn phù hợp.",
)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("account", ACCOUNTS)
def test_an_order_sounds_more_like_a_duty_than_an_account(order: str, account: str) -> None:
    assert log_odds(order) > log_odds(account)
    assert log_odds(order) > 0


def test_figures_count_as_figures_whatever_they_are() -> None:
    assert features("Hoàn thành 15 công trình.") == features("Hoàn thành 99 công trình.")
    assert features("HOÀN THÀNH 15 công trình.") == features("hoàn thành 15 Công trình.")


def test_the_first_words_are_told_by_their_place_too() -> None:
    found = features("Giao Sở Tư pháp thẩm định")
    assert {"giao", "giao sở", "1 giao", "^1 giao sở"} <= found.keys()
    assert "5 thẩm" not in found


@given(st.text(max_size=400))
def test_any_text_is_weighed_within_bounds(text: str) -> None:
    assert -MOST <= log_odds(text) <= MOST


def test_what_speaks_against_is_told_in_words_of_the_sentence() -> None:
    told = spoken(ACCOUNTS[1])
    assert 0 < len(told) <= 3
    assert all(words in ACCOUNTS[1].casefold() for words in told)


def test_figures_and_signs_alone_are_not_told() -> None:
    assert spoken("2019: 12. 13; 14?") == []


def test_a_table_is_read_back_as_written() -> None:
    weights = {"giao sở": 0.75, "$ :": -1.25, "# length": 0.5, BIAS: -0.3, "0": 0.1}
    assert parsed(written(weights, "from nothing")) == weights


def test_the_shipped_table_holds_no_more_than_pairs_of_words() -> None:
    assert max(len(feature.lstrip("^0123456789 ").split()) for feature in weights_shipped()) <= 2
