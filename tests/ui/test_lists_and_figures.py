"""Every figure is the length of the list it opens; searches take words, not patterns; a unit sees its own."""

from __future__ import annotations

import pytest

from tracking.register import states, work
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.refusals import NotFound
from tracking.screens.figures import FLAGS, by_directive, by_office, figures
from tracking.screens.shares import NO_OFFICE, Filters, count_by_bucket, shares


@pytest.fixture
def worked(register: Register, people: dict[str, Actor], confirmed: list[int]) -> None:
    """Some of the shares have moved on."""
    rows, _ = shares(register, people["unit"], Filters())
    work.accept(register, people["unit"], rows[0].assignment_id)
    work.report_done(register, people["unit"], rows[1].assignment_id, "9/BC-SNV")
    work.confirm_done(register, people["leader"], rows[1].assignment_id)


@pytest.mark.usefixtures("worked")
@pytest.mark.parametrize("who", ["leader", "unit", "other"])
def test_each_number_is_the_length_of_its_list(register: Register, people: dict[str, Actor], who: str) -> None:
    found = figures(register, people[who])
    for code, number in {**found.flags, **{code: found.buckets[code] for code in states.buckets()}, "": found.buckets["total"]}.items():
        rows, total = shares(register, people[who], Filters(code), 1, 500)
        assert (number, len(rows)) == (total, total), code
    assert sum(found.buckets[code] for code in states.buckets()) == found.buckets["total"]
    assert count_by_bucket(register, people[who], Filters()) == found.buckets
    assert set(FLAGS) == set(found.flags)


@pytest.mark.usefixtures("worked")
def test_lines_by_office_and_by_directive_add_up_to_the_same_total(register: Register, people: dict[str, Actor]) -> None:
    total = figures(register, people["leader"]).buckets["total"]
    offices, papers = by_office(register, people["leader"]), by_directive(register, people["leader"])
    assert sum(line.total for line in offices) == sum(line.total for line in papers) == total == 3
    for line in offices:
        _, number = shares(register, people["leader"], Filters(office=line.id or NO_OFFICE))
        assert number == line.total


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("RÀ SOÁT", 1),
        ("ra soat vi tri", 1),
        ("soat ra", 1),
        ("noi vu", 3),
        ("so noi vu", 2),
        ("15/UBND-TH", 3),
        ("%", 0),
        ("_", 0),
    ],
)
def test_words_are_found_with_and_without_marks_in_any_order(
    register: Register, people: dict[str, Actor], confirmed: list[int], words: str, number: int
) -> None:
    assert shares(register, people["officer"], Filters(words=words))[1] == number


def test_an_unknown_state_is_named(register: Register, people: dict[str, Actor]) -> None:
    with pytest.raises(NotFound, match="«khong-co»"):
        shares(register, people["officer"], Filters("khong-co"))
