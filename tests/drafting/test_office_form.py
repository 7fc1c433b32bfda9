"""An office's own lists judge what a file alone cannot tell: abbreviations, place, signing positions."""

from pathlib import Path

import pytest

from drafting.check import check
from drafting.draft import draft
from drafting.errors import InvalidInput
from drafting.office_form import OfficeForm, office_form
from drafting.spec import read_spec

OWN = {"abbreviations": ["UBND", "NC"], "place": "Lâm Sơn", "positions": ["Chủ tịch", "Phó Chủ tịch"]}


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    return draft(read_spec(Path(__file__).parent / "specs" / "cong-van.json"), tmp_path / "cong-van.docx")


def rules_of(letter: Path, office: OfficeForm | None) -> set[str]:
    return {finding.rule for finding in check(letter, office=office) if finding.severity != "I"}


def test_a_document_within_the_lists_has_no_finding(letter: Path) -> None:
    assert rules_of(letter, office_form(OWN)) == set()


@pytest.mark.parametrize(
    ("name", "value", "rule"),
    [("abbreviations", ["UBND", "VX"], "SO-10"), ("place", "Lâm Hạ", "DD-09"), ("positions", ["Chủ tịch"], "CK-05")],
)
def test_what_the_lists_do_not_have_is_told(name: str, value: object, rule: str, letter: Path) -> None:
    assert rules_of(letter, office_form({**OWN, name: value})) == {rule}


def test_an_office_without_lists_judges_nothing(letter: Path) -> None:
    assert rules_of(letter, office_form({})) == rules_of(letter, None) == set()


@pytest.mark.parametrize("values", [{"place": 5}, {"abbreviations": "UBND"}, {"positions": [""]}, "UBND"])
def test_settings_of_another_shape_are_refused_with_the_key(values: object) -> None:
    with pytest.raises(InvalidInput, match="form"):
        office_form(values)  # type: ignore[arg-type]  # what a hand-written config.toml may hold
