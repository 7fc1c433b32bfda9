"""Old Word files (.doc), RTF and OpenDocument texts: turned into .docx by LibreOffice, then read as Word files are."""

from __future__ import annotations

import shutil
import tempfile
import unicodedata
from pathlib import Path

from drafting import libreoffice
from drafting.errors import InvalidInput, PartMissing
from tracking.reading import refusals
from tracking.reading.page import Line, Pages, lines_of
from tracking.reading.word import read_word

_SAMPLE, _TOO_SHORT, _WORDS = 20_000, 300, 0.75
"""Characters looked at; fewer tell nothing; the share of them that Latin letters, figures and usual marks must have."""
_ENDINGS = {"doc": ".doc", "rtf": ".rtf", "odt": ".odt"}


def read_old_word(path: Path, name: str, kind: str) -> tuple[Pages, tuple[Line, ...]]:
    """The pages of a .doc, .rtf or .odt file. PartMissing where LibreOffice is absent, InvalidInput where it cannot read the file.

    The file is copied under a plain name into a folder of its own, which is gone afterwards whatever happens.
    """
    with tempfile.TemporaryDirectory(prefix="dondoc-doc-") as folder:
        copy = Path(folder) / f"document{_ENDINGS[kind]}"
        shutil.copyfile(path, copy)
        out = Path(folder) / "out"
        out.mkdir()
        try:
            made = libreoffice.convert(copy, "docx", out)
        except PartMissing as error:
            raise refusals.no_converter(name) from error
        except InvalidInput as error:
            raise refusals.damaged(name, "LibreOffice không chuyển được sang .docx") from error
        pages, margins = read_word(made, name)
        if not _is_text(pages):
            raise refusals.damaged(name, "nội dung không phải văn bản")
        return pages, margins


def _is_text(pages: Pages) -> bool:
    """Whether what came out of the conversion is words: from a broken file LibreOffice makes a text of its bytes."""
    sample = " ".join(line.text for line in lines_of(tuple(pages.blocks())))[:_SAMPLE]
    latin = sum(char in "đĐ–“”…" or char.isspace() or unicodedata.normalize("NFD", char)[0].isascii() for char in sample)
    return len(sample) < _TOO_SHORT or latin >= _WORDS * len(sample)
