"""Documents that our body issues: versions, steps, numbers without gap or double, frozen files."""

from __future__ import annotations

import concurrent.futures
import datetime as dt
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.spec import parse_spec
from tracking.outgoing.life import comment, compare, document_page, documents, revise, save_draft, spec_of, steps, take_step
from tracking.outgoing.numbers import cancel_number, freeze, record_number, series_of, take_number
from tracking.register import queries
from tracking.register.actor import LOCAL, Actor
from tracking.register.database import Register
from tracking.register.refusals import ConflictError, NoRight, NotAllowed
from tracking.register.verify import verify
from tracking.reports.report import report
from tracking.settings import Settings

ROOT = Path(__file__).parents[3]
CLERK = Actor(None, "van.thu", "Ngô Thị Hạnh", "clerk")
BASE = {
    "kind": "kế hoạch",
    "issuer": {"name": "Ủy ban nhân dân tỉnh Lạng Sơn"},
    "symbol": "KH-UBND",
    "place": "Lạng Sơn",
    "subject": "Kiểm tra công tác văn thư năm 2026",
    "body": [{"heading": "NỘI DUNG", "children": [{"task": "Lập danh sách đơn vị được kiểm tra", "owners": ["Sở Nội vụ"]}]}],
    "signature": {"position": "CHỦ TỊCH", "name": "Hoàng Văn Minh"},
    "recipients": ["Các sở, ban, ngành"],
    "archive": "VT, NC",
}


def spec(**changes):
    return parse_spec({**BASE, **changes})


def approved(office, **changes) -> int:
    document = save_draft(office.register, office.officer, spec(**changes))
    take_step(office.register, office.officer, document, "submit")
    take_step(office.register, office.leader, document, "approve")
    return document


def test_a_draft_goes_from_hand_to_hand_and_every_step_is_kept(office):
    document = save_draft(office.register, office.officer, spec())
    comment(office.register, office.leader, document, "Bổ sung thời hạn.")
    take_step(office.register, office.officer, document, "submit")
    with pytest.raises(NotAllowed, match="cần ghi lý do"):
        take_step(office.register, office.leader, document, "return")
    take_step(office.register, office.leader, document, "return", "Thiếu thời hạn")
    assert revise(office.register, office.officer, document, spec(subject="Kiểm tra văn thư năm 2026"), 1) == 2
    page = document_page(office.register, document)
    assert [step["kind"] for step in page["steps"]] == ["comment", "submit", "return"]
    assert [version["version"] for version in page["versions"]] == [1, 2]
    assert spec_of(office.register, document, 1).subject == "Kiểm tra công tác văn thư năm 2026"


def test_only_the_roles_of_the_table_take_a_step(office):
    document = save_draft(office.register, office.officer, spec())
    with pytest.raises(NoRight):
        save_draft(office.register, office.unit, spec())
    with pytest.raises(NoRight):
        take_step(office.register, office.leader, document, "submit")
    take_step(office.register, office.officer, document, "submit")
    with pytest.raises(NoRight):
        take_step(office.register, office.officer, document, "approve")
    assert set(steps()) == {"review", "submit", "return", "approve", "cancel"}


def test_the_second_of_two_authors_is_told_who_saved(office):
    document = save_draft(office.register, office.officer, spec())
    revise(office.register, office.officer, document, spec(subject="Bản một"), 1)
    with pytest.raises(ConflictError, match="Lê Văn Cường vừa lưu bản 2"):
        revise(office.register, office.leader, document, spec(subject="Bản hai"), 1)


def test_two_versions_are_compared_word_by_word():
    old, new = spec(), spec(subject="Kiểm tra công tác lưu trữ năm 2026")
    found = compare(old, new)
    assert ("removed", "văn thư") in found
    assert ("added", "lưu trữ") in found
    assert [kind for kind, _ in compare(old, old)] == ["same"]


@given(
    st.lists(st.sampled_from(["rà soát", "báo cáo", "tháng", "quý", "x"]), max_size=12),
    st.lists(st.sampled_from(["rà", "quý", "x"]), max_size=12),
)
def test_a_comparison_holds_both_texts(before, after):
    old, new = spec(closing=[" ".join(["a", *before])]), spec(closing=[" ".join(["a", *after])])
    found = compare(old, new)

    def closing(kinds):
        return " ".join(text for kind, text in found if kind in kinds)

    assert " ".join(["a", *before]) in closing(("same", "removed"))
    assert " ".join(["a", *after]) in closing(("same", "added"))


def test_numbers_run_from_01_for_each_series_and_year(office, clock):
    clock.set("2026-12-30")
    assert take_number(office.register, CLERK, approved(office)) == "01/KH-UBND"
    assert take_number(office.register, CLERK, approved(office)) == "02/KH-UBND"
    assert take_number(office.register, CLERK, approved(office, kind="báo cáo", symbol="BC-UBND")) == "01/BC-UBND"
    clock.set("2027-01-04")
    assert take_number(office.register, CLERK, approved(office)) == "01/KH-UBND"
    with pytest.raises(NotAllowed, match="Đã cấp số của năm 2027"):
        take_number(office.register, CLERK, approved(office), dt.date(2026, 12, 31))
    assert verify(office.register).faults == ()


def test_a_number_is_never_back_dated_nor_ahead_nor_given_to_a_draft(office, clock):
    clock.set("2026-05-10")
    take_number(office.register, CLERK, approved(office))
    with pytest.raises(NotAllowed, match="Không cấp lùi ngày; số kế tiếp là 02"):
        take_number(office.register, CLERK, approved(office), dt.date(2026, 5, 9))
    with pytest.raises(NotAllowed, match="chưa đến"):
        take_number(office.register, CLERK, approved(office), dt.date(2026, 5, 11))
    with pytest.raises(NotAllowed, match="chỉ cấp số cho văn bản đã duyệt"):
        take_number(office.register, CLERK, save_draft(office.register, office.officer, spec()))


