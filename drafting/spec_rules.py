"""What a document's description must hold beyond its shape; each rule broken, with its place and the remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.roman import roman
from drafting.spec_values import Node, Spec

WITHOUT_SUBJECT = ("giấy giới thiệu", "giấy nghỉ phép", "phiếu gửi", "phiếu chuyển", "phiếu báo", "thư công")
"""Kinds that may go without a trích yếu: a slip or a letter whose title says all (mẫu 1.8, 1.10)."""

_MENTION = re.compile(r"phụ lục(?P<numerals>(?:\s*(?:số\s*)?(?:,|;|và|đến|-|–)?\s*\b[IVXL]+\b)*)", re.IGNORECASE)
_ALL = re.compile(r"\b(?:các|những|hai|ba|bốn|năm|sáu|\d+)\s+phụ lục", re.IGNORECASE)
_RANGE = re.compile(r"\b([IVXL]+)\s*(?:đến|-|–)\s*(?:phụ lục\s*)?([IVXL]+)\b", re.IGNORECASE)


def broken_rules(spec: Spec) -> Iterator[tuple[str, str]]:
    """The JSON pointer and the sentence of each rule the document breaks."""
    if spec.subject is None and not spec.kind.is_copy and spec.kind.name not in WITHOUT_SUBJECT:
        yield "/subject", f"{spec.kind.name} cần trích yếu nội dung"
    if spec.symbol is None and spec.kind.name != "thư công":
        yield "/symbol", "thiếu ký hiệu, ví dụ «KH-UBND»"
    if not spec.signers:
        yield "/signature", "thiếu người ký. Ghi signature, hoặc signers khi nhiều người ký"
    if spec.is_letter and not spec.addressees:
        yield "/addressees", "công văn cần nơi kính gửi"
    if not (spec.fields or spec.opening or spec.body or spec.closing or spec.kind.is_copy):
        yield "/body", "văn bản chưa có nội dung"
    yield from _mixed_siblings(spec.body, "/body")
    for index, annex in enumerate(spec.annexes):
        yield from _mixed_siblings(annex.body, f"/annexes/{index}/body")
        if not annex.is_table and not annex.body:
            yield f"/annexes/{index}/body", "phụ lục chưa có nội dung"
    yield from _unmentioned_annexes(spec)


def _mixed_siblings(nodes: tuple[Node, ...], pointer: str) -> Iterator[tuple[str, str]]:
    articles = [node.form == "article" for node in nodes]
    if any(articles) and not all(articles):
        yield (
            f"{pointer}/{articles.index(not articles[0])}",
            "các mục cùng cấp phải đánh số cùng kiểu: đều là điều (article) hoặc đều không",
        )
    for index, node in enumerate(nodes):
        yield from _mixed_siblings(node.children, f"{pointer}/{index}/children")


def _unmentioned_annexes(spec: Spec) -> Iterator[tuple[str, str]]:
    text = "\n".join(_sentences(spec))
    mentioned, every = _mentioned(text)
    for index in range(len(spec.annexes)):
        named = mentioned if len(spec.annexes) == 1 else every or roman(index + 1) in mentioned
        if not named:
            label = "Phụ lục" if len(spec.annexes) == 1 else f"Phụ lục {roman(index + 1)}"
            yield f"/annexes/{index}", f"nội dung chưa nhắc đến «{label}». Thêm chỗ dẫn đến phụ lục vào nội dung"


def _mentioned(text: str) -> tuple[set[str], bool]:
    """The numerals of the annexes that the text mentions ("" for a bare mention), and whether it mentions them all together."""
    found: set[str] = set()
    for match in _MENTION.finditer(text):
        numerals = match["numerals"].upper()
        found |= set(re.findall(r"[IVXL]+\b", numerals)) or {""}
        for first, last in _RANGE.findall(numerals):
            numbers = [roman(number) for number in range(1, 60)]
            if first in numbers and last in numbers:
                found |= set(numbers[numbers.index(first) : numbers.index(last) + 1])
    return found, bool(_ALL.search(text))


def _sentences(spec: Spec) -> Iterator[str]:
    yield from (*spec.bases, *spec.opening, *spec.closing)
    yield from (field.value for field in spec.fields)
    for node in spec.nodes():
        yield node.text
        yield node.deliverable or ""
