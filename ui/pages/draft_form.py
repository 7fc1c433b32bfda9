"""The form of a draft: everything the author decides, as fields; the lawful form is the renderer's work."""

from __future__ import annotations

import dataclasses

from nicegui import ui

from drafting.spec_values import Issuer, Node, Signature, Spec
from ui.parts.fields import area_field, day_field, day_of, text_field
from ui.parts.html import box, words


class DraftForm:
    """Fields over a spec; `spec()` gives it with what was typed."""

    def __init__(self, spec: Spec) -> None:
        self.origin = spec
        signer = spec.signers[0] if spec.signers else Signature("", "")
        with box("form two"):
            self.issuer = text_field("Cơ quan ban hành", spec.issuer.name)
            self.parent = text_field("Cơ quan chủ quản", spec.issuer.parent or "")
            self.symbol = text_field("Ký hiệu", spec.symbol or "")
            self.place = text_field("Địa danh", spec.place or "")
            self.day = day_field("Ngày ban hành", spec.issued_on, "Để trống khi chưa ban hành")
            self.archive = text_field("Lưu", spec.archive or "")
            self.subject = area_field("Trích yếu", spec.subject or "", classes="span", rows=2)
            self.addressees: ui.textarea | None = None
            if spec.is_letter:
                self.addressees = area_field("Kính gửi, mỗi dòng một nơi", "\n".join(spec.addressees), classes="span", rows=2)
            self.opening = area_field("Đoạn mở đầu", "\n".join(spec.opening), classes="span", rows=3)
        words("Nội dung", "h2").style("margin:24px 0 10px")
        self.tasks: dict[int, tuple[ui.textarea, ui.input | None]] = {}
        for node in spec.body:
            self._node(node, 0)
        for annex in spec.annexes:
            words(f"Phụ lục: {annex.title}", "h3").style("margin:18px 0 8px")
            for node in annex.tasks or ():
                self._node(node, 0)
        with box("form two").style("margin-top:20px"):
            self.closing = area_field("Đoạn kết", "\n".join(spec.closing), classes="span", rows=2)
            self.authority = area_field("Quyền hạn ký", "\n".join(signer.authority), "Ví dụ: TM. ỦY BAN NHÂN DÂN", rows=1)
            self.position = text_field("Chức vụ người ký", signer.position)
            self.name = text_field("Họ tên người ký", signer.name)
            self.recipients = area_field("Nơi nhận, mỗi dòng một nơi", "\n".join(spec.recipients), classes="span", rows=2)

    def _node(self, node: Node, depth: int) -> None:
        if node.form == "heading":
            words(node.text, "h3").style("margin:14px 0 8px")
        else:
            with box("form").style(f"max-width:none; margin:0 0 12px {depth * 12}px; grid-template-columns:minmax(0,1fr)"):
                text = area_field("Việc" if node.form == "task" else "Đoạn", node.text, rows=2)
                term = text_field("Thời hạn", node.deadline or "") if node.form == "task" else None
                self.tasks[id(node)] = (text, term)
        for child in node.children:
            self._node(child, depth + (node.form != "heading"))

    def spec(self) -> Spec:
        """The spec with what was typed. Raises ValueError where a day cannot be read."""
        signature = Signature(_one(self.position) or "…", _one(self.name) or "…", tuple(_lines(self.authority)))
        return dataclasses.replace(
            self.origin,
            issuer=Issuer(_one(self.issuer) or self.origin.issuer.name, _one(self.parent)),
            symbol=_one(self.symbol),
            place=_one(self.place),
            issued_on=day_of(self.day),
            subject=_one(self.subject),
            addressees=tuple(_lines(self.addressees)) if self.addressees else self.origin.addressees,
            opening=tuple(_lines(self.opening)),
            body=tuple(self._typed(node) for node in self.origin.body),
            annexes=tuple(
                dataclasses.replace(annex, tasks=tuple(map(self._typed, annex.tasks)) if annex.tasks is not None else None)
                for annex in self.origin.annexes
            ),
            closing=tuple(_lines(self.closing)),
            signers=(signature,),
            recipients=tuple(_lines(self.recipients)),
            archive=_one(self.archive),
        )

    def _typed(self, node: Node) -> Node:
        children = tuple(map(self._typed, node.children))
        if id(node) not in self.tasks:
            return dataclasses.replace(node, children=children)
        text, term = self.tasks[id(node)]
        deadline = _one(term) if term is not None else node.deadline
        return dataclasses.replace(node, text=_one(text) or node.text, deadline=deadline, children=children)


def _one(field: ui.input | ui.textarea) -> str | None:
    return " ".join(str(field.value or "").split()) or None


def _lines(field: ui.textarea) -> list[str]:
    return [" ".join(line.split()) for line in str(field.value or "").splitlines() if line.strip()]