def test_a_cancelled_number_keeps_its_row_and_is_not_used_again(office, clock):
    clock.set("2026-05-10")
    first = approved(office)
    take_number(office.register, CLERK, first)
    cancel_number(office.register, CLERK, first, "Cấp nhầm loại")
    assert document_page(office.register, first)["state"] == "draft"
    assert take_number(office.register, CLERK, approved(office)) == "02/KH-UBND"
    rows = report(office.register, "outgoing").rows
    assert [(row["number"], row["note"]) for row in rows] == [("01/KH-UBND", "Đã hủy số: Cấp nhầm loại"), ("02/KH-UBND", "")]
    assert verify(office.register).faults == ()


def test_a_number_of_the_official_system_is_recorded_once(office, clock):
    clock.set("2026-05-10")
    record_number(office.register, CLERK, approved(office), "315/KH-UBND", dt.date(2026, 5, 9))
    with pytest.raises(NotAllowed, match="đã cấp cho"):
        record_number(office.register, CLERK, approved(office), "315/KH-UBND", dt.date(2026, 5, 10))
    with pytest.raises(NotAllowed, match="không đúng dạng"):
        record_number(office.register, CLERK, approved(office), "KH-UBND số 9", dt.date(2026, 5, 10))
    assert report(office.register, "outgoing").rows[0]["number"] == "315/KH-UBND"


def test_a_recorded_number_is_struck_out_with_its_reason_and_may_be_recorded_for_the_right_document(office, clock):
    clock.set("2026-05-10")
    wrong, right = approved(office), approved(office)
    record_number(office.register, CLERK, wrong, "315/KH-UBND", dt.date(2026, 5, 9))
    cancel_number(office.register, CLERK, wrong, "Ghi nhầm văn bản")
    assert document_page(office.register, wrong)["state"] == "draft"
    [row] = report(office.register, "outgoing").rows
    assert (row["number"], row["note"]) == ("315/KH-UBND", "Đã hủy số: Ghi nhầm văn bản")
    assert take_number(office.register, CLERK, approved(office)) == "01/KH-UBND"
    record_number(office.register, CLERK, right, "315/KH-UBND", dt.date(2026, 5, 9))
    assert [(row["number"], row["note"]) for row in report(office.register, "outgoing").rows] == [("315/KH-UBND", ""), ("01/KH-UBND", "")]
    assert verify(office.register).faults == ()


@pytest.mark.slow
def test_an_issued_document_has_its_files_frozen_once(office, clock):
    clock.set("2026-05-10")
    document = approved(office)
    take_number(office.register, CLERK, document)
    frozen = freeze(office.register, CLERK, document)
    assert freeze(office.register, CLERK, document) == frozen
    assert all(frozen)
    with pytest.raises(NotAllowed, match="không sửa được"):
        revise(office.register, office.officer, document, spec(), 1)
    assert verify(office.register).faults == ()


def test_a_draft_is_tied_to_the_duties_it_carries_out(office, bring, duty):
    directive = bring(office.register, duty("Rà soát", "Sở Tư pháp"))
    [row] = queries.duties(office.register, directive=directive)
    document = save_draft(office.register, office.officer, spec(), [row["id"]])
    assert [line["id"] for line in document_page(office.register, document)["duties"]] == [row["id"]]
    assert [found["id"] for found in documents(office.register, "draft")] == [document]


def test_every_kind_has_its_series():
    assert [series_of(kind) for kind in ("công văn", "kế hoạch", "bản sao y", "bản trích sao")] == ["CV", "KH", "SAO", "SAO"]


def test_fifty_people_taking_numbers_at_once_leave_no_gap_and_no_double(any_office, clock):
    office = any_office
    clock.set("2026-05-10")
    waiting = [approved(office) for _ in range(50)]
    with concurrent.futures.ThreadPoolExecutor(50) as pool:
        numbers = list(pool.map(lambda key: take_number(office.register, CLERK, key), waiting))
    assert sorted(numbers) == [f"{serial:02d}/KH-UBND" for serial in range(1, 51)]
    assert verify(office.register).faults == ()


TAKER = """
import sys
from pathlib import Path
from tracking.outgoing.numbers import take_number
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.settings import Settings
clerk = Actor(None, "van.thu", "Văn thư", "clerk")
with Register.open(Settings(Path(sys.argv[1]))) as register:
    for key in map(int, sys.argv[2:]):
        print(take_number(register, clerk, key), flush=True)
"""


def test_a_kill_while_numbers_are_taken_leaves_no_gap_and_no_double(office):
    waiting = [approved(office) for _ in range(60)]
    command = [sys.executable, "-c", TAKER, str(office.register.settings.data), *map(str, waiting)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    taker = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env, cwd=ROOT)
    seen = [taker.stdout.readline() for _ in range(5)]
    time.sleep(0.02)
    taker.send_signal(signal.SIGKILL)
    taker.wait()
    taker.stdout.close()
    assert seen[0].strip() == "01/KH-UBND"
    with Register.open(Settings(office.register.settings.data)) as register:
        left = [row["id"] for row in documents(register, "approved")]
        for key in left:
            take_number(register, CLERK, key)
        serials = sorted(row["serial"] for row in documents(register, "issued"))
        assert serials == list(range(1, 61))
        assert verify(register).faults == ()


def test_what_is_kept_as_json_is_the_description_itself(office):
    document = save_draft(office.register, LOCAL, replace(spec(), place=None))
    assert spec_of(office.register, document) == replace(spec(), place=None)
    assert json.dumps(document_page(office.register, document)["spec"], ensure_ascii=False)
