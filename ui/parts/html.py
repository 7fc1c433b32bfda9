"""Small pieces of plain HTML. User text always enters as text: none of these takes markup."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from nicegui import ui


def words(text: str, tag: str = "span", classes: str = "") -> ui.label:
    """An element of any tag that holds text and nothing else."""
    label = ui.label(text)
    label.tag = tag
    if classes:
        label.classes(classes)
    return label


def box(classes: str = "", tag: str = "div") -> ui.element:
    """An element that holds others; use it in a `with`."""
    return ui.element(tag).classes(classes) if classes else ui.element(tag)


def link(text: str, href: str, classes: str = "") -> ui.link:
    """A link inside the app."""
    found = ui.link(text, href)
    if classes:
        found.classes(classes)
    return found


@contextmanager
def section(title: str, classes: str = "section") -> Iterator[ui.element]:
    """A part of a page under its own heading."""
    with box(classes, "section") as found:
        words(title, "h2")
        yield found


def facts(rows: list[tuple[str, str]]) -> None:
    """A list of names and values; rows without a value are left out."""
    with box("facts", "dl"):
        for name, value in rows:
            if value:
                words(name, "dt")
                words(value, "dd", "pre")


def hidden(text: str) -> None:
    """Words for those who listen to the page."""
    words(text, "span", "sr")


def attr(element: ui.element, **values: str) -> ui.element:
    """Set attributes without parsing: `aria_label` becomes `aria-label`; the values may hold anything."""
    for name, value in values.items():
        element.props[name.strip("_").replace("_", "-")] = value
    return element
