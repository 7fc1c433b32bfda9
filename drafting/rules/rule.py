"""What a rule is: an id of the list, how grave a departure is, its clause, and the search for departures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps

from drafting.components import Components
from drafting.finding import Finding, Medium, Mode, Place, Severity
from drafting.format import Figure, figure, has
from drafting.office_form import OfficeForm
from drafting.parts.piece import Piece, is_capitals
from drafting.word import Paragraph, Word


@dataclass(frozen=True)
class Subject:
    """The document under check and what is asked of it. as_of: the day of the check; pages: how many pages, as reckoned or printed.

    office: what the office that checks has fixed for itself.
    """

    parts: Components
    mode: Mode
    medium: Medium
    as_of: dt.date
    pages: float
    office: OfficeForm = field(default_factory=OfficeForm)

    @property
    def word(self) -> Word:
        return self.parts.word

    @property
    def issued(self) -> bool:
        return self.mode == "issued"

    @cached_property
    def annexes(self) -> tuple[Subject, ...]:
        """Each annex as if its content were the body of the document: for rules that judge paragraphs of running text."""
        return tuple(replace(self, parts=replace(self.parts, body=one.body, roles=one.roles, annexes=[])) for one in self.parts.annexes)


@dataclass(frozen=True)
class Rule:
    """One rule. find: yields its findings; fixable: whether form alone mends it."""

    id: str
    severity: Severity
    component: str
    source: str
    find: Callable[[Rule, Subject], Iterable[Finding]]
    fixable: bool = False

    def finding(
        self,
        found: str,
        expected: str,
        at: Piece | Paragraph | None = None,
        *,
        severity: Severity | None = None,
        fixable: bool | None = None,
    ) -> Finding:
        """A departure from this rule, at a paragraph or (None) in the whole document."""
        paragraph = at.paragraph if isinstance(at, Piece) else at
        return Finding(
            self.id,
            severity or self.severity,
            self.component,
            found,
            expected,
            self.source,
            Place(paragraph.index if paragraph is not None and paragraph.index > 0 else None),
            self.fixable if fixable is None else fixable,
        )


Find = Callable[[Rule, Subject], Iterable[Finding]]


def in_annexes_too(find: Find) -> Find:
    """The search in the body, then in the content of each annex: there the law is silent, the specimen (M2.1) shows the body's form."""

    @wraps(find)
    def both(rule: Rule, subject: Subject) -> Iterator[Finding]:
        yield from find(rule, subject)
        for annex in subject.annexes:
            yield from (replace(finding, severity="W") if finding.severity == "E" else finding for finding in find(rule, annex))

    return both


def points(value: float) -> str:
    """ "13,5 pt"."""
    return f"{value:g} pt".replace(".", ",")


def millimetres(value: float) -> str:
    """ "12,7 mm"."""
    return f"{value:.1f} mm".replace(".", ",")


def quoted(piece: Piece | Paragraph, limit: int = 60) -> str:
    """The beginning of the words, in quotes."""
    words = piece.text if isinstance(piece, Piece) else piece.words
    return f"«{words if len(words) <= limit else words[: limit - 1].rstrip() + '…'}»"


def form_faults(rule: Rule, pieces: Sequence[Piece], component: str, properties: str) -> Iterator[Finding]:
    """Departures of pieces from the figures of a component: any of "size bold italic caps align"."""
    for piece in pieces:
        for name in properties.split():
            yield from _CHECKS[name](rule, piece, component)


def _size(rule: Rule, piece: Piece, component: str) -> Iterator[Finding]:
    wanted = figure(component, "size")
    letters = [run for run in piece.solid if not run.raised and any(char.isalnum() for char in run.text)]
    wrong = sorted({run.size for run in letters if not wanted.allows(run.size)})
    if wrong:
        yield rule.finding(f"{quoted(piece)} cỡ chữ {', '.join(map(points, wrong))}", f"cỡ chữ {wanted.range_text}", piece, fixable=True)


def _weight(rule: Rule, piece: Piece, component: str) -> Iterator[Finding]:
    wanted = is_wanted(component, "bold")
    wrong = [run for run in piece.solid if run.bold != wanted and any(char.isalnum() for char in run.text)]
    if wrong:
        part = "" if len(wrong) == len(piece.solid) else " một phần"
        yield rule.finding(f"{quoted(piece)}{part} {'không đậm' if wanted else 'in đậm'}", _weighted(wanted), piece, fixable=True)


def _weighted(wanted: bool) -> str:
    return "chữ đậm" if wanted else "chữ không đậm"


def _slant(rule: Rule, piece: Piece, component: str) -> Iterator[Finding]:
    wanted = is_wanted(component, "italic")
    wrong = [run for run in piece.solid if run.italic != wanted and any(char.isalnum() for char in run.text)]
    if wrong:
        part = "" if len(wrong) == len(piece.solid) else " một phần"
        expected = "chữ nghiêng" if wanted else "chữ đứng"
        yield rule.finding(f"{quoted(piece)}{part} {'không nghiêng' if wanted else 'in nghiêng'}", expected, piece, fixable=True)


def _capitals(rule: Rule, piece: Piece, component: str) -> Iterator[Finding]:
    wanted = is_wanted(component, "caps")
    if wanted and not piece.capitals:
        yield rule.finding(f"{quoted(piece)} không viết hoa toàn bộ", "chữ in hoa", piece, fixable=True)
    elif not wanted and is_capitals(piece.text) and len([char for char in piece.text if char.isalpha()]) > 3:
        typed = not any(run.caps for run in piece.solid)
        yield rule.finding(f"{quoted(piece)} viết bằng chữ in hoa", "chữ in thường", piece, fixable=not typed)


def _centred(rule: Rule, piece: Piece, component: str) -> Iterator[Finding]:
    del component
    off = piece.off_centre_mm
    if off is not None and abs(off) > tolerance("centre"):
        how = {"left": "căn trái", "right": "căn phải", "both": "căn đều hai bên"}.get(
            piece.paragraph.align, f"lệch {millimetres(abs(off))}"
        )
        by_blanks = len(piece.raw) - len(piece.raw.lstrip(" \u00a0\t")) > 2
        typed = " bằng dấu cách" if by_blanks else ""
        yield rule.finding(f"{quoted(piece)} {how}{typed}", "căn giữa", piece, severity="W" if by_blanks else None, fixable=not by_blanks)


def tolerance(name: str) -> float:
    """A tolerance of the table of figures, in its own unit."""
    return float(figure("tolerance", name).use)


def part_of_line(name: str) -> Figure:
    """The measured range of a rule's length over its line."""
    return figure("tolerance", name)


_CHECKS: dict[str, Callable[[Rule, Piece, str], Iterator[Finding]]] = {
    "size": _size,
    "bold": _weight,
    "italic": _slant,
    "caps": _capitals,
    "align": _centred,
}


def is_wanted(component: str, name: str) -> bool:
    """Whether the table wants the component bold, italic, in capitals; where it is silent, it does not."""
    return has(component, name) and bool(figure(component, name).use)
