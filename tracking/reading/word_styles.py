"""What a paragraph or run of a Word file looks like once its styles are counted in (run → character style → paragraph style → defaults)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = {"0", "false", "off", "none"}
_LONGEST_CHAIN = 30
_THEME_FONTS = ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme")


def value(parent: etree._Element | None, tag: str) -> str | None:
    """The w:val of a direct child, None where the child is absent."""
    child = parent.find(W + tag) if parent is not None else None
    return child.get(W + "val") if child is not None else None


def switch(parent: etree._Element, tag: str) -> bool | None:
    """A toggle such as w:b: True, False, or None where it is not set here."""
    child = parent.find(W + tag)
    if child is None:
        return None
    return (child.get(W + "val") or "1").lower() not in _OFF


def number(text: str | None) -> float | None:
    """A measure in the file's own unit as a number; None where it is absent or not a number."""
    try:
        return float(text) if text else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Face:
    """How characters look: None where nothing in the chain says. size in points."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    capitals: bool | None = None
    size: float | None = None
    font: str | None = None

    def under(self, nearer: Face) -> Face:
        """This face with what the nearer one says put over it."""
        return Face(
            self.bold if nearer.bold is None else nearer.bold,
            self.italic if nearer.italic is None else nearer.italic,
            self.hidden if nearer.hidden is None else nearer.hidden,
            self.capitals if nearer.capitals is None else nearer.capitals,
            nearer.size or self.size,
            nearer.font or self.font,
        )


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph stands: alignment as written ("center"), indents in points, numbering as (numId, level or None)."""

    alignment: str | None = None
    left: float | None = None
    first: float | None = None
    number_id: str | None = None
    number_level: int | None = None
    page_break_before: bool | None = None

    def under(self, nearer: Shape) -> Shape:
        """This shape with what the nearer one says put over it."""
        return Shape(
            nearer.alignment or self.alignment,
            self.left if nearer.left is None else nearer.left,
            self.first if nearer.first is None else nearer.first,
            nearer.number_id or self.number_id,
            self.number_level if nearer.number_level is None else nearer.number_level,
            self.page_break_before if nearer.page_break_before is None else nearer.page_break_before,
        )


def face_of(properties: etree._Element | None) -> Face:
    """What one w:rPr says by itself."""
    if properties is None or not len(properties):
        return Face()
    fonts = properties.find(W + "rFonts")
    font = (fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or fonts.get(W + "cs")) if fonts is not None else None
    half_points = number(value(properties, "sz"))
    return Face(
        switch(properties, "b"),
        switch(properties, "i"),
        switch(properties, "vanish"),
        switch(properties, "caps"),
        half_points / 2 if half_points else None,
        font,
    )


def shape_of(properties: etree._Element | None) -> Shape:
    """What one w:pPr says by itself."""
    if properties is None or not len(properties):
        return Shape()
    left = first = None
    indent = properties.find(W + "ind")
    if indent is not None:
        left = number(indent.get(W + "left") or indent.get(W + "start"))
        hanging = number(indent.get(W + "hanging"))
        first = -hanging if hanging else number(indent.get(W + "firstLine"))
    numbering = properties.find(W + "numPr")
    level = number(value(numbering, "ilvl"))
    return Shape(
        value(properties, "jc"),
        left / 20 if left is not None else None,
        first / 20 if first is not None else None,
        value(numbering, "numId"),
        int(level) if level is not None else None,
        switch(properties, "pageBreakBefore"),
    )


class Styles:
    """The styles part of a Word file, each style resolved through its ancestors once."""

    def __init__(self, root: etree._Element | None) -> None:
        self._nodes: dict[str, etree._Element] = {}
        self._faces: dict[str | None, Face] = {}
        self._shapes: dict[str | None, Shape] = {}
        self.base_face = Face()
        self.base_shape = Shape()
        self._default: str | None = None
        if root is None:
            return
        for node in root.iterchildren(W + "style"):
            style_id = node.get(W + "styleId")
            if style_id:
                self._nodes[style_id] = node
                if node.get(W + "type") == "paragraph" and (node.get(W + "default") or "0").lower() not in _OFF:
                    self._default = style_id
        self.base_face = face_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        self.base_shape = shape_of(root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr"))

    def paragraph_face(self, style_id: str | None) -> Face:
        """The face of text in a paragraph of this style (the default style where it names none)."""
        key = style_id if style_id in self._nodes else self._default
        if key not in self._faces:
            face = self.base_face
            for node in reversed(self._chain(key)):
                face = face.under(face_of(node.find(W + "rPr")))
            self._faces[key] = face
        return self._faces[key]

    def paragraph_shape(self, style_id: str | None) -> Shape:
        """The shape of a paragraph of this style (the default style where it names none)."""
        key = style_id if style_id in self._nodes else self._default
        if key not in self._shapes:
            shape = self.base_shape
            for node in reversed(self._chain(key)):
                shape = shape.under(shape_of(node.find(W + "pPr")))
            self._shapes[key] = shape
        return self._shapes[key]

    def character_face(self, style_id: str | None) -> Face:
        """What a character style and its ancestors say, without the defaults."""
        face = Face()
        for node in reversed(self._chain(style_id)):
            face = face.under(face_of(node.find(W + "rPr")))
        return face

    def ancestors(self, style_id: str | None) -> tuple[str, ...]:
        """The style and those it is based on, nearest first."""
        return tuple(node.get(W + "styleId") or "" for node in self._chain(style_id if style_id in self._nodes else self._default))

    def table_borders(self, style_id: str | None) -> etree._Element | None:
        """The w:tblBorders of a table style or its nearest ancestor that has them."""
        for node in self._chain(style_id):
            borders = node.find(f"{W}tblPr/{W}tblBorders")
            if borders is not None:
                return borders
        return None

    def _chain(self, style_id: str | None) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while style_id in self._nodes and len(chain) < _LONGEST_CHAIN:
            node = self._nodes[style_id]
            chain.append(node)
            style_id = value(node, "basedOn")
        return chain


def visible_face(face: Face) -> Face:
    """The face with silence read as Word reads it: not bold, not italic, not hidden."""
    return replace(face, bold=bool(face.bold), italic=bool(face.italic), hidden=bool(face.hidden), capitals=bool(face.capitals))
