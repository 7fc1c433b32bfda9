"""Numbers that open the list behind them, and bars whose parts are named."""

from __future__ import annotations

from collections.abc import Sequence

from tracking.register import states
from ui.parts.html import attr, box, link, words
from ui.parts.still import still
from ui.parts.wording import thousands

PARTS = (
    ("open_overdue", "b-late"),
    ("open_in_time", "b-open"),
    ("open_no_deadline", "b-none"),
    ("done_on_time", "b-done"),
    ("done_late", "b-dlate"),
    ("done_no_deadline", "b-done"),
    ("suspended", "b-stop"),
    ("withdrawn", "b-stop"),
    ("replaced", "b-stop"),
)
LEGEND = (
    ("b-late", "Chưa hoàn thành, quá hạn"),
    ("b-open", "Chưa hoàn thành, trong hạn"),
    ("b-none", "Chưa hoàn thành, không quy định thời hạn"),
    ("b-done", "Hoàn thành"),
    ("b-dlate", "Hoàn thành quá hạn"),
    ("b-stop", "Tạm hoãn, rút, thay thế"),
)


def tiles(found: Sequence[tuple[str, int, str, str]]) -> None:
    """Big numbers: words, number, address of the list, meaning."""
    with still(), box("figures"):
        for name, number, href, meaning in found:
            with link("", href, f"figure {meaning if number else 'zero'}"):
                words(thousands(number), "span", "n")
                words(name, "span", "what")


def bar(counts: dict[str, int], most: int = 0) -> None:
    """A stacked bar; `most` is the total that fills the whole width."""
    total = sum(counts[code] for code, _ in PARTS)
    spoken = ", ".join(f"{states.buckets()[code].lower()} {counts[code]}" for code, _ in PARTS if counts[code])
    width = 100 * total / most if most else 100
    with still(), attr(box("bar", "div"), role="img", aria_label=spoken or "không có").style(f"width:{max(width, 4 if total else 0):.1f}%"):
        for code, look in PARTS:
            if counts[code]:
                box(look, "i").style(f"flex:{counts[code]} 0 0")


def legend() -> None:
    """What the colours of the bars mean."""
    with still(), box("legend", "p"):
        for look, name in LEGEND:
            with box(tag="span"):
                box(look, "i")
                words(name)
