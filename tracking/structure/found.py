"""The fields of a header while they are collected, each with the words that decided it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tracking.duty import Reason, Span
from tracking.structure.pieces import Piece


@dataclass(slots=True)
class Found:
    """Values by field name, first come first kept, and why each has its value."""

    values: dict[str, Any] = field(default_factory=dict)
    reasons: list[Reason] = field(default_factory=list)

    def put(self, name: str, value: object, rule: str, words: str = "", piece: Piece | None = None) -> None:
        """Keep the value unless the field is known or nothing was found. rule: a key of `WHY`; words: what decided, verbatim."""
        if value in (None, (), "") or name in self.values:
            return
        self.values[name] = value
        self.reasons.append(Reason(name, rule, words or (piece.text if piece else ""), WHY[rule], _span(piece)))

    def replace(self, name: str, value: object, rule: str, words: str = "", piece: Piece | None = None) -> None:
        """Put the value in place of the one that the field has, with the words that corrected it; the first reason stays to be seen."""
        self.values.pop(name, None)
        self.put(name, value, rule, words, piece)

    def get(self, name: str) -> Any:
        return self.values.get(name)


def _span(piece: Piece | None) -> Span | None:
    if piece is None or piece.line is None or piece.line.box is None:
        return None
    return Span(piece.line.page, piece.line.box)


WHY = {
    "letterhead.issuer": "Tên cơ quan ở đầu văn bản, bên trái.",
    "letterhead.parent": "Cơ quan chủ quản ở dòng trên tên cơ quan ban hành.",
    "letterhead.number": "Số, ký hiệu ghi sau chữ «Số» ở đầu văn bản.",
    "letterhead.place": "Địa danh đứng trước ngày ban hành.",
    "letterhead.date": "Ngày ghi ở dòng địa danh, thời gian.",
    "letterhead.urgency": "Dấu chỉ mức độ khẩn ở đầu văn bản.",
    "head.title": "Tên loại in hoa ở đầu văn bản.",
    "head.subject": "Trích yếu ngay dưới tên loại.",
    "head.about": "Có «V/v» dưới số, ký hiệu và không có tên loại: công văn.",
    "head.salutation": "Có «Kính gửi» và không có tên loại: công văn.",
    "head.enacts": "Dòng tên loại in hoa mở đầu phần quyết định.",
    "head.none": "Có phần đầu văn bản nhưng không thuộc 29 loại.",
    "head.addressees": "Các nơi ghi sau «Kính gửi» hoặc «điện».",
    "head.labelled": "Ghi sau nhãn «Trích yếu».",
    "head.named": "Trích yếu mở đầu bằng tên cơ quan.",
    "number.kind": "Tên loại viết tắt trong ký hiệu.",
    "tail.date": "Địa danh, ngày ghi ở cuối văn bản, trên chữ ký.",
    "stamp.figures": "Số, ngày đóng điện tử lên chỗ trống, đọc ở cuối trang.",
    "annex.bracket": "Chỗ trống ở đầu văn bản, được ghi đủ ở dòng «Kèm theo» của phụ lục.",
    "signature.time": "Ngày ở đầu văn bản không đọc được; lấy ngày ký số, khớp tháng và năm đã in.",
    "attached.main": "Văn bản kèm theo: lấy của văn bản ban hành nó, ghi ở dòng «Kèm theo».",
    "properties": "Bảng thuộc tính của trang đăng văn bản.",
    "quoted.signer": "Họ tên đứng trước «đã ký ban hành».",
    "quoted.number": "Câu giới thiệu hoặc ghi nguồn nói về chính văn bản được dẫn.",
    "quoted.date": "Câu giới thiệu hoặc ghi nguồn nói về chính văn bản được dẫn.",
    "quoted.kind": "Tên loại mở đầu tiêu đề hoặc câu giới thiệu.",
    "quoted.itself": "Nội dung tự gọi tên loại của mình («… này»).",
    "quoted.subject": "Tiêu đề của trang hoặc nội dung sau «về việc».",
    "quoted.issuer": "Cơ quan đứng trước «đã ban hành».",
    "quoted.acting": "Cơ quan ban hành hoặc ra chỉ đạo trong nội dung.",
    "issuer.sends": "Cơ quan đứng trước chữ «điện» ở đầu nội dung; không đọc được tên cơ quan ở đầu văn bản, nên xem lại.",
    "issuer.decides": "Dòng nêu thẩm quyền trước phần căn cứ; không đọc được tên cơ quan ở đầu văn bản, nên xem lại.",
    "issuer.brought_by": "Văn bản kèm theo: cơ quan ban hành văn bản chính, ghi ở dòng «Kèm theo».",
    "issuer.signed_for": "Cơ quan mà người ký thay mặt; không đọc được tên cơ quan ở đầu văn bản, nên xem lại.",
    "issuer.symbol": "Chữ viết tắt trong ký hiệu, khớp tên cơ quan; không đọc được tên cơ quan ở đầu văn bản, nên xem lại.",
    "issuer.position": "Chức vụ của người ký chỉ có ở một cơ quan; không đọc được tên cơ quan ở đầu văn bản, nên xem lại.",
    "issuer.office": "Cơ quan mà người ký đứng đầu, theo tên gọi trong nội dung; không đọc được tên cơ quan ở đầu văn bản, cần xem lại.",
    "issuer.worn": "Ký hiệu và nội dung nêu cơ quan khác với tên đọc được ở đầu văn bản (bản mờ, có dấu đè), nên xem lại.",
    "signature.name": "Họ tên dưới chức vụ người ký.",
    "signature.holder": "Dưới chức vụ không đọc được họ tên (chữ ký là ảnh); văn bản nêu một người giữ đúng chức vụ này.",
    "signature.position": "Chức vụ in hoa trên họ tên người ký.",
    "signature.authority": "Quyền hạn của người ký.",
    "signature.recipients": "Danh sách nơi nhận.",
}
"""What each rule means to the officer who asks why."""
