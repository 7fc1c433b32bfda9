"""Every phrase of the deadline corpus means what it says there, and is consumed whole."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path

import pytest

from tracking.duty import Deadline
from tracking.language.clauses import due_of
from tracking.language.deadline import find_deadlines, read_field

CORPUS = tomllib.loads((Path(__file__).parent / "deadline_corpus.toml").read_text(encoding="utf-8"))
FREQUENCIES = {"daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly", "several"}
ANCHORS = {"signed", "received", "effective", "event"}
UNITS = {"hours", "days", "working_days", "weeks", "months", "years"}


def cases(section: str) -> list[tuple[str, str, dt.date]]:
    return [(words, value, dt.date.fromisoformat(day)) for day, group in CORPUS.items() for words, value in group.get(section, {}).items()]


def shown(deadline: Deadline) -> str:
    """The value in the corpus' own notation."""
    parts = [
        deadline.kind,
        deadline.due.isoformat() if deadline.due else "",
        "before" if deadline.before else "",
        deadline.time or "",
        deadline.frequency or "",
        deadline.rule or "",
        deadline.anchor or "",
        f"{deadline.amount} {deadline.unit}" if deadline.amount else "",
    ]
    return " ".join(part for part in parts if part)


def construction(words: str) -> str:
    """The phrase without what differs between uses of one construction: digits, Roman numerals, case."""
    bare = re.sub(r"\d+", "0", words.casefold())
    return re.sub(r"(?<!\w)(?:i{1,3}|iv)(?!\w)", "i", bare)


@pytest.mark.parametrize(("words", "value", "issued_on"), cases("field") + cases("no_field"))
def test_a_time_field_means_what_the_corpus_says_and_no_word_is_left_over(words: str, value: str, issued_on: dt.date) -> None:
    found = read_field(words, issued_on)
    assert shown(found.deadline) == value
    assert found.whole
    assert found.deadline.text == ("" if value == "none" else words.strip())


@pytest.mark.parametrize(("marked", "value", "issued_on"), cases("sentence"))
def test_a_sentence_gives_its_deadlines_at_their_exact_words(marked: str, value: str, issued_on: dt.date) -> None:
    sentence = marked.replace("{", "").replace("}", "")
    found = find_deadlines(sentence, issued_on)
    assert [sentence[f.start : f.end] for f in found] == re.findall(r"\{(.+?)\}", marked)
    assert " ; ".join(shown(f.deadline) for f in found) == value
    assert all(f.deadline.text == sentence[f.start : f.end] for f in found)


@pytest.mark.parametrize(("sentence", "issued_on"), [(words, day) for words, _, day in cases("nothing")])
def test_a_sentence_that_sets_no_deadline_gives_none(sentence: str, issued_on: dt.date) -> None:
    assert find_deadlines(sentence, issued_on) == []


@pytest.mark.parametrize(("sentence", "frequency", "issued_on"), cases("rhythm"))
def test_a_rhythm_of_the_act_is_its_deadline(sentence: str, frequency: str, issued_on: dt.date) -> None:
    due = due_of(sentence, find_deadlines(sentence, issued_on), 0, len(sentence))
    assert due is not None
    assert (due.deadline.kind, due.deadline.frequency) == ("recurring", frequency)


@pytest.mark.parametrize(("sentence", "issued_on"), [(words, day) for words, _, day in cases("no_rhythm")])
def test_a_rhythm_of_a_thing_is_no_deadline(sentence: str, issued_on: dt.date) -> None:
    assert due_of(sentence, find_deadlines(sentence, issued_on), 0, len(sentence)) is None


def test_the_corpus_holds_three_hundred_constructions_of_which_sixty_mean_nothing() -> None:
    positive = {construction(words) for words, *_ in cases("field") + cases("sentence")}
    negative = {construction(words) for words, *_ in cases("no_field") + cases("nothing")}
    assert len(negative) >= 60
    assert len(positive | negative) >= 300


def test_values_use_the_contract_s_own_words() -> None:
    known = FREQUENCIES | ANCHORS | UNITS | {"before"}
    for _, value, _ in cases("field") + cases("sentence"):
        for word in value.replace(" ; ", " ").split():
            assert word in known or re.fullmatch(r"[a-z]+|\d[\d:-]*|FREQ=\S+", word)
