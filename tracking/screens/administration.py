"""The audit log as people read it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from sqlalchemy import ColumnElement, String, cast
from sqlmodel import Session, col, func, or_, select

from drafting.orthography import fold
from tracking.register import states
from tracking.register.actor import Actor
from tracking.register.audit_tables import AuditEntry, AuditWords
from tracking.register.database import Register
from tracking.register.tables import Account
from tracking.register.unit import ZONE


@dataclass(frozen=True, slots=True)
class Entry:
    """One command: when, who, what, and its words where they were not erased."""

    at: dt.datetime
    who: str
    what: str
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the log is looked for. words: of a person, a deed or what was written; since, until: days in Vietnam."""

    words: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


def audit_rows(register: Register, actor: Actor, page: int = 1, size: int = 25, asked: Asked | None = None) -> tuple[list[Entry], int, str]:
    """One page of the log, newest first; how many entries are looked for; the hash of the last one of all."""
    actor.need("admin")
    with register.reading() as session:
        where = _conditions(session, asked or Asked())
        total = session.exec(select(func.count()).select_from(AuditEntry).where(*where)).one()
        query = select(AuditEntry, Account.name, AuditWords).select_from(AuditEntry).where(*where)
        query = query.outerjoin(Account, col(AuditEntry.actor_id) == col(Account.id))
        query = query.outerjoin(AuditWords, col(AuditWords.entry_id) == col(AuditEntry.id))
        rows = session.exec(query.order_by(col(AuditEntry.id).desc()).offset((page - 1) * size).limit(size)).all()
        found = [_entry(entry, name, words) for entry, name, words in rows]
    return found, total, register.head_hash()


def _conditions(session: Session, asked: Asked) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if asked.since is not None:
        where.append(col(AuditEntry.at) >= _start_of(asked.since))
    if asked.until is not None:
        where.append(col(AuditEntry.at) < _start_of(asked.until + dt.timedelta(days=1)))
    if asked.words.strip():
        where.append(_holding(session, asked.words.strip()))
    return where


def _start_of(day: dt.date) -> str:
    """The first moment of a day in Vietnam as the log writes moments (UTC, ISO)."""
    return dt.datetime.combine(day, dt.time(), ZONE).astimezone(dt.UTC).isoformat()


def _holding(session: Session, words: str) -> ColumnElement[bool]:
    """Entries by a person so named, of a deed so called, or whose words hold the text."""
    wanted = fold(words).split()

    def named(*texts: str) -> bool:
        return all(word in fold(" ".join(texts)) for word in wanted)

    people = [row.id for row in session.exec(select(Account)) if named(row.name, row.login)]
    deeds = [code for code in {*_COMMANDS, *states.moves()} if named(_what(code))]
    written = json.dumps(words)[1:-1]
    held = select(AuditWords.entry_id).where(cast(col(AuditWords.words), String).contains(written, autoescape=True))
    return or_(col(AuditEntry.actor_id).in_(people), col(AuditEntry.command).in_(deeds), col(AuditEntry.id).in_(held))


def _entry(entry: AuditEntry, name: str | None, words: AuditWords | None) -> Entry:
    said = "; ".join(_plain(value) for value in words.words.values()) if words else ""
    touched = ", ".join(f"{_TABLES[table]} {key}" for table, key in entry.subjects if table in _TABLES)
    return Entry(dt.datetime.fromisoformat(entry.at), name or "Dòng lệnh", _what(entry.command), " · ".join(filter(None, (said, touched))))


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _what(command: str) -> str:
    move = states.moves().get(command)
    return move.label if move else _COMMANDS.get(command, command.replace("_", " "))


