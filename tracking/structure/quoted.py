"""A document that a page quotes without its letterhead: what sentences say of its number, day and issuer.

A page of news or of a law site gives the content among its own words. The number is taken only from a sentence
that introduces the quoted document itself ("Sở … đã ban hành Văn bản số … Nội dung cụ thể như sau:") or from a note
of source ("(Theo Công văn số …)"). A number cited anywhere else is another document's.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from drafting.dates import first_date
from drafting.kinds import OTHER, kinds
from drafting.number import NUMBER, PARTY_NUMBER
from tracking.structure.capitals import known_parts
from tracking.structure.clutter import is_of_page
from tracking.structure.flat import flat
from tracking.structure.knowledge import kind_names, listed, starting
from tracking.structure.landmarks import begins_content
from tracking.structure.numbering import NumberLine, read_number_line
from tracking.structure.pieces import Piece
from tracking.structure.properties import is_property
from tracking.structure.signing import name_in
from tracking.structure.subject import tidy

OPENING = 20
"""Pieces from the start among which a sentence of introduction or a title must stand."""
LONGEST_TITLE = 420
"""Characters of a title of a page."""

_NUMBER = rf"(?:{NUMBER.pattern}|{PARTY_NUMBER.pattern.replace('serial', 'serial2').replace('symbol', 'symbol2')})"
_KIND = rf"(?P<kind>(?i:văn bản|{'|'.join(kind.name for kind in kinds())}))"
_INTRODUCES = re.compile(
    r"(?P<issuer>[^.;:]{2,120}?)\s(?:đã|vừa|mới|vừa mới)\s(?:ký\s)?(?:ban hành|có|ra|phát hành|ký)\s(?:\w+\s)?"
    rf"{_KIND}\s(?:hỏa tốc\s)?số:?\s*{_NUMBER}(?P<rest>[^\n]*)"
)
_AGENCY = r"^[^\w(]*(?:\([^)]{2,24}\)\s*[-–—:]\s*|[A-ZĐ]{2,8}\s?[-–—:]\s+)?"
"""The name of the paper that opens a lead ("(Báo tỉnh) - …", "TTXVN - …")."""
_WHEN = (
    r"(?:(?:Hôm nay|Sáng|Trưa|Chiều|Tối|Vừa qua|Mới đây)?,?\s*(?:[Nn]gày|nay)\s+(?P<day>\d{1,2}(?:\s?[/.\-–]\s?|\stháng\s)\d{1,2}"
    r"(?:(?:\s?[/.\-–]\s?|\snăm\s)(?:19|20)\d\d)?),?|(?:Mới đây|Vừa qua|Hồi\s\d{1,2}(?:h|g|:|\sgiờ\s?)\d{0,2}),?)\s+"
)
_ISSUES = (
    rf"(?:ký\s)?(?:ban hành|có|ra|phát hành|gửi|ký)\s(?:\w+\s)?{_KIND}(?:\s(?:hỏa tốc|khẩn))?"
    rf"(?:\s\(?(?:số:?\s*)?(?:{_NUMBER}|(?P<plain>\d{{1,5}})(?=[\s),])))?"
    r"(?P<rest>\)?,?\s+(?:gửi|về việc|về|yêu cầu|chỉ đạo|đề nghị|giao|hướng dẫn|triển khai|tăng cường|đôn đốc|treo|tổ chức|thực hiện"
    r"|Tăng cường|Triển khai)\b[^\n]*)"
)
_NEWS = re.compile(rf"{_AGENCY}{_WHEN}(?P<issuer>[^.;:]{{3,120}}?)\s(?:(?:đã|vừa|mới|vừa mới)\s)?{_ISSUES}")
"""The lead of a news page that reports a document: day, body, type, perhaps its number, and what it asks."""
_NEWS_UNDATED = re.compile(rf"{_AGENCY}(?P<issuer>[A-ZĐỦỨ][^.;:]{{3,120}}?)\s(?:vừa|mới|vừa mới)\s{_ISSUES}")
"""The same without a day: the body has issued it just now."""
_NEWS_OPENING = 8
_SOURCE_NOTE = re.compile(
    rf"^\W*(?:[^\d()\n]{{2,30}}\s[-–]\s)?(?:Theo|Nguồn|Trích|Trích từ|Căn cứ nội dung)\W+"
    rf"(?:{_KIND}|(?:TB|CV|KH|QĐ|CT|CĐ|VB))\s(?:số:?\s*)?{_NUMBER}(?P<rest>[^\n]*)$"
)
_HEADING = re.compile(
    rf"^\W*{_KIND}\s+(?:số:?\s*)?{_NUMBER}(?P<rest>(?:,?\s+ngày\s[^;:]{{6,30}}?)?"
    r"(?:,?\s+của\s+(?P<issuer>[^;:.]{3,90}?))?,?\s+(?:về việc|V/v|về)\s.+)$",
    re.IGNORECASE,
)
_NAMED_HEADING = re.compile(rf"^\W*[A-ZĐ][^\W\d]+(?:\s[^\W\d]+){{0,3}}\s(?:số:?\s*)?{_NUMBER}(?:\snăm\s\d{{4}})?(?=\s\w)")
_ITSELF = re.compile(
    rf"(?:thi hành|thực hiện(?: nghiêm| tốt| ngay)?|[Nn]hận được|triển khai)\s{_KIND.replace('văn bản|', '')}\s(?:hỏa tốc\s|khẩn\s)?này\b"
)
_FOLLOWS = re.compile(
    r"(?:sau|dưới) đây là|nội dung (?:cụ thể )?như sau|cụ thể như sau|như sau\s*:|toàn văn|nội dung chính|theo đó", re.IGNORECASE
)
_ABOUT = re.compile(r"(?:^|[\s,])(?:về việc|V/v|v/v|về)\s+(?P<about>.+?)(?:\.\s|\.$|$)")
_PERSON = re.compile(
    r"^(?:thua lenh|thay mat|pho)?\s*(?:chu tich|giam doc|bo truong|pho chu tich|thu truong|lanh dao|thuong truc|chanh van phong|bi thu)\s+"
)
_ON_DAY = re.compile(r"(?:^|[\s(])[Nn]gày\s+(?P<day>\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?(?:19|20)\d\d),?\s")
"""The day with which a sentence of introduction begins: that of the document, where none stands after its number."""
_DOES = re.compile(r"\s(?:kiểm tra các|triển khai|thực hiện|báo cáo|không|có văn bản|có công văn)\s")
"""What a sentence says that the words before an order are more than a name."""
_ACTS = (
    r"(?:đã\s|vừa\s|xin\s|trân trọng\s)?"
    r"(?:ban hành|xây dựng|yêu cầu|thông báo|hướng dẫn|đề nghị|giao|chỉ đạo|có ý kiến|triển khai kế hoạch)"
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """What the sentences of a page say of the document they quote; None where they do not. end: the first piece of its content."""

    kind: str | None = None
    number: str | None = None
    issued_on: dt.date | None = None
    issuer: str | None = None
    signer: str | None = None
    subject: str | None = None
    piece: Piece | None = None
    title: Piece | None = None
    end: int = 0


def read_quotation(pieces: Sequence[Piece]) -> Quotation:
    """The document that the pieces of a page quote."""
    title_at = _title(pieces)
    title = pieces[title_at] if title_at is not None else None
    kind, subject = _named(title) if title is not None else (None, None)
    told = _heading_numbered(pieces) or _introduction(pieces, kind)
    found = told or _source(pieces, kind)
    if found is None and (news := _news(pieces, kind)) is not None:
        return _reported(pieces, *news, title)
    if found is None:
        at = title_at if title_at is not None else _heading(pieces)
        heading = pieces[at] if at is not None else None
        return Quotation(
            kind=kind,
            subject=subject or (_of_heading(heading.text) if heading else None),
            title=heading,
            end=(at + 1) if at is not None else 0,
        )
    index, match = found
    number = _number(match)
    about = _ABOUT.search(match["rest"])
    before = match.groupdict().get("issuer") or ""
    named = tidy(_FOLLOWS.split(about["about"])[0]) if about else None
    if named is None and subject is None and (over := _heading(pieces[:index])) is not None:
        subject = _of_heading(pieces[over].text)
    issuer, signer = _issuer(before)
    return Quotation(
        kind=kind or _kind_named(match["kind"], number.kind if number else None),
        number=number.number if number else None,
        issued_on=_day(match["rest"]) or _day_before(before),
        issuer=issuer,
        signer=signer,
        subject=named or subject,
        piece=pieces[index],
        title=title,
        end=_content_after(pieces, index if told and index < OPENING else (title_at or 0)),
    )


def _number(match: re.Match[str]) -> NumberLine | None:
    written = match.group(0)[: match.start("rest") - match.start()]
    return read_number_line(written[written.rfind("số") :])


def _day(rest: str) -> dt.date | None:
    """The day right after the number, before anything else is named."""
    return first_date(re.split(r"về việc|V/v|\svề\s", rest)[0][:60])


def _day_before(words: str) -> dt.date | None:
    match = _ON_DAY.search(words)
    return first_date(match["day"]) if match else None


def _title(pieces: Sequence[Piece]) -> int | None:
    """The first line that is a title in sentence case: a type and what it is about ("Kế hoạch hỗ trợ …")."""
    for at, piece in enumerate(pieces[:OPENING]):
        if 20 < len(piece.text) <= LONGEST_TITLE and _named(piece)[0] and not re.search(r"[:;]\s*$|\bnày\b", piece.text):
            return at
        if begins_content(piece.text) and at > 2:
            break
    return None


def _named(piece: Piece) -> tuple[str | None, str | None]:
    bare = piece.flat
    for name in sorted(kind_names(), key=len, reverse=True):
        if bare.startswith(name + " ") and piece.text[:1].isupper() and not re.match(rf"{name} (?:so|nay|tren|do)\b", bare):
            return kind_names()[name], tidy(piece.text[len(name) :])
    return None, None


def _of_heading(text: str) -> str | None:
    """The subject that a heading gives: what follows type and number, where it begins with them ("Thông tư 05/2020/TT-BYT …")."""
    match = _NAMED_HEADING.match(text)
    return tidy(text[match.end() :] if match else text)


def _heading(pieces: Sequence[Piece]) -> int | None:
    """The line most like the heading of a page: among the first, long enough and not a sentence."""
    for at, piece in enumerate(pieces[:12]):
        if is_property(piece.text) or (at and is_property(pieces[at - 1].text, alone=True)) or is_of_page(piece.text):
            continue
        if 25 <= len(piece.text) <= LONGEST_TITLE and not piece.text.rstrip().endswith((".", ":", ";")) and not begins_content(piece.text):
            return at
    return None


def _heading_numbered(pieces: Sequence[Piece]) -> tuple[int, re.Match[str]] | None:
    """The heading of a page that names the document whole: type, number, day, issuer, "về việc …" and no sentence after it."""
    for at, piece in enumerate(pieces[:6]):
        if len(piece.text) <= LONGEST_TITLE and not piece.text.rstrip().endswith((":", ";", ",")) and (match := _HEADING.match(piece.text)):
            return at, match
    return None


def _introduction(pieces: Sequence[Piece], kind: str | None) -> tuple[int, re.Match[str]] | None:
    """The sentence that introduces the document: its type agrees with the title, and the content or an enclosure follows."""
    for at, piece in enumerate(pieces[:OPENING]):
        match = _INTRODUCES.search(piece.text)
        if match is None or not _agrees(match["kind"], kind):
            continue
        serial = match["serial"] or match["serial2"]
        enclosed = any(
            re.search(r"[Đđ]ính kèm|[Tt]ải|[Xx]em", other.text) and serial in other.text for other in pieces if other is not piece
        )
        if _FOLLOWS.search(match["rest"]) or enclosed:
            return at, match
    return None


def _news(pieces: Sequence[Piece], kind: str | None) -> tuple[int, re.Match[str]] | None:
    """The lead of the page, among its first lines; a document's own citation of another comes behind words of its own."""
    for at, piece in enumerate(pieces[:_NEWS_OPENING]):
        match = _NEWS.match(piece.text) or _NEWS_UNDATED.match(piece.text)
        if match is not None and _agrees(match["kind"], kind) and _issuer(match["issuer"])[0]:
            return at, match
    return None


