"""How sure a reading is: the chance that text, owners and deadline are all right, weighed from signs of the reading.

The weights stand in `confidence.toml`; they were fitted on directives with known readings, leaving each issuer out in turn.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from drafting.orthography import same_tone_place
from tracking.duty import DocumentInfo
from tracking.language.actions import opens_act
from tracking.language.context import ADDRESSEES, HEADING, INTRODUCTION, SIBLING, Draft
from tracking.language.deadline import find_deadlines
from tracking.language.marks import SYLLABLE, marks
from tracking.language.owners import find_units, is_general
from tracking.language.passage import sentences
from tracking.language.rules import table
from tracking.language.wording import log_odds, spoken

OF_TEXT = ("few_acts", "wordy_text", "cut_text")
"""Signs that are shares of all duties of the text."""

SURE = 0.9
"""From here on a reading is shown as sure."""

ACT = 6
"""Words of an act besides its helpers, at least, for it to say what is to be done."""

LONG_NAME = 9
"""Words of a name that is no longer one office's, or runs into the act."""
_CROWD = re.compile(r"(?:các|những|mọi|toàn thể)\s+(?:tổ chức|địa phương|vụ|đối tượng|hộ|doanh nghiệp|cá nhân)(?!\w)", re.IGNORECASE)
"""Many at once that no list of offices names ("các tổ chức", "các hộ"), rightly or because a name was cut."""
SLIGHT = -0.1
"""A sign that lowers the odds by less is not told."""
MANY = 0.34
"""The share of a text's duties from which its way of writing is told as a doubt."""

LEAST, MOST = 0.02, 0.99
"""No reading is certain, and none is hopeless."""


def confidence_of(draft: Draft) -> float:
    """The estimated chance in 0..1."""
    weights: dict[str, float] = table("confidence")["weights"]
    total = weights["bias"] + sum(weights[sign] * value for sign, value in signs_of(draft).items())
    return round(min(max(1 / (1 + math.exp(-total)), LEAST), MOST), 2)


def doubts_of(draft: Draft, inner: bool = False) -> list[str]:
    """What makes the reading unsure, the weightiest first, as the officer is told; inner: the document stands in another's file, which
    carries its number and signature."""
    weights: dict[str, float] = table("confidence")["weights"]
    told: dict[str, str] = table("confidence")["doubts"]
    present = [sign for sign, value in signs_of(draft).items() if value > (MANY if sign in OF_TEXT else 0) and sign in told]
    present = [sign for sign in present if weights[sign] < SLIGHT and not (inner and sign in ("no_head", "no_foot"))]
    doubts = {sign: told[sign] for sign in sorted(present, key=lambda sign: weights[sign])}
    if "worded_against" in doubts:
        words = ", ".join(f"«{each}»" for each in spoken(_quoted(draft)))
        doubts["worded_against"] = doubts["worded_against"].format(f": {words}" if words else "")
    return list(doubts.values())


