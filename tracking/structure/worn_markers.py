"""Numbers and signs of items that a scan or a careless copy misread ("ll.", "2,", "I." for 1., ". Giao"), mended by their list.

A line is touched only where the list around it asks for just that number, and what is written keeps its length, so that places stay true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from drafting.roman import roman
from tracking.reading.page import Block, Line
from tracking.structure.flat import flat, is_capitals
from tracking.structure.letters import compiled
from tracking.structure.markers import LETTERS, RANK, Style, marker_of, roman_value

LONG_LINE = 170
"""Characters; where full lines are longer every line is a paragraph and begins anew."""
MOST_MISSED = 2
"""Numbers of a list that may be lost between two that were read."""

_ENDS = re.compile(r"(?:[.;:!?…]|\./\.?)[\"”'»)\s]*$")
_FIGURES = str.maketrans("lI|!OoSB", "11110058")
_SIGN = compiled(r"\s*(?P<sign>[._~·=«»¬]|t(?=\s))\s{0,2}(?=[‹U›][‹L›])")
"""What a scan makes of the dash or plus before an item."""
_ROUND = compiled(r"\s*(?P<sign>[@®©€¢]{1,2})\s{1,2}(?=[‹U›][‹L›]|[‹U›]{2})")
"""What a scan makes of a round bullet; none of these signs begins a sentence."""
_ROUND_INSIDE = compiled(r"[‹L›;:.,]\s[@®©€¢]{1,2}\)?\s(?=[‹U›])")
"""The same inside lines: there it stood for a number in a circle, and the items run on."""
_COMMA = compiled(r"\s*(?P<n>[\dlI|!][\dlI|!OoSB]?)\s?(?:[.,;:]|\.{2,3})\s?(?=[‹U›]|$)")
_BARE = compiled(r"\s*(?P<n>\d{1,2})\s(?=[‹U›])")
_ROMAN = compiled(r"\s*(?P<n>[IVXlHv1|]{1,5})(?:\s?[.,\-–)]\s?|\s)(?=[‹U›]{2})")
_JOINED = compiled(r"\s*(?P<n>I{0,2}H{1,2}I?)\s?[.,]\s?(?=[‹U›])")
"""Strokes of a Roman figure that a scan joined ("IH. Nhiệm vụ" for II.)."""
_LETTER = compiled(r"\s*(?P<n>[‹L›])\s?[),;]\s?(?=[‹U›])")
_DECIMAL = compiled(r"\s*(?P<a>[\dlI]{1,2})\s?[.,]\s?(?P<n>[\dlI]{1,2})\s?[.,]?\s+(?=[‹U›])")
_SINGLE = compiled(r"\s*(?P<n>[^\s\w]|\w)\s?(?P<sign>[.)])\s*(?=[‹U›])")
"""One letter or sign where a number or a letter of a list should be ("S." for 5., "@)" for a))."""


_BEFORE_NUMBER = re.compile(r"\s*(?:[A-ZĐ]\s{1,2}|[-–—_~.,:'`´‘’|^°]\s?){1,6}(?=(?:\d{1,2}|[IVX]{1,4}|[a-zđ])\s?[.,)]|\d\.\d)")
_BEFORE_SIGN = re.compile(r"\s*[A-ZĐ]\s+(?=[-–+]\s)")
_LONE_LETTER = compiled(r"\s*[BCDĐGHKLMNPQRSTVX]\s+(?=[‹U›][‹L›]+\s)")
"""Specks and strokes of a stamp that a scan reads as a letter or sign before the opening of a line."""
_SIGN_INSIDE = compiled(r"\s*[-–—_~.+*•'`]{1,3}\s*(?=[‹L›]{2})")
"""A speck before a line that goes on in a small letter."""


@dataclass(frozen=True, slots=True)
class _Guess:
    """What a worn opening may stand for: the number in its list, and the words to write for it.

    length: characters it takes. sure: right wherever a neighbour asks for it; else both must. lead: the number a decimal belongs under.
    """

    style: Style
    value: int
    written: str
    length: int
    sure: bool = True
    lead: int = 0


def mended_markers(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, worn numbers and signs of their lines written as their lists have them; lines inside tables stay."""
    out = list(blocks)
    lines = [(at, block) for at, block in enumerate(out) if isinstance(block, Line) and block.text.strip() and not block.marker]
    texts = _specks_removed([line for _, line in lines])
    begins = _begins(texts)
    for (at, line), new in zip(lines, _signs_mended(_numbers_mended(texts, begins), begins), strict=True):
        if new != line.text:
            out[at] = replace(line, text=new)
    return out


