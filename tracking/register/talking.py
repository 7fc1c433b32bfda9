"""Questions and answers about a share, kept with its history: they move no state and no day."""

from __future__ import annotations

from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.events import get_assignment, record
from tracking.register.refusals import NoRight, NotAllowed

_OFFICE = ("admin", "officer", "leader", "clerk")


def ask(register: Register, actor: Actor, assignment_id: int, words: str) -> None:
    """A unit asks the office about its share, or the office asks the unit."""
    _say(register, actor, assignment_id, "question", words)


def answer(register: Register, actor: Actor, assignment_id: int, words: str) -> None:
    """A unit answers about its share (a coordinator gives its opinion so), or the office answers the unit."""
    _say(register, actor, assignment_id, "answer", words)


def _say(register: Register, actor: Actor, assignment_id: int, kind: str, words: str) -> None:
    if not words.strip():
        raise NotAllowed("Cần ghi nội dung hỏi hoặc trả lời.")
    with register.command(actor, kind) as unit:
        duty, share = get_assignment(unit, assignment_id)
        own = actor.role == "unit" and actor.office_id is not None and actor.office_id == share.office_id
        if not (own or actor.is_local or actor.role in _OFFICE):
            raise NoRight(f"Tài khoản {actor.login} không trao đổi về phần việc của đơn vị khác được.")
        record(unit, duty, share, kind, note=words)
