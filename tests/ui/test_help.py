"""The guide speaks of what is there: every button, page or mark that it names in bold stands in the app under that name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ui.pages.guide import CHAPTERS

ROOT = Path(__file__).parents[2]
_PARTS = ("ui/**/*.py", "ui/static/*.js", "tracking/**/*.toml", "tracking/screens/*.py", "tracking/reports/*.py")
EMPHASIS = {"nhận văn bản.", "rà soát.", "theo dõi.", "báo cáo, xác nhận.", "giao ban, đôn đốc.", "phần đầu văn bản", "mẫu khởi đầu"}
"""Bold for stress alone."""


@pytest.fixture(scope="module")
def said() -> str:
    return "\n".join(path.read_text("utf-8") for part in _PARTS for path in sorted(ROOT.glob(part))).lower()


def test_each_chapter_has_its_text_and_each_text_its_chapter() -> None:
    assert {path.stem for path in (ROOT / "ui" / "help").glob("*.md")} == set(CHAPTERS)


@pytest.mark.parametrize("chapter", sorted(CHAPTERS))
def test_what_the_guide_names_stands_in_the_app(chapter: str, said: str) -> None:
    text = (ROOT / "ui" / "help" / f"{chapter}.md").read_text("utf-8")
    named = {words.lower() for words in re.findall(r"\*\*(.+?)\*\*", text)} - EMPHASIS
    missing = [words for words in sorted(named) if not all(part.strip() in said for part in words.split("…"))]
    assert missing == []