def _reported(pieces: Sequence[Piece], index: int, match: re.Match[str], title: Piece | None) -> Quotation:
    """What the lead says; a day without its year takes that of the page's own day, where the page shows one at its head."""
    number = _number(match) if match["serial"] or match["serial2"] else None
    day = match.groupdict().get("day")
    if title is None and (at := _heading(pieces[:index])) is not None:
        title = pieces[at]
    issuer, signer = _issuer(match["issuer"])
    return Quotation(
        kind=_kind_named(match["kind"], number.kind if number else None),
        number=number.number if number else match["plain"],
        issued_on=_news_day(day, [piece.text for piece in pieces[:_NEWS_OPENING]]) if day else None,
        issuer=issuer,
        signer=signer,
        subject=_reported_subject(match["rest"], title),
        piece=pieces[index],
        title=title,
        end=index,
    )


def _reported_subject(rest: str, title: Piece | None) -> str | None:
    """What follows "về việc" in the lead; else the heading of the page; else what follows "về"."""
    about = _ABOUT.search(rest)
    words = tidy(re.split(r",? trong đó\b|\. ", _FOLLOWS.split(about["about"])[0])[0]) if about else None
    if words and (re.search(r"về việc|V/v", about.group() if about else "") or re.match(r"\s*(?:chỉ đạo )?về\s", rest)):
        return words
    return _of_heading(title.text) if title else words


