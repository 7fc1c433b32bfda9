"""The document beside its duties: pictures of its pages with a box at each duty, or its text with the quoted words marked."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from pathlib import Path

from nicegui import ui

from drafting.errors import DondocError
from tracking.reading.page import Block, Line, Pages, Table, lines_of
from tracking.screens.directives import Proposal
from ui.jobs import apart
from ui.parts.highlight import Piece, highlighted
from ui.parts.html import attr, box, words
from ui.pictures import Leaf, leaves, text_of

_KEPT = 30
_lately: OrderedDict[str, tuple[list[Leaf], Pages | None]] = OrderedDict()


async def source_view(directive_id: int, path: Path, name: str, proposals: Sequence[Proposal], file_id: int | None = None) -> None:
    """The document as it was received. A file that cannot be shown says so; it can still be fetched.

    file_id: a further file of the document, whose pictures carry no boxes (places are those of the main file); None for the main one.
    """
    try:
        sizes, pages = await _opened(path, name)
    except DondocError as refused:
        words(str(refused), "p", "empty")
        return
    if sizes:
        _pictures(directive_id, sizes, proposals if file_id is None else (), f"?tep={file_id}" if file_id else "")
    elif pages is None:
        words(f"Không hiện được «{name}» ở đây. Tải tệp về để xem.", "p", "empty")
    else:
        _text(pages, proposals)


async def _opened(path: Path, name: str) -> tuple[list[Leaf], Pages | None]:
    """The pages' sizes, or the text where there are none; those opened lately are kept in memory (the path is the content's hash)."""
    if path.name not in _lately:
        sizes = await apart(leaves, path, name, name=name)
        _lately[path.name] = sizes, None if sizes else await apart(text_of, path, name, name=name)
        while len(_lately) > _KEPT:
            _lately.popitem(last=False)
    return _lately[path.name]


def _pictures(directive_id: int, sizes: Sequence[Leaf], proposals: Sequence[Proposal], of: str) -> None:
    for number, size in enumerate(sizes, 1):
        with box("leaf").style(f"aspect-ratio:{size.width:.1f}/{size.height:.1f}"):
            image = attr(ui.element("img"), src=f"/van-ban/{directive_id}/trang/{number}.png{of}", alt=f"Trang {number}")
            attr(image, loading="lazy" if number > 2 else "eager")
            for proposal in proposals:
                for span in proposal.spans:
                    if span["page"] == number:
                        _box(proposal, span["box"], size)


def _box(proposal: Proposal, place: Sequence[float], size: Leaf) -> None:
    left, top, right, bottom = place
    shape = f"left:{left / size.width:.3%};top:{top / size.height:.3%};width:{(right - left) / size.width:.3%};"
    found = box("box", "button").style(shape + f"height:{(bottom - top) / size.height:.3%}")
    name = f"Nhiệm vụ {proposal.ordinal or proposal.position + 1}"
    attr(found, type="button", tabindex="-1", data_duty=str(proposal.id), aria_label=name)


def _text(pages: Pages, proposals: Sequence[Proposal]) -> None:
    blocks = list(pages.blocks())
    lines = list(lines_of(blocks))
    marked = iter(highlighted([line.text for line in lines], [(p.id, p.quote) for p in proposals]))
    with box("prose"):
        for block in blocks:
            _block(block, marked)


def _block(block: Block, marked: Iterator[list[Piece]]) -> None:
    if isinstance(block, Table):
        with box("" if block.ruled else "layout", "table"), ui.element("tbody"):
            for row in block.rows:
                with ui.element("tr"):
                    for cell in row:
                        with attr(ui.element("td"), colspan=str(cell.column_span), rowspan=str(cell.row_span)):
                            for inner in cell.blocks:
                                _block(inner, marked)
        return
    _line(block, next(marked))


def _line(line: Line, pieces: list[Piece]) -> None:
    look = " ".join(name for name, on in (("centre", line.centred), ("bold", line.bold)) if on)
    with box(look, "p"):
        if line.marker:
            words(f"{line.marker} ")
        for piece in pieces:
            if piece.duty is None:
                words(piece.text)
            else:
                attr(words(piece.text, "mark"), data_duty=str(piece.duty))
