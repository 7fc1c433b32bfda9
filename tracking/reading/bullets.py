"""The bullets of lists as they read on paper."""

from __future__ import annotations

_PLAIN = {"-", "–", "—", "+", "*", "•", "−", "‒", "→", "►", "◦", "○", "●", "■", "□", "▪", "✓", "♦"}


def bullet(text: str) -> str:
    """The bullet of a Word list: dashes and plus signs stay, pictures of the symbol fonts become a dot."""
    sign = text.strip()
    if sign in _PLAIN or not sign:
        return sign
    return "◦" if sign in ("o", "O") else "•"
