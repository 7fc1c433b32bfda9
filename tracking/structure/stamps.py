"""What a number and day left blank in the letterhead can still be known by.

Electronic documents get number and day as a stamp over the blanks, which some files keep as a run of bare figures
at the end of a page; annexes repeat "(Kèm theo … số … ngày …)"; a digital signature carries its time.
Each is taken only where it agrees with everything printed in the letterhead.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.dates import first_date
from tracking.structure.dating import DateLine, read_date_line
from tracking.structure.flat import flat
from tracking.structure.numbering import NumberLine
from tracking.structure.pieces import Piece

LONGEST_BRACKET = 260
"""Characters of a line "(Kèm theo …)"."""

_FIGURE = re.compile(r"\d{1,6}")
_BRACKET = re.compile(r"kem theo\b.{0,60}?\bso\s*:?\s*(?P<number>\S*?)/(?P<symbol>[\w&.]+(?:\s?-\s?[\w&.]+)*)(?P<rest>.*)")
_SIGNED_AT = re.compile(
    r"thoi gian ky\W*(?P<a>\d{4}-\d\d-\d\d)|thoi gian ky\W*(?P<b>\d\d[./]\d\d[./]\d{4})|ngay ky\W*(?P<c>\d\d[./-]\d\d[./-]\d{4})"
)


@dataclass(frozen=True, slots=True)
class Known:
    """What was found elsewhere: the serial (figures only) and the day, each None where nothing was; where; and how."""

    serial: str | None
    day: dt.date | None
    piece: Piece
    rule: str


def known_elsewhere(number: NumberLine | None, date: DateLine | None, pieces: Sequence[Piece]) -> Iterator[Known]:
    """What the rest of the document tells of a blank number or day, the surest first."""
    if number is None or number.symbol is None:
        return
    if not number.damaged and number.number is None:
        yield from _stamped(date, pieces)
    months = list(_brackets(number, pieces))
    for known, _ in months:
        if known.serial or known.day:
            yield known
    if date is not None:
        yield from _signing_time(date, [line for _, line in months if line is not None], pieces)


def _stamped(date: DateLine | None, pieces: Sequence[Piece]) -> Iterator[Known]:
    """A run of bare figures on one page, one for each blank: the number, then the day, the month and the year as far as they are blank."""
    if date is None or date.doubtful:
        return
    blanks = [name for name, value in (("day", date.day), ("month", date.month), ("year", date.year)) if value is None]
    for run in _figure_runs(pieces):
        if len(run) != 1 + len(blanks) or not blanks:
            continue
        given = dict(zip(blanks, (int(piece.text) for piece in run[1:]), strict=True))
        day = _day(given.get("year", date.year), given.get("month", date.month), given.get("day", date.day))
        if day is not None and date.allows(day):
            yield Known(run[0].text, day, run[0], "stamp.figures")
            return


def _figure_runs(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    run: list[Piece] = []
    for piece in pieces:
        if _FIGURE.fullmatch(piece.text) and not piece.table and not piece.opaque and (not run or piece.page == run[-1].page):
            run.append(piece)
            continue
        if run:
            yield run
        run = [piece] if _FIGURE.fullmatch(piece.text) and not piece.table else []
    if run:
        yield run


def _day(year: int | None, month: int | None, day: int | None) -> dt.date | None:
    if year is None or month is None or day is None or not 1945 <= year <= 2100:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _brackets(number: NumberLine, pieces: Sequence[Piece]) -> Iterator[tuple[Known, DateLine | None]]:
    """The lines "(Kèm theo … số N/ký hiệu ngày …)" with the document's own symbol."""
    for piece in pieces:
        if len(piece.text) > LONGEST_BRACKET or (match := _BRACKET.search(piece.flat)) is None:
            continue
        if re.sub(r"\s", "", match["symbol"]).rstrip(".,") != flat(number.symbol or ""):
            continue
        rest = piece.text[match.start("rest") :]
        serial = match["number"] if re.fullmatch(r"\d{1,6}", match["number"]) else None
        yield Known(serial, first_date(rest), piece, "annex.bracket"), read_date_line(rest, flat(rest))


_BROUGHT = re.compile(r"\W*ban hanh kem theo (?P<kind>[a-z ]{4,20}?)\s(?:so\s*:?\s*)?(?P<number>\d{1,6}/[\w&.-]+)(?P<rest>.*)")


def brought_under(kind: str | None, pieces: Sequence[Piece]) -> tuple[str, dt.date | None, Piece] | None:
    """Number and day of a document without a letterhead, from the line "(Ban hành kèm theo …)" of what it brings; kind: its own type."""
    for piece in pieces:
        match = _BROUGHT.match(piece.flat) if len(piece.text) <= LONGEST_BRACKET else None
        if match is not None and kind is not None and match["kind"] == flat(kind):
            rest = piece.text[match.start("rest") :]
            return piece.text[match.start("number") : match.end("number")].rstrip(".,-"), first_date(rest), piece
    return None


def _signing_time(date: DateLine, months: Sequence[DateLine], pieces: Sequence[Piece]) -> Iterator[Known]:
    """The time of a digital signature, where the letterhead or an annex prints the same month and year."""
    for piece in pieces:
        match = _SIGNED_AT.search(piece.flat)
        if match is None:
            continue
        day = dt.date.fromisoformat(match["a"]) if match["a"] else first_date(match["b"] or match["c"])
        if day is None or not date.allows(day):
            continue
        if any(line.month == day.month and line.year == day.year for line in (date, *months)):
            yield Known(None, day, piece, "signature.time")
            return
