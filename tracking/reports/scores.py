"""Scores by office (chấm điểm), off until the office sets its own rule; the program ships none and cites no law for one.

A duty counts when it was done or is overdue at the close: 100 done on time, less a fixed number a day late down to a floor, 0 while
overdue. An office's score is the mean, key duties weighing more. Coordinators are told only whether they answered on time.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from tracking.register import progress
from tracking.register.opinions import opinions
from tracking.register.options import option
from tracking.reports.picking import Scope
from tracking.reports.shares import Share, counted_shares
from tracking.reports.window import Window

OPTION = "scoring"
_DONE = ("done_on_time", "done_late", "done_no_deadline")
_FULL = 100.0


@dataclass(frozen=True, slots=True)
class Band:
    """From this score on an office has the label, shown in the colour ("#2E7D32")."""

    start: float
    label: str
    colour: str


@dataclass(frozen=True, slots=True)
class Rule:
    """How an office scores: points less a day late, the least of a done duty, the weight of a key one, the bands, highest first."""

    per_day: float
    floor: float
    key_weight: float
    bands: tuple[Band, ...]

    def points(self, share: Share) -> float:
        """The points of one duty."""
        if share.bucket == "open_overdue":
            return 0.0
        late = progress.days_late(share.answer, share.answer.reported_on) if share.bucket == "done_late" and share.answer.reported_on else 0
        return max(self.floor, _FULL - self.per_day * late)

    def band(self, score: float) -> Band | None:
        """The band of a score; None below them all."""
        return next((band for band in self.bands if score >= band.start), None)


def rule_on(session: Session, on: dt.date) -> Rule | None:
    """The rule in force on a day; None where the office does not score."""
    found: dict[str, Any] = option(session, OPTION, on)
    if not found:
        return None
    bands = sorted((Band(float(row["from"]), row["label"], row["colour"]) for row in found.get("bands", ())), key=lambda band: -band.start)
    return Rule(float(found.get("per_day", 2)), float(found.get("floor", 0)), float(found.get("key_weight", 2)), tuple(bands))


def score_rows(session: Session, window: Window, known_at: dt.datetime | None, time: str) -> list[dict[str, Any]]:
    """An office a row, the highest score first; none where the office has set no rule."""
    rule = rule_on(session, window.closing)
    if rule is None:
        return []
    shares = counted_shares(session, window, known_at, Scope(buckets=(*_DONE, "open_overdue")), time)
    by_office: dict[str, list[Share]] = {}
    for share in shares:
        by_office.setdefault(share.office, []).append(share)
    helped = _answers(session, window, known_at, time)
    rows = [_row(rule, office, by_office.get(office, []), helped.get(office, Counter())) for office in {*by_office, *helped}]
    return sorted(rows, key=lambda row: (-float(row["score"] or -1), row["office"]))


def _row(rule: Rule, office: str, shares: list[Share], helped: Counter[str]) -> dict[str, Any]:
    weights = [rule.key_weight if share.duty.weight == "key" else 1.0 for share in shares]
    total = sum(weights)
    score = sum(weight * rule.points(share) for weight, share in zip(weights, shares, strict=True)) / total if total else None
    band = rule.band(score) if score is not None else None
    counts = Counter(share.bucket for share in shares)
    return {
        "office": office,
        "scored": len(shares),
        "on_time": counts["done_on_time"] + counts["done_no_deadline"],
        "late": counts["done_late"],
        "overdue": counts["open_overdue"],
        "score": f"{score:.1f}" if score is not None else None,
        "band_label": band.label if band else "",
        "band_colour": band.colour if band else "",
        "asked": helped["asked"],
        "answered_on_time": helped["on_time"],
    }


def _answers(session: Session, window: Window, known_at: dt.datetime | None, time: str) -> dict[str, Counter[str]]:
    """How often each coordinator was asked for an opinion within the window, and how often it answered by its day."""
    helpers = counted_shares(session, window, known_at, Scope(role="coordinator"), time)
    told = opinions(session, [share.assignment.id or 0 for share in helpers], window.closing, known_at)
    found: dict[str, Counter[str]] = {}
    for share in _asked_within(helpers, told, window):
        counts = found.setdefault(share.office, Counter())
        counts["asked"] += 1
        counts["on_time"] += int(told[share.assignment.id or 0].is_on_time() is True)
    return found


def _asked_within(helpers: Iterable[Share], told: dict[int, Any], window: Window) -> Iterable[Share]:
    for share in helpers:
        opinion = told.get(share.assignment.id or 0)
        if opinion is not None and (window.start is None or opinion.asked_on >= window.start):
            yield share
