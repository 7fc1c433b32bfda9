"""Lineage: documents that cite each other. A cited document not yet here is a placeholder that fills when it arrives."""

from __future__ import annotations

from sqlmodel import col, select

from tracking.register import ended, states
from tracking.register.due import day_in
from tracking.register.events import record
from tracking.register.tables import Directive, DirectiveLink, Duty
from tracking.register.unit import Unit

ENDING = ("thay thế", "bãi bỏ")
"""Relations by which a document ends another: the duties of the other wait for a decision."""


def link_references(unit: Unit, directive: Directive) -> None:
    """Link what the directive cites, and fill the placeholders that wait for it. Links kept already are not doubled."""
    kept = {(row.relation, row.number) for row in unit.session.exec(select(DirectiveLink).where(DirectiveLink.from_id == directive.id))}
    for reference in directive.references:
        number, relation = reference.get("number"), reference["relation"]
        if number and (relation, number) not in kept:
            issued_on = day_in(reference.get("issued_on"))
            unit.session.add(
                DirectiveLink(
                    from_id=directive.id or 0,
                    to_id=_find(unit, number, reference),
                    relation=relation,
                    number=number,
                    issued_on=issued_on,
                    issuer=reference.get("issuer"),
                )
            )
            kept.add((relation, number))
            _mark_duties(unit, directive, relation, _find(unit, number, reference))
    if directive.number:
        waiting = select(DirectiveLink).where(DirectiveLink.number == directive.number, col(DirectiveLink.to_id).is_(None))
        for link in unit.session.exec(waiting):
            if link.from_id != directive.id and link.issued_on in (None, directive.issued_on):
                link.to_id = directive.id
                _mark_duties(unit, unit.session.get_one(Directive, link.from_id), link.relation, directive.id)


def mark_if_ended(unit: Unit, directive: Directive) -> None:
    """Mark the duties of a document that one registered earlier has ended already."""
    query = select(DirectiveLink).where(DirectiveLink.to_id == directive.id, col(DirectiveLink.relation).in_(ENDING))
    for link in unit.session.exec(query).all():
        _mark_duties(unit, unit.session.get_one(Directive, link.from_id), link.relation, directive.id)


def _mark_duties(unit: Unit, by: Directive, relation: str, ended_id: int | None) -> None:
    """Mark the open duties of a document that another one ended, each once; what becomes of them a person decides."""
    old = unit.session.get(Directive, ended_id) if relation in ENDING and ended_id is not None else None
    if old is None or old.id == by.id or by.state in ("withdrawn", "merged"):
        return
    open_duties = select(Duty).where(Duty.directive_id == old.id, col(Duty.state).in_(states.open_states()))
    duties = [duty for duty in unit.session.exec(open_duties) if not ended.is_marked(unit.session, duty, by)]
    for duty in duties:
        record(unit, duty, None, ended.MARK, payload={"by": by.id, "relation": relation})
    if duties:
        line = f"Văn bản bị {relation} bởi {by.number or 'văn bản không số'}; {len(duties)} nhiệm vụ đang thực hiện chờ quyết định."
        old.warnings = [*old.warnings, line]
        old.version += 1
        unit.touch("directive", old.id)


def _find(unit: Unit, number: str, reference: dict[str, str | None]) -> int | None:
    """The registered document that a reference names, when there is just one."""
    query = select(Directive.id).where(Directive.number == number, col(Directive.state).not_in(("withdrawn", "merged")))
    issued_on = day_in(reference.get("issued_on"))
    if issued_on is not None:
        query = query.where(Directive.issued_on == issued_on)
    found = unit.session.exec(query).all()
    return found[0] if len(found) == 1 else None
