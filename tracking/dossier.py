"""One duty as a dossier for an inspector: what was ordered with the page it stands on, who was to do it, and all that happened.

Everything is taken from what was recorded; the hash of the audit log's head at the foot says on which state of the register it rests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from drafting.dates import short
from tracking.citation import citation
from tracking.plain_sheet import PlainSheet
from tracking.register import audit, states, stored_files
from tracking.register.actor import Actor, Role
from tracking.register.database import Register
from tracking.register.desk_tables import Mailing
from tracking.register.extensions import KINDS, OUTCOMES
from tracking.register.refusals import NotFound
from tracking.register.tables import Directive, DirectiveFile, Duty, Extension, Letter, LetterAssignment, Reminder
from tracking.register.unit import ZONE
from tracking.screens.duty import DutyPage, Happening, duty_page

READERS: tuple[Role, ...] = ("admin", "clerk", "officer", "leader")
MOST_PAGES = 6
"""Pages of the source that are drawn; a duty stands on one or two."""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page on which the words of the duty stand: the file, the name people know it by, and the page from 1."""

    path: Path
    name: str
    page: int


def source_pages(register: Register, actor: Actor, duty_id: int) -> tuple[SourcePage, ...]:
    """The pages of the main file that the duty was read from; none where the source has no pages or was typed in."""
    actor.need(*READERS)
    with register.reading() as session:
        duty = session.get(Duty, duty_id)
        if duty is None or duty.state == "proposed":
            raise NotFound(f"Không có nhiệm vụ số {duty_id} trong sổ. Mở lại danh sách.")
        query = select(DirectiveFile).where(DirectiveFile.directive_id == duty.directive_id, DirectiveFile.role == "main")
        found = session.exec(query.order_by(col(DirectiveFile.id))).first()
        if found is None:
            return ()
        path, pages = stored_files.path_of(register.settings, found.sha256), sorted({int(span["page"]) for span in duty.spans})
        return tuple(SourcePage(path, found.name, page) for page in pages[:MOST_PAGES])


def dossier(register: Register, actor: Actor, duty_id: int, pictures: Sequence[tuple[SourcePage, bytes]] = ()) -> bytes:
    """The dossier as .docx. pictures: the pages as PNG, drawn by whoever asks. For the office only."""
    actor.need(*READERS)
    page = duty_page(register, actor, duty_id)
    paper = PlainSheet(13)
    with register.reading() as session:
        duty = session.get_one(Duty, duty_id)
        directive = session.get_one(Directive, duty.directive_id)
        paper.title("HỒ SƠ NHIỆM VỤ")
        paper.middle(f"Số {duty_id} trong sổ nhiệm vụ, lập ngày {short(register.today())}")
        _order(paper, duty, directive, page)
        for source, png in pictures:
            paper.picture(png, f"«{source.name}», trang {source.page}")
        ids = [share.assignment_id for share, _ in page.shares]
        _shares(paper, page)
        _requests(paper, session, ids, {share.assignment_id: share.office for share, _ in page.shares})
        _letters(paper, session, ids)
        _reminders(paper, session, ids)
        _evidence(paper, page)
        _history(paper, page)
        paper.line(f"Mã đầu nhật ký khi lập: {audit.head(session)[:16]}.")
    return paper.as_bytes()


def _order(paper: PlainSheet, duty: Duty, directive: Directive, page: DutyPage) -> None:
    paper.line("I. NỘI DUNG GIAO", bold=True)
    paper.fact("Văn bản giao", citation(directive.kind, directive.number, directive.issued_on, directive.issuer, directive.subject))
    paper.fact("Mục, điểm", duty.ordinal)
    paper.fact("Nội dung", duty.text)
    if duty.quote and duty.quote != duty.text:
        paper.fact("Nguyên văn", duty.quote)
    paper.fact("Chủ trì (theo văn bản)", "; ".join(duty.owners) or "văn bản không nêu")
    paper.fact("Phối hợp (theo văn bản)", "; ".join(duty.coordinators) or "văn bản không nêu")
    paper.fact("Thời hạn (theo văn bản)", str(duty.deadline.get("text") or "") or "văn bản không quy định thời hạn")
    original, now = (short(day) if day else "không có" for day in (duty.original_due_on, duty.due_on))
    paper.fact("Hạn ban đầu; hạn hiện hành", f"{original}; {now}")
    paper.fact("Sản phẩm", duty.deliverable or "văn bản không nêu")
    paper.fact("Lãnh đạo phụ trách; chuyên viên theo dõi", "; ".join(filter(None, (page.leader, page.officer))) or "chưa phân công")
    paper.fact("Tình trạng", states.states()[page.state].label)


