"""Lists of units part where one unit ends, and sentences give the units that they name at their exact places."""

from __future__ import annotations

import re
import time
import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracking.language.units import find_units, split_units

CORPUS = tomllib.loads((Path(__file__).parent / "units_corpus.toml").read_text(encoding="utf-8"))
SINGLE = sorted({unit for units in CORPUS["split"].values() if len(units) > 1 for unit in units})


@pytest.mark.parametrize(("words", "units"), CORPUS["split"].items())
def test_a_list_is_parted_into_its_units_in_order(words: str, units: list[str]) -> None:
    assert split_units(words) == units


@pytest.mark.parametrize(("marked", "kinds"), CORPUS["find"].items())
def test_a_sentence_gives_its_units_at_their_exact_words(marked: str, kinds: str) -> None:
    sentence = marked.replace("{", "").replace("}", "")
    found = find_units(sentence)
    assert [sentence[f.start : f.end] for f in found] == re.findall(r"\{(.+?)\}", marked)
    assert [f.text for f in found] == [sentence[f.start : f.end] for f in found]
    assert " ".join(f.kind for f in found) == kinds
    assert all(f.rule for f in found)


@pytest.mark.parametrize("sentence", CORPUS["nothing"])
def test_a_sentence_that_names_no_unit_gives_none(sentence: str) -> None:
    assert find_units(sentence) == []


def test_the_examples_are_more_than_a_hundred_and_twenty() -> None:
    assert sum(map(len, CORPUS.values())) >= 120


@given(st.lists(st.sampled_from(SINGLE), min_size=1, max_size=6))
def test_units_joined_by_semicolons_come_apart_again(units: list[str]) -> None:
    assert split_units("; ".join(units)) == units


@given(st.text(max_size=120))
def test_any_text_is_read_without_an_error(text: str) -> None:
    split_units(text)
    for found in find_units(text):
        assert text[found.start : found.end] == found.text


def test_text_in_decomposed_unicode_names_the_same_units() -> None:
    words = "Sở Văn hóa, Thể thao và Du lịch; các sở, ban, ngành"
    assert split_units(unicodedata.normalize("NFD", words)) == split_units(words)


@pytest.mark.parametrize("words", ["Giám đốc Trưởng ", "các sở, ", "UBND các xã, phường, ", "Hội Nông dân Việt Nam, Trung ương ", "Sở "])
def test_a_page_of_one_word_is_read_at_once(words: str) -> None:
    text = words * (4000 // len(words))
    began = time.perf_counter()
    find_units(text)
    split_units(text)
    assert time.perf_counter() - began < 5
