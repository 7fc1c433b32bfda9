"""What depends on how wide words stand: drawn rules in proportion to the line above them, and names broken into even lines."""

from __future__ import annotations

from lxml import etree

from drafting.format import Profile, drawn, has, text_width_mm, twips_of_mm
from drafting.render.line_breaks import telling_room_mm
from drafting.render.styles import GREETING, STYLES
from drafting.render.wording import wording
from drafting.render.xml import q
from drafting.text_width import LINE_HEIGHT, lines, width_mm

_COMPONENT = {style.id: style.component for style in STYLES}
_EVEN = (
    "CoQuanChuQuan",
    "CoQuanBanHanh",
    "TrichYeuCongVan",
    "Title",
    "Subtitle",
    "TieuDePhuLuc",
    "KemTheo",
    "TieuDeChuong",
    "HinhThucSao",
    "ChucVu",
    "BangDau",
    "XacNhan",
)
_BODIES = ("CoQuanChuQuan", "CoQuanBanHanh")
_NO_BREAK = "\u00a0"
_GAP_MM = 3.0
"""What stays free at the side of a column, so that its words do not touch those of the next."""
_HEAD_GAP_MM = 1.0
"""The same for the heads of a table, whose cells have lines of their own around them."""
_RULED = {"TieuNgu": "motto", "CoQuanBanHanh": "issuer", "Subtitle": "subject", "Title": "subject", "KemTheo": "annex_reference"}
_RULE = "DuongKe"


def fit(root: etree._Element, profile: Profile, *, landscape: bool = False) -> None:
    """Sets the indents of every paragraph under `root` that depend on widths: even lines, rules, Kính gửi, the urgency box."""
    page = text_width_mm(landscape=landscape)
    above: etree._Element | None = None
    for paragraph in root.iter(q("p")):
        style = _style(paragraph)
        room = _room(paragraph, page)
        if style in _EVEN:
            _even(paragraph, style, room, profile)
        elif style == _RULE:
            _rule(paragraph, above, room, profile)
        elif style == "KinhGui":
            _greeting(paragraph, room, profile)
        elif style == "DauKhan":
            _urgency(paragraph)
        above = paragraph
    for row in root.iter(q("tr")):
        _level_names(row, profile)


def _level_names(row: etree._Element, profile: Profile) -> None:
    """Signers in one row have their names on one line, however many lines their positions take."""
    cells = [cell for cell in row.findall(q("tc")) if _named(cell, "HoTen")]
    if len(cells) < 2:
        return
    size, look = _measure("ChucVu", profile)
    counts = [sum(len(lines(_text(p), _room(p, 0), size, **look)) for p in _named(cell, "ChucVu")) for cell in cells]
    for cell, count in zip(cells, counts, strict=True):
        before = twips_of_mm(drawn("signer", "before")) + round((max(counts) - count) * size * LINE_HEIGHT * 20)
        _set(_named(cell, "HoTen")[0], "spacing", before=str(before))


def _named(cell: etree._Element, style: str) -> list[etree._Element]:
    return [paragraph for paragraph in cell.findall(q("p")) if _style(paragraph) == style]


def _style(paragraph: etree._Element) -> str:
    found = paragraph.find(f"{q('pPr')}/{q('pStyle')}")
    return "" if found is None else str(found.get(q("val")))


def _text(paragraph: etree._Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(q("t")))


def _room(paragraph: etree._Element, page_mm: float) -> float:
    """The width in which the paragraph stands: its cell's, else the text's."""
    cell = paragraph.getparent()
    width = cell.find(f"{q('tcPr')}/{q('tcW')}") if cell is not None and cell.tag == q("tc") else None
    return page_mm if width is None else int(width.get(q("w"), "0")) / twips_of_mm(1000) * 1000


def _measure(style: str, profile: Profile) -> tuple[float, dict[str, bool]]:
    component = _COMPONENT[style]
    look = {name: bool(has(component, name) and drawn(component, name)) for name in ("bold", "italic")}
    look["bold"] = look["bold"] or style == "BangDau"
    return drawn(component, "size", profile), look


