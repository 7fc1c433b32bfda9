"""Random moves by random people against a second, simpler calculation of what must come out."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

import pytest
from sqlmodel import select

from tracking.register import answers, extensions, overview, progress, queries, states, tally, verify, work
from tracking.register.refusals import RegisterError
from tracking.register.tables import Assignment, Event
from tracking.reports.picking import Scope
from tracking.reports.report import report
from tracking.reports.shares import counted_shares
from tracking.reports.window import Window

START = dt.date(2026, 3, 2)
EVENTS = ("assign", "accept", "propose_return", "progress", "report", "confirm_done", "redo", "suspend", "resume", "withdraw", "extend")


@dataclass
class Said:
    """One thing that was done: when recorded, on which day and at which moment it happened, the state it led to, the new last moment."""

    recorded: dt.datetime
    day: dt.date
    at: dt.datetime
    event: str
    to: str | None
    due: dt.datetime | None


@dataclass
class Told:
    """What the test itself remembers of a share."""

    office: int
    due: dt.datetime | None
    log: list[Said] = field(default_factory=list)
    reporter: int | None = None
    before_pause: str = "confirmed"


def simple_bucket(told: Told, moment: dt.datetime, known_at: dt.datetime) -> str:
    """The bucket at a moment by walking the remembered log from its beginning, written without the register's code."""
    state, due, sent = "confirmed", told.due, None
    for said in told.log:
        if said.recorded > known_at or said.day > (moment - dt.timedelta(minutes=1)).date():
            continue
        due = said.due or due
        if said.to == "reported":
            sent = said.at
        state = said.to or state
    if state in ("suspended", "withdrawn"):
        return state
    waits = state in ("reported", "completed")
    word = "done" if state == "completed" else "open"
    if due is None:
        return f"{word}_no_deadline"
    late = (sent if waits and sent else moment) > due
    return {("done", True): "done_late", ("done", False): "done_on_time", ("open", True): "open_overdue", ("open", False): "open_in_time"}[
        word, late
    ]


def midnight(day: dt.date) -> dt.datetime:
    """The end of a day."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time())


def at(day: dt.date, time: str) -> dt.datetime:
    """A time of a day, "24:00" being its end."""
    return midnight(day) if time == "24:00" else dt.datetime.combine(day, dt.time.fromisoformat(time))


def attempt(office, person, share, event, day, due):
    """Make the move through the register's own command."""
    register = office.register
    if event == "assign":
        work.assign(register, person, share.id)
    elif event == "propose_return":
        work.propose_return(register, person, share.id, "không đúng chức năng", office.ids["Sở Y tế"])
    elif event == "progress":
        work.progress(register, person, share.id, "đang làm", on=day)
    elif event == "report":
        work.report_done(register, person, share.id, number="1/BC", on=day)
    elif event in ("redo", "suspend", "withdraw"):
        getattr(work, event)(register, person, share.id, "theo ý kiến lãnh đạo")
    elif event == "extend":
        extensions.set_due(register, person, share.id, due[0], due_time=due[1])
    else:
        getattr(work, event)(register, person, share.id)


def is_allowed(told, state, event, person, share):
    """Who may do what, told again in a few lines (the table of states says it for the program)."""
    opened = ("confirmed", "assigned", "accepted", "returned", "in_progress", "reported", "redo")
    own = person.role == "unit" and person.office_id == share.office_id
    desk = person.role in ("admin", "officer", "leader")
    if event == "assign":
        return desk and state in ("confirmed", "assigned", "returned", "accepted", "in_progress", "redo")
    if event == "accept":
        return state in ("confirmed", "assigned") and (own or person.role in ("admin", "officer"))
    if event == "propose_return":
        return state in ("confirmed", "assigned", "accepted", "in_progress", "redo") and (own or person.role == "admin")
    if event == "progress":
        return state in ("confirmed", "assigned", "accepted", "in_progress", "redo") and (own or person.role in ("admin", "officer"))
    if event == "report":
        return state in opened and state != "reported" and (own or person.role in ("admin", "officer"))
    if event == "confirm_done":
        return desk and state == "reported" and told.reporter != person.account_id
    if event == "redo":
        return desk and state in ("reported", "completed")
    if event == "resume":
        return desk and state == "suspended"
    if event == "suspend":
        return desk and state in opened
    if event == "withdraw":
        return desk and state in (*opened, "suspended")
    return desk and state in opened


