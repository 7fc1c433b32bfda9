"""Making a draft and checking a file, meant to run in a process of its own: Word file, findings, PDF where LibreOffice is there."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from drafting.check import check
from drafting.draft import draft
from drafting.errors import PartMissing
from drafting.finding import Finding
from drafting.libreoffice import convert
from drafting.spec_values import Spec


@dataclass(frozen=True, slots=True)
class Made:
    """A draft. pdf is None where it cannot be made here; `without_pdf` says why."""

    name: str
    word: bytes
    pdf: bytes | None
    pages: int
    findings: tuple[Finding, ...]
    without_pdf: str = ""


def make(spec: Spec, name: str, as_of: dt.date) -> Made:
    """The draft with what the checker says of it. Raises InvalidInput where the description cannot be drafted."""
    with tempfile.TemporaryDirectory(prefix="dondoc-") as scratch:
        word = draft(spec, Path(scratch, "van-ban.docx"))
        findings = tuple(check(word, as_of=as_of))
        try:
            pdf = convert(word, "pdf", Path(scratch, "pdf")).read_bytes()
        except PartMissing as missing:
            return Made(name, word.read_bytes(), None, 0, findings, str(missing))
        document = pypdfium2.PdfDocument(pdf)
        pages = len(document)
        document.close()
        return Made(name, word.read_bytes(), pdf, pages, findings)


def findings_of(path: Path, as_of: dt.date) -> tuple[Finding, ...]:
    """What the checker says of any Word file."""
    return tuple(check(path, as_of=as_of))
