"""A document that a page quotes without its letterhead: what sentences say of its number, day and issuer.

A page of news or of a law site gives the content among its own words. The number is taken only from a sentence
that introduces the quoted document itself ("Sở … đã ban hành Văn bản số … Nội dung cụ thể như sau:") or from a note
of source ("(Theo Công văn số …)"). A number cited anywhere else is another document's.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from drafting.dates import first_date
from tracking.structure.bodies import issuer_before
from tracking.structure.clutter import is_dirt, is_of_page
from tracking.structure.knowledge import kind_names
from tracking.structure.landmarks import begins_content, role_of
from tracking.structure.news import news_lead, reported
from tracking.structure.pieces import Piece
from tracking.structure.quotation import (
    ABOUT,
    FOLLOWS,
    KIND,
    LONGEST_TITLE,
    NUMBERED,
    Quotation,
    agrees,
    heading_at,
    kind_named,
    number_of,
    of_heading,
)
from tracking.structure.subject import tidy

OPENING = 20
"""Pieces from the start among which a sentence of introduction or a title must stand."""
_INTRODUCES = re.compile(
    r"(?P<issuer>[^.;:]{2,120}?)\s(?:đã|vừa|mới|vừa mới)\s(?:ký\s)?(?:ban hành|có|ra|phát hành|ký)\s(?:\w+\s)?"
    rf"{KIND}\s(?:hỏa tốc\s)?số:?\s*{NUMBERED}(?P<rest>[^\n]*)"
)
_SOURCE_NOTE = re.compile(
    rf"^\W*(?:[^\d()\n]{{2,30}}\s[-–]\s)?(?:Theo|Nguồn|Trích|Trích từ|Căn cứ nội dung)\W+"
    rf"(?:{KIND}|(?:TB|CV|KH|QĐ|CT|CĐ|VB))\s(?:số:?\s*)?{NUMBERED}(?P<rest>[^\n]*)$"
)
_HEADING = re.compile(
    rf"^\W*{KIND}\s+(?:số:?\s*)?{NUMBERED}(?P<rest>(?:,?\s+ngày\s[^;:]{{6,30}}?)?"
    r"(?:,?\s+của\s+(?P<issuer>[^;:.]{3,90}?))?,?\s+(?:về việc|V/v|về)\s.+)$",
    re.IGNORECASE,
)
_ITSELF = re.compile(
    rf"(?:thi hành|thực hiện(?: nghiêm| tốt| ngay)?|[Nn]hận được|triển khai)\s{KIND.replace('văn bản|', '')}\s(?:hỏa tốc\s|khẩn\s)?này\b"
)
_ON_DAY = re.compile(r"(?:^|[\s(])[Nn]gày\s+(?P<day>\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?(?:19|20)\d\d),?\s")
"""The day with which a sentence of introduction begins: that of the document, where none stands after its number."""


def read_quotation(pieces: Sequence[Piece], addressed: Piece | None = None) -> Quotation:
    """The document that the pieces of a page quote. addressed: its own line "Kính gửi"; what is named below it are other documents."""
    title_at = _title(pieces)
    title = pieces[title_at] if title_at is not None else None
    kind, subject = _named(title) if title is not None else (None, None)
    opening = pieces if addressed is None else pieces[: pieces.index(addressed)]
    told = _heading_numbered(opening) or _introduction(pieces, kind, min(OPENING, len(opening)))
    found = told or _source(pieces, kind)
    if found is None and (news := news_lead(opening, kind)) is not None:
        return reported(pieces, *news, title)
    if found is None:
        at = title_at if title_at is not None else heading_at(pieces)
        heading = pieces[at] if at is not None else None
        return Quotation(
            kind=kind,
            subject=subject or (of_heading(heading.text) if heading else None),
            title=heading,
            end=(at + 1) if at is not None else 0,
        )
    index, match = found
    number = number_of(match)
    about = ABOUT.search(match["rest"])
    before = match.groupdict().get("issuer") or ""
    named = tidy(FOLLOWS.split(about["about"])[0]) if about else None
    if named is None and subject is None and (over := heading_at(pieces[:index])) is not None:
        subject = of_heading(pieces[over].text)
    issuer, signer = issuer_before(before)
    return Quotation(
        kind=kind or kind_named(match["kind"], number.kind if number else None),
        number=number.number if number else None,
        issued_on=_day(match["rest"]) or _day_before(before),
        issuer=issuer,
        signer=signer,
        subject=named or subject,
        piece=pieces[index],
        title=title,
        end=_content_after(pieces, index if told and index < OPENING else (title_at or 0)),
    )


def _day(rest: str) -> dt.date | None:
    """The day right after the number, before anything else is named."""
    return first_date(re.split(r"về việc|V/v|\svề\s", rest)[0][:60])


def _day_before(words: str) -> dt.date | None:
    match = _ON_DAY.search(words)
    return first_date(match["day"]) if match else None


def _title(pieces: Sequence[Piece]) -> int | None:
    """The first line that is a title in sentence case: a type and what it is about ("Kế hoạch hỗ trợ …")."""
    for at, piece in enumerate(pieces[:OPENING]):
        if role_of(piece) in ("stamp", "rule", "page") or is_of_page(piece.text) or is_dirt(piece.text):
            continue
        if 20 < len(piece.text) <= LONGEST_TITLE and _named(piece)[0] and not re.search(r"[:;]\s*$|\bnày\b", piece.text):
            return at
        if begins_content(piece.text) and at > 2:
            break
    return None


def _named(piece: Piece) -> tuple[str | None, str | None]:
    bare = piece.flat
    for name in sorted(kind_names(), key=len, reverse=True):
        if bare.startswith(name + " ") and piece.text[:1].isupper() and not re.match(rf"{name} (?:so|nay|tren|do)\b", bare):
            return kind_names()[name], tidy(piece.text[len(name) :])
    return None, None


def _heading_numbered(pieces: Sequence[Piece]) -> tuple[int, re.Match[str]] | None:
    """The heading of a page that names the document whole: type, number, day, issuer, "về việc …" and no sentence after it."""
    for at, piece in enumerate(pieces[:6]):
        if len(piece.text) <= LONGEST_TITLE and not piece.text.rstrip().endswith((":", ";", ",")) and (match := _HEADING.match(piece.text)):
            return at, match
    return None


def _introduction(pieces: Sequence[Piece], kind: str | None, within: int) -> tuple[int, re.Match[str]] | None:
    """The sentence that introduces the document: its type agrees with the title, and the content or an enclosure follows."""
    for at, piece in enumerate(pieces[:within]):
        match = _INTRODUCES.search(piece.text)
        if match is None or not agrees(match["kind"], kind):
            continue
        serial = match["serial"] or match["serial2"]
        enclosed = any(
            re.search(r"[Đđ]ính kèm|[Tt]ải|[Xx]em", other.text) and serial in other.text for other in pieces if other is not piece
        )
        if FOLLOWS.search(match["rest"]) or enclosed:
            return at, match
    return None


def _source(pieces: Sequence[Piece], kind: str | None) -> tuple[int, re.Match[str]] | None:
    """The note of source: in brackets, or among the last lines."""
    for at, piece in enumerate(pieces):
        match = _SOURCE_NOTE.match(piece.text) if len(piece.text) < 200 else None
        noted = piece.text.lstrip().startswith("(") or at >= len(pieces) - 4
        if match is not None and noted and agrees(match["kind"], kind):
            return at, match
    return None


def kind_of_itself(pieces: Sequence[Piece]) -> str | None:
    """The type by which the content names itself ("thi hành Quyết định này", "Nhận được công văn này"); None where it does not."""
    for piece in pieces:
        if match := _ITSELF.search(piece.text):
            return match["kind"].lower()
    return None


def _content_after(pieces: Sequence[Piece], index: int) -> int:
    """The first piece after the introduction that is content and not a note of an enclosure."""
    at = index + 1
    while at < len(pieces) and re.match(r"\W*(?:dinh kem|tai ve|xem chi tiet|noi dung)\b", pieces[at].flat) and len(pieces[at].text) < 160:
        at += 1
    return at
