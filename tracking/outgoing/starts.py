"""Where a draft of a kind starts when nothing is given yet: the office's own head, the usual headings, the parts its form opens with."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from drafting.kinds import kind_named
from drafting.spec_values import Form, Node, Spec
from tracking.outgoing.letterhead import letterhead, own_body
from tracking.register.database import Register
from tracking.register.refusals import NotAllowed


@dataclass(frozen=True, slots=True)
class Start:
    """How the form of a kind opens. shows: the parts it uses as a rule; fields: labels of its labelled lines; first: of the first line."""

    shows: tuple[str, ...] = ("opening", "closing")
    fields: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    first: Form = "text"


@functools.cache
def start_of(kind: str) -> Start:
    """How the form of that kind opens; a plain form for one that the table does not hold."""
    row: dict[str, Any] = _table().get(kind, {})
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Start(**values)


def starting_spec(register: Register, kind: str) -> Spec:
    """A description with our own body's head and the kind's usual headings; not complete yet.

    Raises NotAllowed where there is no such kind or no own body is set.
    """
    found = kind_named(kind)
    if found is None:
        raise NotAllowed(f"«{kind}» không phải là loại văn bản hành chính. Chọn loại trong danh sách.")
    start = start_of(found.name)
    with register.reading() as session:
        own = own_body(session)
        head = letterhead(session, own, found, register.today())
    return Spec(
        **head,
        opening=tuple(words.format(issuer=own.name) for words in start.opening),
        body=tuple(Node("heading", words) for words in start.headings),
    )


@functools.cache
def _table() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(files("tracking.outgoing").joinpath("starts.toml").read_text("utf-8"))["kind"]
    return found
