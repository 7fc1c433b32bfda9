"""Mail through the office's own SMTP server (`[mail]` in config.toml): one digest a person, no document content in it."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage

import aiosmtplib

from drafting.errors import InvalidInput, PartMissing
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.reminders import Notice, not_mailed, note_mailed
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

    A mail is noted after the server took it, and its Message-ID follows from what it says: a stop between the two can at worst
    repeat one mail under the same id. Raises PartMissing where the server cannot be reached; what is not sent stays due.
    """
    waiting = not_mailed(register, as_of)
    for person, notices in waiting:
        message = digest_mail(server, person.mail or "", notices, as_of)
        try:
            asyncio.run(_send(server, message))
        except (aiosmtplib.SMTPException, OSError) as error:
            raise PartMissing(
                f"Chưa gửi được thư qua máy chủ {server.host}:{server.port} ({error}). Kiểm tra mục [mail] rồi chạy lại."
            ) from error
        note_mailed(register, actor, notices, person.mail or "", as_of)
    return len(waiting)


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


async def _send(server: MailServer, message: EmailMessage) -> None:
    await aiosmtplib.send(
        message,
        hostname=server.host,
        port=server.port,
        username=server.user,
        password=server.password,
        start_tls=server.start_tls,
        timeout=20,
    )
