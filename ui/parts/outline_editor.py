"""The outline of a document, or its table of tasks, as lines edited by keyboard in the browser; its value is the contract's nodes."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from nicegui import events

from ui.parts.html import attr, box


class OutlineEditor:
    """An editor under a key ("body", "annex.0"). nodes: its value now; seq: the number of the change that made it.

    changed is called after each change; entered with the heading over the line that the author has come to.
    """

    def __init__(
        self,
        key: str,
        name: str,
        nodes: Sequence[dict[str, Any]],
        changed: Callable[[], Any],
        entered: Callable[[str], Any],
        *,
        first: str = "text",
        table: bool = False,
    ) -> None:
        self.key, self.nodes, self.seq, self.changed = key, list(nodes), 0, changed
        root = attr(box("outline"), data_outline=key, data_name=name, data_nodes=json.dumps(self.nodes), data_first=first)
        attr(root, data_table="1" if table else "0", data_place=key)
        root.on("outline", self._take, js_handler="(e) => emit(e.detail)")
        root.on("outlinesection", lambda event: entered(str(event.args)), js_handler="(e) => emit(e.detail)")

    def take(self, told: object) -> bool:
        """A value as the browser tells it: {seq, nodes}; returns whether it is news."""
        if not (isinstance(told, dict) and isinstance(told.get("nodes"), list) and isinstance(told.get("seq"), int)):
            return False
        news = bool(told["nodes"] != self.nodes)
        self.nodes, self.seq = told["nodes"], told["seq"]
        return news

    def _take(self, event: events.GenericEventArguments) -> None:
        self.take(event.args)
        self.changed()
