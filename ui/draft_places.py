"""From the places of a description to the paragraphs of its Word file and back: where each line is printed, where each finding stands."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping, Sequence

from drafting.finding import Finding
from drafting.orthography import fold
from drafting.spec_values import Spec
from drafting.word import Word
from tracking.outgoing.places import node_places

_KEY = 60
_SHORT = 12
"""Words shorter than this name a paragraph only where it begins with them."""

_SHARING = ("addressees", "signers")
"""Places that may share a paragraph with the one before, and stand behind other words there ("Kính gửi: …")."""

COMPONENTS = {
    "Cơ quan ban hành": "issuer",
    "Cơ quan chủ quản": "parent",
    "Số, ký hiệu": "symbol",
    "Số, ký hiệu bản sao": "symbol",
    "Địa danh": "place",
    "Địa danh, thời gian": "place",
    "Trích yếu": "subject",
    "Trích yếu công văn": "subject",
    "Kính gửi": "addressees",
    "Căn cứ": "bases",
    "Nội dung": "body",
    "Quyền hạn, chức vụ": "signers",
    "Họ tên người ký": "signers",
    "Chữ ký": "signers",
    "Nơi nhận": "recipients",
    "Phụ lục": "annex.0",
    "Tiêu đề phụ lục": "annex.0",
    "Dấu chỉ mức độ khẩn": "urgency",
    "Chỉ dẫn phạm vi lưu hành": "circulation",
    "Địa chỉ cơ quan": "contact",
    "Ký hiệu người soạn thảo": "archive",
}
"""Where the checker's components are typed, for findings that name no paragraph of their own."""


def paragraph_places(spec: Spec, word: Word) -> dict[int, list[str]]:
    """Paragraph index → the places printed there, in the order of the page; a place whose words are not found is left out."""
    keys = [(paragraph.index, _key(paragraph.words), _key(paragraph.words.removeprefix(paragraph.marker))) for paragraph in word.paragraphs]
    found: dict[int, list[str]] = {}
    at = -1
    for place, text in _said(spec):
        wanted = _key(text)[:_KEY]
        sharing = place.startswith(_SHARING)
        start, shortest = (max(at, 0), 1) if sharing else (at + 1, _SHORT)
        where = next((number for number in range(start, len(keys)) if _holds(keys[number], wanted, shortest)), None) if wanted else None
        if where is not None:
            at = where
            found.setdefault(keys[where][0], []).append(place)
    return found


def markers(spec: Spec, word: Word, places: Mapping[int, Sequence[str]]) -> dict[str, str]:
    """Place of a line → the number that is printed before it ("I.", "a)"), "" where none."""
    by_index = {paragraph.index: paragraph.marker for paragraph in word.paragraphs}
    found = {place: by_index[index] for index, here in places.items() for place in here if place.startswith(("body.", "annex."))}
    rows = {f"annex.{k}.{n}": str(n + 1) for k, annex in enumerate(spec.annexes) if annex.tasks for n in range(len(annex.tasks))}
    return found | rows


def finding_places(findings: Sequence[Finding], places: Mapping[int, Sequence[str]]) -> list[str]:
    """The place of each finding: of its paragraph, of the line that its paragraph belongs to, or of its component; "" for none."""
    indexes = sorted(places)
    return [_finding_place(finding, places, indexes) for finding in findings]


def _finding_place(finding: Finding, places: Mapping[int, Sequence[str]], indexes: Sequence[int]) -> str:
    typed = COMPONENTS.get(finding.component, "")
    paragraph = finding.place.paragraph
    if paragraph is None:
        return typed
    if paragraph in places:
        return places[paragraph][0]
    before = bisect.bisect(indexes, paragraph) - 1
    near = places[indexes[before]][-1] if before >= 0 else ""
    return near if near.startswith(("body.", "annex.")) and not typed else typed


def _said(spec: Spec) -> Iterator[tuple[str, str]]:
    """Every place with its words, in the order in which a document prints them."""
    yield "subject", spec.subject or ""
    if not spec.is_decision:
        yield from _listed("addressees", spec.addressees)
    yield from _listed("bases", spec.bases)
    yield from _listed("opening", spec.opening)
    yield from ((f"fields.{number}", f"{field.label}: {field.value}") for number, field in enumerate(spec.fields))
    lines = [(place, node.text) for place, node in node_places(spec)]
    yield from (line for line in lines if line[0].startswith("body."))
    yield from _listed("closing", spec.closing)
    signers = [("signers", signer.name) for signer in spec.signers]
    told = list(_listed("recipients", spec.recipients))
    yield from (*signers, *told) if len(signers) > 1 else (*told, *signers)  # several signers stand over Nơi nhận, one beside it
    for number, annex in enumerate(spec.annexes):
        yield f"annex.{number}", annex.title
        yield from (line for line in lines if line[0].startswith(f"annex.{number}."))


def _listed(part: str, texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((f"{part}.{number}", text) for number, text in enumerate(texts))


def _holds(paragraph: tuple[int, str, str], wanted: str, shortest: int) -> bool:
    _, whole, bare = paragraph
    return bare.startswith(wanted) or (len(wanted) >= shortest and wanted in whole)


def _key(text: str) -> str:
    return fold(text).strip(" .;:,/-–+").replace(" ", "")