def _news_day(written: str, opening: Sequence[str]) -> dt.date | None:
    """The day of the lead; its year, where it gives none, from the first full day at the head of the page that is not before it."""
    day, month, *year = (int(part) for part in re.findall(r"\d+", written))
    pages = [found for text in opening if len(text) < 60 and (found := _page_day(text)) is not None]
    years = year or [found.year for found in pages[:1]]
    try:
        found = dt.date(years[0], month, day) if years else None
    except ValueError:
        return None
    return found if year or found is None or found <= pages[0] else found.replace(year=found.year - 1)


def _page_day(text: str) -> dt.date | None:
    """The day that a page shows of itself, also in the form of machines ("2016-08-25 09:40")."""
    match = re.match(r"\W*((?:19|20)\d\d-\d\d-\d\d)\b", text)
    try:
        return dt.date.fromisoformat(match[1]) if match else first_date(text)
    except ValueError:
        return None


def _source(pieces: Sequence[Piece], kind: str | None) -> tuple[int, re.Match[str]] | None:
    """The note of source: in brackets, or among the last lines."""
    for at, piece in enumerate(pieces):
        match = _SOURCE_NOTE.match(piece.text) if len(piece.text) < 200 else None
        noted = piece.text.lstrip().startswith("(") or at >= len(pieces) - 4
        if match is not None and noted and _agrees(match["kind"], kind):
            return at, match
    return None


