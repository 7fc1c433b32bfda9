"""Facts as the office words them: deadlines, states, days, counts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from drafting.dates import short, short_with_weekday
from drafting.orthography import squash
from tracking.register import states
from tracking.register.unit import ZONE
from tracking.register.urgency import ORDINARY, rank
from tracking.screens.shares import Share


@dataclass(frozen=True, slots=True)
class Tag:
    """A state in words and what it means: late, soon, done, wait, go, stop or "" (neutral)."""

    words: str
    meaning: str = ""


MEANINGS = {
    "done_on_time": "done",
    "done_late": "done",
    "done_no_deadline": "done",
    "open_in_time": "go",
    "open_overdue": "late",
    "open_no_deadline": "",
    "suspended": "stop",
    "withdrawn": "stop",
    "replaced": "stop",
    "proposed": "wait",
    "rejected": "stop",
    "reported": "wait",
    "returned": "soon",
    "redo": "soon",
    "completed": "done",
    "in_progress": "go",
    "accepted": "go",
}


_COMMITTEE = "Ủy ban nhân dân "


def capital(words: str) -> str:
    """The words with a capital first letter, the rest as it is."""
    return words[:1].upper() + words[1:]


def short_name(office: str) -> str:
    """The name of a body for a narrow place: "UBND xã An Bình"."""
    return f"UBND {office.removeprefix(_COMMITTEE)}" if office.startswith(_COMMITTEE) else office


def two(number: int) -> str:
    """A count with two digits, as the office writes it."""
    return f"{number:02d}"


def thousands(number: int) -> str:
    """A number with points between thousands."""
    return f"{number:,}".replace(",", ".")


def moment(at: dt.datetime) -> str:
    """ "09:30 05/9/2026" in Vietnam."""
    local = (at if at.tzinfo else at.replace(tzinfo=dt.UTC)).astimezone(ZONE)
    return f"{local:%H:%M} {short(local.date())}"


def clock(at: dt.datetime) -> str:
    """ "09:30" in Vietnam."""
    return moment(at).split(" ")[0]


def state_tag(state: str) -> Tag:
    """A state of the flow."""
    return Tag(states.states()[state].label, MEANINGS.get(state, ""))


def status_tag(share: Share, today: dt.date, soon_until: dt.date) -> Tag:
    """What matters most about a share now."""
    is_open = states.states()[share.state].open
    if share.state == "reported":
        return Tag(f"Chờ xác nhận, báo cáo quá hạn {share.days_late} ngày" if share.days_late else "Chờ xác nhận", "wait")
    if is_open and share.days_late:
        return Tag(f"Quá hạn {share.days_late} ngày", "late")
    if share.bucket == "open_overdue":
        return Tag(f"Quá hạn từ {hour_words(share.due_time)} hôm nay", "late")
    if is_open and share.due_on == today and not share.standing:
        return Tag(f"Đến hạn {hour_words(share.due_time)} hôm nay" if share.due_time else "Đến hạn hôm nay", "soon")
    if is_open and share.due_on is not None and today < share.due_on <= soon_until and not share.standing:
        return Tag(f"Sắp đến hạn, còn {(share.due_on - today).days} ngày", "soon")
    if share.state == "completed" and share.bucket:
        return Tag(states.buckets()[share.bucket], "done")
    return state_tag(share.state)


def urgency_tags(mark: str, is_open: bool = True) -> tuple[Tag, ...]:
    """The mark of an urgent document ("HỎA TỐC") for a row that still has to be done; none for others."""
    level = rank(mark)
    if level == ORDINARY or not is_open:
        return ()
    return (Tag(capital(squash(mark).lower()), "late" if level == 0 else "soon"),)


def hour_words(time: str) -> str:
    """ "16:30" → "16 giờ 30"."""
    return time.replace(":", " giờ ")


def deadline_words(
    deadline: dict[str, Any], due_on: dt.date | None = None, next_on: dt.date | None = None, follow_up_on: dt.date | None = None
) -> tuple[str, str]:
    """The words of the document, then the day that counts: ("Trước ngày 15/12/2026", "đúng hạn đến hết thứ Hai 14/12/2026")."""
    kind = deadline.get("kind") or "none"
    written = capital(str(deadline.get("text") or "").strip())
    if kind == "none" or not written:
        mark = f"mốc theo dõi {short(follow_up_on)} do văn phòng đặt" if follow_up_on else ""
        day = f"đúng hạn đến hết {short_with_weekday(due_on)}" if due_on else mark
        return "Văn bản không quy định thời hạn", day
    if kind == "recurring":
        return written, f"kỳ tới đúng hạn đến hết {short_with_weekday(next_on)}" if next_on else _or_day(due_on, "chưa đặt ngày của kỳ")
    if kind == "continuous":
        return written, _or_day(due_on, "thường xuyên, không tính quá hạn")
    if kind == "relative" and deadline.get("anchor") == "event":
        return written, _or_day(due_on, "chưa tính hạn cho đến khi việc ấy xảy ra")
    as_written = _day(deadline.get("due"))
    return written, _or_day(due_on, f"ngày ghi trong văn bản {short(as_written)}" if as_written else "văn bản không nêu ngày")


def period_words(since: dt.date | None, until: dt.date | None) -> str:
    """A stretch of days in words, "" for none."""
    if since and until:
        return f"từ {short(since)} đến {short(until)}"
    if until:
        return f"đến hết {short(until)}"
    return f"từ {short(since)}" if since else ""


def _or_day(day: dt.date | None, otherwise: str) -> str:
    return f"đúng hạn đến hết {short_with_weekday(day)}" if day else otherwise


def _day(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) and value else None
