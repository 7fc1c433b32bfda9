"""What the checker says of a document, and what a draft still lacks, the gravest first."""

from __future__ import annotations

from collections.abc import Sequence

from nicegui import ui

from drafting.finding import Finding
from ui.draft_work import Written
from ui.parts.html import attr, box, words
from ui.parts.lists import empty, tag
from ui.parts.wording import Tag, capital, two

_SEVERITY = {"E": Tag("Sai", "late"), "W": Tag("Cần xem", "soon"), "I": Tag("Lưu ý", "")}
_OPEN = Tag("Chưa đủ", "wait")
_LACKS = ("X-02", "X-04")
"""The rules by which the checker misses a component; a draft is told of it as an open point, in words of the form, and of nothing else
there until it is given."""


def finding_list(found: Sequence[Finding]) -> None:
    """What the checker found in a file."""
    if not found:
        empty("Đúng thể thức, không có phát hiện.")
        return
    with box("findings", "ul"):
        for finding in _sorted([("", finding) for finding in found]):
            with ui.element("li"):
                _finding(finding[1])


def draft_findings(written: Written) -> None:
    """What a draft lacks and what the checker found, each with the place that it points at."""
    lacking = {place for place, _ in written.open_points}
    found = [row for row in written.findings if not lacking or (row[1].rule not in _LACKS and row[0] not in lacking)]
    faults = sum(finding.severity in ("E", "W") for _, finding in found)
    with box("row"):
        tag(Tag(f"{two(faults)} điểm về thể thức", "soon") if faults else Tag("Đúng thể thức", "done"))
        if written.open_points:
            tag(Tag(f"{two(len(written.open_points))} điểm chưa đủ để lưu", "wait"))
    with box("findings", "ul"):
        for place, sentence in written.open_points:
            with _item(place), box("row"):
                tag(_OPEN)
                words(capital(sentence), "span")
        for place, finding in _sorted(found):
            with _item(place):
                _finding(finding, goes=bool(place))


def _item(place: str) -> ui.element:
    return attr(ui.element("li"), data_place=place) if place else ui.element("li")


def _sorted(found: Sequence[tuple[str, Finding]]) -> list[tuple[str, Finding]]:
    return sorted(found, key=lambda row: "EWI".index(row[1].severity))


def _finding(finding: Finding, goes: bool = False) -> None:
    with box("row"):
        tag(_SEVERITY[finding.severity])
        if goes:
            attr(words(finding.component, "button", "linkish strong"), type="button", title="Đến chỗ này")
        else:
            words(finding.component, "span", "strong")
        words(f"{finding.rule} · {finding.source}", "span", "small muted")
    words(finding.found, "p")
    words(f"Đúng: {finding.expected}", "p", "small")
