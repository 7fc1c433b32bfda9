"""A graph of documents as a picture: columns from what is rested on to what rests on it. All text is escaped."""

from __future__ import annotations

from collections import defaultdict
from html import escape

from drafting.dates import short
from tracking.screens.lineage import Graph, Paper, Tie
from ui.parts.wording import short_name

_WIDTH, _HEIGHT, _GAP_X, _GAP_Y, _EDGE = 214, 74, 68, 18, 6
_CHARS = 30
_ARROW = 'viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"'
_ENDING = ("thay thế", "bãi bỏ")


def drawing(graph: Graph) -> str:
    """The graph as SVG markup of our own."""
    places = _places(graph.papers)
    width = max(x for x, _ in places.values()) + _WIDTH + _EDGE
    height = max(y for _, y in places.values()) + _HEIGHT + _EDGE
    lines = "".join(_line(tie, places) for tie in graph.ties)
    boxes = "".join(_box(paper, *places[paper.key]) for paper in graph.papers)
    name = "Sơ đồ văn bản liên quan; danh sách bên dưới nêu cùng nội dung."
    head = f'<svg class="graph" role="group" aria-label="{name}" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    arrow = f'<marker id="mui-ten" {_ARROW}><path d="M0 0 8 4 0 8z"/></marker>'
    return f"{head}<defs>{arrow}</defs>{lines}{boxes}</svg>"


def _places(papers: tuple[Paper, ...]) -> dict[str, tuple[int, int]]:
    """The left upper corner of each paper: a column a level, each column centred on the highest one."""
    columns: dict[int, list[Paper]] = defaultdict(list)
    for paper in papers:
        columns[paper.level].append(paper)
    highest = max(len(found) for found in columns.values())
    found: dict[str, tuple[int, int]] = {}
    for column, level in enumerate(sorted(columns)):
        above = (highest - len(columns[level])) * (_HEIGHT + _GAP_Y) // 2
        for row, paper in enumerate(columns[level]):
            found[paper.key] = (_EDGE + column * (_WIDTH + _GAP_X), _EDGE + above + row * (_HEIGHT + _GAP_Y))
    return found


def _box(paper: Paper, x: int, y: int) -> str:
    day = f"ngày {short(paper.issued_on)}" if paper.issued_on else ""
    second = " · ".join(filter(None, (day, short_name(paper.issuer))))
    third = paper.subject or {"cited": "chưa có trong sổ", "issued": paper.kind}.get(paper.sort, paper.kind)
    look = "node centre" if paper.level == 0 else f"node {paper.sort}"
    said = escape(", ".join(filter(None, (paper.number, second, third))), quote=True)
    rows = (("number", paper.number, 23), ("", second, 43), ("", third, 61))
    text = "".join(f'<text class="{kind}" x="{x + 12}" y="{y + down}">{escape(_cut(words))}</text>' for kind, words, down in rows if words)
    shape = f'<rect x="{x}" y="{y}" width="{_WIDTH}" height="{_HEIGHT}" rx="5"/>{text}'
    if not paper.href:
        return f'<g class="{look}" role="img" aria-label="{said}">{shape}</g>'
    return f'<a class="{look}" href="{escape(paper.href, quote=True)}" aria-label="{said}"><title>{said}</title>{shape}</a>'


def _line(tie: Tie, places: dict[str, tuple[int, int]]) -> str:
    (x1, y1), (x2, y2) = places[tie.earlier], places[tie.later]
    if x1 >= x2:
        return ""
    start, end = (x1 + _WIDTH, y1 + _HEIGHT // 2), (x2 - 2, y2 + _HEIGHT // 2)
    half = (start[0] + end[0]) // 2
    look = "tie ended" if tie.relation in _ENDING else "tie"
    path = f"M{start[0]} {start[1]} C{half} {start[1]} {half} {end[1]} {end[0]} {end[1]}"
    word = f'<text class="relation" x="{half}" y="{(start[1] + end[1]) // 2 - 5}">{escape(tie.relation)}</text>'
    return f'<path class="{look}" d="{path}" marker-end="url(#mui-ten)"/>{word}'


def _cut(words: str) -> str:
    return words if len(words) <= _CHARS else f"{words[: _CHARS - 1].rstrip()}…"
