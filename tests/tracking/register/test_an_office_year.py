"""An office's year: a province, its departments and their rooms, forty directives, two levels from the first of July, every report.

Played once; each month's reports are printed as on that evening. Everything is then asked again at the end of the year.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from tracking.duty import Deadline, DocumentInfo, Duty, Reading, Source
from tracking.letters import draft_letters, number_letter
from tracking.register import directives, extensions, handing_over, office_setup, progress, queries, review, states, verify, work
from tracking.register.actor import LOCAL, Actor
from tracking.register.database import Register
from tracking.register.events import fact
from tracking.register.stored_files import look
from tracking.register.tables import Assignment, Directive, Event
from tracking.reports.report import Report, report
from tracking.reports.shares import counted_shares, last_updates
from tracking.reports.window import Window
from tracking.settings import Settings

OWN = "Ủy ban nhân dân tỉnh Nghệ An"
REFORM = dt.date(2025, 7, 1)
LATE_ENTRY, LATE_ISSUED = dt.date(2025, 8, 15), dt.date(2025, 4, 10)
SO = ("Sở Tư pháp", "Sở Tài chính", "Sở Nội vụ", "Sở Y tế", "Sở Xây dựng", "Sở Công Thương")
ROOM = "Phòng Phổ biến pháp luật"
DISTRICTS, COMMUNES = 20, 130
CODES = ("t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8", "weekly", "monthly", "cchc-q1", "cchc-h1", "cchc-q3", "cchc-year")
BUCKETS = tuple(states.buckets())
STILL_THERE = ("open_in_time", "open_overdue", "open_no_deadline", "suspended")
MONTH_ENDS = [dt.date(2025 + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1) for month in range(1, 13)]
OFFICER = Actor(None, "chuyen.vien", "Lê Văn Cường", "officer")


@dataclass
class Clock:
    moment: dt.datetime = dt.datetime(2025, 1, 2, 2, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.moment


@dataclass
class Year:
    """The year as it is played; printed: the bytes of each report by its kind, day and moment of printing."""

    register: Register
    folder: Path
    clock: Clock
    rng: random.Random = field(default_factory=lambda: random.Random(2025))
    ids: dict[str, int] = field(default_factory=dict)
    brought: list[int] = field(default_factory=list)
    printed: dict[tuple[str, dt.date, dt.datetime], bytes] = field(default_factory=dict)
    asked: int = 0

    def on(self, day: dt.date, hour: int = 2) -> None:
        """The morning (or an hour, in UTC) of a day."""
        self.clock.moment = dt.datetime.combine(day, dt.time(hour), dt.UTC)

    @property
    def now(self) -> dt.datetime:
        return self.clock.moment


def asked(year: Year, code: str, as_of: dt.date, moment: dt.datetime) -> bytes:
    return json.dumps(report(year.register, code, as_of=as_of, known_at=moment).as_json(), ensure_ascii=False).encode()


def bring(
    year: Year, owners: tuple[str, ...], issued_on: dt.date, term: int | None, issuer: str = OWN, helpers: tuple[str, ...] = ()
) -> int:
    """A directive with two duties, one of them dated, registered and confirmed on the clock's day."""
    number = f"{len(year.brought) + 1}/{'UBND-TH' if issuer == OWN else 'VB'}"
    path = year.folder / f"{number.replace('/', '-')}.txt"
    path.write_text(number, "utf-8")
    due = issued_on + dt.timedelta(days=term) if term else None
    deadline = Deadline(kind="date", due=due, text=f"chậm nhất {due}") if due else Deadline(kind="none", text="")
    made = (
        Duty(f"Hoàn thành việc {number}", 0, "1", owners, helpers, deadline=deadline, source=Source("a"), confidence=1.0),
        Duty(f"Theo dõi việc {number}", 0, "2", owners[:1], deadline=Deadline(kind="none", text=""), source=Source("b"), confidence=1.0),
    )
    info = DocumentInfo("công văn", number, issued_on, issuer, subject=f"việc {number}")
    found = directives.register_reading(year.register, LOCAL, Reading((info,), made if len(owners) < 3 else made[:1]), [look(path)])
    review.confirm_duties(year.register, LOCAL, found)
    year.brought.append(found)
    return found


def shares(year: Year, directive: int | None = None, *codes: str) -> list[Assignment]:
    query = select(Assignment).where(Assignment.role == "lead", col(Assignment.state).in_(codes or sorted(states.open_states())))
    if directive is not None:
        query = query.where(Assignment.directive_id == directive)
    with year.register.reading() as session:
        return list(session.exec(query.order_by(col(Assignment.id))))


