"""The named styles of our documents, made from the table of figures: whoever edits in Word picks a style and stays lawful."""

from __future__ import annotations

from dataclasses import dataclass

from drafting.format import Profile, drawn, has, twips_of_mm, twips_of_points
from drafting.text_width import width_mm

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

GREETING = "Kính gửi:"
_DASH = "- "


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its id in files, its name in Word, the component of the table whose figures it bears."""

    id: str
    name: str
    component: str
    following: str = ""
    outline: int | None = None
    keep_next: bool = False
    like_body: bool = False


STYLES = (
    Style("QuocHieu", "Quốc hiệu", "national_name", "TieuNgu"),
    Style("TieuNgu", "Tiêu ngữ", "motto"),
    Style("CoQuanChuQuan", "Cơ quan chủ quản", "parent", "CoQuanBanHanh"),
    Style("CoQuanBanHanh", "Cơ quan ban hành", "issuer"),
    Style("SoKyHieu", "Số, ký hiệu", "number"),
    Style("DiaDanhThoiGian", "Địa danh, thời gian", "place_and_date"),
    Style("TrichYeuCongVan", "Trích yếu công văn", "letter_subject"),
    Style("Title", "Title", "title", "Subtitle", keep_next=True),
    Style("Subtitle", "Subtitle", "subject", "BodyText", keep_next=True),
    Style("KinhGui", "Kính gửi", "addressees", "KinhGuiDong"),
    Style("KinhGuiDong", "Kính gửi, từng nơi", "addressees"),
    Style("ThamQuyen", "Thẩm quyền ban hành", "authority_line", "CanCu", keep_next=True),
    Style("CanCu", "Căn cứ", "basis", like_body=True),
    Style("BodyText", "Body Text", "body", like_body=True),
    Style("Heading1", "heading 1", "roman_heading", "BodyText", outline=0, keep_next=True, like_body=True),
    Style("Heading2", "heading 2", "clause_heading", "BodyText", outline=1, keep_next=True, like_body=True),
    Style("Dieu", "Điều", "body", "BodyText", like_body=True),
    Style("Chuong", "Chương, mục", "chapter", "TieuDeChuong", keep_next=True),
    Style("TieuDeChuong", "Tiêu đề chương, mục", "chapter", "BodyText", outline=0, keep_next=True),
    Style("ChucVu", "Chức vụ người ký", "signature", "HoTen", keep_next=True),
    Style("HoTen", "Họ tên người ký", "signer"),
    Style("NoiNhan", "Nơi nhận", "recipients_label", "NoiNhanDong"),
    Style("NoiNhanDong", "Nơi nhận, từng nơi", "recipients"),
    Style("PhuLuc", "Phụ lục", "annex_label", "TieuDePhuLuc", outline=0, keep_next=True),
    Style("TieuDePhuLuc", "Tiêu đề phụ lục", "annex_title", "KemTheo", keep_next=True),
    Style("KemTheo", "Kèm theo", "annex_reference", "BodyText", keep_next=True),
    Style("BangDau", "Bảng, dòng đầu", "table"),
    Style("BangChu", "Bảng, ô chữ", "table"),
    Style("BangGiua", "Bảng, ô giữa", "table"),
    Style("DauKhan", "Dấu chỉ mức độ khẩn", "urgency"),
    Style("LuuHanh", "Chỉ dẫn phạm vi lưu hành", "circulation"),
    Style("XacNhan", "Xác nhận", "confirmation"),
    Style("LienHe", "Thông tin liên hệ", "contact"),
    Style("HinhThucSao", "Hình thức sao", "copy_form"),
    Style("Header", "header", "page_number"),
)


def styles_xml(profile: Profile = 14) -> str:
    """The whole styles part for that profile."""
    body_size = drawn("body", "size", profile)
    font, language = drawn("page", "font"), drawn("page", "language")
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
    half = round(body_size * 2)
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:styles xmlns:w="{W}">'
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}"
        f'<w:color w:val="{drawn("page", "colour")}"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        + _RULE_AND_END
        + "".join(_style(style, profile) for style in STYLES)
        + "</w:styles>"
    )


_RULE_AND_END = "".join(
    f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
    f'<w:pPr>{keep}<w:spacing w:before="{before}" w:after="0" w:line="20" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr>'
    '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:style>'
    for id, name, before, keep in (("DuongKe", "Đường kẻ", 40, "<w:keepNext/>"), ("HetKhoi", "Hết khối", 0, ""))
)


def _style(style: Style, profile: Profile) -> str:
    own = style.name in ("Title", "Subtitle", "Body Text", "heading 1", "heading 2", "header")
    following = f'<w:next w:val="{style.following}"/>' if style.following else ""
    return (
        f'<w:style w:type="paragraph"{"" if own else " w:customStyle=" + chr(34) + "1" + chr(34)} w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/>{following}<w:qFormat/>'
        f"<w:pPr>{_paragraph(style, profile)}</w:pPr><w:rPr>{_run(style, profile)}</w:rPr></w:style>"
    )


def _paragraph(style: Style, profile: Profile) -> str:
    """pPr of a style, children in the order of the schema."""
    parts = ["<w:keepNext/>"] if style.keep_next else []
    parts.append(f'<w:spacing w:before="{_before(style, profile)}" w:after="0" w:line="{_line(style)}" w:lineRule="auto"/>')
    parts.append(_indent(style, profile))
    parts.append(f'<w:jc w:val="{_align(style)}"/>')
    if style.outline is not None:
        parts.append(f'<w:outlineLvl w:val="{style.outline}"/>')
    return "".join(parts)


def _before(style: Style, profile: Profile) -> int:
    if style.id in ("KinhGuiDong", "ChucVu", "TieuDeChuong", "HinhThucSao"):
        return 0
    if style.like_body:
        return twips_of_points(drawn("body", "before", profile))
    if style.id == "Chuong":
        return twips_of_points(12)
    if not has(style.component, "before"):
        return 0
    before = drawn(style.component, "before", profile)
    return twips_of_mm(before) if style.component == "signer" else twips_of_points(before)


def _line(style: Style) -> int:
    return round(240 * drawn("body", "line_spacing")) if style.like_body else 240


def _indent(style: Style, profile: Profile) -> str:
    if style.like_body:
        return f'<w:ind w:firstLine="{twips_of_mm(drawn("body", "first_line", profile))}"/>'
    if style.id == "KinhGui":
        return f'<w:ind w:left="{twips_of_mm(drawn("addressees", "indent"))}"/>'
    if style.id == "KinhGuiDong":
        size = drawn("addressees", "size", profile)
        dash = width_mm(_DASH, size)
        left = drawn("addressees", "indent") + width_mm(GREETING[:-1], size) + dash
        return f'<w:ind w:left="{twips_of_mm(left)}" w:hanging="{twips_of_mm(dash)}"/>'
    if style.id == "NoiNhanDong":
        dash = twips_of_mm(width_mm(_DASH, drawn("recipients", "size", profile)))
        return f'<w:ind w:left="{dash}" w:hanging="{dash}"/>'
    return ""


def _align(style: Style) -> str:
    if style.like_body:
        return "both"
    if style.id in ("BangDau", "BangGiua", "DauKhan", "LuuHanh", "LienHe"):
        return "center"
    return str(drawn(style.component, "align")) if has(style.component, "align") else "left"


def _run(style: Style, profile: Profile) -> str:
    component = style.component
    bold = style.id == "BangDau" or (has(component, "bold") and drawn(component, "bold"))
    colour = f'<w:color w:val="{drawn(component, "colour")}"/>' if has(component, "colour") else ""
    half = round(drawn(component, "size", profile) * 2)
    return (
        ("<w:b/><w:bCs/>" if bold else "")
        + ("<w:i/><w:iCs/>" if has(component, "italic") and drawn(component, "italic") else "")
        + colour
        + f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    )
