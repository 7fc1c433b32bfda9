"""Soạn thảo: every way into a draft, the drafting desk for each, and a check of any Word file."""

from __future__ import annotations

from typing import Any

from fastapi import Query
from nicegui import ui

from drafting.kinds import copies, kinds
from tracking.outgoing import working_copies
from tracking.outgoing.kept_spec import kept_form
from tracking.outgoing.starts import starting_spec
from tracking.outgoing.working_copies import WorkingCopy
from tracking.planning import PlanKind, plan_from_duties
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.refusals import NotAllowed
from tracking.screens.drafts import all_typed, give_up, typed, typed_of
from tracking.screens.outgoing import draft_spec, outgoing_page
from tracking.screens.shares import Filters, shares
from ui.frame import heading
from ui.pages.draft_desk import DraftDesk
from ui.pages.draft_source import choose_kind
from ui.pages.form_check import FormCheck
from ui.parts.dialogs import FormDialog
from ui.parts.fields import button
from ui.parts.html import box, link, section, words
from ui.parts.lists import address
from ui.parts.wording import capital, moment, two
from ui.visit import Visit

PATH = "/soan-thao"
_FIRST = ("công văn", "kế hoạch", "báo cáo", "tờ trình", "quyết định", "thông báo", "giấy mời", "biên bản")
"""The kinds that offices write most (Kế hoạch and Công văn before all), offered before the others."""
_PLANS: dict[str, PlanKind] = {"cong-van": "công văn", "ke-hoach": "kế hoạch"}


async def overview(visit: Visit) -> None:
    """Where drafting starts: from nothing, from duties, from the office's own template; what is in hand; the check of a file."""
    with heading("Soạn thảo", "Mỗi văn bản đúng thể thức Nghị định 30/2020/NĐ-CP; nội dung đang nhập được giữ lại từng chữ."):
        link("Mẫu của cơ quan", "/soan-thao/mau", "btn")
    await _in_hand(visit)
    with section("Soạn văn bản mới"):
        with box("kinds", "ul"):
            for name in _FIRST:
                _kind(name)
        with box("more", "details"):
            words("Các loại khác", "summary")
            with box("kinds", "ul"):
                for kind in (*kinds(), *copies()):
                    if kind.name not in _FIRST:
                        _kind(kind.name)
    with box("starts section"):
        with box("start", "section"):
            words("Soạn văn bản triển khai", "h2")
            words("Chọn nhiệm vụ trong sổ, hoặc mở văn bản chỉ đạo rồi bấm Soạn văn bản triển khai.", "p")
            with box("row"):
                link("Chọn nhiệm vụ", "/so-nhiem-vu", "btn")
                link("Chọn văn bản", "/van-ban-den", "btn")
        with box("start", "section"):
            words("Kiểm tra thể thức", "h2")
            words("Nhận tệp .docx bất kỳ, đối chiếu Nghị định 30/2020/NĐ-CP. Tệp không được lưu lại.", "p")
            check = FormCheck(visit)
    check.build()


def _kind(name: str) -> None:
    with ui.element("li"):
        link(capital(name), address(f"{PATH}/moi", loai=name), "kind")


async def _in_hand(visit: Visit) -> None:
    """What the reader is typing and has not saved."""

    @ui.refreshable
    async def rows() -> None:
        found = await visit.asked(all_typed)
        if not found:
            return
        with section(f"Đang soạn dở ({two(len(found))})", "section in-hand"), box("versions", "ul"):
            for copy in found:
                with ui.element("li"):
                    link(f"{capital(copy.kind)}: {copy.subject or 'chưa có trích yếu'}", _address(copy))
                    words(moment(copy.changed_at) if copy.changed_at else "", "span", "small muted")
                    button("Bỏ", lambda key=copy.key: _give_up(visit, key, rows.refresh), "slim quiet")

    await rows()


def _address(copy: WorkingCopy) -> str:
    return f"/van-ban-di/{copy.document_id}/sua" if copy.document_id else f"{PATH}/nhap/{copy.key}"


async def _give_up(visit: Visit, key: str, again: object) -> None:
    with FormDialog("Bỏ nội dung nhập dở?", "Nội dung chưa lưu thành bản sẽ mất, không lấy lại được.") as form:
        pass

    async def send() -> bool:
        done = await visit.act(give_up, key)
        if done and callable(again):
            again()
        return done

    form.send("Bỏ nội dung", send)


