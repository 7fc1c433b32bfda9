"""Random moves by random people against a second, simpler calculation of what must come out."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

import pytest
from sqlmodel import select

from tracking.register import answers, extensions, overview, progress, queries, states, verify, work
from tracking.register.refusals import RegisterError
from tracking.register.tables import Assignment, Event

START = dt.date(2026, 3, 2)
EVENTS = ("assign", "accept", "propose_return", "progress", "report", "confirm_done", "redo", "suspend", "resume", "withdraw", "extend")


@dataclass
class Told:
    """What the test itself remembers of a share: (recorded, happened, state or None, due day or None)."""

    due: dt.date | None
    log: list[tuple[dt.datetime, dt.date, str | None, dt.date | None]] = field(default_factory=list)
    reporter: int | None = None
    before_pause: str = "confirmed"


def simple_bucket(told: Told, as_of: dt.date, known_at: dt.datetime) -> str:
    """The bucket by walking the remembered log from its beginning, written without the register's code."""
    state, due, sent = "confirmed", told.due, None
    for recorded, happened, to, new_due in told.log:
        if recorded > known_at or happened > as_of:
            continue
        due = new_due or due
        if to == "reported":
            sent = happened
        state = to or state
    if state in ("suspended", "withdrawn"):
        return state
    waits = state in ("reported", "completed")
    word = "done" if state == "completed" else "open"
    if due is None:
        return f"{word}_no_deadline"
    late = (sent if waits and sent else as_of) > due
    return {("done", True): "done_late", ("done", False): "done_on_time", ("open", True): "open_overdue", ("open", False): "open_in_time"}[
        word, late
    ]


def attempt(office, person, share, event, day, rng):
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
        extensions.set_due(register, person, share.id, day + dt.timedelta(days=rng.randint(1, 20)))
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
def test_no_forbidden_move_succeeds_and_every_bucket_equals_the_simple_calculation(office, clock, bring, duty, seed):
    rng = random.Random(seed)
    day = START
    clock.set(day.isoformat())
    dues = ["2026-03-05", "2026-03-09", None, "2026-03-20"]
    for number, due in enumerate(dues):
        bring(office.register, duty("Việc thử", "Sở Tư pháp", "Sở Tài chính", due=due), number=f"{number + 1}/UBND-TH")
    people = [office.admin, office.officer, office.leader, office.unit, office.other]
    with office.register.reading() as session:
        shares = session.exec(select(Assignment)).all()
    told = {share.id: Told(share.due_on) for share in shares}
    states_now = dict.fromkeys(told, "confirmed")
    moments = [clock.now]
    for step in range(120):
        if rng.random() < 0.15:
            day += dt.timedelta(days=1)
        clock.now = dt.datetime.combine(day, dt.time(2), dt.UTC) + dt.timedelta(seconds=step)
        share, person, event = rng.choice(shares), rng.choice(people), rng.choice(EVENTS)
        happened = day - dt.timedelta(days=rng.choice((0, 0, 1))) if event in ("report", "progress") else day
        mine = told[share.id]
        may = is_allowed(mine, states_now[share.id], event, person, share)
        try:
            attempt(office, person, share, event, happened if event != "extend" else day, random.Random(step))
        except RegisterError:
            assert not may, (event, person.role, states_now[share.id])
            continue
        assert may, (event, person.role, states_now[share.id])
        to = mine.before_pause if event == "resume" else AFTER[event]
        if event == "suspend":
            mine.before_pause = states_now[share.id]
        if event == "report":
            mine.reporter = person.account_id
        new_due = day + dt.timedelta(days=random.Random(step).randint(1, 20)) if event == "extend" else None
        mine.log.append((clock.now, happened, to, new_due))
        states_now[share.id] = to or states_now[share.id]
        moments.append(clock.now)
    _compare(office, told, shares, day, moments, rng)
    assert verify.verify(office.register).faults == ()


def _compare(office, told, shares, last_day, moments, rng):
    days = [START + dt.timedelta(days=n) for n in range(0, (last_day - START).days + 1)]
    for as_of in days:
        for known_at in [*rng.sample(moments, min(4, len(moments))), moments[-1]]:
            with office.register.reading() as session:
                rows = session.exec(select(Assignment)).all()
                found = answers.answers(session, rows, as_of, known_at)
                counted = answers.count(session, as_of, known_at)
            expected = {key: simple_bucket(one, as_of, known_at) for key, one in told.items() if known_at >= moments[0]}
            assert {key: progress.bucket(answer, as_of) for key, answer in found.items()} == expected
            sums = progress.totals(expected.values())
            assert {code: sum(row[code] for row in counted.values()) for code in states.buckets()} == {c: sums[c] for c in states.buckets()}


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
