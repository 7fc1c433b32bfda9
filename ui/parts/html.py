"""Small pieces of plain HTML. User text always enters as text: none of these takes markup.

Each makes an element of the toolkit, or inside `with still():` a light piece of a part that stays as it is drawn. A piece has what
such parts use of an element: `classes`, `style`, `props[name]` and `with`; there it is handed out under the element's type.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar, cast

from nicegui import ui

from ui.parts.still import Deed, Piece, is_open

E = TypeVar("E", bound=ui.element)


def words(text: str, tag: str = "span", classes: str = "") -> ui.label:
    """An element of any tag that holds text and nothing else."""
    if is_open():
        return cast(ui.label, Piece(tag, text, classes))
    label = ui.label(text)
    label.tag = tag
    if classes:
        label.classes(classes)
    return label


def box(classes: str = "", tag: str = "div") -> ui.element:
    """An element that holds others; use it in a `with`."""
    if is_open():
        return cast(ui.element, Piece(tag, "", classes))
    return ui.element(tag).classes(classes) if classes else ui.element(tag)


def link(text: str, href: str, classes: str = "") -> ui.link:
    """A link inside the app; without a text it holds others."""
    if is_open():
        return attr(cast(ui.link, Piece("a", text, f"nicegui-link {classes}".strip())), href=href, target="_self")
    found = ui.link(text, href)
    if classes:
        found.classes(classes)
    return found


def press(text: str, deed: Deed, weight: str = "") -> ui.element:
    """A button of plain HTML that does something on the server. weight: yes, slim, primary, quiet, danger or none."""
    look = f"btn {weight}".strip()
    if is_open():
        return attr(cast(ui.element, Piece("button", text, look).on_press(deed)), type="button")
    return attr(words(text, "button", look), type="button").on("click", deed, args=[])


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


def attr(element: E, **values: str) -> E:
    """Set attributes without parsing: `aria_label` becomes `aria-label`; the values may hold anything."""
    for name, value in values.items():
        element.props[name.strip("_").replace("_", "-")] = value
    return element
