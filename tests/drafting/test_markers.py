"""The numbers a reader sees before items, told by reading the finished file as another program would."""

from pathlib import Path
from typing import Any

import pytest

from drafting.draft import drafted
from drafting.render.numbering import LETTERS
from drafting.spec import parse_spec
from tracking.reading.choose import read_pages
from tracking.reading.page import Line

BASE = {
    "issuer": {"name": "Ủy ban nhân dân xã Tân Phú"},
    "symbol": "KH-UBND",
    "subject": "Thử đánh số",
    "signature": {"position": "CHỦ TỊCH", "name": "Phạm Quốc Khánh"},
}


def T(text: str, *children: Any) -> dict[str, Any]:
    return {"text": text, "children": list(children)}


def H(text: str, *children: Any) -> dict[str, Any]:
    return {"heading": text, "children": list(children)}


def A(text: str, *children: Any) -> dict[str, Any]:
    return {"article": text, "children": list(children)}


def markers(folder: Path, kind: str, body: list[Any]) -> list[tuple[str | None, str]]:
    """The marker and first word of every numbered or unnumbered item of the body."""
    path = folder / "thu.docx"
    extra = {"addressees": ["Các thôn"]} if kind == "công văn" else {}
    path.write_bytes(drafted(parse_spec({**BASE, **extra, "kind": kind, "body": body})))
    lines = [line for line in _lines(path) if line.text.casefold().startswith("mục")]
    return [(line.marker, line.text.split(" ")[1].strip(".:").removesuffix("./")) for line in lines]


def _lines(path: Path) -> list[Line]:
    return [block for block in read_pages(path).blocks() if isinstance(block, Line)]


def test_a_named_type_goes_from_roman_to_dash(tmp_path: Path) -> None:
    body = [
        H("MỤC 1", H("Mục 2", H("Mục 3", T("Mục 4"), T("Mục 5")), H("Mục 6")), H("Mục 7", T("Mục 8"), T("Mục 9"))),
        H("MỤC 10", H("Mục 11"), H("Mục 12")),
    ]
    assert markers(tmp_path, "kế hoạch", body) == [
        ("I.", "1"), ("1.", "2"), ("a)", "3"), ("-", "4"), ("-", "5"), ("b)", "6"), ("2.", "7"), ("a)", "8"), ("b)", "9"),
        ("II.", "10"), ("1.", "11"), ("2.", "12"),
    ]  # fmt: skip


def test_a_letter_starts_with_arabic_numbers(tmp_path: Path) -> None:
    assert markers(tmp_path, "công văn", [H("Mục 1", T("Mục 2"), T("Mục 3", T("Mục 4"), T("Mục 5"))), T("Mục 6")]) == [
        ("1.", "1"), ("a)", "2"), ("b)", "3"), ("-", "4"), ("-", "5"), ("2.", "6"),
    ]  # fmt: skip


def test_articles_run_through_their_chapters(tmp_path: Path) -> None:
    body = [
        H("Chung", A("Mục 1", T("Mục 2"), T("Mục 3", T("Mục 4"), T("Mục 5"))), A("Mục 6")),
        H("Cuối", A("Mục 7", T("Mục 8"), T("Mục 9"))),
    ]
    assert markers(tmp_path, "quy chế", body) == [
        ("Điều 1.", "1"), ("1.", "2"), ("2.", "3"), ("a)", "4"), ("b)", "5"), ("Điều 2.", "6"), ("Điều 3.", "7"), ("1.", "8"), ("2.", "9"),
    ]  # fmt: skip


def test_a_lone_text_has_no_marker_and_a_lone_heading_has(tmp_path: Path) -> None:
    assert markers(tmp_path, "kế hoạch", [H("MỤC 1", T("Mục 2")), H("MỤC 3", H("Mục 4", T("Mục 5")))]) == [
        ("I.", "1"), (None, "2"), ("II.", "3"), ("1.", "4"), (None, "5"),
    ]  # fmt: skip


def test_plain_items_at_the_first_level_take_arabic_numbers(tmp_path: Path) -> None:
    assert markers(tmp_path, "thông báo", [T("Mục 1"), T("Mục 2", T("Mục 3"), T("Mục 4"))]) == [
        ("1.", "1"),
        ("2.", "2"),
        ("a)", "3"),
        ("b)", "4"),
    ]


def test_letters_follow_the_vietnamese_order_and_start_anew_under_the_next_parent(tmp_path: Path) -> None:
    many = [T(f"Mục {number}") for number in range(len(LETTERS))]
    found = markers(tmp_path, "công văn", [H("Mục x", *many), H("Mục y", *many[:8])])
    assert [marker for marker, _ in found[1:24]] == [f"{letter})" for letter in LETTERS]
    assert [marker for marker, _ in found[25:]] == [f"{letter})" for letter in LETTERS[:8]]


def test_more_items_than_letters_become_dashes(tmp_path: Path) -> None:
    found = markers(tmp_path, "công văn", [H("Mục x", *(T(f"Mục {number}") for number in range(24)))])
    assert {marker for marker, _ in found[1:]} == {"-"}


@pytest.mark.parametrize("kind", ["kế hoạch", "công văn"])
def test_an_annex_counts_its_items_anew(tmp_path: Path, kind: str) -> None:
    items = [T("Mục 1 nêu tại Phụ lục"), T("Mục 2")]
    value = {**BASE, "kind": kind, "addressees": ["Các thôn"], "body": items, "annexes": [{"title": "Kèm", "body": items}]}
    path = tmp_path / "thu.docx"
    path.write_bytes(drafted(parse_spec(value)))
    found = [line.marker for line in _lines(path) if line.text.startswith("Mục")]
    assert found == ["1.", "2.", "1.", "2."]
