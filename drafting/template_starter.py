"""A template to start from: a lawful Word file whose words are fields, for an office to make its own and upload again."""

from __future__ import annotations

import copy
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from drafting.draft import drafted
from drafting.errors import InvalidInput
from drafting.kinds import Kind
from drafting.render.package import frozen
from drafting.spec_values import Issuer, Node, Signature, Spec

_OPENING, _BODY, _GROUND, _POSITION, _NAME, _PLACE = "Mởđầu", "Thânbài", "Cơsở", "CHỨCVỤ", "Họtên", "Nơinhận"
_ADDRESSEES = ("Nơigửi", "Nơikhác")
"""Words that stand for a field until the file is made; no form of any kind holds them."""

_LINES: dict[str, tuple[str, ...]] = {
    "Số:": ("Số: {{ so_ky_hieu }}",),
    ", ngày": ("{{ dia_danh_ngay_thang }}",),
    _GROUND: ("{%p for c in can_cu %}", "{{ c }}", "{%p endfor %}"),
    _OPENING: ("{%p for d in mo_dau %}", "{{ d }}", "{%p endfor %}"),
    _BODY: ("{%p for d in noi_dung %}", "{{ d.noi_dung }}{% if loop.last %}/.{% endif %}", "{%p endfor %}"),
    "Kính gửi:": ("Kính gửi:{% if kinh_gui | length == 1 %} {{ kinh_gui | first }}{% endif %}", "{%p if kinh_gui | length > 1 %}"),
    _ADDRESSEES[0]: ("{%p for k in kinh_gui %}", "- {{ k }}{% if loop.last %}.{% else %};{% endif %}", "{%p endfor %}"),
    _ADDRESSEES[1]: ("{%p endif %}",),
    _POSITION: ("{{ chuc_danh }}",),
    _NAME: ("{{ nguoi_ky }}",),
    _PLACE: ("{%p for n in noi_nhan %}", "{{ n }}", "{%p endfor %}"),
    "- Như": (),
    "- Lưu:": (),
}
"""The lines that take the place of a paragraph with these words."""

_WITHOUT_GROUNDS = ("", "BB", "CĐ", "GM")


def starter(kind: Kind, issuer: Issuer, out: Path) -> Path:
    """Writes a template of that kind with the letterhead of that body to `out`, all else fields of `template_values.NAMES`.

    Raises InvalidInput for a form of copy, whose words are another document's, and where `out` cannot be written.
    """
    if kind.is_copy:
        raise InvalidInput(f"Bản sao ({kind.name}) không có mẫu soạn thảo. Chọn loại văn bản khác.")
    document = docx.Document(io.BytesIO(drafted(_description(kind, issuer))))
    for paragraph in list(document.element.body.iter(qn("w:p"))):
        words = "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        lines = next((lines for mark, lines in _LINES.items() if mark in words), None)
        if lines is not None:
            _replace(paragraph, lines)
    made = io.BytesIO()
    document.save(made)
    try:
        out.write_bytes(frozen(made.getvalue()))
    except OSError as error:
        raise InvalidInput(f"Không ghi được «{out}»: {error.strerror}. Kiểm tra thư mục và quyền ghi.") from error
    return out


def _description(kind: Kind, issuer: Issuer) -> Spec:
    return Spec(
        kind=kind,
        issuer=issuer,
        place="An Bình",
        subject="{{ trich_yeu }}",
        addressees=_ADDRESSEES if kind.name in ("công văn", "tờ trình") else (),
        bases=(_GROUND,) if kind.abbreviation not in _WITHOUT_GROUNDS else (),
        opening=(_OPENING,),
        body=(Node("text", _BODY),),
        signers=(Signature(_POSITION, _NAME),),
        recipients=(_PLACE,),
    )


def _replace(paragraph: Any, lines: Sequence[str]) -> None:
    """Copies of the paragraph, each with its line as its only words, in its place."""
    for line in lines:
        made = copy.deepcopy(paragraph)
        texts = list(made.iter(qn("w:t")))
        texts[0].text = line
        for other in texts[1:]:
            other.text = ""
        paragraph.addprevious(made)
    paragraph.getparent().remove(paragraph)
