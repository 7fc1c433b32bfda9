"""The contract's documents: drafted, found lawful by our own checker, read back as the contract says."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from drafting.check import check
from drafting.draft import draft
from drafting.spec import read_spec
from tests.drafting.random_specs import differences
from tracking.extract import extract

NAMES = ("congvan", "kehoach", "kehoach_phuluc", "quyetdinh")
TODAY = dt.date(2026, 11, 25)

pytestmark = pytest.mark.corpus


def day(words: str | None) -> dt.date | None:
    return None if words is None else dt.date.fromisoformat(words)


def expected_of(gold: dict[str, Any]) -> dict[str, Any]:
    """The gold reading in the form `differences` takes; it says nothing of products."""
    duties = [
        {
            **{name: duty[name] for name in ("text", "owners", "coordinators")},
            "deadline": {
                "kind": duty["deadline"]["kind"],
                "due": day(duty["deadline"]["due"]),
                "before": duty["deadline"].get("before", False),
                "frequency": duty["deadline"].get("frequency"),
            },
        }
        for duty in gold["duties"]
    ]
    return {"document": {**gold["document"], "issued_on": day(gold["document"]["issued_on"])}, "duties": duties}


@pytest.mark.parametrize("name", NAMES)
def test_a_contract_document_is_read_back_as_its_gold(name: str, shared: Path, tmp_path: Path) -> None:
    made = draft(read_spec(shared / "contract" / f"{name}.json"), tmp_path / f"{name}.docx")
    gold = json.loads((shared / "contract" / f"{name}.gold.json").read_text("utf-8"))
    assert differences(extract(made), expected_of(gold)) == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("profile", [14, 13])
@pytest.mark.parametrize("medium", ["paper", "electronic"])
def test_a_contract_document_has_no_fault_of_form(name: str, profile: Any, medium: Any, shared: Path, tmp_path: Path) -> None:
    made = draft(read_spec(shared / "contract" / f"{name}.json"), tmp_path / f"{name}.docx", profile=profile, medium=medium)
    assert [finding for finding in check(made, mode="draft", medium=medium, as_of=TODAY) if finding.severity in ("E", "W")] == []
