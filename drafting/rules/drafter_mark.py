"""The mark of the drafter and the number of copies: letters and a figure in brackets, 11, upright.

Source: PL I.III.3.
Wrong: pl.300 in italics
Right: PL.(300)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.finding import Finding
from drafting.parts.piece import Piece
from drafting.rules.rule import Rule, Subject, points, quoted


def _mark(rule: Rule, subject: Subject) -> Iterator[Finding]:
    for piece in (*subject.parts.signing.recipients, *_lines_after(subject)):
        match = re.search(r"(?:^|[.\s])(?P<mark>[^\s.,:;()]{1,6})\.? ?(?P<copies>[(\[]?\s?\d{1,4}\s?b?(?:ản)?\s?[)\]]?)\.?$", piece.text)
        if match is None or not ("Lưu" in piece.text or len(piece.text) < 20) or match["mark"] == "Điều":
            continue
        runs = [run for run in piece.solid if match["copies"].strip("().[] ") in run.text]
        if any(run.size != 11.0 for run in runs):
            yield rule.finding(f"{quoted(piece)} cỡ {points(max(run.size for run in runs))}", "cỡ chữ 11 pt", piece)
        if any(run.italic for run in runs):
            yield rule.finding(f"{quoted(piece)} in nghiêng", "chữ đứng", piece)
        bracketed = re.fullmatch(r"\(\d{1,4}\)", match["copies"].strip()) is not None
        if len(piece.text) < 20 and (not bracketed or match["mark"] != match["mark"].upper()):
            yield rule.finding(quoted(piece), "chữ viết tắt in hoa và số bản trong ngoặc, như «PL.(300)»", piece)


def _lines_after(subject: Subject) -> list[Piece]:
    """Short lines after the recipients that are neither list nor name: where the mark stands alone."""
    signing = subject.parts.signing
    return [
        piece for signature in signing.signatures for piece in signature.pieces if re.fullmatch(r"\S{1,6}\.? ?\(?\d{1,4}\)?", piece.text)
    ]


RULES = (Rule("MK-06", "W", "Ký hiệu người soạn thảo", "PL I.III.3", _mark),)
