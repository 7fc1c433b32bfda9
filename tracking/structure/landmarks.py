"""What a single piece is, looked at alone: one of the fixed parts of a head or an end, or none of them."""

from __future__ import annotations

import re
from typing import Literal

from drafting.kinds import OTHER
from tracking.structure.dating import read_date_line
from tracking.structure.flat import find_phrase, flat, is_capitals
from tracking.structure.knowledge import anywhere, kind_names, listed, phrase, starting
from tracking.structure.numbering import bare_symbol, read_number_line
from tracking.structure.pieces import Piece

Role = Literal[
    "national", "motto", "party", "rule", "page", "stamp", "urgency", "number", "date", "about", "salutation",
    "dispatch", "title", "enact", "attached", "annex", "recipients", "table", "text",
]  # fmt: skip

SHORT = 120
"""Characters; a longer piece is text, unless it begins with V/v or Kính gửi."""

_STAMP_FIGURES = re.compile(
    r"(?:cv|ngay|den)?\W*(?:so|ngay|den)?\W*(?:\d{1,2}\W\d{1,2}\W\d{2,4})\W*|(?:cv|den)?\W*so\s?[:.…_]*\s*\d[\d.]*\W*"
)
_RECEIVED = re.compile(r"den\W*(?:(?:so|ngay|gio)\b(?!\s+[a-z]{2})[^a-z]*(?:[a-z]+\W*)?[^a-z]*)?|den\W+[^a-z]*")
"""The word "ĐẾN" of a receiver's stamp, alone or with its number or day; no line of a subject ("đến năm 2030")."""
_SALUTATION = re.compile(
    r"^\W*kinh\s?g[uo]?[iu]\b|^\W*kinh\s?gui|^\W*gui\s*:\s*(?=(?:-\s*)?"
    r"(?:cac|ubnd|uy ban|so|phong|ban|bo|truong|cuc|chi cuc|van phong|lanh dao|thu truong|giam doc|chu tich|dong chi|ong|ba"
    r"|hoi|doan|cong an|chanh|hieu truong|kho bac|bao hiem)\s)"
)
_ABOUT = re.compile(r"^\W*(?:v\s?/\s?v\b|vv\b\s*:?\s|v/v|v[ijl1|\\]?[vy]\s(?=[a-z])|vwv?\s(?=[a-z]))\W*")
_DISPATCH = re.compile(
    r"(?:^|(?<!cong)\s)(?:gui\s+)?dien\s*:\s*$|^\W*dien\s*:|"
    r"^\W*(?:ban|van phong|uy ban|ubnd|bo|so|chu tich|thu tuong|tong cuc|cuc|bo truong|giam doc)\s[^:;.]{2,90}"
    r"(?<!cong)(?<!ve)(?<!kiem)(?<!nganh)(?<!luoi)(?<!cap)\s(?:gui\s+)?dien"
    r"\s*:\s*(?=(?:-\s*)?(?:cac|ubnd|uy ban|bo|so|giam doc|chu tich|cong an|dong chi)\s)"
)
_ATTACHED = re.compile(
    r"^\W*\(?\s*(?:ban hanh\s+)?(?:dinh\s+)?kem\s+theo\b|^\(\s*(?:phu luc|danh sach)?\s*(?:ban hanh\s+)?kem\b|^\W*ban hanh kem theo\b"
)
_RECIPIENTS = re.compile(r"^\W*n[oơ]i\s*nh[aâ]n\b|^\W*noi\s?nhan")
_ANNEX = re.compile(
    r"^\W*(?:(?:phu\s?luc|bieu\s?mau)\s*(?:so\s*)?[:.]?\s*(?P<number>[ivxl]+|\d{1,2}[a-z]?|[a-z]|\d{1,2}[-./]\w{1,8})?"
    r"|(?:mau|bieu)\s+(?:so\s*)?[:.]?\s*(?:\d{1,2}[a-z]?|\d{1,2}[-./]\w{1,8}|[ivxl]+))\s*(?P<rest>\W.*)?$"
)
DECIDING = ("quyết định", "nghị quyết")
"""The types that name the body that decides between title and căn cứ (Phụ lục III, mẫu 1.1 to 1.3)."""
_TITLE_EDGES = " :-–*_|.,'`\""
_DEBRIS = re.compile(r"\W*[ĐD][EÉẾÊẼ]N(?=\W)(?:[^\w\n]|\w(?!\w)){2,20}(?=[A-ZĐÀ-Ỹ]{2})")
"""What a receiver's stamp leaves before a title printed on the same line ("DEN : | CHỈ THỊ")."""
_WARD = re.compile(r"\W*(?:PHƯỜNG|PHƯÒNG)\s")
"""The name of a ward ("PHƯỜNG AN …") has the bare letters of a title."""
_ZERO = re.compile(r"(?<=[a-z])0|0(?=[a-z]{2})")
"""A nought that a scan read for the letter O inside a word."""
_YOUTH = re.compile(r"\W*doan (?:tncs|thanh nien cong san) ho chi minh\W*")
"""What papers of the youth union print where others print the national name."""
_ORDINAL = re.compile(
    r"^\s*(?:\d{1,2}[.)]|\d{1,2}\.\d|[IVXLH]{1,5}\s?[.\-)–/]|[a-zđ]\)|Điều\s+\d|Phần\s|Chương\s|PHẦN\s|CHƯƠNG\s|Mục\s+\d|MỤC\s+\d)"
)
_BULLET = re.compile(r"^\s*[-–—+•*●▪]\s?\S")


