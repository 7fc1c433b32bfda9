"""Files become directives: imported, known, refused or unreadable."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest

from drafting.errors import Refused
from tracking.importing import import_file, import_files
from tracking.jobs import Jobs
from tracking.register import queries, search, states, uploads, verify
from tracking.register.actor import LOCAL
from tracking.register.refusals import AlreadyThere

CORPUS = Path(__file__).parents[4] / "shared/corpus/dev"
LETTER = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: 214/UBND-TH

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lạng Sơn, ngày 12 tháng 02 năm 2026

V/v chuẩn bị kiểm kê kho lưu trữ

Kính gửi: Sở Y tế.

Ủy ban nhân dân tỉnh yêu cầu Sở Y tế:
1. Kiểm kê toàn bộ tài liệu tại kho lưu trữ, hoàn thành trước ngày 20/3/2026.
2. Báo cáo kết quả về Ủy ban nhân dân tỉnh trước ngày 25/3/2026.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nông Văn Hải
"""


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "cong-van.txt"
    path.write_text(LETTER, "utf-8")
    return path


def leftovers(register) -> tuple[list[Path], list[Path]]:
    return list(register.settings.files.glob("??/*")), list(register.settings.spool.iterdir())


def test_a_letter_is_registered_with_its_duties_confirmed(office, letter):
    found = import_file(office.register, LOCAL, letter, confirm=True)
    rows = queries.duties(office.register)
    assert (found.outcome, found.confirmed, found.exit_code) == ("imported", found.duties, 0)
    assert {row["directive"]["number"] for row in rows} == {"214/UBND-TH"}
    assert {"2026-03-19", "2026-03-24"} <= {row["due_on"] for row in rows}
    assert all(share["office"] == "Sở Y tế" for row in rows for share in row["assignments"])


def test_a_known_content_changes_nothing(office, letter, tmp_path):
    first = import_file(office.register, LOCAL, letter)
    again = tmp_path / "ten-khac.txt"
    again.write_bytes(letter.read_bytes())
    before = office.register.head_hash()
    second = import_file(office.register, LOCAL, again, confirm=True)
    assert (second.outcome, second.directive, office.register.head_hash()) == ("known", first.directive, before)


def test_another_scan_of_a_registered_document_waits_for_a_person(office, letter, tmp_path):
    import_file(office.register, LOCAL, letter, confirm=True)
    counted = len(queries.duties(office.register))
    other = tmp_path / "ban-quet-lai.txt"
    other.write_text(LETTER + "\n", "utf-8")
    found = import_file(office.register, LOCAL, other, confirm=True)
    assert (found.outcome, found.confirmed, len(queries.duties(office.register))) == ("imported", 0, counted)
    assert any("đã có, số đến 1" in line for line in found.warnings)


def test_a_secret_document_leaves_nothing_behind(office, tmp_path):
    secret = tmp_path / "mat.txt"
    secret.write_text("MẬT\n" + LETTER, "utf-8")
    before = office.register.head_hash()
    found = import_file(office.register, LOCAL, secret, confirm=True)
    assert (found.outcome, found.exit_code, found.directive) == ("refused", 4, None)
    assert office.register.head_hash() == before
    assert leftovers(office.register) == ([], [])


def test_of_several_files_each_is_handled(office, letter, tmp_path):
    empty = tmp_path / "rong.docx"
    empty.write_bytes(b"")
    found = import_files(office.register, LOCAL, [empty, tmp_path / "khong-co.pdf", letter])
    assert [one.outcome for one in found] == ["unreadable", "unreadable", "imported"]
    assert [one.exit_code for one in found] == [3, 3, 0]
    assert all(one.warnings for one in found[:2])


def test_a_document_without_a_day_keeps_its_duties_proposed(office, letter):
    letter.write_text(LETTER.replace("ngày 12 tháng 02 năm 2026", "ngày     tháng     năm 2026"), "utf-8")
    found = import_file(office.register, LOCAL, letter, confirm=True)
    assert (found.outcome, found.confirmed, queries.duties(office.register)) == ("imported", 0, [])
    assert any("Nhập theo bản có chữ ký" in line for line in found.warnings)


@pytest.mark.parametrize("words", ["kiểm kê kho lưu trữ", "kiem ke KHO luu tru", "214/UBND-TH", "ubnd lạng sơn"])
def test_search_finds_with_and_without_marks_and_by_abbreviation(any_office, letter, words):
    import_file(any_office.register, LOCAL, letter)
    found = search.search(any_office.register, words)
    assert [row["number"] for row in found["directives"]] == ["214/UBND-TH"]


@pytest.mark.parametrize("words", ["", "!!!", '" OR 1', "kho AND", "không có từ này"])
def test_search_takes_any_words(any_office, letter, words):
    import_file(any_office.register, LOCAL, letter)
    assert search.search(any_office.register, words) == {"duties": [], "directives": []}


@pytest.mark.slow
def test_an_upload_is_read_by_a_job_and_a_secret_one_never_becomes_one(any_office, letter):
    office = any_office
    spool = office.register.settings.spool
    with_letter, secret = spool / "a1", spool / "a2"
    jobs = Jobs.launch(office.register, processes=1)
    try:
        with_letter.write_text(LETTER, "utf-8")
        secret.write_text("TỐI MẬT\n" + LETTER, "utf-8")
        jobs.submit(office.officer, with_letter, "công văn.txt")
        with pytest.raises(Refused):
            jobs.submit(office.officer, secret, "bí mật.txt")
        deadline = time.monotonic() + 60
        while uploads.waiting(office.register) and time.monotonic() < deadline:
            time.sleep(0.1)
        found = uploads.recent(office.register, office.officer)
        with_letter.write_text(LETTER, "utf-8")
        with pytest.raises(AlreadyThere):
            jobs.submit(office.officer, with_letter, "công văn.txt")
    finally:
        jobs.close()
    assert [(row["name"], row["state"]) for row in found] == [("công văn.txt", "imported")]
    assert found[0]["duties"] == len(queries.duties(office.register, status="proposed"))
    assert leftovers(office.register)[1] == []
    assert verify.verify(office.register).faults == ()


@pytest.mark.corpus
@pytest.mark.parametrize("as_of", ["2017-01-15", "2017-07-01", "2026-11-22"])
def test_the_seeds_read_the_same_on_any_day_and_their_totals_are_sums(register, clock, as_of):
    if not CORPUS.exists():
        pytest.skip("không có kho văn bản mẫu cạnh thư mục dự án")
    clock.set("2026-11-22")
    import_files(register, LOCAL, sorted(CORPUS.glob("seed*.txt")), confirm=True)
    day = dt.date.fromisoformat(as_of)
    rows = queries.duties(register, as_of=day)
    quarter = [row for row in rows if row["deadline"]["text"] == "Quý I năm 2017"]
    assert quarter
    assert all(row["due_on"] == row["deadline"]["due"] == "2017-03-31" for row in quarter)
    assert {row["bucket"] for row in quarter} == {"open_in_time" if day <= dt.date(2017, 3, 31) else "open_overdue"}
    yearly = next(row for row in rows if row["deadline"]["frequency"] == "yearly" and row["next_on"])
    assert yearly["next_on"] == f"{day.year}-12-31"
    sums = queries.totals(rows)
    assert sums["total"] == sum(sums[code] for code in states.buckets()) == sum(row["bucket"] is not None for row in rows)
    for row in rows:
        if row["due_on"] and row["bucket"]:
            assert row["bucket"] == ("open_overdue" if dt.date.fromisoformat(row["due_on"]) < day else "open_in_time")
