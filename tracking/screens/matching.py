"""Words searched for in lists: without marks and punctuation, an abbreviation also as what it stands for."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, false, or_
from sqlmodel import col

from tracking.register.office_names import data
from tracking.register.searched import searched

_MOST_WORDS = 12


def holding(text: str, *columns: Any) -> list[ColumnElement[bool]]:
    """The conditions that every word of the text stands in one of the columns; none for an empty text, never for mere signs."""
    if not text.strip():
        return []
    words = searched(text).split()[:_MOST_WORDS]
    if not words:
        return [false()]
    return [or_(*(col(column).contains(way, autoescape=True) for way in _ways(word) for column in columns)) for word in words]


def _ways(word: str) -> list[str]:
    full = data()["abbreviations"].get(word)
    return [word, full] if full else [word]
