"""Annexes: named in the body; Roman numerals when two or more.

Label 14 bold in ordinary case, title in capitals, "(Kèm theo …)" in italics; a section with pages from 1.

Source: PL I.III.1.
Wrong: PHỤ LỤC in capitals; no word of it in the body
Right: Phụ lục I / TITLE / (Kèm theo Kế hoạch số …)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.dates import first_date
from drafting.finding import Finding
from drafting.list_numbers import written
from drafting.number import number_in
from drafting.orthography import fold
from drafting.parts.annexes import LABEL
from drafting.rules.rule import Rule, Subject, form_faults, quoted


def _named(rule: Rule, subject: Subject) -> Iterator[Finding]:
    parts = subject.parts
    if parts.is_annex_alone:
        return
    text = parts.main_text
    mentioned = re.search(r"phụ lục", text, re.IGNORECASE) is not None
    if parts.annexes and parts.body and not mentioned:
        yield rule.finding("nội dung không nhắc tới phụ lục", "có chỉ dẫn tới từng phụ lục", parts.annexes[0].label)
    labels = {annex.ordinal for annex in parts.annexes}
    for piece in parts.body:
        for match in re.finditer(
            r"\bPhụ lục(?:\s+(?:số\s+)?([IVX]+|\d+))?\s*(?:\(?(?:ban hành |gửi |đính )?kèm theo)", piece.text, re.IGNORECASE
        ):
            if match[1] and labels and match[1] not in labels and (labels != {""} or match[1] not in ("I", "1")):
                yield rule.finding(f"«{match[0]}» không có trong văn bản", "mỗi phụ lục được nhắc tới đều có", piece)
            elif not labels and re.search(
                r"Kế hoạch này|văn bản này|Quyết định này|Công văn này|Thông báo này|kèm theo", piece.text[match.start() : match.end() + 30]
            ):
                yield rule.finding(f"«{match[0]}» nhưng văn bản không có phụ lục", "mỗi phụ lục được nhắc tới đều có", piece)
    for annex in parts.annexes:
        if annex.ordinal and len(parts.annexes) > 1 and parts.body and mentioned and not _mentions(text, annex.ordinal):
            yield rule.finding(f"nội dung không nhắc tới Phụ lục {annex.ordinal}", "có chỉ dẫn tới từng phụ lục", annex.label)


def _mentions(text: str, ordinal: str) -> bool:
    if re.search(r"(các|những|\d+)\s+phụ lục|phụ lục kèm theo", text, re.IGNORECASE):
        return True
    return re.search(rf"phụ lục[^.;]{{0,40}}\b{re.escape(ordinal)}\b", text, re.IGNORECASE) is not None


def _roman(rule: Rule, subject: Subject) -> Iterator[Finding]:
    annexes = subject.parts.annexes
    if len(annexes) < 2:
        return
    for place, annex in enumerate(annexes, 1):
        due = written(place, "upperRoman")
        if annex.ordinal != due:
            yield rule.finding(quoted(annex.label) if annex.label else "phụ lục", f"«Phụ lục {due}»", annex.label)


def _label(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for annex in subject.parts.annexes:
        if annex.label is None:
            continue
        yield from form_faults(rule, [annex.label], "annex_label", "size bold italic align")
        if re.match(r"^PHỤ LỤC", annex.label.text):
            typed = not any(run.caps for run in annex.label.solid)
            yield rule.finding(f"{quoted(annex.label)} viết bằng chữ in hoa", "«Phụ lục» chữ in thường", annex.label, fixable=not typed)
        if not LABEL.match(annex.label.text):
            yield rule.finding(
                f"{quoted(annex.label)} có tiêu đề cùng dòng", "từ «Phụ lục» và số thứ tự trên một dòng riêng", annex.label, fixable=False
            )


def _title(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for annex in subject.parts.annexes:
        yield from form_faults(rule, annex.title, "annex_title", "caps bold italic size align")


def _reference(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for annex in subject.parts.annexes:
        yield from form_faults(rule, annex.reference, "annex_reference", "italic bold size align")
        words = " ".join(piece.text for piece in annex.reference)
        if words and not (words.startswith("(") and words.endswith(")")):
            found = f"«{words[:60]}» không đặt trong ngoặc đơn"
            yield rule.finding(found, "«(Kèm theo …)»", annex.reference[0], severity="W", fixable=False)
        if annex.title and annex.reference and annex.reference[0].paragraph.index < annex.title[-1].paragraph.index:
            yield rule.finding("«(Kèm theo …)» đứng trên tiêu đề phụ lục", "dưới tiêu đề", annex.reference[0], fixable=False)
        if not annex.reference and not subject.parts.is_annex_alone:
            yield rule.finding(
                "phụ lục không có dòng «(Kèm theo …)»", "«(Kèm theo … số … ngày … của …)» dưới tiêu đề", annex.label, fixable=False
            )


def _filled(rule: Rule, subject: Subject) -> Iterator[Finding]:
    if not subject.issued or subject.parts.is_annex_alone:
        return
    own = number_in(subject.parts.head.number.text) if subject.parts.head.number else None
    issuer = " ".join(piece.text for piece in subject.parts.head.issuer)
    for annex in subject.parts.annexes:
        text = " ".join(piece.text for piece in annex.reference)
        if not text:
            continue
        found, day = number_in(text), first_date(text)
        if subject.medium == "electronic":
            if found is not None or day is not None:
                yield rule.finding("dòng «(Kèm theo …)» của văn bản điện tử đã ghi số, ngày", "để trống số, ngày", annex.reference[0])
        elif (
            found is None
            or day is None
            or (own is not None and str(found) != str(own))
            or (subject.parts.issued_on and day != subject.parts.issued_on)
            or not _issued_by(text, issuer)
        ):
            yield rule.finding(f"«{text[:80]}»", "số, ngày, cơ quan như văn bản chính", annex.reference[0])


def _issued_by(text: str, issuer: str) -> bool:
    """Whether the words after "của" name the issuing body of the document; true where either names none."""
    match = re.search(r"\bcủa\s+([^)]+)\)?", text)
    if match is None or not issuer:
        return True
    named, own = (set(_spelled(words).split()) for words in (match[1], issuer))
    return own <= named or named <= own


def _spelled(name: str) -> str:
    """A body's name for comparison: no marks, usual abbreviations spelled out, its head's title left out."""
    folded = fold(name)
    for short, words in (("ubnd", "uy ban nhan dan"), ("hdnd", "hoi dong nhan dan")):
        folded = re.sub(rf"\b{short}\b", words, folded)
    return re.sub(r"^(chu tich|giam doc|bo truong|truong ban|chanh van phong|cuc truong|vien truong)\s+", "", folded)


def _own_pages(rule: Rule, subject: Subject) -> Iterator[Finding]:
    if subject.parts.is_annex_alone:
        return
    main = subject.parts.body[-1].paragraph.section if subject.parts.body else 0
    seen = {main, subject.parts.signing.signatures[0].pieces[0].paragraph.section if subject.parts.signing.signatures else main}
    for annex in subject.parts.annexes:
        section = subject.word.sections[min(annex.section, len(subject.word.sections) - 1)]
        if annex.section in seen:
            flows = annex.label is not None and annex.label.paragraph.frame.kind == "body"
            yield rule.finding("phụ lục không ở phần (section) riêng", "phần riêng, đánh số trang từ 1", annex.label, fixable=flows)
        elif section.number_start != 1:
            yield rule.finding("số trang của phụ lục nối theo văn bản", "đánh số trang riêng, từ 1", annex.label)
        elif section.kind == "continuous" and annex.label is not None and not annex.label.paragraph.breaks_page:
            yield rule.finding("phụ lục không bắt đầu ở trang mới", "phụ lục ở trang riêng", annex.label)
        seen.add(annex.section)


RULES = (
    Rule("PL-01", "E", "Phụ lục", "PL I.III.1a", _named),
    Rule("PL-02", "E", "Phụ lục", "PL I.III.1a", _roman),
    Rule("PL-03", "E", "Phụ lục", "PL I.III.1b", _label, fixable=True),
    Rule("PL-04", "E", "Tiêu đề phụ lục", "PL I.III.1b", _title, fixable=True),
    Rule("PL-05", "E", "Phụ lục", "PL I.III.1c", _reference, fixable=True),
    Rule("PL-06", "W", "Phụ lục", "PL I.III.1c", _filled),
    Rule("PL-07", "E", "Phụ lục", "PL I.III.1đ", _own_pages, fixable=True),
)
