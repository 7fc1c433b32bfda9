"""What a description of a document fills in an office's own template: the names that templates may count on.

A template whose fields bear these names is filled from a draft without typing anything twice; other fields are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from drafting.dates import month_written, short
from drafting.render.fields import bases, number_of, place_and_date, recipients
from drafting.render.wording import capital, stopped
from drafting.spec_values import Node, Signature, Spec
from drafting.template_fields import TemplateField

NAMES = {
    "co_quan_chu_quan": "tên cơ quan chủ quản, chữ in hoa",
    "co_quan": "tên cơ quan ban hành, chữ in hoa",
    "so_ky_hieu": "số và ký hiệu: 05/KH-UBND",
    "so": "số",
    "ky_hieu": "ký hiệu: KH-UBND",
    "dia_danh": "địa danh",
    "dia_danh_ngay_thang": "địa danh và thời gian: An Bình, ngày 05 tháng 3 năm 2026",
    "ngay": "ngày, hai chữ số",
    "thang": "tháng",
    "nam": "năm",
    "ngay_ban_hanh": "ngày ban hành: 05/3/2026",
    "ten_loai": "tên loại văn bản, chữ in hoa",
    "trich_yeu": "trích yếu nội dung",
    "kinh_gui": "danh sách nơi kính gửi",
    "can_cu": "danh sách căn cứ",
    "mo_dau": "danh sách đoạn mở đầu",
    "noi_dung": "các đoạn nội dung: cap (cấp, từ 1), noi_dung",
    "nhiem_vu": "các nhiệm vụ: stt, noi_dung, chu_tri, phoi_hop, thoi_han, san_pham",
    "ket_thuc": "danh sách đoạn kết thúc",
    "quyen_han": "danh sách dòng quyền hạn: TM., KT., TL.",
    "chuc_danh": "các dòng quyền hạn và chức vụ của người ký",
    "chuc_vu": "chức vụ người ký",
    "nguoi_ky": "họ và tên người ký",
    "noi_nhan": "danh sách nơi nhận, dòng Lưu ở cuối",
    "do_khan": "dấu chỉ độ khẩn",
}
"""Each name with what stands there, for people who make a template."""


def values_of(spec: Spec) -> dict[str, Any]:
    """Every name of `NAMES` with its value in this document; "" or an empty list where the document has none."""
    day = spec.issued_on
    signer = spec.signers[0] if spec.signers else Signature("", "")
    return {
        "co_quan_chu_quan": (spec.issuer.parent or "").upper(),
        "co_quan": spec.issuer.name.upper(),
        "so_ky_hieu": number_of(spec),
        "so": "" if spec.serial is None else f"{spec.serial:02d}",
        "ky_hieu": spec.symbol or "",
        "dia_danh": spec.place or "",
        "dia_danh_ngay_thang": place_and_date(spec),
        "ngay": f"{day.day:02d}" if day else "",
        "thang": month_written(day.month) if day else "",
        "nam": str(day.year) if day else "",
        "ngay_ban_hanh": short(day) if day else "",
        "ten_loai": spec.kind.title,
        "trich_yeu": spec.subject or "",
        "kinh_gui": list(spec.addressees),
        "can_cu": bases(spec),
        "mo_dau": [stopped(capital(words)) for words in spec.opening],
        "noi_dung": [*_labelled(spec), *_body(spec.body, 1)],
        "nhiem_vu": list(_tasks(spec)),
        "ket_thuc": [stopped(capital(words)) for words in spec.closing],
        "quyen_han": [line.upper() for line in signer.authority],
        "chuc_danh": [line.upper() for line in (*signer.authority, signer.position)],
        "chuc_vu": signer.position.upper(),
        "nguoi_ky": signer.name,
        "noi_nhan": [f"- {place}" for place in recipients(spec)],
        "do_khan": spec.urgency or "",
    }


def prefilled(fields: Sequence[TemplateField], spec: Spec) -> dict[str, Any]:
    """What the document fills of a template's fields, by field name: words where the field takes words, a list where it takes one.

    A field of another name, or of rows with columns that the document does not have, is left to the person.
    """
    known = values_of(spec)
    fitted = ((one, _fitted(one, known[one.name])) for one in fields if one.name in known)
    return {one.name: value for one, value in fitted if value is not None}


def _fitted(one: TemplateField, value: Any) -> Any:
    if one.kind == "choice":
        return bool(value)
    if one.kind == "text":
        return value if isinstance(value, str) else "\n".join(_line(item) for item in value)
    if one.kind == "list":
        return [_line(item) for item in value] if isinstance(value, list) else [value] if value else []
    columns = {column.name for column in one.columns}
    if not isinstance(value, list) or not all(isinstance(row, dict) and columns <= row.keys() for row in value):
        return None
    return [{name: row[name] for name in row if name in columns} for row in value]


def _line(item: Any) -> str:
    return item if isinstance(item, str) else str(item["noi_dung"])


def _labelled(spec: Spec) -> list[dict[str, Any]]:
    return [{"cap": 1, "noi_dung": stopped(f"{field.label}: {field.value}")} for field in spec.fields]


def _body(nodes: Iterable[Node], level: int) -> Iterator[dict[str, Any]]:
    for node in nodes:
        yield {"cap": level, "noi_dung": node.text if node.form == "heading" else stopped(capital(node.text))}
        yield from _body(node.children, level + 1)


def _tasks(spec: Spec) -> Iterator[dict[str, Any]]:
    annexed = (node for annex in spec.annexes for top in annex.tasks or annex.body for node in top.walk())
    tasks = (node for node in (*spec.nodes(), *annexed) if node.form == "task")
    for number, node in enumerate(tasks, 1):
        yield {
            "stt": number,
            "noi_dung": node.text,
            "chu_tri": "; ".join(node.owners),
            "phoi_hop": "; ".join(node.coordinators),
            "thoi_han": node.deadline or "",
            "san_pham": node.deliverable or "",
        }
