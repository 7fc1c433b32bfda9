"""A small form over the page. It stays open with what was typed until its command is carried out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any

from nicegui import ui

from ui.parts.fields import area_field, button, choice_field, day_field, day_of, text_field
from ui.parts.html import attr, box, words
from ui.visit import say


class FormDialog:
    """Use in a `with` to add fields, then call `send` with the name of the deed and what does it."""

    def __init__(self, title: str, hint: str = "") -> None:
        self.dialog = ui.dialog()
        attr(self.dialog, aria_label=title)
        with self.dialog:
            self.sheet = box("sheet")
        with self.sheet:
            words(title, "h2")
            if hint:
                words(hint, "p", "muted small")
            self.fields = box("form")
            self.foot = box("foot")
        self.dialog.on("hide", self.dialog.delete)

    def __enter__(self) -> FormDialog:
        self.fields.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.fields.__exit__(kind, error, trace)

    def text(self, name: str, value: str = "") -> ui.input:
        """A line."""
        return text_field(name, value)

    def area(self, name: str, value: str = "") -> ui.textarea:
        """Some lines."""
        return area_field(name, value)

    def day(self, name: str, hint: str = "", value: dt.date | None = None) -> ui.input:
        """A day; read it with `read`."""
        return day_field(name, value, hint)

    def choice(self, name: str, options: dict[Any, str], value: Any = None) -> ui.select:
        """One of several, found by typing."""
        return choice_field(name, options, value, with_input=len(options) > 8, clearable=True)

    def read(self, field: ui.input) -> dt.date | None:
        """The day typed. Raises ValueError, which `send` tells."""
        found: dt.date | None = day_of(field)
        return found

    def read_hour(self, field: ui.input | None) -> str | None:
        """The hour typed; None where nothing is, or no hour is asked for."""
        return str(field.value or "").strip() or None if field is not None else None

    def on_close(self, deed: Callable[[], Any]) -> None:
        """What to do when the form is given up."""
        self.dialog.on("hide", deed)

    def send(self, name: str, deed: Callable[[], Awaitable[bool]]) -> None:
        """Show the form; the button named does the deed and closes the form where it was done."""

        async def doing() -> None:
            try:
                done = await deed()
            except ValueError as wrong:
                say(str(wrong), bad=True)
                return
            if done:
                self.dialog.close()

        with self.foot:
            button("Thôi", self.dialog.close, "quiet")
            button(name, doing, "primary")
        self.dialog.open()
