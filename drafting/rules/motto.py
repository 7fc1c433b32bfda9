"""Tiêu ngữ: exact words with spaced hyphens, sentence case, 13–14, bold, upright, centred close under Quốc hiệu.

A solid rule as long as the words lies below.

Source: PL I.II.1b, c.
Wrong: "ĐỘC LẬP – TỰ DO – HẠNH PHÚC"; no rule
Right: Độc lập - Tự do - Hạnh phúc, 14 bold, with a rule of equal length
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.finding import Finding
from drafting.format import figure
from drafting.orthography import same_words
from drafting.rules.lines import loose_lines, missing_rule, wrong_length
from drafting.rules.rule import Rule, Subject, form_faults, millimetres, quoted, tolerance


def _words(rule: Rule, subject: Subject) -> Iterator[Finding]:
    piece = subject.parts.head.motto
    if piece is None:
        return
    wanted = figure("motto", "text").use
    if same_words(re.sub(r"[\u2010\u2011]", "-", piece.text), wanted):
        return
    plain = re.sub(r"[‐‑–—−]", "-", piece.text)
    dashes_only = same_words(plain, wanted)
    yield rule.finding(quoted(piece), f"«{wanted}»", piece, severity="W" if dashes_only else None)


def _case(rule: Rule, subject: Subject) -> Iterator[Finding]:
    piece = subject.parts.head.motto
    if piece is None:
        return
    letters = [word for word in re.split(r"[^\w]+", piece.text) if word]
    if (letters and [word[:1].isupper() for word in letters] != ([True, False] * len(letters))[: len(letters)]) or any(
        word[1:].lower() != word[1:] for word in letters
    ):
        fixable = piece.capitals and any(run.caps for run in piece.solid)
        yield rule.finding(
            quoted(piece), f"«{figure('motto', 'text').use}», chữ in thường, chữ đầu mỗi cụm viết hoa", piece, fixable=fixable
        )


def _size(rule: Rule, subject: Subject) -> Iterator[Finding]:
    piece = subject.parts.head.motto
    yield from form_faults(rule, [piece] if piece else [], "motto", "size")


def _form(rule: Rule, subject: Subject) -> Iterator[Finding]:
    piece, above = subject.parts.head.motto, subject.parts.head.national_name
    if piece is None:
        return
    yield from form_faults(rule, [piece], "motto", "bold italic")
    middles = (piece.middle_mm, above.middle_mm if above else None)
    if middles[0] is not None and middles[1] is not None:
        if abs(middles[0] - middles[1]) > tolerance("centre"):
            yield rule.finding(
                f"Tiêu ngữ lệch {millimetres(abs(middles[0] - middles[1]))} so với Quốc hiệu", "căn giữa dưới Quốc hiệu", piece
            )
    else:
        yield from form_faults(rule, [piece], "motto", "align")


def _ruled(rule: Rule, subject: Subject) -> Iterator[Finding]:
    piece = subject.parts.head.motto
    if piece is not None:
        yield from missing_rule(rule, subject, piece)


def _length(rule: Rule, subject: Subject) -> Iterator[Finding]:
    piece = subject.parts.head.motto
    if piece is not None:
        yield from wrong_length(rule, subject, piece, "rule_whole", "dài bằng dòng chữ")


def _close(rule: Rule, subject: Subject) -> Iterator[Finding]:
    head = subject.parts.head
    if head.motto is not None and head.national_name is not None:
        yield from loose_lines(rule, head.right, head.national_name, head.motto, "Tiêu ngữ", "Quốc hiệu")


RULES = (
    Rule("TN-01", "E", "Tiêu ngữ", "PL I.II.1b", _words),
    Rule("TN-02", "E", "Tiêu ngữ", "PL I.II.1b", _case),
    Rule("TN-03", "E", "Tiêu ngữ", "PL I.II.1b", _size, fixable=True),
    Rule("TN-04", "E", "Tiêu ngữ", "PL I.II.1b", _form, fixable=True),
    Rule("TN-05", "E", "Tiêu ngữ", "PL I.II.1b", _ruled, fixable=True),
    Rule("TN-06", "W", "Tiêu ngữ", "PL I.II.1b", _length, fixable=True),
    Rule("TN-07", "E", "Tiêu ngữ", "PL I.II.1c", _close, fixable=True),
)
