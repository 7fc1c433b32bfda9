"""Reminders go out on their day, once each; mail carries one digest a person through a real server."""

from __future__ import annotations

import datetime as dt
import email
import email.policy

import pytest
from aiosmtpd.controller import Controller
from sqlmodel import select

from drafting.errors import InvalidInput, PartMissing
from tracking.mail import MailServer, mail_reminders
from tracking.register import directives, review, work
from tracking.register.actor import LOCAL
from tracking.register.options import set_option
from tracking.register.refusals import NotAllowed
from tracking.register.tables import Account, Assignment, Letter, LetterAssignment
from tracking.reminders import due_notices, remind
from tracking.settings import Settings


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def over(office, clock, first: str, last: str) -> list[tuple[str, int]]:
    """What was sent on each day of a stretch of days: (day, offset)."""
    found, today = [], day(first)
    while today <= day(last):
        clock.set(today.isoformat())
        found += [(today.isoformat(), notice.offset_days) for notice in remind(office.register, LOCAL, today)]
        found += [("again", notice.offset_days) for notice in remind(office.register, LOCAL, today)]
        today += dt.timedelta(days=1)
    return found


def test_each_offset_is_sent_once_on_its_day(office, bring, duty, clock):
    bring(office.register, duty("Rà soát", "Sở Tư pháp", due="2026-03-20"))
    assert over(office, clock, "2026-03-03", "2026-04-05") == [
        ("2026-03-13", 7),
        ("2026-03-17", 3),
        ("2026-03-19", 1),
        ("2026-03-20", 0),
        ("2026-03-21", -1),
        ("2026-03-25", -3),
        ("2026-04-03", -10),
    ]


def test_after_days_without_a_run_only_the_nearest_offset_is_sent(office, bring, duty, clock):
    bring(office.register, duty("Rà soát", "Sở Tư pháp", due="2026-03-20"))
    assert over(office, clock, "2026-03-18", "2026-03-18") == [("2026-03-18", 3)]


def test_an_offset_past_before_the_duty_entered_is_never_sent(office, bring, duty, clock):
    clock.set("2026-03-18")
    bring(office.register, duty("Rà soát", "Sở Tư pháp", due="2026-03-20"), issued_on="2026-03-18")
    assert over(office, clock, "2026-03-18", "2026-03-20") == [("2026-03-19", 1), ("2026-03-20", 0)]


def test_a_long_term_is_reminded_earlier_too(office, bring, duty, clock):
    bring(office.register, duty("Lập đề án", "Sở Tư pháp", due="2026-06-30"))
    assert over(office, clock, "2026-05-25", "2026-06-16") == [("2026-05-31", 30), ("2026-06-15", 15)]


def test_what_is_late_climbs_by_working_days_and_by_letters(office, bring, duty, clock):
    bring(office.register, duty("Rà soát", "Sở Tư pháp", due="2026-03-20"))
    steps = [{"days": 2, "to": "officer"}, {"rounds": 2, "to": "leader"}]
    set_option(office.register, office.admin, "escalation", steps, day("2026-01-01"))
    assert over(office, clock, "2026-03-21", "2026-04-10") == [("2026-03-21", -1), ("2026-03-24", -2)]
    with office.register.command(LOCAL, "two_letters") as unit:
        key = unit.session.exec(select(Assignment.id)).one()
        for round_ in (1, 2):
            fields = {"number": f"{round_}/UBND", "issued_on": day("2026-04-10"), "as_of": day("2026-04-10"), "numbered_at": unit.now}
            letter = Letter(round=round_, drafted_at=unit.now, **fields)
            unit.session.add(letter)
            unit.session.flush()
            unit.session.add(LetterAssignment(letter_id=letter.id, assignment_id=key))
    clock.set("2026-04-13")
    [notice] = remind(office.register, LOCAL, day("2026-04-13"))
    assert (notice.to, notice.offset_days) == ("leader", -1002)
    assert remind(office.register, LOCAL, day("2026-04-13")) == []


@pytest.mark.parametrize("steps", [[{"days": 0, "to": "leader"}], [{"days": 3, "to": "ai"}], [{"to": "leader"}], ["3"]])
def test_a_ladder_that_makes_no_sense_is_refused(office, steps):
    with pytest.raises(NotAllowed, match="nâng mức"):
        set_option(office.register, office.admin, "escalation", steps, day("2026-01-01"))


def test_hours_are_reminded_in_hours_each_once(office, bring, duty, clock):
    clock.now = dt.datetime(2026, 3, 18, 2, 0, tzinfo=dt.UTC)
    bring(office.register, duty("Báo cáo nhanh", "Sở Tư pháp", due="2026-03-20", time="16:30"), issued_on="2026-03-18")
    found = []
    for hour in range(24):
        for minute in (0, 30):
            clock.now = dt.datetime(2026, 3, 19, 17, 0, tzinfo=dt.UTC) + dt.timedelta(hours=hour, minutes=minute)
            found += [(hour, minute, n.hours_left) for n in remind(office.register, LOCAL, day("2026-03-20")) if n.hours_left is not None]
    assert found == [(12, 30, 4), (15, 30, 1), (16, 30, 0)]


