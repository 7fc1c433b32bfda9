"""Menders of letterhead, Kính gửi, signature, marks and addresses: what their findings say is set right."""

from __future__ import annotations

from collections.abc import Callable

from drafting.finding import Finding
from drafting.format import drawn, figure
from drafting.mending import body, columns, letters, marks, rules
from drafting.orthography import same_words
from drafting.rules.marks import BOXES, box_of
from drafting.rules.rule import Subject
from drafting.word import Paragraph


def head_sizes(subject: Subject, findings: list[Finding]) -> None:
    del findings
    head, profile = subject.parts.head, letters.profile_of(subject.parts)
    for piece, name in ((head.national_name, "national_name"), (head.motto, "motto"), (head.place_and_date, "place_and_date")):
        if piece is not None:
            body.one_size([piece], float(drawn(name, "size", profile)))


def motto_close(subject: Subject, findings: list[Finding]) -> None:
    del findings
    head = subject.parts.head
    if head.motto is None or head.national_name is None:
        return
    body.close(head.motto)
    body.unspaced_after(head.national_name)
    between = range(head.national_name.paragraph.index + 1, head.motto.paragraph.index)
    for paragraph in [subject.word.paragraphs[index - 1] for index in between]:
        parent = paragraph.element.getparent()
        if not paragraph.words and not paragraph.drawings and parent is not None:
            parent.remove(paragraph.element)


def rule(component: str) -> Callable[[Subject, list[Finding]], None]:
    def mend(subject: Subject, findings: list[Finding]) -> None:
        del findings
        parts = subject.parts
        motto = [parts.head.motto] if parts.head.motto is not None else []
        targets = {"motto": motto, "issuer": parts.head.issuer[-1:], "subject": parts.opening.subject[-1:]}
        for piece in targets[component]:
            if piece.runs == piece.paragraph.runs:
                rules.draw_rule(parts, piece, component)

    return mend


def letter_gap(subject: Subject, findings: list[Finding]) -> None:
    del findings
    head = subject.parts.head
    if head.number is not None and head.letter_subject:
        places = range(head.number.paragraph.index + 1, head.letter_subject[0].paragraph.index)
        columns.without_blanks(subject.word.paragraphs[index - 1] for index in places)
        body.head_spacing(head.letter_subject[0], head.number)


def top(subject: Subject, findings: list[Finding]) -> None:
    """Nothing blank above Quốc hiệu, nor above the first name of the left column."""
    del findings
    head = subject.parts.head
    for piece in (head.national_name, next((piece for piece in head.left if piece.text), None)):
        if piece is not None:
            columns.without_blanks(columns.above_in_cell(subject.word, piece))


def parent_close(subject: Subject, findings: list[Finding]) -> None:
    del findings
    head = subject.parts.head
    if not head.parent or not head.issuer:
        return
    for piece in head.parent:
        for line in subject.parts.rules.get(piece, []):
            rules.take_away(line.paragraph.element)
    body.close(head.issuer[0])
    body.unspaced_after(head.parent[-1])
    between = range(head.parent[-1].paragraph.index + 1, head.issuer[0].paragraph.index)
    _remove([subject.word.paragraphs[index - 1] for index in between])


def _remove(paragraphs: list[Paragraph]) -> None:
    """Takes out paragraphs without words; a rule drawn in them goes with them."""
    for paragraph in paragraphs:
        parent = paragraph.element.getparent()
        if not paragraph.words and parent is not None:
            parent.remove(paragraph.element)


def number_level(subject: Subject, findings: list[Finding]) -> None:
    del findings
    head = subject.parts.head
    if head.number is not None and head.place_and_date is not None:
        columns.level(subject.word, head.number, head.place_and_date)


def signature_level(subject: Subject, findings: list[Finding]) -> None:
    del findings
    signing = subject.parts.signing
    if signing.label is not None and signing.signatures and signing.signatures[0].titles:
        columns.level(subject.word, signing.label, signing.signatures[0].titles[0])


def letter_unruled(subject: Subject, findings: list[Finding]) -> None:
    del findings
    for piece in subject.parts.head.letter_subject:
        for line in subject.parts.rules.get(piece, []):
            rules.take_away(line.paragraph.element)


def greeting_dashes(subject: Subject, findings: list[Finding]) -> None:
    del findings
    listed = [piece for piece in subject.parts.opening.addressees if "\t" not in piece.raw]
    if listed:
        starts = sorted(listed, key=lambda piece: piece.paragraph.indent_mm)
        columns.same_start(listed, starts[len(starts) // 2].paragraph)


def boxes(subject: Subject, findings: list[Finding]) -> None:
    head = subject.parts.head
    for piece, colour in ((head.urgency, str(figure("urgency", "colour").use)), (head.circulation, "000000")):
        if piece is not None and box_of(subject, piece) is None and findings:
            marks.draw_box(piece.paragraph, colour)


def box_size(subject: Subject, findings: list[Finding]) -> None:
    del findings
    piece = subject.parts.head.urgency
    name = next((name for word, name in BOXES.items() if piece is not None and same_words(piece.text, word)), None)
    if piece is not None and name is not None:
        marks.resize_box(piece.paragraph, float(drawn("urgency", name)), float(drawn("urgency", "height")))


def contact(subject: Subject, findings: list[Finding]) -> None:
    section = subject.word.sections[0]
    words = {piece.text for piece in subject.parts.contact}
    holding = {kind: part for kind, part in section.footers.items() if any(p.words in words for p in part.paragraphs)}
    told = " ".join(finding.found for finding in findings)
    if "lặp lại" in told and "first" in holding and "default" in holding:
        marks.only_on_first(section, holding["default"])
    if "đường kẻ" in told:
        for part in holding.values():
            marks.rule_above(next(p for p in part.paragraphs if p.words in words))
