"""Drafting against docxtpl rendering the same frame with the same sub-document, side by side: prints the ratio, fails above the bound.

The other side is docxtpl alone: open the template, render it with ready fields and a ready body, save.
"""

import io
import statistics
import sys
import time
from collections.abc import Callable

from docxtpl import DocxTemplate

from drafting.draft import drafted, environment
from drafting.render.body import body_of
from drafting.render.build_templates import template_bytes
from drafting.render.fields import fields_of
from drafting.spec import parse_spec

ROUNDS = 25
BOUND = 2.0
LETTER = "cong-van"


def big_letter() -> object:
    tasks = [
        {"task": f"Rà soát, báo cáo nội dung thứ {n}", "owners": ["Sở Nội vụ"], "deadline": "trước ngày 30 tháng 6 năm 2026"}
        for n in range(60)
    ]
    return parse_spec(
        {
            "kind": "công văn", "issuer": {"name": "Ủy ban nhân dân tỉnh Lâm Sơn"}, "serial": 7, "symbol": "UBND-TH", "place": "Lâm Sơn",
            "issued_on": "2026-02-03", "subject": "giao nhiệm vụ năm 2026", "addressees": ["Các sở, ban, ngành"], "body": tasks,
            "signature": {"position": "CHỦ TỊCH", "name": "Phạm Quốc Khánh"}, "recipients": ["Như trên"], "archive": "VT, TH",
        }
    )  # fmt: skip


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> int:
    spec = big_letter()
    frame = template_bytes(LETTER)
    ready = DocxTemplate(io.BytesIO(frame))
    context = {**fields_of(spec), "body": body_of(spec, ready), "annexes": ""}

    def docxtpl_alone() -> None:
        template = DocxTemplate(io.BytesIO(frame))
        template.render(context, environment(), autoescape=True)
        template.save(io.BytesIO())

    pairs = [(seconds(lambda: drafted(spec)), seconds(docxtpl_alone)) for _ in range(ROUNDS)]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"drafting, 60 tasks: {ours * 1000:.1f} ms; docxtpl alone: {theirs * 1000:.1f} ms; ratio {ratio:.2f} (at most {BOUND})")
    return int(ratio > BOUND)


if __name__ == "__main__":
    sys.exit(main())
