"""Paragraphs beside the orders that order nothing: an opening before its lead, a passage quoted whole, an answer to readers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tracking.language import background
from tracking.language.owners import formula_inside, subject_of
from tracking.language.passage import sentences
from tracking.structure.node import Node

LONGEST_QUOTATION = 8
"""Paragraphs that a quotation goes over, at most."""
LONGEST_LAW = 60
"""Paragraphs and items that a quoted article goes over, at most."""
LONGEST_QUESTION = 40
"""Words of a heading that asks what the text under it answers."""

_LEADS = re.compile(
    r"(?:như sau|sau đây|dưới đây|(?:nội dung|nhiệm vụ|công việc|vấn đề|yêu cầu|giải pháp|"
    r"biện pháp)(?:\s+\S+){0,3}\s+sau)\s*[:.]\s*$|:\s*$",
    re.IGNORECASE,
)
_QUOTES = re.compile(
    r"(?:(?:quy định|hướng dẫn)(?: như sau| cụ thể)?|nêu rõ|ghi rõ|có nội dung|trả lời|thì|nội dung)\s*:?\s*$", re.IGNORECASE
)
"""The end of a paragraph that quotes what follows it."""
_ORDERS = re.compile(r"(?<!\w)(?:yêu cầu|đề nghị|giao|chỉ thị|kết luận|thống nhất|chỉ đạo|hướng dẫn|thông báo)(?!\w)", re.IGNORECASE)


def asides(nodes: Sequence[Node], *, top: bool) -> frozenset[int]:
    """The places of the nodes that belong to no order of this document."""
    return frozenset({*_quoted(nodes), *(_openings(nodes) if top else ())})


def _quoted(nodes: Sequence[Node]) -> list[int]:
    """What a law is quoted with, and what stands between a quotation mark that one paragraph opens and a later one closes."""
    found: list[int] = []
    opened: int | None = None
    for at, node in enumerate(nodes):
        if at and node.text.startswith("“") and _QUOTES.search(nodes[at - 1].text):
            found.extend(_until_closed(nodes, at))
        if node.kind != "text":
            continue
        surplus = node.text.count("“") - node.text.count("”")
        if opened is None and surplus > 0:
            opened = at
        elif opened is not None and surplus < 0:
            found.extend(range(opened + 1, at + 1) if at - opened <= LONGEST_QUOTATION else ())
            opened = None
    return found


def _until_closed(nodes: Sequence[Node], at: int) -> range:
    """The nodes from one that opens a quotation to the one that closes it; where none does, it alone and the paragraphs behind it."""
    depth = 0
    for end in range(at, min(at + LONGEST_LAW, len(nodes))):
        depth += sum(each.text.count("“") - each.text.count("”") for each in nodes[end].walk())
        if depth <= 0:
            return range(at, end + 1)
    last = next((end for end in range(at + 1, len(nodes)) if nodes[end].kind != "text"), len(nodes))
    return range(at, last)


def _openings(nodes: Sequence[Node]) -> list[int]:
    """The paragraphs before the one that leads to the items and orders somebody; one that orders by itself is none of them."""
    first = next((at for at, node in enumerate(nodes) if node.kind in ("item", "table")), 0)
    lead = next((at for at in range(first - 1, -1, -1) if _is_lead(nodes[at])), 0)
    return [at for at in range(lead) if nodes[at].kind == "text" and not nodes[at].children and not _is_order(nodes[at].text)]


def _is_lead(node: Node) -> bool:
    return node.kind == "text" and _LEADS.search(node.text) is not None and _ORDERS.search(node.text) is not None


def _is_order(text: str) -> bool:
    """Whether a paragraph of the opening opens with an order of its own ("Giao Sở A …", "Yêu cầu B …")."""
    said = [text[start:end] for start, end in sentences(text)]
    subjects = (subject_of(words) or formula_inside(words, strongly=True) for words in said if not background.tells_of_a_document(words))
    return any(subject is not None and subject.rule.id == "GIAO-01" for subject in subjects)


def without_answers(body: Node) -> Node:
    """The body up to a heading that asks, past its first item ("… được quy định như thế nào?"): a page answers its readers below it."""
    return _cut(body, [False, False])


def _cut(node: Node, seen: list[bool]) -> Node:
    """The node without what follows a question; seen: an item, and a question behind it."""
    kept: list[Node] = []
    for child in node.children:
        seen[1] = seen[1] or (seen[0] and _asks(child))
        if seen[1]:
            break
        seen[0] = seen[0] or child.kind == "item"
        kept.append(_cut(child, seen))
    return replace(node, children=tuple(kept))


def _asks(node: Node) -> bool:
    text = node.text.strip()
    return node.kind == "text" and text.endswith("?") and len(text.split()) <= LONGEST_QUESTION


def is_of_page(nodes: Sequence[Node], at: int) -> bool:
    """Whether a paragraph is a line of a web page, or the headline right above the line that says when the page was put up."""
    node = nodes[at]
    if node.kind != "text" or node.children:
        return False
    below = nodes[at + 1] if at + 1 < len(nodes) else None
    is_headline = below is not None and below.kind == "text" and not node.text.rstrip().endswith((".", ":", ";"))
    return background.is_page_line(node.text) or (is_headline and below is not None and background.is_page_line(below.text))