def _specks_removed(lines: Sequence[Line]) -> list[str]:
    """The texts of the lines; what a scan read before their first word though nothing stands there is blank."""
    texts = [line.text for line in lines]
    begins = _begins(texts)
    out = []
    for at, (line, text) in enumerate(zip(lines, texts, strict=True)):
        is_scanned = any(word.confidence is not None for word in line.words)
        speck = _BEFORE_SIGN.match(text) or (_LONE_LETTER.match(text) if is_scanned else None)
        if speck is None and not begins[at] and not line.whole and re.search(r"\w$", texts[at - 1].rstrip()):
            speck = _SIGN_INSIDE.match(text)
        out.append(" " * speck.end() + text[speck.end() :] if speck else text)
    return out


def _begins(texts: Sequence[str]) -> list[bool]:
    """Whether each line begins a paragraph as far as the line before it tells."""
    lengths = sorted(len(text.strip()) for text in texts)
    full = lengths[int(len(lengths) * 0.9)] if lengths else 0
    return [
        full > LONG_LINE or at == 0 or bool(_ENDS.search(texts[at - 1])) or len(texts[at - 1].strip()) < 0.75 * full
        for at in range(len(texts))
    ]


def _numbers_mended(texts: Sequence[str], begins: Sequence[bool]) -> list[str]:
    own = [_place(text) for text in texts]
    after = _following([place or _likeliest(text) for place, text in zip(own, texts, strict=True)])
    out, open_at = list(texts), dict[Style, int]()
    for at, text in enumerate(texts):
        place = own[at]
        swapped = _one_or_first(text, place, open_at, own, at)
        is_open = place is None or _is_doubtful(place, open_at) or _JOINED.match(text) is not None
        if is_open and (bare := _behind_specks(text, open_at, after[at])) is not None:
            out[at] = text = bare
            place, is_open = _place(text), False
        guess = swapped or (_asked_for(text, open_at, after[at], begins[at]) if is_open else None)
        if guess is not None and (guess.style, guess.value) != place:
            out[at] = guess.written.ljust(guess.length)[: guess.length] + text[guess.length :]
            place = (guess.style, guess.value)
        if place is not None:
            open_at = {style: value for style, value in open_at.items() if RANK[style] <= RANK[place[0]]}
            open_at[place[0]] = place[1]
    return out


def _behind_specks(text: str, open_at: dict[Style, int], ahead: dict[Style, int]) -> str | None:
    """The line with the specks before its number blank, where the number takes the next place on its list; else None."""
    specks = _BEFORE_NUMBER.match(text)
    if specks is None:
        return None
    bare = " " * specks.end() + text[specks.end() :]
    place = _place(bare)
    if place is None or place[0] not in ("roman", "number", "letter", "decimal"):
        return None
    before, after = open_at.get(place[0], 0), ahead.get(place[0])
    fits = (place[1] - before == 1 and (before > 0 or after == 2)) or after == place[1] + 1
    return bare if fits else None


def _place(text: str) -> tuple[Style, int] | None:
    """The style and value of the number that opens a line as it is read without its neighbours."""
    found = marker_of(text)
    return (found.style, found.value) if found is not None and found.value else None


def _likeliest(text: str) -> tuple[Style, int] | None:
    """The style and value of the first sure guess at a worn opening."""
    return next(((guess.style, guess.value) for guess in _guesses(text, {}, {}) if guess.sure), None)


def _following(own: Sequence[tuple[Style, int] | None]) -> list[dict[Style, int]]:
    """For each line the next number of each style below it, before a number of a higher level."""
    out: list[dict[Style, int]] = [{} for _ in own]
    ahead: dict[Style, int] = {}
    for at in range(len(own) - 1, -1, -1):
        out[at] = ahead
        place = own[at]
        if place is not None:
            ahead = {style: value for style, value in ahead.items() if RANK[style] <= RANK[place[0]]}
            ahead[place[0]] = place[1]
    return out


def _is_doubtful(place: tuple[Style, int], open_at: dict[Style, int]) -> bool:
    """Whether a number that was read does not go on its list: it stands there already, or no list of its kind has begun."""
    style, value = place
    if style == "number":
        return open_at.get(style) == value
    return style in ("upper", "bracket") and value > 1 and open_at.get(style, 0) != value - 1


