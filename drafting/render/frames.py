"""The frames: what every document of a family has around its body, as a Word template with fields in double braces.

Each function gives a piece of document.xml. Layout: Phụ lục I, Mục IV; specimens 1.1 to 1.10 and 3.1 of Phụ lục III.
"""

from __future__ import annotations

from drafting.format import drawn, text_width_mm, twips_of_mm, twips_of_points
from drafting.render.styles import GREETING, R, W

FAMILIES = ("co-ten-loai", "cong-van", "quyet-dinh", "bien-ban", "ban-sao")
"""The templates, by file name: named types, công văn, quyết định and nghị quyết, minutes, copies."""

FLUSH = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
"""Cells without margins, whatever a program gives tables by itself."""

_RULE_BORDER = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'


def document_xml(family: str) -> str:
    """document.xml of that family's template."""
    pieces = {
        "co-ten-loai": (_header(), _title(), _greeting(), _tag("{{p body }}"), _signature(beside=True), _confirmation()),
        "cong-van": (_header(letter=True), _greeting(), _tag("{{p body }}"), _signature(beside=True)),
        "quyet-dinh": (_header(), _title(), _authority(), _tag("{{p body }}"), _signature(beside=True)),
        "bien-ban": (_header(), _title(), _tag("{{p body }}"), _signature(beside=False)),
        "ban-sao": (_tag("{{p body }}"), _full_rule(), _copy_header(), _signature(beside=True)),
    }[family]
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>'
        + "".join(pieces)
        + paragraph("HetKhoi", "")
        + _tag("{{p annexes }}")
        + section(first_header="rIdFirst", first_footer="rIdFoot")
        + "</w:body></w:document>"
    )


def section(*, first_header: str, first_footer: str, landscape: bool = False, annex: bool = False) -> str:
    """A section's properties: A4, lawful margins, number from page 2; an annex counts its pages anew."""
    across, down = (twips_of_mm(drawn("page", side)) for side in (("height", "width") if landscape else ("width", "height")))
    margins = " ".join(f'w:{side}="{twips_of_mm(drawn("page", f"margin_{side}"))}"' for side in ("top", "right", "bottom", "left"))
    bands = [twips_of_mm(drawn("page", band)) for band in ("header", "footer")]
    restart = '<w:pgNumType w:start="1"/>' if annex else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="rIdHead"/><w:headerReference w:type="first" r:id="{first_header}"/>'
        f'<w:footerReference w:type="first" r:id="{first_footer}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{across}" w:h="{down}"{" w:orient=" + chr(34) + "landscape" + chr(34) if landscape else ""}/>'
        f'<w:pgMar {margins} w:header="{bands[0]}" w:footer="{bands[1]}" w:gutter="0"/>'
        f"{restart}<w:titlePg/></w:sectPr>"
    )


def paragraph(style: str, text: str, properties: str = "") -> str:
    """A paragraph of that style; `text` may hold a field; `properties` follow the style in pPr."""
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{run}</w:p>'


def rule(after_pt: float = 0.0) -> str:
    """A drawn rule; its length is set once the line above it is known."""
    spacing = f'<w:spacing w:after="{twips_of_points(after_pt)}"/>' if after_pt else ""
    return paragraph("DuongKe", "", _RULE_BORDER + spacing)


