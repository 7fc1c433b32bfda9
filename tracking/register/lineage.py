"""Lineage: documents that cite each other. A cited document not yet here is a placeholder that fills when it arrives."""

from __future__ import annotations

from sqlmodel import col, select

from tracking.register.due import day_in
from tracking.register.tables import Directive, DirectiveLink
from tracking.register.unit import Unit


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
    if directive.number:
        waiting = select(DirectiveLink).where(DirectiveLink.number == directive.number, col(DirectiveLink.to_id).is_(None))
        for link in unit.session.exec(waiting):
            if link.from_id != directive.id and link.issued_on in (None, directive.issued_on):
                link.to_id = directive.id


def _find(unit: Unit, number: str, reference: dict[str, str | None]) -> int | None:
    """The registered document that a reference names, when there is just one."""
    query = select(Directive.id).where(Directive.number == number, col(Directive.state).not_in(("withdrawn", "merged")))
    issued_on = day_in(reference.get("issued_on"))
    if issued_on is not None:
        query = query.where(Directive.issued_on == issued_on)
    found = unit.session.exec(query).all()
    return found[0] if len(found) == 1 else None