def _asked_for(text: str, open_at: dict[Style, int], ahead: dict[Style, int], begins: bool) -> _Guess | None:
    """The first guess at a line's opening that the list around it asks for."""
    for guess in _guesses(text, open_at, ahead):
        before, after = open_at.get(guess.style), ahead.get(guess.style)
        if guess.style == "decimal":
            if open_at.get("number") == guess.lead and begins and 0 < guess.value - (before or 0) <= MOST_MISSED:
                return guess
            continue
        goes_on = before is not None and 0 < guess.value - before <= (1 + MOST_MISSED if guess.sure else 1)
        leads = after is not None and 0 < after - guess.value <= (1 + MOST_MISSED if guess.sure else 1)
        starts = guess.value == 1 and leads
        both = leads and (goes_on or starts)
        if both if not guess.sure else (both or ((goes_on or leads) and begins)):
            return guess if begins or guess.sure else None
    return None


def _guesses(text: str, open_at: dict[Style, int], ahead: dict[Style, int]) -> Iterator[_Guess]:
    """What the opening of a line may stand for, the likeliest first."""
    if found := _ROMAN.match(text):
        value = roman_value(found["n"].replace("|", "I").replace("v", "V"))
        if value:
            headed = re.search(r"[.,\-–)]\s?$", found.group()) is not None or is_capitals(text[found.end() :])
            yield _guess(found, "roman", value, roman(value) + ".", sure=headed)
    if found := _JOINED.match(text):
        value = open_at.get("roman", 0) + 1
        yield _guess(found, "roman", value, roman(value) + ".", sure=False)
    if found := _DECIMAL.match(text):
        lead, value = (int(found[name].translate(_FIGURES)) for name in ("a", "n"))
        yield _Guess("decimal", value, f"{lead}.{value}.", found.end(), lead=lead)
    if found := _COMMA.match(text):
        value = int(found["n"].translate(_FIGURES))
        yield _guess(found, "number", value, f"{value}.")
    if found := _BARE.match(text):
        yield _guess(found, "number", int(found["n"]), f"{int(found['n'])}.", sure=False)
    if found := _LETTER.match(text):
        letter = found["n"] if found["n"] == "đ" else flat(found["n"])
        if letter in LETTERS:
            yield _guess(found, "letter", LETTERS.index(letter) + 1, f"{letter})")
    if found := _SINGLE.match(text):
        style: Style = "letter" if found["sign"] == ")" else "number"
        value = open_at.get(style, 0) + 1
        if ahead.get(style) == value + 1 and value <= len(LETTERS):
            yield _guess(found, style, value, f"{LETTERS[value - 1]})" if style == "letter" else f"{value}.", sure=False)


def _guess(found: re.Match[str], style: Style, value: int, written: str, *, sure: bool = True) -> _Guess:
    lead = len(found.group()) - len(found.group().lstrip())
    return _Guess(style, value, " " * lead + written, found.end(), sure)


def _one_or_first(
    text: str, place: tuple[Style, int] | None, open_at: dict[Style, int], own: Sequence[tuple[Style, int] | None], at: int
) -> _Guess | None:
    """ "I." where the list needs 1., or "1." and "l." where the sections need I.: told by what comes next."""
    if place not in (("roman", 1), ("number", 1)) or not (found := re.match(r"\s*[Il1|]\s?[.,)\-–]", text)):
        return None
    later = [other for other in own[at + 1 : at + 200] if other is not None and other[0] in ("roman", "number")]
    if not later:
        return None
    if place[0] == "roman":
        return _guess(found, "number", 1, "1.") if later[0] == ("number", 2) else None
    sections = next((other for other in later if other[0] == "roman"), None)
    is_section = later[0] == ("number", 1) and sections == ("roman", 2) and "roman" not in open_at
    return _guess(found, "roman", 1, "I.") if is_section else None


def _signs_mended(texts: Sequence[str], begins: Sequence[bool]) -> list[str]:
    """The lines, signs that stand for the dash, plus or dot of an item written as such; a round one among dashes was a dash."""
    found = [_SIGN.match(text) if begins[at] and marker_of(text) is None else None for at, text in enumerate(texts)]
    worn = [match["sign"] for match in found if match]
    dashes = sum(bool(re.match(r"\s*[-–—+]", text)) for text in texts)
    out = list(texts)
    inside = any(_ROUND_INSIDE.search(text) for text in texts)
    round_signs = [None if inside else _ROUND.match(text) for text in texts]
    bullet = "-" if dashes > sum(map(bool, round_signs)) else "•"
    for at, match in enumerate(round_signs):
        if match:
            sign, end = match.span("sign")
            out[at] = f"{texts[at][:sign]}{bullet}{' ' * (end - sign - 1)}{texts[at][end:]}"
    for at, match in enumerate(found):
        if match and (dashes or worn.count(match["sign"]) > 1):
            sign = match.start("sign")
            out[at] = texts[at][:sign] + ("+" if match["sign"] == "t" else "-") + texts[at][sign + 1 :]
    return out
