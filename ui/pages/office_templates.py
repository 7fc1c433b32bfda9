"""Mẫu của cơ quan: the office's own Word templates, each with its fields, the findings on its form, its look and every version."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from nicegui import events, run, ui

from drafting.errors import DondocError
from drafting.finding import Finding, Place
from drafting.kinds import kinds
from drafting.template_values import NAMES
from tracking import office_templates as kept
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.screens.outgoing import READERS
from ui.draft_work import Written, written_of
from ui.frame import heading
from ui.jobs import apart
from ui.pages.draft_print import LivePrint
from ui.pages.finding_list import finding_list
from ui.pages.spooled import spooled
from ui.parts.dialogs import FormDialog
from ui.parts.fields import button
from ui.parts.html import attr, box, facts, link, section, words
from ui.parts.lists import address, cell, empty, table, tag, text_cell
from ui.parts.template_fields import field_label
from ui.parts.wording import Tag, capital, moment, two
from ui.theme import use
from ui.visit import SignedOutError, Visit, say

PATH = "/soan-thao/mau"
KEEPERS = ("admin", "officer")
Saving = Callable[[Path, str], Awaitable[bool]]


def listed(register: Register, actor: Actor) -> list[dict[str, Any]]:
    """Every template of our own body, those out of use as well, for those who draft."""
    actor.need(*READERS)
    return kept.templates(register, retired=True)


def page_of(register: Register, actor: Actor, template_id: int, version: int) -> dict[str, Any]:
    """One version of a template (0: the one in force), for those who draft."""
    actor.need(*READERS)
    return kept.template_page(register, template_id, version or None)


async def overview(visit: Visit, vb: int = 0) -> None:
    """The list; vb: the outgoing document that a template is looked for."""
    sub = "Tệp Word của cơ quan có các trường để điền. Mỗi mẫu được kiểm tra thể thức; mọi bản đều còn; mẫu không chạy được mã."
    with heading("Mẫu của cơ quan", sub, [("Soạn thảo", "/soan-thao")]):
        if visit.may(*KEEPERS):
            _upload(visit, "Tải mẫu lên", lambda path, name: _save(visit, path, name), "primary")
    rows = await visit.asked(listed)
    if vb:
        words("Chọn mẫu để điền bằng nội dung của văn bản đang mở.", "p", "note-box").style("margin-bottom:16px")
    if rows:
        _table(rows, vb)
    else:
        empty(
            "Chưa có mẫu nào. Tải một mẫu khởi đầu bên dưới, sửa bằng Word rồi tải lên; hoặc tải lên mẫu đang dùng có các trường {{ … }}."
        )
    with section("Mẫu khởi đầu"):
        words("Mẫu đúng thể thức, có sẵn tên cơ quan và các trường; sửa bằng Word rồi tải lên.", "p", "small muted").style(
            "margin-bottom:10px"
        )
        with box("kinds", "ul"):
            for kind in kinds():
                with ui.element("li"):
                    attr(link(capital(kind.name), address("/soan-thao/mau-khoi-dau.docx", loai=kind.name), "kind"), download="")
    _names()


def _table(rows: list[dict[str, Any]], document_id: int) -> None:
    columns = ("Tên mẫu", "Trường", "Thể thức", "Bản", "Tình trạng")
    with table(columns, "Mẫu của cơ quan", ("Trường",)), box(tag="tbody"):
        for row in rows:
            path = f"{PATH}/{row['id']}/dien" if document_id else f"{PATH}/{row['id']}"
            with box(tag="tr"):
                with cell("", "lead text"):
                    link(row["name"], address(path, vb=document_id), "cell")
                    words(row["file_name"], "div", "muted")
                text_cell("Trường", two(row["fields"]), "num")
                with cell("Thể thức"):
                    tag(_form_tag(row["severities"]))
                text_cell("Bản", f"bản {row['version']}, {row['saved_by']}, {moment(row['changed_at'])}", "who")
                with cell("Tình trạng", "state"):
                    tag(Tag("Đang dùng", "done") if row["active"] else Tag("Ngừng dùng", "stop"))


def _form_tag(severities: dict[str, int]) -> Tag:
    faults = severities.get("E", 0) + severities.get("W", 0)
    return Tag(f"{two(faults)} điểm cần xem", "soon") if faults else Tag("Đúng thể thức", "done")


def _names() -> None:
    """The names of fields that a draft fills by itself."""
    with box("more section", "details"):
        words("Tên các trường tự điền từ dự thảo", "summary")
        with box("card").style("margin-top:12px"):
            facts([(f"{{{{ {name} }}}}", meaning) for name, meaning in NAMES.items()])


async def show(visit: Visit, template_id: int, ban: int = 0) -> None:
    """One template; ban: an earlier version."""

    @ui.refreshable
    async def content() -> None:
        data = await visit.asked(page_of, template_id, ban)
        with heading(data["name"], data["file_name"], [("Soạn thảo", "/soan-thao"), ("Mẫu của cơ quan", PATH)]):
            attr(link("Tải tệp mẫu", address(f"{PATH}/{template_id}/tep.docx", ban=data["shown_version"]), "btn"), download="")
            if data["active"]:
                link("Điền và lập văn bản", f"{PATH}/{template_id}/dien", "btn primary")
        with attr(box("draft-desk template"), data_draft="1", data_side="form"):
            with box("stack-l"):
                _standing(visit, data, content.refresh)
                _fields(data["fields"])
                with section("Kiểm tra thể thức của một bản điền thử"):
                    finding_list([Finding(**{**row, "place": Place(**row["place"])}) for row in data["findings"]])
                _versions(data)
            with box("draft-right"):
                look = LivePrint(visit, lambda: _look(visit, template_id, data["shown_version"]), judged=False)
                look.build_findings()
                look.build_pages()
                ui.timer(0.05, look.changed, once=True)

    await content()
    use("draft.js")


async def _look(visit: Visit, template_id: int, version: int) -> Written:
    path, name = await visit.ask(kept.template_file, template_id, version)
    return await apart(written_of, path.read_bytes(), Path(name).stem, visit.today, False, name=name)


def _standing(visit: Visit, data: dict[str, Any], again: Callable[[], Any]) -> None:
    with attr(box("card", "section"), aria_label="Mẫu"):
        state = "đang dùng" if data["active"] else "ngừng dùng, không lập văn bản mới"
        facts(
            [
                ("Bản đang xem", f"bản {data['shown_version']}" + ("" if data["shown_version"] == data["version"] else ", bản cũ")),
                ("Người tải lên", f"{data['saved_by']}, {moment(data['changed_at'])}"),
                ("Ghi chú", data["note"]),
                ("Tình trạng", state),
            ]
        )
        if visit.may(*KEEPERS):
            with box("row").style("margin-top:14px"):
                _upload(visit, "Tải lên bản mới", lambda path, name: _revise(visit, data, path, name, again))
                button("Đổi tên", lambda: _rename(visit, data, again))
                label = "Ngừng dùng" if data["active"] else "Đưa vào dùng lại"
                button(label, lambda: _retire(visit, data, again))


def _fields(rows: list[dict[str, Any]]) -> None:
    with section(f"Các trường ({two(len(rows))})"):
        if not rows:
            empty("Mẫu không có trường nào; văn bản lập ra giống hệt mẫu.")
            return
        with table(("Trường", "Ý nghĩa", "Kiểu", "Chỗ đứng trong mẫu"), "Các trường"), box(tag="tbody"):
            for row in rows:
                with box(tag="tr"):
                    with cell("", "lead"):
                        words(row["name"], "code")
                    text_cell("Ý nghĩa", field_label(row))
                    text_cell("Kiểu", row["kind_label"] + (", có thể để trống" if row["optional"] else ""))
                    place = f" ({row['place']})" if row["place"] not in ("", "nội dung") else ""
                    text_cell("Chỗ đứng", f"{row['words']}{place}")


def _versions(data: dict[str, Any]) -> None:
    with section("Các bản"), box("versions", "ol"):
        for row in data["versions"]:
            with ui.element("li"):
                link(f"Bản {row['version']}", address(f"{PATH}/{data['id']}", ban=row["version"]), "strong")
                words(f"{row['actor_name']}, {moment(row['saved_at'])}", "span", "small muted")
                words(row["file_name"], "span", "small")
                if row["note"]:
                    words(row["note"], "span", "small")


def _upload(visit: Visit, name: str, saving: Saving, weight: str = "") -> None:
    """A button that takes a Word file; it is spooled under a name of ours and wiped afterwards."""
    taker = ui.upload(auto_upload=True, on_upload=lambda event: _take(visit, event, saving))
    taker.props("accept=.docx").classes("gone")
    button(name, lambda: taker.run_method("pickFiles"), weight)


async def _take(visit: Visit, event: events.UploadEventArguments, saving: Saving) -> None:
    taken = await spooled(visit, event, KEEPERS, ".docx")
    if taken is None:
        return
    path, name = taken
    try:
        await saving(path, name)
    except SignedOutError:
        ui.navigate.to("/dang-nhap")
    except DondocError as refused:
        say(str(refused), bad=True)
    finally:
        await run.io_bound(path.unlink, missing_ok=True)


async def _save(visit: Visit, path: Path, name: str) -> bool:
    template_id = await visit.asked(kept.save_template, path, name)
    ui.navigate.to(f"{PATH}/{template_id}")
    return True


async def _revise(visit: Visit, data: dict[str, Any], path: Path, name: str, again: Callable[[], Any]) -> bool:
    version = await visit.asked(kept.revise_template, data["id"], path, name, data["version"])
    say(f"Đã lưu bản {version} của mẫu.")
    if data["shown_version"] != data["version"]:
        ui.navigate.to(f"{PATH}/{data['id']}")
    else:
        again()
    return True


def _rename(visit: Visit, data: dict[str, Any], again: Callable[[], Any]) -> None:
    with FormDialog("Đổi tên mẫu") as form:
        field = form.text("Tên mẫu", data["name"])

    async def send() -> bool:
        done = await visit.act(kept.rename_template, data["id"], str(field.value or ""))
        if done:
            again()
        return done

    form.send("Đổi tên", send)


async def _retire(visit: Visit, data: dict[str, Any], again: Callable[[], Any]) -> None:
    if await visit.act(kept.retire_template, data["id"], bool(data["active"])):
        again()
