"""Words are Unicode: no font of an old encoding, no private-use characters; composed form (NFC).

Source: PL I.I.4; TCVN 6909:2001.
Wrong: a paragraph in .VnTime; letters typed as base and combining marks
Right: Times New Roman, composed letters
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from drafting.finding import Finding
from drafting.rules.font import everywhere, is_legacy
from drafting.rules.rule import Rule, Subject, quoted


def _legacy(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for paragraph in everywhere(subject.word):
        fonts = sorted({font for run in paragraph.solid for font in run.fonts if is_legacy(font)})
        private = sorted({char for run in paragraph.runs for char in run.found if "\ue000" <= char <= "\uf8ff"})
        if fonts:
            yield rule.finding(
                f"{quoted(paragraph)} dùng phông bảng mã cũ {', '.join(fonts)}", "chữ Unicode, phông Times New Roman", paragraph
            )
        elif private:
            codes = ", ".join(f"U+{ord(char):04X}" for char in private)
            yield rule.finding(f"{quoted(paragraph)} có ký tự vùng dùng riêng {codes}", "ký tự Unicode chuẩn", paragraph)


def _composed(rule: Rule, subject: Subject) -> Iterator[Finding]:
    count = sum(not unicodedata.is_normalized("NFC", run.found) for paragraph in everywhere(subject.word) for run in paragraph.runs)
    if count:
        yield rule.finding(f"{count} đoạn chữ ở dạng tổ hợp rời", "Unicode dựng sẵn (NFC)")


RULES = (
    Rule("PG-09", "E", "Bảng mã", "PL I.I.4", _legacy),
    Rule("PG-10", "I", "Bảng mã", "TCVN 6909:2001", _composed),
)
