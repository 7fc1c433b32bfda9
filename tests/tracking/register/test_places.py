"""The state's list of places: shipped whole, loaded for our own province, recognised with a margin and never guessed."""

from __future__ import annotations

import datetime as dt

import openpyxl
import pytest

from tracking.register import office_lists, office_setup, places
from tracking.register.actor import LOCAL
from tracking.register.offices import Directory
from tracking.register.places import recognise
from tracking.register.refusals import NotAllowed

TODAY, BEFORE = dt.date(2026, 3, 2), dt.date(2025, 6, 30)


def test_the_list_is_whole():
    found = places.communes()
    assert len(found) == len({place.code for place in found}) == 3321
    kinds = [place.kind for place in found]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {"xã": 2621, "phường": 687, "đặc khu": 13}
    assert len({place.province for place in found}) == 34
    assert len(places.districts()) == 696


@pytest.mark.parametrize(
    ("words", "province", "expected"),
    [
        ("phường Hoàn Kiếm", None, "phường Hoàn Kiếm"),
        ("UBND xã Thượng Lâm", "Tuyên Quang", "xã Thượng Lâm"),
        ("P. Cửa Nam, thành phố Hà Nội", None, "phường Cửa Nam"),
        ("phuong cua nam", "Hà Nội", "phường Cửa Nam"),
        ("Đặc khu Phú Quốc", None, "đặc khu Phú Quốc"),
        ("tỉnh Lạng Sơn", None, "tỉnh Lạng Sơn"),
    ],
)
def test_a_place_is_recognised_as_written(words, province, expected):
    found = recognise(words, TODAY, province)
    assert (found.how, [place.written for place in found.places]) == ("one", [expected])


def test_many_of_one_name_are_told_and_none_is_chosen():
    found = recognise("xã Tân Tiến", TODAY)
    assert found.how == "unsure"
    assert len(found.places) > 1


def test_a_slip_is_offered_alone_and_not_taken():
    found = recognise("phường Hoàn Kiêms", TODAY, "Hà Nội")
    assert (found.how, [place.name for place in found.places]) == ("unsure", ["Hoàn Kiếm"])


def test_a_district_stood_until_the_level_ended():
    assert recognise("huyện Chi Lăng", BEFORE, "Lạng Sơn").how == "one"
    assert recognise("huyện Chi Lăng", TODAY, "Lạng Sơn").how == "former"
    assert recognise("phường Hoàn Kiếm", BEFORE).how == "former"


def test_what_is_no_place_is_unknown():
    assert recognise("xã Xyzabc Qwert", TODAY).how == "unknown"


def test_our_own_province_takes_its_communes_and_former_districts(register):
    own = office_setup.set_own_body(register, LOCAL, "Ủy ban nhân dân tỉnh Lạng Sơn")
    here = office_setup.offices(register, on=TODAY, under=own)
    expected = len(places.communes("20"))
    assert sum(row["kind"] == "ubnd_xa" for row in here) == expected
    assert not any(row["kind"] == "ubnd_huyen" for row in here)
    then = office_setup.offices(register, on=BEFORE, under=own)
    assert (sum(row["kind"] == "ubnd_xa" for row in then), sum(row["kind"] == "ubnd_huyen" for row in then)) == (0, 11)
    with register.reading() as session:
        directory = Directory.load(session)
    assert len(directory.resolve("UBND các xã, phường", TODAY).offices) == expected
    assert len(directory.resolve("UBND các huyện, thành phố", BEFORE).offices) == 11
    assert directory.resolve("UBND huyện Chi Lăng", TODAY).how == "former"
    assert office_setup.add_places(register, LOCAL) == 0


def test_communes_apart_by_marks_alone_are_both_there_and_told_apart(register):
    own = office_setup.set_own_body(register, LOCAL, "Ủy ban nhân dân tỉnh Lạng Sơn", with_places=False)
    for name in ("Ủy ban nhân dân xã Tân Thanh", "Ủy ban nhân dân xã Tân Thành"):
        office_setup.add_office(register, LOCAL, name, kind="ubnd_xa", parent_id=own)
    with register.reading() as session:
        directory = Directory.load(session)
    assert [o.name for o in directory.resolve("UBND xã Tân Thành", TODAY).offices] == ["Ủy ban nhân dân xã Tân Thành"]
    assert directory.resolve("UBND xa Tan Thanh", TODAY).how == "unsure"


def test_every_province_loads_every_commune_once(register):
    for code in ("01", "22", "68"):
        own = next(row for row in office_setup.offices(register) if row["code"] == code) if office_setup.own_body(register) else None
        name = own["name"] if own else "Ủy ban nhân dân thành phố Hà Nội"
        key = office_setup.set_own_body(register, LOCAL, name)
        rows = [row for row in office_setup.offices(register, on=TODAY, under=key) if row["kind"] == "ubnd_xa"]
        assert len(rows) == len(places.communes(code))


def test_only_a_province_takes_the_list(register):
    with pytest.raises(NotAllowed, match="Đặt cơ quan"):
        office_setup.add_places(register, LOCAL)


def test_an_offices_own_list_is_checked_against_the_states(register, tmp_path):
    office_setup.set_own_body(register, LOCAL, "Ủy ban nhân dân tỉnh Lạng Sơn", with_places=False)
    place = places.communes("20")[0]
    book = openpyxl.Workbook()
    for row in (
        ("Tên cơ quan", "Loại"),
        (f"Ủy ban nhân dân {place.written}", ""),
        (f"Ủy ban nhân dân {place.written}x", ""),
        ("Phòng Kinh tế", ""),
    ):
        book.active.append(row)
    book.save(tmp_path / "danh-sach.xlsx")
    fates = office_lists.import_list(register, LOCAL, tmp_path / "danh-sach.xlsx", dry_run=True)
    assert [fate.fate for fate in fates] == ["new"] * 3
    assert (fates[0].reason, fates[2].reason) == ("", "")
    assert f"gần giống: {place.written}" in fates[1].reason