_TABLES = {"directive": "văn bản", "duty": "nhiệm vụ", "assignment": "phần việc", "account": "tài khoản", "office": "đơn vị"}
_COMMANDS = {
    "create_administrator": "Tạo quản trị đầu tiên",
    "add_account": "Thêm tài khoản",
    "reset_password": "Đặt lại mật khẩu",
    "close_account": "Khóa tài khoản",
    "sign_in": "Đăng nhập",
    "sign_out": "Đăng xuất",
    "failed_sign_in": "Đăng nhập không được",
    "set_own_body": "Đặt cơ quan mình",
    "add_office": "Thêm đơn vị",
    "change_office": "Sửa đơn vị",
    "succeed_office": "Đơn vị thay thế",
    "set_option": "Đổi quy ước",
    "register_directive": "Vào sổ văn bản đến",
    "import_confirm": "Đưa vào sổ khi nhập",
    "settle_header": "Xác nhận phần đầu văn bản",
    "withdraw_import": "Rút văn bản nhập nhầm",
    "merge_scan": "Ghép bản quét",
    "mark_no_duty": "Ghi văn bản không có nhiệm vụ",
    "confirm_duties": "Đưa nhiệm vụ vào sổ",
    "edit_duty": "Sửa nhiệm vụ đề xuất",
    "split_duty": "Tách nhiệm vụ",
    "merge_duties": "Gộp nhiệm vụ",
    "draft_request": "Soạn văn bản đề nghị cấp trên điều chỉnh hạn",
    "reject_duty": "Không phải nhiệm vụ",
    "restore_duty": "Khôi phục đề xuất",
    "add_duty": "Thêm nhiệm vụ",
    "add_annex": "Thêm phụ lục",
    "join_annex": "Ghép làm phụ lục",
    "report_done": "Báo cáo hoàn thành",
    "decide_return": "Quyết định chuyển trả",
    "ask_extension": "Đề nghị điều chỉnh",
    "decide_extension": "Quyết định điều chỉnh",
    "set_due": "Đặt thời hạn",
    "choose_office": "Chọn đơn vị",
    "hand_over": "Bàn giao",
    "hand_over_all": "Bàn giao tất cả",
    "hand_person_over": "Bàn giao việc của người thôi việc",
    "hand_monitoring_over": "Bàn giao việc theo dõi",
    "direct_duty": "Phân công phụ trách, theo dõi",
    "split_share": "Tách phần việc",
    "merge_duplicate": "Gộp nhiệm vụ trùng",
    "ask_opinion": "Hỏi ý kiến phối hợp",
    "give_opinion": "Trả lời phối hợp",
    "claim_mail": "Chuẩn bị gửi thư nhắc",
    "mail_sent": "Đã gửi thư nhắc",
    "mail_refused": "Máy chủ thư không nhận",
    "explain_delay": "Ghi nguyên nhân chậm",
    "set_follow_up": "Đặt mốc theo dõi",
    "remind": "Nhắc việc",
    "draft_letter": "Lập công văn đôn đốc",
    "number_letter": "Ghi số công văn đôn đốc",
    "accept_upload": "Nhận tệp tải lên",
    "drop_upload": "Bỏ tệp tải lên",
    "add_files": "Thêm tệp vào văn bản",
    "add_places": "Thêm xã, phường vào danh mục",
    "backup": "Sao lưu",
    "cancel_number": "Hủy số",
    "record_number": "Ghi số đã cấp",
    "take_number": "Cấp số",
    "comment_draft": "Góp ý dự thảo",
    "save_draft": "Lưu dự thảo",
    "revise_draft": "Sửa dự thảo",
    "keep_letter": "Lưu công văn đôn đốc thành dự thảo",
    "freeze_document": "Lập bản ban hành",
    "outgoing_review": "Kiểm tra xong dự thảo",
    "outgoing_submit": "Trình dự thảo",
    "outgoing_return": "Chuyển lại dự thảo để sửa",
    "outgoing_approve": "Duyệt dự thảo",
    "outgoing_cancel": "Hủy dự thảo",
    "gather_passages": "Rút đoạn mẫu",
    "save_template": "Thêm mẫu của cơ quan",
    "revise_template": "Sửa mẫu của cơ quan",
    "rename_template": "Đổi tên mẫu",
    "retire_template": "Ngừng dùng mẫu",
    "import_offices": "Nhập danh mục đơn vị",
    "import_old_register": "Nhập sổ cũ",
    "edit_rows": "Sửa nhiều dòng đề xuất",
    "reject_rows": "Bỏ nhiều dòng đề xuất",
    "restore_rows": "Khôi phục nhiều dòng",
    "set_aside": "Để ngoài sổ",
    "take_back_merge": "Hoàn tác gộp",
    "take_back_split": "Hoàn tác tách",
    "unconfirm_duties": "Hoàn tác đưa vào sổ",
    "set_recurrence": "Đặt ngày của kỳ",
    "start_term": "Ghi ngày bắt đầu tính hạn",
    "keep_duty": "Giữ lại nhiệm vụ của văn bản bị thay thế",
    "reconsider_duty": "Bỏ quyết định giữ lại",
    "make_ahead": "Lập kỳ tới",
    "new_day": "Sang ngày mới",
    "remind_by_mail": "Gửi thư nhắc việc",
    "upload": "Tải văn bản lên",
    "finish_upload": "Đọc xong văn bản tải lên",
    "pass_on": "Giao tiếp cho phòng, người",
    "question": "Hỏi về phần việc",
    "answer": "Trả lời về phần việc",
    "read_notice": "Đọc thông báo",
    "read_notices": "Đọc mọi thông báo",
}
