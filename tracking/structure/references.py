"""Documents that a text cites: type, number, day, issuer, and what the text does with them (căn cứ, thực hiện, thay thế …).

Used for the header's list of references and for linking a document to those it carries out.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from drafting.dates import DATE, date_of
from drafting.kinds import kinds
from drafting.orthography import compare_key, squash
from tracking.duty import Reference
from tracking.structure.capitals import known_parts
from tracking.structure.flat import flat
from tracking.structure.knowledge import starting
from tracking.structure.numbering import read_number_line

OTHER_RELATION = "viện dẫn"
"""The relation of a document that is only mentioned."""
FURTHEST_DAY = 24
"""Characters between a number and its day."""
REACH = 220
"""Characters before a citation in which the words that tell the relation are looked for, within its sentence."""

_LAWS = (
    "Hiến pháp",
    "Bộ luật",
    "Luật",
    "Pháp lệnh",
    "Nghị định",
    "Thông tư liên tịch",
    "Thông tư",
    "Lệnh",
    "Kết luận",
    "Điều lệ",
    "Văn bản",
    "Phiếu chuyển",
)
_GROUP = r"[A-ZĐÐÂĂÊÔƠƯ][\wĐ&.]*"
_NUMBER = rf"\d{{1,6}}(?:\s?/\s?\d{{4}})?\s?(?:/\s?{_GROUP}(?:\s?[-–]\s?[\w&]+)*|[-–]\s?[A-ZĐÐa-z]{{2,5}}\s?/\s?[\w-]+)"
_END = (
    r"(?=\s+(?:về|ban hành|quy định|hướng dẫn|phê duyệt|sửa đổi|v/v|V/v|triển khai|thực hiện|đề nghị|thông qua|tại|đã|để|và|có|cho|do|ngày"
    r"|công bố|giao|thành lập|kết luận|thông báo|yêu cầu|gửi|trên|từ|với|theo|nhằm|khi|trong|Hướng dẫn|Quy định|Ban hành|Phê duyệt|Về)\b"
    r"|(?<!các)\s+tổ chức\b|[;:.()“”\"]|$|,\s)"
)
_ISSUER = re.compile(rf"^\W*(?:do|của)\s+(?P<issuer>.{{3,110}}?){_END}")


@functools.cache
def _cite() -> re.Pattern[str]:
    names = sorted({*(kind.name for kind in kinds()), *(law.lower() for law in _LAWS)}, key=len, reverse=True)
    choice = "|".join(re.escape(name) for name in names)
    return re.compile(rf"(?P<kind>(?<!\w)(?i:{choice}))(?:\s+(?i:liên tịch|hỏa tốc|mật))?\s+(?:số\s*:?\s*)?(?P<number>{_NUMBER})")


_STATUTE = re.compile(
    r"(?P<kind>(?<!\w)(?:Bộ luật|Luật|Pháp lệnh))\s+(?P<name>[A-ZĐÂĂÊÔƠƯÁÀẢÃẠ][^;:.()]{2,90}?)\s+(?:số\s+(?P<number>\S+)\s+)?ngày\s"
)


_TITLE_WORDS = re.compile(r"\b(?:ve|ban hanh|quy dinh|huong dan|phe duyet|sua doi|trien khai|thuc hien|thi hanh)\b")
_OWN_ACTS = ("thay thế", "bãi bỏ")
_BY = re.compile(r"của\s+(?P<issuer>[A-ZĐỦƯ][^;:.()]{2,90}?)\s+tại\s+(?:\w+\s){0,2}$")
"""The body named before the document: "theo đề nghị của Sở Nội vụ tại Tờ trình số …"."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference with its place in the text: the half-open range of its words."""

    start: int
    end: int
    reference: Reference


def find_citations(text: str) -> list[Citation]:
    """The documents that a text cites, in order, each with its own relation.

    A document named inside the title of another ("… về việc thực hiện Nghị quyết số …") is only mentioned; one joined to
    another by "và" or standing in the same list shares its relation.
    """
    found = [_numbered(text, match) for match in _cite().finditer(text)]
    taken = [(citation.start, citation.end) for citation in found]
    for match in _STATUTE.finditer(text):
        if not any(a < match.end() and match.start() < b for a, b in taken):
            found.append(_statute(text, match))
    ordered: list[Citation] = []
    for citation in sorted(found, key=lambda each: each.start):
        ordered.append(_related(text, citation, ordered))
    return ordered


def _related(text: str, citation: Citation, before: list[Citation]) -> Citation:
    """The citation with the relation that its place in the sentence gives it."""
    relation = relation_of(text, citation.start)
    if before:
        gap = flat(text[before[-1].end : citation.start])
        clause = re.split(r"[.;]\s", gap)[-1]
        listed = re.fullmatch(r"\W*(?:va|cung|kem theo|cac)?\W*", clause) is not None
        if listed or gap.rstrip().endswith(","):
            relation = before[0].reference.relation if re.search("[;,]", gap) else before[-1].reference.relation
        elif clause == gap and _TITLE_WORDS.search(gap) and relation not in _OWN_ACTS:
            relation = OTHER_RELATION
    return dataclasses.replace(citation, reference=dataclasses.replace(citation.reference, relation=relation))


