"""What becomes of each row of an old spreadsheet: imported, duplicate, to be mended or skipped, with the reason."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from drafting.dates import first_date, short
from drafting.number import number_in
from drafting.orthography import fold, squash
from tracking.duty import Deadline
from tracking.language.owners import split_units
from tracking.old_register.days import day_of, deadline_of, is_empty_day
from tracking.old_register.sheet import Line, Value, field_of, plain, words
from tracking.register.offices import Directory

Fate = Literal["imported", "duplicate", "mend", "skipped"]
FATES: dict[Fate, str] = {"imported": "nhập được", "duplicate": "trùng", "mend": "cần sửa", "skipped": "bỏ qua"}
_FAILED = re.compile(r"^#[A-Z0-9/]+[!?]?$")
_BY_WHOM = re.compile(r"\bcủa\s+(?P<issuer>[^,;()]+)$")
Key = tuple[str, dt.date, str, tuple[str, ...]]
"""A row: its document's number and day, its words, its owners."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person decided after the dry run.

    offices: names as written → office; keep_unknown: let the others in unresolved; columns: heading → field, "" for none.
    """

    offices: Mapping[str, int] = field(default_factory=dict)
    keep_unknown: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row understood. state: completed, withdrawn, suspended, in_progress or confirmed; done_on only where completed."""

    number: str | None
    issued_on: dt.date
    issuer: str | None
    subject: str | None
    text: str
    owners: tuple[str, ...]
    coordinators: tuple[str, ...]
    deadline: Deadline
    extended_on: dt.date | None
    deliverable: str | None
    state: str
    done_on: dt.date | None
    result: str
    note: str
    ordinal: str

    @property
    def document(self) -> tuple[str, dt.date]:
        """What tells the document apart."""
        return fold(self.number or ""), self.issued_on

    @property
    def key(self) -> Key:
        """What tells the row apart: document, words, owners."""
        return *self.document, plain(self.text), tuple(sorted(plain(name) for name in self.owners))


@dataclass(frozen=True, slots=True)
class OldRow:
    """The fate of one row of the sheet.

    remarks: what was taken with a reservation; text: its words; unknown: names that no office answers to.
    """

    sheet: str
    row: int
    fate: Fate
    reason: str = ""
    remarks: tuple[str, ...] = ()
    entry: Entry | None = None
    text: str = ""
    unknown: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {"sheet": self.sheet, "row": self.row, "fate": self.fate, "reason": self.reason, "remarks": list(self.remarks)}


