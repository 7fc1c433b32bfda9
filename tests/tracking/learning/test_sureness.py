"""Confidence learnt from corrections: it is measured on issuers left out, and only what helps is worth installing."""

from __future__ import annotations

import datetime as dt
import json
import random
from pathlib import Path

import pytest

from drafting.errors import InvalidInput
from tracking.duty import DocumentInfo, Duty, Reading, Reason
from tracking.learning import fitting, sureness
from tracking.learning.fitting import Judged
from tracking.learning.learn import Accuracy, Lesson, _with_sureness
from tracking.learning.sureness import Sureness

ISSUERS = [f"Cơ quan {number}" for number in range(10)]
NOTHING = Lesson(Accuracy(0, 0, 0, 0, 0, 0))
DAY = dt.date(2026, 3, 2)


def read(confidence: float, *rules: str) -> Duty:
    reasons = tuple(Reason("owners", rule, "", "") for rule in rules)
    return Duty("rà soát hồ sơ", owners=("Sở Nội vụ",), confidence=confidence, reasons=reasons)


def judged(chance_of_rule: dict[str, float], many: int = 12, seed: int = 3) -> list[Judged]:
    """Duties shown at 0.8, of which each rule is right as often as it is said to be, the same at every issuer."""
    rng = random.Random(seed)
    return [
        Judged(read(0.8, rule), rng.random() < chance, issuer)
        for issuer in ISSUERS
        for rule, chance in chance_of_rule.items()
        for _ in range(many)
    ]


def test_rules_that_reviewers_always_undo_lose_their_confidence_and_those_they_keep_gain_it() -> None:
    found = judged({"KEPT": 0.98, "UNDONE": 0.1})
    lesson = _with_sureness(NOTHING, found, Sureness(), DAY)
    assert lesson.helps
    assert lesson.measured is not None
    assert lesson.sureness is not None
    assert lesson.measured.low > 0.1
    assert lesson.sureness.of(read(0.8, "KEPT")) > 0.9
    assert lesson.sureness.of(read(0.8, "UNDONE")) < 0.3
    assert lesson.measured.after.precision >= 0.95
    assert lesson.measured.after.share > lesson.measured.before.share == 0


def test_corrections_that_agree_with_the_confidence_shown_change_nothing() -> None:
    lesson = _with_sureness(NOTHING, judged({"ONE": 0.8, "OTHER": 0.8}), Sureness(), DAY)
    assert not lesson.helps
    assert lesson.why_not


def test_a_habit_of_one_issuer_teaches_nothing_about_the_others() -> None:
    """A rule right with one half of the issuers and wrong with the other cannot help an issuer never seen."""
    found = [
        Judged(read(0.8, f"RULE-{number}"), number % 2 == 0, issuer) for number, issuer in enumerate(ISSUERS) for _ in range(12)
    ] + judged({"PLAIN": 0.8})
    measured = fitting.measure(found, Sureness())
    assert measured.after.loss > measured.before.loss - 0.02 or measured.low <= 0


@pytest.mark.parametrize(("issuers", "many"), [(4, 40), (10, 2)])
def test_too_few_corrections_or_issuers_are_said_to_be_too_few(issuers: int, many: int) -> None:
    found = [one for one in judged({"KEPT": 0.98, "UNDONE": 0.1}, many) if one.issuer in ISSUERS[:issuers]]
    lesson = _with_sureness(NOTHING, found, Sureness(), DAY)
    assert lesson.measured is None
    assert "cần ít nhất" in lesson.why_not


def test_what_is_already_installed_is_what_a_new_lesson_must_beat() -> None:
    found = judged({"KEPT": 0.98, "UNDONE": 0.1})
    first = _with_sureness(NOTHING, found, Sureness(), DAY)
    assert first.sureness is not None
    again = _with_sureness(NOTHING, judged({"KEPT": 0.98, "UNDONE": 0.1}, seed=4), first.sureness, DAY)
    assert not again.helps


def test_the_figures_of_an_issuer_rest_on_nothing_of_it() -> None:
    """An issuer whose rule stands nowhere else keeps the confidence that the others teach."""
    found = judged({"PLAIN": 0.8}) + [Judged(read(0.8, "ALONE"), False, "Một mình") for _ in range(20)]
    alone = fitting._left_out(found, fitting.fit)[-20:]
    assert alone.min() > 0.6
    assert fitting.fit(found).of(read(0.8, "ALONE")) < 0.5


def test_nothing_learnt_changes_nothing(tmp_path: Path) -> None:
    reading = Reading((DocumentInfo(),), (read(0.77, "ANY"),))
    assert sureness.load(tmp_path).applied(reading) is reading


def test_what_is_installed_is_read_back_and_can_be_forgotten(tmp_path: Path) -> None:
    learnt = Sureness(0.9, -0.2, {"GIAO-01": 0.4}, {"learnt_on": "2026-03-02"})
    sureness.save(tmp_path, learnt)
    assert sureness.load(tmp_path) == learnt
    assert sureness.forget(tmp_path)
    assert sureness.load(tmp_path) == Sureness()
    assert not sureness.forget(tmp_path)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"stretch": "x"}', '{"stretch": 1, "shift": 0, "rules": [], "about": {}}'])
def test_a_broken_file_of_lessons_is_told_and_stops_no_reading(tmp_path: Path, content: str) -> None:
    (tmp_path / sureness.FILE).write_text(content, "utf-8")
    with pytest.raises(InvalidInput, match="--forget"):
        sureness.load(tmp_path)
    reading = Reading((DocumentInfo(),), (read(0.77),))
    same, told = sureness.as_learnt(reading, tmp_path)
    assert same is reading
    assert "learnt.json" in told
    assert "\n" not in told


def test_a_lesson_stays_within_the_bounds_of_any_confidence(tmp_path: Path) -> None:
    wild = Sureness(1.0, 0.0, {"UP": 500.0, "DOWN": -500.0})
    assert (wild.of(read(0.5, "UP")), wild.of(read(0.5, "DOWN"))) == (0.99, 0.02)
    assert json.loads(sureness.save(tmp_path, wild).read_text("utf-8"))["rules"]["UP"] == 500
