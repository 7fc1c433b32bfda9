"""All main components are there, each once and in their order; nothing is left to fill in when issued.

Source: Đ8.2; PL I.IV; PL I.II.5b.
Wrong: no signature block; Kính gửi after the body; "[…]" in an issued document
Right: the nine components in the order of Phụ lục I, Mục IV
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.finding import Finding
from drafting.parts.opening import BASIS_ALWAYS
from drafting.parts.piece import Piece
from drafting.rules.rule import Rule, Subject, quoted


def _components(rule: Rule, subject: Subject) -> Iterator[Finding]:
    parts = subject.parts
    head, opening, signing = parts.head, parts.opening, parts.signing
    if parts.is_annex_alone:
        return
    kind = parts.kind_name
    missing = [
        ("Quốc hiệu", head.national_name is not None),
        ("Tiêu ngữ", head.motto is not None),
        ("tên cơ quan ban hành", bool(head.issuer)),
        ("số, ký hiệu", head.number is not None or kind in _FREE),
        ("địa danh và thời gian", head.place_and_date is not None or kind == "biên bản" or kind in _FREE),
        ("tên loại hoặc trích yếu công văn", bool(opening.title or head.letter_subject)),
        ("trích yếu", bool(opening.subject) or not opening.title or parts.is_letter or kind in _WITHOUT_SUBJECT or not kind),
        ("nội dung", bool(parts.body) or _has_table(subject)),
        ("chức vụ người ký", any(signature.titles for signature in signing.signatures)),
        ("họ tên người ký", any(signature.name is not None for signature in signing.signatures)),
        ("nơi nhận", bool(signing.label or signing.recipients) or kind in _FREE or kind == "giấy nghỉ phép"),
    ]
    certain = parts.kind is not None or not opening.title
    for name, there in missing:
        if not there and not (parts.is_copy_alone and name in _OF_THE_COPIED):
            yield rule.finding(f"không thấy {name}", f"văn bản có {name}", severity=None if certain else "W")


def _has_table(subject: Subject) -> bool:
    """Whether a table other than those of letterhead and signature holds the content."""
    taken = (subject.parts.head.in_table, subject.parts.signing.in_table)
    return any(table.index not in taken for table in subject.word.tables)


def _order(rule: Rule, subject: Subject) -> Iterator[Finding]:
    parts = subject.parts
    head, opening, signing = parts.head, parts.opening, parts.signing
    late = [piece for piece in parts.body if re.match(r"^Kính gửi\s*:", piece.text)]
    for piece in late:
        yield rule.finding("Kính gửi đứng sau phần nội dung", "Kính gửi trước nội dung", piece)
    title = opening.title[0] if opening.title else None
    for piece in opening.before[:1]:
        yield rule.finding(f"{quoted(piece)} đứng trước tên loại", "nội dung sau tên loại và trích yếu", piece)
    if title is not None and opening.subject and opening.subject[0].paragraph.index < title.paragraph.index:
        yield rule.finding("trích yếu đứng trước tên loại", "trích yếu ngay dưới tên loại", opening.subject[0])
    anchor = head.national_name or head.motto
    if title is not None and anchor is not None and title.paragraph.index < anchor.paragraph.index:
        yield rule.finding("tên loại đứng trước Quốc hiệu", "Quốc hiệu, tên cơ quan ở đầu trang 1", title)
    if opening.addressees_label and title is not None and opening.addressees_label.paragraph.index < title.paragraph.index:
        yield rule.finding("Kính gửi đứng trước tên loại", "Kính gửi sau tên loại và trích yếu", opening.addressees_label)
    if head.number is not None and head.issuer and _above(head.number, head.issuer[0]):
        yield rule.finding("số, ký hiệu đứng trước tên cơ quan", "số, ký hiệu dưới tên cơ quan", head.number)
    if opening.order_line is not None and any(_is_basis(piece) for piece in parts.body[:3]):
        yield rule.finding("căn cứ đứng sau «QUYẾT ĐỊNH:»", "căn cứ trước phần quyết định", parts.body[0])
    astray = next((piece for piece in parts.body[1:] if _is_basis(piece) and piece.italic), None)
    if astray is not None and opening.title:
        yield rule.finding("căn cứ đứng giữa nội dung", "căn cứ trước nội dung", astray)
    stop = min((annex.first for annex in parts.annexes), default=10**9)
    stop = min(stop, parts.copy.first) if parts.copy else stop
    last = max(signing.used, default=10**9)
    long = _LONG if parts.body else 0
    after = [p for p in subject.word.paragraphs if last < p.index < stop and p.frame.kind == "body" and len(p.words) > long]
    if after and not _attached(subject, last, stop):
        yield rule.finding("còn nội dung sau chữ ký và nơi nhận", "chữ ký, nơi nhận ở cuối văn bản", after[0])


def _attached(subject: Subject, last: int, stop: int) -> bool:
    """Whether what follows the signature is an attached text with its own head, or a page of its own."""
    following = [p for p in subject.word.paragraphs if last <= p.index < stop]
    return any(p.breaks_page for p in following) or len({p.section for p in following}) > 1


def _above(number: Piece, issuer: Piece) -> bool:
    return number.paragraph.frame.kind != "box" and number.paragraph.index < issuer.paragraph.index


def _is_basis(piece: Piece) -> bool:
    return BASIS_ALWAYS.match(piece.text) is not None and piece.text.endswith((";", ".", ",")) and len(piece.text) < 400


def _one_subject(rule: Rule, subject: Subject) -> Iterator[Finding]:
    parts = subject.parts
    titled = [piece for piece in parts.opening.title if piece.key.strip(" .:") != "công văn"]
    if parts.is_annex_alone or parts.is_copy_alone or not parts.head.found:
        return
    if titled and parts.head.letter_subject:
        yield rule.finding("có cả tên loại và «V/v»", "chỉ một trong hai: tên loại và trích yếu, hoặc V/v", titled[0])
    elif not titled and not parts.head.letter_subject:
        yield rule.finding("không có tên loại, cũng không có «V/v»", "tên loại và trích yếu, hoặc V/v")


def _placeholders(rule: Rule, subject: Subject) -> Iterator[Finding]:
    if not subject.issued:
        return
    for paragraph in subject.word.paragraphs:
        match = re.search(r"\[[^\]\d]{0,60}\]|\b[xX]{3,}\b|\.{4,}|…{2,}|_{4,}(?=.*\w)|\{\{.*?\}\}|(?<=\w )…(?= \w)", paragraph.words)
        if match:
            yield rule.finding(f"«{match[0][:40]}» chưa điền", "văn bản ban hành không còn chỗ trống", paragraph)


_FREE = ("hợp đồng", "bản thỏa thuận", "bản ghi nhớ", "thư công")
_WITHOUT_SUBJECT = ("giấy giới thiệu", "giấy nghỉ phép", "giấy mời", "phiếu gửi", "phiếu chuyển", "phiếu báo", "giấy ủy quyền", *_FREE)
_OF_THE_COPIED = ("Quốc hiệu", "Tiêu ngữ", "tên loại hoặc trích yếu công văn", "trích yếu", "nội dung")
"""What a block of copy alone lacks by right: it stands below a document printed from elsewhere."""
_LONG = 80

RULES = (
    Rule("X-02", "E", "Văn bản", "Đ8.2", _components),
    Rule("X-03", "E", "Văn bản", "PL I.IV", _order),
    Rule("X-04", "E", "Văn bản", "PL I.II.5b", _one_subject),
    Rule("X-05", "W", "Văn bản", "Đ8.2", _placeholders),
)
