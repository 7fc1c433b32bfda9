"""Fitting the confidence to corrections, and measuring it on issuers that the fit did not see.

The fit is a logistic one held to the shipped confidence (stretch 1, shift 0, no rule counted): few corrections move it little.
Whether rules are counted at all, and how far they may move it, is chosen inside the fit, again leaving issuers out, so that the
figures reported for an issuer rest on nothing of that issuer.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tracking.duty import Duty
from tracking.learning.sureness import LEAST, MOST, Sureness, deciding, log_odds

Values = NDArray[np.float64]

SHOWN_SURE = 0.9
"""The confidence from which a duty is shown as sure."""
MOST_FOLDS = 12
"""Issuers are left out one by one up to so many; more are left out in so many groups."""
FEWEST_TIMES = 4
"""Duties that a rule must have decided before it is counted."""
_ROUNDS = 2000
"""Resamplings of the issuers for the margin of the gain."""
_STIFFNESS = (30.0, 8.0, 3.0)
"""How strongly rules are held to zero, from the stiffest; the first choice counts no rule at all."""
_HOLD_SCALE = 4.0
"""How strongly stretch and shift are held to the shipped confidence."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One duty as read, whether all of it was right, and whose document it stands in."""

    duty: Duty
    right: bool
    issuer: str


@dataclass(frozen=True, slots=True)
class Figures:
    """How good confidences are. loss: mean log loss (less is better); brier: mean squared error; sure: how many are shown as sure;
    sure_right: how many of these are right; right: how many are right at all."""

    loss: float
    brier: float
    sure: int
    sure_right: int
    right: int

    @property
    def precision(self) -> float:
        """Of those shown as sure, the share that is right."""
        return self.sure_right / self.sure if self.sure else 1.0

    @property
    def share(self) -> float:
        """Of the right ones, the share shown as sure."""
        return self.sure_right / self.right if self.right else 0.0


@dataclass(frozen=True, slots=True)
class Measured:
    """Shipped (or in force) against learnt, both on issuers left out. gain: of the log loss; low: its lower margin (nine in ten)."""

    before: Figures
    after: Figures
    gain: float
    low: float


def fit(judged: Sequence[Judged]) -> Sureness:
    """What the duties teach, the stiffness chosen by leaving issuers out."""
    stiffness = _best_stiffness(judged)
    rules = _rules(judged) if stiffness is not None else []
    names = ["stretch", "shift", *rules]
    signs, right = _signs(judged, rules), _right(judged)
    hold = np.array([_HOLD_SCALE, _HOLD_SCALE, *[stiffness or 1.0] * len(rules)])
    weights = _weights(signs, right, hold)
    found = dict(zip(names, (round(float(value), 3) for value in weights), strict=True))
    return Sureness(found.pop("stretch"), found.pop("shift"), {rule: value for rule, value in found.items() if value})


def measure(judged: Sequence[Judged], in_force: Sureness, seed: int = 1) -> Measured:
    """The confidence in force against what would be learnt, for each issuer from the other issuers only."""
    before = np.array([in_force.of(one.duty) for one in judged])
    after = _left_out(judged, fit)
    right = _right(judged)
    low = _lower_margin(_losses(before, right) - _losses(after, right), [one.issuer for one in judged], seed)
    old, new = figures(before, right), figures(after, right)
    return Measured(old, new, old.loss - new.loss, low)


def figures(chances: Values, right: Values) -> Figures:
    sure = chances >= SHOWN_SURE
    return Figures(
        loss=float(_losses(chances, right).mean()),
        brier=float(((chances - right) ** 2).mean()),
        sure=int(sure.sum()),
        sure_right=int((right * sure).sum()),
        right=int(right.sum()),
    )


def _left_out(judged: Sequence[Judged], fitted: Callable[[Sequence[Judged]], Sureness]) -> Values:
    """The confidence of each duty from a fit without its issuer."""
    out = np.zeros(len(judged))
    for group in _groups(judged):
        learnt = fitted([one for one in judged if one.issuer not in group])
        for at, one in enumerate(judged):
            if one.issuer in group:
                out[at] = learnt.of(one.duty)
    return out


