"""An old tracking spreadsheet: 2,000 messy rows, each accounted for with its reason; nothing written until asked, nothing twice."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from collections import Counter

import openpyxl
import pytest
from click.testing import CliRunner

from drafting.errors import InvalidInput
from tracking.old_register.days import day_of, deadline_of
from tracking.old_register.entering import import_old_register, read_old_register
from tracking.old_register.rows import Choices
from tracking.old_register.sheet import field_of
from tracking.register import options, queries, verify
from tracking.register.actor import LOCAL
from tracking.reminders import due_notices
from tracking.reports.report import report
from ui.cli import cli

HEADINGS = ("STT", "Số, ký hiệu", "Ngày văn bản", "Cơ quan giao", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Phối hợp", "Hạn hoàn thành",
            "Gia hạn đến", "Tình trạng", "Ngày hoàn thành", "Ghi chú")  # fmt: skip
SO = ("Sở Tư pháp", "Sở Tài chính", "Sở Y tế", "Sở Nội vụ", "STC", "Sở Giáo dục và Đào tạo")


def day(year, month, day_):
    """A day as Excel keeps it: a moment without a zone."""
    return dt.datetime.combine(dt.date(year, month, day_), dt.time())


EPOCH = day(1970, 1, 1)


def row(n, **changes):
    values = {
        "Số, ký hiệu": f"{n // 4 + 1}/UBND-TH",
        "Ngày văn bản": day(2025, 1, 1) + dt.timedelta(days=n // 8),
        "Cơ quan giao": "UBND tỉnh",
        "Nội dung nhiệm vụ": f"Việc thứ {n}",
        "Đơn vị chủ trì": SO[n % len(SO)],
        "Hạn hoàn thành": day(2025, 10, 1) + dt.timedelta(days=n % 300),
        "Tình trạng": "Đang thực hiện",
        **changes,
    }
    return [n, *(values.get(name) for name in HEADINGS[1:])]


def messy_row(n, kind):
    """(the cells, the fate that the row must have)."""
    issued = dt.date(2025, 1, 1) + dt.timedelta(days=n // 8)
    changes, fate = {
        0: ({}, "imported"),
        1: ({"Hạn hoàn thành": EPOCH}, "imported"),
        2: ({"Hạn hoàn thành": 45000 + 1000 + n % 200}, "imported"),
        3: ({"Ngày văn bản": f"ngày {issued.day} tháng {issued.month} năm {issued.year}", "Hạn hoàn thành": "31/12/2026"}, "imported"),
        4: ({"Đơn vị chủ trì": "Phòng Không Có Thật"}, "mend"),
        5: ({"Nội dung nhiệm vụ": None}, "mend"),
        6: ({"Hạn hoàn thành": "=A1+1"}, "mend"),
        7: ({"Tình trạng": "Đã hoàn thành", "Ngày hoàn thành": day(2025, 12, 1)}, "imported"),
        8: ({"Tình trạng": "Hoàn thành"}, "mend"),
        9: ({"Gia hạn đến": day(2026, 12, 31)}, "imported"),
        10: ({"Đơn vị chủ trì": "Sở Tài chính; Sở Y tế", "Phối hợp": "Công an tỉnh"}, "imported"),
        11: ({"Hạn hoàn thành": "Quý IV/2026"}, "imported"),
        12: ({"Hạn hoàn thành": "??/13/2025"}, "mend"),
        13: ({"Hạn hoàn thành": day(2019, 5, 5)}, "mend"),
        14: ({"Nội dung nhiệm vụ": "#REF!"}, "mend"),
        15: ({"Ngày văn bản": "không rõ"}, "mend"),
        16: ({"Nội dung nhiệm vụ": "=HYPERLINK(1)"}, "mend"),
        17: ({"Tình trạng": "Rút khỏi danh mục"}, "imported"),
    }[kind]
    return row(n, **changes), fate


@pytest.fixture(scope="module")
def messy(tmp_path_factory):
    """(the workbook, the fates its 2,000 rows must have)."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["SỔ THEO DÕI NHIỆM VỤ"])
    sheet.merge_cells("A1:L1")
    sheet.append([])
    sheet.append(list(HEADINGS))
    fates = []
    first = {}
    while len(fates) < 2000:
        n = len(fates)
        if n % 97 == 5:
            sheet.append([f"Phần {n}: các văn bản của Ủy ban nhân dân tỉnh"])
            sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=12)
            fates.append("skipped")
        elif n % 97 == 6:
            sheet.append([None] * 12 if n % 2 else [f"({k + 1})" for k in range(12)])
            fates.append("skipped")
        elif n % 97 == 7:
            sheet.append(list(HEADINGS) if n % 2 else ["Tổng cộng", None, None, None, None, None, None, 12])
            fates.append("skipped")
        elif n % 53 == 9 and first:
            sheet.append(list(first[sorted(first)[n % len(first)]]))
            fates.append("duplicate")
        else:
            cells, fate = messy_row(n, n % 18)
            sheet.append(cells)
            fates.append(fate)
            if fate == "imported":
                first[n] = cells
    path = tmp_path_factory.mktemp("so-cu") / "so-theo-doi.xlsx"
    book.save(path)
    return path, fates


