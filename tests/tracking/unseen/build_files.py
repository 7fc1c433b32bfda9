"""Build the Word documents of this folder from sources/NAME.blocks.

A blocks file is plain text, one paragraph a line. "@c " centres a paragraph, "@b " makes it bold, "@page" breaks the page.
Lines from "@table" (or "@grid", without borders) to "@end" are the rows of a table, cells apart by "|". A cell ">" joins the
cell to its left, a cell "^" the cell above it, and "\\n" starts a new paragraph within a cell.
"""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK

HERE = Path(__file__).parent


def add_paragraph(document: DocumentObject, line: str) -> None:
    """Append one paragraph with its marks of form."""
    paragraph = document.add_paragraph()
    if line.startswith("@c "):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line = line[3:]
    bold = line.startswith("@b ")
    paragraph.add_run(line[3:] if bold else line).bold = bold


def add_table(document: DocumentObject, rows: list[list[str]], bordered: bool) -> None:
    """Append a table; the marks ">" and "^" join cells."""
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid" if bordered else None)
    for i, row in enumerate(rows):
        for j, words in enumerate(row):
            cell = table.cell(i, j)
            if words == ">":
                table.cell(i, j - 1).merge(cell)
            elif words == "^":
                table.cell(i - 1, j).merge(cell)
            else:
                lines = words.split("\\n")
                cell.text = lines[0].strip()
                for line in lines[1:]:
                    cell.add_paragraph(line.strip())


def build(source: Path) -> Path:
    """Write NAME.docx for sources/NAME.blocks and return its path."""
    document = Document()
    rows: list[list[str]] = []
    inside, bordered = False, True
    for line in source.read_text("utf-8").splitlines():
        if line in ("@table", "@grid"):
            inside, rows, bordered = True, [], line == "@table"
        elif line == "@end":
            add_table(document, rows, bordered)
            inside = False
        elif inside:
            rows.append([cell.strip() for cell in line.split("|")])
        elif line == "@page":
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        elif line.strip():
            add_paragraph(document, line)
    target = HERE / f"{source.stem}.docx"
    document.save(str(target))
    return target


if __name__ == "__main__":
    for blocks in sorted((HERE / "sources").glob("*.blocks")):
        print(build(blocks))