AFTER = {"assign": "assigned", "accept": "accepted", "propose_return": "returned", "progress": "in_progress", "report": "reported",
         "confirm_done": "completed", "redo": "redo", "suspend": "suspended", "withdraw": "withdrawn", "extend": None}  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_no_forbidden_move_succeeds_and_every_figure_equals_the_simple_calculation(office, clock, bring, duty, seed):
    rng = random.Random(seed)
    day, minute = START, 9 * 60
    clock.set(day.isoformat())
    dues = [("2026-03-05", None), ("2026-03-09", "11:00"), (None, None), ("2026-03-20", None), ("2026-03-03", "16:30")]
    for number, (due, time) in enumerate(dues):
        bring(office.register, duty("Việc thử", "Sở Tư pháp", "Sở Tài chính", due=due, time=time), number=f"{number + 1}/UBND-TH")
    people = [office.admin, office.officer, office.leader, office.unit, office.other]
    with office.register.reading() as session:
        shares = session.exec(select(Assignment).order_by(Assignment.id)).all()
    told = {}
    for index, share in enumerate(shares):
        due, time = dues[index // 2]
        told[share.id] = Told(share.office_id, at(dt.date.fromisoformat(due), time or "24:00") if due else None)
    states_now = dict.fromkeys(told, "confirmed")
    moments = [clock.now]
    for step in range(120):
        minute += rng.randint(1, 40)
        if minute >= 17 * 60:
            day, minute = day + dt.timedelta(days=1), 8 * 60
        clock.now = dt.datetime.combine(day, dt.time(), dt.UTC) + dt.timedelta(minutes=minute - 7 * 60)
        share, person, event = rng.choice(shares), rng.choice(people), rng.choice(EVENTS)
        happened = day - dt.timedelta(days=rng.choice((0, 0, 1))) if event in ("report", "progress") else day
        due = (day + dt.timedelta(days=rng.randint(0, 20)), rng.choice((None, f"{rng.randint(8, 17):02d}:00")))
        mine = told[share.id]
        may = is_allowed(mine, states_now[share.id], event, person, share)
        try:
            attempt(office, person, share, event, happened, due)
        except RegisterError:
            assert not may, (event, person.role, states_now[share.id])
        else:
            assert may, (event, person.role, states_now[share.id])
            to = mine.before_pause if event == "resume" else AFTER[event]
            if event == "suspend":
                mine.before_pause = states_now[share.id]
            if event == "report":
                mine.reporter = person.account_id
            local = dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=minute)
            when = local if happened == day else dt.datetime.combine(happened, dt.time())
            mine.log.append(Said(clock.now, happened, when, event, to, at(due[0], due[1] or "24:00") if event == "extend" else None))
            states_now[share.id] = to or states_now[share.id]
            moments.append(clock.now)
        if step % 10 == 0:
            _compare_today(office, told, day, f"{minute // 60:02d}:{minute % 60:02d}", clock.now)
    _compare(office, told, shares, day, moments, rng)
    assert verify.verify(office.register).faults == ()


def _compare_today(office, told, day, time, now):
    """The figures kept ready, read at any moment, and T2 made of them."""
    expected = {key: simple_bucket(one, at(day, time), now) for key, one in told.items()}
    with office.register.reading() as session:
        kept = tally.figures(session, day, time=time)
    by_office = {key: progress.totals(expected[share] for share, one in told.items() if one.office == key) for key in kept}
    assert {key: {**counts, "total": sum(counts.values())} for key, counts in kept.items()} == by_office
    _compare_table(office, told, report(office.register, "t2").rows, at(day, time), now)


