"""A zip with a directive and its annex files: the main file first, then the annexes in the order of their names."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from drafting.errors import InvalidInput
from drafting.orthography import fold
from tracking.reading import limits, refusals
from tracking.reading.package import Package
from tracking.reading.page import Line, Page, Pages
from tracking.reading.renumbered import renumbered

_TAKEN = (
    ".docx",
    ".doc",
    ".pdf",
    ".xlsx",
    ".html",
    ".htm",
    ".txt",
    ".rtf",
    ".odt",
    ".png",
    ".jpg",
    ".jpeg",
    ".tif",
    ".tiff",
    ".edxml",
    ".xml",
)
_ANNEX = re.compile(r"phu ?luc|\bpl[ ._-]?\d|\bpl\b|kem theo|danh sach|bieu mau|bieu so|annex|de cuong|bang ")
_MOST_FILES = 40
_LATER = (".xlsx", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".txt")


def read_archive(path: Path, name: str, read: Callable[[Path, str], Pages]) -> tuple[Pages, tuple[Line, ...]]:
    """The pages of all files of a zip that can be read, one after the other; a sentence names each file that could not.

    `read` reads one file. Raises InvalidInput where the zip is broken, locked, a bomb, or holds nothing that can be read.
    """
    with tempfile.TemporaryDirectory(prefix="dondoc-zip-") as folder:
        members = _unpacked(path, name, Path(folder))
        return _joined(members, name, read), ()


def _unpacked(path: Path, name: str, folder: Path) -> list[tuple[str, Path]]:
    """The members to read under plain names of our own, main file first."""
    with Package(path, name) as package:
        wanted = [member for member in package.names() if _is_wanted(member)]
        if len(wanted) > _MOST_FILES:
            raise refusals.hostile(name, f"gói nén có {len(wanted)} văn bản, quá {_MOST_FILES}")
        out = []
        for index, member in enumerate(sorted(wanted, key=_rank)):
            target = folder / f"{index:02d}{Path(member).suffix.lower()}"
            target.write_bytes(package.read(member, limits.FILE_BYTES))
            out.append((refusals.shown_name(Path(member)), target))
        return out


def _is_wanted(member: str) -> bool:
    leaf = member.replace("\\", "/").rsplit("/", 1)[-1]
    return leaf.lower().endswith(_TAKEN) and not leaf.startswith((".", "~$")) and "__MACOSX/" not in member


def _rank(member: str) -> tuple[bool, bool, int, str]:
    leaf = fold(member.rsplit("/", 1)[-1])
    return bool(_ANNEX.search(leaf)), leaf.endswith(_LATER), member.count("/"), leaf


def _joined(members: Sequence[tuple[str, Path]], name: str, read: Callable[[Path, str], Pages]) -> Pages:
    pages: list[Page] = []
    warnings: list[str] = []
    taken: list[str] = []
    stated: tuple[tuple[str, str], ...] = ()
    failed: InvalidInput | None = None
    for shown, path in members:
        try:
            found = read(path, shown)
        except InvalidInput as error:
            failed = error
            warnings.append(str(error))
            continue
        stated = stated or found.stated
        warnings += found.warnings
        taken.append(shown)
        for page in found.pages:
            pages.append(renumbered(page, len(pages) + 1))
    if not pages:
        raise failed or refusals.nothing_in_archive(name)
    if len(taken) > 1:
        warnings.insert(
            0, f"Gói «{name}» gồm {len(taken)} tệp: văn bản chính «{taken[0]}»; phụ lục {', '.join(f'«{one}»' for one in taken[1:])}."
        )
    return Pages(tuple(pages), tuple(warnings), stated)
