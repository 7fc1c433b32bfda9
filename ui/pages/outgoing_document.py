"""One outgoing document: where it stands, what can be done now, its versions and their differences, remarks, number and files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from nicegui import ui

from drafting.dates import short
from tracking.outgoing import life, numbers
from tracking.outgoing.life import Step
from tracking.screens.drafts import take_step, typed_of
from tracking.screens.outgoing import OutgoingPage, difference, draft_spec, issue_files, issued_file, outgoing_page
from ui.draft_work import Written, write, written_of
from ui.frame import heading
from ui.jobs import apart
from ui.pages.draft_cover import cover_table
from ui.pages.draft_print import LivePrint, own_form
from ui.pages.outgoing import MEANINGS, PATH
from ui.parts.dialogs import FormDialog
from ui.parts.fields import area_field, button
from ui.parts.html import attr, box, facts, link, section, words
from ui.parts.lists import address, tag
from ui.parts.wording import Tag, capital, moment, two
from ui.theme import use
from ui.visit import Visit, say

_FORWARD = ("review", "submit", "approve")
_OTHER_STEPS = {"comment": "Ý kiến", "issue": "Cấp số", "cancel_number": "Hủy số"}


async def show(visit: Visit, document_id: int, so: int = 0, voi: int = 0) -> None:
    """The page; so, voi: two versions to compare."""

    @ui.refreshable
    async def content() -> None:
        page = await visit.asked(outgoing_page, document_id)
        deeds = Deeds(visit, page, content.refresh)
        data = page.data
        with heading(_title(page), capital(data["subject"]), [("Văn bản đi", PATH)]):
            if page.may_edit:
                link("Mở để sửa", f"{PATH}/{document_id}/sua", "btn")
            link("Điền vào mẫu của cơ quan", address("/soan-thao/mau", vb=document_id), "btn")
            _downloads(page, deeds)
        await _typed(visit, page)
        with box("cols"):
            with box("stack-l"):
                _standing(page, deeds)
                _look(visit, page)
                await _versions(visit, page, so, voi)
                _duties(page)
            with box("stack-l"):
                _history(page, deeds)

    await content()


class Deeds:
    """The forms and commands of one page."""

    def __init__(self, visit: Visit, page: OutgoingPage, again: Callable[[], Any]) -> None:
        self.visit, self.page, self.again = visit, page, again
        self.id = int(page.data["id"])

    async def run(self, command: Callable[..., Any], *args: Any, said: str = "") -> bool:
        """One command, then the page as it stands now."""
        done = await self.visit.act(command, self.id, *args)
        if done:
            if said:
                say(said)
            self.again()
        return done

    async def step(self, step: Step) -> None:
        """A step; one that needs words asks for them."""
        if not step.reason:
            await self.run(take_step, step.code)
            return
        with FormDialog(step.label, "Lý do được giữ cùng văn bản.") as form:
            reason = form.area("Lý do")
        form.send(step.label, lambda: self.run(take_step, step.code, str(reason.value or "")))

    async def record(self) -> None:
        """The number that the official system gave."""
        with FormDialog("Ghi số đã cấp", "Số và ngày trên bản đã ký, do hệ thống văn bản của cơ quan cấp.") as form:
            symbol = str(self.page.data["spec"].get("symbol") or "")
            number = form.text("Số, ký hiệu", f"/{symbol}" if symbol else "")
            day = form.day("Ngày ban hành", value=self.visit.today)

        async def send() -> bool:
            return await self._issued(numbers.record_number, str(number.value or ""), form.read(day) or self.visit.today)

        form.send("Ghi số", send)

    async def take(self) -> None:
        """The next number of our own register."""
        with FormDialog("Cấp số", "Số kế tiếp của sổ này; không lùi ngày, không dùng lại.") as form:
            day = form.day("Ngày ban hành", value=self.visit.today)
        form.send("Cấp số", lambda: self._issued(numbers.take_number, form.read(day)))

    async def cancel_number(self) -> None:
        """A number given by mistake."""
        with FormDialog("Hủy số", "Số đã hủy vẫn ở trong sổ kèm lý do và không cấp lại. Văn bản trở về dự thảo.") as form:
            reason = form.area("Lý do")
        form.send("Hủy số", lambda: self.run(numbers.cancel_number, str(reason.value or "")))

    async def files(self) -> None:
        """The frozen files, where they are not made yet."""
        await self.run(issue_files)

    async def _issued(self, command: Callable[..., Any], *args: Any) -> bool:
        if not await self.visit.act(command, self.id, *args):
            return False
        say("Đã cấp số. Đang lập bản ban hành…")
        await self.visit.act(issue_files, self.id)
        self.again()
        return True


def _look(visit: Visit, page: OutgoingPage) -> None:
    """The document as it is printed: at once for whoever may approve it, for the others when they ask."""

    async def make() -> Written:
        if page.data["docx_sha256"]:
            path, name = await visit.asked(issued_file, page.data["id"], "docx")
            return await apart(written_of, path.read_bytes(), Path(name).stem, visit.today, False, name=name)
        spec = await visit.asked(draft_spec, page.data["id"])
        return await apart(write, spec, f"du-thao-{page.data['id']}", visit.today, own_form(visit), name=_title(page))

    look = LivePrint(visit, make, judged=not page.data["docx_sha256"])
    with attr(box("card look", "section"), data_draft="1", aria_label="Bản in"):
        asked = button("Xem bản in", lambda: start())
        pane = box("gone")

    def start() -> None:
        asked.delete()
        pane.classes(remove="gone")
        with pane:
            look.build_findings()
            look.build_pages()
        look.changed()

    use("draft.js")
    if any(step.code == "approve" for step in page.offered):
        ui.timer(0.05, start, once=True)


async def _typed(visit: Visit, page: OutgoingPage) -> None:
    """What the reader typed at the desk and did not save: a step takes it with it."""
    copy = await visit.asked(typed_of, page.data["id"]) if page.may_edit else None
    if copy is not None and copy.changed_at is not None:
        with box("note-box row").style("margin-bottom:20px"):
            words(f"Có nội dung nhập dở lúc {moment(copy.changed_at)}, chưa lưu thành bản. Khi trình, nội dung này thành bản mới.")
            link("Mở tiếp", f"{PATH}/{page.data['id']}/sua", "btn slim")


def _title(page: OutgoingPage) -> str:
    kind = capital(page.data["kind"])
    return f"{kind} số {page.data['number']}" if page.data["number"] else f"Dự thảo {page.data['kind']}"


def _downloads(page: OutgoingPage, deeds: Deeds) -> None:
    data = page.data
    if data["docx_sha256"]:
        link("Tải bản Word", f"{PATH}/{data['id']}/ban-hanh.docx", "btn")
    if data["pdf_sha256"]:
        link("Tải bản PDF", f"{PATH}/{data['id']}/ban-hanh.pdf", "btn")
    if data["state"] == "issued" and not data["pdf_sha256"]:
        button("Lập bản ban hành", deeds.files)


def _standing(page: OutgoingPage, deeds: Deeds) -> None:
    data = page.data
    with attr(box("card", "section"), aria_label="Tình trạng"):
        with box("row"):
            words("Tình trạng", "h2")
            with box("end"):
                tag(Tag(data["state_label"], MEANINGS[data["state"]]))
        kind = f"{capital(data['kind'])}, đôn đốc lần {page.round}" if page.round else capital(data["kind"])
        facts(
            [
                ("Loại", kind),
                ("Số, ký hiệu", data["number"] or "chưa cấp số"),
                ("Ngày ban hành", short(data["issued_on"]) if data["issued_on"] else ""),
                ("Người soạn", f"{page.author}, {moment(data['created_at'])}"),
                ("Bản hiện hành", f"bản {data['version']}, {moment(data['changed_at'])}"),
                ("Nơi nhận", "; ".join(data["spec"].get("recipients") or ())),
            ]
        )
        with box("row").style("margin-top:14px"):
            _steps(page, deeds)


def _steps(page: OutgoingPage, deeds: Deeds) -> None:
    codes = [step.code for step in page.offered]
    first = next((code for code in ("approve", "submit", "review") if code in codes), "")
    if page.may_number:
        button("Ghi số đã cấp", deeds.record, "primary")
        button("Cấp số", deeds.take)
    for step in sorted(page.offered, key=lambda step: step.code not in _FORWARD):
        weight = "primary" if step.code == first and not page.may_number else "danger" if step.code == "cancel" else ""
        button(step.label, lambda step=step: deeds.step(step), weight)
    if page.may_cancel_number:
        button("Hủy số", deeds.cancel_number, "danger")


async def _versions(visit: Visit, page: OutgoingPage, old: int, new: int) -> None:
    versions = {row["version"]: row for row in page.data["versions"]}
    path = f"{PATH}/{page.data['id']}"
    with section("Các bản đã lưu"):
        with box("versions", "ol"):
            for number, row in sorted(versions.items(), reverse=True):
                with ui.element("li"):
                    words(f"Bản {number}", "span", "strong")
                    words(f"{row['actor_name']}, {moment(row['saved_at'])}", "span", "small muted")
                    if row["note"]:
                        words(row["note"], "span", "small")
                    if number > 1 and number - 1 in versions:
                        link(f"So với bản {number - 1}", address(path, so=number - 1, voi=number), "small")
        if len(versions) > 2:
            _choose(path, sorted(versions), old, new)
    if old in versions and new in versions:
        pieces = await visit.asked(difference, page.data["id"], old, new)
        _difference(pieces, old, new)


def _choose(path: str, versions: list[int], old: int, new: int) -> None:
    with attr(box("filters", "form"), action=path, method="get").style("margin-top:14px"):
        for name, key, current in (("So bản", "so", old or versions[0]), ("với bản", "voi", new or versions[-1])):
            with box("field", "label"):
                words(name, "span", "name")
                with attr(box("native", "select"), name=key):
                    for version in versions:
                        option = attr(words(f"Bản {version}", "option"), value=str(version))
                        if version == current:
                            attr(option, selected="selected")
        attr(words("So sánh", "button", "btn"), type="submit")


def _difference(pieces: list[tuple[str, str]], old: int, new: int) -> None:
    removed, added = (sum(len(text.split()) for what, text in pieces if what == kind) for kind in ("removed", "added"))
    with section(f"Khác nhau giữa bản {old} và bản {new}"):
        words(f"Bỏ {two(removed)} chữ, thêm {two(added)} chữ.", "p", "small muted").style("margin-bottom:10px")
        with box("card compare"):
            for what, text in pieces:
                tag_name = {"same": "span", "removed": "del", "added": "ins"}[what]
                words(f"{_middle(text) if what == 'same' else text} ", tag_name)


def _middle(text: str) -> str:
    """A long unchanged stretch by its two ends."""
    found = text.split()
    return text if len(found) <= 60 else f"{' '.join(found[:24])} […] {' '.join(found[-24:])}"


def _duties(page: OutgoingPage) -> None:
    name = "Nhiệm vụ được đôn đốc" if page.round else "Nhiệm vụ văn bản này triển khai"
    if not page.data["duties"]:
        return
    with section(f"{name} ({two(len(page.data['duties']))})"):
        if page.points:
            with box("cover card"):
                cover_table(page.points)
            return
        with box("carried", "ul"):
            for duty in page.data["duties"]:
                with ui.element("li"):
                    words(f"Mục {duty['ordinal']}" if duty["ordinal"] else "–", "span", "small muted nowrap")
                    link(capital(duty["text"]), f"/nhiem-vu/{duty['id']}")


def _history(page: OutgoingPage, deeds: Deeds) -> None:
    with section("Quá trình và ý kiến"):
        with box("history", "ol"):
            for row in reversed(page.data["steps"]):
                with ui.element("li"):
                    step = life.steps().get(row["kind"])
                    words(step.label if step else _OTHER_STEPS.get(row["kind"], row["kind"]), "span", "strong")
                    words(f"{row['actor_name']}, {moment(row['at'])}, bản {row['version']}", "div", "when")
                    if row["note"]:
                        words(row["note"], "p", "pre")
            with ui.element("li"):
                words("Lập dự thảo", "span", "strong")
                words(f"{page.author}, {moment(page.data['created_at'])}", "div", "when")
        with box("form").style("margin-top:16px"):
            remark = area_field("Ý kiến về bản hiện hành", rows=2)
        with box("row").style("margin-top:10px"):
            button("Gửi ý kiến", lambda: deeds.run(life.comment, str(remark.value or "")), "slim")
