"""Mending a .docx: form is set right, no word is changed; what was done is told."""

from __future__ import annotations

import datetime as dt
import io
import os
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from drafting.check import check_word, subject_of
from drafting.effective import read_word, word_of
from drafting.errors import InvalidInput
from drafting.finding import Finding, Medium, Mode
from drafting.format import drawn
from drafting.mending import body, letters, page, rules
from drafting.ooxml import Package, package_of, qn
from drafting.parts.piece import Piece
from drafting.rules.body_layout import FIRST_LINES, pieces_with_roles
from drafting.rules.font import everywhere, is_legacy, is_right, is_symbol
from drafting.rules.page_paper import holds_table
from drafting.rules.rule import Subject
from drafting.word import Word

_ROUNDS = 4
_NEAR_MM = 0.5
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
                _mend(rule, subject, [finding for finding in pending if finding.rule == rule])
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


def _mend(rule: str, subject: Subject, findings: list[Finding]) -> None:
    parts = subject.parts
    known = letters.component_of(rule)
    if known is not None:
        component, pieces = known
        letters.restyle(pieces(parts), component, letters.profile_of(parts))
    elif (mender := _MENDERS.get(rule)) is not None:
        mender(subject, findings)


def _sections(change: Callable[..., None], *arguments: str) -> Callable[[Subject, list[Finding]], None]:
    def mend(subject: Subject, findings: list[Finding]) -> None:
        del findings
        for section in subject.word.sections:
            change(section, *arguments)

    return mend


def _margin(name: str) -> Callable[[Subject, list[Finding]], None]:
    def mend(subject: Subject, findings: list[Finding]) -> None:
        wrong = {finding.found.partition(":")[0] for finding in findings}
        for section in subject.word.sections:
            if f"phần {section.index + 1}" in wrong:
                page.margin(section, name)

    return mend


def _upright(subject: Subject, findings: list[Finding]) -> None:
    del findings
    for section in subject.word.sections:
        if section.landscape and not holds_table(subject, section):
            page.portrait(section)


def _same_margins(subject: Subject, findings: list[Finding]) -> None:
    del findings
    page.same_margins(subject.word)


def _numbers(subject: Subject, findings: list[Finding]) -> None:
    del findings
    if page.is_numbered_anew(subject.word):
        return
    page.number_pages(subject.word, letters.profile_of(subject.parts))


def _annex_pages(subject: Subject, findings: list[Finding]) -> None:
    del findings
    for annex in subject.parts.annexes:
        page.start_at_one(subject.word.sections[min(annex.section, len(subject.word.sections) - 1)])


def _fonts(subject: Subject, findings: list[Finding]) -> None:
    del findings
    letters.refont(everywhere(subject.word), lambda font: not (is_right(font) or is_legacy(font) or is_symbol(font)))
    letters.plain_numbers(subject.word.package, "rFonts")


def _colours(subject: Subject, findings: list[Finding]) -> None:
    letters.blacken(subject.word.paragraphs[index - 1] for index in _indexes(findings))
    letters.plain_numbers(subject.word.package, "color")


def _indexes(findings: list[Finding]) -> list[int]:
    return [finding.place.paragraph for finding in findings if finding.place.paragraph is not None]


def _each(change: Callable[[Piece], None]) -> Callable[[Subject, list[Finding]], None]:
    def mend(subject: Subject, findings: list[Finding]) -> None:
        places = set(_indexes(findings))
        for piece in (*subject.parts.body, *subject.parts.opening.bases):
            if piece.paragraph.index in places:
                change(piece)

    return mend


def _indents(subject: Subject, findings: list[Finding]) -> None:
    usual = body.usual_indent(subject)
    places = set(_indexes(findings))
    everywhere_alike = any(finding.rule == "ND-04" for finding in findings)
    for piece, role in pieces_with_roles(subject):
        numbered = role.name not in ("chapter", "section", "chapter_title", "roman")
        apart = everywhere_alike and numbered and abs(piece.paragraph.indent_mm - usual) > _NEAR_MM
        if apart or piece.paragraph.index in places:
            body.indent(piece, usual)


def _bases(subject: Subject, findings: list[Finding]) -> None:
    del findings
    for piece in subject.parts.opening.bases:
        body.justify(piece)
        body.indent(piece, body.usual_indent(subject))


def _body_sizes(subject: Subject, findings: list[Finding]) -> None:
    del findings
    profile = letters.profile_of(subject.parts)
    body.one_size(subject.parts.body, float(drawn("body", "size", profile)))
    for piece in subject.parts.body:
        if piece.italic:
            body.upright(piece)