def test_every_row_of_a_messy_workbook_has_its_fate_and_the_sums_agree(office, messy, clock):
    clock.set("2026-03-02")
    path, fates = messy
    found = read_old_register(office.register, path)
    assert [line.fate for line in found.rows] == fates
    assert len(found.rows) == sum(found.counts.values()) == 2000
    assert all(line.reason for line in found.rows if line.fate != "imported")
    assert queries.duties(office.register) == []
    counts = found.counts
    assert found.summary.startswith(
        f"Đã đọc 2000 dòng: nhập được {counts['imported']}, trùng {counts['duplicate']}, cần sửa {counts['mend']}, "
        f"bỏ qua {counts['skipped']}. Tổng khớp 2000. Chưa ghi vào sổ"
    )


def test_the_rows_are_written_once_marked_and_without_reminders(office, messy, clock):
    clock.set("2026-03-02")
    path, _ = messy
    found = import_old_register(office.register, LOCAL, path)
    rows = queries.duties(office.register)
    assert len(rows) == found.counts["imported"]
    again = import_old_register(office.register, LOCAL, path)
    assert again.counts["imported"] == 0
    assert len(queries.duties(office.register)) == len(rows)
    assert verify.verify(office.register).faults == ()
    buckets = Counter(line["bucket"] for line in rows)
    done = [line for line in found.rows if line.entry and line.fate == "imported" and line.entry.state == "completed"]
    assert buckets["done_on_time"] + buckets["done_late"] + buckets["done_no_deadline"] == len(done) > 50
    assert buckets["withdrawn"] > 50
    assert report(office.register, "t8").rows[0]["source"] == "Nhập từ sổ cũ"
    assert report(office.register, "incoming").rows == ()
    due = next(dt.date.fromisoformat(line["due_on"]) for line in rows if line["bucket"] == "open_in_time" and line["due_on"])
    assert due_notices(office.register, due) == []


def small(tmp_path, *rows, headings=HEADINGS):
    book = openpyxl.Workbook()
    for cells in (headings, *rows):
        book.active.append(list(cells))
    book.save(tmp_path / "so.xlsx")
    return tmp_path / "so.xlsx"


def test_reminders_of_old_rows_go_out_once_the_office_turns_them_on(office, tmp_path, clock):
    clock.set("2026-03-02")
    import_old_register(office.register, LOCAL, small(tmp_path, row(1, **{"Hạn hoàn thành": day(2026, 3, 12)})))
    assert due_notices(office.register, dt.date(2026, 3, 9)) == []
    options.set_option(office.register, LOCAL, "remind_old_register", True, dt.date(2026, 3, 1))
    assert [notice.text for notice in due_notices(office.register, dt.date(2026, 3, 9))] == ["Việc thứ 1"]


def test_merged_cells_speak_for_every_row_they_cover(office, tmp_path):
    path = small(tmp_path, row(1), row(2, **{"Số, ký hiệu": None}), row(3, **{"Số, ký hiệu": None}))
    book = openpyxl.load_workbook(path)
    book.active.merge_cells("B2:B4")
    book.save(path)
    found = read_old_register(office.register, path)
    assert [line.entry.number for line in found.rows] == ["1/UBND-TH"] * 3


def test_a_group_row_names_the_document_of_the_rows_under_it(office, tmp_path):
    blank = {"Số, ký hiệu": None, "Ngày văn bản": None, "Cơ quan giao": None}
    path = small(tmp_path, ["Chỉ thị số 7/CT-TTg ngày 10/02/2025 của Thủ tướng Chính phủ"], row(1, **blank), row(2, **blank))
    skipped, *rows = read_old_register(office.register, path).rows
    assert (skipped.fate, skipped.reason) == ("skipped", "Dòng nhóm.")
    assert {(line.entry.number, line.entry.issued_on, line.entry.issuer) for line in rows} == {
        ("7/CT-TTg", dt.date(2025, 2, 10), "Thủ tướng Chính phủ")
    }


