"""Names of bodies in running sentences: where one begins, who acts for it, and the place it lacks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tracking.structure.capitals import known_parts
from tracking.structure.flat import flat
from tracking.structure.knowledge import listed, starting
from tracking.structure.pieces import Piece
from tracking.structure.signing import name_in

_PERSON = re.compile(
    r"^(?:thua lenh|thay mat|pho)?\s*(?:chu tich|giam doc|bo truong|pho chu tich|thu truong|lanh dao|thuong truc|chanh van phong|bi thu)\s+"
)
_CITED = re.compile(r"\s*(?:[^\W\d]+\s){0,3}số\s?:?\s*\d")
"""What follows "ban hành" where another document is cited: its number."""
_OBJECT = re.compile(r"\s(?:về|của|ngày|số|tại|trên|căn cứ|chủ động|phối hợp|có|phải|cần|để|khi|nếu|theo|ở)\s")
"""Words behind a name that make it part of something else, or show that it is told to act."""
_PREDICATE = re.compile(r"\s(?:kết luận|đã|vừa|xin|sẽ|chủ trì|thống nhất|nhận được)(?:\s.*)?$")
_PLACELESS = {"uy ban nhan dan": "Ủy ban nhân dân", "ubnd": "UBND", "hoi dong nhan dan": "Hội đồng nhân dân", "hdnd": "HĐND"}
"""Names that say nothing without a place."""
_LEVELS = "tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu"
_OWN_LEVEL = re.compile(
    rf"(?:UBND|[ỦU][ỷyỶỳ] ban nhân dân|HĐND|Hội đồng nhân dân|địa bàn|Chủ tịch UBND|toàn)\s(?P<level>{_LEVELS})(?![^\W\d])", re.IGNORECASE
)
_DOES = re.compile(r"\s(?:kiểm tra các|triển khai|thực hiện|báo cáo|không|có văn bản|có công văn)\s")
"""What a sentence says that the words before an order are more than a name."""
_ACTS = (
    r"(?:da\s|vua\s|xin\s|tran trong\s)?"
    r"(?:ban hanh|xay dung|yeu cau|thong bao|huong dan|de nghi|giao|chi dao|co y kien|trien khai ke hoach)"
)
OPENING, CLOSING = 14, 10
"""Pieces at both ends of the content among which a body says what it does."""
LONGEST_ACTOR = 110
"""Characters of the name of a body with what stands between it and its verb."""


def issuer_before(words: str | None) -> tuple[str | None, str | None]:
    """The body in the words before "đã ban hành", the last clause that begins with the name of one; and the person who signed."""
    if not words:
        return None, None
    clause = last_body(re.split(r"\b[Nn]gày\s[\d/]+,?\s", words)[-1])
    body = body_named(clause)
    if body is None or not _PERSON.match(flat(clause)):
        return body, None
    return without_person(body)


def last_body(clause: str) -> str:
    """The clause from the last comma on behind which a body is named; "Sở Văn hóa, Thể thao và Du lịch" is one."""
    starts = [0, *(match.end() for match in re.finditer(r",\s+(?=[A-ZĐỦƯ])", clause))]
    return next((clause[at:] for at in reversed(starts) if body_named(clause[at:])), clause[starts[-1] :]).strip()


def without_person(body: str) -> tuple[str, str | None]:
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
    clause = without_office(clause.strip(' ,.-–"“”'))
    return clause if names_body(clause) else None


def without_office(words: str) -> str:
    """The words without the office of a person before the name of the body ("CHỦ TỊCH UBND TỈNH" → "UBND TỈNH")."""
    match = _PERSON.match(flat(words))
    return words[match.end() :] if match else words


def names_body(words: str) -> bool:
    """Whether the words begin as the name of a body does: neither an act ("Ban hành …") nor an office held ("Tổng cục trưởng …")."""
    bare = flat(words)
    if not words[:1].isupper() or starting("never_body").match(bare):
        return False
    head, person = starting("office_heads").match(bare), starting("positions").match(bare)
    return head is not None and (person is None or person.end() <= head.end())


def placed(name: str, texts: Sequence[str], place: str | None = None) -> str:
    """The name with the place it lacks: a people's committee with its level and the place of its line of place and day."""
    if flat(name) not in _PLACELESS:
        return whole_name(name, texts, place)
    levels = Counter(match["level"].lower() for text in texts for match in _OWN_LEVEL.finditer(text))
    if place is not None:
        called = re.compile(rf"(?P<level>{_LEVELS})\s{re.escape(place)}", re.IGNORECASE)
        own = Counter(match["level"].lower() for text in texts for match in called.finditer(text))
        if own or levels:
            return f"{name} {(own or levels).most_common(1)[0][0]} {place}"
    return whole_name(f"{name} {levels.most_common(1)[0][0]}", texts) if levels else name


def acting_body(pieces: Sequence[Piece], kind: str | None, texts: Sequence[str], place: str | None = None) -> tuple[str, Piece] | None:
    """The body that acts in the document: it issues this type, gives notice of it or asks for its execution; made whole by its place."""
    own = rf"(?:ban hanh|xay dung)\s(?:\w+\s)?{flat(kind)}" if kind else r"ban hanh"
    orders = (rf"\b{own}\b", r"\b(?:xin|tran trong) thong bao\b|\bthong bao (?:den|toi|de)\b", rf"\b{_ACTS}\b")
    near = [*_paragraphs(pieces[:OPENING])[:6], *reversed(_paragraphs(pieces[-CLOSING:])[-4:])]
    for order in orders:
        for piece, text in near:
            for match in re.finditer(order, flat(text)):
                if body := _actor(text, match):
                    return whole_name(_superior(body, text), texts, place), piece
    return None


def _paragraphs(pieces: Sequence[Piece]) -> list[tuple[Piece, str]]:
    """Paragraphs as their first pieces and their words, printed lines joined: a line that ends open goes on below."""
    out: list[tuple[Piece, str]] = []
    for piece in pieces:
        if out and out[-1][1].rstrip()[-1:] not in ".:;!?/" and piece.line is not None and not piece.line.whole and not piece.opaque:
            out[-1] = out[-1][0], f"{out[-1][1]} {piece.text}"
        else:
            out.append((piece, piece.text))
    return out


def _actor(text: str, order: re.Match[str]) -> str | None:
    """The body right before the words of an order; None where another document is cited or somebody is told to act."""
    after = text[order.end() :]
    if ("ban hanh" in order.group() and _CITED.match(after)) or re.match(r"\s+của\s", after):
        return None
    clause = last_body(re.split(r"[.;:]\s", text[: order.start()].rstrip())[-1])
    clause = _PREDICATE.sub("", clause.strip())
    if len(clause) >= LONGEST_ACTOR or _DOES.search(clause) or _OBJECT.search(clause):
        return None
    body = without_person(body_named(clause) or "")[0]
    return body if " " in body else None


def _superior(body: str, sentence: str) -> str:
    """For "Thừa lệnh Bộ trưởng, Văn phòng Bộ …" the ministry itself."""
    match = re.match(r"\W*thua lenh (bo truong|chu tich|giam doc)", flat(sentence))
    if match and flat(body) in ("van phong bo", "van phong"):
        return "Bộ" if match[1] == "bo truong" else body
    return body


def whole_name(body: str, texts: Sequence[str], place: str | None = None) -> str:
    """The name with the place it lacks ("Ủy ban nhân dân tỉnh" → "… tỉnh Quảng Trị"), where the document names one place only or most."""
    if flat(body) == "thu tuong":
        return f"{body} Chính phủ"
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
