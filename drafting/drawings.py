"""Shapes of a paragraph, DrawingML or VML: drawn lines, boxes with words, pictures; each with its size and place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from drafting.ooxml import MM_PER_EMU, MM_PER_PT, MM_PER_TWIP, Element, number_of, qn

_FLAT_MM = 1.0
_DEFAULT_WEIGHT_PT = 0.75
_STRAIGHT = ("line", "straightConnector1")
_VML_LINE_TYPE = "#_x0000_t32"
_STYLE = re.compile(r"([\w-]+)\s*:\s*([^;]+)")


@dataclass(frozen=True, slots=True)
class Drawing:
    """One shape anchored in a paragraph.

    x_mm, y_mm: the offset from the frame that x_from, y_from name ("column", "page", "margin", "paragraph", …);
    x_align: "center" and the like where the place is an alignment. dash: "solid" or the name of the broken line.
    colour: RRGGBB of the outline, "" where a theme decides. words: the w:txbxContent of a box. image: relationship id.
    """

    kind: Literal["line", "box", "picture", "other"]
    width_mm: float
    height_mm: float
    x_mm: float | None = None
    y_mm: float | None = None
    x_from: str = "column"
    y_from: str = "paragraph"
    x_align: str | None = None
    dash: str = "solid"
    outlined: bool = True
    colour: str = ""
    weight_pt: float = _DEFAULT_WEIGHT_PT
    compound: str = "sng"
    words: Element | None = None
    image: str = ""
    element: Element | None = None


def drawings_in(run: Element) -> Iterator[Drawing]:
    """The shapes of one w:r (or of a w:pict, w:drawing in it); of alternatives the first only."""
    for child in run:
        if child.tag == qn("mc:AlternateContent"):
            choice = child.find(qn("mc:Choice"))
            yield from drawings_in(choice if choice is not None else child.find(qn("mc:Fallback")) or child)
        elif child.tag == qn("w:drawing"):
            for frame in child:
                yield from _frame(frame)
        elif child.tag in (qn("w:pict"), qn("w:object")):
            for shape in child:
                yield from _vml(shape)


def _frame(frame: Element) -> Iterator[Drawing]:
    extent = frame.find(qn("wp:extent"))
    if extent is None:
        return
    place = _placed(frame)
    group = next(iter(frame.iter(qn("wpg:wgp"))), None)
    if group is not None:
        yield from _group(group, place, frame)
        return
    width, height = (number_of(extent.get(name)) * MM_PER_EMU for name in ("cx", "cy"))
    shape = next(iter(frame.iter(qn("wps:wsp"))), None)
    if shape is not None:
        yield _shape(shape, width, height, place, frame)
    elif (picture := next(iter(frame.iter(qn("a:blip"))), None)) is not None:
        yield Drawing("picture", width, height, *place, image=picture.get(qn("r:embed"), ""), element=frame)
    else:
        yield Drawing("other", width, height, *place, element=frame)


Placed = tuple[float | None, float | None, str, str, str | None]


def _placed(frame: Element) -> Placed:
    horizontal, vertical = frame.find(qn("wp:positionH")), frame.find(qn("wp:positionV"))
    if horizontal is None or vertical is None:
        return None, None, "inline", "inline", None
    align = horizontal.find(qn("wp:align"))
    return (
        _offset(horizontal),
        _offset(vertical),
        horizontal.get("relativeFrom", "column"),
        vertical.get("relativeFrom", "paragraph"),
        align.text if align is not None else None,
    )


def _offset(position: Element) -> float | None:
    offset = position.find(qn("wp:posOffset"))
    return number_of(offset.text) * MM_PER_EMU if offset is not None else None


def _shape(shape: Element, width: float, height: float, place: Placed, frame: Element) -> Drawing:
    geometry = next(iter(shape.iter(qn("a:prstGeom"))), None)
    words = next(iter(shape.iter(qn("w:txbxContent"))), None)
    line = shape.find(f"{qn('wps:spPr')}/{qn('a:ln')}")
    has_line = line is None or line.find(qn("a:noFill")) is None
    straight = geometry is not None and geometry.get("prst") in _STRAIGHT
    kind: Literal["line", "box"] = "line" if words is None and (straight or min(width, height) <= _FLAT_MM) else "box"
    dash = next(iter(line.iter(qn("a:prstDash"))), None) if line is not None else None
    return Drawing(
        kind,
        width,
        height,
        *place,
        dash=dash.get("val", "solid") if dash is not None else "solid",
        outlined=has_line,
        colour=_rgb(line),
        weight_pt=number_of(line.get("w")) / 12700 if line is not None and line.get("w") else _DEFAULT_WEIGHT_PT,
        compound=line.get("cmpd", "sng") if line is not None else "sng",
        words=words,
        element=frame,
    )


def _rgb(line: Element | None) -> str:
    colour = next(iter(line.iter(qn("a:srgbClr"))), None) if line is not None else None
    return colour.get("val", "").upper() if colour is not None else ""


def _group(group: Element, place: Placed, frame: Element) -> Iterator[Drawing]:
    """The shapes of a group; their places are those of the group moved by the child's own offset, unscaled."""
    transform = next(iter(group.iter(qn("a:xfrm"))), None)
    origin = transform.find(qn("a:chOff")) if transform is not None else None
    base_x, base_y = (number_of(origin.get(axis)) if origin is not None else 0.0 for axis in ("x", "y"))
    for shape in group.iter(qn("wps:wsp")):
        own = next(iter(shape.iter(qn("a:xfrm"))), None)
        offset, extent = (own.find(qn(name)) if own is not None else None for name in ("a:off", "a:ext"))
        if offset is None or extent is None:
            continue
        dx, dy = ((number_of(offset.get(axis)) - base) * MM_PER_EMU for axis, base in (("x", base_x), ("y", base_y)))
        width, height = (number_of(extent.get(name)) * MM_PER_EMU for name in ("cx", "cy"))
        x, y, x_from, y_from, align = place
        moved = (None if x is None else x + dx, None if y is None else y + dy, x_from, y_from, align)
        yield _shape(shape, width, height, moved, frame)