def test_a_person_says_which_office_a_name_stands_for(office, tmp_path):
    path = small(tmp_path, row(1, **{"Đơn vị chủ trì": "Phòng Bảy"}), row(2, **{"Đơn vị chủ trì": "Phòng Tám"}))
    chosen = Choices(offices={"Phòng Bảy": office.ids["Sở Y tế"]})
    assert [line.fate for line in import_old_register(office.register, LOCAL, path, chosen).rows] == ["imported", "mend"]
    assert [share["office"] for line in queries.duties(office.register) for share in line["assignments"]] == ["Sở Y tế"]
    kept = import_old_register(office.register, LOCAL, path, Choices(keep_unknown=True))
    assert [line.fate for line in kept.rows] == ["duplicate", "imported"]


def test_a_document_that_came_as_a_file_is_not_brought_in_twice(office, bring, duty, tmp_path):
    bring(office.register, duty("Việc thứ 1", "Sở Tài chính"), number="1/UBND-TH", issued_on="2025-01-01")
    path = small(tmp_path, row(1, **{"Đơn vị chủ trì": "Sở Tài chính"}), row(2))
    first, second = read_old_register(office.register, path).rows
    assert (first.fate, second.fate) == ("duplicate", "mend")
    assert "đã có trong sổ" in first.reason
    assert "chưa có nhiệm vụ này" in second.reason


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Nội dung công việc được giao", "text"),
        ("CƠ QUAN CHỦ TRÌ", "owners"),
        ("Đơn vị phối hợp", "coordinators"),
        ("Thời hạn hoàn thành (theo VB)", "due_on"),
        ("Hạn mới (nếu có)", "extended_on"),
        ("Số/Ký hiệu VB", "number"),
        ("Trích yếu nội dung", "subject"),
        ("Tình trạng thực hiện", "state"),
        ("Màu sắc", None),
    ],
)
def test_headings_are_known_by_many_wordings(heading, field):
    assert field_of(heading) == field


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (45748, dt.date(2025, 4, 1)),
        ("45748", dt.date(2025, 4, 1)),
        (day(2025, 4, 1), dt.date(2025, 4, 1)),
        ("01/4/25", dt.date(2025, 4, 1)),
        ("2025-04-01 00:00:00", dt.date(2025, 4, 1)),
        ("ngày 01 tháng 4 năm 2025", dt.date(2025, 4, 1)),
        (EPOCH, None),
        ("31/02/2025", None),
        (True, None),
        (12, None),
    ],
)
def test_days_are_read_from_whatever_a_cell_holds(value, found):
    assert day_of(value) == found


def test_words_of_a_deadline_stay_words():
    assert deadline_of("trước ngày 15/5/2025", dt.date(2025, 1, 1)).before
    assert deadline_of("Không", dt.date(2025, 1, 1)).kind == "none"
    assert deadline_of("??/13/2025", dt.date(2025, 1, 1)) is None


def test_what_is_no_tracking_list_is_refused_in_one_line(office, tmp_path):
    for name, content in (("rong.xlsx", b""), ("chu.xlsx", b"khong phai bang tinh")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(InvalidInput, match=name):
            read_old_register(office.register, tmp_path / name)
    with pytest.raises(InvalidInput, match="không thấy dòng tiêu đề"):
        read_old_register(office.register, small(tmp_path, [1, 2, 3], headings=("A", "B", "C")))
    with zipfile.ZipFile(tmp_path / "bom.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * 80_000_000)
    with pytest.raises(InvalidInput):
        read_old_register(office.register, tmp_path / "bom.xlsx")


def test_the_command_line_runs_it_dry_then_writes(tmp_path, monkeypatch):
    monkeypatch.setenv("DONDOC_DATA", str(tmp_path / "data"))
    path = str(small(tmp_path, row(1), row(1)))
    run = CliRunner().invoke
    dry = run(cli, ["import", "--old-register", "--keep-unknown", path])
    assert "Đã đọc 2 dòng: nhập được 1, trùng 1, cần sửa 0, bỏ qua 0. Tổng khớp 2. Chưa ghi vào sổ" in dry.output
    done = json.loads(run(cli, ["import", "--old-register", "--keep-unknown", "--confirm", "--json", path]).output)
    assert [(one["schema"], one["read"], one["imported"], one["written"]) for one in done] == [(1, 2, 1, True)]
    assert len(json.loads(run(cli, ["duties", "--json"]).output)) == 1
