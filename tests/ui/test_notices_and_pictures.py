"""Who is told of what, read and unread; the figures behind the pictures; markup in a graph is text."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from lxml import etree

from tracking.duty import DocumentInfo, Duty, Reading, Reference, Source
from tracking.register import extensions, states, talking, work
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.directives import register_reading
from tracking.register.refusals import NoRight, NotAllowed
from tracking.register.stored_files import look
from tracking.screens.administration import _COMMANDS, Asked, audit_rows
from tracking.screens.lineage import lineage
from tracking.screens.notices import notices, read_all, read_notice, rules, unread
from tracking.screens.shares import Filters, shares
from tracking.screens.todo import GROUPS, todo
from tracking.screens.trend import due_days, trend
from tracking.screens.waiting import waiting
from ui.parts.graph import drawing

EVIL = "<script>alert(1)</script>\"'&"
TRACKING = Path(__file__).parents[2] / "tracking"


@pytest.fixture
def home(register: Register, people: dict[str, Actor], confirmed: list[int]) -> int:
    """The Sở Nội vụ's share of the dated duty."""
    return next(row.assignment_id for row in shares(register, people["unit"], Filters())[0] if row.duty_id == confirmed[0])


def test_a_deed_is_told_to_the_other_side_and_never_to_its_doer(register: Register, people: dict[str, Actor], home: int) -> None:
    work.assign(register, people["officer"], home)
    assert [row.what for row in notices(register, people["unit"])] == ["Giao nhiệm vụ"]
    assert unread(register, people["other"]) == unread(register, people["officer"]) == 0
    work.report_done(register, people["unit"], home, "3/BC-SNV")
    assert [unread(register, people[who]) for who in ("officer", "leader", "unit", "clerk")] == [1, 1, 1, 0]
    work.redo(register, people["leader"], home, "Thiếu biểu")
    newest = notices(register, people["unit"])[0]
    assert (newest.what, newest.note, newest.href) == ("Yêu cầu thực hiện lại", "Thiếu biểu", newest.href)


def test_a_notice_read_by_itself_and_all_of_them_stay_read(register: Register, people: dict[str, Actor], home: int) -> None:
    work.assign(register, people["officer"], home)
    extensions.ask_extension(register, people["unit"], home, "drop", "Trùng việc khác")
    talking.ask(register, people["officer"], home, "Trùng việc nào?")
    assert unread(register, people["unit"]) == 2
    read_notice(register, people["unit"], notices(register, people["unit"])[0].key)
    assert [row.read for row in notices(register, people["unit"])] == [True, False]
    read_all(register, people["unit"])
    assert unread(register, people["unit"]) == 0
    talking.answer(register, people["officer"], home, "Đã rõ")
    assert unread(register, people["unit"]) == 1


def test_every_kind_that_is_told_is_a_kind_that_happens() -> None:
    known = {*states.moves(), "confirm_duty", "hand_over", "extend", "refuse_extension", "grant_change", "ask_extension", "explain_delay"}
    assert set(rules()["event"]) <= known | {"question", "answer"}


@pytest.mark.parametrize("who", ["other", "nobody's"])
def test_nobody_asks_about_another_units_share(register: Register, people: dict[str, Actor], home: int, who: str) -> None:
    actor = people["other"] if who == "other" else Actor(999, "x", "X", "unit", None)
    with pytest.raises(NoRight):
        talking.ask(register, actor, home, "Thế nào?")
    with pytest.raises(NotAllowed):
        talking.answer(register, people["unit"], home, "  ")


def test_what_comes_first_is_what_must_be_done_first(register: Register, people: dict[str, Actor], home: int) -> None:
    work.report_done(register, people["unit"], home, "3/BC-SNV")
    assert todo(register, people["unit"])[-1].group == "waits"
    work.redo(register, people["leader"], home, "Thiếu biểu")
    first = todo(register, people["unit"])[0]
    assert (first.group, first.said, first.said_by) == ("redo", "Thiếu biểu", "Phạm Lãnh Đạo")
    order = [list(GROUPS).index(row.group) for row in todo(register, people["unit"])]
    assert order == sorted(order)