def set_up(year: Year) -> None:
    own = office_setup.set_own_body(year.register, LOCAL, OWN, with_places=False)
    with year.register.command(LOCAL, "add_offices") as unit:
        for n in range(DISTRICTS):
            office_setup.add(unit, f"Ủy ban nhân dân huyện Số {n + 1}", kind="ubnd_huyen", parent_id=own)
        for n in range(COMMUNES):
            office_setup.add(unit, f"Ủy ban nhân dân xã Số {n + 1}", kind="ubnd_xa", parent_id=own, valid_from=REFORM)
    year.ids = {row["name"]: row["id"] for row in office_setup.offices(year.register, under=own)}
    year.ids[ROOM] = office_setup.add_office(year.register, LOCAL, ROOM, kind="phong", parent_id=year.ids["Sở Tư pháp"])


def reform(year: Year) -> None:
    """Districts end; what each still had open goes to one commune of its place."""
    for n in range(DISTRICTS):
        district, commune = year.ids[f"Ủy ban nhân dân huyện Số {n + 1}"], year.ids[f"Ủy ban nhân dân xã Số {n * 6 + 1}"]
        office_setup.succeed(year.register, LOCAL, district, [commune], REFORM)
        handing_over.hand_over_all(year.register, LOCAL, district, commune, "Kết thúc hoạt động cấp huyện")


def directive_of(year: Year, step: int, day: dt.date) -> None:
    """The step-th directive: one department, two, all of them, all districts or communes, the Government's, a department's own."""
    turn, term = step % 8, (None, 15, 30, 45, 75)[step % 5]
    if turn in (2, 6) and step % 3:
        bring(year, ("Các sở, ban, ngành",), day, term or 20)
    elif turn == 3:
        bring(year, ("Ủy ban nhân dân các huyện" if day < REFORM else "Ủy ban nhân dân các xã, phường",), day, 40)
    elif turn == 4:
        bring(year, (SO[step % 6],), day, 50, issuer="Chính phủ")
    elif turn == 5:
        bring(year, (ROOM,), day, 20, issuer="Sở Tư pháp")
    else:
        bring(year, (SO[step % 6], SO[(step + 1) % 6]), day, term, helpers=(SO[(step + 3) % 6],))


def work_some(year: Year) -> None:
    """Nine shares move on; what they do depends on where they stand."""
    register, rng = year.register, year.rng
    still = shares(year)
    for share in rng.sample(still, min(9, len(still))):
        key = share.id or 0
        if share.state == "confirmed":
            work.assign(register, LOCAL, key) if rng.random() < 0.3 else work.accept(register, LOCAL, key)
        elif share.state == "reported":
            work.redo(register, LOCAL, key, "Chưa đủ số liệu") if rng.random() < 0.2 else work.confirm_done(register, LOCAL, key)
        elif share.state == "returned":
            work.decide_return(register, LOCAL, key, year.ids["Sở Nội vụ"] if rng.random() < 0.5 else None, "Theo phân công")
        elif rng.random() < 0.5:
            work.report_done(register, LOCAL, key, number=f"{key}/BC")
        else:
            work.progress(register, LOCAL, key, "Đang làm")


