"""What one paragraph holds: its visible runs with their effective formatting, shapes, fields, page breaks."""

from __future__ import annotations

from drafting.drawings import Drawing, drawings_in
from drafting.ooxml import Element, qn
from drafting.orthography import nfc
from drafting.styles import Properties, Styles, effective_run, run_properties
from drafting.word import Run

TRANSPARENT = {qn(f"w:{name}") for name in ("hyperlink", "ins", "moveTo", "smartTag", "fldSimple", "customXml", "dir", "bdo")}
"""Elements that hold runs or blocks and add nothing of their own."""

_T = qn("w:t")
_INSTRUCTION = qn("w:instrText")
_BLANKS = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_THEME_NAMES = {"text1": "dk1", "background1": "lt1", "text2": "dk2", "background2": "lt2", "dark1": "dk1", "light1": "lt1"}


class Content:
    """Collects what one paragraph holds: runs, shapes, fields, page breaks."""

    def __init__(self, styles: Styles, inherited: tuple[Properties, Properties]) -> None:
        self._styles = styles
        self._inherited = inherited
        self.runs: list[Run] = []
        self.drawings: list[Drawing] = []
        self.fields: list[str] = []
        self.breaks_page = False
        self._instruction: list[str] | None = None

    def walk(self, parent: Element) -> None:
        for child in parent:
            if child.tag == qn("w:r"):
                self._run(child)
            elif child.tag in TRANSPARENT:
                if child.tag == qn("w:fldSimple"):
                    self.fields.append(child.get(qn("w:instr"), "").strip())
                self.walk(child)
            elif child.tag == qn("w:sdt"):
                content = child.find(qn("w:sdtContent"))
                if content is not None:
                    self.walk(content)

    def _run(self, element: Element) -> None:
        direct = run_properties(element.find(qn("w:rPr")))
        character = self._styles.run(direct["rStyle"]) if direct.get("rStyle") else {}
        merged = effective_run(self._styles.default_run, *self._inherited, character, direct)
        if merged["vanish"]:
            return
        self.drawings.extend(drawings_in(element))
        text, symbols = self._text(element)
        if text or element.find(_INSTRUCTION) is not None:
            self.runs.append(run_of(text, merged, self._styles, element, symbols))

    def _text(self, run: Element) -> tuple[str, tuple[str, ...]]:
        out: list[str] = []
        symbols: list[str] = []
        for child in run:
            if child.tag == _T:
                if self._instruction is None:
                    out.append(child.text or "")
            elif child.tag in _BLANKS:
                out.append(_BLANKS[child.tag])
            elif child.tag == qn("w:br"):
                self.breaks_page |= child.get(qn("w:type")) == "page"
                out.append("\n" if child.get(qn("w:type")) not in ("page", "column") else "")
            elif child.tag == qn("w:sym"):
                out.append("•")
                symbols.append(child.get(qn("w:font"), "Symbol"))
            elif child.tag == qn("w:fldChar"):
                self._field(child.get(qn("w:fldCharType"), ""))
            elif child.tag == qn("w:instrText") and self._instruction is not None:
                self._instruction.append(child.text or "")
        return "".join(out), tuple(symbols)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._instruction = []
        elif self._instruction is not None:
            self.fields.append("".join(self._instruction).strip())
            self._instruction = None


def run_of(text: str, merged: Properties, styles: Styles, element: Element, symbols: tuple[str, ...] = ()) -> Run:
    """The run of these words under properties already laid over one another; symbols: fonts of its symbol characters."""
    colour = merged.get("color", "auto")
    if theme := merged.get("themeColor"):
        colour = styles.theme_colours.get(_THEME_NAMES.get(str(theme), str(theme)), colour)
    return Run(
        nfc(text),
        text,
        (*_fonts(text, merged, styles), *symbols),
        merged["sz"],
        bool(merged["b"]),
        bool(merged["i"]),
        bool(merged["caps"]),
        None if merged.get("u") in (None, "none") else merged["u"],
        colour,
        _background(merged),
        merged.get("vertAlign") in ("superscript", "subscript"),
        element,
    )


def _fonts(text: str, merged: Properties, styles: Styles) -> tuple[str, ...]:
    """The fonts that the characters of the text use: one for ASCII letters, one for the rest."""
    out: list[str] = []
    if any("!" <= char <= "~" for char in text):
        out.append(styles.font(merged.get("ascii")))
    if any(char > "\xa0" for char in text):
        wide = any("\u2e80" <= char <= "\uffef" and not "\ue000" <= char <= "\uf8ff" for char in text)
        name = styles.font(merged.get("eastAsia" if wide else "hAnsi"))
        if name not in out:
            out.append(name)
    return tuple(out)


def _background(merged: Properties) -> str | None:
    """The colour behind the words, highlighted or shaded; None where there is none or it is white."""
    if merged.get("highlight") not in (None, "none", "white"):
        return str(merged["highlight"])
    fill = merged.get("shd")
    return None if fill in (None, "auto", "FFFFFF", "ffffff") else str(fill)
