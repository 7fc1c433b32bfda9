"""Which of a superior's duties the tasks of a draft carry out."""

from __future__ import annotations

from collections.abc import Sequence

from drafting.orthography import fold, squash
from tracking.register.tables import Duty

_ALIKE = 75


def carried_out(text: str, superiors: Sequence[Duty]) -> Duty | None:
    """The superior's duty that a task of these words carries out: the same words, the only one there is, or the most alike."""
    from rapidfuzz import fuzz

    words = _words(text)
    same = next((duty for duty in superiors if _words(duty.text) == words), None)
    if same is not None or not superiors:
        return same
    if len(superiors) == 1:
        return superiors[0]
    near = max(superiors, key=lambda duty: fuzz.token_set_ratio(_words(duty.text), words))
    return near if fuzz.token_set_ratio(_words(near.text), words) >= _ALIKE else None


def _words(text: str) -> str:
    return fold(squash(text)).strip(" .;,")
