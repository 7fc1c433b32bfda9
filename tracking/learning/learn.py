"""Learning from a corpus of corrections: read again, compare, fit, measure on issuers left out, and install only what helps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from drafting.errors import DondocError
from tracking.duty import Reading
from tracking.learning import comparison, fitting, names
from tracking.learning.corpus import Example
from tracking.learning.sureness import Sureness

FEWEST_ISSUERS = 5
FEWEST_DUTIES = 60
LEAST_GAIN = 0.01
"""Of the log loss of a duty: less is not worth a change of what people see."""
LEAST_PRECISION = 0.95
"""Of duties shown as sure, the share that must be right after learning, or not less than before."""

Reader = Callable[[Path], Reading]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How the reading itself fares against what people settled on; learning does not change it."""

    documents: int
    issuers: int
    settled: int
    read: int
    found: int
    right: int

    @property
    def duty_f1(self) -> float:
        return comparison.f_measure(self.found, self.read, self.settled)

    @property
    def strict_f1(self) -> float:
        return comparison.f_measure(self.right, self.read, self.settled)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a corpus teaches. measured: None where it is too small; sureness: what may be installed; why_not: why it may not, else ""."""

    accuracy: Accuracy
    measured: fitting.Measured | None = None
    sureness: Sureness | None = None
    why_not: str = ""
    writings: tuple[names.Writing, ...] = ()
    answered: tuple[int, int] = (0, 0)
    skipped: tuple[str, ...] = field(default=())

    @property
    def helps(self) -> bool:
        """Whether the confidence learnt may be installed."""
        return self.sureness is not None and not self.why_not

    @property
    def names_help(self) -> bool:
        """Whether the writings may be installed: on issuers left out they answered some owners, and none wrongly."""
        return bool(self.writings) and self.answered[0] > 0 and self.answered[1] == 0


def learn(examples: Sequence[Example], reader: Reader, in_force: Sureness, today: dt.date, resolve: names.Resolve | None = None) -> Lesson:
    """The lesson of the examples. reader: file → reading as shipped, nothing learnt applied; resolve: where the offices are known."""
    judged: list[fitting.Judged] = []
    puts: list[names.Put] = []
    skipped: list[str] = []
    found = settled = documents = 0
    for example in examples:
        try:
            reading = reader(example.source)
        except DondocError as error:
            skipped.append(str(error))
            continue
        compared = comparison.compare(reading.duties, example.duties)
        documents, found, settled = documents + 1, found + compared.found, settled + compared.settled
        judged += [fitting.Judged(*one, example.issuer) for one in zip(reading.duties, compared.right, strict=True)]
        puts += _puts(example, reading, compared)
    issuers = len({example.issuer for example in examples})
    accuracy = Accuracy(documents, issuers, settled, len(judged), found, sum(one.right for one in judged))
    lesson = _with_sureness(Lesson(accuracy, skipped=tuple(skipped)), judged, in_force, today)
    if resolve is None or not puts:
        return lesson
    return replace(lesson, writings=tuple(names.writings(puts, resolve)), answered=names.resolved_when_left_out(puts, resolve))


def _puts(example: Example, reading: Reading, compared: comparison.Compared) -> Iterator[names.Put]:
    for at, other in compared.pairs:
        put = names.replaced(reading.duties[at].owners, example.duties[other].owners, example.name, example.issuer)
        if put is not None:
            yield put


def _with_sureness(lesson: Lesson, judged: Sequence[fitting.Judged], in_force: Sureness, today: dt.date) -> Lesson:
    issuers = len({one.issuer for one in judged})
    if issuers < FEWEST_ISSUERS or len(judged) < FEWEST_DUTIES:
        small = f"mới có {len(judged)} nhiệm vụ đọc được của {issuers} cơ quan ban hành; cần ít nhất {FEWEST_DUTIES} của {FEWEST_ISSUERS}"
        return replace(lesson, why_not=small)
    measured = fitting.measure(judged, in_force)
    about: dict[str, Any] = {"learnt_on": today.isoformat(), "duties": len(judged), "issuers": issuers, "gain": round(measured.gain, 4)}
    return replace(lesson, measured=measured, sureness=replace(fitting.fit(judged), about=about), why_not=_why_not(measured))


def _why_not(measured: fitting.Measured) -> str:
    """Why what was learnt is not installed; "" where it helps beyond chance and what is shown as sure stays right."""
    if measured.gain <= 0:
        return "trên cơ quan để riêng không khá hơn"
    if measured.gain < LEAST_GAIN:
        return "khá hơn không đáng kể"
    if measured.low <= 0:
        return "khá hơn chưa vượt mức ngẫu nhiên giữa các cơ quan để riêng"
    if measured.after.precision < min(LEAST_PRECISION, measured.before.precision):
        return "nhiệm vụ báo chắc chắn lại kém đúng hơn trước"
    return ""