def _head_sizes(subject: Subject, findings: list[Finding]) -> None:
    del findings
    head, profile = subject.parts.head, letters.profile_of(subject.parts)
    for piece, name in ((head.national_name, "national_name"), (head.motto, "motto"), (head.place_and_date, "place_and_date")):
        if piece is not None:
            body.one_size([piece], float(drawn(name, "size", profile)))


def _profile_sizes(subject: Subject, findings: list[Finding]) -> None:
    places = set(_indexes(findings))
    opening, signing = subject.parts.opening, subject.parts.signing
    pieces = [*opening.title, *opening.subject, *opening.authority_line]
    pieces += [piece for one in signing.signatures for piece in (*one.titles, *one.other_titles, one.name) if piece is not None]
    pieces += subject.parts.body
    size = float(drawn("body", "size", letters.profile_of(subject.parts)))
    body.one_size([piece for piece in pieces if piece.paragraph.index in places], size)


def _motto_close(subject: Subject, findings: list[Finding]) -> None:
    del findings
    head = subject.parts.head
    if head.motto is None or head.national_name is None:
        return
    body.close(head.motto)
    body.unspaced_after(head.national_name)
    between = range(head.national_name.paragraph.index + 1, head.motto.paragraph.index)
    for paragraph in [subject.word.paragraphs[index - 1] for index in between]:
        parent = paragraph.element.getparent()
        if not paragraph.words and not paragraph.drawings and parent is not None:
            parent.remove(paragraph.element)


def _rule(component: str) -> Callable[[Subject, list[Finding]], None]:
    def mend(subject: Subject, findings: list[Finding]) -> None:
        del findings
        parts = subject.parts
        motto = [parts.head.motto] if parts.head.motto is not None else []
        targets = {"motto": motto, "issuer": parts.head.issuer[-1:], "subject": parts.opening.subject[-1:]}
        for piece in targets[component]:
            if piece.runs == piece.paragraph.runs:
                rules.draw_rule(parts, piece, component)

    return mend


def _letter_gap(subject: Subject, findings: list[Finding]) -> None:
    del findings
    head = subject.parts.head
    if head.number is not None and head.letter_subject:
        body.head_spacing(head.letter_subject[0], head.number)


def _chapter_titles(subject: Subject, findings: list[Finding]) -> None:
    del findings
    for piece, role in pieces_with_roles(subject):
        if role.name == "chapter_title":
            letters.restyle([piece], "annex_title", letters.profile_of(subject.parts))


def _numbered(subject: Subject, findings: list[Finding]) -> None:
    del findings
    body.weigh_numbered(subject)
    for piece, role in pieces_with_roles(subject):
        far = all(abs(piece.paragraph.indent_mm - allowed) > _NEAR_MM for allowed in FIRST_LINES)
        if role.name == "article" and far and piece.paragraph.align != "center":
            body.indent(piece, body.usual_indent(subject))


_MENDERS: dict[str, Callable[[Subject, list[Finding]], None]] = {
    "PG-01": _sections(page.a4),
    "PG-02": _upright,
    "PG-03": _margin("top"),
    "PG-04": _margin("bottom"),
    "PG-05": _margin("left"),
    "PG-06": _margin("right"),
    "PG-07": _same_margins,
    "PG-08": _fonts,
    "PG-11": _colours,
    **dict.fromkeys(("PG-12", "PG-13", "PG-14", "PG-15", "PG-16"), _numbers),
    "PG-18": _sections(page.header_distance),
    "SZ-01": _body_sizes,
    "SZ-02": _head_sizes,
    "SZ-03": _profile_sizes,
    "TN-05": _rule("motto"),
    "TN-06": _rule("motto"),
    "TN-07": _motto_close,
    "CQ-04": _rule("issuer"),
    "CQ-05": _rule("issuer"),
    "TY-02": _rule("subject"),
    "TY-03": _rule("subject"),
    "VV-04": _letter_gap,
    "CC-07": _bases,
    "ND-01": _body_sizes,
    "ND-02": _each(body.justify),
    **dict.fromkeys(("ND-03", "ND-04", "ND-15"), _indents),
    "ND-06": _each(body.open_gap),
    "ND-07": _each(body.single_spaced),
    "CT-03": _chapter_titles,
    **dict.fromkeys(("CT-05", "CT-07", "CT-08"), _numbered),
    "PL-07": _annex_pages,
}


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