async def new(
    visit: Visit,
    nv: list[int] = Query([]),  # noqa: B008  # how FastAPI reads a repeated parameter
    van_ban: int | None = Query(None, alias="van-ban"),
    loai: str = "",
    khoa: str = "",
) -> None:
    """The drafting desk for a kind from nothing, for chosen duties, or for every open duty of a document.

    khoa: the name of the working copy, so that a page that is loaded anew before its first letter was kept goes on with its own.
    """
    known = next((copy for copy in await visit.asked(all_typed) if copy.key == khoa), None) if khoa else None
    if known is not None:
        await _show(visit, known, f"Soạn {known.kind}", "Nội dung nhập dở, chưa lưu thành bản")
        return
    key = khoa if working_copies.is_new_key(khoa) else working_copies.new_key()
    chosen = list(dict.fromkeys(nv)) or (await visit.asked(_open_duties, van_ban) if van_ban else [])
    if van_ban and not nv and not loai:
        await choose_kind(visit, van_ban)
        return
    if not chosen and not van_ban:
        copy = WorkingCopy(key, kept_form(await visit.ask(starting_spec, loai or "công văn"), complete=False))
        await _show(visit, copy, f"Soạn {copy.kind}", "Từ đầu, theo đầu văn bản của cơ quan")
        return
    kind = _PLANS.get(loai, "công văn")
    plan = await visit.ask(plan_from_duties, chosen, kind)
    duties = tuple(dict.fromkeys(line.duty_id for line in plan.lines))
    copy = WorkingCopy(key, kept_form(plan.spec, complete=False), duty_ids=duties)
    await _show(visit, copy, f"{capital(kind)} triển khai", f"Từ {two(len(chosen))} nhiệm vụ đã chọn")


async def resume(visit: Visit, key: str) -> None:
    """The drafting desk for what was typed and never saved."""
    copy = await visit.asked(typed, key)
    await _show(visit, copy, f"Soạn {copy.kind}", "Nội dung nhập dở, chưa lưu thành bản")


async def _show(visit: Visit, copy: WorkingCopy, title: str, sub: str) -> None:
    desk = DraftDesk(visit, copy)
    with heading(title, sub, [("Soạn thảo", PATH)]):
        desk.actions()
    await desk.build()


async def edit(visit: Visit, document_id: int) -> None:
    """The drafting desk for a document that was saved before, with what its reader typed since."""
    page = await visit.asked(outgoing_page, document_id)
    if not page.may_edit:
        raise NotAllowed(f"Văn bản {page.data['state_label'].lower()}, không sửa được. Chuyển lại để sửa trước.")
    version, duties = int(page.data["version"]), tuple(duty["id"] for duty in page.data["duties"])
    known = await visit.asked(typed_of, document_id)
    saved = kept_form(await visit.asked(draft_spec, document_id), complete=False)
    copy = known or WorkingCopy(working_copies.key_of(document_id), saved, document_id, version, duties)
    desk = DraftDesk(visit, copy)
    path = f"/van-ban-di/{document_id}"
    crumbs = [("Văn bản đi", "/van-ban-di"), ("Văn bản", path)]
    with heading(f"Dự thảo {copy.kind}", f"Bản {copy.version}, {page.data['state_label'].lower()}", crumbs):
        link("Các bản, ý kiến", path, "btn")
        desk.actions()
    if known is not None and known.changed_at is not None:
        with box("note-box row").style("margin-bottom:16px"):
            words(f"Đang mở nội dung nhập dở lúc {moment(known.changed_at)}, chưa lưu thành bản.")
            button(f"Bỏ, mở lại bản {version}", lambda: _give_up(visit, copy.key, lambda: ui.navigate.to(f"{path}/sua")), "slim")
    _remarks(page.data["steps"], version)
    await desk.build()
    if copy.version < version:
        await desk.tell_clash()


def _remarks(steps: list[dict[str, Any]], version: int) -> None:
    """What others said of the version in force, so that it is in sight while it is mended."""
    said = [step for step in steps if step["note"] and step["version"] == version and step["kind"] in ("comment", "return")]
    if not said:
        return
    with box("warn-box stack-s").style("margin-bottom:16px"):
        for step in said:
            who = f"{step['actor_name']}, {moment(step['at'])}"
            words(f"{'Chuyển lại để sửa' if step['kind'] == 'return' else 'Ý kiến'} · {who}", "p", "small muted")
            words(step["note"], "p", "pre")


def _open_duties(register: Register, actor: Actor, directive_id: int) -> list[int]:
    rows, _ = shares(register, actor, Filters("open", directive=directive_id), 1, 400)
    return list(dict.fromkeys(row.duty_id for row in rows))