def kind_of_itself(pieces: Sequence[Piece]) -> str | None:
    """The type by which the content names itself ("thi hành Quyết định này", "Nhận được công văn này"); None where it does not."""
    for piece in pieces:
        if match := _ITSELF.search(piece.text):
            return match["kind"].lower()
    return None


def _agrees(named: str | None, kind: str | None) -> bool:
    return kind is None or named is None or named.lower() in ("văn bản", kind)


def _kind_named(named: str | None, by_symbol: str | None) -> str:
    if named is None or named.lower() == "văn bản":
        return by_symbol or "công văn"
    return kind_names().get(flat(named), OTHER)


def _content_after(pieces: Sequence[Piece], index: int) -> int:
    """The first piece after the introduction that is content and not a note of an enclosure."""
    at = index + 1
    while at < len(pieces) and re.match(r"\W*(?:dinh kem|tai ve|xem chi tiet|noi dung)\b", pieces[at].flat) and len(pieces[at].text) < 160:
        at += 1
    return at


def _issuer(words: str | None) -> tuple[str | None, str | None]:
    """The body in the words before "đã ban hành", the last clause that begins with the name of one; and the person who signed."""
    if not words:
        return None, None
    clause = _last_body(re.split(r"\b[Nn]gày\s[\d/]+,?\s", words)[-1])
    body = body_named(clause)
    if body is None or not _PERSON.match(flat(clause)):
        return body, None
    return _without_person(body)


def _last_body(clause: str) -> str:
    """The clause from the last comma on behind which a body is named; "Sở Văn hóa, Thể thao và Du lịch" is one."""
    starts = [0, *(match.end() for match in re.finditer(r",\s+(?=[A-ZĐỦƯ])", clause))]
    return next((clause[at:] for at in reversed(starts) if body_named(clause[at:])), clause[starts[-1] :]).strip()