def _even(paragraph: etree._Element, style: str, room: float, profile: Profile) -> None:
    size, look = _measure(style, profile)
    if style == "BangDau":
        room -= 2 * drawn("table", "padding")
    free = room - (_HEAD_GAP_MM if style == "BangDau" else _GAP_MM)
    text = _text(paragraph)
    if len(lines(text, free, size, **look)) == 1:
        return
    whole = _unbroken(text) if style in _BODIES else text
    even = telling_room_mm(whole, free, size, **look)
    if [line.replace(_NO_BREAK, " ") for line in lines(whole, even, size, **look)] != lines(text, even, size, **look):
        _say(paragraph, whole)
    _indent(paragraph, left=(room - even) / 2, right=(room - even) / 2)


def _unbroken(name: str) -> str:
    """The name with the words that name a kind of body held together: "ỦY BAN NHÂN DÂN" breaks before "XÃ", not inside."""
    for words in wording()["issuer"]["whole"]:
        name = name.replace(words.upper(), words.upper().replace(" ", _NO_BREAK))
    return name


def _say(paragraph: etree._Element, text: str) -> None:
    first, *rest = paragraph.iter(q("t"))
    first.text = text
    for node in rest:
        node.text = ""


def _rule(paragraph: etree._Element, above: etree._Element | None, room: float, profile: Profile) -> None:
    """A rule under words is a part of their last line, in its middle; one under nothing crosses the whole width."""
    style = "" if above is None else _style(above)
    if above is None or style not in _RULED:
        return
    size, look = _measure(style, profile)
    inset = sum(_indents(above))
    last = lines(_text(above), room - inset, size, **look)[-1]
    side = (room - width_mm(last, size, **look) * drawn(_RULED[style], "rule")) / 2
    _indent(paragraph, left=side, right=side)


def _greeting(paragraph: etree._Element, room: float, profile: Profile) -> None:
    """One addressee: in the middle where a line holds it, else hanging under the words after the colon."""
    text = _text(paragraph)
    size, look = _measure("KinhGui", profile)
    if text == GREETING:
        return
    if width_mm(text, size, **look) <= room - 2 * _GAP_MM:
        _indent(paragraph, left=0)
        _set(paragraph, "jc", val="center")
        return
    words = width_mm(GREETING + " ", size, **look)
    _indent(paragraph, left=drawn("body", "first_line", profile) + words, hanging=words)


def _urgency(paragraph: etree._Element) -> None:
    """The box is as wide as the law asks for its word."""
    names = {"HỎA TỐC": "hoa_toc", "THƯỢNG KHẨN": "thuong_khan", "KHẨN": "khan"}
    width = str(twips_of_mm(drawn("urgency", names[_text(paragraph)])))
    table = next(paragraph.iterancestors(q("tbl")))
    for name in ("tblW", "gridCol", "tcW"):
        for element in table.iter(q(name)):
            element.set(q("w"), width)


def _indents(paragraph: etree._Element) -> tuple[float, float]:
    found = paragraph.find(f"{q('pPr')}/{q('ind')}")
    if found is None:
        return 0.0, 0.0
    left, right = (int(found.get(q(side), "0")) / twips_of_mm(1000) * 1000 for side in ("left", "right"))
    return left, right


def _indent(paragraph: etree._Element, **sides_mm: float) -> None:
    _set(paragraph, "ind", **{side: str(twips_of_mm(length)) for side, length in sides_mm.items()})


_ORDER = [q(name) for name in ("spacing", "ind", "contextualSpacing", "mirrorIndents", "jc", "outlineLvl", "rPr", "sectPr")]


def _set(paragraph: etree._Element, name: str, **attributes: str) -> None:
    """Sets a property of the paragraph, in the place the schema gives it."""
    properties = paragraph.find(q("pPr"))
    if properties is None:
        return
    for old in properties.findall(q(name)):
        properties.remove(old)
    element = etree.Element(q(name), {q(key): value for key, value in attributes.items()})
    following = _ORDER[_ORDER.index(q(name)) + 1 :]
    at = next((index for index, child in enumerate(properties) if child.tag in following), len(properties))
    properties.insert(at, element)
