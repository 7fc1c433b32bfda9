"""The lead of a page of news that reports a document: who issued it, when, under which number, and what it asks."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from drafting.dates import first_date
from tracking.structure.bodies import issuer_before
from tracking.structure.pieces import Piece
from tracking.structure.quotation import ABOUT, FOLLOWS, KIND, NUMBERED, Quotation, agrees, heading_at, kind_named, number_of, of_heading
from tracking.structure.subject import tidy

_AGENCY = r"^[^\w(]*(?:\([^)]{2,24}\)\s*[-–—:]\s*|[A-ZĐ]{2,8}\s?[-–—:]\s+)?"
"""The name of the paper that opens a lead ("(Báo tỉnh) - …", "TTXVN - …")."""
_WHEN = (
    r"(?:(?:Hôm nay|Sáng|Trưa|Chiều|Tối|Vừa qua|Mới đây)?,?\s*(?:[Nn]gày|nay)\s+(?P<day>\d{1,2}(?:\s?[/.\-–]\s?|\stháng\s)\d{1,2}"
    r"(?:(?:\s?[/.\-–]\s?|\snăm\s)(?:19|20)\d\d)?),?|(?:Mới đây|Vừa qua|Hồi\s\d{1,2}(?:h|g|:|\sgiờ\s?)\d{0,2}),?)\s+"
)
_ISSUES = (
    rf"(?:ký\s)?(?:ban hành|có|ra|phát hành|gửi|ký)\s(?:\w+\s)?{KIND}(?:\s(?:hỏa tốc|khẩn))?"
    rf"(?:\s\(?(?:số:?\s*)?(?:{NUMBERED}|(?P<plain>\d{{1,5}})(?=[\s),])))?(?:\snăm\s(?:19|20)\d\d)?"
    r"(?P<rest>\)?,?\s+(?:gửi|về việc|về|yêu cầu|chỉ đạo|đề nghị|giao|hướng dẫn|triển khai|tăng cường|đôn đốc|treo|tổ chức|thực hiện"
    r"|Tăng cường|Triển khai)\b[^\n]*)"
)
_NEWS = re.compile(rf"{_AGENCY}{_WHEN}(?P<issuer>[^.;:]{{3,120}}?)\s(?:(?:đã|vừa|mới|vừa mới)\s)?{_ISSUES}")
"""The lead of a news page that reports a document: day, body, type, perhaps its number, and what it asks."""
_NEWS_UNDATED = re.compile(rf"{_AGENCY}(?P<issuer>[A-ZĐỦỨ][^.;:]{{3,120}}?)\s(?:vừa|mới|vừa mới)\s{_ISSUES}")
"""The same without a day: the body has issued it just now."""
_NEWS_OPENING = 8


def news_lead(pieces: Sequence[Piece], kind: str | None) -> tuple[int, re.Match[str]] | None:
    """The lead of the page, among its first lines; a document's own citation of another comes behind words of its own."""
    for at, piece in enumerate(pieces[:_NEWS_OPENING]):
        match = _NEWS.match(piece.text) or _NEWS_UNDATED.match(piece.text)
        if match is not None and agrees(match["kind"], kind) and issuer_before(match["issuer"])[0]:
            return at, match
    return None


def reported(pieces: Sequence[Piece], index: int, match: re.Match[str], title: Piece | None) -> Quotation:
    """What the lead says; a day without its year takes that of the page's own day, where the page shows one at its head."""
    number = number_of(match) if match["serial"] or match["serial2"] else None
    day = match.groupdict().get("day")
    if title is None and (at := heading_at(pieces[:index])) is not None:
        title = pieces[at]
    issuer, signer = issuer_before(match["issuer"])
    return Quotation(
        kind=kind_named(match["kind"], number.kind if number else None),
        number=number.number if number else match["plain"],
        issued_on=_news_day(day, [piece.text for piece in pieces[:_NEWS_OPENING]]) if day else None,
        issuer=issuer,
        signer=signer,
        subject=_reported_subject(match["rest"], title),
        piece=pieces[index],
        title=title,
        end=index,
    )


def _reported_subject(rest: str, title: Piece | None) -> str | None:
    """What follows "về việc" in the lead; else the heading of the page; else what follows "về"."""
    about = ABOUT.search(rest)
    words = tidy(re.split(r",? trong đó\b|\. ", FOLLOWS.split(about["about"])[0])[0]) if about else None
    if words and (re.search(r"về việc|V/v", about.group() if about else "") or re.match(r"\s*(?:chỉ đạo )?về\s", rest)):
        return words
    return of_heading(title.text) if title else words


def _news_day(written: str, opening: Sequence[str]) -> dt.date | None:
    """The day of the lead; its year, where it gives none, from the first full day at the head of the page that is not before it."""
    day, month, *year = (int(part) for part in re.findall(r"\d+", written))
    pages = [found for text in opening if len(text) < 60 and (found := _page_day(text)) is not None]
    years = year or [found.year for found in pages[:1]]
    try:
        found = dt.date(years[0], month, day) if years else None
    except ValueError:
        return None
    return found if year or found is None or found <= pages[0] else found.replace(year=found.year - 1)


def _page_day(text: str) -> dt.date | None:
    """The day that a page shows of itself, also in the form of machines ("2016-08-25 09:40")."""
    match = re.match(r"\W*((?:19|20)\d\d-\d\d-\d\d)\b", text)
    try:
        return dt.date.fromisoformat(match[1]) if match else first_date(text)
    except ValueError:
        return None
