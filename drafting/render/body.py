"""The body between the frame's head and its signature: căn cứ, opening, labelled lines, numbered items, closing."""

from __future__ import annotations

from dataclasses import replace

from docxtpl import DocxTemplate

from drafting.render.fields import bases, listed
from drafting.render.numbering import Lists
from drafting.render.outline import Paragraph, paragraphs, scheme_of, with_end_mark
from drafting.render.wording import capital, greeting, leading, stopped
from drafting.render.xml import SubDocument, add_paragraph
from drafting.spec_values import Spec


def body_of(spec: Spec, template: DocxTemplate) -> SubDocument:
    """The sub-document that fills the frame's `body`."""
    inserted = SubDocument()
    scheme = scheme_of(spec.body, letter=spec.is_letter)
    lists = Lists(template.get_docx().part.numbering_part.element, scheme)
    made = [
        *_before(spec),
        *paragraphs(spec.body, lists, scheme),
        *(Paragraph("BodyText", stopped(capital(words))) for words in spec.closing),
    ]
    for paragraph in with_end_mark(made):
        add_paragraph(inserted.body, paragraph)
    return inserted


def _before(spec: Spec) -> list[Paragraph]:
    """What precedes the numbered items; a decision's căn cứ and opening stand in its frame instead."""
    made = [] if spec.is_decision else [Paragraph("CanCu", basis) for basis in bases(spec)]
    made += _greeting(spec)
    if not spec.is_decision:
        made += [Paragraph("BodyText", capital(stopped(words))) for words in spec.opening]
        if spec.opening and (spec.body or spec.fields):
            made[-1] = replace(made[-1], text=leading(capital(spec.opening[-1])), keep_next=True)
    return made + [Paragraph("BodyText", f"{field.label.rstrip(' :')}: {field.value}") for field in spec.fields]


def _greeting(spec: Spec) -> list[Paragraph]:
    """How a công điện or a giấy mời turns to its addressees; nothing where the frame has "Kính gửi"."""
    words = greeting(spec.kind.name, spec.issuing_authority or spec.issuer.name)
    if words is None or not spec.addressees:
        return []
    first, rest = ("KinhGui", "KinhGuiDong") if spec.kind.name == "công điện" else ("BodyText", "BodyText")
    if len(spec.addressees) == 1:
        return [Paragraph(first, capital(f"{words} {spec.addressees[0]}"))]
    return [Paragraph(first, capital(words), keep_next=True), *(Paragraph(rest, f"- {place}") for place in listed(spec.addressees))]
