"""Word's own field codes in a template: page numbers and the like may stay; those that fetch, run or ask are refused by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafting.errors import InvalidInput
from drafting.ooxml import Element, qn

_PRINTED = ("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "TITLE", "SUBJECT")
_POINTING = ("AUTHOR", "FILENAME", "TOC", "TC", "REF", "PAGEREF", "NOTEREF", "STYLEREF", "SEQ", "SYMBOL", "HYPERLINK", "NUMWORDS")
_FORMS = ("FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "DOCPROPERTY")
ALLOWED = frozenset((*_PRINTED, *_POINTING, *_FORMS))
_FIRST = re.compile(r"\s*([A-Za-z]*)")
_OUTWARD = re.compile(r"\\\\|//|:")
_CLICKED = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*"?(?:https?://|mailto:)[^\s"\\]+"?(?:\s+\\[a-z](?:\s+"[^"]*")?)*\s*', re.IGNORECASE)


def refuse_word_fields(name: str, root: Element) -> None:
    """Raises InvalidInput for a field code outside the list, for one made up by another field, and for a link to a file or server."""
    for code, nested in _codes(root):
        found = _FIRST.match(code)
        word = found.group(1).upper() if found else ""
        if nested or word not in ALLOWED:
            raise InvalidInput(
                f"«{name}»: mẫu có trường Word «{(word or code.strip())[:40]}», có thể lấy nội dung từ nơi khác. Xóa trường ấy rồi lưu lại."
            )
        if word == "HYPERLINK" and _OUTWARD.search(code) and not _CLICKED.fullmatch(code):
            raise InvalidInput(f"«{name}»: mẫu có liên kết tới tệp hoặc máy chủ («{code.strip()[:60]}»). Xóa liên kết ấy rồi lưu lại.")


@dataclass
class _Open:
    """A field whose end has not come: its code so far, whether its result has begun, whether another field stands in the code."""

    code: str = ""
    in_code: bool = True
    nested: bool = False


def _codes(root: Element) -> Iterator[tuple[str, bool]]:
    """Each field's code with whether another field stands inside the code; in whatever runs it is split."""
    yield from ((element.get(qn("w:instr"), ""), False) for element in root.iter(qn("w:fldSimple")))
    waiting: list[_Open] = []
    for element in root.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:delInstrText")):
        kind = element.get(qn("w:fldCharType"))
        if element.tag != qn("w:fldChar"):
            if waiting and waiting[-1].in_code:
                waiting[-1].code += element.text or ""
            else:
                yield element.text or "", False
        elif kind == "begin":
            for outer in waiting:
                outer.nested = outer.nested or outer.in_code
            waiting.append(_Open())
        elif kind == "separate" and waiting:
            waiting[-1].in_code = False
        elif kind == "end" and waiting:
            closed = waiting.pop()
            yield closed.code, closed.nested
    yield from ((one.code, one.nested) for one in waiting)
