"""One duty: what is ordered, until when, each office's share with what can be done now, and everything that happened."""

from __future__ import annotations

import datetime as dt

from nicegui import ui

from drafting.dates import short, short_with_weekday
from tracking.register import states
from tracking.register.extensions import KINDS
from tracking.screens.duty import DutyPage, Happening, Request, duty_page
from tracking.screens.figures import figures
from tracking.screens.lineage import Carried, carried
from tracking.screens.shares import Share
from ui.frame import further, heading
from ui.pages.duty_actions import Actions
from ui.parts.fields import button
from ui.parts.html import attr, box, facts, link, section, words
from ui.parts.lists import tag
from ui.parts.still import still
from ui.parts.wording import capital, deadline_words, hour_words, moment, state_tag, status_tag, urgency_tags
from ui.visit import Visit


async def show(visit: Visit, duty_id: int) -> None:
    """The page of a duty."""

    @ui.refreshable
    async def content() -> None:
        data = await visit.asked(duty_page, duty_id)
        soon_until = (await visit.asked(figures)).soon_until
        actions = Actions(visit, data, content.refresh)
        place = f"Mục {data.ordinal} · " if data.ordinal else ""
        day = f", ngày {short(data.issued_on)}" if data.issued_on else ""
        with heading("Nhiệm vụ", f"{place}{data.directive}{day}, {data.issuer}", [("Sổ nhiệm vụ", "/so-nhiem-vu")]):
            if visit.may("admin", "clerk", "officer", "leader"):
                with further("Hồ sơ, phiếu"):
                    link("Văn bản liên quan", f"/van-ban-den/{data.directive_id}/lien-quan", "btn")
                    link("Phiếu giải quyết", f"/van-ban-den/{data.directive_id}/phieu-giai-quyet.docx", "btn")
                    link("Hồ sơ nhiệm vụ", f"/nhiem-vu/{duty_id}/ho-so.docx", "btn")
                link("Xem trong văn bản", f"/ra-soat/{data.directive_id}", "btn")
                link("Soạn văn bản triển khai", f"/soan-thao/moi?nv={duty_id}", "btn")
        with box("cols"):
            with box("stack"):
                _order(data)
                for share, moves in data.shares:
                    _share(visit, data, share, moves, actions, soon_until)
            with box("stack-l"):
                for request in data.requests:
                    _request(visit, request, actions)
                above, below = await visit.asked(carried, duty_id)
                _carried("Thực hiện nhiệm vụ cấp trên giao", above)
                _carried("Được triển khai bởi", below)
                with still(), section("Quá trình"), box("history", "ol"):
                    for happening in data.history:
                        _happening(happening)
                if data.occurrences:
                    _occurrences(data)

    await content()


def _order(data: DutyPage) -> None:
    written, day = deadline_words(data.deadline, data.due_on, data.next_on, data.follow_up_on)
    with still(), box("card", "section"):
        words(capital(data.text), "p").style("font-size:17px; line-height:1.5; margin-bottom:14px; overflow-wrap:anywhere")
        moved = data.original_due_on and data.due_on and data.original_due_on != data.due_on
        facts(
            [
                ("Thời hạn", f"{written}\n{capital(day)}" if day else written),
                ("Hạn ban đầu", short(data.original_due_on) if moved and data.original_due_on else ""),
                ("Chủ trì", "; ".join(data.owners) or "văn bản không nêu"),
                ("Phối hợp", "; ".join(data.coordinators)),
                ("Lãnh đạo phụ trách", data.leader),
                ("Chuyên viên theo dõi", data.officer),
                ("Sản phẩm", data.deliverable),
                ("Trích yếu", capital(data.subject)),
            ]
        )


def _last_moment(share: Share) -> str:
    hour = f"{hour_words(share.due_time)}, " if share.due_time else ""
    return f"{hour}{short_with_weekday(share.due_on)}" if share.due_on else "không quy định"


def opinion_words(data: DutyPage, share: Share, today: dt.date) -> str:
    """How a coordinator's opinion stands; "" where it was not asked."""
    found = data.opinions.get(share.assignment_id)
    if found is None:
        return ""
    due = f", hạn trả lời {short(found.reply_due_on)}" if found.reply_due_on and not found.opinion else ""
    return f"{found.label(today)}{due}{f' ({found.reply_number})' if found.reply_number else ''}"