def _compare_table(office, told, rows, moment, known_at):
    """T2 against the log: the buckets, and the open ones of which the unit said something in thirty days."""
    names = {key: name for name, key in office.ids.items()}
    day = (moment - dt.timedelta(minutes=1)).date()
    for row in rows:
        mine = [one for one in told.values() if names[one.office] == row["office"]]
        buckets = [simple_bucket(one, moment, known_at) for one in mine]
        assert {code: row[code] for code in states.buckets()} == {code: buckets.count(code) for code in states.buckets()}
        said = [[s for s in one.log if s.event in SAID and s.recorded <= known_at and s.day <= day] for one in mine]
        assert row["updated"] == sum(bool(log) and bucket.startswith("open_") for log, bucket in zip(said, buckets, strict=True))


SAID = ("accept", "progress", "report", "propose_return")


def _compare(office, told, shares, last_day, moments, rng):
    days = [START + dt.timedelta(days=n) for n in range(0, (last_day - START).days + 1)]
    for as_of in days:
        for known_at in [*rng.sample(moments, min(3, len(moments))), moments[-1]]:
            time = rng.choice(("24:00", "11:30", "16:30"))
            with office.register.reading() as session:
                rows = session.exec(select(Assignment)).all()
                found = answers.answers(session, rows, as_of, known_at)
                counted = answers.count(session, as_of, known_at, time=time)
                window = Window(None, as_of, as_of)
                listed = {share.assignment.id: share.bucket for share in counted_shares(session, window, known_at, time=time)}
                late = counted_shares(session, window, known_at, Scope(buckets=("open_overdue",)), time)
            expected = {key: simple_bucket(one, at(as_of, time), known_at) for key, one in told.items()}
            assert {key: progress.bucket(answer, as_of, time) for key, answer in found.items()} == expected == listed
            assert {share.assignment.id for share in late} == {key for key, code in expected.items() if code == "open_overdue"}
            sums = progress.totals(expected.values())
            assert {code: sum(row[code] for row in counted.values()) for code in states.buckets()} == {c: sums[c] for c in states.buckets()}
        table = report(office.register, "t2", as_of=as_of, known_at=moments[-1]).rows
        if as_of < last_day:
            _compare_table(office, told, table, midnight(as_of), moments[-1])


def test_history_is_never_rewritten(office, clock, bring, duty):
    directive = bring(office.register, duty("Việc thử", "Sở Tư pháp", due="2026-03-09"))
    share = queries.duties(office.register, directive=directive)[0]["assignments"][0]
    assert share["state"] == "confirmed"
    with office.register.reading() as session:
        before = [row.model_dump() for row in session.exec(select(Event))]
        key = session.exec(select(Assignment.id)).one()
    work.report_done(office.register, office.unit, key, number="1/BC")
    work.confirm_done(office.register, office.leader, key)
    extension_refused = pytest.raises(RegisterError)
    with extension_refused:
        extensions.set_due(office.register, office.leader, key, dt.date(2026, 4, 1))
    with office.register.reading() as session:
        after = [row.model_dump() for row in session.exec(select(Event))]
    assert after[: len(before)] == before
    assert len(after) == len(before) + 2


def test_the_overview_reconciles_with_the_lists_behind_it(any_office, clock, bring, duty):
    office = any_office
    for number, due in enumerate(("2026-02-20", "2026-03-04", None, "2026-05-01")):
        bring(office.register, duty("Việc thử", "Các sở, ban, ngành", due=due), number=f"{number}/UBND")
    found = overview.overview(office.register)
    assert (
        found["totals"]["total"] == sum(found["totals"][code] for code in states.buckets()) == sum(r["total"] for r in found["by_office"])
    )
    for code in states.buckets():
        seen, after = 0, None
        while True:
            page = overview.share_page(office.register, bucket=code, after=after, most=5)
            seen += len(page["rows"])
            after = page["next"]
            if after is None:
                break
        assert seen == found["totals"][code], code
    assert found["late"] == found["totals"]["open_overdue"] == found["by_directive"][0]["late"] > 0
    assert found["due_this_week"] == found["late"]
