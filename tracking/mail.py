"""Mail through the office's own SMTP server (`[mail]` in config.toml): one digest a person, no document content in it."""

from __future__ import annotations

import asyncio
import datetime as dt
import email
import email.policy
import functools
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage

import aiosmtplib

from drafting.errors import InvalidInput, PartMissing
from tracking import mailings
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.desk_tables import Mailing
from tracking.reminders import Notice, not_mailed
from tracking.settings import Settings


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in. address: what the links in a digest begin with, "" for none."""

    host: str
    port: int
    sender: str
    user: str | None = None
    password: str | None = None
    start_tls: bool = False
    address: str = ""

    @classmethod
    def of(cls, settings: Settings) -> MailServer | None:
        """The server of config.toml; None where the office has set none. Raises InvalidInput where it is set by halves."""
        values = settings.values.get("mail")
        if not values:
            return None
        if not values.get("host") or not values.get("sender"):
            raise InvalidInput("Mục [mail] của config.toml thiếu host hoặc sender. Điền đủ hai mục rồi chạy lại.")
        return cls(
            values["host"],
            int(values.get("port", 25)),
            values["sender"],
            values.get("user"),
            values.get("password"),
            bool(values.get("start_tls", False)),
            values.get("address", ""),
        )


def mail_reminders(register: Register, actor: Actor, server: MailServer, as_of: dt.date) -> int:
    """Send each person the day's reminders in one mail; returns how many mails went out.

    A mail is claimed in the register before it is handed over, so that no run sends it a second time. What the server refused stays
    due; where the sending broke off unanswered the mail is left to a person (`mailings.unsettled`). Raises PartMissing in both cases.
    """
    sent = 0
    for person, notices in not_mailed(register, as_of):
        recipient = person.mail or ""
        compose = functools.partial(digest_mail, server, recipient, as_of=as_of)
        mailing = mailings.claim_mail(register, actor, recipient, notices, as_of, compose)
        if mailing is not None:
            _send_first(register, actor, server, mailing)
            sent += 1
    return sent


def mail_again(register: Register, actor: Actor, server: MailServer, mailing_id: int) -> None:
    """Send a mail of which nobody knows whether it went out once more, word for word under the same Message-ID.

    Raises PartMissing where the server does not take it now; it stays as unclear as it was.
    """
    mailing = mailings.unsettled_mail(register, actor, mailing_id)
    try:
        answered = _handed_over(server, mailing)
    except (aiosmtplib.SMTPException, OSError) as error:
        raise _unreachable(server, error) from error
    if not answered:
        raise _silent(server)
    mailings.settle(register, actor, mailing_id)


def _send_first(register: Register, actor: Actor, server: MailServer, mailing: Mailing) -> None:
    """Hand a mail just claimed to the server and note what became of it."""
    try:
        answered = _handed_over(server, mailing)
    except (aiosmtplib.SMTPException, OSError) as error:
        mailings.give_up(register, actor, mailing.id or 0)
        raise _unreachable(server, error) from error
    if not answered:
        raise _silent(server)
    mailings.settle(register, actor, mailing.id or 0)


def _handed_over(server: MailServer, mailing: Mailing) -> bool:
    return asyncio.run(_send(server, email.message_from_string(mailing.content, policy=email.policy.SMTP)))


def _unreachable(server: MailServer, error: Exception) -> PartMissing:
    return PartMissing(f"Chưa gửi được thư qua máy chủ {server.host}:{server.port} ({error}). Kiểm tra mục [mail] rồi chạy lại.")


def _silent(server: MailServer) -> PartMissing:
    return PartMissing(
        f"Máy chủ thư {server.host}:{server.port} ngắt khi đang nhận một thư, chưa rõ thư đã đi hay chưa. "
        "Xem mục Thư chưa rõ đã đi ở trang Quản trị, hoặc chạy dondoc remind --mail-again."
    )


def digest_mail(server: MailServer, recipient: str, notices: Sequence[Notice], as_of: dt.date) -> EmailMessage:
    """The digest of one person: how many are due, how many late, and where to look; numbers of directives, never their content."""
    late = sum(notice.due_on < as_of for notice in notices)
    asked = sum(notice.is_to_accept for notice in notices)
    counts = f"{len(notices) - late - asked} nhiệm vụ sắp đến hạn, {late} quá hạn" + (f", {asked} hỏa tốc chưa tiếp nhận" if asked else "")
    offices = list(dict.fromkeys(notice.office for notice in notices))
    head = f"{offices[0] if len(offices) == 1 else f'{len(offices)} cơ quan, đơn vị'}: {counts}"
    message = EmailMessage()
    message["From"], message["To"] = server.sender, recipient
    message["Subject"] = head
    message["Date"] = dt.datetime.combine(as_of, dt.time(7, 30), dt.timezone(dt.timedelta(hours=7)))
    message["Message-ID"] = f"<{_identity(recipient, notices, as_of)}@dondoc>"
    lines = [f"{head}.", "", *(f"- {_line(notice, as_of, len(offices) > 1)}" for notice in notices)]
    if server.address:
        lines += ["", f"Xem và cập nhật: {server.address}"]
    message.set_content("\n".join(lines))
    return message


def _line(notice: Notice, as_of: dt.date, named: bool) -> str:
    """What one reminder says: the directive by its number, its day or hour; whose it is where the mail is of several offices."""
    whose = f"{notice.office}: " if named else ""
    if notice.is_to_accept:
        return f"{whose}HỎA TỐC. {notice.directive}: đề nghị tiếp nhận ngay"
    day = f"{notice.due_on:%d/%m/%Y}"
    if notice.hours_left is not None:
        return f"{whose}{notice.directive}: báo cáo trước {notice.due_time.replace(':', ' giờ ')} ngày {day}"
    return f"{whose}{notice.directive}: hạn {day}" + (", quá hạn" if notice.due_on < as_of else "")


def _identity(recipient: str, notices: Sequence[Notice], as_of: dt.date) -> str:
    parts = [recipient, as_of.isoformat(), *(f"{n.assignment_id}:{n.due_on}:{n.offset_days}:{n.channel}" for n in notices)]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]


async def _send(server: MailServer, message: EmailMessage) -> bool:
    """Whether the server said that it took the mail; False where it fell silent after the mail was under way.

    Raises what the server or the network said where the mail was surely not taken.
    """
    client = aiosmtplib.SMTP(
        hostname=server.host, port=server.port, username=server.user, password=server.password, start_tls=server.start_tls, timeout=20
    )
    await client.connect()
    try:
        await client.send_message(message)
    except (aiosmtplib.SMTPResponseException, aiosmtplib.SMTPRecipientsRefused):
        raise
    except (aiosmtplib.SMTPException, OSError):
        return False
    finally:
        client.close()
    return True
