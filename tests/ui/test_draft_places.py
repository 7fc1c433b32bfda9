"""Each line of a description is found in its Word file and on its printed page, and each finding knows the line that it speaks of."""

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
from pathlib import Path

import pytest

from drafting.finding import Finding, Place
from drafting.spec import read_spec
from drafting.spec_values import Node
from tracking.outgoing.places import node_places
from ui.draft_places import finding_places
from ui.draft_work import print_pages, write

SPECS = sorted((Path(__file__).parents[1] / "drafting" / "specs").glob("*.json"))
TODAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_every_line_and_part_has_its_paragraph_in_the_order_of_the_page(path: Path) -> None:
    spec = read_spec(path)
    written = write(spec, path.stem, TODAY)
    told = [place for place, _ in written.said]
    lines = [place for place, _ in node_places(spec)]
    assert [place for place in told if place in set(lines)] == lines
    parts = {
        "addressees": () if spec.is_decision else spec.addressees,
        "opening": spec.opening,
        "closing": spec.closing,
        "bases": spec.bases,
    }
    expected = {f"{part}.{number}" for part, texts in {**parts, "recipients": spec.recipients}.items() for number in range(len(texts))}
    assert expected | {"signers"} <= set(told)
    assert ("subject" in told) == (spec.subject is not None)
    assert written.open_points == ()


def test_a_unit_that_is_told_and_has_a_task_too_stands_in_both_places() -> None:
    spec = read_spec(next(path for path in SPECS if path.stem == "ke-hoach"))
    [annex, *others] = spec.annexes
    assert annex.tasks is not None
    tasks = (Node("task", "Rà soát vị trí việc làm", owners=("Sở Nội vụ",)), Node("task", "Sở Nội vụ", owners=("Sở Y tế",)))
    told = dataclasses.replace(spec, recipients=("Sở Nội vụ",), annexes=(dataclasses.replace(annex, tasks=tasks), *others))
    places = [place for place, _ in write(told, "x", TODAY).said]
    assert places[places.index("recipients.0") :][:5] == ["recipients.0", "signers", "annex.0", "annex.0.0", "annex.0.1"]


def test_a_unit_that_is_addressed_and_heads_its_tasks_stands_in_both_places() -> None:
    spec = read_spec(next(path for path in SPECS if path.stem == "cong-van"))
    body = (Node("heading", "Sở Nội vụ", children=(Node("task", "Rà soát vị trí việc làm"),)),)
    written = write(dataclasses.replace(spec, addressees=("Sở Nội vụ",), body=body, closing=()), "x", TODAY)
    assert [place for place, _ in written.said][:5] == ["subject", "addressees.0", "opening.0", "body.0", "body.1"]
    assert (written.markers["body.0"], written.markers["body.1"]) == ("1.", "a)")


def test_a_line_knows_the_number_that_word_prints_before_it() -> None:
    spec = read_spec(next(path for path in SPECS if path.stem == "ke-hoach"))
    found = write(spec, "x", TODAY).markers
    assert [found[f"body.{n}"] for n in range(6)] == ["I.", "1.", "", "2.", "a)", "b)"]
    assert found["annex.0.1"] == "2"


def test_a_finding_stands_at_its_line_or_where_its_component_is_typed() -> None:
    places = {4: ["subject"], 9: ["body.0"], 12: ["body.1"]}
    found = [
        Finding("ND-01", "W", "Nội dung", "x", "y", "z", Place(9)),
        Finding("ND-01", "W", "Viện dẫn", "x", "y", "z", Place(13)),
        Finding("NN-01", "W", "Nơi nhận", "x", "y", "z", Place(20)),
        Finding("PG-01", "E", "Khổ giấy", "x", "y", "z"),
    ]
    assert finding_places(found, places) == ["body.0", "body.1", "recipients", ""]


def test_a_fault_of_the_author_is_told_at_the_line() -> None:
    spec = read_spec(next(path for path in SPECS if path.stem == "thong-bao"))
    faulty = dataclasses.replace(spec, body=(*spec.body, Node("text", "Thực hiện theo Quyết định số 12/QĐ-UBND của Ủy ban nhân dân tỉnh")))
    place = f"body.{len(list(node_places(spec)))}"
    assert place in {found for found, finding in write(faulty, "x", TODAY).findings if finding.severity in ("E", "W")}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_words_of_a_line_are_marked_on_the_page_where_they_are_printed() -> None:
    spec = read_spec(next(path for path in SPECS if path.stem == "ke-hoach"))
    written = write(spec, "ke-hoach", TODAY)
    printed = print_pages(written)
    marks = {mark.place: mark for mark in printed.marks}
    assert set(marks) == {place for place, _ in written.said}
    assert (marks["body.0"].page, marks["annex.0.0"].page) == (1, 2)
    tops = [mark.top for mark in printed.marks if mark.page == 1 and mark.place.startswith("body.")]
    assert tops == sorted(tops)
    assert all(0 <= mark.left < mark.left + mark.width <= 1 and 0 <= mark.top < mark.top + mark.height <= 1 for mark in printed.marks)
    assert set(printed.pictures) == {1, 2, 3}
