"""Which reader takes a file, decided by its bytes and never by its name; every refusal has its one sentence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tracking.reading import limits, refusals, secrecy, sniff
from tracking.reading.long_lines import with_long_lines_parted
from tracking.reading.page import Line, Pages, lines_of

Found = tuple[Pages, tuple[Line, ...]]
"""The pages of a source, and the lines of its margins (headers, footers, stamps), which only the search for marks looks at."""


def read_pages(path: Path, name: str | None = None) -> Pages:
    """The file as pages of lines and tables.

    `name` is the file's name to show in messages (an upload lies under another one). Raises InvalidInput (exit status 3)
    for a file that is absent, empty, locked, damaged, hostile or of a kind that is not taken, PartMissing (5) where
    LibreOffice or Tesseract is needed and absent, Refused (4) where the head of the document carries a secrecy mark.
    """
    return _read(path, refusals.shown_name(path, name), nested=False)


def _read(path: Path, name: str, *, nested: bool) -> Pages:
    kind = sniff.kind_of(path, name)
    if nested and kind in ("zip", "edxml"):
        raise refusals.hostile(name, "gói nén nằm trong gói nén")
    try:
        pages, margins = _by_kind(kind, path, name)
    except RecursionError as error:
        raise refusals.hostile(name, "cấu trúc lồng nhau quá sâu") from error
    except MemoryError as error:
        raise refusals.hostile(name, "cần quá nhiều bộ nhớ để đọc") from error
    secrecy.refuse_secret(pages, margins, name)
    pages = with_long_lines_parted(pages, name)
    return pages if any(line.text or line.marker for line in lines_of(tuple(pages.blocks()))) else _without_text(pages, kind, name)


def _without_text(pages: Pages, kind: str, name: str) -> Pages:
    """Pages on which no word was found: pictures are kept to be typed in by hand, other files are empty."""
    if kind not in ("pdf", "picture") or not pages.pages:
        raise refusals.empty(name)
    note = f"Không thấy chữ nào trong «{name}». Nhập số, ngày, trích yếu và nhiệm vụ bằng tay, hoặc thay bằng bản rõ hơn."
    blank = tuple(replace(page, readable=False, note=page.note or note) for page in pages.pages)
    return replace(pages, pages=blank, warnings=pages.warnings or (note,))


def _inner(path: Path, name: str) -> Pages:
    return _read(path, name, nested=True)


def _by_kind(kind: str, path: Path, name: str) -> Found:
    """Reads with the reader of this kind; readers are imported when first needed, since some are heavy."""
    if kind == "docx":
        from tracking.reading.word import read_word

        return read_word(path, name)
    if kind in ("doc", "rtf", "odt"):
        from tracking.reading.old_word import read_old_word

        return read_old_word(path, name, kind)
    if kind == "pdf":
        from tracking.reading.pdf import read_pdf

        return read_pdf(path, name)
    if kind == "picture":
        from tracking.reading.picture_file import read_picture_file

        return read_picture_file(path, name)
    if kind == "html":
        from tracking.reading.web_page import read_web_page

        return read_web_page(path, name)
    if kind == "text":
        from tracking.reading.text import read_text

        return read_text(path, name)
    return _by_rarer_kind(kind, path, name)


def _by_rarer_kind(kind: str, path: Path, name: str) -> Found:
    if kind == "edxml":
        from tracking.reading.edxml import read_edxml

        return read_edxml(path, name, _inner_archive)
    if kind == "xlsx":
        from tracking.reading.spreadsheet import read_spreadsheet

        return read_spreadsheet(path, name)
    if kind == "zip":
        from tracking.reading.archive import read_archive

        return read_archive(path, name, _inner)
    raise refusals.wrong_kind(name, sniff.KINDS.get(kind, sniff.KINDS["unknown"]), path.stat().st_size, limits.FILE_BYTES)


def _inner_archive(path: Path, name: str) -> Pages:
    """A file carried by an edXML message, which may be a zip of files."""
    if sniff.kind_of(path, name) == "zip":
        from tracking.reading.archive import read_archive

        pages, margins = read_archive(path, name, _inner)
        secrecy.refuse_secret(pages, margins, name)
        return pages
    return _inner(path, name)
