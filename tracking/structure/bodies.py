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
_DOES = re.compile(r"\s(?:kiểm tra các|triển khai|thực hiện|báo cáo|không|có văn bản|có công văn)\s")
"""What a sentence says that the words before an order are more than a name."""
_ACTS = (
    r"(?:đã\s|vừa\s|xin\s|trân trọng\s)?"
    r"(?:ban hành|xây dựng|yêu cầu|thông báo|hướng dẫn|đề nghị|giao|chỉ đạo|có ý kiến|triển khai kế hoạch)"
)


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
                clause = last_body(re.split(r"[.;:]\s", piece.text[: match.start()].rstrip())[-1])
                clause = re.sub(r"\s(?:đã|vừa|xin|sẽ)$", "", clause.strip())
                if len(clause) < 110 and not _DOES.search(clause) and " " in (body := without_person(body_named(clause) or "")[0]):
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
