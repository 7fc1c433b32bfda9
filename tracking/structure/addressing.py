"""To whom a document goes: the bodies after Kính gửi or ĐIỆN, and the lines of Nơi nhận."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.orthography import squash
from tracking.structure.flat import UPPER, flat

_DASH = re.compile(r"^\s*[-–—+•*●▪~]+\s*")
_INNER_DASH = re.compile(rf"[;.:]?\s+[-–—]\s+(?=[{UPPER}])")
_SENTENCE = re.compile(rf"(?<!\bTP)(?<!\bTp)\.\s+(?=[{UPPER}])")
_LONGEST = 150
"""Characters after "Kính gửi" beyond which the content ran together with the list: it then ends at the first full stop."""
_EDGES = " ;.,:|_'\"`"


def listed_bodies(lines: Iterable[str]) -> tuple[str, ...]:
    """The entries of a list of bodies, one to a dash or semicolon; lines without a dash go on with the entry above."""
    entries: list[str] = []
    for line in lines:
        for number, part in enumerate(_parts(line)):
            fresh = bool(_DASH.match(part)) or number > 0 or not entries or entries[-1].rstrip().endswith(";")
            fresh = fresh or _begins_alike(part, entries[-1])
            text = _DASH.sub("", part)
            if fresh:
                entries.append(text)
            else:
                entries[-1] = f"{entries[-1]} {text}"
    return tuple(clean for entry in entries if (clean := squash(entry).strip(_EDGES)))


def _begins_alike(line: str, entry: str) -> bool:
    """Whether a line begins with the same kind of body as the whole entry above ("Cục Thuế tỉnh …" twice)."""
    first = line.split()[:2]
    return len(first) == 2 and first == entry.split()[:2] and len(entry.split()) > 2 and first[0][:1].isupper()


def _parts(line: str) -> list[str]:
    """A line with several entries ("- A; - B; - C.") parted at its dashes and semicolons."""
    if _DASH.match(line) and _INNER_DASH.search(line) and ";" in line:
        return re.split(r";\s*(?=[-–—]\s)", line)
    return (
        [part for part in re.split(r";\s+", line) if part.strip()]
        if ";" in line.rstrip(" ;") and not re.search(r"\([^)]*;[^)]*\)", line)
        else [line]
    )


def after_salutation(text: str) -> str:
    """What stands after "Kính gửi:" or "…ĐIỆN:" on its line."""
    if len(text) > _LONGEST:
        text = _SENTENCE.split(text, maxsplit=1)[0]
    at = text.find(":")
    if at >= 0:
        return text[at + 1 :].strip()
    match = re.match(r"\W*kinh\s+gui\s*", flat(text))
    return text[match.end() :].strip() if match else ""
