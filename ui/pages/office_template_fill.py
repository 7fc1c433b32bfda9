"""Filling one of the office's own templates: its fields on the left, from a draft where one is chosen; the document on the right."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from nicegui import ui

from tracking import office_templates as kept
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.refusals import NotAllowed
from tracking.screens.outgoing import READERS, outgoing_list
from ui.draft_work import Written, written_of
from ui.frame import heading
from ui.jobs import apart
from ui.pages.draft_print import LivePrint, own_form
from ui.pages.office_templates import PATH, page_of
from ui.parts.fields import choice_field
from ui.parts.html import attr, box, words
from ui.parts.lists import address
from ui.parts.template_fields import TemplateForm
from ui.parts.wording import capital
from ui.theme import use
from ui.visit import Visit

_MOST = 50


def values_from(register: Register, actor: Actor, template_id: int, document_id: int) -> dict[str, Any]:
    """What an outgoing document fills of a template, for those who may read it."""
    actor.need(*READERS)
    return kept.values_from(register, template_id, document_id)


def filled(register: Register, actor: Actor, template_id: int, values: dict[str, Any]) -> bytes:
    """The Word file that the template makes of the values. Slow. Raises as `fill_template`."""
    with tempfile.TemporaryDirectory(prefix="dondoc-") as scratch:
        return kept.fill_template(register, actor, template_id, values, Path(scratch, "van-ban.docx")).read_bytes()


async def show(visit: Visit, template_id: int, vb: int = 0) -> None:
    """The form; vb: the outgoing document that it is filled from."""
    data = await visit.asked(page_of, template_id, 0)
    if not data["active"]:
        raise NotAllowed(f"Mẫu «{data['name']}» đã ngừng dùng. Chọn mẫu khác hoặc đưa mẫu này vào dùng lại.")
    values = await visit.asked(values_from, template_id, vb) if vb else {}
    crumbs = [("Mẫu của cơ quan", PATH), (data["name"], f"{PATH}/{template_id}")]
    with heading("Điền mẫu", "Văn bản lập ra tải về để dùng; nội dung điền ở đây không lưu vào sổ.", crumbs):
        pass
    form: TemplateForm

    async def make() -> Written:
        word = await visit.asked(filled, template_id, form.values())
        name = Path(data["file_name"]).stem
        return await apart(written_of, word, name, visit.today, True, own_form(visit), name=data["file_name"])

    live = LivePrint(visit, make)
    with attr(box("draft-desk"), data_draft="1", data_side="form"):
        with attr(box("draft-left", "section"), aria_label="Các trường"):
            await _sources(visit, template_id, vb)
            if vb:
                words("Các trường cùng tên đã điền từ văn bản đã chọn; điền nốt phần còn lại.", "p", "small muted").style("margin:10px 0")
            form = TemplateForm(data["fields"], values, live.changed)
        with attr(box("draft-right", "section"), aria_label="Bản in và kết quả kiểm tra"):
            live.build_findings()
            live.build_pages()
        with attr(box("sides"), role="group", aria_label="Chọn phần xem"):
            for side, name in (("form", "Các trường"), ("page", "Bản in")):
                attr(words(name, "button", "btn"), type="button", data_show_side=side)
    use("draft.js")
    if vb or not data["fields"]:
        ui.timer(0.05, live.changed, once=True)


async def _sources(visit: Visit, template_id: int, chosen: int) -> None:
    """The outgoing documents that the form can be filled from."""
    rows, _ = await visit.asked(outgoing_list, "", "", "", 1, _MOST)
    options = {row.id: f"{row.number or 'Dự thảo'} · {capital(row.kind)}: {row.subject or 'không có trích yếu'}" for row in rows}
    field = choice_field("Lấy nội dung từ văn bản đi", options, chosen if chosen in options else None, with_input=True, clearable=True)
    field.on_value_change(lambda event: ui.navigate.to(address(f"{PATH}/{template_id}/dien", vb=event.value)))
