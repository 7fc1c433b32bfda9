"""What is made faster stays the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from nicegui.client import HTML_ESCAPE_TABLE

from ui.speed import Written, expects_arguments


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
