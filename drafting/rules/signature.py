"""The signature block: right half, after the body, level with Nơi nhận.

Authority and title in capitals, bold, upright, 13–14, centred; the right prefix; room to sign.

Source: PL I.II.7; PL I.IV.
Wrong: "T.M UBND"; "KT.CHỦ TỊCH"; titles in ordinary case
Right: KT. CHỦ TỊCH / PHÓ CHỦ TỊCH
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.finding import Finding
from drafting.format import figure
from drafting.parts.piece import Piece, whole
from drafting.rules.levels import top_in_row
from drafting.rules.rule import Rule, Subject, form_faults, millimetres, quoted, tolerance


def _placed(rule: Rule, subject: Subject) -> Iterator[Finding]:
    signing = subject.parts.signing
    if len(signing.signatures) != 1 or not signing.signatures[0].titles:
        return
    first = signing.signatures[0].titles[0]
    frame = first.paragraph.frame
    section = subject.word.section_of(first.paragraph)
    middle = first.middle_mm
    if middle is not None and middle < section.text_left_mm + section.text_width_mm / 2 - tolerance("centre"):
        yield rule.finding(f"{quoted(first)} ở nửa bên trái", "khối chữ ký ở nửa bên phải", first)
    label = signing.label
    if label is None or label.paragraph.frame.kind != "cell" or frame.kind != "cell" or label.paragraph.frame.table != frame.table:
        return
    apart = _level(subject, first) - _level(subject, label)
    if frame.row != label.paragraph.frame.row or abs(apart) > _LEVEL_MM:
        same_row = frame.row == label.paragraph.frame.row
        yield rule.finding("khối chữ ký không ngang hàng với «Nơi nhận:»", "ngang hàng với «Nơi nhận:»", first, fixable=same_row)


def _level(subject: Subject, piece: Piece) -> float:
    frame = piece.paragraph.frame
    column = [
        whole(p) for p in subject.word.paragraphs if (p.frame.table, p.frame.row, p.frame.column) == (frame.table, frame.row, frame.column)
    ]
    own = next((other for other in column if other.paragraph.index == piece.paragraph.index), piece)
    return top_in_row(column, own)


def titles(subject: Subject) -> list[Piece]:
    """Every line of authority and title, other titles included."""
    return [piece for signature in subject.parts.signing.signatures for piece in (*signature.titles, *signature.other_titles)]


def _form(rule: Rule, subject: Subject) -> Iterator[Finding]:
    yield from form_faults(rule, titles(subject), "signature", "caps bold italic size align")


def _prefix(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece in titles(subject):
        spelled = next((short for words, short in _SPELLED.items() if piece.folded.startswith(words + " ")), None)
        if spelled is not None:
            yield rule.finding(quoted(piece), f"«{spelled}. …»", piece)
            continue
        unknown = re.match(r"^([A-ZĐ]{1,4})\s?[.:/]\s?(?=[A-ZĐÀ-Ỹ])", piece.text)
        if unknown is not None and unknown[1] not in _KNOWN_PREFIXES and not re.match(r"^P\.", piece.text):
            yield rule.finding(quoted(piece), "TM., KT., TL., TUQ. hoặc Q.", piece)
            continue
        match = re.match(
            r"^(T\.?\s?M|K\.?\s?T|T\.?\s?L|T\.?\s?U\.?\s?Q|U\.?Q|T/M|K/T|T/L|Q)(?:\s*[.,:/]\s*|\s+)(?=\w)", piece.text, re.IGNORECASE
        )
        if match is not None and not re.match(r"^(TM|KT|TL|TUQ|Q)\. (?=\S)", piece.raw.strip()):
            letters = re.sub(r"[^A-Za-z]", "", match[1]).upper()
            right = "TUQ" if letters == "UQ" else letters
            yield rule.finding(quoted(piece), f"«{right}. …» có dấu chấm và một dấu cách", piece)


def _follows(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for signature in subject.parts.signing.signatures:
        lines = signature.titles
        for place, piece in enumerate(lines):
            after = lines[place + 1].folded if place + 1 < len(lines) else ""
            prefix = re.match(r"^(tm|kt|tl|tuq)\.", piece.folded)
            if prefix is None:
                continue
            deputy = (
                after.startswith("pho ")
                or after.startswith("thu truong")
                or (after.startswith("quyen ") and not after.startswith("quyen pho"))
            )
            if not after:
                yield rule.finding(f"dưới {quoted(piece)} không có chức vụ người ký", "chức vụ của người ký ở dòng dưới", piece)
            elif prefix[1] == "kt" and not deputy:
                yield rule.finding(f"dưới {quoted(piece)} là {quoted(lines[place + 1])}", "chức vụ cấp phó", lines[place + 1])
            elif prefix[1] in ("tl", "tuq") and piece.folded.removeprefix(prefix[0]).strip() == after:
                yield rule.finding(f"dưới {quoted(piece)} là chính chức vụ ấy", "chức vụ của người được ký thừa lệnh", lines[place + 1])
            elif prefix[1] == "tm" and re.match(r"^tm\.\s*(chu tich|giam doc|bo truong|truong|chanh)", piece.folded):
                yield rule.finding(quoted(piece), "TM. trước tên tập thể lãnh đạo hoặc tên cơ quan", piece)


def _room(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for signature in subject.parts.signing.signatures:
        if signature.name is not None and signature.titles and signature.gap_mm < (figure("signer", "before").low or 15.0):
            yield rule.finding(f"chỗ ký cao {millimetres(signature.gap_mm)}", "khoảng 20–30 mm", signature.name)


_SPELLED = {"thay mat": "TM", "ky thay": "KT", "thua lenh": "TL", "thua uy quyen": "TUQ"}
_KNOWN_PREFIXES = ("TM", "KT", "TL", "TUQ", "UQ", "Q", "T", "K")
_LEVEL_MM = 3.0

RULES = (
    Rule("CK-01", "E", "Chữ ký", "PL I.IV, PL I.II.9d", _placed),
    Rule("CK-02", "E", "Quyền hạn, chức vụ", "PL I.II.7đ", _form, fixable=True),
    Rule("CK-03", "E", "Quyền hạn, chức vụ", "PL I.II.7b", _prefix),
    Rule("CK-04", "W", "Quyền hạn, chức vụ", "PL I.II.7b, Đ13", _follows),
    Rule("CK-08", "I", "Chữ ký", "lệ", _room),
)