class Unclear(Exception):
    """A row cannot be taken as it is; the message says what to mend. names: those that no office answers to."""

    def __init__(self, message: str, names: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.names = names


@dataclass
class Judge:
    """Judges rows in their order: a group row speaks for those under it, a row seen before is a double."""

    directory: Directory
    choices: Choices
    today: dt.date
    known: dict[Key, str]
    documents: Mapping[tuple[str, dt.date], str]
    above: dict[str, Value] = field(default_factory=dict)

    def fate_of(self, line: Line) -> OldRow:
        """The fate of the next row."""
        why = self._passed_over(line)
        if why:
            return OldRow(line.sheet, line.number, "skipped", why)
        try:
            entry, remarks = self._entry(line)
        except Unclear as unclear:
            return OldRow(line.sheet, line.number, "mend", str(unclear), text=_text(line.values.get("text")), unknown=unclear.names)
        seen = self.known.get(entry.key)
        if seen:
            return OldRow(line.sheet, line.number, "duplicate", f"Trùng {seen}.", entry=entry)
        there = self.documents.get(entry.document)
        if there:
            return OldRow(line.sheet, line.number, "mend", f"{there} chưa có nhiệm vụ này; thêm nhiệm vụ ở trang của văn bản.")
        self.known[entry.key] = f"dòng {line.number} trang «{line.sheet}»"
        return OldRow(line.sheet, line.number, "imported", "", tuple(remarks), entry)

    def _passed_over(self, line: Line) -> str:
        if not line.filled and not line.unsolved:
            return "Dòng trống."
        first = plain(line.filled[0]) if line.filled else ""
        if any(first == word or first.startswith(f"{word} ") for word in words()["words"]["totals"]) and "owners" not in line.values:
            return "Dòng tổng."
        labels = {field_of(value) for value in line.filled if isinstance(value, str)}
        if len(labels - {None}) >= 3 and field_of(line.values.get("text")) == "text":
            return "Dòng tiêu đề lặp lại."
        if len(line.filled) > 2 and [plain(value).strip("()") for value in line.filled] == [str(n + 1) for n in range(len(line.filled))]:
            return "Dòng đánh số cột."
        if line.is_banner:
            self._group(squash(str(line.filled[0])))
            return "Dòng nhóm."
        return ""

    def _group(self, title: str) -> None:
        """A row over its group: where it names a document, the rows under it belong to that document."""
        number = number_in(title)
        issuer = _BY_WHOM.search(title)
        self.above = {
            name: value
            for name, value in (
                ("number", str(number) if number else None),
                ("issued_on", first_date(title)),
                ("issuer", issuer["issuer"].strip() if issuer else None),
            )
            if value is not None
        }

    def _entry(self, line: Line) -> tuple[Entry, list[str]]:
        values = {**self.above, **line.values}
        failed = [name for name, value in values.items() if isinstance(value, str) and _FAILED.match(value.strip())]
        for name in (*line.unsolved, *failed):
            raise Unclear(f"Ô «{_label(name)}» là công thức chưa có kết quả hoặc báo lỗi. Mở bằng Excel, tính lại rồi lưu.")
        text = _text(values.get("text"))
        if not text:
            raise Unclear("Thiếu nội dung nhiệm vụ.")
        remarks: list[str] = []
        number = number_in(_text(values.get("number")))
        issued_on = self._issued_on(values, remarks)
        owners = self._offices(values.get("owners"), issued_on, "chủ trì")
        deadline = self._deadline(values, issued_on, remarks)
        state, done_on = self._state(values, issued_on, deadline, remarks)
        return (
            Entry(
                number=str(number) if number else squash(_text(values.get("number")))[:60] or None,
                issued_on=issued_on,
                issuer=_text(values.get("issuer")) or None,
                subject=_text(values.get("subject")) or None,
                text=text,
                owners=owners,
                coordinators=tuple(split_units(_text(values.get("coordinators")))),
                deadline=deadline,
                extended_on=self._extended(values, deadline),
                deliverable=_text(values.get("deliverable")) or None,
                state=state,
                done_on=done_on,
                result=_text(values.get("result")),
                note=_text(values.get("note")),
                ordinal=_text(values.get("ordinal")),
            ),
            remarks,
        )

    def _issued_on(self, values: Mapping[str, Value], remarks: list[str]) -> dt.date:
        found = day_of(values.get("issued_on")) or first_date(_text(values.get("number")))
        if found is None:
            found = day_of(values.get("assigned_on"))
            if found is None:
                raise Unclear(f"Ngày văn bản «{_text(values.get('issued_on'))}» không đọc được; ghi dạng 05/3/2025.")
            remarks.append(f"Không có ngày văn bản; lấy ngày giao {short(found)}.")
        if found > self.today:
            raise Unclear(f"Ngày văn bản {short(found)} chưa đến.")
        return found

    def _offices(self, value: Value, on: dt.date, role: str) -> tuple[str, ...]:
        names = tuple(split_units(_text(value)))
        if self.choices.keep_unknown:
            return names
        if not names:
            raise Unclear(f"Thiếu đơn vị {role}.")
        for name in names:
            found = self.directory.resolve(name, on)
            if found.how not in ("one", "group") and name not in self.choices.offices:
                near = "; ".join(office.name for office in found.candidates[:3])
                raise Unclear(f"Không rõ đơn vị «{name}»{f', có thể là: {near}' if near else ''}. Chọn đơn vị hoặc sửa tên.", (name,))
        return names

    def _deadline(self, values: Mapping[str, Value], issued_on: dt.date, remarks: list[str]) -> Deadline:
        value = values.get("due_on")
        if is_empty_day(value):
            remarks.append(f"Hạn {_text(value)} là ngày rỗng của phần mềm cũ; nhập không thời hạn.")
        found = deadline_of(value, issued_on)
        if found is None:
            raise Unclear(f"Thời hạn «{_text(value)}» không đọc được; ghi dạng 31/3/2025 hoặc để trống.")
        if found.due is not None and found.due < issued_on:
            raise Unclear(f"Hạn {short(found.due)} trước ngày văn bản {short(issued_on)}.")
        return found

    def _extended(self, values: Mapping[str, Value], deadline: Deadline) -> dt.date | None:
        found = day_of(values.get("extended_on"))
        if found is None or deadline.due is None:
            return None
        if found < deadline.due:
            raise Unclear(f"Hạn mới {short(found)} trước hạn cũ {short(deadline.due)}.")
        return found if found > deadline.due else None

    def _state(self, values: Mapping[str, Value], issued_on: dt.date, deadline: Deadline, remarks: list[str]) -> tuple[str, dt.date | None]:
        done_on = day_of(values.get("done_on"))
        said = _state_said(_text(values.get("state")))
        if said is None and done_on is not None:
            said = "completed"
        if said is None:
            if values.get("state"):
                remarks.append(f"Không rõ tình trạng «{_text(values['state'])}»; nhập là chưa hoàn thành.")
            return "confirmed", None
        if said != "completed":
            return said, None
        done_on = done_on or first_date(_text(values.get("result")))
        if done_on is None and deadline.due is not None and "dung han" in plain(values.get("state")):
            done_on = min(deadline.due, self.today)
            remarks.append(f"Hoàn thành đúng hạn, không ghi ngày; lấy ngày hạn {short(done_on)}.")
        if done_on is None:
            raise Unclear("Đã hoàn thành nhưng thiếu ngày hoàn thành.")
        if done_on < issued_on or done_on > self.today:
            raise Unclear(f"Ngày hoàn thành {short(done_on)} {'chưa đến' if done_on > self.today else 'trước ngày văn bản'}.")
        return said, done_on


def _state_said(words_: str) -> str | None:
    said = plain(words_)
    if not said:
        return None
    return next((state for state, patterns in words()["states"].items() if any(re.search(pattern, said) for pattern in patterns)), None)


def _text(value: Value) -> str:
    if isinstance(value, dt.datetime | dt.date):
        return short(value if not isinstance(value, dt.datetime) else value.date())
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return squash(str(value)) if value is not None else ""


def _label(name: str) -> str:
    return {"text": "Nội dung nhiệm vụ", "due_on": "Thời hạn", "owners": "Chủ trì", "number": "Số, ký hiệu"}.get(name, name)
