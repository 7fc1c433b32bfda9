"""Soạn thảo: the drafting desk from chosen duties, form beside page and findings; and a check of any Word file."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Literal

from fastapi import Query
from nicegui import events, ui

from drafting.errors import DondocError
from drafting.finding import Finding
from tracking.planning import plan_from_duties
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.screens.directives import READERS
from tracking.screens.shares import Filters, shares
from ui.draft_work import Made, findings_of, make
from ui.drafts import keep
from ui.frame import heading
from ui.jobs import apart
from ui.pages.draft_form import DraftForm
from ui.parts.fields import button
from ui.parts.html import attr, box, link, words
from ui.parts.lists import empty, tag
from ui.parts.wording import Tag, two
from ui.uploads import MOST_MB, shown_name
from ui.visit import Visit, say

_SEVERITY = {"E": Tag("Sai", "late"), "W": Tag("Cần xem", "soon"), "I": Tag("Lưu ý", "")}


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
        _findings(found)


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
    with heading(title, f"Từ {two(len(chosen))} nhiệm vụ đã chọn", [("Soạn thảo", "/soan-thao")]):
        link(other[1], "/soan-thao/moi?loai=" + other[0] + "".join(f"&nv={key}" for key in chosen), "btn")
        button("Lập lại bản in", lambda: drawn())
    with box("draft-desk"):
        with attr(box("", "section"), aria_label="Nội dung"):
            form = DraftForm(plan.spec)
            if plan.unanswered:
                with box("warn-box stack-s", "details").style("margin-top:20px"):
                    words(f"Dự thảo chưa có việc cho {two(len(plan.unanswered))} nhiệm vụ của văn bản giao", "summary", "strong")
                    for ordinal, text in plan.unanswered[:12]:
                        words(f"{ordinal + ' · ' if ordinal else ''}{text}", "p", "small clip")
        view = attr(box("", "section"), aria_label="Bản in")

    async def drawn() -> None:
        actor = await visit.still(*READERS)
        view.clear()
        with view:
            words("Đang lập bản in…", "p", "muted")
        try:
            made = await apart(make, form.spec(), name, visit.today, name=name)
        except (DondocError, ValueError) as refused:
            view.clear()
            with view:
                words(str(refused), "p", "error-box").props("role=alert")
            return
        view.clear()
        with view:
            _result(keep(actor.account_id, made), made)

    ui.timer(0.2, drawn, once=True)


def _open_duties(register: Register, actor: Actor, directive_id: int) -> list[int]:
    rows, _ = shares(register, actor, Filters("open", directive=directive_id), 1, 400)
    return list(dict.fromkeys(row.duty_id for row in rows))


def _result(token: str, made: Made) -> None:
    with box("row").style("margin-bottom:14px"):
        link("Tải bản Word", f"/soan-thao/ban/{token}.docx", "btn primary")
        if made.pdf is not None:
            link("Tải bản PDF", f"/soan-thao/ban/{token}.pdf", "btn")
        faults = sum(found.severity in ("E", "W") for found in made.findings)
        tag(Tag(f"{two(faults)} điểm cần xem", "soon") if faults else Tag("Đúng thể thức", "done"))
    if faults:
        with box("card").style("margin-bottom:14px"):
            _findings(made.findings)
    if made.pdf is None:
        words(f"Chưa xem được bản in: {made.without_pdf}", "p", "warn-box")
        return
    with attr(box("preview"), tabindex="0", role="region", aria_label="Các trang của dự thảo"):
        for page in range(1, made.pages + 1):
            with box("leaf").style("aspect-ratio:210/297" if made.pages == 1 else ""):
                attr(ui.element("img"), src=f"/soan-thao/ban/{token}/{page}.png", alt=f"Trang {page} của dự thảo")


def _findings(found: tuple[Finding, ...]) -> None:
    if not found:
        empty("Đúng thể thức, không có phát hiện.")
        return
    with box("findings", "ul"):
        for finding in sorted(found, key=lambda f: "EWI".index(f.severity)):
            with ui.element("li"):
                with box("row"):
                    tag(_SEVERITY[finding.severity])
                    words(finding.component, "span", "strong")
                    words(f"{finding.rule} · {finding.source}", "span", "small muted")
                words(finding.found, "p")
                words(f"Đúng: {finding.expected}", "p", "small")