def _vml(shape: Element) -> Iterator[Drawing]:
    name = str(shape.tag).rpartition("}")[2]
    style = dict(_STYLE.findall(shape.get("style", "")))
    if name == "group":
        for child in shape:
            yield from _vml(child)
        return
    if name not in ("line", "rect", "shape", "roundrect"):
        return
    place: Placed = (
        _css_mm(style.get("margin-left")),
        _css_mm(style.get("margin-top")),
        _vml_frame(style.get("mso-position-horizontal-relative"), "column"),
        _vml_frame(style.get("mso-position-vertical-relative"), "paragraph"),
        style.get("mso-position-horizontal") if style.get("mso-position-horizontal") not in (None, "absolute") else None,
    )
    words = next(iter(shape.iter(qn("w:txbxContent"))), None)
    picture = next(iter(shape.iter(qn("v:imagedata"))), None)
    stroke = next(iter(shape.iter(qn("v:stroke"))), None)
    dash = stroke.get("dashstyle", "solid") if stroke is not None else "solid"
    outlined = shape.get("stroked", "t") not in ("f", "false", "0")
    width, height = _css_mm(style.get("width")) or 0.0, _css_mm(style.get("height")) or 0.0
    colour = shape.get("strokecolor", "").lstrip("#").upper()
    if name == "line":
        (x1, y1), (x2, y2) = (_point(shape.get(end)) for end in ("from", "to"))
        place = (min(x1, x2), min(y1, y2), *place[2:])
        yield Drawing("line", abs(x2 - x1), abs(y2 - y1), *place, dash=dash, outlined=outlined, colour=colour, element=shape)
    elif picture is not None:
        yield Drawing("picture", width, height, *place, image=picture.get(qn("r:id"), ""), element=shape)
    elif words is None and (shape.get("type") == _VML_LINE_TYPE or (width > 0 and height <= _FLAT_MM)):
        yield Drawing("line", width, height, *place, dash=dash, outlined=outlined, colour=colour, element=shape)
    else:
        yield Drawing("box", width, height, *place, dash=dash, outlined=outlined, colour=colour, words=words, element=shape)


def _vml_frame(value: str | None, default: str) -> str:
    return default if value in (None, "text", "char", "line") else str(value).removesuffix("-area")


def _point(text: str | None) -> tuple[float, float]:
    parts = [_css_mm(part) or 0.0 for part in (text or "0,0").split(",")]
    return (parts[0], parts[1]) if len(parts) == 2 else (0.0, 0.0)


def _css_mm(text: str | None) -> float | None:
    if text is None:
        return None
    text = text.strip()
    if text.endswith("px"):
        return number_of(text[:-2]) * 0.75 * MM_PER_PT
    if text and text[-1].isdigit():
        return number_of(text) * MM_PER_PT
    return number_of(text) * MM_PER_TWIP
