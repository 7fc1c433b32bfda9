"""The gold readings of the unseen documents stand in their documents and are well formed."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document

FOLDER = Path(__file__).parent / "unseen"
GOLDS = sorted(FOLDER.glob("*.gold.json"))
KINDS = {"date", "period", "recurring", "continuous", "relative", "immediate", "none"}
FREQUENCIES = {"daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly", "several"}
PAGE_LINE = re.compile(r"(?:[-–—\s]*\d{1,2}[-–—\s]*|Trang \d+\s*/\s*\d+|\f)")


def words_of(path: Path) -> str:
    """All the words a file carries, a line a paragraph or cell."""
    if path.suffix == ".docx":
        document = Document(str(path))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)
    text = path.read_text("utf-8")
    return html.unescape(re.sub(r"<[^>]+>", " ", text)) if path.suffix == ".html" else text


def fold(text: str) -> str:
    return " ".join(text.split())


def without_page_lines(text: str) -> str:
    return fold("\n".join(line for line in text.splitlines() if not PAGE_LINE.fullmatch(line)))


def gold_of(path: Path) -> tuple[dict[str, Any], str]:
    gold = json.loads(path.read_text("utf-8"))
    return gold, words_of(FOLDER / gold["file"])


def test_there_are_enough_unseen_documents() -> None:
    assert len(GOLDS) >= 32
    assert sum(not json.loads(path.read_text("utf-8"))["duties"] for path in GOLDS) >= 5


@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.name.removesuffix(".gold.json"))
def test_gold_duties_stand_in_their_document(path: Path) -> None:
    gold, text = gold_of(path)
    whole, joined = fold(text), without_page_lines(text)
    for duty in gold["duties"]:
        assert duty["text"] in whole or duty["text"] in joined
        for unit in duty["owners"] + duty["coordinators"]:
            assert fold(unit).casefold() in whole.casefold() or fold(unit).casefold() in joined.casefold()
        when = duty["deadline"]["text"]
        assert when in whole or when in joined


@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.name.removesuffix(".gold.json"))
def test_gold_deadlines_are_well_formed(path: Path) -> None:
    gold, _ = gold_of(path)
    for duty in gold["duties"]:
        deadline = duty["deadline"]
        assert deadline["kind"] in KINDS
        assert bool(deadline["text"]) == (deadline["kind"] != "none")
        assert (deadline.get("frequency") in FREQUENCIES) == (deadline["kind"] == "recurring")
        if deadline["kind"] in ("date", "period"):
            assert dt.date.fromisoformat(deadline["due"]) >= dt.date(2000, 1, 1)
        assert duty["owners"]
        assert all(duty["owners"])


@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.name.removesuffix(".gold.json"))
def test_gold_headers_are_well_formed(path: Path) -> None:
    document = gold_of(path)[0]["document"]
    assert set(document) == {"kind", "number", "issued_on", "issuer", "subject", "signer"}
    assert document["issued_on"] is None or dt.date.fromisoformat(document["issued_on"])
