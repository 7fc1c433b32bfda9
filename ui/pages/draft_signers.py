"""Who signs a draft: one person as a rule, several for a joint document or minutes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nicegui import ui

from ui.parts.fields import area_field, button, text_field
from ui.parts.html import attr, box
from ui.parts.typed import tidy, tidy_lines

_OPEN = "…"
"""What stands for a position or a name that is not given yet."""


class SignerForms:
    """The signers' fields; `value()` gives them as the description names them."""

    def __init__(self, value: dict[str, Any], changed: Callable[[], Any]) -> None:
        self.changed = changed
        one = value.get("signature")
        self.rows: list[dict[str, Any]] = list(value.get("signers") or ([one] if one else [])) or [{}]
        self.fields: list[tuple[ui.textarea, ui.input, ui.input]] = []
        with attr(box("signers"), data_place="signers"):
            self.shown()

    @ui.refreshable_method
    def shown(self) -> None:
        """The signers as they are now."""
        self.fields = []
        for index, row in enumerate(self.rows):
            with box("form two signer"):
                authority = row.get("authority") or []
                lines = [authority] if isinstance(authority, str) else authority
                found = (
                    area_field("Quyền hạn ký", "\n".join(lines), "Như TM. ỦY BAN NHÂN DÂN", rows=1),
                    text_field("Chức vụ người ký", str(row.get("position") or "").strip(_OPEN)),
                    text_field("Họ tên người ký", str(row.get("name") or "").strip(_OPEN)),
                )
                for field in found:
                    field.on_value_change(self.changed)
                self.fields.append(found)
                if len(self.rows) > 1:
                    with box("row"):
                        button("Bỏ người ký này", lambda index=index: self._drop(index), "slim quiet")
        button("Thêm người ký", self._add, "slim")

    def value(self) -> dict[str, Any]:
        """ "signature" for one, "signers" for several; nothing where nobody is named."""
        typed = [self._row(*fields) for fields in self.fields]
        named = [row for row in typed if row["position"] != _OPEN or row["name"] != _OPEN]
        if not named:
            return {}
        return {"signature": named[0]} if len(named) == 1 else {"signers": named}

    def _row(self, authority: ui.textarea, position: ui.input, name: ui.input) -> dict[str, Any]:
        lines = tidy_lines(authority.value)
        row: dict[str, Any] = {"authority": lines} if lines else {}
        return {**row, "position": _one(position), "name": _one(name)}

    def _add(self) -> None:
        self.rows = [*(self._row(*fields) for fields in self.fields), {}]
        self.shown.refresh()

    def _drop(self, index: int) -> None:
        rows = [self._row(*fields) for fields in self.fields]
        self.rows = rows[:index] + rows[index + 1 :]
        self.shown.refresh()
        self.changed()


def _one(field: ui.input) -> str:
    return tidy(field.value) or _OPEN
