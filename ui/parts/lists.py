"""Quiet tables that become cards on a phone, their pages, and addresses that can be shared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import urlencode

from nicegui import ui

from ui.parts.html import attr, box, link, words
from ui.parts.still import still
from ui.parts.wording import Tag, thousands

PAGE_SIZE = 25
_DIGITS = 16


@contextmanager
def table(columns: Sequence[str], caption: str, numbers: Sequence[str] = (), tight: bool = False) -> Iterator[None]:
    """A table of rows; `numbers` names the columns that stand right; tight: with little room between rows. Put rows inside.

    It stays as it is drawn: its buttons are plain, fields have no place in it.
    """
    look = "list stacked tight" if tight else "list stacked"
    with still(), attr(box("table-wrap"), role="region", aria_label=caption, tabindex="0"), box(look, "table"):
        words(caption, "caption", "sr")
        with box(tag="thead"), box(tag="tr"):
            for column in columns:
                head = attr(words(column, "th", "num" if column in numbers else ""), scope="col")
                if not column:
                    attr(head, aria_hidden="true")
        yield


@contextmanager
def cell(label: str = "", classes: str = "") -> Iterator[ui.element]:
    """A cell; its label stands beside it on a phone."""
    with attr(box(classes, "td"), **({"data_label": label} if label else {})) as found:
        yield found


def text_cell(label: str, text: str, classes: str = "") -> None:
    """A cell of plain text."""
    attr(words(text, "td", classes), **({"data_label": label} if label else {}))


def tag(found: Tag) -> ui.label:
    """A state in words with its mark."""
    return words(found.words, "span", f"tag {found.meaning}".strip())


def address(path: str, **values: object) -> str:
    """The path with the values that are set, for a link that can be shared."""
    kept = {key: value for key, value in values.items() if value not in (None, "", 0)}
    return f"{path}?{urlencode(kept)}" if kept else path


def key_in(text: str) -> int | None:
    """The number that an address carries as words; None where it is none that a register could hold."""
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < _DIGITS else None


def pager(path: str, page: int, total: int, size: int = PAGE_SIZE, **values: object) -> None:
    """Which rows are shown of how many, and the way to the pages beside."""
    last = max(1, -(-total // size))
    with still(), attr(box("pager", "nav"), aria_label="Trang của danh sách"):
        first = (page - 1) * size + 1 if total else 0
        words(f"{thousands(first)}–{thousands(min(page * size, total))} trong {thousands(total)}", "span")
        if page > 1:
            link("Trang trước", address(path, **values, trang=page - 1 if page > 2 else None), "btn slim")
        if page < last:
            link("Trang sau", address(path, **values, trang=page + 1), "btn slim")


def chips(path: str, key: str, current: str, options: Sequence[tuple[str, str, int | None]], **values: object) -> None:
    """Links that narrow a list: code, words, and how many there are."""
    with still(), box("chips", "ul"):
        for code, name, number in options:
            with box(tag="li"):
                with link("", address(path, **{**values, key: code}), "chip") as found:
                    words(name)
                    if number is not None:
                        words(thousands(number), "b")
                if code == current:
                    attr(found, aria_current="true")


def empty(text: str) -> None:
    """What stands in place of a list without rows."""
    words(text, "p", "empty")
