"""Which rule is mended how: the findings of a rule, the subject they were made of, and the change in its XML."""

from __future__ import annotations

from collections.abc import Callable

from drafting.finding import Finding
from drafting.mending import body, head_menders, letters, page, page_menders, text_menders
from drafting.rules.rule import Subject


def mend(rule: str, subject: Subject, findings: list[Finding]) -> None:
    """Sets right what the findings of one rule say, in the XML of the document; a rule without a way of mending is left."""
    parts = subject.parts
    known = letters.component_of(rule)
    if known is not None:
        component, pieces = known
        letters.restyle(pieces(parts), component, letters.profile_of(parts))
    if (mender := _MENDERS.get(rule)) is not None:
        mender(subject, findings)


_MENDERS: dict[str, Callable[[Subject, list[Finding]], None]] = {
    "PG-01": page_menders.every_section(page.a4),
    "PG-02": page_menders.upright,
    "PG-03": page_menders.margin("top"),
    "PG-04": page_menders.margin("bottom"),
    "PG-05": page_menders.margin("left"),
    "PG-06": page_menders.margin("right"),
    "PG-07": page_menders.same_margins,
    "PG-08": page_menders.fonts,
    "PG-11": page_menders.colours,
    **dict.fromkeys(("PG-12", "PG-13", "PG-14", "PG-15", "PG-16"), page_menders.numbers),
    "PG-18": page_menders.every_section(page.header_distance),
    "SZ-01": text_menders.body_sizes,
    "SZ-02": head_menders.head_sizes,
    "SZ-03": text_menders.profile_sizes,
    "TN-05": head_menders.rule("motto"),
    "TN-06": head_menders.rule("motto"),
    "TN-07": head_menders.motto_close,
    "CQ-04": head_menders.rule("issuer"),
    "CQ-05": head_menders.rule("issuer"),
    "TY-02": head_menders.rule("subject"),
    "TY-03": head_menders.rule("subject"),
    "VV-04": head_menders.letter_gap,
    "VV-05": head_menders.letter_unruled,
    "KG-08": head_menders.greeting_dashes,
    "CQ-07": head_menders.parent_close,
    "QH-05": head_menders.top,
    "SO-14": head_menders.number_level,
    "CK-01": head_menders.signature_level,
    "ND-05": text_menders.untabbed,
    "ND-08": text_menders.plain_weight,
    "CT-06": text_menders.roman_numbers,
    "MK-02": head_menders.box_size,
    **dict.fromkeys(("MK-01", "MK-05"), head_menders.boxes),
    "MK-07": head_menders.contact,
    "CC-07": text_menders.bases,
    "ND-01": text_menders.body_sizes,
    "ND-02": text_menders.each(body.justify),
    **dict.fromkeys(("ND-03", "ND-04", "ND-15"), text_menders.indents),
    "ND-06": text_menders.each(body.open_gap),
    "ND-07": text_menders.each(body.single_spaced),
    "CT-03": text_menders.chapter_titles,
    **dict.fromkeys(("CT-05", "CT-07", "CT-08"), text_menders.numbered),
    "PL-07": page_menders.annex_pages,
}
