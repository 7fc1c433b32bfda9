"""Parts that stay as they are drawn are one element each; text in them is text, and a press does what its button says and nothing else."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nicegui import Client, ui
from nicegui.testing import User

from ui.parts.fields import button
from ui.parts.html import attr, box, link, words
from ui.parts.lists import table, text_cell
from ui.parts.still import Still, still

ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=60)


class Seen(HTMLParser):
    """The tags, attributes and texts that a reader of HTML finds."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.values: list[str | None] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.values += [value for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def parts() -> list[Still]:
    return [found for found in ui.context.client.elements.values() if isinstance(found, Still)]


@pytest.fixture
async def page(app_user: User) -> Client:
    """An empty page being built."""
    return app_user.client or Client(ui.page(""), request=None)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=ANY, value=ANY)
async def test_whatever_is_typed_comes_out_as_text_and_as_the_value_of_its_attribute(page: Client, text: str, value: str) -> None:
    with page:
        with still(), box(), attr(box("a", "p"), title=value):
            words(text, "b")
        found = Seen(str(parts()[-1].props["innerHTML"]))
    assert (found.tags, found.values, found.text) == (["p", "b"], ["a", value], text)


async def test_a_table_is_one_element_however_many_rows_it_has(page: Client) -> None:
    with page:
        before = len(page.elements)
        with table(("Tên", "Số"), "Bảng"), box(tag="tbody"):
            for number in range(50):
                with box(tag="tr"):
                    text_cell("Tên", "dòng")
                    text_cell("Số", str(number))
        assert len(page.elements) == before + 1
        assert Seen(str(parts()[-1].props["innerHTML"])).tags.count("tr") == 51


async def test_each_button_does_its_own_deed_and_a_number_of_none_does_nothing(page: Client) -> None:
    done: list[str] = []

    async def later() -> None:
        done.append("sau")

    with page:
        with still(), box("row"):
            button("Trước", lambda: done.append("trước"))
            button("Sau", later)
            link("Đi", "/tro-giup")
        row = parts()[-1]
    assert 'data-deed="0">Trước<' in row.props["innerHTML"]
    for number in (1, 0, 2, -1, 10**9):
        await row.press(number)
    assert done == ["sau", "trước"]


async def test_a_field_has_no_place_in_a_still_part(page: Client) -> None:
    with page, pytest.raises(RuntimeError, match="still part"), still(), box():
        ui.input("Tên")
