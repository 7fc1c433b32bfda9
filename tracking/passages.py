"""A library of passages (mục đích, yêu cầu, tổ chức thực hiện …) that grows from what the office has issued.

Each issued document gives its openings, grounds and the passages under its headings; what stands with a day of its own is a duty of that
document alone and is left out. A document whose number was cancelled, or that was issued again, gives what it says now.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, literal, or_
from sqlmodel import Session, col, func, select

from drafting.orthography import squash
from tracking.register.actor import LOCAL, Actor
from tracking.register.database import Register, Unit
from tracking.register.outgoing_tables import OutgoingDocument
from tracking.register.searched import searched
from tracking.register.template_tables import GatheredDocument, Passage, PassageSource

GROUNDS, OPENING, CLOSING = "Căn cứ", "Mở đầu", "Kết thúc"
"""The sections of what stands outside the headings."""

_SHORTEST = 15
_FORMS = ("text", "task", "article")
_FIRST = (("bases", GROUNDS), ("opening", OPENING))
_LAST = (("closing", CLOSING),)
_SAME, _NEAR, _KIND = 4, 2, 1


@dataclass(frozen=True, slots=True)
class Found:
    """A passage of one document: the heading above it, its words, the node that puts it into another description."""

    section: str
    text: str
    node: dict[str, Any]


def suggest(register: Register, kind: str, section: str = "", words: str = "", most: int = 10) -> list[dict[str, Any]]:
    """Passages that fit there: same section and kind first, then same section, then a section near it; the most used first.

    words: with or without marks, each the beginning of a word of the passage; with words other sections are searched too. Each is
    {id, kind, section, text, node, used, documents: [{id, number, issued_on, subject}]}, its documents newest first.
    """
    gather(register)
    with register.reading() as session:
        found = _fitting(session, kind, searched(section), searched(words).split(), most)
        sources = _sources(session, [passage.id or 0 for passage, _ in found])
        return [_shown(passage, used, sources.get(passage.id or 0, [])) for passage, used in found]


def gather(register: Register, actor: Actor = LOCAL) -> int:
    """Take up what was issued, issued again or cancelled since the last time. Returns how many documents; none leaves no trace."""
    with register.reading() as session:
        if not _changed(session):
            return 0
    with register.command(actor, "gather_passages") as unit:
        changed = _changed(unit.session)
        for document_id in changed:
            _forget(unit, document_id)
            document = unit.session.get(OutgoingDocument, document_id)
            if document is not None and document.state == "issued":
                _keep(unit, document)
            unit.touch("outgoingdocument", document_id)
        return len(changed)


def passages_of(spec: Mapping[str, Any]) -> Iterator[Found]:
    """The passages of a description as it is kept, in reading order."""
    for key, section in _FIRST:
        yield from _plain(spec.get(key, ()), section)
    yield from _under(spec.get("body", ()), "")
    for annex in spec.get("annexes", ()):
        yield from _under(annex.get("body", ()), squash(annex.get("title", "")))
    for key, section in _LAST:
        yield from _plain(spec.get(key, ()), section)


def _plain(texts: Iterable[str], section: str) -> Iterator[Found]:
    return (Found(section, text, {"text": text}) for text in texts if len(text) >= _SHORTEST)


def _under(nodes: Iterable[Mapping[str, Any]], section: str) -> Iterator[Found]:
    for node in nodes:
        children = node.get("children", ())
        form = next((form for form in _FORMS if form in node), None)
        if form is None:
            yield from _under(children, squash(node.get("heading", "")) or section)
        elif not _dated(node):
            text = node[form]
            if len(text) >= _SHORTEST or children:
                yield Found(section, text, dict(node))
        else:
            if not node.get("deadline") and len(node[form]) >= _SHORTEST:
                yield Found(section, node[form], {key: value for key, value in node.items() if key != "children"})
            yield from _under(children, section)


def _dated(node: Mapping[str, Any]) -> bool:
    """Whether the node or anything below it has a day of its own."""
    return bool(node.get("deadline")) or any(_dated(child) for child in node.get("children", ()))


def _words(node: Mapping[str, Any]) -> str:
    own = " ".join(str(node[form]) for form in (*_FORMS, "heading") if form in node)
    units = " ".join((*node.get("owners", ()), *node.get("coordinators", ())))
    return " ".join((own, units, *(_words(child) for child in node.get("children", ()))))


def _changed(session: Session) -> list[int]:
    """Documents issued but not taken up in their version, and those taken up that are issued no more; oldest first."""
    query = (
        select(OutgoingDocument.id)
        .outerjoin(GatheredDocument, col(GatheredDocument.document_id) == OutgoingDocument.id)
        .where(
            or_(
                and_(
                    col(OutgoingDocument.state) == "issued",
                    or_(col(GatheredDocument.version).is_(None), col(GatheredDocument.version) != OutgoingDocument.version),
                ),
                and_(col(OutgoingDocument.state) != "issued", col(GatheredDocument.version).is_not(None)),
            )
        )
        .order_by(col(OutgoingDocument.id))
    )
    return [key for key in session.exec(query) if key is not None]


def _forget(unit: Unit, document_id: int) -> None:
    unit.session.connection().execute(delete(PassageSource).where(col(PassageSource.document_id) == document_id))
    unit.session.connection().execute(delete(GatheredDocument).where(col(GatheredDocument.document_id) == document_id))


def _keep(unit: Unit, document: OutgoingDocument) -> None:
    seen = set()
    for found in passages_of(document.spec):
        key = _passage_id(unit, document.kind, found)
        if key not in seen:
            unit.session.add(PassageSource(passage_id=key, document_id=document.id or 0))
            seen.add(key)
    unit.session.add(GatheredDocument(document_id=document.id or 0, version=document.version))
    unit.session.flush()


def _passage_id(unit: Unit, kind: str, found: Found) -> int:
    """The passage with these words in this section of this kind, new where there is none."""
    section, words = searched(found.section), searched(_words(found.node))
    key = hashlib.sha256(words.encode()).hexdigest()
    query = select(Passage.id).where(Passage.kind == kind, Passage.section_fold == section, Passage.key == key)
    known = unit.session.exec(query).first()
    if known is not None:
        return known
    row = Passage(
        kind=kind,
        section=found.section,
        section_fold=section,
        text=found.text,
        node=found.node,
        fold=f" {section} {words} ",
        key=key,
        recorded_at=unit.now,
    )
    unit.session.add(row)
    unit.session.flush()
    return row.id or 0


def _fitting(session: Session, kind: str, section: str, words: list[str], most: int) -> list[tuple[Passage, int]]:
    used = func.count(col(PassageSource.document_id))
    fit = _fit(kind, section)
    query = (
        select(Passage, used)
        .join(PassageSource, col(PassageSource.passage_id) == Passage.id)
        .join(OutgoingDocument, col(OutgoingDocument.id) == PassageSource.document_id)
        .where(OutgoingDocument.state == "issued")
        .group_by(col(Passage.id))
        .order_by(fit.desc(), used.desc(), func.max(OutgoingDocument.issued_on).desc(), col(Passage.id).desc())
        .limit(most)
    )
    for word in words:
        query = query.where(col(Passage.fold).like(f"% {word}%"))
    if not words:
        query = query.where(fit >= (_NEAR if section else _KIND))
    return [(passage, number) for passage, number in session.exec(query)]


def _fit(kind: str, section: str) -> ColumnElement[int]:
    """How well a passage fits: by its section first (the same, or one within the other), then by the kind of document."""
    padded = literal(" ") + col(Passage.section_fold) + literal(" ")
    near = and_(col(Passage.section_fold) != "", or_(padded.like(f"% {section} %"), literal(f" {section} ").contains(padded)))
    by_section = case((col(Passage.section_fold) == section, _SAME), (near, _NEAR), else_=0) if section else literal(0)
    return by_section + case((col(Passage.kind) == kind, _KIND), else_=0)


def _sources(session: Session, passage_ids: list[int]) -> dict[int, list[dict[str, Any]]]:
    query = (
        select(PassageSource.passage_id, OutgoingDocument)
        .where(PassageSource.document_id == OutgoingDocument.id, col(PassageSource.passage_id).in_(passage_ids))
        .where(OutgoingDocument.state == "issued")
        .order_by(col(OutgoingDocument.issued_on).desc(), col(OutgoingDocument.id).desc())
    )
    found: dict[int, list[dict[str, Any]]] = {}
    for key, document in session.exec(query):
        found.setdefault(key, []).append(document.model_dump(include={"id", "number", "issued_on", "subject"}))
    return found


def _shown(passage: Passage, used: int, documents: list[dict[str, Any]]) -> dict[str, Any]:
    return {**passage.model_dump(include={"id", "kind", "section", "text", "node"}), "used": used, "documents": documents}
