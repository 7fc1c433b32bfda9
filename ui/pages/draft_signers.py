"""Who signs a draft: one person as a rule, several for a joint document or minutes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nicegui import ui

from ui.parts.fields import area_field, button, text_field
from ui.parts.html import attr, box
from ui.parts.typed import tidy, tidy_lines
from ui.parts.watched_fields import WatchedFields

_OPEN = "…"
"""What stands for a position or a name that is not given yet."""


class SignerForms:
    """The signers' fields; `value()` gives them as the description names them."""

    def __init__(self, value: dict[str, Any], changed: Callable[[], Any], watched: WatchedFields) -> None:
        self.changed, self.watched = changed, watched
        one = value.get("signature")
        self.rows: list[dict[str, Any]] = list(value.get("signers") or ([one] if one else [])) or [{}]
        with attr(box("signers"), data_place="signers"):
            self.shown()

    @ui.refreshable_method
    def shown(self) -> None:
        """The signers as they are now."""
        for index, row in enumerate(self.rows):
            with box("form two signer"):
                authority = row.get("authority") or []
                lines = [authority] if isinstance(authority, str) else authority
                found = {
                    "authority": area_field("Quyền hạn ký", "\n".join(lines), "Như TM. ỦY BAN NHÂN DÂN", rows=1),
                    "position": text_field("Chức vụ người ký", str(row.get("position") or "").strip(_OPEN)),
                    "name": text_field("Họ tên người ký", str(row.get("name") or "").strip(_OPEN)),
                }
                for name, field in found.items():
                    self.watched.watch(f"signer.{index}.{name}", field)
                if len(self.rows) > 1:
                    with box("row"):
                        button("Bỏ người ký này", lambda index=index: self._drop(index), "slim quiet")
        button("Thêm người ký", self._add, "slim")

    def value(self) -> dict[str, Any]:
        """ "signature" for one, "signers" for several; nothing where nobody is named."""
        typed = self._typed()
        named = [row for row in typed if row["position"] != _OPEN or row["name"] != _OPEN]
        if not named:
            return {}
        return {"signature": named[0]} if len(named) == 1 else {"signers": named}

    def _typed(self) -> list[dict[str, Any]]:
        return [self._row(f"signer.{index}") for index in range(len(self.rows))]

    def _row(self, name: str) -> dict[str, Any]:
        lines = tidy_lines(self.watched.words(f"{name}.authority"))
        row: dict[str, Any] = {"authority": lines} if lines else {}
        return {**row, "position": _one(self.watched.words(f"{name}.position")), "name": _one(self.watched.words(f"{name}.name"))}

    def _add(self) -> None:
        self.rows = [*self._typed(), {}]
        self.shown.refresh()

    def _drop(self, index: int) -> None:
        rows = self._typed()
        self.rows = rows[:index] + rows[index + 1 :]
        self.shown.refresh()
        self.changed()


def _one(words: object) -> str:
    return tidy(words) or _OPEN
