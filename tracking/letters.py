"""Công văn đôn đốc: what is overdue, grouped by equal round, laid out as letters with their list; a round counts when numbered.

Left out, with the reason: what waits for the office's confirmation, what has an undecided request, what was just updated, and
what still has time by an earlier letter. Bodies that we do not direct get a letter of their own, which asks and does not order.
"""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from drafting.dates import short, written
from drafting.draft import draft
from drafting.kinds import kind_named
from drafting.spec import Annex, Node, Signature, Spec
from drafting.spec_values import Grid
from tracking.citation import citation
from tracking.outgoing.letterhead import letterhead, own_body
from tracking.outgoing.life import get_document, note_step
from tracking.register import progress
from tracking.register.actor import Actor
from tracking.register.calendars import calendar_of
from tracking.register.database import Register, Unit
from tracking.register.options import option
from tracking.register.outgoing_tables import LetterDocument
from tracking.register.refusals import NotAllowed, NotFound
from tracking.register.side_tables import Former
from tracking.register.tables import Extension, Letter, LetterAssignment, Office
from tracking.reports.picking import Scope
from tracking.reports.shares import Share, counted_shares, last_updates
from tracking.reports.window import Window

JUST_UPDATED_DAYS = 3
NEW_TERM_WORKING_DAYS = 5
_LAST_WORDING = 3
_NAMED_AT_MOST = 5
_ANNEX_HEADS = (
    "STT",
    "Nhiệm vụ (văn bản giao)",
    "Chủ trì",
    "Thời hạn",
    "Số ngày quá hạn",
    "Lần đôn đốc",
    "Cập nhật gần nhất",
    "Nguyên nhân",
)
_ANNEX_WIDTHS = (6, 34, 18, 11, 9, 7, 11, 16)


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A drafted letter: its row in the register (not numbered yet), its round, what it reminds of and where it was written."""

    letter_id: int
    round: int
    offices: tuple[str, ...]
    assignments: tuple[int, ...]
    path: Path
    spec: Spec


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is overdue but in no letter, and why."""

    duty_id: int
    office: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Due:
    share: Share
    round: int
    directed: bool
    days_late: int
    updated: dt.date | None
    letters: tuple[Letter, ...]


def draft_letters(register: Register, actor: Actor, as_of: dt.date, folder: Path) -> tuple[list[LetterDraft], list[LeftOut]]:
    """Write the letters that are due as .docx into the folder; earlier drafts of the same rounds that were never numbered are replaced."""
    actor.need("admin", "officer", "leader")
    with register.reading() as session:
        own, kind = own_body(session), kind_named("công văn")
        assert kind is not None, "công văn is one of the kinds"
        due, left_out = _overdue(session, own, as_of)
        head = option(session, "letterhead", as_of)
        frame = letterhead(session, own, kind, as_of)
        new_due = calendar_of(session, as_of).add_working_days(as_of, NEW_TERM_WORKING_DAYS)
        groups = _grouped(due)
        specs = [_spec(own, frame, group, head, as_of, new_due) for group in groups]
    folder.mkdir(parents=True, exist_ok=True)
    drafts = []
    for index, (group, spec) in enumerate(zip(groups, specs, strict=True), 1):
        path = draft(spec, folder / f"don-doc-lan-{group[0].round}-{index:02d}.docx")
        drafts.append(_record(register, actor, group, path, spec, as_of, new_due))
    return drafts, left_out


def number_letter(register: Register, actor: Actor, letter_id: int, number: str, issued_on: dt.date) -> None:
    """The letter was signed and numbered: from now its round counts for what it reminds of."""
    actor.need("admin", "clerk", "officer")
    with register.command(actor, "number_letter") as unit:
        letter = unit.session.get(Letter, letter_id)
        if letter is None:
            raise NotFound("Không có công văn đôn đốc này. Mở lại danh sách.")
        if letter.number:
            raise NotAllowed(f"Công văn đã có số {letter.number} ngày {short(letter.issued_on or issued_on)}. Không ghi số hai lần.")
        kept = unit.session.get(LetterDocument, letter_id)
        if kept is not None and get_document(unit, kept.document_id).state != "cancelled":
            raise NotAllowed("Công văn này đang ở mục Văn bản đi. Mở văn bản đó, duyệt rồi cấp số hoặc ghi số đã cấp.")
        if not number.strip() or issued_on > unit.today:
            raise NotAllowed("Cần số, ký hiệu và ngày ban hành không sau hôm nay.")
        letter.number, letter.issued_on, letter.numbered_at = number.strip(), issued_on, unit.now
        unit.touch("letter", letter_id)


