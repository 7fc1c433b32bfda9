"""Phiếu giao việc: one A5 sheet for a share of a duty, or one A4 list of all that a person handles. An internal paper without a number."""

from __future__ import annotations

import datetime as dt

from sqlmodel import Session, col, select

from drafting.dates import short, written
from tracking.citation import citation
from tracking.plain_sheet import PlainSheet
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.directing import Directed, directed
from tracking.register.handing_over import UNFINISHED
from tracking.register.passing import is_passed_to
from tracking.register.refusals import NoRight, NotFound
from tracking.register.tables import Assignment, Directive, Duty, Event, Evidence, Office

TITLE = "PHIẾU GIAO VIỆC"
_BACK = {"completed": "Đạt", "redo": "Làm lại"}


def job_sheet(register: Register, actor: Actor, assignment_id: int) -> bytes:
    """The A5 sheet of one share as .docx, for those who see it. What nobody has said yet stays as lines to be written by hand."""
    with register.reading() as session:
        share = session.get(Assignment, assignment_id)
        if share is None:
            raise NotFound(f"Không có phần việc số {assignment_id} trong sổ. Mở lại danh sách.")
        _need_sight(actor, share)
        duty = session.get_one(Duty, share.duty_id)
        return _sheet(session, share, duty, session.get_one(Directive, duty.directive_id), register.today())


def job_list(register: Register, actor: Actor, office_id: int, person: str) -> bytes:
    """The A4 list of what a person of an office handles and has not finished. Raises NotFound where there is nothing."""
    if actor.role == "unit" and actor.office_id != office_id:
        raise NoRight(f"Tài khoản {actor.login} không lập phiếu cho đơn vị khác được.")
    with register.reading() as session:
        query = select(Assignment, Duty, Directive).where(Assignment.duty_id == Duty.id, Duty.directive_id == Directive.id)
        query = query.where(Assignment.office_id == office_id, Assignment.handler == person, col(Assignment.state).in_(UNFINISHED))
        rows = session.exec(query.order_by(col(Assignment.handler_due_on), col(Assignment.id))).all()
        office = session.get(Office, office_id)
    if not rows or office is None:
        raise NotFound(f"Không có việc đang làm nào ghi người thực hiện là «{person}». Xem lại tên.")
    paper = PlainSheet(13)
    paper.title(TITLE)
    paper.middle(f"{office.name}, người nhận việc: {person}, {written(register.today())}")
    lines = [
        (str(place), duty.text, _where(duty, directive), _day(share.due_on, share.due_time), _day(share.handler_due_on), "")
        for place, (share, duty, directive) in enumerate(rows, 1)
    ]
    paper.table(("STT", "Nội dung", "Căn cứ giao", "Hạn cấp trên", "Hạn nội bộ", "Kết quả"), (6, 27, 20, 19, 19, 17), lines)
    paper.signatures("Người giao việc", "Người nhận việc")
    return paper.as_bytes()


def _sheet(session: Session, share: Assignment, duty: Duty, directive: Directive, today: dt.date) -> bytes:
    office = session.get(Office, share.office_id) if share.office_id else None
    given = _last(session, share, "pass_on") or _last(session, share, "assign")
    who = directed(session, [duty.id or 0]).get(duty.id or 0, Directed())
    paper = PlainSheet(12, small=True)
    paper.title(f"{TITLE} số {duty.id}")
    paper.middle(written(given.effective_on if given else today))
    paper.fact("1. Căn cứ giao", _where(duty, directive))
    paper.fact("2. Nội dung", duty.text)
    paper.fact("Việc cụ thể", given.note if given else "")
    lead = office.name if office is not None else share.name
    paper.fact("3. Chủ trì", f"{lead}{f', {share.handler}' if share.handler else ''}")
    paper.fact("Phối hợp", _coordinators(session, duty))
    paper.fact("4. Sản phẩm", duty.deliverable or "")
    paper.fact("Nơi nhận kết quả", "; ".join(duty.reports_to))
    paper.fact("5. Hạn cấp trên", _day(share.due_on, share.due_time))
    paper.fact("Hạn nội bộ", _day(share.handler_due_on or share.internal_due_on))
    paper.fact("Mốc báo tiến độ", _day(duty.follow_up_on))
    paper.fact("6. Thẩm quyền được giao (tự quyết, trình ý kiến, ký thừa lệnh); điều kiện", "")
    paper.fact("Lãnh đạo phụ trách; chuyên viên theo dõi", "; ".join(filter(None, (who.leader, who.officer))))
    paper.signatures("7. Người giao việc", "Người nhận việc (giờ nhận, ý kiến)")
    paper.fact("8. Kết quả", _result(session, share))
    paper.fact("Nhận xét của người giao (đạt; làm lại vì)", _BACK.get(share.state, ""))
    return paper.as_bytes()


def _where(duty: Duty, directive: Directive) -> str:
    place = f"mục {duty.ordinal}, " if duty.ordinal else ""
    return place + citation(directive.kind, directive.number, directive.issued_on, directive.issuer)


def _coordinators(session: Session, duty: Duty) -> str:
    query = select(Assignment).where(Assignment.duty_id == duty.id, Assignment.role == "coordinator", Assignment.state != "rejected")
    rows = session.exec(query.order_by(col(Assignment.id))).all()
    return "; ".join(f"{row.name}{f' (hạn {short(row.due_on)})' if row.due_on else ''}" for row in rows)


def _result(session: Session, share: Assignment) -> str:
    report = _last(session, share, "report")
    if report is None:
        return ""
    found = session.exec(select(Evidence).where(Evidence.event_id == report.id)).all()
    proofs = [f"văn bản số {row.number}" if row.number else row.name for row in found]
    return "; ".join(filter(None, (*proofs, f"báo cáo {short(report.effective_on)}", report.note)))


def _last(session: Session, share: Assignment, kind: str) -> Event | None:
    query = select(Event).where(Event.assignment_id == share.id, Event.kind == kind)
    return session.exec(query.order_by(col(Event.id).desc()).limit(1)).first()


def _day(day: dt.date | None, time: str | None = None) -> str:
    if day is None:
        return ""
    return f"{time.replace(':', ' giờ ')} ngày {short(day)}" if time else short(day)


def _need_sight(actor: Actor, share: Assignment) -> None:
    own = actor.office_id is not None and share.office_id == actor.office_id
    if actor.role == "unit" and not own and not is_passed_to(actor, share):
        raise NoRight(f"Tài khoản {actor.login} không xem được phần việc của đơn vị khác. Cần quyền thì đề nghị người quản trị.")
