"""Names of offices as documents write them."""

from __future__ import annotations

import datetime as dt

import pytest

from tracking.register import office_setup
from tracking.register.actor import LOCAL
from tracking.register.offices import Directory

TODAY, BEFORE = dt.date(2026, 3, 2), dt.date(2024, 6, 1)


@pytest.fixture
def directory(office):
    with office.register.reading() as session:
        return Directory.load(session)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Sở Tư pháp", "Sở Tư pháp"),
        ("Giám đốc Sở Tư pháp", "Sở Tư pháp"),
        ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
        ("Sở VHTT&DL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Sở Giáo dục và Đào tạo"),
        ("Sở Tư pháp tỉnh Lạng Sơn", "Sở Tư pháp"),
        ("Sở Nông nghiêp và Mội trường", "Sở Nông nghiệp và Môi trường"),
        ("Sở Nông nghiệp va Môi trườnq", "Sở Nông nghiệp và Môi trường"),
        ("Chánh Văn phòng UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"),
        ("UBND tỉnh Lạng Sơn", "Ủy ban nhân dân tỉnh Lạng Sơn"),
        ("Bộ NN&MT", "Bộ Nông nghiệp và Môi trường"),
        ("Công an tỉnh", "Công an tỉnh"),
    ],
)
def test_a_name_resolves_as_written(directory, words, name):
    found = directory.resolve(words, TODAY)
    assert (found.how, [office.name for office in found.offices]) == ("one", [name])


@pytest.mark.parametrize("words", ["Sở TT&TT", "Sở Kế hoạch và Đầu tư"])
def test_a_former_office_offers_its_successors_and_chooses_none(directory, words):
    found = directory.resolve(words, TODAY)
    assert (found.how, found.offices) == ("former", ())
    assert found.candidates


def test_a_former_office_is_an_office_on_a_day_when_it_was_one(directory):
    assert directory.resolve("Sở TT&TT", BEFORE).offices[0].name == "Sở Thông tin và Truyền thông"


@pytest.mark.parametrize("words", ["Sở Quốc phòng", "Tổ công tác số 3", "xã Tân Lập", "Phòng Kinh tế"])
def test_what_is_not_known_is_never_guessed(directory, words):
    assert directory.resolve(words, TODAY).offices == ()


def test_places_one_letter_apart_are_not_taken_for_each_other(office):
    office_setup.add_office(office.register, LOCAL, "Ủy ban nhân dân xã An Bình", kind="ubnd_xa", parent_id=office.ids["own"])
    with office.register.reading() as session:
        directory = Directory.load(session)
    assert directory.resolve("UBND xã An Ninh", TODAY).offices == ()
    assert directory.resolve("UBND xã An Bình", TODAY).how == "one"


def test_a_merged_province_resolves_by_the_documents_day(directory):
    assert directory.resolve("UBND tỉnh Kon Tum", BEFORE).how == "one"
    assert [o.name for o in directory.resolve("UBND tỉnh Kon Tum", TODAY).candidates] == ["Ủy ban nhân dân tỉnh Quảng Ngãi"]


def test_thirty_four_provinces_and_seventeen_ministries_stand_today(office):
    rows = office_setup.offices(office.register, on=dt.date(2026, 11, 22))
    kinds = [row["kind"] for row in rows]
    assert (kinds.count("ubnd_tinh"), kinds.count("bo")) == (34, 17)
    before = [row["kind"] for row in office_setup.offices(office.register, on=dt.date(2025, 6, 30))]
    assert before.count("ubnd_tinh") == 63
