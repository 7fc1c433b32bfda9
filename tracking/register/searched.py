"""The words under which rows are searched: folded, letters and digits only, so that both databases cut them the same way."""

from __future__ import annotations

import re

from drafting.orthography import fold

_WORD = re.compile(r"[a-z0-9]+")


def searched(text: str) -> str:
    """ "Số 214/UBND-TH" → "so 214 ubnd th"."""
    return " ".join(_WORD.findall(fold(text)))
