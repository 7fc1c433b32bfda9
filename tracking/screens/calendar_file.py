"""The deadlines of an office as a calendar file (RFC 5545) that calendars of computers and telephones open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.screens.shares import Filters, Share, shares

MOST = 5000
_LINE_OCTETS = 75
_ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Ho_Chi_Minh",
    "BEGIN:STANDARD",
    "DTSTART:19750613T000000",
    "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def calendar_file(register: Register, actor: Actor, office: int | None = None) -> bytes:
    """Every open share with a deadline that the actor may see, of one office or of all: a day, or an hour where hours are counted."""
    rows, _ = shares(register, actor, Filters("open", office), 1, MOST)
    stamp = f"{register.now():%Y%m%dT%H%M%SZ}"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Don Doc//VI", "CALSCALE:GREGORIAN", "X-WR-CALNAME:Thời hạn nhiệm vụ", *_ZONE]
    for row in rows:
        if row.due_on is not None and not row.standing:
            lines += _event(row, row.due_on, stamp)
    folded = [piece for line in (*lines, "END:VCALENDAR") for piece in _folded(line)]
    return "".join(f"{line}\r\n" for line in folded).encode()


def _event(row: Share, day: dt.date, stamp: str) -> list[str]:
    place = f"{row.number}, mục {row.ordinal}" if row.ordinal else row.number
    until = f"Đến hạn: {row.office or 'chưa rõ đơn vị'}"
    return [
        "BEGIN:VEVENT",
        f"UID:phan-viec-{row.assignment_id}@dondoc",
        f"DTSTAMP:{stamp}",
        *_time(day, row.due_time),
        f"SUMMARY:{_text(row.text)}",
        f"DESCRIPTION:{_text(until)}\\n{_text(place)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _time(day: dt.date, hour: str) -> list[str]:
    if hour:
        return [f"DTSTART;TZID=Asia/Ho_Chi_Minh:{day:%Y%m%d}T{hour.replace(':', '')}00", "DURATION:PT0S"]
    return [f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{day + dt.timedelta(days=1):%Y%m%d}"]


def _text(words: str) -> str:
    """Words as a value of that format: what it uses as signs is escaped, line ends become "\\n"."""
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return "\\n".join(words.split("\n")).replace("\r", "")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, those after the first begun with a space; no character is cut."""
    piece, size = "", 0
    for char in line:
        width = len(char.encode())
        if size + width > _LINE_OCTETS:
            yield piece
            piece, size = " ", 1
        piece, size = piece + char, size + width
    yield piece
