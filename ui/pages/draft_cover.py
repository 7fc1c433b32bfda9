"""The point-by-point table at the drafting desk: each duty that the superior gave, the line that answers it, or that none does yet."""

from __future__ import annotations

import json
from collections.abc import Sequence

from nicegui import ui

from drafting.dates import short
from tracking.outgoing.coverage import Point
from ui.parts.fields import button
from ui.parts.html import attr, box, link, words
from ui.parts.lists import tag
from ui.parts.wording import Tag, capital, two

_ANSWER = "(e) => dondocDraft.answer(JSON.parse(e.target.closest('[data-node]').dataset.node))"


class CoverTable:
    """The table; `show` draws it anew where something changed."""

    def __init__(self) -> None:
        self._shown: tuple[Point, ...] | None = None
        self._root = attr(box("cover card"), data_cover="1")
        self._root.set_visibility(False)

    def show(self, points: Sequence[Point], live: bool = True) -> None:
        """The points as they stand; live: a missing line can be added at once."""
        if tuple(points) == self._shown:
            return
        self._shown = tuple(points)
        self._root.set_visibility(bool(points))
        self._root.clear()
        with self._root:
            cover_table(points, live)


def cover_table(points: Sequence[Point], live: bool = False) -> None:
    """Every point with its answer."""
    done, waiting = sum(bool(point.place) for point in points), sum(point.proposed and not point.place for point in points)
    late = sum(point.late for point in points)
    with attr(box("", "details"), **({"open": "open"} if done < len(points) or late else {})):
        with box("", "summary"):
            words(f"Đã có việc cho {two(done)} trong {two(len(points))} nhiệm vụ được giao", "span", "strong")
        if waiting:
            tag(Tag(f"{two(waiting)} nhiệm vụ chưa rà soát, chưa vào sổ", "wait"))
        if late:
            tag(Tag(f"{two(late)} việc có hạn sau hạn cấp trên giao", "late"))
        with box("points", "ul"):
            for point in points:
                _point(point, live)


def _point(point: Point, live: bool) -> None:
    node = {"task": point.text, "owners": list(point.owners), "deadline": point.deadline_words}
    marks = {"data_node": json.dumps(node, ensure_ascii=False), **({"data_place": point.place} if point.place else {})}
    with attr(ui.element("li"), **marks):
        with box("row small muted"):
            words(f"{point.directive}{', mục ' + point.ordinal if point.ordinal else ''}")
            if point.due_on:
                words(f"hạn {short(point.due_on)}", "span", "nowrap")
            with box("end row"):
                tag(_state(point))
                if point.proposed:
                    attr(link("Rà soát", f"/ra-soat/{point.directive_id}", "small"), target="_blank")
                elif live and not point.place:
                    button("Thêm việc", weight="slim").on("click", js_handler=_ANSWER)
        if live or point.proposed:
            words(capital(point.text), "p", "clip")
        else:
            link(capital(point.text), f"/nhiem-vu/{point.duty_id}", "clip")
        if point.late:
            words(f"Dự thảo ghi {point.deadline}, sau hạn {short(point.due_on) if point.due_on else ''}.", "p", "small")


def _state(point: Point) -> Tag:
    if not point.place:
        return Tag("Chưa rà soát", "wait") if point.proposed else Tag("Chưa có việc", "soon")
    return Tag("Hạn muộn", "late") if point.late else Tag("Đã có việc", "done")
