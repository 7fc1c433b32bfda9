"""Drafting: a description becomes a lawful Word file, or a PDF, the same bytes each time."""

from __future__ import annotations

import functools
import io
import os
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from drafting.errors import InvalidInput
from drafting.format import Profile
from drafting.libreoffice import convert
from drafting.render.annexes import annexes_of
from drafting.render.body import body_of
from drafting.render.fields import Medium, fields_of
from drafting.render.package import frozen
from drafting.render.rules import fit
from drafting.render.styles import styles_xml
from drafting.render.xml import printable
from drafting.spec_values import Spec

Mode = Literal["draft", "issued"]

_FAMILY = {"công văn": "cong-van", "quyết định": "quyet-dinh", "nghị quyết": "quyet-dinh", "biên bản": "bien-ban"}


def draft(spec: Spec, out: Path, *, profile: Profile = 14, mode: Mode = "draft", medium: Medium = "paper") -> Path:
    """Writes the document to `out` (.docx) and gives that path.

    profile: the set of sizes; mode: a draft may lack number and day, an issued document may not; medium: on paper an annex
    names its document's number and day, electronically it leaves them open. Raises InvalidInput where the document cannot be issued
    as it is or `out` cannot be written.
    """
    package = drafted(spec, profile=profile, mode=mode, medium=medium)
    _write(out, package)
    return out


def draft_pdf(spec: Spec, out: Path, *, profile: Profile = 14, mode: Mode = "draft", medium: Medium = "paper") -> Path:
    """Writes the document as PDF to `out`. Raises as `draft`, and PartMissing where LibreOffice is not installed."""
    with tempfile.TemporaryDirectory(prefix="dondoc-") as scratch:
        word = draft(spec, Path(scratch, "van-ban.docx"), profile=profile, mode=mode, medium=medium)
        _write(out, convert(word, "pdf", Path(scratch, "pdf")).read_bytes())
    return out


def drafted(spec: Spec, *, profile: Profile = 14, mode: Mode = "draft", medium: Medium = "paper") -> bytes:
    """The document as the bytes of a .docx."""
    if mode == "issued":
        _must_be_complete(spec)
    template = DocxTemplate(io.BytesIO(_frame(_family(spec))))
    document = template.get_docx()
    if profile != 14:
        _restyle(document, profile)
    body = body_of(spec, template)
    context: dict[str, Any] = {
        **fields_of(spec),
        "body": body,
        "body_given": len(body.body) > 0,
        "annexes": annexes_of(spec, template, profile, medium),
    }
    template.render(context, environment(), autoescape=True)
    fit(document.element.body, profile)
    _name(document, spec)
    made = io.BytesIO()
    document.save(made)
    return frozen(made.getvalue())


def environment() -> SandboxedEnvironment:
    """The template language as we allow it: no code, no missing field in silence, no markup from text."""
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def _family(spec: Spec) -> str:
    return "ban-sao" if spec.kind.is_copy else _FAMILY.get(spec.kind.name, "co-ten-loai")


@functools.cache
def _frame(family: str) -> bytes:
    return files("templates").joinpath(f"{family}.docx").read_bytes()


def _restyle(document: Any, profile: Profile) -> None:
    """Puts the sizes of that profile in the template's styles."""
    styles = document.styles.element
    fresh = etree.fromstring(styles_xml(profile).encode("utf-8"))
    styles[:] = list(fresh)


def _name(document: Any, spec: Spec) -> None:
    properties = document.core_properties
    kind = "Công văn" if spec.is_letter else spec.kind.title
    properties.title = printable(" ".join(filter(None, (kind, spec.subject))))[:255]
    properties.subject = printable(spec.subject or spec.kind.name)[:255]
    for empty in [element for element in properties._element if not element.text]:
        properties._element.remove(empty)


def _must_be_complete(spec: Spec) -> None:
    missing = [name for name, value in (("số", spec.serial), ("ngày ban hành", spec.issued_on)) if value is None]
    if missing:
        raise InvalidInput(f"Bản ban hành còn thiếu {' và '.join(missing)}. Ghi vào serial, issued_on hoặc lập bản dự thảo.")


def _write(out: Path, data: bytes) -> None:
    """Writes whole or not at all: beside the target, then in its place."""
    beside = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        os.replace(beside, out)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise InvalidInput(f"Không ghi được «{out}»: {error.strerror}. Kiểm tra thư mục và quyền ghi.") from error