def test_a_most_urgent_directive_is_reminded_each_hour_until_it_is_accepted(office, bring, duty, clock, post):
    kept, server = post
    _give_mail(office, "chuyen.vien", "truc@coquan.example")
    clock.now = dt.datetime(2026, 3, 18, 2, 0, tzinfo=dt.UTC)
    directive = bring(office.register, duty("Ứng phó mưa lũ", "Sở Tư pháp"), issued_on="2026-03-18", confirm=False)
    directives.settle_header(office.register, office.officer, directive, urgency="HỎA TỐC")
    review.confirm_duties(office.register, office.officer, directive)
    sent = []
    for hour in range(4):
        clock.now = dt.datetime(2026, 3, 18, 2 + hour, 5, tzinfo=dt.UTC)
        if hour == 3:
            work.accept(office.register, office.unit, sent[0].assignment_id)
        sent += remind(office.register, LOCAL, day("2026-03-18"))
    assert [(n.to, n.is_to_accept) for n in sent] == [("unit", True), ("officer", True)] * 3
    assert mail_reminders(office.register, LOCAL, server, day("2026-03-18")) == 1
    assert kept.mails[0][0] == "truc@coquan.example"


def test_what_was_reported_or_has_no_day_is_not_reminded(office, bring, duty, clock):
    directive = bring(office.register, duty("Rà soát", "Sở Tư pháp", due="2026-03-20"), duty("Theo dõi", "Sở Tài chính"))
    assert directive
    notice = due_notices(office.register, day("2026-03-19"))[0]
    clock.set("2026-03-12")
    work.report_done(office.register, office.officer, notice.assignment_id, number="1/STP")
    assert due_notices(office.register, day("2026-03-19")) == []


class Kept:
    """A mail server's memory."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, str]] = []

    async def handle_DATA(self, _server, _session, envelope) -> str:
        text = email.message_from_bytes(envelope.content, policy=email.policy.default).get_content()
        self.mails.append((envelope.rcpt_tos[0], text))
        return "250 OK"


@pytest.fixture
def post():
    kept = Kept()
    controller = Controller(kept, hostname="127.0.0.1", port=0)
    controller.port = _free_port()
    controller.start()
    yield kept, MailServer("127.0.0.1", controller.port, "dondoc@coquan.example")
    controller.stop()


def _free_port() -> int:
    import socket

    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def _give_mail(office, login: str, mail: str) -> None:
    with office.register.command(LOCAL, "test_mail") as unit:
        unit.session.exec(select(Account).where(Account.login == login)).one().mail = mail


def test_a_unit_gets_one_mail_with_all_its_reminders_and_no_second_one(office, bring, duty, clock, post):
    kept, server = post
    _give_mail(office, "so.tu.phap", "stp@coquan.example")
    bring(office.register, duty("Nội dung kín một", "Sở Tư pháp", due="2026-03-20"), duty("Việc hai", "Sở Tư pháp", due="2026-03-20"))
    clock.set("2026-03-19")
    remind(office.register, LOCAL, day("2026-03-19"))
    assert mail_reminders(office.register, LOCAL, server, day("2026-03-19")) == 1
    assert mail_reminders(office.register, LOCAL, server, day("2026-03-19")) == 0
    [(recipient, content)] = kept.mails
    assert recipient == "stp@coquan.example"
    assert "Nội dung kín" not in content


def test_mail_that_the_server_did_not_take_stays_due(office, bring, duty, clock, post):
    kept, server = post
    _give_mail(office, "so.tu.phap", "stp@coquan.example")
    bring(office.register, duty("Rà soát", "Sở Tư pháp", due="2026-03-20"))
    clock.set("2026-03-19")
    remind(office.register, LOCAL, day("2026-03-19"))
    with pytest.raises(PartMissing, match="Chưa gửi được thư"):
        mail_reminders(office.register, LOCAL, MailServer("127.0.0.1", _free_port(), "x@y.example"), day("2026-03-19"))
    assert mail_reminders(office.register, LOCAL, server, day("2026-03-19")) == 1
    assert len(kept.mails) == 1


def test_what_the_server_did_not_take_goes_out_with_the_next_mornings_mail_once(office, bring, duty, clock, post):
    kept, server = post
    _give_mail(office, "so.tu.phap", "stp@coquan.example")
    _give_mail(office, "so.tai.chinh", "stc@coquan.example")
    bring(office.register, duty("Rà soát", "Sở Tư pháp", due="2026-03-20"), duty("Dự toán", "Sở Tài chính", due="2026-03-20"))
    for morning in ("2026-03-17", "2026-03-19"):
        clock.set(morning)
        remind(office.register, LOCAL, day(morning))
    with office.register.reading() as session:
        done = session.exec(select(Assignment.id).where(Assignment.name == "Sở Tài chính")).one()
    work.report_done(office.register, office.admin, done, number="9/STC")
    work.confirm_done(office.register, office.leader, done)
    clock.set("2026-03-20")
    assert mail_reminders(office.register, LOCAL, server, day("2026-03-20")) == 1
    assert mail_reminders(office.register, LOCAL, server, day("2026-03-20")) == 0
    remind(office.register, LOCAL, day("2026-03-20"))
    assert mail_reminders(office.register, LOCAL, server, day("2026-03-20")) == 1
    assert [recipient for recipient, _ in kept.mails] == ["stp@coquan.example"] * 2
    assert [content.count("hạn 20/03/2026") for _, content in kept.mails] == [1, 1]


def test_a_mail_server_set_by_halves_is_refused(tmp_path):
    with pytest.raises(InvalidInput, match="thiếu host hoặc sender"):
        MailServer.of(Settings(tmp_path, "", {"mail": {"host": "localhost"}}))
    assert MailServer.of(Settings(tmp_path)) is None
