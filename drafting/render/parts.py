"""The other parts of a template's package: headers, footers, settings, properties, and what ties them together."""

from __future__ import annotations

from drafting.format import drawn, twips_of_mm
from drafting.render.frames import document_xml, paragraph
from drafting.render.numbering import numbering_xml
from drafting.render.styles import R, W, styles_xml

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATED = (
    ("rIdStyles", "styles", "styles.xml"),
    ("rIdNumbers", "numbering", "numbering.xml"),
    ("rIdSettings", "settings", "settings.xml"),
    ("rIdHead", "header", "header1.xml"),
    ("rIdFirst", "header", "header2.xml"),
    ("rIdEmptyHead", "header", "header3.xml"),
    ("rIdFoot", "footer", "footer1.xml"),
    ("rIdEmptyFoot", "footer", "footer2.xml"),
)
_PAGE_FIELD = (
    '<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


def template_parts(family: str) -> dict[str, bytes]:
    """Every part of that family's template, by its name in the package."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _package_relationships(),
        "docProps/core.xml": _core_properties(),
        "word/document.xml": document_xml(family),
        "word/_rels/document.xml.rels": _document_relationships(),
        "word/styles.xml": styles_xml(),
        "word/numbering.xml": numbering_xml(),
        "word/settings.xml": _settings(),
        "word/header1.xml": _banner("hdr", _PAGE_FIELD),
        "word/header2.xml": _banner("hdr", _circulation()),
        "word/header3.xml": _banner("hdr", paragraph("HetKhoi", "")),
        "word/footer1.xml": _banner("ftr", _contact()),
        "word/footer2.xml": _banner("ftr", paragraph("HetKhoi", "")),
    }
    return {name: text.encode("utf-8") for name, text in parts.items()}


def _banner(root: str, content: str) -> str:
    return f'{_XML}<w:{root} xmlns:w="{W}" xmlns:r="{R}">{content}</w:{root}>'


def _circulation() -> str:
    """Cell 11 in the top band of page 1: the words in a box of one line."""
    side = '<w:{} w:val="single" w:sz="6" w:space="0" w:color="000000"/>'
    borders = "".join(side.format(name) for name in ("top", "left", "bottom", "right"))
    width = twips_of_mm(drawn("circulation", "width"))
    box = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="right"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/></w:tblPr><w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        + paragraph("LuuHanh", "{{ circulation }}")
        + "</w:tc></w:tr></w:tbl>"
    )
    return paragraph("Normal", "{%p if circulation %}") + box + paragraph("Normal", "{%p endif %}") + paragraph("HetKhoi", "")


def _contact() -> str:
    """Cell 13 at the foot of page 1, under a rule as wide as the text."""
    border = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
    lines = [
        paragraph("Normal", "{%p if contact %}"),
        paragraph("HetKhoi", "", border),
        paragraph("Normal", "{%p for line in contact %}"),
        paragraph("LienHe", "{{ line }}"),
        paragraph("Normal", "{%p endfor %}"),
        paragraph("Normal", "{%p else %}"),
        paragraph("HetKhoi", ""),
        paragraph("Normal", "{%p endif %}"),
    ]
    return "".join(lines)


def _content_types() -> str:
    kinds = {"document": "document.main", "styles": "styles", "numbering": "numbering", "settings": "settings"}
    kinds |= {f"header{number}": "header" for number in (1, 2, 3)} | {f"footer{number}": "footer" for number in (1, 2)}
    overrides = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>' for name, kind in kinds.items())
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{overrides}</Types>"
    )


def _package_relationships() -> str:
    return (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
    )


def _document_relationships() -> str:
    rows = "".join(f'<Relationship Id="{id}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for id, kind, target in _RELATED)
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _core_properties() -> str:
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:language>{drawn('page', 'language')}</dc:language></cp:coreProperties>"
    )


def _settings() -> str:
    """Word's present layout rules, Vietnamese as the language of the text."""
    language = drawn("page", "language")
    return (
        f'{_XML}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="{twips_of_mm(12.7)}"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{language}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )
