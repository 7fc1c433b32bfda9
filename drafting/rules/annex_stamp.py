"""An annex kept in its own electronic file carries, at the top right of page 1.

The number of its document and the time of signing: 10 pt, upright, black.

Source: PL I.III.1d.
Wrong: no such text in an issued electronic annex file
Right: Số: 75/KH-UBND; 03/02/2026; 09:15:20 +07:00
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.finding import Finding
from drafting.rules.rule import Rule, Subject, quoted


def _stamp(rule: Rule, subject: Subject) -> Iterator[Finding]:
    if not (subject.parts.is_annex_alone and subject.issued and subject.medium == "electronic"):
        return
    first = subject.parts.annexes[0].first
    candidates = [p for p in subject.word.paragraphs if p.index <= first + 2 and re.search(r"\d{1,2}:\d{2}", p.words)]
    for part in subject.word.sections[0].headers.values():
        candidates += [p for p in part.paragraphs if re.search(r"\d{1,2}:\d{2}", p.words)]
    if not candidates:
        yield rule.finding("không có dòng số, ký hiệu và thời gian ký ở góc trên bên phải", "«Số: …; ngày/tháng/năm; giờ:phút:giây», cỡ 10")
        return
    paragraph = candidates[0]
    if any(run.size != 10.0 or run.italic for run in paragraph.solid) or (paragraph.align != "right" and paragraph.frame.kind == "body"):
        yield rule.finding(quoted(paragraph), "góc trên bên phải, cỡ 10, chữ đứng, màu đen", paragraph)


RULES = (Rule("PL-08", "W", "Phụ lục", "PL I.III.1d", _stamp),)
