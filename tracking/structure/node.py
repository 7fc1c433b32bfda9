"""The structure of a document's body: a tree of numbered items, plain paragraphs and tables, each knowing its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tracking.structure.markers import Marker
from tracking.structure.paragraphs import Paragraph
from tracking.structure.tables import Grid

Kind = Literal["document", "item", "text", "table", "note", "furniture"]


@dataclass(frozen=True, slots=True)
class Node:
    """An item with what stands under it.

    kind: "item" has a marker, "text" has none, "table" has a grid, "note" is a footnote, "furniture" a page number;
    ordinal: the path of markers down to here ("2.a", "II.1.-2": second dash), that of the parent for a plain paragraph.
    """

    kind: Kind
    ordinal: str = ""
    paragraph: Paragraph | None = None
    grid: Grid | None = None
    children: tuple[Node, ...] = ()

    @property
    def text(self) -> str:
        return self.paragraph.text if self.paragraph else ""

    @property
    def marker(self) -> Marker | None:
        return self.paragraph.marker if self.paragraph else None

    def walk(self) -> Iterator[Node]:
        """This node and all under it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()
