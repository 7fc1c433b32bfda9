"""What is no duty: titles of purpose and findings, closings, courtesies, things told of the past."""

from __future__ import annotations

import re
from typing import Literal

from tracking.language.rules import Rule, first_of, found_in

Zone = Literal["tasks", "content", "background", "open"]

TITLE_WORDS = 26
"""A title of a section has no more words than this."""

_SCRAP = re.compile(r"[^\w\s]*[^\W\d]{0,5}[^\w\s]*")
_BY_RIGHT = re.compile(
    r"^(?:căn cứ|theo)\s+(?:theo\s+|vào\s+)?chức năng(?:,?\s+nhiệm vụ)?(?:,?\s+(?:và\s+)?quyền hạn)?"
    r"(?:\s+(?:được giao|được phân công|của mình))?[\s,]+",
    re.IGNORECASE,
)
"""The basis that every reminder may open with ("căn cứ chức năng, nhiệm vụ được giao …")."""
_SCRAP_BEHIND = re.compile(r"[.!/&;]+[^\w\s]*\s*[^\W\d]{0,5}[^\w\s]*$")
"""Signs and a few letters behind the full stop of a scanned page."""

LONGEST_COURTESY = 1000
"""Characters."""


def zone_of(title: str) -> tuple[Zone, Rule] | None:
    """The kind of section that a title opens; None where the words are no known title."""
    words = re.sub(r"\([^)]*\)", " ", title).strip()
    if not words or len(words.split()) > TITLE_WORDS:
        return None
    for group, zone in (("title", "background"), ("task_title", "tasks"), ("content_title", "content")):
        found = first_of("background", group, words, whole=True)
        if found is not None:
            return zone, found[0]  # type: ignore[return-value]  # the zone is one of the literals above
    return None


def closing_of(sentence: str) -> Rule | None:
    """The rule by which a sentence is a closing or an entry into force; None where it is neither."""
    found = first_of("background", "closing", sentence)
    return found[0] if found else None


def is_page_line(line: str) -> bool:
    """Whether a line is of the web page that shows a text ("Ngày đăng: …"), not of the text."""
    return first_of("background", "page", line) is not None


def is_scrap(sentence: str) -> bool:
    """Whether a sentence is no more than what a scan makes of a stamp or a clerk's initials ("gaa!", "Kine")."""
    return _SCRAP.fullmatch(sentence.strip()) is not None


def is_courtesy(action: str) -> bool:
    """Whether an act is only the general reminder to carry out what stands above, which no long one is."""
    if len(action) > LONGEST_COURTESY:
        return False
    action = _BY_RIGHT.sub("", _SCRAP_BEHIND.sub("", action), count=1)
    parts = [part.strip(" .;/") for part in action.split(";") if part.strip(" .;/")]
    return bool(parts) and all(
        first_of("background", "courtesy", part, whole=True) is not None or (at > 0 and first_of("background", "trouble", part) is not None)
        for at, part in enumerate(parts)
    )


def is_background(sentence: str) -> bool:
    """Whether a sentence gives a basis, a context or an account."""
    return first_of("background", "background", sentence) is not None


def tells_of_a_document(sentence: str) -> bool:
    """Whether a sentence gives an account of a document that exists already: what was ordered there is not ordered here."""
    return first_of("background", "account", sentence) is not None


def quotes_law(sentence: str) -> bool:
    """Whether a sentence says what the law demands in general."""
    return first_of("background", "quoted", sentence) is not None


def states(sentence: str) -> bool:
    """Whether a sentence tells how things stand or what was reached, and orders nothing."""
    return first_of("background", "statement", sentence) is not None


def tells_the_past(sentence: str) -> bool:
    return found_in("background", "past", sentence) is not None


def praises(action: str) -> bool:
    """Whether the words praise or agree rather than order."""
    return first_of("background", "praise", action) is not None


def asks_upward(action: str) -> bool:
    """Whether the words ask a superior to consider and decide."""
    return first_of("background", "upward", action) is not None


def states_a_target(sentence: str) -> bool:
    return first_of("background", "principle", sentence) is not None
