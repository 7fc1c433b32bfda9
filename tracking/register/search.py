"""Search over directives and duties: with or without marks, abbreviations expanded, newest first."""

from __future__ import annotations

import re
from typing import Any, Literal

from sqlalchemy import text
from sqlmodel import Session, col, select

from drafting.orthography import fold
from tracking.register.database import Register
from tracking.register.office_names import data
from tracking.register.tables import Directive, Duty

_TOKEN = re.compile(r"[a-z0-9]+(?:&[a-z0-9]+)*")
_SQLITE = "SELECT rowid FROM search_{0} WHERE search_{0} MATCH :words AND rowid < :before ORDER BY rowid DESC LIMIT :most"
_POSTGRES = (
    "SELECT id FROM {0} WHERE to_tsvector('simple', fold) @@ to_tsquery('simple', :words) AND id < :before ORDER BY id DESC LIMIT :most"
)
_NEWEST = 2**62


def search(register: Register, words: str, most: int = 50, before: int | None = None) -> dict[str, list[dict[str, Any]]]:
    """Duties and directives that hold all the words: {duties, directives}, newest first; `before` pages through the duties."""
    with register.reading() as session:
        duty_ids = ids(session, "duty", words, most, before)
        directive_ids = ids(session, "directive", words, most) if before is None else []
        duties = session.exec(select(Duty, Directive).where(Duty.directive_id == Directive.id, col(Duty.id).in_(duty_ids)))
        found = sorted(duties, key=lambda pair: -(pair[0].id or 0))
        directives = sorted(session.exec(select(Directive).where(col(Directive.id).in_(directive_ids))), key=lambda row: -(row.id or 0))
        return {"duties": [_duty(duty, directive) for duty, directive in found], "directives": [_directive(row) for row in directives]}


def ids(session: Session, table: Literal["duty", "directive"], words: str, most: int, before: int | None = None) -> list[int]:
    """The newest rows of the table that hold all the words; empty for a query without letters or digits."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    query = query_of(words, sqlite)
    if not query:
        return []
    statement = (_SQLITE if sqlite else _POSTGRES).format(table)
    rows = session.connection().execute(text(statement), {"words": query, "before": before or _NEWEST, "most": most})
    return [row[0] for row in rows]


def query_of(words: str, sqlite: bool) -> str:
    """The words as a full-text query: every word must be there, an abbreviation or what it stands for."""
    terms = []
    for token in _TOKEN.findall(fold(words)):
        ways = [token.replace("&", " ")]
        if token in data()["abbreviations"]:
            ways.append(data()["abbreviations"][token])
        terms.append("(" + (" OR " if sqlite else " | ").join(_phrase(way, sqlite) for way in ways) + ")")
    return (" AND " if sqlite else " & ").join(terms)


def _phrase(words: str, sqlite: bool) -> str:
    return f'"{words}"' if sqlite else "(" + " <-> ".join(words.split()) + ")"


def _duty(duty: Duty, directive: Directive) -> dict[str, Any]:
    row = duty.model_dump(include={"id", "ordinal", "text", "owners", "state", "due_on", "directive_id"})
    return row | {"number": directive.number, "issued_on": directive.issued_on, "issuer": directive.issuer}


def _directive(row: Directive) -> dict[str, Any]:
    return row.model_dump(include={"id", "number", "issued_on", "issuer", "subject", "kind", "state", "arrival_number", "arrival_year"})
