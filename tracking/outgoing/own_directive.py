"""An issued document of ours becomes a directive of our own in the register: its tasks are duties, tied to those they carry out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from drafting.orthography import squash
from drafting.spec import Node, Spec, parse_spec
from tracking.duty import DocumentInfo, Reading, Reference, Source
from tracking.duty import Duty as DutyRead
from tracking.language.deadline import read_deadline
from tracking.outgoing.answering import carried_out
from tracking.outgoing.reminding import letter_of
from tracking.register import carrying, directives, fan_out
from tracking.register.database import Register, Unit
from tracking.register.events import record
from tracking.register.lineage import link_references
from tracking.register.offices import Directory
from tracking.register.outgoing_tables import OutgoingDocument, OutgoingLine
from tracking.register.tables import Directive, Duty

ORIGIN = "own"
KINDS = ("công văn", "kế hoạch", "chỉ thị", "quyết định", "thông báo", "chương trình", "công điện", "phương án", "nghị quyết")
"""The kinds by which an office gives duties; a reminder letter gives none, it speaks of duties that are there."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is slow about registering a document, made before anybody waits for the writer: its tasks and the offices."""

    tasks: tuple[tuple[Node, tuple[str, ...]], ...]
    directory: Directory


def prepare(register: Register, document_id: int) -> Prepared:
    """The tasks by which a document will give duties; none where it is of no such kind or only reminds."""
    with register.reading() as session:
        document = session.get(OutgoingDocument, document_id)
        if document is None or document.kind not in KINDS or letter_of(session, document_id) is not None:
            return Prepared((), Directory({}, {}))
        tasks = tuple(_tasks(parse_spec(document.spec)))
        return Prepared(tasks, Directory.load(session) if tasks else Directory({}, {}))


def enter(unit: Unit, document: OutgoingDocument, prepared: Prepared) -> None:
    """Register an issued document whose tasks give duties; each task is tied to the duty of a superior that it carries out."""
    tasks, directory = prepared.tasks, prepared.directory
    own, issued_on = directory.own, document.issued_on
    if own is None or issued_on is None:
        return
    superiors = _superiors(unit, document)
    directive = _directive(unit, document, own.name, issued_on, superiors)
    for position, (task, owners) in enumerate(tasks):
        duty = _propose(unit, directive, position, task, owners, issued_on)
        superior = carried_out(task.text, superiors)
        covered = carrying.covered_offices(unit.session, superior, own) if superior else frozenset()
        record(unit, duty, None, "confirm_duty", "confirmed", issued_on)
        fan_out.enter(unit, directive, duty, directory, covered)
        if superior is not None:
            carrying.link(unit, duty, superior, own, issued_on)


def take_back(unit: Unit, number: str, issued_on: dt.date, reason: str) -> None:
    """The document lost its number: its directive is withdrawn, and what it carried out counts for our own body again."""
    query = select(Directive).where(Directive.number == number, Directive.issued_on == issued_on, Directive.origin == ORIGIN)
    for directive in unit.session.exec(query.where(Directive.state != "withdrawn")).all():
        for duty in unit.session.exec(select(Duty).where(Duty.directive_id == directive.id)).all():
            carrying.give_back(unit, duty, reason)
        directive.state = "withdrawn"
        unit.touch("directive", directive.id)


def _tasks(spec: Spec) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """Each task with its owners: its own, else the heading above it, else whom the document addresses."""
    yield from _under(spec.body, spec.addressees)
    for annex in spec.annexes:
        yield from _under(annex.tasks or annex.body or (), spec.addressees)


def _under(nodes: Sequence[Node], owners: tuple[str, ...]) -> Iterator[tuple[Node, tuple[str, ...]]]:
    for node in nodes:
        if node.form == "task":
            yield node, node.owners or owners
        speaks = node.form == "heading" and any(child.form == "task" and not child.owners for child in node.children)
        yield from _under(node.children, (node.text,) if speaks else owners)


def _superiors(unit: Unit, document: OutgoingDocument) -> list[Duty]:
    query = select(Duty).where(OutgoingLine.duty_id == Duty.id, OutgoingLine.document_id == document.id, Duty.state != "rejected")
    return list(unit.session.exec(query.order_by(col(Duty.id))))


def _directive(unit: Unit, document: OutgoingDocument, issuer: str, issued_on: dt.date, superiors: Sequence[Duty]) -> Directive:
    cited = {duty.directive_id for duty in superiors}
    rows = unit.session.exec(select(Directive).where(col(Directive.id).in_(cited)).order_by(col(Directive.id))).all()
    references = tuple(Reference(row.kind, row.number, row.issued_on, row.issuer, "thực hiện") for row in rows)
    info = DocumentInfo(document.kind, document.number, issued_on, issuer, subject=document.subject or None, references=references)
    directive = directives.new_directive(unit, Reading((info,), ()), issued_on, ORIGIN)
    directive.settled, directive.state, directive.needs_typing = True, "settled", False
    link_references(unit, directive)
    unit.touch("directive", directive.id)
    return directive


def _propose(unit: Unit, directive: Directive, position: int, task: Node, owners: tuple[str, ...], issued_on: dt.date) -> Duty:
    deadline = read_deadline(task.deadline or "", issued_on)
    read = DutyRead(
        squash(task.text), 0, "", owners, task.coordinators, (), task.deliverable, deadline, Source(squash(task.text)), confidence=1.0
    )
    return directives.add_proposed(unit, directive, position, read)
