"""Rows of an annex changed at one stroke, and a split or merge taken back."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from sqlmodel import func, select

from tracking.duty import Duty
from tracking.register import pages, queries, review
from tracking.register.annexes import add_annex, join_annex
from tracking.register.audit_tables import AuditEntry
from tracking.register.refusals import AlreadyThere, ConflictError, NoRight, NotAllowed
from tracking.register.review_rows import RowEdit, edit_rows, reject_rows, restore_rows
from tracking.register.review_undo import take_back_merge, take_back_split
from tracking.register.stored_files import look


@pytest.fixture
def annex(office, bring, duty):
    """Three proposed rows of one directive."""
    return bring(office.register, *(duty(f"Việc thứ {n}", "Sở Tư pháp") for n in (1, 2, 3)), confirm=False)


def rows(office, directive):
    return pages.directive_page(office.register, directive)["duties"]


def proposed(office, directive):
    return [(row["text"], row["owners"]) for row in queries.duties(office.register, status="proposed", directive=directive)]


def entries(office):
    with office.register.reading() as session:
        return session.exec(select(func.count()).select_from(AuditEntry)).one()


def test_a_selection_is_changed_in_one_command_and_one_audit_entry(office, annex):
    before = entries(office)
    edits = [RowEdit(row["id"], row["version"], {"owners": ["Sở Y tế"], "deliverable": "Báo cáo"}) for row in rows(office, annex)]
    added = edit_rows(office.register, office.officer, annex, edits, [Duty("Việc dán thêm", owners=("Sở Y tế",))])
    assert len(added) == 1
    assert proposed(office, annex) == [*((f"Việc thứ {n}", ["Sở Y tế"]) for n in (1, 2, 3)), ("Việc dán thêm", ["Sở Y tế"])]
    assert entries(office) == before + 1


def test_one_row_that_somebody_else_changed_leaves_the_whole_selection_as_it_was(office, annex):
    seen = rows(office, annex)
    review.edit_duty(office.register, office.leader, seen[2]["id"], text="Việc của lãnh đạo")
    with pytest.raises(ConflictError):
        edit_rows(office.register, office.officer, annex, [RowEdit(row["id"], row["version"], {"text": "Đè lên"}) for row in seen])
    assert [text for text, _ in proposed(office, annex)] == ["Việc thứ 1", "Việc thứ 2", "Việc của lãnh đạo"]


def test_rows_of_another_directive_or_without_the_right_are_refused(office, annex, bring, duty):
    other = bring(office.register, duty("Việc nơi khác", "Sở Y tế"), number="9/UBND-TH", confirm=False)
    foreign = rows(office, other)[0]
    with pytest.raises(NotAllowed, match="thuộc văn bản khác"):
        edit_rows(office.register, office.officer, annex, [RowEdit(foreign["id"], None, {"text": "Đổi"})])
    for attempt in (
        lambda: edit_rows(office.register, office.unit, annex, [], [Duty("Thêm")]),
        lambda: reject_rows(office.register, office.unit, annex, {rows(office, annex)[0]["id"]: None}),
    ):
        with pytest.raises(NoRight):
            attempt()


def test_rejected_rows_come_back_together(office, annex):
    seen = {row["id"]: row["version"] for row in rows(office, annex)}
    reject_rows(office.register, office.officer, annex, seen)
    assert proposed(office, annex) == []
    assert pages.directive_page(office.register, annex)["state"] == "settled"
    restore_rows(office.register, office.officer, annex, dict.fromkeys(seen))
    assert len(proposed(office, annex)) == 3


def test_an_annex_that_comes_later_joins_the_directive_once(office, annex, duty, tmp_path):
    path = tmp_path / "phu-luc.txt"
    path.write_text("Việc của phụ lục", "utf-8")
    found = look(path, role="annex")
    (added,) = add_annex(office.register, office.officer, annex, found, [duty("Việc của phụ lục", "Sở Y tế")])
    assert [text for text, _ in proposed(office, annex)][-1] == "Việc của phụ lục"
    assert rows(office, annex)[-1]["id"] == added
    with pytest.raises(AlreadyThere):
        add_annex(office.register, office.officer, annex, found, [])
    with pytest.raises(NoRight):
        add_annex(office.register, office.unit, annex, found, [])


def test_a_document_that_is_an_annex_of_another_goes_there_with_its_file_and_duties(office, annex, bring, duty):
    main = bring(office.register, duty("Việc của văn bản chính", "Sở Y tế"), number="9/UBND-TH", confirm=False)
    join_annex(office.register, office.officer, annex, main)
    assert [text for text, _ in proposed(office, main)] == ["Việc của văn bản chính", *(f"Việc thứ {n}" for n in (1, 2, 3))]
    assert proposed(office, annex) == []
    assert pages.directive_page(office.register, annex)["state"] == "merged"
    with pytest.raises(NotAllowed, match="văn bản khác"):
        join_annex(office.register, office.officer, annex, main)


def test_an_annex_with_duties_in_the_register_stays_where_it_is(office, annex, bring, duty):
    main = bring(office.register, duty("Việc của văn bản chính", "Sở Y tế"), number="9/UBND-TH", confirm=False)
    review.confirm_duties(office.register, office.officer, annex, [rows(office, annex)[0]["id"]])
    with pytest.raises(NotAllowed, match="đã có nhiệm vụ trong sổ"):
        join_annex(office.register, office.officer, annex, main)


def test_a_split_is_taken_back_while_its_parts_are_as_it_left_them(office, annex):
    first = rows(office, annex)[0]["id"]
    before = proposed(office, annex)
    review.split_duty(office.register, office.officer, first, [{"text": "Phần một"}, {"text": "Phần hai"}])
    take_back_split(office.register, office.officer, first)
    assert proposed(office, annex) == before
    ids = review.split_duty(office.register, office.officer, first, [{"text": "Phần một"}, {"text": "Phần hai"}])
    review.edit_duty(office.register, office.officer, ids[1], text="Phần hai đã sửa")
    with pytest.raises(NotAllowed, match="đã có thay đổi sau đó"):
        take_back_split(office.register, office.officer, first)


def test_a_merge_is_taken_back_with_its_words_and_owners(office, annex):
    first, second, _ = (row["id"] for row in rows(office, annex))
    review.edit_duty(office.register, office.officer, second, owners=["Sở Y tế"])
    before = proposed(office, annex)
    review.merge_duties(office.register, office.officer, second, first)
    assert len(proposed(office, annex)) == 2
    take_back_merge(office.register, office.officer, second)
    assert proposed(office, annex) == before
    assert rows(office, annex)[0]["quote"] == "Việc thứ 1"
    with pytest.raises(NotAllowed):
        take_back_merge(office.register, office.officer, second)


@pytest.mark.parametrize("seed", range(4))
def test_splits_and_merges_taken_back_in_turn_leave_what_was_there(office, annex, clock, seed):
    rng, done, before = random.Random(seed), [], proposed(office, annex)
    for step in range(6):
        clock.now += dt.timedelta(minutes=1)
        ids = [row["id"] for row in queries.duties(office.register, status="proposed", directive=annex)]
        chosen, other = rng.choice(ids), rng.choice(ids)
        if chosen == other or rng.random() < 0.5:
            review.split_duty(office.register, office.officer, chosen, [{"text": f"Phần {step} a"}, {"text": f"Phần {step} b"}])
            done.append((take_back_split, chosen))
        else:
            review.merge_duties(office.register, office.officer, chosen, other)
            done.append((take_back_merge, chosen))
    for take_back, key in reversed(done):
        clock.now += dt.timedelta(minutes=1)
        take_back(office.register, office.officer, key)
    assert sorted(proposed(office, annex)) == sorted(before)
