"""The audit log as people read it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlmodel import col, func, select

from tracking.register import states
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.tables import Account, AuditEntry, AuditWords


@dataclass(frozen=True, slots=True)
class Entry:
    """One command: when, who, what, and its words where they were not erased."""

    at: dt.datetime
    who: str
    what: str
    words: str


def audit_rows(register: Register, actor: Actor, page: int = 1, size: int = 25) -> tuple[list[Entry], int, str]:
    """One page of the log, newest first; how many entries there are; the hash of the last one."""
    actor.need("admin")
    with register.reading() as session:
        total = session.exec(select(func.count()).select_from(AuditEntry)).one()
        query = select(AuditEntry, Account.name, AuditWords).select_from(AuditEntry)
        query = query.outerjoin(Account, col(AuditEntry.actor_id) == col(Account.id))
        query = query.outerjoin(AuditWords, col(AuditWords.entry_id) == col(AuditEntry.id))
        rows = session.exec(query.order_by(col(AuditEntry.id).desc()).offset((page - 1) * size).limit(size)).all()
        found = [_entry(entry, name, words) for entry, name, words in rows]
    return found, total, register.head_hash()


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
    "reject_duty": "Không phải nhiệm vụ",
    "restore_duty": "Khôi phục đề xuất",
    "add_duty": "Thêm nhiệm vụ",
    "report_done": "Báo cáo hoàn thành",
    "decide_return": "Quyết định chuyển trả",
    "ask_extension": "Đề nghị điều chỉnh",
    "decide_extension": "Quyết định điều chỉnh",
    "set_due": "Đặt thời hạn",
    "choose_office": "Chọn đơn vị",
    "hand_over": "Bàn giao",
    "hand_over_all": "Bàn giao tất cả",
    "explain_delay": "Ghi nguyên nhân chậm",
    "set_follow_up": "Đặt mốc theo dõi",
    "remind": "Nhắc việc",
    "draft_letter": "Lập công văn đôn đốc",
    "number_letter": "Ghi số công văn đôn đốc",
    "accept_upload": "Nhận tệp tải lên",
    "drop_upload": "Bỏ tệp tải lên",
}
