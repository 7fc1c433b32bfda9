"""The confidence shown, shifted by what reviewers of this office changed before.

A reading comes with the confidence that the shipped weights give it. What was learnt turns it into another: on the scale of log
odds it is stretched, moved, and moved further by the rules that decided ("Câu dẫn nêu đơn vị": reviewers here nearly always keep
it). Nothing else of the reading changes, and without anything learnt nothing changes at all.
"""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from drafting.errors import InvalidInput
from tracking.duty import Duty, Reading

LEAST, MOST = 0.02, 0.99
"""No reading is certain, and none is hopeless."""
FILE = "learnt.json"
"""Under DATA."""


@dataclass(frozen=True, slots=True)
class Sureness:
    """stretch, shift: of the log odds; rules: what each deciding rule adds; about: when and from how much it was learnt."""

    stretch: float = 1.0
    shift: float = 0.0
    rules: Mapping[str, float] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)

    def of(self, duty: Duty) -> float:
        """The confidence to show for a duty as read."""
        total = self.stretch * log_odds(duty.confidence) + self.shift + sum(self.rules.get(rule, 0.0) for rule in deciding(duty))
        return round(min(max(1 / (1 + math.exp(-min(max(total, -30.0), 30.0))), LEAST), MOST), 2)

    def applied(self, reading: Reading) -> Reading:
        """The reading with every confidence as learnt."""
        if not self.changes:
            return reading
        return dataclasses.replace(reading, duties=tuple(dataclasses.replace(duty, confidence=self.of(duty)) for duty in reading.duties))

    @property
    def changes(self) -> bool:
        return self.stretch != 1.0 or self.shift != 0.0 or bool(self.rules)


def deciding(duty: Duty) -> frozenset[str]:
    """The rules that decided what the duty is, whose and by when; and "no-owner" where no owner was read."""
    rules = {reason.rule for reason in duty.reasons if reason.field in ("duty", "owners", "deadline")}
    return frozenset(rules if duty.owners else rules | {"no-owner"})


def log_odds(chance: float) -> float:
    kept = min(max(chance, LEAST), MOST)
    return math.log(kept / (1 - kept))


def load(data: Path) -> Sureness:
    """What this installation learnt; nothing where it has not. Raises InvalidInput where the file cannot be read."""
    path = data / FILE
    if not path.exists():
        return Sureness()
    try:
        kept = json.loads(path.read_text("utf-8"))
        rules = {str(rule): float(value) for rule, value in kept["rules"].items()}
        return Sureness(float(kept["stretch"]), float(kept["shift"]), rules, dict(kept["about"]))
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidInput(f"Không đọc được «{path}» ({error}). Chạy dondoc learn --forget rồi học lại.") from error


def as_learnt(reading: Reading, data: Path) -> tuple[Reading, str]:
    """The reading with its confidences as this installation learnt them; and the line to show where what was learnt cannot be read."""
    try:
        return load(data).applied(reading), ""
    except InvalidInput as broken:
        return reading, str(broken)


def save(data: Path, learnt: Sureness) -> Path:
    """Keep what was learnt, whole or not at all."""
    data.mkdir(parents=True, exist_ok=True)
    path, part = data / FILE, data / f".{FILE}.part"
    part.write_text(json.dumps(dataclasses.asdict(learnt), ensure_ascii=False, indent=1, default=str) + "\n", "utf-8")
    part.replace(path)
    return path


def forget(data: Path) -> bool:
    """Go back to the shipped confidence; whether there was anything to forget."""
    there = (data / FILE).exists()
    (data / FILE).unlink(missing_ok=True)
    return there