def table(widths_mm: list[float], rows: list[str]) -> str:
    """A borderless table of fixed widths, its text flush with its edges."""
    grid = "".join(f'<w:gridCol w:w="{twips_of_mm(width)}"/>' for width in widths_mm)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips_of_mm(sum(widths_mm))}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'{FLUSH}<w:tblLook w:val="0000"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def row(widths_mm: list[float], cells: list[str], span: int = 1) -> str:
    """A row that stays on one page; each cell is given as its paragraphs and covers `span` columns."""
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{twips_of_mm(width)}" w:type="dxa"/>{across}</w:tcPr>{cell}</w:tc>'
        for width, cell in zip(widths_mm, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{made}</w:tr>"


def _tag(tag: str) -> str:
    return paragraph("Normal", tag)


def _when(condition: str, piece: str) -> str:
    return _tag(f"{{%p if {condition} %}}") + piece + _tag("{%p endif %}")


def _each(names: str, piece: str) -> str:
    return _tag(f"{{%p for {names} %}}") + piece + _tag("{%p endfor %}")


def _header_widths() -> list[float]:
    return [drawn("layout", "header_left"), drawn("layout", "header_right")]


def _issuer() -> str:
    return _when("parent", paragraph("CoQuanChuQuan", "{{ parent }}")) + paragraph("CoQuanBanHanh", "{{ issuer }}") + rule()


def _header(*, letter: bool = False) -> str:
    """Cells 1 to 4, 5b and 10b: number and date share a row, so they share a line however many the issuer's name takes."""
    widths = _header_widths()
    national = paragraph("QuocHieu", drawn("national_name", "text")) + paragraph("TieuNgu", drawn("motto", "text")) + rule()
    number = paragraph("SoKyHieu", "{{ number }}") + (paragraph("TrichYeuCongVan", "{{ letter_subject }}") if letter else "")
    when = _when("place_and_date", paragraph("DiaDanhThoiGian", "{{ place_and_date }}")) + _end_of_cell("place_and_date")
    urgency = [_tag_row("{%tr if urgency %}"), row(widths, [_urgency_box(), paragraph("HetKhoi", "")]), _tag_row("{%tr endif %}")]
    return table(widths, [row(widths, [_issuer(), national]), row(widths, [number, when]), *urgency])


def _end_of_cell(field: str) -> str:
    """A cell must hold a paragraph, so one stands in where the field is empty."""
    return _when(f"not {field}", paragraph("HetKhoi", ""))


def _urgency_box() -> str:
    """Cell 10b: a box of the lawful size (its width is set with the word), in the middle of the left column."""
    side = '<w:{} w:val="single" w:sz="8" w:space="0" w:color="' + drawn("urgency", "colour") + '"/>'
    borders = "".join(side.format(name) for name in ("top", "left", "bottom", "right"))
    width, height = twips_of_mm(drawn("urgency", "khan")), twips_of_mm(drawn("urgency", "height"))
    return (
        paragraph("HetKhoi", "", '<w:spacing w:before="120"/>')
        + f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{FLUSH}<w:tblLook w:val="0000"/></w:tblPr><w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr>'
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        + paragraph("DauKhan", "{{ urgency }}")
        + "</w:tc></w:tr></w:tbl>"
        + paragraph("HetKhoi", "")
    )


def _title() -> str:
    return paragraph("Title", "{{ title }}") + _when("subject", paragraph("Subtitle", "{{ subject }}")) + rule(drawn("subject", "after"))


def _greeting() -> str:
    many = paragraph("KinhGui", GREETING) + _each("place in addressees", paragraph("KinhGuiDong", "{{ place }}"))
    return _when("addressee", paragraph("KinhGui", GREETING + " {{ addressee }}")) + _when("addressees", many)


def _authority() -> str:
    bases = _each("basis in bases", paragraph("CanCu", "{{ basis }}"))
    opening = _each("words in opening", paragraph("BodyText", "{{ words }}"))
    return paragraph("ThamQuyen", "{{ issuing_authority }}") + bases + opening + paragraph("ThamQuyen", "{{ decision_words }}")


def _full_rule() -> str:
    return _when("body_given", paragraph("HetKhoi", "", '<w:spacing w:before="240"/>')) + rule(drawn("copy_form", "before"))


def _copy_header() -> str:
    widths = _header_widths()
    form = paragraph("HinhThucSao", "{{ copy_form }}")
    below = [paragraph("SoKyHieu", "{{ number }}"), paragraph("DiaDanhThoiGian", "{{ place_and_date }}")]
    return table(widths, [row(widths, [_issuer(), form]), row(widths, below)])


def _signature(*, beside: bool) -> str:
    """Cells 7 and 9b. One signer stands beside Nơi nhận; of several, two a row, with Nơi nhận below them (mẫu 1.9)."""
    widths = [drawn("layout", "signature_left"), drawn("layout", "signature_right")]
    halves = [text_width_mm() / 2] * 2
    two = [_tag_row("{%tr if pair|length == 2 %}"), row(halves, [_signer("pair[0]"), _signer("pair[1]")]), _tag_row("{%tr else %}")]
    one = [row([sum(halves)], [_signer("pair[0]")], span=2), _tag_row("{%tr endif %}")]
    pairs = [_tag_row("{%tr for pair in pairs %}"), *two, *one, _tag_row("{%tr endfor %}")]
    below = paragraph("HetKhoi", "") + table(widths, [row(widths, [_recipients(), paragraph("HetKhoi", "")])])
    several = table(halves, pairs) + below
    if not beside:
        return several
    alone = table(widths, [row(widths, [_recipients(), _signer("signers[0]")])])
    return _tag("{%p if signers|length == 1 %}") + alone + _tag("{%p else %}") + several + _tag("{%p endif %}")


def _confirmation() -> str:
    """What the body of the place of leave fills in and signs, at the left below the signature (mẫu 1.10)."""
    widths = [drawn("layout", "signature_left"), drawn("layout", "signature_right")]
    words = paragraph("XacNhan", "{{ confirmation[0] }}") + paragraph("XacNhan", "{{ confirmation[1] }}")
    gap = paragraph("HetKhoi", "", f'<w:spacing w:before="{twips_of_points(drawn("confirmation", "before"))}"/>')
    return _when("confirmation", gap) + _when("confirmation", table(widths, [row(widths, [words, paragraph("HetKhoi", "")])]))


def _tag_row(tag: str) -> str:
    return f'<w:tr><w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>{paragraph("Normal", tag)}</w:tc></w:tr>'


def _recipients() -> str:
    spacing = f'<w:spacing w:before="{twips_of_points(drawn("signature", "before"))}"/>'
    return paragraph("NoiNhan", "Nơi nhận:", spacing) + _each("place in recipients", paragraph("NoiNhanDong", "{{ place }}"))


def _signer(who: str) -> str:
    spacing = f'<w:spacing w:before="{twips_of_points(drawn("signature", "before"))}"/>'
    first = paragraph("ChucVu", f"{{{{ {who}.lines[0] }}}}", spacing)
    return first + _each(f"line in {who}.lines[1:]", paragraph("ChucVu", "{{ line }}")) + paragraph("HoTen", f"{{{{ {who}.name }}}}")
