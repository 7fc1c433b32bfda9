"""From chosen duties to the implementing Kế hoạch or Công văn: a `Spec` that says who does what by when, each line tied to its duty.

The superior's day is kept one step ahead: a unit's own day stands some working days earlier (a setting of the office).
What the office must still fill in (number, signer where none is set) stays open in the draft.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlmodel import Session, col, select

from drafting.dates import written
from drafting.kinds import kind_named
from drafting.orthography import same_words
from drafting.spec import Annex, Node, Spec
from tracking.citation import citation, lower_first
from tracking.outgoing.letterhead import letterhead, own_body
from tracking.register.calendars import calendar_of
from tracking.register.database import Register
from tracking.register.options import option
from tracking.register.refusals import NotAllowed, NotFound
from tracking.register.tables import Assignment, Directive, Duty, Office

PlanKind = Literal["công văn", "kế hoạch"]
_NO_SUBJECT = "thực hiện nhiệm vụ được giao"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of the draft and the duty it carries out. due_on: the unit's own day; superior_due_on: the day it serves."""

    duty_id: int
    ordinal: str
    unit: str
    text: str
    due_on: dt.date | None
    superior_due_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Plan:
    """A draft from duties; which other duties of the same directives it leaves out `coverage` tells."""

    spec: Spec
    lines: tuple[PlanLine, ...]


def plan_from_duties(register: Register, duty_ids: Sequence[int], kind: PlanKind = "công văn", on: dt.date | None = None) -> Plan:
    """The implementing document for the chosen duties, laid out by unit.

    Raises NotAllowed where nothing is chosen, a duty is not in the register yet or our own body is not set.
    """
    day = on or register.today()
    with register.reading() as session:
        own = own_body(session)
        duties = _chosen(session, duty_ids)
        directives = [session.get_one(Directive, key) for key in dict.fromkeys(duty.directive_id for duty in duties)]
        lines = _lines(session, duties, own, day)
        found = kind_named(kind)
        assert found is not None, "both kinds are in the list of kinds"
        head = letterhead(session, own, found, day) | {"subject": _subject(kind, lower_first(directives[0].subject or _NO_SUBJECT))}
    spec = _letter(own, directives, lines, head) if kind == "công văn" else _plan(own, directives, lines, head)
    return Plan(spec, lines)


def _chosen(session: Session, duty_ids: Sequence[int]) -> list[Duty]:
    if not duty_ids:
        raise NotAllowed("Chưa chọn nhiệm vụ nào. Chọn trong sổ nhiệm vụ rồi bấm Soạn văn bản triển khai.")
    found = list(
        session.exec(
            select(Duty).where(col(Duty.id).in_(duty_ids)).order_by(col(Duty.issued_on), col(Duty.directive_id), col(Duty.position))
        )
    )
    if len(found) != len(set(duty_ids)):
        raise NotFound("Có nhiệm vụ đã chọn không còn trong sổ. Mở lại danh sách rồi chọn.")
    waiting = [duty for duty in found if duty.state in ("proposed", "rejected")]
    if waiting:
        raise NotAllowed(f"Mục {waiting[0].ordinal or '–'} chưa được đưa vào sổ. Rà soát trước khi soạn văn bản triển khai.")
    return found


def _lines(session: Session, duties: Sequence[Duty], own: Office, on: dt.date) -> tuple[PlanLine, ...]:
    """A line for each lead assignment; our own share goes to our units together."""
    shares = list(
        session.exec(
            select(Assignment)
            .where(col(Assignment.duty_id).in_([duty.id for duty in duties]), Assignment.role == "lead", Assignment.state != "rejected")
            .order_by(col(Assignment.id))
        )
    )
    names = {office.id: office.name for office in session.exec(select(Office))}
    found: list[PlanLine] = []
    for duty in duties:
        mine = [share for share in shares if share.duty_id == duty.id]
        for unit, group in _by_unit(mine, own, names, duty).items():
            due_on = min((share.due_on for share in group if share.due_on), default=None)
            internal = min((share.internal_due_on for share in group if share.internal_due_on), default=None)
            found.append(PlanLine(duty.id or 0, duty.ordinal, unit, duty.text, internal or _earlier(session, due_on, on), due_on))
    return tuple(found)


