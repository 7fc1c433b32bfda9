"""Sentences made of what the author wrote: each of the author's strings stands in them verbatim, save first letter and final stop."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any

from drafting.format import drawn
from drafting.spec_values import Contact, Node

_STOPS = " .;:,"


def ended(text: str, mark: str = ".") -> str:
    """The text with that mark at its end instead of whatever stop it had; a question or exclamation mark stays before "./." only."""
    bare = text.rstrip(_STOPS)
    if not bare:
        return text + mark
    return bare if mark == "." and bare[-1] in "?!…" else bare + mark


def stopped(text: str) -> str:
    """The text as it stands if a stop ends it, else with a full stop."""
    return text if text[-1] in ".;:,?!…" else text + "."


def leading(text: str) -> str:
    """The text introducing what follows it: as it stands if a stop ends it, else with a colon."""
    return text if text[-1] in ".;:,?!…" else text + ":"


def final(text: str) -> str:
    """The text with the mark that ends a document's content."""
    end_mark: str = drawn("body", "end_mark")
    return ended(text, end_mark)


def capital(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[0].upper() + text[1:] if text[0].islower() else text


def joined(units: Sequence[str]) -> str:
    """Units parted by ";", since their names hold commas."""
    return "; ".join(units)


def field_lines(task: Node) -> Iterator[str]:
    """The lines below a task of a named type, one for each field it has."""
    values = {
        "owners": joined(task.owners), "coordinators": joined(task.coordinators),
        "deadline": task.deadline, "deliverable": task.deliverable,
    }  # fmt: skip
    for name, label in wording()["fields"].items():
        if values[name]:
            yield ended(label + values[name])


def sentence(task: Node) -> str:
    """The task of a công văn in one sentence: owners, task, coordinators, deadline, deliverable."""
    words = wording()["sentence"]
    text = task.text.rstrip(_STOPS) or task.text
    if task.owners:
        text = words["owners"].format(joined(task.owners)) + capital(text)
    if task.coordinators:
        text += words["coordinators"].format(joined(task.coordinators))
    if task.deadline:
        start = task.deadline.casefold()
        row = next(row for row in words["deadline"] if start.startswith(tuple(row["begins"])))
        text += row["words"].format(task.deadline)
    if task.deliverable:
        text += words["deliverable"].format(task.deliverable)
    return ended(capital(text))


def greeting(kind: str, issuer: str) -> str | None:
    """How the issuer turns to the addressees in that kind; None where the form is "Kính gửi"."""
    words = wording()["greeting"].get(kind)
    return None if words is None else words.format(issuer=issuer)


def contact_lines(contact: Contact) -> list[str]:
    """The address on a line, then the ways to reach the office on another."""
    words = wording()["contact"]
    found = {name: words[name].format(value) for name in words if (value := getattr(contact, name))}
    lines = [found.pop("address", ""), "; ".join(found.values())]
    return [line for line in lines if line]


@functools.cache
def wording() -> dict[str, Any]:
    """The words of `templates/wording.toml`."""
    return tomllib.loads(files("templates").joinpath("wording.toml").read_text("utf-8"))
