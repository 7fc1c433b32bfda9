"""The form of a draft: everything its author decides, as fields over the contract's description; the lawful form is the renderer's work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from nicegui import ui

from drafting.kinds import copies, kinds
from tracking.outgoing.starts import Start
from ui.pages.draft_annexes import AnnexForms
from ui.pages.draft_signers import SignerForms
from ui.parts.fields import area_field, choice_field, day_field, text_field
from ui.parts.html import attr, box, words
from ui.parts.outline_editor import OutlineEditor
from ui.parts.typed import day_said, tidy, tidy_lines
from ui.parts.watched_fields import WatchedFields
from ui.parts.wording import capital

_LINES = {
    "addressees": ("Kính gửi", "Mỗi dòng một nơi"),
    "issuing_authority": ("Thẩm quyền ban hành", "Dòng chữ in hoa trên căn cứ, như GIÁM ĐỐC SỞ NỘI VỤ"),
    "bases": ("Căn cứ", "Mỗi dòng một căn cứ; dấu chấm phẩy tự thêm"),
    "opening": ("Mở đầu", "Mỗi dòng một đoạn, trước các mục"),
    "fields": ("Các dòng có nhãn", "Mỗi dòng: nhãn, dấu hai chấm, nội dung"),
    "closing": ("Kết thúc", "Mỗi dòng một đoạn; dấu ./. tự thêm"),
    "recipients": ("Nơi nhận", "Mỗi dòng một nơi; «Như trên» và dòng Lưu tự thêm"),
}
_BEFORE = ("issuing_authority", "addressees", "bases", "opening", "fields")
_CONTACT = {
    "address": "Địa chỉ",
    "phone": "Điện thoại",
    "email": "Thư điện tử",
    "website": "Trang thông tin điện tử",
    "fax": "Fax",
}
_URGENCY = {"HỎA TỐC": "Hỏa tốc", "THƯỢNG KHẨN": "Thượng khẩn", "KHẨN": "Khẩn"}
SECTIONS = {"bases": "Căn cứ", "opening": "Mở đầu", "closing": "Kết thúc"}
"""The parts outside the outline that the library of passages knows, with its names for them."""


class DraftForm:
    """Fields over a description as it is kept; `value()` gives it with what was typed.

    changed is called after each change, entered with the name of the section that the author has come to, kind_changed with a kind.
    """

    def __init__(
        self,
        value: dict[str, Any],
        start: Start,
        changed: Callable[[], Any],
        entered: Callable[[str], Any],
        kind_changed: Callable[[str], Any],
    ) -> None:
        self.origin, self.start, self._changed, self._entered = value, start, changed, entered
        self.watched = WatchedFields(changed)
        self._lines: list[str] = []
        self._later: list[str] = []
        with box("draft-form"):
            self._head(value, kind_changed)
            for name in _BEFORE:
                self._part(name)
            words("Nội dung", "h2")
            _keys()
            self.body = OutlineEditor("body", "Nội dung", value.get("body", ()), changed, entered, first=start.first)
            self.annexes = AnnexForms(value, changed, entered, self.watched)
            self._part("closing")
            words("Ký, gửi, lưu", "h2")
            self.signers = SignerForms(value, changed, self.watched)
            self._list("recipients")
            with box("form two"):
                self._text("archive", "Lưu", "VT và đơn vị soạn thảo")
            self._rest(value)

    def _head(self, value: dict[str, Any], kind_changed: Callable[[str], Any]) -> None:
        with box("form two"):
            with _placed("kind"):
                names = {kind.name: capital(kind.name) for kind in (*kinds(), *copies())}
                self.kind = choice_field("Loại văn bản", names, value["kind"], with_input=True)
                self.kind.on_value_change(lambda event: kind_changed(str(event.value)) if event.value else None)
            self._text("symbol", "Ký hiệu", "Như KH-UBND; số cấp khi ban hành")
            self._text("issuer", "Cơ quan ban hành", text=str(value.get("issuer", {}).get("name") or "").strip("…"))
            self._text("parent", "Cơ quan chủ quản", text=value.get("issuer", {}).get("parent") or "")
            self._text("place", "Địa danh")
            with _placed("urgency"):
                self.urgency = choice_field("Độ khẩn", _URGENCY, value.get("urgency"), clearable=True)
                self.urgency.on_value_change(self._changed)
        with _placed("subject"):
            hint = "Không ghi «V/v», «Về việc»"
            self.watched.watch("subject", area_field("Trích yếu", value.get("subject") or "", hint, rows=1))

    def _rest(self, value: dict[str, Any]) -> None:
        """What most documents of this kind do without."""
        contact = value.get("contact") or {}
        with box("more", "details"):
            words("Phần khác", "summary")
            with box("stack"):
                for name in self._later:
                    self._list(name) if name != "issuing_authority" else self._line(name)
                with box("form two"):
                    with _placed("issued_on"):
                        day = day_field("Ngày ban hành", _day(value.get("issued_on")), "Để trống khi chưa ban hành")
                        self.watched.watch("issued_on", day)
                    self._text("circulation", "Phạm vi lưu hành", "Như XEM XONG TRẢ LẠI")
                    self._text("drafter", "Ký hiệu người soạn thảo", place="archive")
                    self._text("copies", "Số bản phát hành", text=str(value.get("copies") or ""), place="archive")
                    for name, label in _CONTACT.items():
                        self._text(f"contact.{name}", label, text=contact.get(name) or "", place="contact")

    def _part(self, name: str) -> None:
        """A part where this kind uses it or the draft has it; else it waits under "Phần khác"."""
        if name not in self.start.shows and not self.origin.get(name):
            self._later.append(name)
        elif name == "issuing_authority":
            self._line(name)
        else:
            self._list(name)

    def _line(self, name: str) -> None:
        label, hint = _LINES[name]
        self._text(name, label, hint)

    def _list(self, name: str) -> None:
        label, hint = _LINES[name]
        with attr(_placed_box(name), data_lines="1"):
            field = area_field(label, "\n".join(self._kept_lines(name)), hint, rows=1)
            self.watched.watch(name, field)
            self._lines.append(name)
            if name in SECTIONS:
                field.on("focus", lambda: self._entered(SECTIONS[name]))

    def _kept_lines(self, name: str) -> list[str]:
        if name != "fields":
            return list(self.origin.get(name, ()))
        rows = [(row["label"], row["value"]) for row in self.origin.get("fields", ())]
        labels = {label for label, _ in rows}
        return [f"{label}: {said}" for label, said in (*rows, *((label, "") for label in self.start.fields if label not in labels))]

    def _text(self, name: str, label: str, hint: str = "", text: str | None = None, place: str = "") -> None:
        with _placed(place or name):
            value = text if text is not None else str(self.origin.get(name) or "")
            self.watched.watch(name, text_field(label, value, hint))

    def value(self, *, strict: bool = True) -> dict[str, Any]:
        """The description with what was typed, without what says nothing.

        Raises ValueError where a day or a number cannot be read; not strict: it is left out, so that the rest is not lost.
        """
        issuer = {"name": self._typed("issuer") or "…", "parent": self._typed("parent")}
        plain = ("symbol", "place", "subject", "archive", "circulation", "drafter")
        day = _read(lambda: day_said(self.watched.words("issued_on")), strict)
        found: dict[str, Any] = {"kind": self.kind.value or self.origin["kind"], "issuer": _said(issuer)}
        found |= {name: self._typed(name) for name in (*plain, "issuing_authority")}
        found |= {name: tidy_lines(self.watched.words(name)) for name in self._lines if name != "fields"}
        found |= {
            "serial": self.origin.get("serial"),
            "urgency": self.urgency.value,
            "issued_on": day.isoformat() if day else None,
            "copies": _read(lambda: _count(self._typed("copies")), strict),
            "contact": _said({name: self._typed(f"contact.{name}") for name in _CONTACT}) or None,
            "fields": _labelled(tidy_lines(self.watched.words("fields"))),
            "body": self.body.nodes,
            **self.signers.value(),
            **self.annexes.value(),
        }
        return _said(found)

    def take(self, fields: Mapping[str, str], outlines: Mapping[str, Any]) -> bool:
        """What the browser tells once more of fields and outlines; returns whether any of it is new."""
        news = [self.watched.take(fields)]
        news += [editor.take(outlines[editor.key]) for editor in self._outlines() if editor.key in outlines]
        return any(news)

    def seqs(self) -> dict[str, int]:
        """By key of each outline the number of the change that its value comes from."""
        return {editor.key: editor.seq for editor in self._outlines()}

    def _outlines(self) -> tuple[OutlineEditor, ...]:
        return (self.body, *self.annexes.editors())

    def _typed(self, name: str) -> str | None:
        return tidy(self.watched.words(name)) or None


def _labelled(lines: Sequence[str]) -> list[dict[str, str]]:
    """Lines "label: words"; a label without words says nothing yet."""
    parts = [line.partition(":") for line in lines]
    return [{"label": label.strip(), "value": said.strip()} for label, _, said in parts if label.strip() and said.strip()]


def _read(reading: Callable[[], Any], strict: bool) -> Any:
    try:
        return reading()
    except ValueError:
        if strict:
            raise
        return None


def _count(text: str | None) -> int | None:
    if text is None:
        return None
    if not text.isdigit() or not 0 < int(text) < 100_000:
        raise ValueError(f"Số bản «{text}» không phải là số. Ghi như 15.")
    return int(text)


def _day(iso: str | None) -> dt.date | None:
    return dt.date.fromisoformat(iso) if iso else None


def _said(value: dict[str, Any]) -> dict[str, Any]:
    return {key: item for key, item in value.items() if item not in (None, "", [], {})}


def _placed_box(place: str) -> ui.element:
    return attr(box("place-field"), data_place=place)


@contextmanager
def _placed(place: str) -> Iterator[None]:
    with _placed_box(place):
        yield


def _keys() -> None:
    """How the outline is written by keyboard, in a line."""
    keys = (("Enter", "dòng mới"), ("Tab", "xuống cấp"), ("Shift Tab", "lên cấp"), ("Alt ↑ ↓", "chuyển chỗ"), ("Alt L", "đổi loại"))
    with attr(box("keys no-print", "p"), aria_label="Phím soạn nội dung"):
        for key, does in (*keys, ("Esc", "rồi Tab để ra khỏi khung")):
            with ui.element("span"):
                words(key, "kbd")
                words(f" {does}")
