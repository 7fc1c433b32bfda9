"""Thư chưa rõ đã đi: mails with reminders whose sending broke off, for an administrator to send again or to take as sent."""

from __future__ import annotations

from typing import Any

from nicegui import ui

from tracking.mail import MailServer, mail_again
from tracking.mailings import Unsettled, take_as_sent, unsettled
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.refusals import NotAllowed
from ui.parts.fields import button
from ui.parts.html import box, section, words
from ui.parts.lists import table, text_cell
from ui.parts.wording import moment, two
from ui.visit import Visit, say

_TOLD = (
    "Máy dừng hoặc máy chủ thư ngắt đúng lúc đang gửi. Phần mềm không tự gửi lần hai; gửi lại thì cùng mã thư (Message-ID), "
    "hộp thư đã nhận thường chỉ hiện một lần."
)


async def unclear_mails(visit: Visit) -> None:
    """The list, where there is any such mail."""

    @ui.refreshable
    async def content() -> None:
        found = await visit.asked(unsettled)
        if found:
            _list(visit, found, content.refresh)

    await content()


def _list(visit: Visit, found: list[Unsettled], again: Any) -> None:
    with section("Thư chưa rõ đã đi"):
        with box("warn-box"):
            words(_TOLD, "p")
        with table(("Người nhận", "Lúc gửi", "Số lời nhắc", ""), "Thư chưa rõ đã đi", numbers=("Số lời nhắc",)), box(tag="tbody"):
            for mail in found:
                with box(tag="tr"):
                    text_cell("", mail.recipient, "lead")
                    text_cell("Lúc gửi", moment(mail.claimed_at))
                    text_cell("Số lời nhắc", two(mail.reminders), "num")
                    with box("num", "td"):
                        button("Gửi lại", lambda mail=mail: _done(visit, again, send_again, mail.id, "Đã gửi lại."), "slim")
                        button("Coi là đã gửi", lambda mail=mail: _done(visit, again, take_as_sent, mail.id, "Đã ghi."), "slim quiet")


def send_again(register: Register, actor: Actor, mailing_id: int) -> None:
    """The mail once more through the office's server. Raises NotAllowed where the office has set none."""
    server = MailServer.of(register.settings)
    if server is None:
        raise NotAllowed("Chưa khai máy chủ thư ở mục [mail] của config.toml. Khai rồi gửi lại.")
    mail_again(register, actor, server, mailing_id)


async def _done(visit: Visit, again: Any, command: Any, mailing_id: int, told: str) -> None:
    if await visit.act(command, mailing_id):
        say(told)
        again()