def _shares(paper: PlainSheet, page: DutyPage) -> None:
    paper.line("II. PHÂN CÔNG", bold=True)
    rows = [
        (
            share.office or "chưa rõ đơn vị",
            "Chủ trì" if share.role == "lead" else "Phối hợp",
            states.states()[share.state].label,
            short(share.due_on) if share.due_on else "",
            short(share.reported_on) if share.reported_on else "",
            str(share.days_late or ""),
        )
        for share, _ in page.shares
    ]
    paper.table(("Đơn vị", "Vai trò", "Tình trạng", "Hạn hiện hành", "Ngày báo cáo", "Số ngày quá hạn"), (25, 15, 19, 19, 19, 11), rows)


def _requests(paper: PlainSheet, session: Session, ids: Sequence[int], offices: dict[int, str]) -> None:
    paper.line("III. ĐỀ NGHỊ ĐIỀU CHỈNH", bold=True)
    found = session.exec(select(Extension).where(col(Extension.assignment_id).in_(ids)).order_by(col(Extension.id))).all()
    if not found:
        paper.line("Không có.")
        return
    rows = [
        (
            offices[row.assignment_id],
            f"{KINDS[row.kind]}, ngày {short(row.asked_on)}{' (sau hạn)' if row.asked_late else ''}",
            row.reason,
            short(row.asked_due_on) if row.asked_due_on else "",
            f"{OUTCOMES[row.outcome]}, ngày {short(row.decided_on)}" if row.outcome and row.decided_on else "đang chờ",
            row.decision_number or "",
        )
        for row in found
    ]
    paper.table(("Đơn vị", "Đề nghị", "Lý do", "Hạn đề nghị", "Quyết định", "Văn bản"), (17, 19, 23, 19, 19, 11), rows)


def _letters(paper: PlainSheet, session: Session, ids: Sequence[int]) -> None:
    paper.line("IV. ĐÔN ĐỐC", bold=True)
    query = select(Letter).where(LetterAssignment.letter_id == Letter.id, col(LetterAssignment.assignment_id).in_(ids))
    found = session.exec(query.where(col(Letter.number).is_not(None)).order_by(col(Letter.issued_on)).distinct()).all()
    for letter in found:
        day = f" ngày {short(letter.issued_on)}" if letter.issued_on else ""
        new_due = f", hạn mới {short(letter.new_due_on)}" if letter.new_due_on else ""
        paper.line(f"- Lần {letter.round}: Công văn số {letter.number}{day}{new_due}.")
    if not found:
        paper.line("Chưa có công văn đôn đốc.")


def _reminders(paper: PlainSheet, session: Session, ids: Sequence[int]) -> None:
    paper.line("V. NHẮC VIỆC", bold=True)
    found = session.exec(select(Reminder).where(col(Reminder.assignment_id).in_(ids)).order_by(col(Reminder.id))).all()
    unclear = {str(key) for key in session.exec(select(Mailing.id).where(col(Mailing.ended_at).is_(None)))}
    for row in found:
        way = "thư điện tử" if row.channel.startswith("mail") else "trên phần mềm"
        doubt = ", chưa rõ thư đã đi" if row.batch in unclear else ""
        paper.line(f"- {short(row.sent_on)}: {row.recipient}, hạn {short(row.due_on)}, {way}{doubt}.")
    if not found:
        paper.line("Chưa nhắc lần nào.")


def _evidence(paper: PlainSheet, page: DutyPage) -> None:
    paper.line("VI. MINH CHỨNG", bold=True)
    found = [(event, proof) for event in reversed(page.history) for proof in event.proofs]
    for event, proof in found:
        day = f" ngày {short(proof.issued_on)}" if proof.issued_on else ""
        what = f"Văn bản số {proof.number}{day}" if proof.number else f"Tệp «{proof.name}»"
        paper.line(f"- {what}, {event.office} báo cáo ngày {short(event.on)}.")
    if not found:
        paper.line("Chưa có.")


def _history(paper: PlainSheet, page: DutyPage) -> None:
    paper.line("VII. QUÁ TRÌNH: AI LÀM GÌ, KHI NÀO", bold=True)
    paper.table(("Ngày", "Ghi lúc", "Ai", "Đơn vị", "Việc"), (19, 19, 18, 20, 32), [_row(event) for event in reversed(page.history)])


def _row(event: Happening) -> tuple[str, str, str, str, str]:
    at = event.at.astimezone(ZONE)
    what = f"{event.label}. {event.note}" if event.note else event.label
    return short(event.on), f"{at:%H:%M} {short(at.date())}", event.who or "Dòng lệnh", event.office, what
