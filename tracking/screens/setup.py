"""What an office still has to set up, each step with whether it is done; read from the register, ticked by nobody."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.options import option
from tracking.register.tables import Account, Directive, Office
from tracking.register.upkeep import last_backup


@dataclass(frozen=True, slots=True)
class SetupStep:
    """One step. why: what it is for; href: where it is done."""

    name: str
    why: str
    href: str
    done: bool


def setup_steps(register: Register, actor: Actor) -> list[SetupStep]:
    """The steps in the order of doing."""
    actor.need("admin")
    copied = last_backup(register).made_at is not None
    with register.reading() as session:
        own = session.exec(select(Office).where(col(Office.is_self).is_(True))).first()
        below = _count(session, Office, col(Office.parent_id) == (own.id if own else 0))
        roles = set(session.exec(select(Account.role).where(col(Account.active).is_(True))))
        head = option(session, "letterhead", register.today())
        received = _count(session, Directive, col(Directive.id) > 0)
    return [
        SetupStep("Cơ quan mình", "Tên như trên con dấu: để biết việc nào của mình, số nào của mình.", "/co-quan", own is not None),
        SetupStep("Đơn vị trực thuộc", "Tên trong văn bản được đối chiếu với danh mục này.", "/co-quan", below > 0),
        SetupStep("Tài khoản văn phòng", "Văn thư, chuyên viên, lãnh đạo.", "/quan-tri/tai-khoan", bool(roles & {"officer", "leader"})),
        SetupStep("Tài khoản đầu mối đơn vị", "Đơn vị tự tiếp nhận, báo cáo.", "/quan-tri/tai-khoan", "unit" in roles),
        SetupStep("Đầu văn bản, người ký", "In ở mọi dự thảo của cơ quan.", "/quan-tri/quy-uoc", bool(head.get("signer"))),
        SetupStep("Văn bản đầu tiên", "Tải một văn bản chỉ đạo, hoặc mở văn bản mẫu ở Hôm nay.", "/van-ban-den", received > 0),
        SetupStep("Sao lưu lần đầu", "Cất ở nơi khác máy chủ; đặt lịch hằng đêm.", "/quan-tri", copied),
    ]


def _count(session: Session, table: type[Office] | type[Directive], where: object) -> int:
    return session.exec(select(func.count()).select_from(table).where(where)).one()  # type: ignore[arg-type]  # a condition of that table
