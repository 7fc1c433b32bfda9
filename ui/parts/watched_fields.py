"""Fields of a form that must lose no letter: the browser tells again what it is not sure to have told, and that counts too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from nicegui import ui

from ui.parts.html import attr


class WatchedFields:
    """Fields of text by a name of their own; `words` is what stands in one. changed is called after each change."""

    def __init__(self, changed: Callable[[], Any]) -> None:
        self._changed = changed
        self._fields: dict[str, ui.input | ui.textarea] = {}
        self._ahead: dict[str, str] = {}

    def watch(self, name: str, field: Any) -> Any:
        """The field, known under that name from now on (in place of another that is gone)."""
        attr(field, data_keep=name, autocomplete="off")  # else a browser may put the words of the page before into this one
        self._fields[name] = field
        self._ahead.pop(name, None)
        field.on_value_change(lambda: self._typed(name))
        return field

    def words(self, name: str) -> object:
        """What stands in the field in the browser, as far as is known here."""
        return self._ahead.get(name, self._fields[name].value)

    def take(self, told: Mapping[str, str]) -> bool:
        """What the browser tells once more; returns whether any of it is new. The fields themselves are left to the person who types."""
        new = {name: text for name, text in told.items() if name in self._fields and str(self.words(name) or "") != text}
        self._ahead |= new
        return bool(new)

    def _typed(self, name: str) -> None:
        self._ahead.pop(name, None)
        self._changed()
