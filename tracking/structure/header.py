"""What a document says of itself (`DocumentInfo`), each field with the words that decided it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.kinds import OTHER
from drafting.orthography import squash
from tracking.duty import DocumentInfo, Reason
from tracking.structure.addressing import after_salutation, listed_bodies
from tracking.structure.bodies import acting_body, body_named, names_body, whole_name
from tracking.structure.capitals import sentence_case
from tracking.structure.dating import read_date_line
from tracking.structure.flat import flat, is_capitals
from tracking.structure.found import Found
from tracking.structure.head import Head
from tracking.structure.issuing import issuer_of
from tracking.structure.landmarks import role_of
from tracking.structure.lost_issuer import issuer_of_office, issuers_elsewhere, worn_issuer
from tracking.structure.pieces import Piece
from tracking.structure.properties import read_properties
from tracking.structure.quoted import kind_of_itself
from tracking.structure.references import find_references
from tracking.structure.segments import Segment
from tracking.structure.signature import holder_named, read_signature
from tracking.structure.stamps import brought_under, known_elsewhere
from tracking.structure.subject import joined, tidy

LONGEST_SALUTATION = 150
"""Characters; a longer line with "Kính gửi" ran together with the content."""
_LABELLED = re.compile(r"^\s*(?:\d{1,2}[.)]\s*)?Trích yếu(?: nội dung)?\s*:\s*(?P<subject>\S.*)$")


def read_header(
    pieces: Sequence[Piece], segment: Segment, texts: Sequence[str], content: Sequence[str]
) -> tuple[DocumentInfo, tuple[Reason, ...]]:
    """The header of one document of a source, and why each field has its value.

    texts: every line of the document; content: those below its head, in which other documents are cited.
    """
    found = Found()
    own = pieces[segment.start : segment.stop]
    _from_letterhead(found, segment.head, texts)
    _kind_and_subject(found, segment.head)
    _complete_issuer(found, segment, pieces, texts)
    for known in known_elsewhere(segment.head.number, segment.head.date, own):
        if known.serial and segment.head.number is not None and segment.head.number.symbol:
            joint = "-" if segment.head.number.party else "/"
            found.put("number", f"{known.serial}{joint}{segment.head.number.symbol}", known.rule, piece=known.piece)
        found.put("issued_on", known.day, known.rule, piece=known.piece)
    _from_end(found, pieces[segment.tail : segment.tail_stop])
    if found.get("signer") is None and found.get("position") and not found.get("authority"):
        position = found.get("position")
        found.put("signer", holder_named(position, texts), "signature.holder", position)
    if segment.start == 0:
        _from_properties(found, segment.head, texts)
        if (
            segment.head.number is None
            and not segment.head.attached
            and (brought := brought_under(found.get("kind"), pieces[segment.tail :]))
        ):
            found.put("number", brought[0], "annex.bracket", piece=brought[2])
            found.put("issued_on", brought[1], "annex.bracket", piece=brought[2])
    if segment.start == 0 or segment.head.letterhead or segment.head.attached is None:
        _named_elsewhere(found, segment.head, texts)
    if segment.quotation is not None:
        _from_sentences(found, segment, pieces, texts)
    if found.get("issuer") is None and segment.head.letterhead:
        _from_acts(found, segment, pieces, texts)
    if found.get("issuer") is None and segment.head.attached is None:
        held = issuer_of_office(found.get("authority"), found.get("position"), texts, found.get("place"))
        found.put("issuer", held.name if held else None, "issuer.office", held.words if held else "")
    _last_resorts(found, segment.head, texts)
    if (subject := found.get("subject")) and is_capitals(subject):
        found.values["subject"] = sentence_case(subject, texts, proper_names=False)
    cited = [f"{found.get('subject')};", *content] if found.get("subject") else content
    return DocumentInfo(references=find_references(cited, found.get("number")), **found.values), tuple(found.reasons)


def _from_letterhead(found: Found, head: Head, texts: Sequence[str]) -> None:
    if issuer := issuer_of(head.offices, texts, head.date.place if head.date else None):
        found.put("issuer", issuer.name, "letterhead.issuer", issuer.words, head.offices[-1])
        found.put("parent", issuer.parent, "letterhead.parent", issuer.words, head.offices[0])
    if head.number is not None:
        found.put("number", head.number.number, "letterhead.number", head.number.words, head.number_piece)
    if head.date is not None:
        found.put("place", head.date.place, "letterhead.place", head.date.words, head.date_piece)
        found.put("issued_on", head.date.date, "letterhead.date", head.date.words, head.date_piece)
    if head.urgency is not None:
        found.put("urgency", squash(head.urgency.text).strip(" ."), "letterhead.urgency", piece=head.urgency)
    if head.salutation is not None:
        lines = [after_salutation(head.salutation.text), *(piece.text for piece in head.addressees)]
        bodies = listed_bodies(line for line in lines if line)
        found.put("addressees", bodies, "head.addressees", " ".join(lines), head.salutation)


_UNPLACED = {"uy ban nhan dan": "UBND", "hoi dong nhan dan": "HĐND"}
"""Names that say nothing without a place, and how they are shortened."""


def _complete_issuer(found: Found, segment: Segment, pieces: Sequence[Piece], texts: Sequence[str]) -> None:
    """Where a page lost the place of a people's committee, the line of the one who decides names it, or the sentence in which it acts."""
    bare = flat(found.get("issuer") or "")
    if bare not in _UNPLACED:
        return
    decides = sentence_case(" ".join(piece.text for piece in segment.head.authority), texts)
    place = segment.head.date.place if segment.head.date else None
    acting = acting_body(pieces[segment.body : segment.tail], found.get("kind"), texts, place)
    for written in (decides, acting[0] if acting else ""):
        name = re.sub(rf"^{_UNPLACED[bare]}(?=\s)", str(found.get("issuer")), written)
        if flat(name).startswith(bare + " "):
            found.values["issuer"] = name
            return


