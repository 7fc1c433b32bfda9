"""Kính gửi: in a công văn (and a tờ trình), not in other types; 13–14 plain.

One addressee on the same line, several one per line with "-", ";" and a last ".".

Source: PL I.II.9b–d.
Wrong: bold "Kính gửi"; two addressees without dashes; last one ending ";"
Right: Kính gửi: Bộ Nội vụ.  /  Kính gửi: - …; - ….
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.finding import Finding
from drafting.parts.opening import addressee_of
from drafting.parts.piece import Piece
from drafting.rules.rule import Rule, Subject, form_faults, millimetres, quoted, tolerance
from drafting.text_width import width_mm


def _present(rule: Rule, subject: Subject) -> Iterator[Finding]:
    if subject.parts.is_letter and subject.parts.opening.addressees_label is None:
        yield rule.finding("công văn không có Kính gửi", "Kính gửi: …")


def _upward(rule: Rule, subject: Subject) -> Iterator[Finding]:
    if subject.parts.kind_name == "tờ trình" and subject.parts.opening.addressees_label is None:
        yield rule.finding("tờ trình không có Kính gửi", "Kính gửi: …")


def _needless(rule: Rule, subject: Subject) -> Iterator[Finding]:
    label = subject.parts.opening.addressees_label
    if label is not None and subject.parts.kind_name and subject.parts.kind_name not in _MAY_ADDRESS:
        yield rule.finding(f"{subject.parts.kind_name} có Kính gửi", "loại văn bản này không ghi Kính gửi", label)


def _form(rule: Rule, subject: Subject) -> Iterator[Finding]:
    opening = subject.parts.opening
    label = opening.addressees_label
    pieces = [*([label] if label else []), *opening.addressees, *opening.telegraphed]
    yield from form_faults(rule, pieces, "addressees", "size bold italic")
    if label is not None and label.text.startswith("KÍNH GỬI"):
        typed = not any(run.caps for run in label.solid)
        yield rule.finding(f"{quoted(label)} viết bằng chữ in hoa", "«Kính gửi:» chữ in thường", label, fixable=not typed)


def _colon(rule: Rule, subject: Subject) -> Iterator[Finding]:
    label = subject.parts.opening.addressees_label
    if label is not None and not re.match(r"^kính gửi:", label.text, re.IGNORECASE):
        yield rule.finding(quoted(label), "dấu hai chấm liền sau «Kính gửi»", label)


def _lines(rule: Rule, subject: Subject) -> Iterator[Finding]:
    opening = subject.parts.opening
    label = opening.addressees_label
    if label is None:
        return
    names = addressee_pieces(subject)
    inline = addressee_of(label)
    if inline and opening.addressees:
        yield rule.finding(f"{quoted(label)} ghi cùng dòng trong khi có nhiều nơi nhận", "mỗi nơi một dòng, dưới «Kính gửi:»", label)
    elif inline and ";" in inline.rstrip(";. "):
        yield rule.finding(f"{quoted(label)} ghi nhiều nơi trên một dòng", "mỗi nơi một dòng", label)
    if len(names) == 1 and not inline and opening.addressees and not _beside(label, opening.addressees[0]):
        yield rule.finding("một nơi nhận nhưng ghi xuống dòng", "ghi cùng dòng với «Kính gửi:»", opening.addressees[0])
    for piece in opening.addressees:
        if re.search(r";\s*[-–]?\s*\S", piece.text.rstrip(";. ")):
            yield rule.finding(f"{quoted(piece)} ghi nhiều nơi trên một dòng", "mỗi nơi một dòng", piece)


def _beside(label: Piece, piece: Piece) -> bool:
    return label.paragraph.frame.kind == "cell" and label.paragraph.frame.row == piece.paragraph.frame.row


def addressee_pieces(subject: Subject) -> list[tuple[Piece, str]]:
    """The addressees as written, with the piece each stands in."""
    opening = subject.parts.opening
    label = opening.addressees_label
    out: list[tuple[Piece, str]] = []
    if label is not None and (inline := addressee_of(label)):
        out.append((label, inline))
    return out + [(piece, piece.text) for piece in (*opening.addressees, *opening.telegraphed[1:])]


def _marks(rule: Rule, subject: Subject) -> Iterator[Finding]:
    names = addressee_pieces(subject)
    if len(names) < 2:
        return
    for place, (piece, text) in enumerate(names):
        if not re.match(r"^-\s?\S", text):
            yield rule.finding(f"«{text[:50]}» không có gạch đầu dòng", "mỗi nơi bắt đầu bằng «-»", piece)
        wanted = "." if place == len(names) - 1 else ";"
        if not text.endswith(wanted):
            yield rule.finding(f"«{text[-40:]}»", f"kết thúc bằng «{wanted}»", piece)


def _aligned(rule: Rule, subject: Subject) -> Iterator[Finding]:
    opening = subject.parts.opening
    starts = [(piece, start) for piece in opening.addressees if (start := _start_mm(piece)) is not None]
    if len(starts) < 2:
        return
    usual = sorted(start for _, start in starts)[len(starts) // 2]
    for piece, start in starts:
        if abs(start - usual) > tolerance("centre"):
            yield rule.finding(f"gạch đầu dòng lệch {millimetres(abs(start - usual))}", "các gạch đầu dòng thẳng hàng", piece)


def _start_mm(piece: Piece) -> float | None:
    """Where the dash stands from the frame's left edge; None where tabs or centring hide it."""
    if "\t" in piece.raw or piece.paragraph.align not in ("left", "both"):
        return None
    blanks = len(piece.raw) - len(piece.raw.lstrip(" \u00a0"))
    return piece.paragraph.frame.left_mm + piece.paragraph.indent_mm + width_mm(" ", piece.size) * blanks


_MAY_ADDRESS = ("công văn", "tờ trình", "báo cáo", "thư công", "phiếu gửi", "phiếu chuyển", "phiếu báo", "giấy mời")

RULES = (
    Rule("KG-01", "E", "Kính gửi", "PL I.II.9b", _present),
    Rule("KG-02", "W", "Kính gửi", "PL I.II.9b", _upward),
    Rule("KG-03", "W", "Kính gửi", "PL I.II.9c", _needless),
    Rule("KG-04", "E", "Kính gửi", "PL I.II.9d", _form, fixable=True),
    Rule("KG-05", "E", "Kính gửi", "PL I.II.9d", _colon),
    Rule("KG-06", "E", "Kính gửi", "PL I.II.9d", _lines),
    Rule("KG-07", "E", "Kính gửi", "PL I.II.9d", _marks),
    Rule("KG-08", "W", "Kính gửi", "PL I.II.9d", _aligned, fixable=True),
)
