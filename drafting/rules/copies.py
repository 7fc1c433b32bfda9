"""A copy: SAO Y, SAO LỤC or TRÍCH SAO in capitals, bold, 13–14 under a full-width rule after the end of the document; number n/SY-…

Source: PL I Phần II.II.2; PL III.I.
Wrong: "Sao y" in ordinary case; 12/SAO-UBND
Right: SAO Y, number 05/SY-UBND
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.finding import Finding
from drafting.format import figure
from drafting.kinds import copies
from drafting.orthography import same_words
from drafting.rules.rule import Rule, Subject, form_faults, quoted


def _form(rule: Rule, subject: Subject) -> Iterator[Finding]:
    block = subject.parts.copy
    if block is None:
        return
    yield from form_faults(rule, [block.form], "copy_form", "caps bold size")
    section = subject.word.section_of(block.form.paragraph)
    whole = figure("tolerance", "rule_whole")
    long = [line for line in block.rules_above if line.solid and whole.allows(line.length_mm / section.text_width_mm, 0.05)]
    if subject.parts.body and not long:
        yield rule.finding(
            "không có đường kẻ ngăn cách trên phần sao", "đường kẻ nét liền dài hết chiều rộng vùng chữ", block.form, fixable=False
        )


def _number(rule: Rule, subject: Subject) -> Iterator[Finding]:
    block = subject.parts.copy
    if block is None:
        return
    numbers = [piece for piece in block.pieces if re.match(r"^\s*Số\b", piece.text, re.IGNORECASE) and "/" in piece.text]
    wanted = next((kind.abbreviation for kind in copies() if same_words(kind.heading, block.form.text)), "SY")
    for piece in numbers[:1]:
        if not re.match(rf"^Số: ?(0[1-9]|[1-9]\d+)?\s*/{wanted}-\S+$", piece.text):
            yield rule.finding(quoted(piece), f"«Số: …/{wanted}-…»", piece)
    if not numbers:
        yield rule.finding("bản sao không có số, ký hiệu", f"«Số: …/{wanted}-…»", block.form)


RULES = (
    Rule("SA-01", "E", "Hình thức sao", "PL I Phần II.II.2", _form, fixable=True),
    Rule("SA-02", "E", "Số, ký hiệu bản sao", "PL III.I", _number),
)
