"""Sentences made of what the author wrote: each of the author's strings stands in them verbatim, save first letter and final stop."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any

from drafting.format import drawn, text_width_mm
from drafting.spec_values import Contact, Node
from drafting.text_width import width_mm

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


def small(text: str) -> str:
    """The text with its first letter small, as it goes on after "V/v"; names and abbreviations keep theirs."""
    first, *rest = text.split(" ", 1)
    named = any(text == word or text.startswith(f"{word} ") for word in wording()["letter_subject"]["proper"])
    if named or not first[:1].isupper() or (len(first) > 1 and not first[1:].islower()) or (rest and rest[0][:1].isupper()):
        return text
    return text[0].lower() + text[1:]


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
    """The address on a line, then the ways to reach the office, as many a line as the text's width holds."""
    words = wording()["contact"]
    found = {name: words[name].format(value) for name in words if (value := getattr(contact, name))}
    made = [found.pop("address")] if "address" in found else []
    ways = list(found.values())
    while ways:
        count = next(n for n in range(len(ways), 0, -1) if n == 1 or _contact_width("; ".join(ways[:n])) <= text_width_mm())
        made.append("; ".join(ways[:count]))
        ways = ways[count:]
    return made


def _contact_width(line: str) -> float:
    return width_mm(line, drawn("contact", "size"))


@functools.cache
def wording() -> dict[str, Any]:
    """The words of `templates/wording.toml`."""
    return tomllib.loads(files("templates").joinpath("wording.toml").read_text("utf-8"))
