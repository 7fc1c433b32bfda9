"""Making a draft and checking a file, meant to run in a process of its own: Word file and findings first, then the printed pages."""

from __future__ import annotations

import datetime as dt
import io
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2

from drafting.check import check, check_word
from drafting.draft import draft
from drafting.effective import read_word
from drafting.errors import InvalidInput, PartMissing
from drafting.finding import Finding
from drafting.fix import Fix, fix
from drafting.libreoffice import convert
from drafting.office_form import office_form
from drafting.spec_rules import broken_rules
from drafting.spec_values import Spec
from tracking.outgoing.places import place_of_pointer
from ui.draft_places import finding_places, markers, paragraph_places
from ui.print_boxes import Mark, marks

PICTURES = 3
"""How many pages are drawn at once with the print; the others are drawn when somebody looks at them."""
_WIDTH_PX = 1100


@dataclass(frozen=True, slots=True)
class Written:
    """A draft as a Word file. open_points: (place, what is still to be given); findings: each with its place in the description.

    said: (place, words) in reading order, for finding them on the printed pages; markers: place of a line → its number.
    """

    name: str
    word: bytes
    findings: tuple[tuple[str, Finding], ...]
    open_points: tuple[tuple[str, str], ...]
    said: tuple[tuple[str, str], ...]
    markers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Printed:
    """The same on paper. pdf is None where it cannot be made here; `missing` says why. pictures: of the first pages, from 1."""

    pdf: bytes | None
    pages: tuple[tuple[float, float], ...] = ()
    marks: tuple[Mark, ...] = ()
    pictures: dict[int, bytes] = field(default_factory=dict)
    missing: str = ""


def write(spec: Spec, name: str, as_of: dt.date, form: Mapping[str, Any] | None = None) -> Written:
    """The Word file with what the checker says of it; form: the office's own lists, as its settings name them.

    Raises InvalidInput where the description cannot be drafted.
    """
    with tempfile.TemporaryDirectory(prefix="dondoc-") as scratch:
        path = draft(spec, Path(scratch, "van-ban.docx"))
        word = read_word(path)
        findings = check_word(word, None, as_of=as_of, office=office_form(form or {}))
        places = paragraph_places(spec, word)
        texts = {paragraph.index: paragraph.words for paragraph in word.paragraphs}
        return Written(
            name,
            path.read_bytes(),
            tuple(zip(finding_places(findings, places), findings, strict=True)),
            tuple((place_of_pointer(spec, pointer), sentence) for pointer, sentence in broken_rules(spec)),
            tuple((place, texts[index]) for index, here in places.items() for place in here),
            markers(spec, word, places),
        )


def written_of(word: bytes, name: str, as_of: dt.date, checked: bool = True, form: Mapping[str, Any] | None = None) -> Written:
    """A Word file that another way made, with what the checker says of it."""
    with tempfile.TemporaryDirectory(prefix="dondoc-") as scratch:
        path = Path(scratch, "van-ban.docx")
        path.write_bytes(word)
        findings = check(path, as_of=as_of, office=office_form(form or {})) if checked else []
    return Written(name, word, tuple(("", finding) for finding in findings), (), (), {})


def print_pages(written: Written, waiting: Path | None = None) -> Printed:
    """The pages of a draft as LibreOffice prints them; without them where it is not installed. waiting: of one that was started ahead."""
    with tempfile.TemporaryDirectory(prefix="dondoc-") as scratch:
        path = Path(scratch, "van-ban.docx")
        path.write_bytes(written.word)
        try:
            pdf = convert(path, "pdf", Path(scratch, "pdf"), waiting).read_bytes()
        except PartMissing as missing:
            return Printed(None, missing=str(missing))
    document = pypdfium2.PdfDocument(pdf)
    try:
        sizes = tuple(document.get_page_size(number) for number in range(len(document)))
        drawn = {number + 1: _drawn(document[number]) for number in range(min(PICTURES, len(document)))}
        return Printed(pdf, sizes, tuple(marks(document, written.said)), drawn)
    finally:
        document.close()


@dataclass(frozen=True, slots=True)
class Checked:
    """Any Word file under check. mended: the file with its form set right, None where there is nothing to set right.

    fixes: what was set right; why_not: the sentence where setting the form right would change words.
    """

    findings: tuple[Finding, ...]
    mended: Written | None = None
    fixes: tuple[Fix, ...] = ()
    why_not: str = ""


def checked(path: Path, name: str, as_of: dt.date, form: Mapping[str, Any] | None = None) -> Checked:
    """What the checker says of a Word file, and the file with its form set right without changing a word."""
    findings = tuple(check(path, as_of=as_of, office=office_form(form or {})))
    if not any(finding.fixable for finding in findings):
        return Checked(findings)
    with tempfile.TemporaryDirectory(prefix="dondoc-") as scratch:
        out = Path(scratch, "da-sua.docx")
        try:
            fixes = tuple(fix(path, out, as_of=as_of))
        except InvalidInput as refused:
            return Checked(findings, why_not=str(refused))
        return Checked(findings, written_of(out.read_bytes(), name, as_of, form=form), fixes)


def _drawn(sheet: pypdfium2.PdfPage) -> bytes:
    out = io.BytesIO()
    sheet.render(scale=_WIDTH_PX / max(1.0, sheet.get_width()), grayscale=True).to_pil().convert("L").save(out, "PNG", compress_level=1)
    return out.getvalue()
