"""The annexes of a draft: a table of tasks, a text with an outline of its own, or a table that the program made and nobody types in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nicegui import ui

from tracking.outgoing.kept_spec import TABLES
from ui.parts.fields import button, text_field
from ui.parts.html import attr, box, words
from ui.parts.outline_editor import OutlineEditor
from ui.parts.typed import tidy
from ui.parts.watched_fields import WatchedFields
from ui.parts.wording import two


class AnnexForms:
    """The annexes in their order; `value()` gives them as they are kept. A table of the program stays as it is."""

    def __init__(self, value: dict[str, Any], changed: Callable[[], Any], entered: Callable[[str], Any], watched: WatchedFields) -> None:
        self.changed, self.entered, self.watched = changed, entered, watched
        self.rows: list[dict[str, Any]] = list(value.get("annexes", ()))
        for table in value.get(TABLES, ()):
            self.rows.insert(table["place"], table)
        self.fields: list[tuple[ui.checkbox, OutlineEditor] | None] = []
        with box("annexes"):
            self.shown()

    @ui.refreshable_method
    def shown(self) -> None:
        """The annexes as they are now."""
        self.fields = []
        for index, row in enumerate(self.rows):
            with attr(box("annex", "section"), data_place=f"annex.{index}"):
                if "heads" in row:
                    _program_table(row)
                self.fields.append(None if "heads" in row else self._annex(index, row))
        with box("row"):
            button("Thêm phụ lục bảng nhiệm vụ", lambda: self._add({"title": "", "landscape": True, "tasks": []}), "slim")
            button("Thêm phụ lục nội dung", lambda: self._add({"title": "", "body": []}), "slim")

    def _annex(self, index: int, row: dict[str, Any]) -> tuple[ui.checkbox, OutlineEditor]:
        table = "tasks" in row
        with box("row"):
            words("Phụ lục" if len(self.rows) == 1 else f"Phụ lục thứ {index + 1}", "h3")
            with box("row end"):
                landscape = ui.checkbox("Trang ngang", value=bool(row.get("landscape")), on_change=self.changed)
                button("Bỏ phụ lục", lambda: self._drop(index), "slim quiet")
        title = text_field("Tên phụ lục", str(row.get("title") or "").strip("…"), "Nhắc đến «Phụ lục» trong nội dung")
        self.watched.watch(f"annex.{index}.title", title)
        nodes = row["tasks"] if table else row.get("body", ())
        name = f"Phụ lục {index + 1}"
        return landscape, OutlineEditor(f"annex.{index}", name, nodes, self.changed, self.entered, table=table)

    def editors(self) -> tuple[OutlineEditor, ...]:
        """The outlines of the annexes."""
        return tuple(found[1] for found in self.fields if found is not None)

    def value(self) -> dict[str, Any]:
        """ "annexes" as the contract has them, the program's tables beside them at their places."""
        rows = self._typed()
        tables = [{**row, "place": place} for place, row in enumerate(rows) if "heads" in row]
        return {"annexes": [row for row in rows if "heads" not in row], TABLES: tables}

    def _typed(self) -> list[dict[str, Any]]:
        rows = enumerate(zip(self.rows, self.fields, strict=True))
        return [row if found is None else self._typed_one(index, row, *found) for index, (row, found) in rows]

    def _typed_one(self, index: int, row: dict[str, Any], landscape: ui.checkbox, editor: OutlineEditor) -> dict[str, Any]:
        named = tidy(self.watched.words(f"annex.{index}.title")) or "…"
        content = {"tasks": editor.nodes} if "tasks" in row else {"body": editor.nodes}
        return {"title": named, "landscape": bool(landscape.value), **content}

    def _add(self, row: dict[str, Any]) -> None:
        self.rows = [*self._typed(), row]
        self.shown.refresh()
        self.changed()

    def _drop(self, index: int) -> None:
        rows = self._typed()
        self.rows = rows[:index] + rows[index + 1 :]
        self.shown.refresh()
        self.changed()


def _program_table(row: dict[str, Any]) -> None:
    words(f"Phụ lục: {row['title']}", "h3")
    words(f"Bảng do Đôn Đốc lập, {two(len(row['rows']))} dòng; lập lại từ số liệu khi cần sửa.", "p", "small muted")
