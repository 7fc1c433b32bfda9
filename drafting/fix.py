"""Mending a .docx: form is set right, no word is changed; what was done is told."""

from __future__ import annotations

import datetime as dt
import io
import os
import zipfile
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from drafting.check import check_word, subject_of
from drafting.effective import read_word, word_of
from drafting.errors import InvalidInput
from drafting.finding import Medium, Mode
from drafting.mending.menders import mend
from drafting.ooxml import Package, package_of, qn
from drafting.word import Word

_ROUNDS = 4
_RUNNING_TEXT = ("ND-", "CT-")
_TEXT = (qn("w:t"), qn("w:delText"), qn("w:instrText"))


@dataclass(frozen=True, slots=True)
class Fix:
    """One thing set right: the rule, the paragraph (None: the whole document), what stood there, what stands there now."""

    rule: str
    paragraph: int | None
    was: str
    now: str

    def __str__(self) -> str:
        place = f"đoạn {self.paragraph}" if self.paragraph is not None else "cả văn bản"
        return f"{self.rule} ({place}): {self.was} → {self.now}"


def fix(path: Path, out: Path, *, mode: Mode = "draft", medium: Medium = "paper", as_of: dt.date | None = None) -> list[Fix]:
    """Writes a copy with the form set right to `out`; what was set right, in page order.

    No word is changed: the text of both files is compared before anything is written. Raises InvalidInput where the file
    cannot be read or `out` cannot be written.
    """
    word = read_word(path)
    before = words_of(word)
    first = check_word(word, None, mode=mode, medium=medium, as_of=as_of)
    pending = [finding for finding in first if finding.fixable]
    for _ in range(_ROUNDS):
        if not pending:
            break
        main, _parts = subject_of(word, mode=mode, medium=medium, as_of=as_of)
        for rule in dict.fromkeys(finding.rule for finding in pending):
            for subject in (main, *(main.annexes if rule.startswith(_RUNNING_TEXT) else ())):
                mend(rule, subject, [finding for finding in pending if finding.rule == rule])
        word = word_of(package_of(path.name, packed(word.package)))
        pending = [finding for finding in check_word(word, None, mode=mode, medium=medium, as_of=as_of) if finding.fixable]
    if words_of(word) != before:
        raise InvalidInput(f"«{path.name}»: sửa thể thức sẽ làm đổi chữ nên không ghi. Hãy sửa bằng Word theo danh sách phát hiện.")
    _write(out, packed(word.package))
    left = {(finding.rule, finding.found) for finding in pending}
    return [
        Fix(finding.rule, finding.place.paragraph, finding.found, finding.expected)
        for finding in first
        if finding.fixable and (finding.rule, finding.found) not in left
    ]


def words_of(word: Word) -> str:
    """The words of the main story as the file has them, one after another."""
    root = word.package.tree(word.package.main)
    return "".join(text.text or "" for text in root.iter(*_TEXT)) if root is not None else ""


def packed(package: Package) -> bytes:
    """The package as the bytes of a .docx: parts that were read as XML as they stand now, the others untouched."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in package.parts.items():
            tree = package.trees.get(name)
            archive.writestr(name, data if tree is None else etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))
    return out.getvalue()


def _write(out: Path, data: bytes) -> None:
    scratch = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        scratch.write_bytes(data)
        scratch.replace(out)
    except OSError as error:
        scratch.unlink(missing_ok=True)
        raise InvalidInput(f"Không ghi được «{out}». Hãy kiểm tra thư mục và quyền ghi.") from error
