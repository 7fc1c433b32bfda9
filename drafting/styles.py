"""Properties of runs and paragraphs as styles give them: document defaults, chains of styles, themes.

A property set is a plain dict from the local name of the XML element or attribute to its value, so that laying one
set over another is `{**below, **above}`. Toggles (b, i, caps …) of different kinds of style switch one another.
"""

from __future__ import annotations

from typing import Any

from drafting.ooxml import Element, Package, number_of, on, qn

Properties = dict[str, Any]

TOGGLES = ("b", "i", "caps", "smallCaps", "vanish", "strike")
_FONT_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")
_INDENTS = {"left": "left", "start": "left", "right": "right", "end": "right", "firstLine": "firstLine", "hanging": "hanging"}
_VAL = qn("w:val")
_WHITE = "FFFFFF"


def run_properties(rpr: Element | None) -> Properties:
    """What one w:rPr says, nothing inherited. Sizes in points, colours as written."""
    out: Properties = {}
    if rpr is None:
        return out
    for child in rpr:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if name in TOGGLES:
            out[name] = on(child)
        elif name == "rFonts":
            for slot in _FONT_SLOTS:
                if (theme := child.get(qn(f"w:{slot}Theme")) or child.get(qn("w:cstheme") if slot == "cs" else "-")) is not None:
                    out[slot] = "theme:" + theme
                elif (font := child.get(qn(f"w:{slot}"))) is not None:
                    out[slot] = font
        elif name == "sz":
            out["sz"] = number_of(child.get(_VAL), 20) / 2
        elif name == "color":
            out["color"] = child.get(_VAL, "auto")
            out["themeColor"] = child.get(qn("w:themeColor"))
        elif name in ("highlight", "u", "rStyle", "vertAlign", "lang", "position"):
            out[name] = child.get(_VAL)
        elif name == "shd":
            out["shd"] = child.get(qn("w:fill"))
    return out


def paragraph_properties(ppr: Element | None) -> Properties:
    """What one w:pPr says, nothing inherited. Lengths in twips."""
    out: Properties = {}
    if ppr is None:
        return out
    for child in ppr:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if name == "jc":
            out["jc"] = child.get(_VAL)
        elif name == "ind":
            _indents(child, out)
        elif name == "spacing":
            for key in ("before", "after", "line", "beforeLines", "afterLines"):
                if (value := child.get(qn(f"w:{key}"))) is not None:
                    out[key] = number_of(value)
            for key in ("beforeAutospacing", "afterAutospacing"):
                if (value := child.get(qn(f"w:{key}"))) is not None:
                    out[key] = value not in ("0", "false", "off")
            if child.get(qn("w:line")) is not None:
                out["lineRule"] = child.get(qn("w:lineRule"), "auto")
        elif name in ("contextualSpacing", "keepNext", "keepLines", "pageBreakBefore", "mirrorIndents"):
            out[name] = on(child)
        elif name == "numPr":
            for key in ("numId", "ilvl"):
                if (found := child.find(qn(f"w:{key}"))) is not None:
                    out[key] = found.get(_VAL)
        elif name == "pBdr":
            for side in child:
                seen = side.get(qn("w:color"), "").upper() != _WHITE
                style = side.get(_VAL, "none") if seen else "none"
                out["border_" + side.tag.rpartition("}")[2]] = (style, number_of(side.get(qn("w:sz"))) / 8)
        elif name == "tabs":
            for stop in child:
                out[f"tab_{number_of(stop.get(qn('w:pos'))):.0f}"] = stop.get(_VAL, "left")
        elif name == "framePr":
            out["framed"] = child.get(qn("w:xAlign"), "left")
        elif name in ("pStyle", "outlineLvl"):
            out[name] = child.get(_VAL)
    return out


def _indents(ind: Element, out: Properties) -> None:
    for attribute, key in _INDENTS.items():
        if (value := ind.get(qn(f"w:{attribute}"))) is not None:
            out[key] = number_of(value)
    if "firstLine" in out and ind.get(qn("w:firstLine")) is not None and ind.get(qn("w:hanging")) is None:
        out["hanging"] = 0.0
    for chars, key in (("firstLineChars", "firstLine"), ("leftChars", "left"), ("rightChars", "right")):
        if (value := ind.get(qn(f"w:{chars}"))) is not None and number_of(value) and ind.get(qn(f"w:{key}")) is None:
            out[key] = number_of(value) * 2.1


