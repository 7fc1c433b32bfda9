"""Who acts: an account that signed in, or the person at the machine's own command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tracking.register.refusals import NoRight

Role = Literal["admin", "clerk", "officer", "leader", "unit"]
ROLES: tuple[Role, ...] = ("admin", "clerk", "officer", "leader", "unit")
ROLE_NAMES: dict[str, str] = {
    "admin": "quản trị",
    "clerk": "văn thư",
    "officer": "chuyên viên văn phòng",
    "leader": "lãnh đạo",
    "unit": "đầu mối đơn vị",
}


@dataclass(frozen=True, slots=True)
class Actor:
    """account_id is None for the command line, whose rights are those of the machine's keeper."""

    account_id: int | None
    login: str
    name: str
    role: Role
    office_id: int | None = None

    @property
    def is_local(self) -> bool:
        return self.account_id is None

    def need(self, *roles: Role) -> None:
        """Raises NoRight unless the actor has one of the roles; the command line may do all."""
        if self.is_local or self.role in roles:
            return
        wanted = ", ".join(ROLE_NAMES[role] for role in roles)
        raise NoRight(
            f"Tài khoản {self.login} không có quyền làm việc này ({ROLE_NAMES[self.role]}; cần {wanted}). "
            "Cần quyền thì đề nghị người quản trị."
        )


LOCAL = Actor(None, "máy chủ", "Dòng lệnh", "admin")
"""The person at the machine's command line."""
