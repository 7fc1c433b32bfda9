"""Blocks of a body become a tree: who stands under whom is told by markers, their order and their usual depth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tracking.reading.page import Block, Line, Table, lines_of
from tracking.structure.markers import Marker
from tracking.structure.node import Kind, Node
from tracking.structure.paragraphs import Paragraph, read_paragraphs
from tracking.structure.tables import Grid, grid_of


@dataclass(slots=True)
class _Branch:
    """A node while it grows."""

    kind: Kind
    ordinal: str = ""
    paragraph: Paragraph | None = None
    grid: Grid | None = None
    children: list[_Branch] = field(default_factory=list)
    bullets: int = 0

    @property
    def marker(self) -> Marker | None:
        return self.paragraph.marker if self.paragraph else None

    def grown(self) -> Node:
        return Node(self.kind, self.ordinal, self.paragraph, self.grid, tuple(child.grown() for child in self.children))


def build_tree(blocks: Sequence[Block]) -> Node:
    """The tree of a body. Every character of the blocks stands in it once, and nothing is refused: what has no
    number becomes a plain paragraph under the item it follows."""
    root = _Branch("document")
    stack = [root]
    parts = list(_parts(blocks))
    for at, part in enumerate(parts):
        if isinstance(part, Grid):
            _hang_table(stack, part)
        elif part.role != "text":
            stack[-1].children.append(_Branch(part.role, stack[-1].ordinal, part))
        elif part.marker is None:
            following = next((other for other in parts[at + 1 :] if not (isinstance(other, Paragraph) and other.role != "text")), None)
            if isinstance(following, Paragraph) and following.marker and _heads_list(stack, part, following.marker):
                del stack[_depth(stack, following.marker) :]
            stack[-1].children.append(_Branch("text", stack[-1].ordinal, part))
        else:
            _hang_item(stack, part, part.marker)
    return root.grown()


def written(node: Node) -> Iterator[str]:
    """Everything that stands in the tree, in reading order: markers as printed, words, cells (merged ones once)."""
    for each in node.walk():
        if each.paragraph:
            if each.marker:
                yield each.marker.written
            yield each.paragraph.text
        if each.grid:
            for row in (*each.grid.head, *each.grid.aside, *each.grid.rows):
                yield from (cell.text for cell in row.cells if cell.first)


def _parts(blocks: Iterable[Block]) -> Iterator[Paragraph | Grid]:
    """Paragraphs and grids in order; layout tables and tables of one column are read as paragraphs."""
    lines: list[Line] = []
    for block in blocks:
        if isinstance(block, Line):
            lines.append(block)
        elif _is_layout(block):
            lines.extend(lines_of([block]))
        else:
            yield from read_paragraphs(lines)
            lines = []
            yield grid_of(block)
    yield from read_paragraphs(lines)


def _is_layout(table: Table) -> bool:
    widest = max((sum(cell.column_span for cell in row) for row in table.rows), default=0)
    return not table.ruled or widest < 2


_TIME = re.compile(r"(?:(?:Trong|Trước)\s+)?(?:Tháng|Tuần|Quý|Ngày|Từ ngày|Giai đoạn|Đợt|Học kỳ)\s[^.;]{1,50}", re.IGNORECASE)
LONGEST_TITLE = 14
"""Words of an item with a sign that is a title."""
LONGEST_HEAD = 40
"""Words of a line without a number that heads a list."""


def _heads_list(stack: list[_Branch], part: Paragraph, following: Marker) -> bool:
    """Whether a paragraph without a number heads a new list on the level of an open one: "Sở A:" between dashes or before another 1."""
    if not (part.text.rstrip().endswith(":") or _TIME.fullmatch(part.text)) or len(part.text.split()) > LONGEST_HEAD:
        return False
    alike = any(branch.marker and _same_list(branch.marker, following) for branch in stack)
    return alike and following.value in (0, 1)


def _hang_table(stack: list[_Branch], grid: Grid) -> None:
    last = next((child for child in reversed(stack[-1].children) if child.kind != "furniture"), None)
    if last is not None and last.grid is not None and (whole := last.grid.joined(grid)):
        last.grid = whole
        return
    stack[-1].children.append(_Branch("table", stack[-1].ordinal, grid=grid))


def _hang_item(stack: list[_Branch], paragraph: Paragraph, marker: Marker) -> None:
    del stack[_depth(stack, marker) :]
    parent = stack[-1]
    if marker.value:
        label = marker.label
    else:
        parent.bullets += 1
        label = f"{marker.label}{parent.bullets}"
    inner = marker.style == "decimal" and parent.marker is not None and parent.marker.style in ("number", "decimal")
    base = parent.ordinal.rsplit(".", parent.marker.label.count(".") + 1)[0] if inner and parent.marker and "." in parent.ordinal else ""
    ordinal = ".".join(x for x in ((base if inner else parent.ordinal), label) if x)
    branch = _Branch("item", ordinal, paragraph)
    parent.children.append(branch)
    stack.append(branch)


def _depth(stack: list[_Branch], marker: Marker) -> int:
    """How many open branches stay open above an item with this marker."""
    alike = [at for at, branch in enumerate(stack) if branch.marker and _same_list(branch.marker, marker)]
    if marker.value == 0:
        return alike[-1] if alike else len(stack) if _heads_signs(stack[-1]) else _by_rank(stack, marker)
    if marker.style == "decimal":
        return _under_lead(stack, marker, alike)
    following = [at for at in alike if _follows(stack[at], marker)]
    if following:
        return following[-1]
    if alike and marker.value == 1 and _may_nest(stack, alike[-1], marker):
        return len(stack)
    return alike[0] if alike else _by_rank(stack, marker)


def _heads_signs(branch: _Branch) -> bool:
    """Whether an item with a sign is the title of what follows with another sign ("* Phòng A" above dashes)."""
    text = branch.paragraph.text.rstrip() if branch.paragraph else ""
    is_sign = branch.marker is not None and branch.marker.value == 0
    return is_sign and len(text.split()) <= LONGEST_TITLE and not text.endswith((".", ";", ","))


def _same_list(one: Marker, other: Marker) -> bool:
    return one.style == other.style and one.label.count(".") == other.label.count(".")


def _follows(branch: _Branch, marker: Marker) -> bool:
    """Whether the item takes the next place after the branch; authors skip numbers and points (f, j, w, z)."""
    assert branch.marker is not None
    return 0 < marker.value - branch.marker.value <= 3


def _may_nest(stack: list[_Branch], at: int, marker: Marker) -> bool:
    """Whether a list that starts again stands under an open item below its own level rather than beside it."""
    top = stack[-1].marker
    return len(stack) - 1 > at and top is not None and top.value > 0 and top.rank > marker.rank


def _under_lead(stack: list[_Branch], marker: Marker, alike: list[int]) -> int:
    for at in range(len(stack) - 1, 0, -1):
        own = stack[at].marker
        if own is not None and own.style in ("number", "decimal", "article") and own.label == marker.lead:
            return at + 1
    return alike[-1] if alike else _by_rank(stack, marker)


def _by_rank(stack: list[_Branch], marker: Marker) -> int:
    for at in range(1, len(stack)):
        own = stack[at].marker
        if own is not None and own.rank >= marker.rank and not (marker.style == "upper" and marker.value == 1):
            return at
    return len(stack)
