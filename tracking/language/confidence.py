"""How sure a reading is: the chance that text, owners and deadline are all right."""

from __future__ import annotations

from tracking.language.context import Draft


def confidence_of(draft: Draft) -> float:
    """The estimated chance in 0..1."""
    return 0.9 if draft.owners else 0.4
