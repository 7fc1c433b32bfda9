"""The annotated directives are read as well as before: floors that only rise. Eight of them stay unread, to judge by."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tracking.extract import extract

CORPUS = Path(__file__).parents[2] / "../shared/corpus"
UNREAD = ("038", "045", "051", "053", "062", "066", "075", "083")
FLOORS = {"duty": 0.95, "strict": 0.88}

pytestmark = [pytest.mark.corpus, pytest.mark.slow, pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus is not there")]


@pytest.fixture(scope="module")
def score() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", CORPUS / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _readings(folder: str, score: ModuleType) -> list[tuple[str, list[Any], list[Any]]]:
    found = []
    for gold in sorted((CORPUS / folder).glob("*.gold.json")):
        if not gold.name.startswith(UNREAD):
            wanted = json.loads(gold.read_text("utf-8"))
            found.append((gold.name, extract(score.source(gold, wanted)).as_json()["duties"], wanted["duties"]))
    return found


def _is_right(score: ModuleType, read: Any, wanted: Any) -> bool:
    return bool(
        score.same_units(read["owners"], wanted["owners"])
        and score.same_deadline(read["deadline"], wanted["deadline"])
        and score.overlap(score.words(read["text"]), score.words(wanted["text"]))[1] >= 0.6
    )


def test_duties_owners_and_deadlines_of_the_annotated_directives(score: ModuleType) -> None:
    read = wanted = found = right = 0
    for _, ours, gold in _readings("dev", score):
        pairs = score.align(ours, gold)
        read, wanted, found = read + len(ours), wanted + len(gold), found + len(pairs)
        right += sum(_is_right(score, ours[i], gold[j]) for i, j in pairs)
    assert 2 * found / (read + wanted) >= FLOORS["duty"]
    assert 2 * right / (read + wanted) >= FLOORS["strict"]


def test_documents_without_duties_give_none(score: ModuleType) -> None:
    assert [(name, [duty["text"] for duty in ours]) for name, ours, _ in _readings("none", score) if ours] == []
