"""The sections of the reports that tell more than one table: the weekly one for the giao ban, and those of a quarter, half-year, year.

Each sentence is counted from the register; what a person has to judge stays as an open place ("[…]") for the drafter.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from drafting.dates import short
from drafting.orthography import fold
from drafting.roman import roman
from drafting.spec import Annex, Node
from drafting.spec_values import Grid
from tracking.register import progress, states
from tracking.register.database import Register
from tracking.register.offices import Directory
from tracking.register.options import option
from tracking.register.tables import Extension, Letter
from tracking.reports.asked import Asked, citation
from tracking.reports.following_rows import extension_rows
from tracking.reports.levels import LEVELS, level_of
from tracking.reports.report import Report, report
from tracking.reports.shares import Share, counted_shares
from tracking.reports.window import Window

WEEKLY, PERIODIC = ("weekly",), ("quarterly", "half-yearly", "yearly")
_BANDS = ((30, "đến 30 ngày"), (60, "31–60 ngày"), (120, "61–120 ngày"), (10**6, "trên 120 ngày"))
_MOST_NAMED = 30
_COMING = ("STT", "Nội dung nhiệm vụ", "Đơn vị", "Hạn", "Tình trạng", "Khả năng bảo đảm")
_COMING_WIDTHS = (6, 40, 20, 12, 18, 18)


@dataclass(frozen=True, slots=True)
class Told:
    """Sections after the general figures, and annexes after those of the tables."""

    sections: tuple[Node, ...] = ()
    annexes: tuple[Annex, ...] = ()


def narrative(register: Register, found: Report, annexes: int) -> Told:
    """What the kind of report tells besides its figures; nothing for those that are one table. annexes: how many it has already."""
    if found.kind.code not in (*WEEKLY, *PERIODIC):
        return Told()
    with register.reading(found.known_at) as session:
        shares = counted_shares(session, found.window, found.known_at)
        coming = _coming(shares, found.window)
        annex = Annex("Nhiệm vụ đến hạn kỳ tới", landscape=True, grid=_grid(coming)) if coming else None
        where = f"Phụ lục {roman(annexes + 1)}"
        if found.kind.code in WEEKLY:
            sections = _weekly(register, session, found, shares, _coming_line(coming, "tuần tới", where))
        else:
            sections = _periodic(session, found, shares, [_coming_line(coming, "kỳ tới", where), *_by_month(coming)])
    return Told(tuple(sections), (annex,) if annex else ())


def _weekly(register: Register, session: Session, found: Report, shares: Sequence[Share], coming: str) -> list[Node]:
    return [
        _heading("SO VỚI TUẦN TRƯỚC", [_change(register, found)]),
        _heading("VIỆC ĐẾN HẠN TUẦN TỚI", [coming]),
        _heading("VIỆC QUÁ HẠN", _overdue(session, shares, found)),
        _heading("NỘI DUNG XIN Ý KIẾN", _asked_for(session, shares, found)),
        _heading("KẾT LUẬN GIAO BAN TUẦN TRƯỚC", [_concluded(shares, found)]),
    ]


def _periodic(session: Session, found: Report, shares: Sequence[Share], coming: Sequence[str]) -> list[Node]:
    return [
        _heading("CÔNG TÁC CHỈ ĐẠO, THEO DÕI", [_guidance(session, shares, found)]),
        _heading("THEO CẤP GIAO", _by_level(session, shares, found.window.closing)),
        _heading("NHIỆM VỤ TRỌNG TÂM; NHIỆM VỤ ĐỊNH KỲ, THƯỜNG XUYÊN", _key_and_recurring(shares)),
        _heading("NHIỆM VỤ QUÁ HẠN", _overdue(session, shares, found)),
        _heading("ĐIỀU CHỈNH VÀ ĐÔN ĐỐC", _adjusted(session, shares, found)),
        _heading("ĐÁNH GIÁ", ["[Mặt được; hạn chế; so với cùng kỳ.]"]),
        _heading("NHIỆM VỤ KỲ TỚI", coming),
        _heading("KIẾN NGHỊ, ĐỀ XUẤT", ["[Nội dung kiến nghị, đề xuất.]"]),
    ]


def _heading(title: str, lines: Sequence[str]) -> Node:
    return Node("heading", title, children=tuple(Node("text", line) for line in lines if line))


def _change(register: Register, found: Report) -> str:
    """Rise and fall against the week before, as known at the same moment."""
    eve = (found.window.start or found.window.closing) - dt.timedelta(days=1)
    before = report(register, found.kind.code, as_of=eve, known_at=found.known_at).totals
    pairs = (("giao mới", "new"), ("chưa hoàn thành, quá hạn", "open_overdue"), ("chưa hoàn thành, trong hạn", "open_in_time"))
    told = [f"{words} {found.totals.get(key, 0)} (tuần trước {before.get(key, 0)})" for words, key in pairs]
    return f"{'; '.join(told)[:1].upper()}{'; '.join(told)[1:]}."


def _coming(shares: Sequence[Share], window: Window) -> list[Share]:
    """Open shares whose day falls in the period after this one, by day."""
    length = (window.end - window.start).days + 1 if window.start else 7
    until = window.end + dt.timedelta(days=length)
    found = [s for s in shares if s.is_open and s.answer.due_on is not None and window.closing < s.answer.due_on <= until]
    return sorted(found, key=lambda share: (share.answer.due_on or dt.date.max, share.office))


def _coming_line(coming: Sequence[Share], when: str, where: str) -> str:
    if not coming:
        return f"Không có nhiệm vụ đến hạn {when}."
    return f"Có {len(coming):02d} nhiệm vụ đến hạn {when}, nêu tại {where}."


def _grid(coming: Sequence[Share]) -> Grid:
    rows = [
        (
            str(place),
            f"{share.duty.text} ({citation(share.directive)})",
            share.office,
            short(share.answer.due_on) if share.answer.due_on else "",
            states.states()[share.answer.state or "confirmed"].label,
            f"Khó bảo đảm, đang chờ {share.assignment.waiting_for}" if share.assignment.waiting_for else "",
        )
        for place, share in enumerate(coming, 1)
    ]
    return Grid(_COMING, _COMING_WIDTHS, tuple(rows), frozenset({0, 3}))


def _overdue(session: Session, shares: Sequence[Share], found: Report) -> list[str]:
    """How many are late by bands (the second annex lists them); apart, what waits only for the office to confirm it."""
    closing = found.window.closing
    late = [progress.days_late(share.answer, closing) for share in shares if share.bucket == "open_overdue"]
    bands: Counter[str] = Counter(next(words for limit, words in _BANDS if days <= limit) for days in late)
    lines = ["Không có nhiệm vụ quá hạn."]
    if late:
        told = "; ".join(f"{words} {bands[words]}" for _, words in _BANDS if bands[words])
        lines = [f"Có {len(late):02d} nhiệm vụ quá hạn: {told}. Danh sách, nguyên nhân, đang chờ ai nêu tại Phụ lục II."]
    limit = int(option(session, "unconfirmed_days", closing))
    unconfirmed = [share for share in shares if share.answer.state == "reported"]
    if unconfirmed:
        lines.append(
            f"Đơn vị đã báo cáo, văn phòng chưa xác nhận {len(unconfirmed):02d} nhiệm vụ (quá {limit:02d} ngày làm việc thì tính vào "
            "trách nhiệm của văn phòng)."
        )
    return lines


def _asked_for(session: Session, shares: Sequence[Share], found: Report) -> list[str]:
    """Requests, returns and duties without a lead, each with the way the office proposes left to be filled in."""
    ids = {share.assignment.id: share for share in shares}
    query = select(Extension).where(col(Extension.outcome).is_(None), col(Extension.asked_on) <= found.window.closing)
    lines = [
        f"{ids[row.assignment_id].office} đề nghị điều chỉnh «{ids[row.assignment_id].duty.text[:160]}»"
        f"{f' đến {short(row.asked_due_on)}' if row.asked_due_on else ''}. Phương án của văn phòng: […]"
        for row in session.exec(query.order_by(col(Extension.id)))
        if row.assignment_id in ids
    ]
    lines += [
        f"{s.office} đề nghị chuyển trả «{s.duty.text[:160]}». Phương án của văn phòng: […]" for s in shares if s.answer.state == "returned"
    ]
    nobody = [s for s in shares if s.is_open and s.assignment.office_id is None]
    lines += [f"Chưa rõ chủ trì: «{s.duty.text[:160]}» ({citation(s.directive)}). Phương án của văn phòng: […]" for s in nobody]
    rest = len(lines) - _MOST_NAMED
    return [*lines[:_MOST_NAMED], *([f"Và {rest} nội dung khác theo Sổ nhiệm vụ."] if rest > 0 else [])] or ["Không có."]


def _concluded(shares: Sequence[Share], found: Report) -> str:
    """What the notices of the week before (thông báo kết luận) ordered: done and not done."""
    start = found.window.start or found.window.closing
    since = start - dt.timedelta(days=7)
    own = [s for s in shares if fold(s.directive.kind or "") == "thong bao" and since <= (s.directive.issued_on or start) < start]
    done = sum(not share.is_open for share in own)
    return (
        f"{len(own):02d} nhiệm vụ: đã xong {done:02d}, chưa xong {len(own) - done:02d}."
        if own
        else "Không có nhiệm vụ theo thông báo kết luận."
    )


def _guidance(session: Session, shares: Sequence[Share], found: Report) -> str:
    start, closing = found.window.start or dt.date.min, found.window.closing
    directives = len({share.directive.id for share in shares if start <= (share.directive.issued_on or start) <= closing})
    return f"Trong kỳ có {directives:02d} văn bản giao nhiệm vụ; đã ban hành {_letters(session, found):02d} công văn đôn đốc."


def _letters(session: Session, found: Report) -> int:
    between = (col(Letter.issued_on) >= (found.window.start or dt.date.min), col(Letter.issued_on) <= found.window.closing)
    known = col(Letter.numbered_at) <= found.known_at
    return session.exec(select(func.count()).select_from(Letter).where(col(Letter.number).is_not(None), known, *between)).one()


def _by_level(session: Session, shares: Sequence[Share], closing: dt.date) -> list[str]:
    directory, kept = Directory.load(session), dict[int | None, str]()
    figures: dict[str, Counter[str]] = {}
    for share in shares:
        level = kept.setdefault(share.directive.id, "") or level_of(directory, share.directive, closing)
        kept[share.directive.id] = level
        figures.setdefault(level, Counter())[share.bucket] += 1
    return [f"{label}: {_split(figures[level])}." for level, label in LEVELS.items() if level in figures] or ["Không có nhiệm vụ."]


def _split(counts: Counter[str]) -> str:
    done = sum(number for code, number in counts.items() if code.startswith("done_"))
    still_open = sum(number for code, number in counts.items() if code.startswith("open_"))
    return f"{sum(counts.values())} nhiệm vụ, đã hoàn thành {done}, chưa hoàn thành {still_open} (quá hạn {counts['open_overdue']})"


def _key_and_recurring(shares: Sequence[Share]) -> list[str]:
    key = Counter(share.bucket for share in shares if share.duty.weight == "key")
    again = Counter(share.bucket for share in shares if share.duty.deadline.get("kind") == "recurring")
    return [f"Trọng tâm: {_split(key)}.", f"Các kỳ của nhiệm vụ định kỳ: {_split(again)}."]


def _adjusted(session: Session, shares: Sequence[Share], found: Report) -> list[str]:
    rows = extension_rows(Asked(session, found.window, found.known_at))
    outcomes = Counter(row["outcome"] for row in rows)
    told = "; ".join(f"{words.lower()} {number}" for words, number in sorted(outcomes.items()))
    often = sum(share.answer.extensions >= 2 for share in shares)
    asked = f"Có {len(rows):02d} đề nghị điều chỉnh{f': {told}' if told else ''}; {often:02d} nhiệm vụ gia hạn từ 02 lần."
    return [asked, f"Đã ban hành {_letters(session, found):02d} công văn đôn đốc."]


def _by_month(coming: Sequence[Share]) -> list[str]:
    months = Counter((share.answer.due_on or dt.date.max).strftime("%m/%Y") for share in coming)
    return [f"Tháng {month}: {number:02d} nhiệm vụ." for month, number in months.items()]
