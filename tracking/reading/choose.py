"""Which reader takes a file, decided by its bytes and never by its name; every refusal has its one sentence."""

from __future__ import annotations

from pathlib import Path

from tracking.reading import limits, refusals, secrecy, sniff
from tracking.reading.page import Pages


def read_pages(path: Path, name: str | None = None) -> Pages:
    """The file as pages of lines and tables.

    `name` is the file's name to show in messages (an upload lies under another one). Raises InvalidInput (exit status 3)
    for a file that is absent, empty, locked, damaged, hostile or of a kind that is not taken, PartMissing (5) where
    LibreOffice or Tesseract is needed and absent, Refused (4) where the head of the document carries a secrecy mark.
    """
    shown = refusals.shown_name(path, name)
    kind = sniff.kind_of(path, shown)
    pages, margins = _reader(kind, shown, path)(path, shown)
    secrecy.refuse_secret(pages, margins, shown)
    return pages


def _reader(kind: str, name: str, path: Path) -> sniff.Reader:
    """The function that reads files of this kind; readers are imported when first needed, since some are heavy."""
    if kind == "docx":
        from tracking.reading.word import read_word

        return read_word
    if kind == "pdf":
        from tracking.reading.pdf import read_pdf

        return read_pdf
    if kind == "text":
        from tracking.reading.text import read_text

        return read_text
    raise refusals.wrong_kind(name, sniff.KINDS.get(kind, "tệp không rõ loại"), path.stat().st_size, limits.FILE_BYTES)
