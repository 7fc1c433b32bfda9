"""Search over directives and duties: with or without marks, abbreviations expanded, newest first.

One engine for every list: the database's full-text index over the folded words (FTS5, or tsvector with GIN). A duty is found by
its own words and by those of its directive. A last word not yet typed to its end is taken as a beginning where nothing else is found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import ColumnElement, column, false, literal_column, table, union
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, select

from drafting.orthography import fold
from tracking.register.database import Register
from tracking.register.office_names import data
from tracking.register.tables import Assignment, Directive, Duty, Office

Searched = Literal["duty", "directive"]
_TOKEN = re.compile(r"[a-z0-9]+(?:&[a-z0-9]+)*")
_MOST_WORDS = 12
_MOST_GROUPS = 6
FEW, MANY = 500, 2000
"""How many of the newest duties stand for all that hold the words: in a list of everything, and in one narrowed by state or office."""
LAST: dict[Searched, int] = {"duty": 10_000, "directive": 2_000}
"""So many of the newest rows PostgreSQL looks through before it asks its index: an index gives all that hold the words, in no order."""
_BEGINNING = 2
"""From so many letters on a last word may be a beginning."""


def search(register: Register, words: str, most: int = 50, before: int | None = None) -> dict[str, list[dict[str, Any]]]:
    """Duties and directives that hold all the words: {duties, directives}, newest first; `before` pages through the duties."""
    with register.reading() as session:
        duty_ids = ids(session, "duty", words, most, before)
        directive_ids = ids(session, "directive", words, most) if before is None else []
        duties = session.exec(select(Duty, Directive).where(Duty.directive_id == Directive.id, col(Duty.id).in_(duty_ids)))
        found = sorted(duties, key=lambda pair: -(pair[0].id or 0))
        directives = sorted(session.exec(select(Directive).where(col(Directive.id).in_(directive_ids))), key=lambda row: -(row.id or 0))
        return {"duties": [_duty(duty, directive) for duty, directive in found], "directives": [_directive(row) for row in directives]}


def ids(session: Session, where: Searched, words: str, most: int, before: int | None = None) -> list[int]:
    """The newest rows of the table that hold all the words; empty for a query without letters or digits."""
    terms = terms_of(words)
    found = _newest(session, where, terms, most, before)
    return found or (_newest(session, where, _begun(terms), most, before) if terms else [])


def holding(session: Session, where: Searched, words: str) -> list[ColumnElement[bool]]:
    """The conditions that a row holds all the words; none for an empty text, never met for mere signs."""
    if not words.strip():
        return []
    terms = _typed(session, where, terms_of(words))
    key = col(Duty.id) if where == "duty" else col(Directive.id)
    return [key.in_(_rows(session, where, terms))] if terms else [false()]


def holding_shares(session: Session, words: str, newest: int | None = None) -> list[ColumnElement[bool]]:
    """The conditions that an assignment holds all the words: in its duty and directive, or some of them in its office's name.

    newest: where more duties than that hold them, so many of the newest stand for all (MANY where some of the words name an office): the
    search costs the same in a register of any size.
    """
    if not words.strip():
        return []
    terms = terms_of(words)
    if not terms:
        return [false()]
    offices = _offices(session, terms)
    terms = terms if any(len(held) == len(terms) for held, _ in offices) else _typed(session, "duty", terms)
    ways = [[_of_duties(session, terms, newest)]]
    for held, office_ids in offices:
        rest = [term for index, term in enumerate(terms) if index not in held]
        there = col(Assignment.office_id).in_(office_ids)
        ways.append([there, _of_duties(session, rest, newest and MANY)] if rest else [there])
    hits = union(*(select_columns(col(Assignment.id)).where(*way) for way in ways))
    return [col(Assignment.id).in_(hits)]


def is_held_by_more(session: Session, words: str, most: int) -> bool:
    """Whether more duties than that hold the words, so that a list that looks only through the newest ones leaves some out."""
    terms = terms_of(words)
    return bool(terms) and len(_newest(session, "duty", _typed(session, "duty", terms), most + 1, None)) > most


def _of_duties(session: Session, terms: Sequence[Term], newest: int | None) -> ColumnElement[bool]:
    """The assignments of the duties that hold the terms: by their ids where they are few, else by the index itself."""
    most = newest or FEW
    few = _newest(session, "duty", terms, most + 1, None)
    return col(Assignment.duty_id).in_(few[:most] if newest or len(few) <= most else _rows(session, "duty", terms))


Term = tuple[str, ...]
"""A word of the query: the ways in which it may stand there (an abbreviation, or what it stands for)."""


def terms_of(words: str) -> list[Term]:
    """The words of a query, folded: "UBND" → ("ubnd", "uy ban nhan dan")."""
    found: list[Term] = []
    for token in _TOKEN.findall(fold(words))[:_MOST_WORDS]:
        full = data()["abbreviations"].get(token)
        found.append((token.replace("&", " "), full) if full else (token.replace("&", " "),))
    return found


def _typed(session: Session, where: Searched, terms: Sequence[Term]) -> list[Term]:
    """The terms as they are, or with the last one as a beginning where they are found nowhere so."""
    if not terms or _newest(session, where, terms, 1, None):
        return list(terms)
    begun = _begun(terms)
    return begun if _newest(session, where, begun, 1, None) else list(terms)


def _begun(terms: Sequence[Term]) -> list[Term]:
    last = terms[-1][0]
    return [*terms[:-1], (f"{last}*",)] if len(last) >= _BEGINNING else list(terms)


def _newest(session: Session, where: Searched, terms: Sequence[Term], most: int, before: int | None) -> list[int]:
    """The newest rows that hold the terms. What many rows hold is found among the last ones without asking the index for all of them."""
    if not terms:
        return []
    postgres = session.get_bind().dialect.name != "sqlite"
    if postgres and len(near := _among_last(session, where, terms, most, before)) == most:
        return near
    query = _rows(session, where, terms)
    key = query.selected_columns[0]
    if before is not None:
        query = query.where(key < before)
    order = key + 0 if postgres else key  # few hold them: their index first, never a walk through every row
    return list(session.execute(query.order_by(order.desc()).limit(most)).scalars())


def _among_last(session: Session, where: Searched, terms: Sequence[Term], most: int, before: int | None) -> list[int]:
    """The newest rows among the last of all that hold the terms; the walk ends as soon as there are enough."""
    model: Any = Duty if where == "duty" else Directive
    words: ColumnElement[Any] = literal_column("search_words")
    last = select_columns(col(model.id).label("id"), words.label("held")).select_from(model)
    if before is not None:
        last = last.where(col(model.id) < before)
    rows = last.order_by(col(model.id).desc()).limit(LAST[where]).subquery()
    wanted = select_columns(_postgres_query(terms)).scalar_subquery()  # read once, not anew for each row
    query = select_columns(rows.c.id).where(rows.c.held.op("@@")(wanted))
    return list(session.execute(query.order_by(rows.c.id.desc()).limit(most)).scalars())


def _rows(session: Session, where: Searched, terms: Sequence[Term]) -> Any:
    """The ids of the rows that hold every term."""
    if session.get_bind().dialect.name == "sqlite":
        index = table(f"search_{where}", column("rowid"), column(f"search_{where}"))
        query = " AND ".join("(" + " OR ".join(map(_sqlite_phrase, ways)) + ")" for ways in terms)
        return select_columns(index.c.rowid).where(index.c[f"search_{where}"].op("MATCH")(query))
    model: Any = Duty if where == "duty" else Directive
    words: ColumnElement[Any] = literal_column(f"{where}.search_words")
    return select_columns(col(model.id)).where(words.op("@@")(_postgres_query(terms)))


def _postgres_query(terms: Sequence[Term]) -> ColumnElement[Any]:
    query = " & ".join("(" + " | ".join(map(_postgres_phrase, ways)) + ")" for ways in terms)
    return func.to_tsquery(literal_column("'simple'"), query)


def _sqlite_phrase(words: str) -> str:
    return f'"{words[:-1]}"*' if words.endswith("*") else f'"{words}"'


def _postgres_phrase(words: str) -> str:
    return f"{words[:-1]}:*" if words.endswith("*") else "(" + " <-> ".join(words.split()) + ")"


def _offices(session: Session, terms: Sequence[Term]) -> list[tuple[frozenset[int], list[int]]]:
    """The offices whose names hold some of the terms, grouped by which; those that hold the most first."""
    groups: dict[frozenset[int], list[int]] = {}
    for key, words, short in session.execute(select_columns(col(Office.id), col(Office.fold), col(Office.short))):
        name = f" {words} {short.lower()} "
        held = frozenset(index for index, ways in enumerate(terms) if any(f" {way} " in name for way in ways))
        if held:
            groups.setdefault(held, []).append(key)
    return sorted(groups.items(), key=lambda group: (-len(group[0]), sorted(group[0])))[:_MOST_GROUPS]


def _duty(duty: Duty, directive: Directive) -> dict[str, Any]:
    row = duty.model_dump(include={"id", "ordinal", "text", "owners", "state", "due_on", "directive_id"})
    return row | {"number": directive.number, "issued_on": directive.issued_on, "issuer": directive.issuer}


def _directive(row: Directive) -> dict[str, Any]:
    return row.model_dump(include={"id", "number", "issued_on", "issuer", "subject", "kind", "state", "arrival_number", "arrival_year"})
