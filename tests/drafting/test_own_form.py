"""Whatever kind we draft, our own checker finds nothing wrong with it: every profile, mode and medium."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from drafting.check import check
from drafting.draft import draft
from drafting.spec import read_spec

TODAY = dt.date(2026, 12, 31)


@pytest.mark.parametrize("profile", [14, 13])
@pytest.mark.parametrize("medium", ["paper", "electronic"])
def test_a_draft_of_any_kind_is_lawful(spec_file: Path, profile: Any, medium: Any, tmp_path: Path) -> None:
    made = draft(read_spec(spec_file), tmp_path / "x.docx", profile=profile, medium=medium)
    assert [finding for finding in check(made, mode="draft", medium=medium, as_of=TODAY) if finding.severity in ("E", "W")] == []


def test_an_issued_document_of_any_kind_is_lawful(spec_file: Path, tmp_path: Path) -> None:
    spec = read_spec(spec_file)
    if spec.serial is None or spec.issued_on is None:
        pytest.skip("this example has no number or day yet")
    made = draft(spec, tmp_path / "x.docx", mode="issued")
    assert [finding for finding in check(made, mode="issued", medium="paper", as_of=TODAY) if finding.severity in ("E", "W")] == []
