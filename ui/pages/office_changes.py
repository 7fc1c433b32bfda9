"""An office that ends: its heirs, and all its duties handed over at once; what a leaver monitored given to a colleague."""

from __future__ import annotations

from typing import Any

from drafting.dates import short
from tracking.register.handing_over import hand_monitoring_over, hand_over_all
from tracking.register.office_setup import succeed
from tracking.screens.directives import office_choices
from tracking.screens.handing_over import Burden, burden, colleagues
from ui.parts.dialogs import FormDialog
from ui.parts.wording import two
from ui.visit import Visit, say


async def end_office(visit: Visit, again: Any, office_id: int) -> None:
    """The last day of an office and the offices that take its place; its duties stay with it until they are handed over."""
    found = await visit.asked(burden, office_id)
    others = {key: name for key, name in (await visit.ask(office_choices)).items() if key != office_id}
    hint = f"{_in_hand(found)} Sau khi ghi, dùng Bàn giao tất cả để chuyển nhiệm vụ; tên cũ trong văn bản giữ nguyên."
    with FormDialog(f"Kết thúc hoạt động: {found.office}", hint) as form:
        day = form.day("Ngày đơn vị kế thừa bắt đầu", value=visit.today)
        first = form.choice("Đơn vị kế thừa", others, found.heirs[0] if found.heirs else None)
        second = form.choice("Đơn vị kế thừa khác (nếu chia)", others, found.heirs[1] if len(found.heirs) > 1 else None)

    async def send() -> bool:
        on = form.read(day)
        if on is None:
            raise ValueError("Ghi ngày đơn vị kế thừa bắt đầu.")
        heirs = [key for key in (first.value, second.value) if key is not None]
        done = await visit.act(succeed, office_id, heirs, on)
        if done:
            say(f"Đã ghi {found.office} kết thúc.")
            again()
        return done

    form.send("Ghi kết thúc", send)


async def hand_all_over(visit: Visit, again: Any, office_id: int) -> None:
    """Every unfinished share of an office to another."""
    found = await visit.asked(burden, office_id)
    others = {key: name for key, name in (await visit.ask(office_choices)).items() if key != office_id}
    heir = next((key for key in found.heirs if key in others), None)
    hint = f"{_in_hand(found)} Từ hôm nay tính cho đơn vị nhận; những ngày trước vẫn tính cho {found.office}."
    with FormDialog(f"Bàn giao tất cả: {found.office}", hint) as form:
        office = form.choice("Đơn vị nhận", others, heir)
        reason = form.area("Lý do, căn cứ")

    async def send() -> bool:
        if office.value is None:
            raise ValueError("Chọn đơn vị nhận.")
        done = await visit.act(hand_over_all, office_id, office.value, str(reason.value or ""))
        if done:
            say(f"Đã bàn giao {two(found.leads + found.coordinates)} phần việc.")
            again()
        return done

    form.send("Bàn giao tất cả", send)


async def hand_monitoring(visit: Visit, again: Any, account_id: int, name: str, number: int) -> None:
    """What a leaver oversees or monitors to a colleague."""
    others = {key: other for key, other in (await visit.asked(colleagues)).items() if key != account_id}
    with FormDialog(f"Bàn giao việc của {name}", f"Đang phụ trách, theo dõi {two(number)} nhiệm vụ chưa xong.") as form:
        who = form.choice("Người nhận", others)
        reason = form.area("Lý do")

    async def send() -> bool:
        if who.value is None:
            raise ValueError("Chọn người nhận.")
        done = await visit.act(hand_monitoring_over, account_id, who.value, str(reason.value or ""))
        if done:
            say(f"Đã bàn giao {two(number)} nhiệm vụ.")
            again()
        return done

    form.send("Bàn giao", send)


def _in_hand(found: Burden) -> str:
    ended = f"Kết thúc hết ngày {short(found.ends_on)}. " if found.ends_on else ""
    return f"{ended}Đang chủ trì {two(found.leads)}, phối hợp {two(found.coordinates)} nhiệm vụ chưa xong."
