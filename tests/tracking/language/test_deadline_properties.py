"""Quarters, halves, month ends and leap years hold for every year, not for examples alone."""

from __future__ import annotations

import calendar
import datetime as dt
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracking.language.deadline import find_deadlines, read_deadline

YEARS = st.integers(2010, 2040)
DAYS = st.dates(dt.date(2012, 1, 1), dt.date(2035, 12, 31))
ROMAN = ("I", "II", "III", "IV")


@given(YEARS, st.integers(1, 4), DAYS)
def test_a_quarter_is_read_as_its_last_day(year: int, quarter: int, issued_on: dt.date) -> None:
    due = read_deadline(f"Quý {ROMAN[quarter - 1]} năm {year}", issued_on).due
    assert due == read_deadline(f"trong quý {quarter}/{year}", issued_on).due
    assert due is not None
    assert (due.year, due.month) == (year, quarter * 3)
    assert (due + dt.timedelta(days=1)).day == 1


@given(YEARS, st.integers(1, 12), DAYS)
def test_a_month_is_read_as_its_last_day_leap_years_included(year: int, month: int, issued_on: dt.date) -> None:
    length = calendar.monthrange(year, month)[1]
    for words in (
        f"tháng {month}/{year}",
        f"trong tháng {month:02d} năm {year}",
        f"đến hết tháng {month}/{year}",
        f"cuối tháng {month}/{year}",
    ):
        assert read_deadline(words, issued_on).due == dt.date(year, month, length)


@given(YEARS)
def test_halves_and_years_end_with_june_and_december(year: int) -> None:
    assert read_deadline(f"6 tháng đầu năm {year}", None).due == dt.date(year, 6, 30)
    assert read_deadline(f"6 tháng cuối năm {year}", None).due == read_deadline(f"Năm {year}", None).due == dt.date(year, 12, 31)


@given(DAYS, DAYS)
def test_a_full_day_is_read_alike_in_every_way_of_writing_it(day: dt.date, issued_on: dt.date) -> None:
    ways = (
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d/%m/%Y}",
        f"{day:%d-%m-%Y}",
        f"{day:%d.%m.%Y}",
        f"{day.day} tháng {day.month} năm {day.year}",
    )
    for way in ways:
        found = read_deadline(f"trước ngày {way}", issued_on)
        assert (found.kind, found.due, found.before) == ("date", day, True)


@given(DAYS, st.dates(dt.date(2023, 1, 1), dt.date(2023, 12, 31)))
def test_a_day_without_a_year_is_the_next_such_day(issued_on: dt.date, written: dt.date) -> None:
    due = read_deadline(f"trước ngày {written.day}/{written.month}", issued_on).due
    assert due is not None
    assert issued_on <= due < issued_on + dt.timedelta(days=367)
    assert (due.day, due.month) == (written.day, written.month)


@given(DAYS, st.integers(1, 400))
def test_a_term_in_days_does_not_count_the_day_it_starts_from(issued_on: dt.date, amount: int) -> None:
    found = read_deadline(f"trong thời hạn {amount} ngày kể từ ngày ký", issued_on)
    assert found.due == issued_on + dt.timedelta(days=amount)
    assert (found.kind, found.anchor, found.amount, found.unit) == ("relative", "signed", amount, "days")


@given(DAYS, st.integers(1, 36))
def test_a_term_in_months_ends_on_the_same_day_or_the_month_s_last(issued_on: dt.date, months: int) -> None:
    due = read_deadline(f"{months} tháng kể từ ngày ký", issued_on).due
    assert due is not None
    assert (due.year * 12 + due.month) - (issued_on.year * 12 + issued_on.month) == months
    assert due.day == min(issued_on.day, calendar.monthrange(due.year, due.month)[1])


@pytest.mark.parametrize("year", [2023, 2025, 2100])
def test_the_29th_of_february_of_a_common_year_is_no_day(year: int) -> None:
    found = read_deadline(f"trước ngày 29/02/{year}", dt.date(2022, 1, 1))
    assert (found.kind, found.due) == ("date", None)


@given(st.text(max_size=200), DAYS)
def test_any_text_is_read_without_an_error_and_places_are_its_own(text: str, issued_on: dt.date) -> None:
    for found in find_deadlines(text, issued_on):
        assert 0 <= found.start < found.end <= len(text)
        assert found.deadline.text == text[found.start : found.end]
    read_deadline(text, issued_on)


HEAP = ["trước", "ngày", "15/12/2026", "quý", "I", "năm 2027", "hằng tháng", "đến", "từ", "và", ",", "25", "kể từ ngày ký", "10 ngày"]
HEAP += ["16 giờ", "tháng 2", "00/13", "định kỳ", "6 tháng"]


@given(st.lists(st.sampled_from(HEAP), max_size=10))
def test_any_heap_of_deadline_words_is_read_without_an_error(words: list[str]) -> None:
    text = " ".join(words)
    for issued_on in (None, dt.date(2026, 11, 24)):
        find_deadlines(text, issued_on)
        read_deadline(text, issued_on)


def test_text_in_decomposed_unicode_is_read_and_placed_as_it_stands() -> None:
    text = unicodedata.normalize("NFD", "Báo cáo trước ngày 15/12/2026 về Sở Nội vụ.")
    (found,) = find_deadlines(text, dt.date(2026, 11, 24))
    assert unicodedata.normalize("NFC", text[found.start : found.end]) == "trước ngày 15/12/2026"


@pytest.mark.parametrize(
    "words", ["định kỳ ", "tháng 1, ", "hằng năm và ", "6 tháng, ", "ngày 15 và ", "từ ngày 1 đến ", "sau khi ", "15/"]
)
def test_a_page_of_one_word_is_read_at_once(words: str) -> None:
    text = words * (4000 // len(words))
    began = time.perf_counter()
    find_deadlines(text, dt.date(2026, 11, 24))
    read_deadline(text, dt.date(2026, 11, 24))
    read_deadline(text[:230], dt.date(2026, 11, 24))
    assert time.perf_counter() - began < 5
