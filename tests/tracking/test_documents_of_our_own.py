"""Directives written for this project, each beside its reading: what is read from them must not change unseen."""

import json
from pathlib import Path
from typing import Any

import pytest

from drafting.orthography import compare_key
from tracking.duty import Deadline, Duty, Reading
from tracking.explain import explain
from tracking.extract import extract

FOLDER = Path(__file__).parent / "documents"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


def _read(name: str) -> Reading:
    return extract(FOLDER / f"{name}.txt")


def _time(deadline: Deadline) -> list[str | None]:
    day = deadline.due.isoformat() if deadline.due else None
    if deadline.kind in ("date", "period"):
        return [deadline.kind, day]
    return [deadline.kind, None, deadline.frequency] if deadline.kind == "recurring" else [deadline.kind]


def _units(names: Any) -> str:
    """The units as one list, since "A và B" may be parted or not."""
    return compare_key(", ".join(names)).replace(" và ", ", ")


def _shown(duty: Duty) -> dict[str, Any]:
    return {
        "text": compare_key(duty.text),
        "owners": _units(duty.owners),
        "coordinators": _units(duty.coordinators),
        "deadline": _time(duty.deadline),
    }


def _wanted(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "text": compare_key(row["text"]),
        "owners": _units(row["owners"]),
        "coordinators": _units(row["coordinators"]),
        "deadline": row["deadline"],
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_directive_reads_as_written_down(name: str) -> None:
    wanted = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))["duties"]
    assert [_shown(duty) for duty in _read(name).duties] == [_wanted(row) for row in wanted]


@pytest.mark.parametrize("name", NAMES)
def test_quotes_stand_in_the_document_and_reasons_are_given(name: str) -> None:
    source = " ".join((FOLDER / f"{name}.txt").read_text("utf-8").split())
    for duty in _read(name).duties:
        assert duty.source.quote in source
        assert {reason.field for reason in duty.reasons} >= ({"duty", "owners"} if duty.owners else {"duty"})
        assert 0 < duty.confidence < 1
        assert ("deadline" in duty.missing) == (duty.deadline.kind == "none")


def test_the_argument_names_the_words_that_decided() -> None:
    lines = "\n".join(explain(_read("cong_dien_mua_lu")))
    assert "Nhiệm vụ 1" in lines
    assert "trước 17 giờ ngày 12/10/2023" in lines
    assert "Đơn vị thực hiện: Sở Công Thương" in lines
