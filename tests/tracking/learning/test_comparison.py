"""Which duties of a reading are those that people settled on, and which are right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tracking.duty import Deadline, Duty
from tracking.learning.comparison import compare, f_measure, is_right

SETTLED = Duty(
    "Rà soát danh mục thủ tục hành chính của ngành", owners=("Sở Nội vụ",), deadline=Deadline("date", date(2026, 4, 15), before=True)
)


def test_the_same_duty_is_right_and_a_changed_owner_or_day_is_not() -> None:
    assert is_right(SETTLED, SETTLED)
    assert not is_right(replace(SETTLED, owners=("Sở Tư pháp",)), SETTLED)
    assert not is_right(replace(SETTLED, deadline=Deadline("date", date(2026, 4, 16))), SETTLED)
    assert not is_right(replace(SETTLED, deadline=Deadline()), SETTLED)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("UBND các xã",), ("Ủy ban nhân dân các xã",)),
        (("Sở Nội vụ và các địa phương",), ("Sở Nội vụ", "các địa phương")),
        (("Văn phòng (Phòng Tổng hợp)",), ("Văn phòng",)),
    ],
)
def test_the_same_bodies_written_otherwise_are_the_same(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert is_right(replace(SETTLED, owners=one), replace(SETTLED, owners=other))


def test_the_eve_of_a_day_stands_for_before_it() -> None:
    assert is_right(replace(SETTLED, deadline=Deadline("date", date(2026, 4, 14))), SETTLED)


def test_duties_are_paired_by_their_words_and_each_once() -> None:
    read = [Duty("Báo cáo kết quả thực hiện hằng quý"), replace(SETTLED, owners=()), SETTLED]
    compared = compare(read, [SETTLED, Duty("Tổ chức tập huấn cho cán bộ xã")])
    assert compared.pairs == ((2, 0),)
    assert compared.right == (False, False, True)
    assert compared.found == 1


def test_nothing_to_find_and_nothing_read_is_perfect() -> None:
    assert f_measure(0, 0, 0) == 1.0
    assert compare([], []).right == ()
