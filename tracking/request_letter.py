"""The letter by which our body asks a superior to move a deadline that the superior set: lùi, giãn, rút, or another change.

Who set a deadline changes it: the request of a unit goes up as a công văn of ours, and only the superior's answer moves the day.
"""

from __future__ import annotations

import datetime as dt

from sqlmodel import Session

from drafting.dates import short, written
from drafting.kinds import kind_named
from drafting.spec import Node, Spec
from tracking.citation import citation, lower_first
from tracking.outgoing.letterhead import letterhead, own_body
from tracking.outgoing.life import add_draft
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.extensions import KINDS, is_superiors
from tracking.register.refusals import NotAllowed, NotFound
from tracking.register.tables import Assignment, Directive, Duty, Extension, Office

_ASKS = {
    "postpone": "cho phép lùi thời hạn hoàn thành đến hết {day}",
    "stretch": "cho phép giãn tiến độ thực hiện đến hết {day}",
    "drop": "cho phép rút nhiệm vụ nêu trên khỏi danh mục nhiệm vụ được giao",
    "change_lead": "xem xét giao cơ quan khác chủ trì nhiệm vụ nêu trên",
    "split": "xem xét tách nhiệm vụ nêu trên để giao từng cơ quan theo chức năng",
    "merge": "xem xét gộp nhiệm vụ nêu trên với nhiệm vụ có cùng nội dung đã giao",
}


def draft_request(register: Register, actor: Actor, extension_id: int) -> int:
    """The letter of an undecided request as a draft among the outgoing documents, tied to its duty. Returns the document's id.

    Raises NotAllowed where the deadline is our own to move, or the request was decided.
    """
    actor.need("admin", "officer", "leader")
    with register.command(actor, "draft_request") as unit:
        asked = unit.session.get(Extension, extension_id)
        if asked is None:
            raise NotFound(f"Không có đề nghị điều chỉnh số {extension_id}. Mở lại trang để xem mới.")
        if asked.outcome is not None:
            raise NotAllowed("Đề nghị này đã được quyết định. Không soạn văn bản đề nghị nữa.")
        spec = request_spec(unit.session, asked, unit.today)
        share = unit.session.get_one(Assignment, asked.assignment_id)
        return add_draft(unit, spec, [share.duty_id], f"Đề nghị điều chỉnh số {extension_id}")


def request_spec(session: Session, asked: Extension, today: dt.date) -> Spec:
    """The letter itself. Raises NotAllowed where the deadline was not set by a superior."""
    share = session.get_one(Assignment, asked.assignment_id)
    duty = session.get_one(Duty, share.duty_id)
    directive = session.get_one(Directive, duty.directive_id)
    if not is_superiors(session, directive, today):
        raise NotAllowed("Hạn này do cơ quan mình đặt: lãnh đạo quyết định tại đây, không cần văn bản gửi cấp trên.")
    own, kind = own_body(session), kind_named("công văn")
    assert kind is not None, "công văn is one of the kinds"
    office = session.get(Office, share.office_id) if share.office_id else None
    lead = office.name if office is not None else share.name
    to = directive.issuer or "…"
    place = f" tại mục {duty.ordinal}" if duty.ordinal else ""
    source = citation(directive.kind, directive.number, directive.issued_on, directive.issuer, directive.subject)
    due = f", thời hạn đến hết {written(asked.due_on)}" if asked.due_on else ""
    ask = _ASKS[asked.kind].format(day=written(asked.asked_due_on) if asked.asked_due_on else "…")
    late = (
        f"Đề nghị được nêu ngày {short(asked.asked_on)}, sau khi hết thời hạn; {own.name} xin rút kinh nghiệm." if asked.asked_late else ""
    )
    body = (
        Node("text", f"Nhiệm vụ: {duty.text.rstrip('.')}. Cơ quan, đơn vị thực hiện: {lead}{due}."),
        Node("text", f"Lý do đề nghị: {lower_first(asked.reason.rstrip('.'))}."),
        Node("text", "Kết quả đã thực hiện; phần việc còn lại và cam kết: […]."),
        Node("text", f"Kính đề nghị {to} xem xét, {ask}. Trong thời gian chờ ý kiến, {own.name} tiếp tục thực hiện theo thời hạn đã giao."),
    )
    return Spec(
        **letterhead(session, own, kind, today),
        subject=f"đề nghị {lower_first(KINDS[asked.kind])}{'' if asked.kind == 'postpone' else ' đối với'} nhiệm vụ được giao",
        addressees=(to,),
        opening=(f"Thực hiện nhiệm vụ được giao{place} {source}, {own.name} báo cáo, đề nghị như sau:",),
        body=(*body[:3], *((Node("text", late),) if late else ()), body[3]),
        closing=(f"{own.name} kính đề nghị {to} xem xét, quyết định",),
        recipients=("Như trên", lead),
    )