def _by_unit(shares: Sequence[Assignment], own: Office, names: dict[int | None, str], duty: Duty) -> dict[str, list[Assignment]]:
    """The shares by the unit that will read about them; a group's many offices are one line under the group's written name."""
    found: dict[str, list[Assignment]] = {}
    written_names = {share.name for share in shares}
    for share in shares:
        if share.office_id == own.id or (share.office_id is None and share.name == own.name):
            unit = f"Các phòng, đơn vị thuộc {own.name}"
        elif len(shares) > len(written_names):
            unit = share.name
        else:
            unit = names.get(share.office_id, share.name)
        found.setdefault(unit, []).append(share)
    return found


def _earlier(session: Session, due_on: dt.date | None, on: dt.date) -> dt.date | None:
    """The unit's own day: some working days before the superior's, never before the day after today."""
    if due_on is None:
        return None
    calendar = calendar_of(session, on)
    day = due_on
    for _ in range(int(option(session, "internal_days", on))):
        day = calendar.last_working_day_before(day)
    return day if day > on else due_on


def _letter(own: Office, directives: Sequence[Directive], lines: Sequence[PlanLine], head: dict[str, Any]) -> Spec:
    units = list(dict.fromkeys(line.unit for line in lines))
    body = tuple(Node("heading", unit, children=tuple(_task(line) for line in lines if line.unit == unit)) for unit in units)
    return Spec(
        **head,
        addressees=tuple(units) if len(units) <= 5 else ("Các cơ quan, đơn vị được giao nhiệm vụ",),
        opening=(f"Thực hiện {_cited(directives)}, {own.name} yêu cầu các cơ quan, đơn vị thực hiện các nhiệm vụ sau:",),
        body=body,
        closing=("Yêu cầu các cơ quan, đơn vị tổ chức thực hiện đúng tiến độ",),
        recipients=("Như trên", *_superiors(directives, own)),
    )


def _plan(own: Office, directives: Sequence[Directive], lines: Sequence[PlanLine], head: dict[str, Any]) -> Spec:
    subject = directives[0].subject or ""
    tasks = tuple(_task(line, owners=(line.unit,)) for line in lines)
    body = (
        Node(
            "heading",
            "MỤC ĐÍCH, YÊU CẦU",
            children=(
                Node("text", f"Tổ chức thực hiện đầy đủ, đúng thời hạn các nhiệm vụ được giao tại {_short(directives)}."),
                Node("text", "Phân công rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ sản phẩm, rõ thẩm quyền."),
            ),
        ),
        Node("heading", "NHIỆM VỤ", children=(Node("text", "Nhiệm vụ của từng cơ quan, đơn vị nêu tại Phụ lục kèm theo Kế hoạch này."),)),
        Node(
            "heading",
            "TỔ CHỨC THỰC HIỆN",
            children=(
                Node(
                    "text",
                    "Thủ trưởng các cơ quan, đơn vị trực tiếp chỉ đạo, chịu trách nhiệm về kết quả thực hiện nhiệm vụ được phân công.",
                ),
            ),
        ),
    )
    return Spec(
        **head,
        opening=(f"Thực hiện {_cited(directives)}, {own.name} ban hành Kế hoạch triển khai như sau:",),
        body=body,
        annexes=(Annex(f"Phân công nhiệm vụ {lower_first(subject)}".strip(), landscape=True, tasks=tasks),),
        closing=("Yêu cầu các cơ quan, đơn vị tổ chức thực hiện Kế hoạch này",),
        recipients=(*_superiors(directives, own), *dict.fromkeys(line.unit for line in lines)),
    )


def _subject(kind: PlanKind, subject: str) -> str:
    """ "triển khai …" in small letters after V/v; a plan's own title with a capital."""
    if kind == "công văn":
        return subject if subject.startswith("triển khai") else f"triển khai {subject}"
    return subject[:1].upper() + subject[1:]


def _task(line: PlanLine, owners: tuple[str, ...] = ()) -> Node:
    return Node("task", line.text.rstrip(" .;"), owners=owners, deadline=f"chậm nhất {written(line.due_on)}" if line.due_on else None)


def _cited(directives: Sequence[Directive]) -> str:
    return "; ".join(citation(d.kind, d.number, d.issued_on, d.issuer, d.subject) for d in directives)


def _short(directives: Sequence[Directive]) -> str:
    return ", ".join(citation(d.kind, d.number, None, None) for d in directives)


def _superiors(directives: Sequence[Directive], own: Office) -> list[str]:
    """Whoever gave the duties is told of the plan, unless that is our own body."""
    issuers = dict.fromkeys(d.issuer for d in directives if d.issuer and not same_words(d.issuer, own.name))
    return [f"{issuer} (để báo cáo)" for issuer in issuers]