def _overdue(session: Session, own: Office, as_of: dt.date) -> tuple[list[_Due], list[LeftOut]]:
    shares = counted_shares(session, Window(None, as_of, as_of), None, Scope(buckets=("open_overdue",)))
    ids = [share.assignment.id or 0 for share in shares]
    asked = set(session.exec(select(Extension.assignment_id).where(col(Extension.outcome).is_(None), col(Extension.asked_on) <= as_of)))
    updates = last_updates(session, ids, as_of, None)
    sent = _letters(session, as_of)
    offices = {office.id: office for office in session.exec(select(Office))}
    due, left_out = [], []
    for share in shares:
        key = share.assignment.id or 0
        letters = sent.get(key, ())
        reason = _reason_to_wait(share, key in asked, updates.get(key), letters, own, as_of)
        if reason:
            left_out.append(LeftOut(share.duty.id or 0, share.office, share.duty.text, reason))
            continue
        office = offices.get(share.assignment.office_id)
        late = progress.days_late(share.answer, as_of)
        due.append(_Due(share, len(letters) + 1, office is None or office.directed, late, updates.get(key), letters))
    return due, left_out


def _reason_to_wait(
    share: Share, asked: bool, updated: dt.date | None, letters: Sequence[Letter], own: Office, as_of: dt.date
) -> str | None:
    words = _words()["left_out"]
    if share.answer.state == "reported":
        return str(words["reported"]).format(office=own.name)
    if asked:
        return str(words["asked"])
    until = letters[-1].new_due_on if letters else None
    if until is not None and until >= as_of:
        return str(words["new_due"]).format(day=short(until))
    if share.answer.state == "in_progress" and updated is not None and (as_of - updated).days < JUST_UPDATED_DAYS:
        return str(words["updated"]).format(day=short(updated))
    return None


def _letters(session: Session, as_of: dt.date) -> dict[int, tuple[Letter, ...]]:
    """The numbered letters that reminded of each assignment, oldest first."""
    query = (
        select(LetterAssignment, Letter)
        .where(LetterAssignment.letter_id == Letter.id, col(Letter.number).is_not(None), col(Letter.issued_on) <= as_of)
        .order_by(col(Letter.issued_on), col(Letter.id))
    )
    found: dict[int, tuple[Letter, ...]] = {}
    for link, letter in session.exec(query):
        found[link.assignment_id] = (*found.get(link.assignment_id, ()), letter)
    return found


def _grouped(due: Sequence[_Due]) -> list[list[_Due]]:
    """Letters: the bodies that we direct by equal round, each other body by itself."""
    groups: dict[tuple[bool, int, str], list[_Due]] = {}
    for item in due:
        key = (not item.directed, item.round, "" if item.directed else item.share.office)
        groups.setdefault(key, []).append(item)
    return [groups[key] for key in sorted(groups)]


def _spec(own: Office, frame: dict[str, Any], group: Sequence[_Due], head: dict[str, Any], as_of: dt.date, new_due: dt.date) -> Spec:
    words = _words()["asked" if not group[0].directed else str(min(group[0].round, _LAST_WORDING))]
    slots = _slots(own, group, head, as_of, new_due)
    offices = list(dict.fromkeys(item.share.office for item in group))
    authority = (words["authority"] + " " + slots["head"].upper(),) if words["authority"] else ()
    return Spec(
        **frame | {"signers": (Signature(_position(words["authority"], head), head.get("signer") or "…", authority),)},
        subject=words["subject"].format(**slots),
        addressees=tuple(offices) if len(offices) <= _NAMED_AT_MOST else ("Các cơ quan, đơn vị nêu tại Phụ lục",),
        opening=tuple(line.format(**slots) for line in words["opening"]),
        body=tuple(Node("text", item.format(**slots)) for item in words["items"]),
        closing=(words["closing"].format(**slots),),
        annexes=(Annex("Danh sách nhiệm vụ quá hạn", landscape=True, grid=_grid(group)),),
        recipients=("Như trên", f"Lãnh đạo {own.name}"),
    )


