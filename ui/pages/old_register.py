"""Nhập sổ theo dõi Excel: the file, its columns, a dry run with the fate of every row, and only then the register."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from nicegui import events, run, ui

from drafting.errors import DondocError
from tracking.old_register.entering import OldRegister, import_old_register, read_old_register
from tracking.old_register.rows import FATES, Choices, Fate, OldRow
from tracking.old_register.sheet import Sheets, read_lines
from tracking.screens.directives import office_choices
from ui.frame import heading
from ui.pages.spooled import spooled
from ui.parts.fields import button, choice_field
from ui.parts.html import attr, box, link, words
from ui.parts.lists import table, text_cell
from ui.parts.wording import thousands
from ui.processes import apart_now
from ui.uploads import MOST_MB
from ui.visit import SignedOutError, Visit, say

ROLES = ("admin", "officer", "leader")
FIELDS = {
    "": "Bỏ qua cột này",
    "ordinal": "Số thứ tự",
    "number": "Số, ký hiệu văn bản giao",
    "issued_on": "Ngày văn bản",
    "issuer": "Cơ quan ban hành",
    "subject": "Trích yếu",
    "text": "Nội dung nhiệm vụ",
    "owners": "Chủ trì",
    "coordinators": "Phối hợp",
    "assigned_on": "Ngày giao",
    "due_on": "Thời hạn",
    "extended_on": "Hạn mới, gia hạn",
    "deliverable": "Sản phẩm",
    "result": "Văn bản kết quả",
    "done_on": "Ngày hoàn thành",
    "state": "Tình trạng",
    "note": "Ghi chú",
}
"""The fields of the register that a column can fill."""
_NAMES: dict[Fate, str] = {"imported": "Nhập được", "duplicate": "Trùng", "mend": "Cần sửa", "skipped": "Bỏ qua"}
_ROWS = 50
_READ_SECONDS = 120.0


async def show(visit: Visit) -> None:
    """The page, from the choice of a file to the last sentence."""
    sub = "Sổ Excel đang dùng vào thẳng sổ nhiệm vụ; mỗi dòng đều biết sẽ ra sao trước khi ghi."
    with heading("Nhập sổ theo dõi Excel", sub, [("Văn bản đến", "/van-ban-den")]):
        pass
    work = SheetWork(visit)
    await work.build()
    ui.context.client.on_delete(work.forget)


class SheetWork:
    """One spreadsheet on its way in: the file in the spool, what a person chose, and the last dry run."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.client = ui.context.client
        self.path: Path | None = None
        self.name = ""
        self.columns: dict[str, str] = {}
        self.offices: dict[str, int] = {}
        self.keep_unknown = False
        self.found: OldRegister | None = None
        self.shown: Fate = "mend"
        self.names: dict[int, str] = {}

    async def build(self) -> None:
        """All steps, each under its number; the later ones appear when their turn comes."""
        self.names = await self.visit.ask(office_choices)
        taker = ui.upload(auto_upload=True, max_files=1, on_upload=self.take).classes("gone")
        with box("drop"):
            words("Chọn tệp .xlsx", "h2")
            words(f"Một tệp, tối đa {MOST_MB} MB. Chưa ghi gì vào sổ ở bước này.", "p")
            button("Chọn tệp", lambda: taker.run_method("pickFiles"), "primary")
        await self._steps()

    def forget(self) -> None:
        """The page is gone: so is the file."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)
            self.path = None

    async def take(self, event: events.UploadEventArguments) -> None:
        """A file was chosen: kept in the spool under a random name, and read."""
        taken = await spooled(self.visit, event, ROLES, ".xlsx")
        if taken is None:
            return
        self.forget()
        self.path, self.name = taken
        self.columns, self.offices, self.keep_unknown = {}, {}, False
        await self.read()

    async def read(self) -> None:
        """The dry run with what has been chosen so far."""
        await self._run(write=False)

    async def write(self) -> None:
        """Put the rows that can be taken into the register."""
        await self._run(write=True)

    async def _run(self, write: bool) -> None:
        if self.path is None:
            return
        choices = Choices(dict(self.offices), self.keep_unknown, dict(self.columns))
        with self.client:
            waiting = ui.notification("Đang ghi vào sổ…" if write else "Đang đọc sổ…", spinner=True, timeout=None)
        try:
            if write:
                self.found = await self.visit.asked(import_old_register, self.path, choices, _apart)
            else:
                await self.visit.still(*ROLES)
                self.found = await run.io_bound(read_old_register, self.visit.register, self.path, choices, _apart)
        except SignedOutError:
            ui.navigate.to("/dang-nhap")
            return
        except DondocError as refused:
            say(str(refused).replace(self.path.name, self.name), bad=True)
            return
        finally:
            waiting.dismiss()
        counts = self.found.counts if self.found else {}
        self.shown = next((fate for fate in ("mend", "imported", "duplicate", "skipped") if counts.get(fate)), "skipped")
        if write:
            self.forget()
        with self.client:
            await self._steps.refresh()

    @ui.refreshable_method
    async def _steps(self) -> None:
        found = self.found
        if found is None:
            return
        with attr(box("note-box" if not found.written else "note-box row"), role="status").style("margin-top:20px"):
            words(f"«{self.name}». {found.summary}", "p")
            if found.written:
                link("Xem sổ nhiệm vụ", "/so-nhiem-vu")
        if not found.written:
            self._columns(found)
            self._offices(found)
        self._rows(found)
        ready = found.counts["imported"]
        if not found.written and ready:
            with box("row").style("margin-top:20px"):
                button(f"Nhập {thousands(ready)} dòng vào sổ", self.write, "primary")

    def _columns(self, found: OldRegister) -> None:
        of = {heading_: field for field, heading_ in found.columns.items()}
        with box("section", "section"):
            words("Cột của sổ", "h2")
            words("Phần mềm đoán theo tiêu đề. Đổi nếu chưa đúng, kết quả bên dưới tính lại ngay.", "p", "muted").style(
                "margin-bottom:12px"
            )
            with box("form three"):
                for title in found.headings:
                    field = choice_field(f"«{title}»", FIELDS, of.get(title, ""))
                    field.on_value_change(lambda event, title=title: self._choose(title, str(event.value or "")))

    async def _choose(self, title: str, field: str) -> None:
        self.columns[title] = field
        await self.read()

    def _offices(self, found: OldRegister) -> None:
        unknown = list(dict.fromkeys(name for row in found.rows for name in row.unknown))
        unknown = [*dict.fromkeys([*self.offices, *unknown])]
        if not unknown and not self.keep_unknown:
            return
        with box("section", "section"):
            words("Đơn vị chưa rõ", "h2")
            words("Tên trong sổ không có trong danh sách cơ quan. Chọn đơn vị, hoặc giữ nguyên tên và phân công sau.", "p", "muted")
            with box("form three").style("margin-top:12px"):
                for name in unknown[:30]:
                    field = choice_field(f"«{name}»", self.names, self.offices.get(name), with_input=True, clearable=True)
                    field.on_value_change(lambda event, name=name: self._resolve(name, event.value))
            keep = ui.checkbox("Giữ nguyên các tên còn lại", value=self.keep_unknown).style("margin-top:10px")
            keep.on_value_change(lambda event: self._keep(bool(event.value)))

    async def _resolve(self, name: str, office: int | None) -> None:
        if office is None:
            self.offices.pop(name, None)
        else:
            self.offices[name] = office
        await self.read()

    async def _keep(self, keep: bool) -> None:
        self.keep_unknown = keep
        await self.read()

    def _rows(self, found: OldRegister) -> None:
        with box("section", "section"):
            words("Từng dòng", "h2")
            with attr(box("chips", "div"), role="group", aria_label="Lọc theo kết quả"):
                for fate in FATES:
                    chip = attr(box("chip", "button"), type="button", aria_pressed=str(fate == self.shown).lower())
                    chip.on("click", lambda fate=fate: self._show(fate))
                    with chip:
                        words(_NAMES[fate])
                        words(thousands(found.counts[fate]), "b")
            rows = [row for row in found.rows if row.fate == self.shown]
            with box().style("margin-top:12px"):
                _table(rows[:_ROWS], len({row.sheet for row in found.rows}) > 1)
            if len(rows) > _ROWS:
                words(f"Hiện {_ROWS} trong {thousands(len(rows))} dòng.", "p", "small muted").style("margin-top:8px")

    async def _show(self, fate: Fate) -> None:
        self.shown = fate
        with self.client:
            await self._steps.refresh()


def _table(rows: list[OldRow], many: bool) -> None:
    """The rows; many: of more than one sheet, which are then named."""
    if not rows:
        words("Không có dòng nào.", "p", "muted")
        return
    with table(("Dòng", "Nội dung nhiệm vụ", "Chủ trì", "Thời hạn", "Vì sao, lưu ý"), "Các dòng của sổ"), box(tag="tbody"):
        for row in rows:
            entry = row.entry
            with box(tag="tr"):
                text_cell("Dòng", f"{row.row}, {row.sheet}" if many else str(row.row))
                text_cell("Nội dung", entry.text if entry else row.text or "—", "text")
                text_cell("Chủ trì", "; ".join(entry.owners) if entry else "", "who")
                text_cell("Thời hạn", entry.deadline.text if entry else "", "day")
                text_cell("Vì sao", " ".join([row.reason, *row.remarks]).strip())


def _apart(path: Path, chosen: Mapping[str, str]) -> Sheets:
    """The workbook read in a process of its own: it comes from outside."""
    return apart_now(read_lines, path, dict(chosen), name=path.name, seconds=_READ_SECONDS)
