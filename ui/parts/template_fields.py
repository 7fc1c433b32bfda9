"""The fields of an office's own template as people fill them: what each is called, and a form over all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from nicegui import ui

from drafting.template_values import NAMES
from ui.parts.fields import area_field, button, text_field
from ui.parts.html import box, words
from ui.parts.wording import capital

_LONGEST = 60
_LISTED = re.compile(r"^(?:danh sách|các dòng|các) ")


def field_label(row: dict[str, Any]) -> str:
    """What people call a field: its meaning where drafts fill it, else the words before it on its line, else its name."""
    if row["name"] in NAMES:
        return capital(_LISTED.sub("", NAMES[row["name"]].partition(":")[0]))
    before = re.split(r"\{\{|\{%", row["words"])[0].strip(" :–-.,")
    return capital(before) if 1 < len(before) <= _LONGEST else capital(row["name"].replace("_", " "))


class TemplateForm:
    """Fields for the values of a template; `values()` gives them as the template takes them."""

    def __init__(self, fields: Sequence[dict[str, Any]], values: dict[str, Any], changed: Callable[[], Any]) -> None:
        self.fields, self.changed = fields, changed
        self._read: dict[str, Callable[[], Any]] = {}
        with box("draft-form stack"):
            for row in fields:
                self._read[row["name"]] = self._field(row, values.get(row["name"]))

    def values(self) -> dict[str, Any]:
        """By field name what was typed."""
        return {name: read() for name, read in self._read.items()}

    def _field(self, row: dict[str, Any], value: Any) -> Callable[[], Any]:
        label = field_label(row)
        hint = "Có thể để trống" if row["optional"] else ""
        if row["kind"] == "choice":
            ticked = ui.checkbox(label, value=bool(value), on_change=self.changed)
            return lambda: bool(ticked.value)
        if row["kind"] == "rows" and len(row["columns"]) == 1:
            column = row["columns"][0]["name"]
            lines = self._lines(label, [str(one.get(column) or "") for one in value or ()])
            return lambda: [{column: line} for line in lines()]
        if row["kind"] == "rows":
            return _Rows(label, row["columns"], list(value or ()), self.changed).values
        if row["kind"] == "list":
            return self._lines(label, list(map(str, value or ())))
        field = area_field(label, str(value or ""), hint, rows=1)
        field.on_value_change(self.changed)
        return lambda: str(field.value or "")

    def _lines(self, label: str, values: Sequence[str]) -> Callable[[], list[str]]:
        field = area_field(label, "\n".join(values), "Mỗi dòng một mục", rows=1)
        field.on_value_change(self.changed)
        return lambda: [line.strip() for line in str(field.value or "").splitlines() if line.strip()]


class _Rows:
    """Rows of columns, each a small form; one can be added or taken away."""

    def __init__(self, label: str, columns: Sequence[dict[str, Any]], rows: list[dict[str, Any]], changed: Callable[[], Any]) -> None:
        self.columns, self.rows, self.changed = columns, rows or [{}], changed
        self.fields: list[dict[str, ui.input]] = []
        with box("field"):
            words(label, "span", "name")
            self.shown()

    @ui.refreshable_method
    def shown(self) -> None:
        """The rows as they are now."""
        self.fields = []
        for index, row in enumerate(self.rows):
            with box("form two signer"):
                found = {column["name"]: text_field(field_label(column), str(row.get(column["name"]) or "")) for column in self.columns}
                for field in found.values():
                    field.on_value_change(self.changed)
                self.fields.append(found)
                if len(self.rows) > 1:
                    button("Bỏ dòng", lambda index=index: self._drop(index), "slim quiet")
        button("Thêm dòng", self._add, "slim")

    def values(self) -> list[dict[str, str]]:
        """The rows in which something was typed."""
        rows = [{name: str(field.value or "") for name, field in fields.items()} for fields in self.fields]
        return [row for row in rows if any(value.strip() for value in row.values())]

    def _add(self) -> None:
        self.rows = [*self.values(), {}]
        self.shown.refresh()

    def _drop(self, index: int) -> None:
        typed = [{name: str(field.value or "") for name, field in fields.items()} for fields in self.fields]
        self.rows = typed[:index] + typed[index + 1 :]
        self.shown.refresh()
        self.changed()
