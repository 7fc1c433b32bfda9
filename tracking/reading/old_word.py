"""Old Word files (.doc), RTF and OpenDocument texts: turned into .docx by LibreOffice, then read as Word files are."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from drafting import libreoffice
from drafting.errors import InvalidInput, PartMissing
from tracking.reading import refusals
from tracking.reading.page import Line, Pages
from tracking.reading.word import read_word

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
        return read_word(made, name)
