"""Soạn thảo: the drafting desk from chosen duties, form beside page and findings; and a check of any Word file."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Literal

from fastapi import Query
from nicegui import events, ui

from drafting.errors import DondocError
from tracking.planning import plan_from_duties
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.refusals import NotAllowed
from tracking.screens.directives import READERS
from tracking.screens.outgoing import draft_spec, outgoing_page
from tracking.screens.shares import Filters, shares
from ui.draft_work import findings_of
from ui.frame import heading
from ui.jobs import apart
from ui.pages.draft_desk import DraftDesk, finding_list
from ui.parts.fields import button
from ui.parts.html import box, link, words
from ui.parts.wording import two
from ui.uploads import MOST_MB, shown_name
from ui.visit import Visit, say


async def overview(visit: Visit) -> None:
    """Where drafting starts, and the check of a file."""
    with heading("Soạn thảo", "Soạn từ các nhiệm vụ trong sổ, hoặc kiểm tra thể thức một tệp Word có sẵn."):
        pass
    result: ui.element
    with box("starts"):
        with box("start", "section"):
            words("Soạn văn bản triển khai", "h2")
            words("Chọn nhiệm vụ trong sổ, bấm Soạn văn bản triển khai. Dự thảo lập theo từng đơn vị, mở đầu «Thực hiện …».", "p")
            link("Chọn nhiệm vụ", "/so-nhiem-vu", "btn primary")
        with box("start", "section"):
            words("Kiểm tra thể thức", "h2")
            words("Nhận tệp .docx bất kỳ, đối chiếu Nghị định 30/2020/NĐ-CP. Tệp không được lưu lại.", "p")
            taker = ui.upload(auto_upload=True, on_upload=lambda event: check_file(visit, event, result))
            taker.classes("gone")
            button("Chọn tệp Word", lambda: taker.run_method("pickFiles"))
    result = box("section", "section")


async def check_file(visit: Visit, event: events.UploadEventArguments, result: ui.element) -> None:
    """Check an uploaded file and show what was found; the file is wiped."""
    await visit.still(*READERS)
    name = shown_name(event.file.name)
    if event.file.size() > MOST_MB * 1024 * 1024:
        say(f"«{name}» lớn hơn {MOST_MB} MB.", bad=True)
        return
    path: Path = visit.register.settings.spool / f"{secrets.token_hex(16)}.docx"
    try:
        await event.file.save(path)
        found = await apart(findings_of, path, visit.today, name=name)
    except DondocError as refused:
        say(str(refused).replace(path.name, name), bad=True)
        return
    finally:
        path.unlink(missing_ok=True)
    result.clear()
    with result:
        words(f"Kết quả kiểm tra «{name}»", "h2")
        finding_list(found)


async def new(
    visit: Visit,
    nv: list[int] = Query([]),  # noqa: B008  # how FastAPI reads a repeated parameter
    van_ban: int | None = Query(None, alias="van-ban"),
    loai: str = "cong-van",
) -> None:
    """The drafting desk for the chosen duties, or for every open duty of a document."""
    chosen = list(dict.fromkeys(nv)) or (await visit.asked(_open_duties, van_ban) if van_ban else [])
    kind: Literal["công văn", "kế hoạch"] = "kế hoạch" if loai == "ke-hoach" else "công văn"
    plan = await visit.ask(plan_from_duties, chosen, kind)
    title = "Kế hoạch triển khai" if kind == "kế hoạch" else "Công văn triển khai"
    other = ("cong-van", "Đổi sang công văn") if kind == "kế hoạch" else ("ke-hoach", "Đổi sang kế hoạch")
    name = "ke-hoach-trien-khai" if kind == "kế hoạch" else "cong-van-trien-khai"
    drafting_desk = DraftDesk(visit, name, list(dict.fromkeys(line.duty_id for line in plan.lines)))
    with heading(title, f"Từ {two(len(chosen))} nhiệm vụ đã chọn", [("Soạn thảo", "/soan-thao")]):
        link(other[1], "/soan-thao/moi?loai=" + other[0] + "".join(f"&nv={key}" for key in chosen), "btn")
        drafting_desk.actions()
    await drafting_desk.build(plan.spec, plan.unanswered)


async def edit(visit: Visit, document_id: int) -> None:
    """The drafting desk for a draft that was saved before."""
    page = await visit.asked(outgoing_page, document_id)
    if not page.may_edit:
        raise NotAllowed(f"Văn bản {page.data['state_label'].lower()}, không sửa được. Chuyển lại để sửa trước.")
    spec = await visit.asked(draft_spec, document_id)
    version = int(page.data["version"])
    drafting_desk = DraftDesk(visit, f"du-thao-{document_id}", document_id=document_id, version=version)
    path = f"/van-ban-di/{document_id}"
    crumbs = [("Văn bản đi", "/van-ban-di"), ("Văn bản", path)]
    with heading(f"Dự thảo {page.data['kind']}", f"Bản {version}, {page.data['state_label'].lower()}", crumbs):
        link("Các bản, trình duyệt", path, "btn")
        drafting_desk.actions()
    await drafting_desk.build(spec, page.unanswered)


def _open_duties(register: Register, actor: Actor, directive_id: int) -> list[int]:
    rows, _ = shares(register, actor, Filters("open", directive=directive_id), 1, 400)
    return list(dict.fromkeys(row.duty_id for row in rows))
