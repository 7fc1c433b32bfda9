"""The issuing body of a document whose letterhead is lost or worn: every other place in which a document names it.

A telegram says who sends it, a decision who decides, a signature for whom it is given, and the symbol abbreviates
the name of the body (Nghị định 30/2020/NĐ-CP, Phụ lục I.II.3 and 7), which the content mostly writes out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.kinds import kind_abbreviated
from drafting.orthography import squash
from tracking.structure.bodies import body_named, names_body, placed, without_office
from tracking.structure.capitals import known_names, known_parts, sentence_case
from tracking.structure.flat import flat, is_capitals
from tracking.structure.head import Head
from tracking.structure.knowledge import symbols
from tracking.structure.pieces import Piece

_DISPATCH = re.compile(r"\W*(?P<body>.{3,90}?)\s+(?:g[ửu]i\s+)?(?:ĐIỆN|điện)\s*(?::|$)")
_BROUGHT_BY = re.compile(r"\scủa\s(?P<body>[^()]{4,90}?)\W*$")
"""The end of a line "(Ban hành kèm theo Quyết định số … của …)"."""
_CHAIR = re.compile(r"(?:chu tich|thu tuong)\b")
"""Offices that themselves send telegrams; others send them for their body."""
_FOR = re.compile(r"\W*(?:TM|T/M)\s?[.,:]?\s*(?P<body>\S.+)", re.IGNORECASE)
_INNER = re.compile(r"(?:ban (?:thuong vu|chap hanh|thuong truc)|thuong truc|dang uy|hoi dong|chi bo)\b")
"""Organs of a body in whose name people sign; the letterhead names the body itself."""
_WORD = re.compile(r"[^\W\d_][\w&'’]*")
_SKIPPED = frozenset({"va", "cac", "cua"})
"""Words that an abbreviation leaves out."""
_LINKS = re.compile(r"\s*(?:,|-|–)?\s*")
FEWEST_LETTERS = 3
"""Letters of an abbreviation that are enough to know a body by; two fit too many."""


@dataclass(frozen=True, slots=True)
class Named:
    """A body that the document names as the one that issues it: its name, the rule and the words that told, and where."""

    name: str
    rule: str
    words: str
    piece: Piece | None = None


def issuers_elsewhere(
    head: Head, authority: str | None, position: str | None, texts: Sequence[str], place: str | None = None
) -> Iterator[Named]:
    """The bodies that the parts of a document other than its letterhead name, the surest first.

    authority, position: of the signature; place: that of the line of place and day.
    """
    decides = squash(" ".join(piece.text for piece in head.authority))
    for words, piece in ((head.salutation.text if head.salutation else "", head.salutation), (decides, (*head.authority, None)[0])):
        if sent := _DISPATCH.match(words):
            yield from _whole(sent["body"], "issuer.sends", words, texts, place, piece)
    if head.authority:
        yield from _whole(decides, "issuer.decides", decides, texts, place, head.authority[0])
    if head.attached is not None and not head.letterhead and (brought := _BROUGHT_BY.search(head.attached.text)):
        yield from _whole(brought["body"], "issuer.brought_by", head.attached.text, texts, place, head.attached)
    signed_for = _FOR.match((authority or "").split(";")[0])
    if signed_for and not _INNER.match(flat(signed_for["body"])):
        yield from _whole(signed_for["body"], "issuer.signed_for", authority or "", texts, place, None)
    symbol = head.number.symbol if head.number is not None else None
    if symbol and (name := body_of_symbol(symbol, texts)):
        yield Named(placed(name, texts, place), "issuer.symbol", symbol, head.number_piece)
    if position and (name := symbols("positions").get(flat(position).removeprefix("pho "))):
        yield Named(name, "issuer.position", position)


def issuer_of_office(authority: str | None, position: str | None, texts: Sequence[str], place: str | None = None) -> Named | None:
    """The body whose head signs or lets sign: a people's committee that the content calls by its level, the ministry or general department
    that it names most. The weakest sign, since other bodies have heads of the same title."""
    for held in (*(authority or "").split(";"), position or ""):
        office = re.sub(r"^\W*(?:kt|tl|tuq|q)\W+", "", flat(held.strip())).removeprefix("pho ")
        if office.startswith("chu tich") and (own := placed("Ủy ban nhân dân", texts, place)) != "Ủy ban nhân dân":
            return Named(own, "issuer.office", held.strip())
        head = next((head for title, head in symbols("heads").items() if office.startswith(title)), None)
        if head is not None and (fields := _fields(head, texts)):
            return Named(f"{head} {fields.most_common(1)[0][0]}", "issuer.office", held.strip())
    return None


def _fields(head: str, texts: Sequence[str]) -> Counter[str]:
    """The known fields that the texts name behind the first word of a body ("Bộ" → "Y tế"), with how often."""
    behind = (text[match.end() :] for text in texts for match in re.finditer(rf"\b{head}\s", text))
    return Counter(field for words in behind if (field := known_parts(words[:60], "phrases")))


def _whole(words: str, rule: str, shown: str, texts: Sequence[str], place: str | None, piece: Piece | None) -> Iterator[Named]:
    words = squash(words).strip(" .,:;")
    sends = rule == "issuer.sends" and _CHAIR.match(flat(words))
    written = sentence_case(words if sends else without_office(words), texts)
    name = written if sends else body_named(written)
    if name is not None:
        yield Named(placed(name, texts, place), rule, shown, piece)


def body_of_symbol(symbol: str, texts: Sequence[str]) -> str | None:
    """The body that a symbol abbreviates ("KH-SNV", "TCT-TTr"): as the texts write it out, else as bodies of the State are called."""
    for group in _groups(symbol):
        if name := symbols("bodies").get(group):
            return name
        letters = re.sub(r"[^a-z]", "", flat(group))
        if len(letters) < FEWEST_LETTERS:
            continue
        found = _written_out(letters, texts)
        if found:
            return found.most_common(1)[0][0]
        if known := next((name for name in known_names() if initials(name) == letters), None):
            return known
    return None


def worn_issuer(name: str, symbol: str, texts: Sequence[str]) -> str | None:
    """The body that the symbol and the content name where the letterhead was read as another one; None where they agree or are silent.

    A stamp or poor print often leaves of two lines only the upper one, that of the body above.
    """
    own = initials(name)
    groups = [re.sub(r"[^a-z]", "", flat(group)) for group in _groups(symbol)]
    if any(group and (own.startswith(group) or own[1:] == group or group.startswith(own)) for group in groups):
        return None
    for letters in groups:
        found = _written_out(letters, texts) if len(letters) >= FEWEST_LETTERS else Counter()
        if found and (best := found.most_common(1)[0])[1] > 1:
            return best[0]
    return None


def _groups(symbol: str) -> list[str]:
    """The groups of a symbol that can name a body: those after the abbreviation of a type, else all of them."""
    groups = [group for group in re.split(r"[-/–]", symbol) if group]
    found = kind_abbreviated(groups[0]) if len(groups) > 1 else None
    return groups[1:] if found is not None else groups


def initials(name: str) -> str:
    """The first letters of the syllables of a name, abbreviations in it whole: "UBND tỉnh Bình Hòa" → "ubndtbh"."""
    words = [word.group() for word in _WORD.finditer(name)]
    letters = (flat(word) if word.isupper() and len(word) > 1 and not is_capitals(name) else flat(word)[:1] for word in words)
    return "".join(part for word, part in zip(words, letters, strict=True) if flat(word) not in _SKIPPED)


def _written_out(letters: str, texts: Sequence[str]) -> Counter[str]:
    """The names of bodies in the texts that have these initials, as they are mostly written, with how often."""
    found: Counter[str] = Counter()
    for text in texts:
        if not is_capitals(text):
            found.update(_with_initials(letters, text))
    return found


def _with_initials(letters: str, text: str) -> Iterator[str]:
    words = list(_WORD.finditer(text))
    bare = [flat(word.group()) for word in words]
    for at, word in enumerate(words):
        if bare[at][0] != letters[0] or not word.group()[0].isupper() or bare[at] in _SKIPPED:
            continue
        end = _spelled(letters, text, words, bare, at)
        if end is not None and names_body(name := squash(text[word.start() : end])):
            yield name


def _spelled(letters: str, text: str, words: Sequence[re.Match[str]], bare: Sequence[str], at: int) -> int | None:
    """Where the words from a place on have given all the letters; None where they do not."""
    given = 0
    for place in range(at, len(words)):
        if place > at and not _LINKS.fullmatch(text[words[place - 1].end() : words[place].start()]):
            return None
        if bare[place] in _SKIPPED:
            continue
        if bare[place][0] != letters[given]:
            return None
        given += 1
        if given == len(letters):
            return words[place].end()
    return None