def signs_of(draft: Draft) -> dict[str, float]:
    """The signs of a reading by the names of `confidence.toml`: 0 or 1, a share of the text's duties, or what its words say in nats."""
    rules = {reason.rule for reason in draft.reasons if reason.field == "owners"}
    words = draft.words
    mended = any(paragraph.found for paragraph, _, _ in draft.passage.parts)
    times = [each for each in find_deadlines(words, None) if each.deadline.kind in ("date", "period", "recurring")]
    signs = {
        "row": bool(draft.features.get("row")),
        "fields": bool(draft.features.get("fields")),
        "explicit": bool(draft.features.get("explicit")),
        "formula": "GIAO-01" in rules,
        "heading": HEADING in rules,
        "addressed": ADDRESSEES in rules,
        "introduced": INTRODUCTION in rules,
        "beside": SIBLING in rules,
        "split": bool(draft.features.get("split")),
        "general": draft.general or bool(draft.features.get("general")),
        "no_owner": not draft.owners,
        "unknown_owner": any(not _is_known(name) for name in draft.owners),
        "odd_owner": any(len(name.split()) > 14 or re.search(r"[.:;]", name) for name in draft.owners),
        "act": opens_act(words),
        "dated": draft.deadline.kind in ("date", "period"),
        "rhythm": draft.deadline.kind == "recurring",
        "time_unused": bool(times) and draft.deadline.kind == "none",
        "times": len(times) > 1,
        "year_only": draft.deadline.kind == "period" and bool(re.search(r"năm\s+\d{4}\W*$", draft.deadline.text)),
        "inherited_time": draft.deadline.kind != "none" and draft.deadline.text.strip(" .") not in words and not draft.features.get("row"),
        "several_sentences": len(sentences(words)) > 1,
        "short": len(words.split()) < 6,
        "long": len(words.split()) > 90,
        "unnumbered": not draft.ordinal,
        "mended": mended,
        "worn": mended and any(_is_worn(name) for name in (*draft.owners, draft.deadline.text)),
        "marked": mended and _share_mended(draft) > 0.15,
        "inferred": bool(draft.features.get("inferred")),
        "several_owners": len(draft.owners) > 2,
        "unlike": bool(draft.owners) and not words[:1].isalpha(),
        "no_head": bool(draft.features.get("no_head")),
        "no_foot": bool(draft.features.get("no_foot")),
        "loose_owner": bool(draft.features.get("worn_text")) and any(not _is_whole(name) for name in draft.owners),
        "fragment": not draft.ordinal and draft.start == 0 and draft.passage.text[:1].islower(),
        "open_end": draft.passage.text.rstrip()[-1:].isalnum() and not draft.features.get("row") and not draft.features.get("fields"),
        "only_helpers": bool(draft.coordinators) and len(_without(words, draft.coordinators).split()) < ACT,
        "worn_text": bool(draft.features.get("worn_text")),
        "doubtful_text": bool(draft.features.get("doubtful_text")),
        "told": bool(draft.features.get("no_head") and draft.features.get("no_foot")) and not draft.ordinal,
        "long_owner": any(len(name.split()) > LONG_NAME for name in draft.owners),
        "crowd_owner": any(_CROWD.match(name) for name in draft.owners),
        "helped": bool(draft.coordinators),
        "parted": bool(draft.features.get("parted")),
        "few_acts": draft.features.get("few_acts", 0.0),
        "wordy_text": draft.features.get("wordy_text", 0.0),
        "cut_text": draft.features.get("cut_text", 0.0),
    }
    worded = log_odds(_quoted(draft))
    return {name: float(value) for name, value in signs.items()} | {"worded_for": max(worded, 0.0), "worded_against": max(-worded, 0.0)}


def _quoted(draft: Draft) -> str:
    """The words of the draft with the clauses of its fields."""
    return draft.passage.text[draft.start : draft.end]


def _without(words: str, names: Iterable[str]) -> str:
    """The words of an act without the units that help with it."""
    for name in names:
        words = words.replace(name, "")
    return words


def _is_whole(name: str) -> bool:
    """Whether a name of an owner is known from its first word to its last."""
    return is_general(name) or any(unit.start == 0 and unit.end >= len(name) - 1 for unit in find_units(name))


def text_signs(drafts: Sequence[Draft]) -> dict[str, float]:
    """What the drafts of a text together say of it: worn as a scan is, read doubtfully in many places (0 or 1); and the shares of
    them that open with no act, run over several sentences, end without a stop."""
    every = [signs_of(draft) for draft in drafts]
    shaky = sum(bool(signs["fragment"] or signs["unknown_owner"]) for signs in every)
    return {
        "worn_text": float(sum(any(part.found for part, _, _ in draft.passage.parts) for draft in drafts) * 4 > len(drafts)),
        "doubtful_text": float(shaky * 5 > len(drafts)),
        "few_acts": sum(1 - signs["act"] for signs in every) / max(1, len(every)),
        "wordy_text": sum(signs["several_sentences"] for signs in every) / max(1, len(every)),
        "cut_text": sum(signs["open_end"] for signs in every) / max(1, len(every)),
    }


def tell_signs(drafts: Sequence[Draft], info: DocumentInfo) -> None:
    """Marks the drafts of a text with what the text as a whole shows, what of it is lost (neither number nor place, neither recipients
    nor signature), and those that share the words of one item."""
    lost = {"no_head": float(not (info.number or info.place)), "no_foot": float(not (info.recipients or info.signer))}
    for draft in drafts:
        draft.features.update(lost)
    shared = Counter((draft.ordinal, draft.passage.text) for draft in drafts)
    of_text = text_signs(drafts)
    for draft in drafts:
        draft.features.update(of_text)
        draft.features["parted"] = float(shared[draft.ordinal, draft.passage.text] > 1)


def _share_mended(draft: Draft) -> float:
    """The share of the words of the act that were read otherwise than they were printed."""
    read, found = (draft.passage.text[draft.start : draft.end].split(), draft.passage.as_found(draft.start, draft.end).split())
    return sum(one != other for one, other in zip(read, found, strict=False)) / max(1, len(read))


def _is_worn(words: str) -> bool:
    """Whether words of a worn scan hold a syllable that no other text holds."""
    return any(syllable.casefold() not in marks().counts.syllables for syllable in SYLLABLE.findall(same_tone_place(words)))


def _is_known(name: str) -> bool:
    return is_general(name) or any(unit.start == 0 for unit in find_units(name))