def role_of(piece: Piece) -> Role:
    """The part that the piece is by its own words."""
    if piece.opaque:
        return "table"
    if not any(char.isalnum() for char in piece.text):
        return "rule"
    bare = piece.flat
    if _SALUTATION.search(bare):
        return "salutation"
    if _ABOUT.match(bare):
        return "about"
    if len(piece.text) > SHORT:
        return "attached" if _ATTACHED.match(bare) and piece.text.lstrip().startswith("(") else "text"
    return _short_role(piece, bare)


def _short_role(piece: Piece, bare: str) -> Role:
    text = piece.text
    if re.fullmatch(r"\W*\d{1,3}\W*", text):
        return "page"
    if _YOUTH.fullmatch(bare):
        return "party"
    names: tuple[Literal["national", "party", "motto"], ...] = ("national", "party", "motto")
    for name in names:
        if (
            (found := find_phrase(text, phrase(name)))
            and found[1] - found[0] >= 0.6 * len(text)
            and (name == "motto" or is_capitals(text[slice(*found)]))
        ):
            return name
    if _is_stamp(bare):
        return "stamp"
    if re.sub(r"[^a-z ]", "", bare).strip() in _urgencies() and text.upper() == text:
        return "urgency"
    if read_number_line(text) or bare_symbol(text):
        return "number"
    if (day := read_date_line(text, bare)) and len(day.words) >= len(text.strip(" .,…_")) - 8:
        return "date"
    return _worded_role(piece, bare)


def _worded_role(piece: Piece, bare: str) -> Role:
    if _RECIPIENTS.match(bare):
        return "recipients"
    if _ATTACHED.match(bare):
        return "attached"
    if _DISPATCH.search(bare):
        return "dispatch"
    if annex_label(piece.text) and not _BULLET.match(piece.text):
        return "annex"
    if named := kind_of_title(piece.text):
        return "enact" if named[0] in DECIDING and re.search(r":\s*\W*$", piece.text) else "title"
    return "text"


def _is_stamp(bare: str) -> bool:
    """Whether the line is part of a stamp: its words, or a number or short day as a clerk writes them into it."""
    words = re.sub(r"^\W+", "", bare)
    if words.startswith("den"):
        return _RECEIVED.fullmatch(words) is not None
    return bool(starting("stamp_lines").match(words) or _STAMP_FIGURES.fullmatch(words))


def _urgencies() -> set[str]:
    return {flat(mark) for mark in listed("urgency")}


def kind_of_title(text: str) -> tuple[str, str] | None:
    """The type that a line in capitals names as a title, and the words after it; "khác" for titles outside the 29; None for other lines."""
    if not is_capitals(text[_noise(text) :]) or _WARD.match(text):
        return None
    skipped = _noise(text) if (debris := _DEBRIS.match(text)) is None else debris.end()
    bare = _ZERO.sub("o", flat(text)[skipped:])
    for name in sorted(kind_names(), key=len, reverse=True):
        if re.match(rf"{name}(?![a-z0-9])", re.sub(r"\s+", " ", bare)):
            return kind_names()[name], text[skipped + len(name) :].strip(_TITLE_EDGES)
    if named := _spaced_out(text):
        return named, ""
    if match := starting("other_titles").match(bare):
        return OTHER, text[skipped + match.end() :].strip(_TITLE_EDGES)
    return None


def _spaced_out(text: str) -> str | None:
    """The type that a title names whose letters stand apart, by taste or by OCR ("K Ế  H O Ạ C H", "K ÉT LUẬN")."""
    letters = re.sub(r"[^a-z]", "", _ZERO.sub("o", flat(text)))
    if len(text) > 40:
        return None
    titles = kind_names() | {flat(title): OTHER for title in listed("other_titles")}
    return next((named for name, named in titles.items() if name.replace(" ", "") == letters), None)


def _noise(text: str) -> int:
    """How many characters stand before the first word of three letters or more: specks, rules, parts of a stamp."""
    match = re.search(r"[^\W\d_]{2,}(?=\s+[^\W\d_]{2,})|[^\W\d_]{3,}", text)
    return match.start() if match else 0


def annex_label(text: str) -> tuple[str, str] | None:
    """The label of an annex ("Phụ lục II") and what stands after it on the line; None for other lines."""
    match = _ANNEX.match(flat(text))
    if match is None or len(text) > SHORT:
        return None
    rest = match["rest"]
    at = match.start("rest") if rest else len(text)
    after = text[at:].strip(" :.-–\n")
    if rest and not re.match(r"\s*[:.\-–(]", rest) and not is_capitals(after):
        return None
    return text[:at].strip(" :.-–"), after


def begins_content(text: str) -> bool:
    """Whether the line can only be the beginning of a paragraph of the content: a number, or words that open one."""
    words = text.lstrip(" _.,·•|\"'“”`~^:;")
    if _ORDINAL.match(words):
        return True
    bare = flat(words)
    opens = words[:1].isupper() and not is_capitals(words) and starting("body_starters").match(bare)
    return bool(opens) or bool(anywhere("body_words").search(bare))


def is_bullet(text: str) -> bool:
    """Whether the line begins with a dash, a plus or a dot of a list."""
    return bool(_BULLET.match(text))
