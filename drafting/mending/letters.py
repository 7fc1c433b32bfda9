"""Mending the letters and the place of components: size, weight, slant, capitals, font, colour, alignment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from drafting.components import Components
from drafting.format import Profile, figure, has
from drafting.mending.xml import child, drop, forget, properties, put, toggle
from drafting.ooxml import Element
from drafting.parts.piece import Piece, dominant_size
from drafting.rules.rule import is_wanted
from drafting.word import Paragraph, Run

Pieces = Callable[[Components], Iterable[Piece | None]]


def _signatures(parts: Components) -> list[Piece]:
    return [piece for one in parts.signing.signatures for piece in (*one.titles, *one.other_titles)]


def _roles(*names: str) -> Pieces:
    def pieces(parts: Components) -> list[Piece]:
        return [piece for piece, role in zip(parts.body, parts.roles, strict=True) if role.name in names]

    return pieces


COMPONENTS: dict[str, tuple[str, Pieces]] = {
    "QH-02 QH-03 QH-04": ("national_name", lambda parts: [parts.head.national_name]),
    "TN-02 TN-03 TN-04": ("motto", lambda parts: [parts.head.motto]),
    "CQ-02 CQ-03": ("issuer", lambda parts: parts.head.issuer),
    "CQ-06": ("parent", lambda parts: parts.head.parent),
    "SO-03 SO-04": ("number", lambda parts: [parts.head.number]),
    "DD-06 DD-07": ("place_and_date", lambda parts: [parts.head.place_and_date]),
    "TL-01": ("title", lambda parts: parts.opening.title),
    "TY-01": ("subject", lambda parts: parts.opening.subject),
    "VV-02 VV-03": ("letter_subject", lambda parts: parts.head.letter_subject),
    "KG-04": ("addressees", lambda parts: [parts.opening.addressees_label, *parts.opening.addressees, *parts.opening.telegraphed]),
    "CC-01": ("basis", lambda parts: parts.opening.bases),
    "CT-01 CT-02": ("chapter", _roles("chapter", "section")),
    "CT-06": ("roman_heading", _roles("roman")),
    "CK-02": ("signature", _signatures),
    "CK-06": ("signer", lambda parts: [one.name for one in parts.signing.signatures]),
    "NN-02": ("recipients_label", lambda parts: [parts.signing.label]),
    "NN-03 NN-04": ("recipients", lambda parts: parts.signing.recipients),
    "PL-03": ("annex_label", lambda parts: [annex.label for annex in parts.annexes]),
    "PL-04": ("annex_title", lambda parts: [piece for annex in parts.annexes for piece in annex.title]),
    "PL-05": ("annex_reference", lambda parts: [piece for annex in parts.annexes for piece in annex.reference]),
    "MK-01 MK-03": ("urgency", lambda parts: [parts.head.urgency]),
    "MK-05": ("circulation", lambda parts: [parts.head.circulation]),
    "MK-07": ("contact", lambda parts: parts.contact),
    "SA-01": ("copy_form", lambda parts: [parts.copy.form] if parts.copy else []),
}


def component_of(rule: str) -> tuple[str, Pieces] | None:
    """The component a rule judges as a whole, and where its pieces are; None for other rules."""
    return next((value for rules, value in COMPONENTS.items() if rule in rules.split()), None)


def restyle(pieces: Iterable[Piece | None], component: str, profile: Profile) -> None:
    """Gives the pieces the figures of their component; sizes already lawful are kept."""
    for piece in pieces:
        if piece is None:
            continue
        for run in piece.runs:
            _restyle_run(run, piece, component, profile)
        if has(component, "align") and piece.runs == piece.paragraph.runs:
            _align(piece, str(figure(component, "align").use))


def _restyle_run(run: Run, piece: Piece, component: str, profile: Profile) -> None:
    size = figure(component, "size") if has(component, "size") else None
    if size is not None and not size.allows(run.size) and not run.raised:
        resize(run, float(size.drawn(profile)))
    for name, key, now in (("bold", "b", run.bold), ("italic", "i", run.italic)):
        if has(component, name) and now != is_wanted(component, name):
            toggle(run.element, key, is_wanted(component, name))
    if is_wanted(component, "caps") and not piece.capitals:
        toggle(run.element, "caps", True)
    elif not is_wanted(component, "caps") and piece.capitals and run.caps:
        toggle(run.element, "caps", False)
    if has(component, "colour"):
        put(properties(run.element, "rPr"), "color", val=str(figure(component, "colour").use))


def resize(run: Run, points: float) -> None:
    """Gives a run that size."""
    rpr = properties(run.element, "rPr")
    for name in ("sz", "szCs"):
        put(rpr, name, val=f"{points * 2:.0f}")


def _align(piece: Piece, how: str) -> None:
    off = piece.off_centre_mm
    paragraph = piece.paragraph
    if how == "center" and off is not None and abs(off) > 3.0:
        ppr = properties(paragraph.element, "pPr")
        put(ppr, "jc", val="center")
        put(ppr, "ind", left="0", right="0", firstLine="0")
        _forget(ppr, "hanging", "start", "end", "leftChars", "rightChars", "firstLineChars")
    elif how == "left" and (paragraph.align in ("center", "right") or abs(paragraph.left_mm + paragraph.first_mm) > 3.0):
        ppr = properties(paragraph.element, "pPr")
        put(ppr, "jc", val="left")
        put(ppr, "ind", left="0", firstLine="0")
        _forget(ppr, "hanging", "start", "leftChars", "firstLineChars")


def _forget(ppr: Element, *names: str) -> None:
    forget(child(ppr, "ind"), *(f"w:{name}" for name in names))


def refont(paragraphs: Iterable[Paragraph], wrong: Callable[[str], bool]) -> None:
    """Times New Roman for every run that uses another font, symbols left alone."""
    for paragraph in paragraphs:
        for run in paragraph.runs:
            if any(wrong(font) for font in run.fonts):
                fonts = put(
                    properties(run.element, "rPr"), "rFonts", **dict.fromkeys(("ascii", "hAnsi", "cs", "eastAsia"), "Times New Roman")
                )
                forget(fonts, "w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")


def blacken(paragraphs: Iterable[Paragraph]) -> None:
    """Black words on nothing."""
    for paragraph in paragraphs:
        for run in paragraph.runs:
            rpr = properties(run.element, "rPr")
            drop(rpr, "highlight", "shd")
            colour = put(rpr, "color", val="auto")
            forget(colour, "w:themeColor", "w:themeTint", "w:themeShade")


def profile_of(parts: Components) -> Profile:
    """The profile the body is set in: 13 where most of it is in 13, else 14."""
    return 13 if dominant_size(_runs(parts.body)) == 13.0 else 14


def _runs(pieces: Sequence[Piece]) -> list[Run]:
    return [run for piece in pieces for run in piece.solid]
