"""From nodes to the paragraphs of a body, each with its style, its list level and what it must stay with.

Numbering by level (PL I.II.6đ): named types "I." → "1." → "a)" → "-"; công văn "1." → "a)" → "-"; with articles "Điều 1." → "1." → "a)".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from drafting.format import drawn, text_width_mm
from drafting.render.numbering import LETTERS, Lists, Scheme
from drafting.render.wording import capital, ended, field_lines, final, leading, sentence, stopped
from drafting.roman import roman
from drafting.spec_values import Node
from drafting.text_width import width_mm

_CHAPTERS = ("Chương", "Mục", "Tiểu mục")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph to be: its style, text, list item (number of the list, level) and direct settings.

    caps: shown in capitals although written in sentence case; bold: against the style.
    """

    style: str
    text: str
    item: tuple[int, int] | None = None
    keep_next: bool = False
    caps: bool = False
    bold: bool = False


def scheme_of(nodes: Sequence[Node], *, letter: bool) -> Scheme:
    """How these nodes are numbered."""
    if any(node.form == "article" for top in nodes for node in top.walk()):
        return "articles"
    return "letter" if letter else "named"


def paragraphs(nodes: Sequence[Node], lists: Lists, scheme: Scheme) -> list[Paragraph]:
    """The paragraphs of the nodes in order."""
    return list(_Outline(lists, scheme, nodes).group(nodes, 0))


def with_end_mark(made: list[Paragraph]) -> list[Paragraph]:
    """The same paragraphs with "./." after the last words; the last two lines stay with the signature below."""
    if not made:
        return made
    last = replace(made[-1], text=final(made[-1].text), keep_next=True)
    before = made[:-1]
    if before and _is_one_line(last.text):
        before[-1] = replace(before[-1], keep_next=True)
    return [*before, last]


def _is_one_line(text: str) -> bool:
    """Whether the paragraph may take a single line, in the smaller profile at least."""
    return bool(width_mm(text, drawn("body", "size", 13)) + drawn("body", "first_line") < text_width_mm())


class _Outline:
    def __init__(self, lists: Lists, scheme: Scheme, nodes: Sequence[Node]) -> None:
        self._lists = lists
        self._scheme = scheme
        # "I." heads a titled part only, so a body whose first level holds plain items starts at "1."
        plain = scheme == "named" and len(nodes) > 1 and any(node.form != "heading" for node in nodes)
        self._shift = 1 if plain or (len(nodes) == 1 and scheme == "named" and nodes[0].form == "task") else 0
        self._articles = 0

    def group(self, nodes: Sequence[Node], depth: int, chapters: int = 0) -> Iterator[Paragraph]:
        """Siblings: all numbered alike, save a lone text, which takes no marker."""
        if self._scheme == "articles" and any(_holds_articles(node) for node in nodes):
            yield from self._chapters(nodes, chapters)
            return
        if self._scheme == "articles" and not any(node.form == "article" for node in nodes):
            depth = max(depth, 1)
        level = depth + self._shift
        while self._lists.is_lettered(level) and len(nodes) > len(LETTERS):
            level += 1  # more items than the alphabet has letters: dashes
        lone_text = len(nodes) == 1 and nodes[0].form == "text"
        for index, node in enumerate(nodes):
            if node.form == "article":
                yield from self._article(node)
                continue
            item = None if lone_text else self._lists.item(level, index)
            yield from self._node(node, item, level)
            yield from self.group(node.children, level + 1 - self._shift)

    def _node(self, node: Node, item: tuple[int, int] | None, level: int) -> Iterator[Paragraph]:
        follows = bool(node.children)
        if node.form == "heading":
            yield self._heading(node, item, level)
        elif node.form == "text":
            text = leading(node.text) if follows else stopped(node.text)
            yield Paragraph("BodyText", capital(text), item, keep_next=follows and text.endswith(":"))
        elif self._scheme == "letter":
            yield Paragraph("BodyText", sentence(node), item)
        else:
            fields = list(field_lines(node))
            yield Paragraph("BodyText", capital(ended(node.text)), item, keep_next=bool(fields))
            for at, line in enumerate(fields):
                yield Paragraph("BodyText", line, keep_next=at == len(fields) - 2)

    def _heading(self, node: Node, item: tuple[int, int] | None, level: int) -> Paragraph:
        text = capital(node.text)
        if self._scheme == "named" and level == 0:
            return Paragraph("Heading1", text, item, caps=not text.isupper())
        titled = level == (0 if self._scheme == "letter" else 1)
        if titled:
            return Paragraph("Heading2", text, item)
        return Paragraph("BodyText", text, item, keep_next=True)

    def _article(self, node: Node) -> Iterator[Paragraph]:
        """ "Điều 1." in bold; a title (no stop at its end, clauses below it) in bold too, alone on its line."""
        item = self._lists.item(0, self._articles)
        self._articles += 1
        title = bool(node.children) and node.text[-1] not in ".;:,?!…"
        text = capital(node.text if title else leading(node.text) if node.children else stopped(node.text))
        yield Paragraph("Dieu", text, item, keep_next=bool(node.children), bold=title)
        yield from self.group(node.children, 1)

    def _chapters(self, nodes: Sequence[Node], chapters: int) -> Iterator[Paragraph]:
        """Headings over articles: "Chương I" over its title, then "Mục 1" (PL I.II.6d, đ)."""
        number = 0
        for node in nodes:
            if node.form != "heading":
                yield from self._node(node, None, 1)
                yield from self.group(node.children, 1)
                continue
            number += 1
            label = _CHAPTERS[min(chapters, len(_CHAPTERS) - 1)]
            yield Paragraph("Chuong", f"{label} {roman(number) if chapters == 0 else number}")
            yield Paragraph("TieuDeChuong", node.text.upper())
            yield from self.group(node.children, 0, chapters + 1)


def _holds_articles(node: Node) -> bool:
    return node.form != "article" and any(below.form == "article" for below in node.walk())
