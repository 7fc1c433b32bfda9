"""Sheets of the office's own (phiếu, hồ sơ in ra): A4 or A5 with the lawful margins and typeface, the same bytes each time.

They are none of the 29 types of document, so they carry neither Quốc hiệu nor a number of the outgoing registers.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from drafting.format import drawn
from drafting.render.package import frozen
from drafting.render.xml import printable

_A5 = (148.0, 210.0)
_A5_MARGIN = 12.0


class PlainSheet:
    """A sheet that is written from the top down."""

    def __init__(self, size_pt: float = 14, small: bool = False) -> None:
        self._word = Document()
        section = self._word.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        width, height = _A5 if small else (drawn("page", "width"), drawn("page", "height"))
        section.page_width, section.page_height = Mm(width), Mm(height)
        margins = {side: _A5_MARGIN if small else drawn("page", f"margin_{side}") for side in ("top", "bottom", "left", "right")}
        for side, margin in margins.items():
            setattr(section, f"{side}_margin", Mm(margin))
        self.width_mm = width - margins["left"] - margins["right"]
        normal, font = self._word.styles["Normal"], drawn("page", "font")
        normal.font.name, normal.font.size = font, Pt(size_pt)
        fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{kind}"), font)

    def title(self, words: str) -> None:
        """A bold line in the middle."""
        self._set(self._word.add_paragraph(), words, True).alignment = WD_ALIGN_PARAGRAPH.CENTER

    def middle(self, words: str) -> None:
        """A line in the middle."""
        self._set(self._word.add_paragraph(), words).alignment = WD_ALIGN_PARAGRAPH.CENTER

    def line(self, words: str, bold: bool = False) -> None:
        """A paragraph with its first line set in."""
        paragraph = self._set(self._word.add_paragraph(), words, bold)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(10)

    def fact(self, name: str, words: str) -> None:
        """ "name: words", the name bold; a line to write on where there are no words."""
        if not words:
            self.dots(f"{name}: ")
            return
        paragraph = self._word.add_paragraph()
        paragraph.add_run(printable(f"{name}: ")).bold = True
        paragraph.add_run(printable(words))
        paragraph.paragraph_format.space_after = Pt(4)

    def dots(self, before: str = "") -> None:
        """A line to write on."""
        paragraph = self._word.add_paragraph()
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(self.width_mm), leader=1)
        paragraph.add_run(f"{printable(before)}\t")

    def table(self, heads: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[str]]) -> None:
        """A bordered table; its heads are repeated on every page."""
        table = self._word.add_table(rows=1, cols=len(heads))
        table.style, table.autofit = "Table Grid", False
        share = self.width_mm / sum(widths)
        for cell, words in zip(table.rows[0].cells, heads, strict=True):
            self._cell(cell, words, bold=True)
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                self._cell(cell, words)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width * share)  # of the grid, which some programs follow rather than the cells
            for cell in column.cells:
                cell.width = Mm(width * share)
        self._word.add_paragraph()

    def picture(self, png: bytes, caption: str) -> None:
        """A picture over the width of the page with what it shows under it."""
        self._word.add_picture(io.BytesIO(png), width=Mm(self.width_mm))
        self.middle(caption)

    def signatures(self, left: str, right: str) -> None:
        """Two places to sign, side by side."""
        table = self._word.add_table(rows=1, cols=2)
        for cell, words in zip(table.rows[0].cells, (left, right), strict=True):
            self._cell(cell, words, bold=True).alignment = WD_ALIGN_PARAGRAPH.CENTER
            for _ in range(3):
                cell.add_paragraph()

    def as_bytes(self) -> bytes:
        """The .docx."""
        out = io.BytesIO()
        self._word.save(out)
        return frozen(out.getvalue())

    def _cell(self, cell: _Cell, words: str, bold: bool = False) -> Paragraph:
        return self._set(cell.paragraphs[0], words, bold, 2)

    @staticmethod
    def _set(paragraph: Paragraph, words: str, bold: bool = False, after_pt: float = 6) -> Paragraph:
        paragraph.add_run(printable(words)).bold = bold
        paragraph.paragraph_format.space_after = Pt(after_pt)
        return paragraph
