"""What is made faster stays the same."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nicegui.classes import Classes
from nicegui.client import HTML_ESCAPE_TABLE
from nicegui.props import Props
from nicegui.style import Style

from ui.speed import Written, expects_arguments, lighten


class Changed:
    """Stands for an element: counts how often it is told to show itself anew."""

    def __init__(self) -> None:
        self.times = 0

    def update(self) -> None:
        self.times += 1


def light(kind: type[Any]) -> type[Any]:
    """A lightened kind of its own, so that the toolkit's stays as it is for other tests."""
    found = type(kind.__name__, (kind,), {})
    lighten(found)
    return found


@given(st.text(st.sampled_from("a<>&;`$ltđ\\\n") | st.characters(exclude_categories=["Cs"])))
def test_a_page_is_escaped_as_the_toolkit_escapes_it(text: str) -> None:
    assert Written(text).translate(HTML_ESCAPE_TABLE) == text.translate(HTML_ESCAPE_TABLE)


def test_each_method_is_asked_for_its_own_parameters() -> None:
    class Both:
        def takes(self, event: object) -> object:
            return event

        def takes_none(self) -> None: ...

    for _ in range(2):
        assert (expects_arguments(Both().takes), expects_arguments(Both().takes_none)) == (True, False)


@pytest.mark.parametrize("kind", [Classes, Props, Style])
def test_an_element_hears_of_each_change_of_its_looks(kind: type[Any]) -> None:
    element, heard = Changed(), []
    looks = light(kind)(element=element)
    looks.append("row") if kind is Classes else looks.__setitem__("row", "1")
    assert element.times == 1
    looks.on_change(lambda: heard.append("changed"))
    looks.clear()
    assert (element.times, heard) == (2, ["changed"])


@pytest.mark.parametrize("kind", [Classes, Props, Style])
def test_the_looks_of_an_element_go_with_it_without_a_sweep(kind: type[Any]) -> None:
    element = Changed()
    looks = light(kind)(element=element)
    looks.append("row") if kind is Classes else looks.__setitem__("row", "1")
    gone = weakref.ref(looks)
    gc.disable()
    try:
        del looks
        assert gone() is None
    finally:
        gc.enable()