def _share(visit: Visit, data: DutyPage, share: Share, moves: tuple[str, ...], actions: Actions, soon_until: dt.date) -> None:
    with attr(box("card", "section"), aria_label=f"Phần việc của {share.office or 'đơn vị chưa rõ'}"):
        with box("row"):
            words(share.office or "Chưa rõ đơn vị chủ trì", "h2")
            words("Phối hợp" if share.role != "lead" else "Chủ trì", "span", "small muted")
            with box("end"):
                for mark in urgency_tags(share.urgency, states.states()[share.state].open):
                    tag(mark)
                tag(status_tag(share, visit.today, soon_until))
        facts(
            [
                ("Tình trạng", state_tag(share.state).words),
                ("Hạn hiện hành", _last_moment(share)),
                ("Ý kiến phối hợp", opinion_words(data, share, visit.today)),
                ("Giao tiếp", f"{share.handler or 'phòng'}, hạn {short(share.handler_due_on)}" if share.handler_due_on else share.handler),
                ("Ngày báo cáo", short(share.reported_on) if share.reported_on else ""),
                ("Số lần gia hạn", str(share.extensions) if share.extensions else ""),
                ("Đang chờ", f"{share.waiting_for} từ {short(share.waiting_since)}" if share.waiting_for and share.waiting_since else ""),
            ]
        )
        if share.role == "lead" and not data.standing:
            actions.buttons(share, moves)
            link("Phiếu giao việc", f"/phan-viec/{share.assignment_id}/phieu-giao-viec.docx", "small")
        elif share.role != "lead":
            with box("row").style("margin-top:14px"):
                actions.opinion(share)


def _request(visit: Visit, request: Request, actions: Actions) -> None:
    with box("warn-box stack-s", "section"):
        words(f"Đề nghị điều chỉnh: {KINDS[request.kind]}", "h2")
        asked = f", đến {short(request.asked_due_on)}" if request.asked_due_on else ""
        current = f"Hạn hiện hành {short(request.due_on)}. " if request.due_on else ""
        words(f"{request.office} đề nghị ngày {short(request.asked_on)}{asked}. {current}", "p")
        words(request.reason, "p", "pre")
        if visit.may("admin", "leader", "officer"):
            with box("row"):
                button("Quyết định", lambda: actions.deadlines.decide(request), "slim primary")
                button("Soạn văn bản đề nghị", lambda: actions.deadlines.write_up(request), "slim")


def _carried(title: str, rows: list[Carried]) -> None:
    if not rows:
        return
    with still(), section(title), box("ranked plain", "ul"):
        for row in rows:
            with box(tag="li"):
                link(capital(row.text), f"/nhiem-vu/{row.duty_id}", "what clip")
                with box("row"):
                    words(row.place, "span", "small muted")
                    tag(state_tag(row.state))


def _happening(event: Happening) -> None:
    with box(tag="li"):
        with box("row"):
            words(event.label, "span", "strong")
            words(event.office, "span", "small muted")
        words(f"{short(event.on)} · {event.who} ghi lúc {moment(event.at)}", "div", "when")
        if event.note:
            words(event.note, "p", "pre")
        due = event.payload.get("due_on")
        if event.kind == "extend" and isinstance(due, str):
            words(f"Hạn mới {'/'.join(reversed(due.split('-')))}", "p")
        for proof in event.proofs:
            if proof.is_file:
                link(proof.name or "Tệp minh chứng", f"/minh-chung/{proof.id}")
            else:
                words(f"Văn bản kết quả {proof.number}" + (f", ngày {short(proof.issued_on)}" if proof.issued_on else ""), "p")


def _occurrences(data: DutyPage) -> None:
    with still(), section("Các kỳ"), box(tag="ul").style("list-style:none"):
        for duty_id, due_on, state in data.occurrences:
            with box("row", "li").style("padding:4px 0"):
                link(f"Kỳ đến {short(due_on)}" if due_on else "Kỳ", f"/nhiem-vu/{duty_id}")
                tag(state_tag(state))
