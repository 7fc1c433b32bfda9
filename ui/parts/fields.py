"""Form fields with their names above them, and buttons of three weights."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

from nicegui import ui

from drafting.dates import short
from ui.parts.html import attr, box, press, words
from ui.parts.still import is_open
from ui.parts.typed import day_said

_LINE_EM = 1.5
"""The height of a line: a field that grows by itself forgets how many lines it began with."""


@contextmanager
def named(name: str, hint: str = "", classes: str = "") -> Iterator[None]:
    """A field's frame: its name, a hint, then whatever is put inside."""
    with box(f"field {classes}".strip()):
        words(name, "span", "name").props["aria-hidden"] = "true"
        if hint:
            words(hint, "p", "hint")
        yield


def text_field(name: str, value: str = "", hint: str = "", classes: str = "", **options: Any) -> ui.input:
    """A line of text."""
    with named(name, hint, classes):
        field = ui.input(value=value, **options).props("outlined dense hide-bottom-space")
        attr(field, aria_label=name)
        return field


def area_field(name: str, value: str = "", hint: str = "", classes: str = "", rows: int = 3) -> ui.textarea:
    """Some lines of text."""
    with named(name, hint, classes):
        field = ui.textarea(value=value).props("outlined dense autogrow hide-bottom-space")
        attr(field, aria_label=name, rows=str(rows), input_style=f"min-height: {rows * _LINE_EM:g}em")
        return field


def choice_field(
    name: str, options: dict[Any, str] | list[str], value: Any = None, hint: str = "", classes: str = "", many: bool = False, **more: Any
) -> ui.select:
    """A choice of one or several."""
    with named(name, hint, classes):
        field = ui.select(options, value=value, multiple=many, **more).props("outlined dense options-dense hide-bottom-space")
        if many:
            field.props("use-chips")
        attr(field, aria_label=name)
        return field


def day_field(name: str, value: Any = None, hint: str = "", classes: str = "") -> ui.input:
    """A day as people write it, "05/9/2026"; read it with `day_of`."""
    return text_field(name, short(value) if value else "", hint, classes, placeholder="ngày/tháng/năm")


def day_of(field: ui.input) -> Any:
    """The day of a day field; None where it is empty. Raises ValueError with the sentence to show."""
    return day_said(field.value)


def button(text: str, on_click: Callable[..., Any] | None = None, weight: str = "", key: str = "") -> ui.button:
    """A button. weight: primary (one a page), quiet, danger, slim or none; key: the key that does the same."""
    if is_open() and on_click is not None:
        return cast(ui.button, press(text, on_click, weight))
    made = ui.button(text, on_click=on_click, color=None).props("unelevated no-caps").classes(f"btn {weight}".strip())
    if key:
        with made:
            words(key, "kbd").props["aria-hidden"] = "true"
        attr(made, aria_keyshortcuts=key)
    return made


def errors(lines: Sequence[str]) -> None:
    """What stops a form, above it."""
    if lines:
        with box("error-box stack-s").props("role=alert"):
            for line in lines:
                words(line, "p")
