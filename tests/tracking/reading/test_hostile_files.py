"""A hundred hostile files: each gets the status it must and one line, none crashes and none hangs."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from drafting.errors import DondocError, PartMissing
from tests.tracking.reading import hostile_documents, hostile_packages, hostile_texts
from tests.tracking.reading.hostile import FILES
from tracking.extract import extract

MAKERS = (hostile_packages, hostile_texts, hostile_documents)
"""Each enters its files when it is imported."""
MOST_SECONDS = 20.0
"""Of processors, children included: wall time would measure how busy the machine is."""


def spent() -> float:
    return sum(
        used.ru_utime + used.ru_stime for used in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_gets_its_status_and_one_line(name: str, tmp_path: Path) -> None:
    make, allowed = FILES[name]
    path = make(tmp_path)
    start = spent()
    try:
        reading = extract(path)
        code, said = 0, list(reading.warnings)
    except DondocError as refusal:
        code, said = refusal.exit_code, [str(refusal)]
    if code == PartMissing.exit_code:
        pytest.skip(said[0])
    assert spent() - start < MOST_SECONDS
    assert code in allowed, said
    assert all(line.strip() and "\n" not in line and "\u202e" not in line for line in said)


def test_there_are_a_hundred_of_them() -> None:
    assert len(FILES) >= 100
    assert len({make.__module__ for make, _ in FILES.values()} & {maker.__name__ for maker in MAKERS}) == len(MAKERS)
