"""What must come out of a duty (sản phẩm), where its words say so."""

from __future__ import annotations

import re

_CLAUSE = re.compile(
    r"[;,.(]\s*(?:sản phẩm|kết quả đầu ra|sản phẩm đầu ra)\s*(?:là|gồm|:)?\s*:?\s*(?P<what>[^;().]+?)\s*\)?[\s.;/]*$", re.IGNORECASE
)


def deliverable_of(action: str) -> tuple[str | None, int]:
    """The product named at the end of an act, and where the act itself ends; (None, its length) where none is named."""
    match = _CLAUSE.search(action)
    return (match["what"].strip(), match.start()) if match else (None, len(action))
