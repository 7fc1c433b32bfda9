"""Small real documents made in code: Word packages, PDFs with text and lines, pictures of pages."""

from __future__ import annotations

import ctypes
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FONT_FOLDERS = ("/usr/share/fonts/truetype/liberation2", "/usr/share/fonts/truetype/liberation", "/usr/share/fonts/truetype/croscore")


class WordMaker:
    """Makes .docx files from the inner XML of their parts."""

    _ROOTS: ClassVar[dict[str, str]] = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes", "header1": "hdr"}

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, body: str, name: str = "van-ban.docx", extra: dict[str, bytes] | None = None, **parts: str) -> Path:
        path = self._folder / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>")
            package.writestr("_rels/.rels", _relations([("officeDocument", "word/document.xml")]))
            package.writestr("word/document.xml", f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>")
            pictures = [("image", member.removeprefix("word/")) for member in extra or {} if member.startswith("word/media/")]
            package.writestr("word/_rels/document.xml.rels", _relations(pictures + [(part.rstrip("1"), f"{part}.xml") for part in parts]))
            for part, xml in parts.items():
                package.writestr(f"word/{part}.xml", f"<w:{self._ROOTS[part]} {_NAMES}>{xml}</w:{self._ROOTS[part]}>")
            for member, data in (extra or {}).items():
                package.writestr(member, data)
        return path

    @staticmethod
    def p(text: str, properties: str = "", run: str = "") -> str:
        """A w:p with one run."""
        return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'

    @classmethod
    def listed(cls, text: str, number: int = 1, level: int = 0) -> str:
        """A w:p with an automatic number."""
        return cls.p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')

    @staticmethod
    def lists(levels: Sequence[tuple[str, str]], nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
        """A numbering part with one list of these (format, text) levels."""
        inner = "".join(
            f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for i, (kind, text) in enumerate(levels)
        )
        return f'<w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>{nums}'

    @staticmethod
    def table(*rows: str, borders: bool = True) -> str:
        sides = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
        properties = f"<w:tblBorders>{sides}</w:tblBorders>" if borders else ""
        return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"

    @classmethod
    def cell(cls, text: str, properties: str = "", inner: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner or cls.p(text)}</w:tc>"


@pytest.fixture
def word(tmp_path: Path) -> WordMaker:
    return WordMaker(tmp_path)


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    inner = "".join(f'<Relationship Id="r{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(targets))
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'


def font_file(bold: bool = False) -> Path:
    """A serif font with Vietnamese letters; skips the test where the machine has none."""
    for folder in _FONT_FOLDERS:
        for stem in ("LiberationSerif", "Tinos"):
            path = Path(folder) / f"{stem}-{'Bold' if bold else 'Regular'}.ttf"
            if path.exists():
                return path
    pytest.skip("no Liberation Serif or Tinos on this machine")


class PdfMaker:
    """Draws text and lines on pages; places are points from the top left."""

    def __init__(self) -> None:
        self._document = pypdfium2.PdfDocument.new()
        self._fonts: dict[bool, Any] = {}
        self._page: Any = None
        self._height = 842.0

    def page(self, width: float = 595.0, height: float = 842.0) -> PdfMaker:
        self._finish()
        self._page = self._document.new_page(width, height)
        self._height = height
        return self

    def text(
        self, x: float, y: float, text: str, size: float = 14.0, bold: bool = False, invisible: bool = False, climbs: bool = False
    ) -> PdfMaker:
        """climbs: the text runs upwards, as notes in a margin do."""
        item = pdfium.FPDFPageObj_CreateTextObj(self._document.raw, self._font(bold), size)
        units = (text + "\0").encode("utf-16-le")
        buffer = ctypes.create_string_buffer(units)
        pdfium.FPDFText_SetText(item, ctypes.cast(buffer, pdfium.FPDF_WIDESTRING))
        if invisible:
            pdfium.FPDFTextObj_SetTextRenderMode(item, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
        turn = (0, 1, -1, 0) if climbs else (1, 0, 0, 1)
        pdfium.FPDFPageObj_Transform(item, *turn, x, self._height - y)
        pdfium.FPDFPage_InsertObject(self._page.raw, item)
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> PdfMaker:
        item = pdfium.FPDFPageObj_CreateNewPath(x0, self._height - y0)
        pdfium.FPDFPath_LineTo(item, x1, self._height - y1)
        pdfium.FPDFPath_SetDrawMode(item, 0, True)
        pdfium.FPDFPageObj_SetStrokeWidth(item, 0.6)
        pdfium.FPDFPage_InsertObject(self._page.raw, item)
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> PdfMaker:
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        return self

    def picture(self, image: Image.Image, box: tuple[float, float, float, float]) -> PdfMaker:
        bitmap = pypdfium2.PdfBitmap.from_pil(image)
        item = pypdfium2.PdfImage.new(self._document)
        item.set_bitmap(bitmap)
        x0, y0, x1, y1 = box
        item.set_matrix(pypdfium2.PdfMatrix().scale(x1 - x0, y1 - y0).translate(x0, self._height - y1))
        self._page.insert_obj(item)
        return self

    def save(self, path: Path) -> Path:
        self._finish()
        self._document.save(path)
        return path

    def _finish(self) -> None:
        if self._page is not None:
            self._page.gen_content()

    def _font(self, bold: bool) -> Any:
        if bold not in self._fonts:
            data = font_file(bold).read_bytes()
            array = (ctypes.c_ubyte * len(data)).from_buffer_copy(data)
            self._fonts[bold] = pdfium.FPDFText_LoadFont(self._document.raw, array, len(data), pdfium.FPDF_FONT_TRUETYPE, True)
        return self._fonts[bold]


@pytest.fixture
def pdf() -> PdfMaker:
    return PdfMaker()


class Paper:
    """A picture of an A4 page at 200 dots an inch; places are points from the top left."""

    SCALE = 200 / 72

    def __init__(self) -> None:
        self.image = Image.new("RGB", (1654, 2339), "white")
        self._draw = ImageDraw.Draw(self.image)

    def text(self, x: float, y: float, text: str, size: float = 14.0, bold: bool = False, colour: str = "black") -> Paper:
        font = ImageFont.truetype(str(font_file(bold)), round(size * self.SCALE))
        self._draw.text((x * self.SCALE, y * self.SCALE), text, font=font, fill=colour, anchor="ls")
        return self

    def stamp(self, x: float, y: float, radius: float, colour: str = "#d8242c") -> Paper:
        """A ring of ink through which the print below shows."""
        x, y, radius = x * self.SCALE, y * self.SCALE, radius * self.SCALE
        ink = Image.new("RGB", self.image.size, "white")
        for step in (0, 10):
            box = (x - radius + step, y - radius + step, x + radius - step, y + radius - step)
            ImageDraw.Draw(ink).ellipse(box, outline=colour, width=6)
        self.image.paste(ImageChops.multiply(self.image, ink))
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> Paper:
        for x in xs:
            self._draw.line([(x * self.SCALE, ys[0] * self.SCALE), (x * self.SCALE, ys[-1] * self.SCALE)], fill="black", width=2)
        for y in ys:
            self._draw.line([(xs[0] * self.SCALE, y * self.SCALE), (xs[-1] * self.SCALE, y * self.SCALE)], fill="black", width=2)
        return self


@pytest.fixture
def paper() -> Paper:
    return Paper()
