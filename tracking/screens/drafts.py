"""What the drafting desk keeps and saves: the working copy at each change, a version when it is asked for or a step needs it."""

from __future__ import annotations

from typing import Any

from sqlmodel import col, select

from tracking.outgoing import life, working_copies
from tracking.outgoing.coverage import coverage
from tracking.outgoing.kept_spec import spec_from
from tracking.outgoing.working_copies import WorkingCopy
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.office_setup import offices
from tracking.register.outgoing_tables import OutgoingDocument
from tracking.register.refusals import NotFound
from tracking.screens.outgoing import EDITABLE, READERS

_PARTS = {
    "kind": "Loại văn bản",
    "symbol": "Ký hiệu",
    "issuer": "Cơ quan ban hành",
    "place": "Địa danh",
    "urgency": "Độ khẩn",
    "subject": "Trích yếu",
    "addressees": "Kính gửi",
    "bases": "Căn cứ",
    "opening": "Mở đầu",
    "fields": "Các dòng có nhãn",
    "body": "Nội dung",
    "annexes": "Phụ lục",
    "closing": "Kết thúc",
    "signature": "Người ký",
    "signers": "Người ký",
    "recipients": "Nơi nhận",
    "archive": "Lưu",
    "issued_on": "Ngày ban hành",
}
"""What the form calls the parts of a description; the rest stands under "Phần khác"."""
_STEPS_OF_THE_AUTHOR = ("review", "submit")


def keep_typed(register: Register, actor: Actor, copy: WorkingCopy) -> tuple[WorkingCopy, int]:
    """Keep what was typed, complete or not; gives the copy as it stands and the version that the document has by now (0: none).

    Raises InvalidInput where it is no description at all, TypedElsewhere where another window of the actor's was first.
    """
    actor.need(*READERS)
    spec_from(copy.spec, complete=False)
    return working_copies.keep_copy(register, actor, copy), _version_now(register, copy.document_id)


def _version_now(register: Register, document_id: int) -> int:
    if not document_id:
        return 0
    with register.reading() as session:
        return session.exec(select(OutgoingDocument.version).where(OutgoingDocument.id == document_id)).first() or 0


def parts_apart(mine: dict[str, Any], theirs: dict[str, Any]) -> list[str]:
    """The names of the parts in which two descriptions differ, in the form's order."""
    keys = dict.fromkeys((*_PARTS, *mine, *theirs))
    apart = (_PARTS.get(key, "Phần khác") for key in keys if mine.get(key) != theirs.get(key))
    return list(dict.fromkeys(apart))


def typed(register: Register, actor: Actor, key: str) -> WorkingCopy:
    """What the actor was typing under that key. Raises NotFound."""
    actor.need(*READERS)
    return working_copies.copy_of(register, actor, key)


def typed_of(register: Register, actor: Actor, document_id: int) -> WorkingCopy | None:
    """What the actor typed in a saved document and did not save; None where there is nothing."""
    actor.need(*READERS)
    try:
        return working_copies.copy_of(register, actor, working_copies.key_of(document_id))
    except NotFound:
        return None


def all_typed(register: Register, actor: Actor) -> list[WorkingCopy]:
    """Everything that the actor is typing and may go on with, the last changed first."""
    actor.need(*READERS)
    found = working_copies.copies(register, actor)
    with register.reading() as session:
        query = select(OutgoingDocument.id).where(col(OutgoingDocument.id).in_([copy.document_id for copy in found]))
        open_ids = set(session.exec(query.where(col(OutgoingDocument.state).in_(EDITABLE))))
    return [copy for copy in found if not copy.document_id or copy.document_id in open_ids]


def office_names(register: Register, actor: Actor) -> list[str]:
    """The names of the offices of today, for the tasks of a draft."""
    actor.need(*READERS)
    return sorted({str(row["name"]) for row in offices(register, register.today())})


def give_up(register: Register, actor: Actor, key: str) -> None:
    """Throw away what was typed under that key."""
    actor.need(*READERS)
    working_copies.drop_copy(register, actor, key)


def save_typed(register: Register, actor: Actor, copy: WorkingCopy, note: str = "") -> tuple[int, int]:
    """A version of what was typed: (document id, version). The working copy goes; the document is tied to every duty that it answers.

    Raises InvalidInput with the first point that is still open, ConflictError where another saved meanwhile.
    """
    spec = spec_from(copy.spec)
    duties = [*copy.duty_ids, *(point.duty_id for point in coverage(register, copy.duty_ids, spec) if point.place and not point.proposed)]
    if copy.document_id:
        saved = copy.document_id, life.revise(register, actor, copy.document_id, spec, copy.version, note, duties)
    else:
        saved = life.save_draft(register, actor, spec, duties, note), 1
    working_copies.drop_copy(register, actor, copy.key)
    return saved


def take_step(register: Register, actor: Actor, document_id: int, code: str, note: str = "") -> None:
    """A step of a document's life; what its author typed and did not save becomes a version first."""
    copy = typed_of(register, actor, document_id) if code in _STEPS_OF_THE_AUTHOR else None
    if copy is not None:
        actor.need(*life.steps()[code].by)
        save_typed(register, actor, copy, life.steps()[code].label)
    life.take_step(register, actor, document_id, code, note)
