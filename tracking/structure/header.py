"""What a document says of itself (`DocumentInfo`), each field with the words that decided it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from drafting.kinds import OTHER
from drafting.orthography import squash
from tracking.duty import DocumentInfo, Reason, Reference, Span
from tracking.structure.addressing import after_salutation, listed_bodies
from tracking.structure.heads import Head
from tracking.structure.issuing import issuer_of
from tracking.structure.pieces import Piece
from tracking.structure.quoted import acting_body, whole_name
from tracking.structure.references import find_references
from tracking.structure.segments import Segment
from tracking.structure.signature import Signature, read_signature
from tracking.structure.stamps import known_elsewhere
from tracking.structure.subject import joined


@dataclass(slots=True)
class Found:
    """The fields of a header while they are collected, and why each has its value."""

    info: dict[str, object] = field(default_factory=dict)
    reasons: list[Reason] = field(default_factory=list)

    def put(self, name: str, value: object, rule: str, why: str, words: str = "", piece: Piece | None = None) -> None:
        """Keep the value of a field unless it is already known or nothing was found."""
        if value in (None, (), "") or self.info.get(name) not in (None, ()):
            return
        self.info[name] = value
        self.reasons.append(Reason(name, rule, words or (piece.text if piece else ""), why, _span(piece)))

    def get(self, name: str) -> object:
        return self.info.get(name)


def _span(piece: Piece | None) -> Span | None:
    if piece is None or piece.line is None or piece.line.box is None:
        return None
    return Span(piece.line.page, piece.line.box)


def read_header(pieces: Sequence[Piece], segment: Segment) -> tuple[DocumentInfo, tuple[Reason, ...]]:
    """The header of one document of a source."""
    head = segment.head
    found = Found()
    texts = [piece.text for piece in pieces[segment.start : segment.stop]]
    _from_letterhead(found, head, texts)
    _from_elsewhere(found, head, pieces[segment.start : segment.stop])
    if segment.quotation is not None:
        _from_sentences(found, segment, pieces, texts)
    signature = read_signature(pieces[segment.tail : segment.tail_stop])
    _from_signature(found, signature)
    references = find_references(pieces[segment.start : segment.stop])
    return DocumentInfo(references=tuple(references), **found.info), tuple(found.reasons)  # type: ignore[arg-type]  # put() sets fields of DocumentInfo


def _from_letterhead(found: Found, head: Head, texts: list[str]) -> None:
    if issuer := issuer_of(head.offices, texts):
        found.put("issuer", issuer.name, "letterhead.issuer", "Tên cơ quan ở đầu văn bản, bên trái.", issuer.words, head.offices[-1])
        found.put(
            "parent",
            issuer.parent,
            "letterhead.parent",
            "Cơ quan chủ quản ở dòng trên tên cơ quan ban hành.",
            issuer.words,
            head.offices[0],
        )
    if head.number is not None:
        found.put(
            "number",
            head.number.number,
            "letterhead.number",
            "Số, ký hiệu ghi sau chữ «Số» ở đầu văn bản.",
            head.number.words,
            head.number_piece,
        )
    if head.date is not None:
        found.put("place", head.date.place, "letterhead.place", "Địa danh đứng trước ngày ban hành.", head.date.words, head.date_piece)
        found.put("issued_on", head.date.date, "letterhead.date", "Ngày ghi ở dòng địa danh, thời gian.", head.date.words, head.date_piece)
    _kind_and_subject(found, head)
    if head.urgency is not None:
        found.put(
            "urgency", squash(head.urgency.text).strip(" ."), "letterhead.urgency", "Dấu chỉ mức độ khẩn ở đầu văn bản.", piece=head.urgency
        )
    if head.salutation is not None:
        lines = [after_salutation(head.salutation.text), *(piece.text for piece in head.addressees)]
        bodies = listed_bodies(line for line in lines if line)
        found.put("addressees", bodies, "head.addressees", "Các nơi ghi sau «Kính gửi» hoặc «điện».", " ".join(lines), head.salutation)


def _from_elsewhere(found: Found, head: Head, pieces: Sequence[Piece]) -> None:
    """A number or day left blank in the letterhead and known by a stamp, an annex or a digital signature."""
    whys = {
        "stamp.figures": "Số, ngày đóng điện tử lên chỗ trống, đọc ở cuối trang.",
        "annex.bracket": "Chỗ trống ở đầu văn bản, được ghi đủ ở dòng «Kèm theo» của phụ lục.",
        "signature.time": "Ngày ở đầu văn bản không đọc được; lấy ngày ký số, khớp tháng và năm đã in.",
    }
    for known in known_elsewhere(head.number, head.date, pieces):
        if known.serial and head.number is not None and head.number.symbol:
            joint = "-" if head.number.party else "/"
            found.put("number", f"{known.serial}{joint}{head.number.symbol}", known.rule, whys[known.rule], piece=known.piece)
        found.put("issued_on", known.day, known.rule, whys[known.rule], piece=known.piece)


def _from_sentences(found: Found, segment: Segment, pieces: Sequence[Piece], texts: list[str]) -> None:
    """What the sentences of a page without a letterhead say."""
    quotation = segment.quotation
    assert quotation is not None
    said = "Câu giới thiệu hoặc ghi nguồn nói về chính văn bản được dẫn."
    found.put("number", quotation.number, "quoted.number", said, piece=quotation.piece)
    if quotation.number is not None and found.get("number") == quotation.number:
        found.put("issued_on", quotation.issued_on, "quoted.date", said, piece=quotation.piece)
    found.put(
        "kind", quotation.kind, "quoted.kind", "Tên loại mở đầu tiêu đề hoặc câu giới thiệu.", piece=quotation.title or quotation.piece
    )
    found.put(
        "subject",
        quotation.subject,
        "quoted.subject",
        "Tiêu đề của trang hoặc nội dung sau «về việc».",
        piece=quotation.piece or quotation.title,
    )
    place = segment.head.date.place if segment.head.date else None
    if quotation.issuer:
        found.put(
            "issuer",
            whole_name(quotation.issuer, texts, place),
            "quoted.issuer",
            "Cơ quan đứng trước «đã ban hành».",
            piece=quotation.piece,
        )
    kind = found.get("kind")
    body = pieces[segment.body : segment.tail]
    if found.get("issuer") is None and (acting := acting_body(body, str(kind) if kind else None, texts, place)):
        found.put("issuer", acting[0], "quoted.acting", "Cơ quan ban hành hoặc ra chỉ đạo trong nội dung.", piece=acting[1])


def _kind_and_subject(found: Found, head: Head) -> None:
    if head.title is not None:
        found.put("kind", head.kind, "head.title", "Tên loại in hoa ở đầu văn bản.", piece=head.title)
        found.put(
            "subject",
            joined(head.subject, head.title),
            "head.subject",
            "Trích yếu ngay dưới tên loại.",
            piece=head.subject[0] if head.subject else head.title,
        )
    elif head.about:
        found.put("kind", "công văn", "head.about", "Có «V/v» dưới số, ký hiệu và không có tên loại.", piece=head.about[0])
        found.put("subject", joined(head.about), "head.about", "Trích yếu sau «V/v».", piece=head.about[0])
    elif head.number is not None and head.number.kind:
        found.put("kind", head.number.kind, "number.kind", "Tên loại viết tắt trong ký hiệu.", head.number.words, head.number_piece)
    elif head.enacts:
        found.put("kind", head.enacts, "head.enacts", "Dòng tên loại in hoa mở đầu phần quyết định.")
    elif head.salutation is not None:
        found.put("kind", "công văn", "head.salutation", "Có «Kính gửi» và không có tên loại.", piece=head.salutation)
    elif head.letterhead:
        found.put("kind", OTHER, "head.none", "Có phần đầu văn bản nhưng không thuộc 29 loại.")


def _from_signature(found: Found, signature: Signature) -> None:
    found.put("signer", signature.name, "signature.name", "Họ tên dưới chức vụ người ký.", piece=signature.name_piece)
    found.put("position", signature.position, "signature.position", "Chức vụ in hoa trên họ tên người ký.", piece=signature.position_piece)
    found.put("authority", signature.authority, "signature.authority", "Quyền hạn của người ký.", signature.authority or "")
    found.put("recipients", signature.recipients, "signature.recipients", "Danh sách nơi nhận.", "; ".join(signature.recipients))


__all__ = ["Found", "Reference", "read_header"]