def _position(authority: str, head: dict[str, Any]) -> str:
    return str(
        {"TL.": "CHÁNH VĂN PHÒNG", "KT.": f"PHÓ {head.get('head') or 'THỦ TRƯỞNG'}"}.get(authority, head.get("head") or "THỦ TRƯỞNG")
    ).upper()


def _slots(own: Office, group: Sequence[_Due], head: dict[str, Any], as_of: dt.date, new_due: dt.date) -> dict[str, str]:
    directives = {item.share.directive.id: item.share.directive for item in group}
    letters = {letter.id: letter for item in group for letter in item.letters}
    offices = list(dict.fromkeys(item.share.office for item in group))
    return {
        "office": own.name,
        "head": str(head.get("head") or "Thủ trưởng"),
        "signer": f"{head.get('head') or 'Thủ trưởng'} {own.name}",
        "directives": "; ".join(citation(d.kind, d.number, d.issued_on, d.issuer) for d in directives.values()),
        "letters": "; ".join(f"Công văn số {letter.number} {written(letter.issued_on)}" for letter in letters.values()),
        "as_of": written(as_of),
        "n": f"{len(group):02d}",
        "m": f"{len(offices):02d}",
        "offices": "; ".join(offices) if len(offices) <= _NAMED_AT_MOST else "các cơ quan, đơn vị nêu tại Phụ lục",
        "new_due": written(new_due),
        "reply_due": written(new_due),
        "days": str(max(item.days_late for item in group)),
        "round": str(group[0].round),
    }


def _grid(group: Sequence[_Due]) -> Grid:
    rows = []
    for position, item in enumerate(sorted(group, key=lambda found: (found.share.office, -found.days_late)), 1):
        directive = item.share.directive
        named = citation(directive.kind, directive.number, directive.issued_on, None)
        rows.append(
            (
                str(position),
                f"{item.share.duty.text} ({named})",
                item.share.office,
                short(item.share.answer.due_on) if item.share.answer.due_on else "",
                str(item.days_late),
                str(item.round),
                short(item.updated) if item.updated else "chưa có",
                item.share.assignment.cause or "",
            )
        )
    return Grid(_ANNEX_HEADS, _ANNEX_WIDTHS, tuple(rows), frozenset({0, 3, 4, 5, 6}))


def _record(
    register: Register, actor: Actor, group: Sequence[_Due], path: Path, spec: Spec, as_of: dt.date, new_due: dt.date
) -> LetterDraft:
    ids = tuple(item.share.assignment.id or 0 for item in group)
    with register.command(actor, "draft_letter") as unit:
        _forget_unnumbered(unit, ids)
        letter = Letter(round=group[0].round, new_due_on=new_due, drafted_at=unit.now, as_of=as_of)
        unit.session.add(letter)
        unit.session.flush()
        for key in ids:
            unit.session.add(LetterAssignment(letter_id=letter.id or 0, assignment_id=key))
        unit.touch("letter", letter.id)
    offices = tuple(dict.fromkeys(item.share.office for item in group))
    return LetterDraft(letter.id or 0, letter.round, offices, ids, path, spec)


def _forget_unnumbered(unit: Unit, ids: Sequence[int]) -> None:
    """Drafts that were never numbered give way to the new one; one whose number was struck out stays, for what was known before."""
    struck = select(Former.row_id).where(Former.table_name == "letter", Former.field == "number")
    unnumbered = (col(Letter.number).is_(None), col(Letter.id).not_in(struck))
    query = (
        select(Letter).where(LetterAssignment.letter_id == Letter.id, *unnumbered, col(LetterAssignment.assignment_id).in_(ids)).distinct()
    )
    for letter in unit.session.exec(query).all():
        for link in unit.session.exec(select(LetterAssignment).where(LetterAssignment.letter_id == letter.id)).all():
            unit.session.delete(link)
        _give_up_document(unit, letter)
        unit.session.flush()
        unit.session.delete(letter)
    unit.session.flush()


def _give_up_document(unit: Unit, letter: Letter) -> None:
    """The outgoing document of a draft that gives way is cancelled and stays readable."""
    link = unit.session.get(LetterDocument, letter.id)
    if link is not None:
        document = get_document(unit, link.document_id)
        unit.session.delete(link)
        if document.state != "cancelled":
            document.state, document.changed_at = "cancelled", unit.now
            note_step(unit, document, "cancel", "Đã lập lại công văn đôn đốc mới")


@functools.cache
def _words() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("tracking").joinpath("letters.toml").read_text("utf-8"))