def _groups(judged: Sequence[Judged]) -> list[set[str]]:
    """The issuers in groups of about the same number of duties, one issuer a group where they are few."""
    sizes = Counter(one.issuer for one in judged)
    groups: list[set[str]] = [set() for _ in range(min(len(sizes), MOST_FOLDS))]
    filled = [0] * len(groups)
    for issuer, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        least = filled.index(min(filled))
        groups[least].add(issuer)
        filled[least] += size
    return groups


def _best_stiffness(judged: Sequence[Judged]) -> float | None:
    """The stiffness with the least loss on issuers left out; None where counting rules does not pay."""
    if len({one.issuer for one in judged}) < 3:
        return None
    right = _right(judged)
    best: tuple[float, float | None] | None = None
    for stiffness in (None, *_STIFFNESS):
        loss = float(_losses(_left_out(judged, functools.partial(_held, stiffness=stiffness)), right).mean())
        if best is None or loss < best[0] - 1e-4:
            best = (loss, stiffness)
    return best[1] if best else None


def _held(judged: Sequence[Judged], stiffness: float | None) -> Sureness:
    rules = _rules(judged) if stiffness is not None else []
    hold = np.array([_HOLD_SCALE, _HOLD_SCALE, *[stiffness or 1.0] * len(rules)])
    stretch, shift, *added = (float(value) for value in _weights(_signs(judged, rules), _right(judged), hold))
    return Sureness(stretch, shift, dict(zip(rules, added, strict=True)))


def _rules(judged: Sequence[Judged]) -> list[str]:
    """The rules that decided often enough, in order of name; one that decided everywhere tells nothing."""
    times = Counter(rule for one in judged for rule in deciding(one.duty))
    return sorted(rule for rule, count in times.items() if FEWEST_TIMES <= count < len(judged))


def _signs(judged: Sequence[Judged], rules: Sequence[str]) -> Values:
    rows = [[log_odds(one.duty.confidence), 1.0, *(float(rule in deciding(one.duty)) for rule in rules)] for one in judged]
    return np.array(rows).reshape(len(judged), 2 + len(rules))


def _right(judged: Sequence[Judged]) -> Values:
    return np.array([float(one.right) for one in judged])


def _weights(signs: Values, right: Values, hold: Values) -> Values:
    """The weights of least loss, each held to its start (1 for the stretch, 0 for the rest) by a spring: Newton's method."""
    start = np.zeros(signs.shape[1])
    start[0] = 1.0
    weights = start.copy()
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(signs @ weights, -30, 30)))
        slope = signs.T @ (chance - right) + hold * (weights - start)
        bend = (signs * (chance * (1 - chance))[:, None]).T @ signs + np.diag(hold)
        step = np.linalg.solve(bend, slope)
        weights = weights - np.clip(step, -1.0, 1.0)
        if float(np.abs(step).max()) < 1e-6:
            break
    weights[0] = max(weights[0], 0.0)
    return weights


def _losses(chances: Values, right: Values) -> Values:
    kept = np.clip(chances, LEAST, MOST)
    return np.asarray(-(right * np.log(kept) + (1 - right) * np.log(1 - kept)))


def _lower_margin(gains: Values, issuers: Sequence[str], seed: int) -> float:
    """The value above which the mean gain lies in nine of ten resamplings of the issuers."""
    names = sorted(set(issuers))
    at = {name: index for index, name in enumerate(names)}
    sums, counts = np.zeros(len(names)), np.zeros(len(names))
    for gain, issuer in zip(gains, issuers, strict=True):
        sums[at[issuer]] += gain
        counts[at[issuer]] += 1
    drawn = np.random.default_rng(seed).integers(0, len(names), (_ROUNDS, len(names)))
    return float(np.quantile(sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1), 0.1))