def special_events(year: Year, step: int) -> None:
    """Extensions, returns, suspensions, withdrawals, a replaced directive, a letter: each at its time."""
    register, rng = year.register, year.rng
    dated = [share for share in shares(year) if share.due_on and share.office_id and share.state not in ("reported", "returned")]
    share = rng.choice(dated)
    key = share.id or 0
    if step % 3 == 0:
        later = (share.due_on or dt.date.max) + dt.timedelta(days=20)
        request = extensions.ask_extension(register, LOCAL, key, "postpone", "Chờ hướng dẫn", later)
        year.asked += 1
        if step % 2:
            extensions.decide_extension(register, LOCAL, request, ("granted", "refused")[step % 4 // 2], None, "9/CP-VP", "Chính phủ")
    elif step % 3 == 1 and share.state in ("confirmed", "assigned", "accepted", "in_progress", "redo"):
        work.propose_return(register, LOCAL, key, "Không đúng chức năng", year.ids["Sở Nội vụ"])
    elif step % 6 == 2:
        work.suspend(register, LOCAL, key, "Chờ chủ trương")
    elif step % 6 == 5:
        work.withdraw(register, LOCAL, key, "Không còn phù hợp")
    if step == 30:
        by = queries.duties(register, directive=year.brought[-1])[0]["id"]
        oldest = min(share.directive_id for share in shares(year))
        for old in shares(year, oldest):
            work.replace(register, LOCAL, old.id or 0, by, "Văn bản sau thay thế")
        for paused in shares(year, None, "suspended"):
            work.resume(register, LOCAL, paused.id or 0)
    if step == 14:
        today = register.today()
        for letter in draft_letters(register, LOCAL, today, year.folder / "don-doc")[0]:
            number_letter(register, LOCAL, letter.letter_id, f"{900 + letter.letter_id}/UBND-TH", today)


def play(year: Year) -> None:
    set_up(year)
    first = dt.date(2025, 1, 6)
    for day in (first + dt.timedelta(days=n) for n in range(360)):
        year.on(day)
        if day == REFORM:
            reform(year)
        if day == LATE_ENTRY:
            bring(year, ("Các sở, ban, ngành",), LATE_ISSUED, 30)
        step, rest = divmod((day - first).days, 9)
        if rest == 0 and step < 39:
            directive_of(year, step, day)
            if step > 2:
                special_events(year, step)
        if day.weekday() in (1, 4):
            work_some(year)
        if day in MONTH_ENDS:
            year.on(day, 16)
            for code in CODES if day.month % 3 == 0 else ("t1", "t2", "monthly"):
                year.printed[code, day, year.now] = asked(year, code, day, year.now)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    folder = tmp_path_factory.mktemp("nam")
    clock = Clock()
    with Register.open(Settings(folder / "data"), clock) as register:
        made = Year(register, folder, clock)
        play(made)
        yield made


def monthly(year: Year, end: dt.date, moment: dt.datetime | None = None) -> Report:
    return report(year.register, "monthly", as_of=end, known_at=moment)


def left_open(found: Report) -> int:
    return sum(found.totals[code] for code in STILL_THERE)


def test_the_year_holds_what_an_office_s_year_holds(year):
    with year.register.reading() as session:
        kinds = Counter(state for state in session.exec(select(Assignment.state)))
        per_directive = Counter(session.exec(select(Assignment.directive_id)))
        assert len(session.exec(select(Directive)).all()) == 40
    assert max(per_directive.values()) >= COMMUNES
    assert {"completed", "withdrawn", "replaced", "rejected", "reported", "in_progress"} <= set(kinds)
    assert year.asked > 5
    assert verify.verify(year.register).faults == ()


@pytest.mark.parametrize("code", [code for code in CODES if code not in ("t1", "t3", "t4", "t5", "t6", "t7", "t8")])
def test_every_table_of_counts_adds_up_for_each_office_and_the_whole(year, code):
    for end in MONTH_ENDS:
        found = report(year.register, code, as_of=end)
        for row in [*found.rows, found.totals] if found.rows else []:
            assert row["opening"] + row["new"] == row["total"] == sum(row[bucket] for bucket in BUCKETS), (code, end, row)


def test_a_month_opens_with_what_the_one_before_closed_with(year):
    months = [monthly(year, end) for end in MONTH_ENDS]
    assert [later.totals["opening"] for later in months[1:]] == [left_open(before) for before in months[:-1]]
    assert months[5].totals["opening"] > 0


def test_weeks_and_cchc_windows_open_with_what_closed_before_them(year):
    for monday in (dt.date(2025, 6, 23), REFORM - dt.timedelta(days=1), dt.date(2025, 7, 7), dt.date(2025, 8, 11)):
        before, now = (report(year.register, "weekly", as_of=monday + dt.timedelta(days=shift)) for shift in (-1, 6))
        assert now.totals["opening"] == left_open(before)
    half, third = (report(year.register, code, as_of=dt.date(2025, 9, 30)) for code in ("cchc-h1", "cchc-q3"))
    assert third.totals["opening"] == left_open(half)
    assert half.window.end + dt.timedelta(days=1) == third.window.start


def test_printed_months_differ_only_by_what_was_entered_late(year):
    printed = {end: json.loads(text)["totals"] for (code, end, _), text in year.printed.items() if code == "monthly"}
    gaps = {
        after.month: printed[after]["opening"] - sum(printed[before][code] for code in STILL_THERE)
        for before, after in itertools.pairwise(MONTH_ENDS)
    }
    with year.register.reading() as session:
        entered = session.exec(select(Assignment).where(Assignment.opens_on == LATE_ISSUED, Assignment.role == "lead")).all()
    assert {month: gap for month, gap in gaps.items() if gap} == {LATE_ENTRY.month: len(entered)}


def added_up(year: Year, window: Window, known_at: dt.datetime | None) -> dict[str, Counter[str]]:
    """T2 the slow way: every counted share looked at by itself."""
    with year.register.reading() as session:
        found = counted_shares(session, window, known_at)
        said = last_updates(session, [share.assignment.id or 0 for share in found if share.is_open], window.closing, known_at)
        assert {share.assignment.id: (share.bucket, share.is_opening) for share in found} == looked_at(session, window, known_at)
    figures: dict[str, Counter[str]] = {}
    for share in found:
        fresh = share.is_open and said.get(share.assignment.id or 0, dt.date.min) >= window.closing - dt.timedelta(days=30)
        figures.setdefault(share.office, Counter()).update({share.bucket: 1, "opening": share.is_opening, "updated": fresh, "total": 1})
    return figures


def looked_at(session: Session, window: Window, known_at: dt.datetime | None) -> dict[int | None, tuple[str, bool]]:
    """Bucket and whether it was carried over, of every counted share, from its facts alone, without any answer kept."""
    facts: dict[int | None, list[progress.Fact]] = {}
    origin: dict[int, int] = {}
    eve = window.start - dt.timedelta(days=1) if window.start else None
    for event in session.exec(select(Event).order_by(col(Event.id))):
        facts.setdefault(event.assignment_id, []).append(fact(event))
        known = known_at is None or event.recorded_at <= known_at
        if event.kind == "hand_over" and eve is not None and known and eve < event.effective_on <= window.closing:
            origin[int(event.payload["to"])] = event.assignment_id or 0
    found: dict[int | None, tuple[str, bool]] = {}
    for share in session.exec(select(Assignment).where(col(Assignment.counts).is_(True), col(Assignment.opens_on) <= window.closing)):
        first = share.id or 0
        while first in origin:
            first = origin[first]
        now = progress.bucket(progress.answer(facts[share.id], window.closing, known_at), window.closing)
        before = progress.bucket(progress.answer(facts[first], eve, known_at), eve) if eve else None
        if now is not None and not (before in ENDED and now in ENDED):
            found[share.id] = (now, before is not None and before not in ENDED)
    return found


ENDED = ("done_on_time", "done_late", "done_no_deadline", "withdrawn", "replaced")


@pytest.mark.parametrize("code", ["t2", "monthly", "cchc-h1", "cchc-year"])
def test_the_database_counts_what_adding_up_gives(year, code):
    for end in MONTH_ENDS[1::2]:
        for known_at in (None, dt.datetime.combine(end, dt.time(20), dt.UTC), dt.datetime(2025, 9, 20, tzinfo=dt.UTC)):
            found = report(year.register, code, as_of=end, known_at=known_at)
            slow = added_up(year, found.window, known_at)
            assert {row["office"]: {key: row[key] for key in (*BUCKETS, "opening", "updated", "total")} for row in found.rows} == {
                office: {key: counts[key] for key in (*BUCKETS, "opening", "updated", "total")} for office, counts in slow.items()
            }


def test_each_list_has_as_many_rows_as_the_figures_say(year):
    for end in MONTH_ENDS[2::3]:
        found = {code: report(year.register, code, as_of=end) for code in CODES[:8]}
        totals = found["t2"].totals
        assert len(found["t1"].rows) == totals["total"] == sum(row["duties"] for row in found["t8"].rows) == len(found["t6"].rows)
        assert len(found["t3"].rows) == totals["open_overdue"] == sum(row["overdue"] for row in found["t8"].rows)
        assert Counter(row["bucket"] for row in found["t1"].rows) == Counter({code: totals[code] for code in BUCKETS if totals[code]})
        assert Counter(row["office"] for row in found["t1"].rows) == Counter({row["office"]: row["total"] for row in found["t2"].rows})
    assert len(report(year.register, "t4", as_of=MONTH_ENDS[-1]).rows) == year.asked
    assert report(year.register, "t5", as_of=MONTH_ENDS[-1]).rows
    assert report(year.register, "t7", as_of=MONTH_ENDS[-1]).rows


def test_what_was_printed_is_printed_again_with_the_same_bytes(year):
    assert len(year.printed) > 60
    for (code, end, moment), text in year.printed.items():
        assert asked(year, code, end, moment) == text, (code, end)


def test_after_the_reform_no_district_has_anything_and_the_communes_have_it_all(year):
    found = {row["office"]: row for row in report(year.register, "t2", as_of=REFORM).rows}
    before = {row["office"]: row for row in report(year.register, "t2", as_of=REFORM - dt.timedelta(days=1)).rows}
    still = {name: sum(row[code] for code in STILL_THERE) for name, row in before.items() if " huyện " in name}
    assert sum(still.values()) > 0
    assert not any(sum(row[code] for code in STILL_THERE) for name, row in found.items() if " huyện " in name)
    assert sum(row["total"] for name, row in found.items() if " xã " in name) == sum(still.values())