def find_references(texts: Sequence[str], own: str | None = None) -> tuple[Reference, ...]:
    """The documents that the lines of a document cite, each once with its weightiest relation. own: the document's own number, left out.

    Lines that go on in the next are read together, so that a citation may be broken over two lines.
    """
    kept: dict[tuple[str, str], Reference] = {}
    for passage in _passages(texts):
        for citation in find_citations(passage):
            reference = citation.reference
            if own is not None and reference.number and compare_key(reference.number) == compare_key(own):
                continue
            key = (compare_key(reference.number or reference.kind or ""), str(reference.issued_on) if reference.number is None else "")
            kept[key] = _merged(kept.get(key), reference)
    return tuple(kept.values())


def _passages(texts: Sequence[str]) -> Iterator[str]:
    """Lines joined until a sentence or entry ends, with a bound that keeps the work small."""
    passage = ""
    for text in texts:
        passage = f"{passage} {squash(text)}".strip()
        if passage.endswith((".", ";", ":", "./.")) or len(passage) > 1500:
            yield passage
            passage = ""
    if passage:
        yield passage


def _merged(known: Reference | None, new: Reference) -> Reference:
    """Both mentions of a document as one: what either tells, the weightier relation."""
    if known is None:
        return new
    order = [relation["name"] for relation in _relations()] + [OTHER_RELATION]
    relation = min(known.relation, new.relation, key=order.index)
    return Reference(known.kind or new.kind, known.number, known.issued_on or new.issued_on, known.issuer or new.issuer, relation)


def _numbered(text: str, match: re.Match[str]) -> Citation:
    number = read_number_line(f"Số: {match['number']}")
    after = text[match.end() : match.end() + 200]
    day, stop = _day_after(after)
    issuer = _ISSUER.match(after[stop:])
    name = _issuer_name(issuer["issuer"], after[stop + issuer.start("issuer") :]) if issuer else None
    if name is None and (by := _BY.search(text[max(0, match.start() - 140) : match.start()])):
        name = squash(by["issuer"])
    reference = Reference(
        kind=squash(match["kind"]).lower(),
        number=number.number if number and number.number else re.sub(r"\s", "", match["number"]),
        issued_on=day,
        issuer=name,
        relation=relation_of(text, match.start()),
    )
    return Citation(match.start(), match.end() + stop + (issuer.end("issuer") if issuer else 0), reference)


def _statute(text: str, match: re.Match[str]) -> Citation:
    """A law or ordinance: type and name only, with its day (Phụ lục I.II.6a)."""
    day, stop = _day_after(text[match.end() - 5 : match.end() + 60])
    number = match["number"].rstrip(",;") if match["number"] else None
    kind = f"{match['kind'].lower()} {match['name']}" if number is None else match["kind"].lower()
    return Citation(
        match.start(),
        match.end() - 5 + stop,
        Reference(kind, number, day, None, relation_of(text, match.start())),
    )


def _day_after(after: str) -> tuple[dt.date | None, int]:
    """The day right behind a number, and where it ends."""
    match = DATE.search(after[: FURTHEST_DAY + 40])
    if match is None or match.start() > FURTHEST_DAY or re.search(r"[;:()]|của", after[: match.start()]):
        return None, 0
    return date_of(match), match.end()


def _issuer_name(words: str, whole: str) -> str | None:
    """The issuing body in the words after "của"; known names that hold "và" or commas are taken whole."""
    bare = flat(words)
    head = starting("office_heads").match(re.sub(r"^(?:bo truong|chu tich|giam doc|thu truong|chanh van phong|truong ban)\s+", "", bare))
    if head is None and not re.match(r"(?:thu tuong|bo chinh tri|ban bi thu|tinh|quoc hoi|chinh phu|uy ban)", bare):
        return None
    for at in (match.end() for match in re.finditer(r"\b(?:Bộ|Sở|Phòng|Trung tâm)\s", whole[: len(words) + 1])):
        if part := known_parts(whole[at:], "phrases"):
            end = at + len(part)
            return squash(whole[: max(end, len(words)) if end > len(words) else len(words)]).strip(" ,")
    return squash(words).strip(" ,") or None


def relation_of(text: str, start: int) -> str:
    """What the sentence does with the document cited at `start`: the nearest telling words before it decide."""
    bare = flat(text[max(0, start - REACH) : start])
    sentence = re.split(r"(?<=[^\W\d])[.;]\s", bare)[-1]
    if re.match(r"\W*(?:\d+[.)]\s*)?(?:can cu|theo de nghi|xet)\b", sentence) and not re.search(r"thay the|bai bo", sentence):
        return "căn cứ"
    best, name = -1, OTHER_RELATION
    for relation in _relations():
        for words in relation["before"]:
            at = sentence.rfind(words)
            if at > best:
                best, name = at, relation["name"]
    return name


@functools.cache
def _relations() -> list[dict[str, Any]]:
    table: dict[str, list[dict[str, Any]]] = tomllib.loads(files("tracking.structure").joinpath("references.toml").read_text("utf-8"))
    return table["relation"]