def test_each_decision_waits_once_and_goes_when_it_is_taken(register: Register, people: dict[str, Actor], home: int) -> None:
    later = register.today() + dt.timedelta(days=90)
    asked = extensions.ask_extension(register, people["unit"], home, "postpone", "Chờ kinh phí", later)
    found = waiting(register, people["leader"])
    assert [(row.words, row.request.id if row.request else 0) for row in found["change_asked"]] == [("Chờ kinh phí", asked)]
    extensions.decide_extension(register, people["leader"], asked, "granted")
    assert waiting(register, people["leader"]) == {}
    with pytest.raises(NoRight):
        waiting(register, people["unit"])


def test_the_last_point_of_the_trend_is_the_register_of_today(register: Register, people: dict[str, Actor], home: int) -> None:
    points = trend(register, people["leader"], "week", 4)
    last, (_, open_now) = points[-1], shares(register, people["leader"], Filters("open"))
    assert (last.end, last.in_time + last.overdue) == (register.today(), open_now)
    assert sum(point.given for point in points) == open_now == 3
    assert [point.end.day for point in trend(register, people["leader"], "month", 3)[:-1]] == [
        (register.today().replace(day=1) - dt.timedelta(days=back)).day for back in (1 + _days_before(register.today()), 1)
    ]
    until = register.today() + dt.timedelta(days=60)
    days = due_days(register, people["leader"], register.today(), until)
    assert sum(days.values()) == shares(register, people["leader"], Filters("open", since=register.today(), until=until))[1] == 1


def _days_before(today: dt.date) -> int:
    """The days of the month before."""
    return (today.replace(day=1) - dt.timedelta(days=1)).day


def test_a_directive_is_drawn_with_what_it_cites_and_what_cites_it_and_markup_is_text(
    register: Register, people: dict[str, Actor], directive: int, tmp_path: Path
) -> None:
    source = tmp_path / "sau.txt"
    source.write_text("nội dung", "utf-8")
    references = (
        Reference("công văn", "15/UBND-TH", register.today() - dt.timedelta(days=10), None, "thực hiện"),
        Reference("nghị định", f"30/{EVIL}", None, EVIL, "căn cứ"),
    )
    info = DocumentInfo("công văn", f"88/{EVIL}", register.today(), EVIL, subject=EVIL, references=references)
    later = register_reading(register, people["clerk"], Reading((info,), (Duty("Làm", 0, "1", source=Source("Làm")),)), [look(source)])
    graph = lineage(register, people["leader"], later)
    assert {(paper.level, paper.sort) for paper in graph.papers} == {(0, "directive"), (-1, "directive"), (-1, "cited")}
    around = lineage(register, people["leader"], directive)
    assert [paper.number for paper in around.papers if paper.level == 1] == [f"88/{EVIL}"]
    picture = etree.fromstring(drawing(graph).encode())
    tags = {etree.QName(element).localname for element in picture.iter()}
    assert tags <= {"svg", "defs", "marker", "path", "rect", "text", "a", "g", "title"}
    assert any(EVIL[:10] in (element.text or "") for element in picture.iter("{*}text", "text"))
    with pytest.raises(NoRight):
        lineage(register, people["unit"], directive)


def test_the_log_is_searched_by_person_deed_words_and_day(register: Register, people: dict[str, Actor], home: int) -> None:
    today = register.today()
    for words in ("chuyên viên", "le chuyen vien", "đưa nhiệm vụ vào sổ", "dua nhiem vu"):
        rows, total, _ = audit_rows(register, people["admin"], asked=Asked(words))
        assert total >= 1, words
        assert rows
    assert audit_rows(register, people["admin"], asked=Asked(since=today + dt.timedelta(days=1)))[1] == 0
    assert audit_rows(register, people["admin"], asked=Asked(until=today - dt.timedelta(days=1)))[1] == 0
    assert audit_rows(register, people["admin"], asked=Asked(since=today, until=today))[1] == audit_rows(register, people["admin"])[1]


def test_every_command_has_words_in_the_log() -> None:
    named = re.compile(r'\.command\([^()"]*(?:\([^()]*\)[^()"]*)*"(\w+)"\)')
    found = {name for path in TRACKING.rglob("*.py") for name in named.findall(path.read_text("utf-8"))}
    assert len(found) > 40
    assert found - set(_COMMANDS) - set(states.moves()) == set()