class Styles:
    """The styles of one document, each chain resolved once."""

    def __init__(self, package: Package) -> None:
        root = package.related("styles")
        self._elements: dict[str, Element] = {}
        self.default_paragraph = ""
        self.default_table = ""
        self.default_run: Properties = {"sz": 10.0}
        self.default_ppr: Properties = {}
        if root is not None:
            self._read(root)
        self._theme = _theme_fonts(package.related("theme"))
        self.theme_colours = _theme_colours(package.related("theme"))
        self._runs: dict[str, Properties] = {}
        self._paragraphs: dict[str, list[Properties]] = {}

    def _read(self, root: Element) -> None:
        for style in root.iter(qn("w:style")):
            self._elements[style.get(qn("w:styleId"), "")] = style
            if style.get(qn("w:default")) in ("1", "true", "on"):
                if style.get(qn("w:type")) == "paragraph":
                    self.default_paragraph = style.get(qn("w:styleId"), "")
                elif style.get(qn("w:type")) == "table":
                    self.default_table = style.get(qn("w:styleId"), "")
        self.default_run |= run_properties(root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"))
        self.default_ppr |= paragraph_properties(root.find(f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}/{qn('w:pPr')}"))

    def name(self, style_id: str) -> str:
        """The name people see for a style; "" where there is none."""
        element = self._elements.get(style_id)
        found = element.find(qn("w:name")) if element is not None else None
        return found.get(_VAL, "") if found is not None else ""

    def chain(self, style_id: str) -> list[Element]:
        """The style and those it is based on, the most general first; loops are cut."""
        found: list[Element] = []
        seen: set[str] = set()
        while style_id and style_id not in seen and (element := self._elements.get(style_id)) is not None:
            seen.add(style_id)
            found.append(element)
            based = element.find(qn("w:basedOn"))
            style_id = based.get(_VAL, "") if based is not None else ""
        return found[::-1]

    def nearest_first(self, style_id: str) -> tuple[str, ...]:
        """The ids of the style and of those it is based on, itself first."""
        return tuple(element.get(qn("w:styleId"), "") for element in reversed(self.chain(style_id)))

    def run(self, style_id: str) -> Properties:
        """What a style chain says about runs."""
        if style_id not in self._runs:
            merged: Properties = {}
            for style in self.chain(style_id):
                merged |= run_properties(style.find(qn("w:rPr")))
            self._runs[style_id] = merged
        return self._runs[style_id]

    def paragraphs(self, style_id: str) -> list[Properties]:
        """What each style of the chain says about paragraphs, the most general first."""
        if style_id not in self._paragraphs:
            self._paragraphs[style_id] = [paragraph_properties(style.find(qn("w:pPr"))) for style in self.chain(style_id)]
        return self._paragraphs[style_id]

    def font(self, name: str | None) -> str:
        """A font's name, themes resolved; "Times New Roman" where nothing is said, as programs do."""
        if name is None:
            return "Times New Roman"
        return self._theme.get(name.removeprefix("theme:"), name) if name.startswith("theme:") else name


def effective_run(defaults: Properties, table: Properties, paragraph: Properties, character: Properties, direct: Properties) -> Properties:
    """The properties of a run with every source laid over the one below, toggles of styles switching one another."""
    merged = {**defaults, **table, **paragraph, **character, **direct}
    for toggle in TOGGLES:
        if toggle in direct:
            merged[toggle] = direct[toggle]
        elif defaults.get(toggle):
            merged[toggle] = True
        else:
            merged[toggle] = sum(bool(source.get(toggle)) for source in (table, paragraph, character)) % 2 == 1
    return merged


def _theme_fonts(theme: Element | None) -> dict[str, str]:
    out: dict[str, str] = {}
    if theme is None:
        return out
    for group in ("major", "minor"):
        scheme = next(iter(theme.iter(qn(f"a:{group}Font"))), None)
        if scheme is None:
            continue
        latin, east, complex_ = (scheme.find(qn(f"a:{name}")) for name in ("latin", "ea", "cs"))
        face = latin.get("typeface", "") if latin is not None else ""
        vietnamese = next((font.get("typeface", "") for font in scheme.iter(qn("a:font")) if font.get("script") == "Viet"), face)
        for slot, element in (("Ascii", latin), ("HAnsi", latin), ("EastAsia", east), ("Bidi", complex_)):
            out[group + slot] = (element.get("typeface", "") if element is not None else "") or vietnamese or face
    return out


def _theme_colours(theme: Element | None) -> dict[str, str]:
    out: dict[str, str] = {}
    scheme = next(theme.iter(qn("a:clrScheme")), None) if theme is not None else None
    for colour in scheme if scheme is not None else ():
        value = next(iter(colour), None)
        if value is not None:
            out[str(colour.tag).rpartition("}")[2]] = value.get("lastClr") or value.get("val") or ""
    return out
