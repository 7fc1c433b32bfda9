"""Parts of a page that stay as they were drawn: light pieces that become one element of the toolkit, their HTML inside it.

An element of the toolkit costs about as much as fifty pieces, and a list has hundreds. Inside `with still():` the functions of
`ui.parts.html` make pieces; every outermost piece becomes one element with its own tag and attributes, so the page is the same.
Text and attributes are escaped here and nowhere else. Buttons inside are heard by one listener on that element.
"""

from __future__ import annotations

import html
import inspect
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token
from types import TracebackType
from typing import Any

from nicegui import events, ui

Deed = Callable[[], Any]
_VOID = frozenset(("br", "hr", "img", "input"))
_TAGS = re.compile("<[^>]*>")
_PRESS = "(e) => { const b = e.target.closest('[data-deed]'); if (b && !b.disabled) emit(Number(b.dataset.deed)); }"


class Room:
    """What holds pieces."""

    __slots__ = ("children",)

    def __init__(self) -> None:
        self.children: list[Piece] = []


_open: ContextVar[Room | None] = ContextVar("open room", default=None)


class Piece(Room):
    """A piece of HTML: a tag, its attributes, its text, and what it holds. It stands in the room that is open."""

    __slots__ = ("_classes", "_deed", "_style", "_token", "props", "tag", "text")

    def __init__(self, tag: str, text: str = "", classes: str = "") -> None:
        room = _open.get()
        if room is None:
            raise RuntimeError("a piece stands outside of any still part")
        super().__init__()
        room.children.append(self)
        self.tag, self.text = tag, text
        self.props: dict[str, str] = {}
        self._classes, self._style = classes, ""
        self._deed: Deed | None = None
        self._token: Token[Room | None] | None = None

    def classes(self, add: str) -> Piece:
        """Add classes."""
        self._classes = f"{self._classes} {add}" if self._classes else add
        return self

    def style(self, add: str) -> Piece:
        """Add declarations."""
        self._style = f"{self._style};{add}" if self._style else add
        return self

    def on_press(self, deed: Deed) -> Piece:
        """What the server does when the piece, a button, is pressed."""
        self._deed = deed
        return self

    def __enter__(self) -> Piece:
        self._token = _open.set(self)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._token is not None:
            _open.reset(self._token)
            self._token = None

    def show(self) -> Still:
        """The piece as an element of the toolkit, where one may now be made."""
        deeds: list[Deed] = []
        if self._deed is not None:
            self._number(deeds)
        out: list[str] = []
        self._write_inside(out, deeds)
        shown = Still(self.tag, "".join(out), deeds)
        if self._classes:
            shown.classes(self._classes)
        if self._style:
            shown.style(self._style)
        for name, value in self.props.items():
            shown.props[name] = value
        return shown

    def _write(self, out: list[str], deeds: list[Deed]) -> None:
        if self._deed is not None:
            self._number(deeds)
        out.append(f"<{self.tag}")
        if self._classes:
            out.append(f' class="{html.escape(self._classes)}"')
        if self._style:
            out.append(f' style="{html.escape(self._style)}"')
        for name, value in self.props.items():
            out.append(f' {name}="{html.escape(value)}"')
        out.append(">")
        if self.tag not in _VOID:
            self._write_inside(out, deeds)
            out.append(f"</{self.tag}>")

    def _write_inside(self, out: list[str], deeds: list[Deed]) -> None:
        if self.text:
            out.append(html.escape(self.text, quote=False))
        for child in self.children:
            child._write(out, deeds)

    def _number(self, deeds: list[Deed]) -> None:
        if self._deed is not None:
            self.props["data-deed"] = str(len(deeds))
            deeds.append(self._deed)


class Still(ui.element):
    """The element that an outermost piece becomes."""

    def __init__(self, tag: str, inside: str, deeds: list[Deed]) -> None:
        super().__init__(tag)
        self._deeds = deeds
        if inside:
            self.props["innerHTML"] = inside
        if deeds:
            self.on("click", self._pressed, js_handler=_PRESS)

    async def press(self, number: int) -> None:
        """Do the deed of that number; a number that no button has does nothing."""
        if 0 <= number < len(self._deeds):
            result = self._deeds[number]()
            if inspect.isawaitable(result):
                await result

    async def _pressed(self, event: events.GenericEventArguments) -> None:
        if isinstance(event.args, int):
            await self.press(event.args)

    def _displayed_contents(self, *, only_visible: bool) -> list[str]:
        return [html.unescape(text) for text in _TAGS.split(self.props.get("innerHTML", "")) if text]


def is_open() -> bool:
    """Whether pieces are being made."""
    return _open.get() is not None


@contextmanager
def still() -> Iterator[None]:
    """What is built inside stays as it is drawn. No fields and no other elements of the toolkit may stand in it."""
    if is_open():
        yield
        return
    client, room = ui.context.client, Room()
    made_before = client.next_element_id
    token = _open.set(room)
    try:
        yield
    finally:
        _open.reset(token)
    if client.next_element_id != made_before:
        raise RuntimeError("an element of the toolkit was made inside a still part: it would stand in the wrong place")
    for piece in room.children:
        piece.show()