def _kind_and_subject(found: Found, head: Head) -> None:
    """Title first, then V/v, then the symbol, then Kính gửi: the order in which the form shows the type (Phụ lục I.II.5)."""
    by_symbol = head.number.kind if head.number is not None else None
    below = head.subject[0] if head.subject else None
    if head.title is not None and head.kind == OTHER and by_symbol is not None:
        rest = [piece for piece in head.subject if piece is not head.title]
        found.put("kind", by_symbol, "number.kind", piece=head.number_piece)
        found.put("subject", joined([head.title, *rest]), "head.title", piece=head.title)
    elif head.title is not None:
        found.put("kind", head.kind, "head.title", piece=head.title)
        found.put("subject", joined(head.subject, head.title, head.kind), "head.subject", piece=below)
    elif head.about:
        found.put("kind", "công văn", "head.about", piece=head.about[0])
        found.put("subject", joined(head.about), "head.about", piece=head.about[0])
    elif by_symbol is not None:
        found.put("kind", by_symbol, "number.kind", piece=head.number_piece)
    elif head.enacts:
        found.put("kind", head.enacts, "head.enacts")
    elif head.salutation is not None and head.letterhead:
        found.put("kind", "công văn", "head.salutation", piece=head.salutation)
    found.put("subject", joined(head.subject), "head.subject", piece=below)


def _from_end(found: Found, tail: Sequence[Piece]) -> None:
    signature = read_signature(tail)
    found.put("signer", signature.name, "signature.name", piece=signature.name_piece)
    found.put("position", signature.position, "signature.position", piece=signature.position_piece)
    found.put("authority", signature.authority, "signature.authority", signature.authority or "")
    found.put("recipients", signature.recipients, "signature.recipients", "; ".join(signature.recipients))
    for piece in tail:
        line = read_date_line(piece.text, piece.flat) if role_of(piece) == "date" else None
        if line is not None and line.place is not None:
            found.put("place", line.place, "tail.date", piece=piece)
            found.put("issued_on", line.date, "tail.date", piece=piece)


def _from_properties(found: Found, head: Head, texts: Sequence[str]) -> None:
    """What the page's table of properties says where the document itself does not; a number only of the document's own symbol."""
    table = read_properties(texts)
    for name, value in table.values.items():
        if name == "number" and head.number is not None and head.number.symbol and not value.endswith(head.number.symbol):
            continue
        found.put(name, value, "properties", table.words[name])


def _from_sentences(found: Found, segment: Segment, pieces: Sequence[Piece], texts: Sequence[str]) -> None:
    """What the sentences of a page without a letterhead say."""
    quotation = segment.quotation
    assert quotation is not None
    found.put("number", quotation.number, "quoted.number", piece=quotation.piece)
    if quotation.number is None or found.get("number") == quotation.number:
        found.put("issued_on", quotation.issued_on, "quoted.date", piece=quotation.piece)
    found.put("kind", quotation.kind, "quoted.kind", piece=quotation.title or quotation.piece)
    found.put("subject", quotation.subject, "quoted.subject", piece=quotation.piece or quotation.title)
    found.put("signer", quotation.signer, "quoted.signer", piece=quotation.piece)
    place = segment.head.date.place if segment.head.date else None
    if quotation.issuer:
        found.put("issuer", whole_name(quotation.issuer, texts, place), "quoted.issuer", piece=quotation.piece)
    found.put("kind", kind_of_itself(pieces[segment.body : segment.tail]), "quoted.itself")
    _from_acts(found, segment, pieces, texts)


def _named_elsewhere(found: Found, head: Head, texts: Sequence[str]) -> None:
    """The issuer where the letterhead does not name it, or was read as another than symbol and content name."""
    place, read = found.get("place"), found.get("issuer")
    if read is not None and head.number is not None and head.number.symbol and (name := worn_issuer(read, head.number.symbol, texts)):
        found.replace("issuer", name, "issuer.worn", head.number.symbol, head.number_piece)
    elif read is None or not names_body(read):
        for named in issuers_elsewhere(head, found.get("authority"), found.get("position"), texts, place):
            found.replace("issuer", named.name, named.rule, named.words, named.piece)
            return


def _from_acts(found: Found, segment: Segment, pieces: Sequence[Piece], texts: Sequence[str]) -> None:
    """The issuer as the body that acts in the content."""
    body = pieces[segment.body : segment.tail]
    if segment.head.salutation is not None and len(segment.head.salutation.text) > LONGEST_SALUTATION:
        body = [segment.head.salutation, *body]
    place = segment.head.date.place if segment.head.date else None
    if found.get("issuer") is None and (acting := acting_body(body, found.get("kind"), texts, place)):
        found.put("issuer", acting[0], "quoted.acting", piece=acting[1])


def _last_resorts(found: Found, head: Head, texts: Sequence[str]) -> None:
    """Fields that stand in a place of their own: a labelled trích yếu; the body that a subject begins with."""
    for text in texts[:60]:
        if found.get("subject") is None and (match := _LABELLED.match(text)):
            found.put("subject", tidy(match["subject"]), "head.labelled", text)
    subject = found.get("subject") or ""
    if not head.letterhead and (body := body_named(re.split(r"[,;(]| nhiệm kỳ | năm \d", subject)[0].strip())):
        found.put("issuer", body, "head.named", subject)
    if head.salutation is not None:
        found.put("kind", "công văn", "head.salutation", piece=head.salutation)
    if head.letterhead:
        found.put("kind", OTHER, "head.none")
