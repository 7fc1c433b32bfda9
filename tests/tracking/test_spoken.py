"""Duties said at a meeting: read from typed lines, and no line is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from tracking.duty import Reading
from tracking.extract import extract
from tracking.register.actor import LOCAL
from tracking.register.database import Register
from tracking.register.refusals import NotAllowed
from tracking.screens.directives import desk
from tracking.settings import Settings
from tracking.spoken import Said, reading_of, register_said

SAID = Said("Giao ban tuần 47", dt.date(2026, 11, 16), "Ủy ban nhân dân tỉnh Lào Cai", "Phạm Minh Đạo")


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Reading]:
    def reads(words: str) -> Reading:
        path = tmp_path / "loi-giao.txt"
        path.write_text(words, "utf-8")
        return extract(path)

    return reads


def test_a_sentence_gives_lead_and_deadline_and_a_day_without_a_year_is_of_the_meeting(read: Callable[[str], Reading]) -> None:
    lines = "- Sở Nội vụ rà soát biên chế các đơn vị, xong trước ngày 15/12\nSở Y tế báo cáo việc dự trữ thuốc trước ngày 20/12/2026"
    first, second = reading_of(SAID, lines, read).duties
    assert (first.owners, first.deadline.due, first.ordinal) == (("Sở Nội vụ",), dt.date(2026, 12, 15), "1")
    assert (second.owners, second.deadline.due, second.ordinal) == (("Sở Y tế",), dt.date(2026, 12, 20), "2")


def test_a_line_that_reads_as_no_duty_is_kept_for_a_person_to_look_at(read: Callable[[str], Reading]) -> None:
    duties = reading_of(SAID, "Cảm ơn các đại biểu\nViệc đường vào bản Mù", read).duties
    assert [duty.text for duty in duties] == ["Cảm ơn các đại biểu", "Việc đường vào bản Mù"]
    assert all(duty.confidence < 0.5 and duty.missing == ("owner",) for duty in duties)


def test_cells_of_a_spreadsheet_are_duty_lead_deadline_and_deliverable(read: Callable[[str], Reading]) -> None:
    (duty,) = reading_of(SAID, "Lập danh mục\tSở Tư pháp; Sở Y tế\t30/11/2026\tBáo cáo", read).duties
    assert (duty.text, duty.owners, duty.deadline.due, duty.deliverable) == (
        "Lập danh mục",
        ("Sở Tư pháp", "Sở Y tế"),
        dt.date(2026, 11, 30),
        "Báo cáo",
    )


def test_what_was_said_is_a_document_without_number_and_out_of_the_arrival_series(tmp_path: Path, read: Callable[[str], Reading]) -> None:
    with Register.open(Settings.load(tmp_path / "data", {})) as register:
        key = register_said(register, LOCAL, SAID, "Sở Nội vụ rà soát biên chế, xong trước ngày 15/12", read)
        found = desk(register, LOCAL, key)
        assert (found.settled, found.without_number, found.arrival, len(found.proposals)) == (True, True, "—", 1)
        with pytest.raises(NotAllowed, match="Ghi tên cuộc họp"):
            register_said(register, LOCAL, Said(" ", SAID.on, ""), "Việc", read)