def _without_person(body: str) -> tuple[str, str | None]:
    """The body and the person named after it ("UBND tỉnh Hà Giang Nguyễn Văn A"); the longest name that leaves the body a name."""
    words = body.split()
    for size in (4, 3, 2):
        rest = words[: len(words) - size]
        name = name_in(" ".join(words[-size:])) if len(words) >= size + 2 and words[-size] in listed("surnames") else None
        if name is not None and not known_parts(" ".join(words[-size:]), "provinces"):
            return " ".join(rest), name
    return body, None


def body_named(clause: str) -> str | None:
    """The body that the clause names, a person's office before it left out ("Chủ tịch UBND tỉnh" → "UBND tỉnh")."""
    clause = clause.strip(' ,.-–"“”')
    if match := _PERSON.match(flat(clause)):
        clause = clause[match.end() :]
    return clause if clause[:1].isupper() and starting("office_heads").match(flat(clause)) else None


def acting_body(pieces: Sequence[Piece], kind: str | None, texts: Sequence[str], place: str | None = None) -> tuple[str, Piece] | None:
    """The body that acts in the document: it issues this type, gives notice of it or asks for its execution; made whole by its place."""
    own = rf"(?:ban hành|xây dựng)\s(?:\w+\s)?{kind}" if kind else r"ban hành"
    orders = (rf"\b{own}\b", r"\b(?:xin|trân trọng) thông báo\b|\bthông báo (?:đến|tới|để)\b", rf"\b{_ACTS}\b")
    near = [*pieces[:6], *reversed(pieces[-4:])]
    for order in orders:
        for piece in near:
            for match in re.finditer(order, piece.text, re.IGNORECASE):
                clause = _last_body(re.split(r"[.;:]\s", piece.text[: match.start()].rstrip())[-1])
                clause = re.sub(r"\s(?:đã|vừa|xin|sẽ)$", "", clause.strip())
                if len(clause) < 110 and not _DOES.search(clause) and " " in (body := _without_person(body_named(clause) or "")[0]):
                    return whole_name(_superior(body, piece.text), texts, place), piece
    return None


def _superior(body: str, sentence: str) -> str:
    """For "Thừa lệnh Bộ trưởng, Văn phòng Bộ …" the ministry itself."""
    match = re.match(r"\W*thua lenh (bo truong|chu tich|giam doc)", flat(sentence))
    if match and flat(body) in ("van phong bo", "van phong"):
        return "Bộ" if match[1] == "bo truong" else body
    return body


def whole_name(body: str, texts: Sequence[str], place: str | None = None) -> str:
    """The name with the place it lacks ("Ủy ban nhân dân tỉnh" → "… tỉnh Quảng Trị"), where the document names one place only or most."""
    match = re.search(r"(?:^|\s)(tỉnh|thành phố|huyện|quận|thị xã|xã|phường|bộ)$", body, re.IGNORECASE)
    if match is None:
        return body
    if match[1].lower() == "bộ":
        return _whole_ministry(body, texts)
    named = _places(match[1], texts)
    if place is not None and (not named or any(flat(name) == flat(place) for name in named)):
        return f"{body} {place}"
    if not named:
        return body
    return f"{body[: match.start(1)]}{match[1].lower()} {named.most_common(1)[0][0]}"


def _places(class_word: str, texts: Sequence[str]) -> Counter[str]:
    """The proper names that follow a class word in the texts, with how often; titles set in small letters count by their known names."""
    found: Counter[str] = Counter()
    name = r"(?:[A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ][\w'’]*(?:\s-\s|\s)?)+"
    for text in texts:
        for match in re.finditer(rf"(?i:{class_word})\s(?P<name>{name})", text):
            words = match["name"].split()
            found[" ".join(words[:4])] += 1
    known = {key: count for key, count in found.items() if known_parts(key, "provinces")}
    return Counter(known) if known else found


def _whole_ministry(body: str, texts: Sequence[str]) -> str:
    for text in texts:
        for match in re.finditer(r"\bBộ\s(?P<rest>[^.;:()]{3,60})", text):
            if part := known_parts(match["rest"], "phrases"):
                return f"Bộ {part}"
    return body
