"""Decisions of the office (quy ước), each with the day from which it holds, so that a past report reads the same.

The defaults are those offered to a new office; none of them is law unless its line in `options.toml` names the law.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import tomllib
from importlib.resources import files
from typing import Any

from sqlmodel import Session, col, select

from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.refusals import NotAllowed
from tracking.register.tables import Option

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


@functools.cache
def defaults() -> dict[str, dict[str, Any]]:
    """Every option: its label, default value and source."""
    return tomllib.loads(files("tracking.register").joinpath("options.toml").read_text("utf-8"))


def option(session: Session, name: str, on: dt.date, scope: str = "") -> Any:
    """The value that holds on a day, for one scope (an issuing body) where the office set one, else for all; as the session knows it."""
    found = _rows(session, name, on)
    for wanted in dict.fromkeys((scope, "")):
        row = next((row for row in found if row.scope == wanted), None)
        if row is not None:
            return row.value
    return defaults()[name]["value"]


def set_option(register: Register, actor: Actor, name: str, value: Any, valid_from: dt.date, scope: str = "") -> None:
    """Decide an option from a day on; earlier days keep what held then."""
    actor.need("admin", "leader")
    if name not in defaults():
        raise NotAllowed(f"Không có mục cài đặt «{name}».")
    if type(value) is not type(defaults()[name]["value"]):
        raise NotAllowed(f"Giá trị của «{defaults()[name]['label']}» không đúng kiểu. Mặc định là {defaults()[name]['value']}.")
    if name == "escalation" and not all(map(_is_step, value)):
        raise NotAllowed("Mỗi bước nâng mức cần days hoặc rounds là số nguyên dương, và to là unit, officer hoặc leader.")
    if name == "scoring" and not _is_scoring(value):
        raise NotAllowed("Quy tắc chấm điểm cần per_day, floor, key_weight là số không âm; mỗi mức có from, label và colour dạng #2E7D32.")
    with register.command(actor, "set_option") as unit:
        unit.session.add(Option(name=name, scope=scope, valid_from=valid_from, value=value, recorded_at=unit.now))
        unit.touch("option", name)


def options_in_force(register: Register, on: dt.date) -> dict[str, Any]:
    """Every option's value on a day."""
    with register.reading() as session:
        return {name: option(session, name, on) for name in defaults()}


def _is_step(step: Any) -> bool:
    """Whether it is a step of the ladder of reminders: {days | rounds, to}."""
    if not isinstance(step, dict) or step.get("to") not in ("unit", "officer", "leader"):
        return False
    numbers = [step[key] for key in ("days", "rounds") if key in step]
    return len(numbers) == 1 and isinstance(numbers[0], int) and numbers[0] > 0


def _is_scoring(value: dict[str, Any]) -> bool:
    """Whether it is a rule of scores: {per_day, floor, key_weight, bands: [{from, label, colour}]}, or {} for none."""
    numbers = [value.get(key, 0) for key in ("per_day", "floor", "key_weight")]
    bands = value.get("bands", [])
    sound = all(isinstance(number, int | float) and number >= 0 for number in numbers) and isinstance(bands, list)
    return sound and set(value) <= {"per_day", "floor", "key_weight", "bands"} and all(map(_is_band, bands))


def _is_band(band: Any) -> bool:
    is_row = isinstance(band, dict) and set(band) == {"from", "label", "colour"}
    return is_row and isinstance(band["from"], int | float) and bool(_COLOUR.fullmatch(str(band["colour"]))) and bool(band["label"])


def _rows(session: Session, name: str, on: dt.date) -> list[Option]:
    query = select(Option).where(Option.name == name, col(Option.valid_from) <= on)
    known_at = session.info.get("known_at")
    if known_at is not None:
        query = query.where(col(Option.recorded_at) <= known_at)
    return list(session.exec(query.order_by(col(Option.valid_from).desc(), col(Option.id).desc())))
