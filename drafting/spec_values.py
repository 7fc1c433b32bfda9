"""What a document is to say, as plain values: the input of drafting. Lawful form is the renderer's work, not the author's.

`read_spec` takes a JSON file, `parse_spec` a JSON value (shape: `templates/spec.schema.json`). Both give text in NFC with single spaces.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from drafting.kinds import Kind

Form = Literal["heading", "article", "task", "text"]


@dataclass(frozen=True, slots=True)
class Issuer:
    """The issuing body in sentence case and the body above it (cơ quan chủ quản)."""

    name: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """One item of the body: a heading, an article (điều), a task or a text. Only a task has owners, deadline and the like.

    deadline: the words as they are to be printed; owners, coordinators: one string a unit.
    """

    form: Form
    text: str
    owners: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()
    deadline: str | None = None
    deliverable: str | None = None
    children: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """The node and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a list or a report: heads, the share of the width each column takes, rows of text.

    centred: the columns whose cells stand in the middle (counts, days). Made by the program, never read from a JSON description.
    """

    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    centred: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Annex:
    """A phụ lục: a table of tasks (tasks is not None), a table of another shape (grid) or a body."""

    title: str
    landscape: bool = False
    tasks: tuple[Node, ...] | None = None
    body: tuple[Node, ...] = ()
    grid: Grid | None = None

    @property
    def is_table(self) -> bool:
        return self.tasks is not None or self.grid is not None


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the lines of authority ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), the position, the full name."""

    position: str
    name: str
    authority: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the issuer, printed at the foot of page 1."""

    address: str | None = None
    phone: str | None = None
    email: str | None = None
    website: str | None = None
    fax: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled line ("Thời gian: …") of a giấy mời, giấy giới thiệu, biên bản and the like."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Spec:
    """A whole document. serial, issued_on: None while not yet issued. archive: what follows "Lưu:"."""

    kind: Kind
    issuer: Issuer
    symbol: str | None = None
    serial: int | None = None
    place: str | None = None
    issued_on: dt.date | None = None
    subject: str | None = None
    addressees: tuple[str, ...] = ()
    issuing_authority: str | None = None
    bases: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    body: tuple[Node, ...] = ()
    annexes: tuple[Annex, ...] = ()
    closing: tuple[str, ...] = ()
    signers: tuple[Signature, ...] = ()
    recipients: tuple[str, ...] = ()
    archive: str | None = None
    urgency: str | None = None
    circulation: str | None = None
    contact: Contact | None = None
    drafter: str | None = None
    copies: int | None = None
    fields: tuple[Field, ...] = ()

    def nodes(self) -> Iterator[Node]:
        """Every node of the main body, in reading order."""
        for node in self.body:
            yield from node.walk()

    @property
    def is_letter(self) -> bool:
        """Whether it is a công văn: no title, "V/v" under the number, numbering from "1."."""
        return self.kind.name == "công văn"

    @property
    def is_decision(self) -> bool:
        """Whether it is a quyết định or nghị quyết: authority line, căn cứ, "QUYẾT ĐỊNH:"."""
        return self.kind.name in ("quyết định", "nghị quyết")
