"""What every document of our own body begins and ends with: issuer, symbol, place, signer, archive, from the office's own settings."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlmodel import Session

from drafting.kinds import Kind
from drafting.spec_values import Issuer, Signature
from tracking.register.offices import Directory
from tracking.register.options import option
from tracking.register.refusals import NotAllowed
from tracking.register.tables import Office

NO_BODY = "Chưa chọn cơ quan của mình. Mở Cơ quan, đơn vị và đặt cơ quan trước khi soạn văn bản."
_WITHOUT_PARENT = ("ubnd_tinh", "ubnd_xa", "bo")
"""Bodies that write their name alone at the head (Nghị định 30/2020/NĐ-CP, Phụ lục I.II.2)."""


def own_body(session: Session) -> Office:
    """Our own body. Raises NotAllowed where none is set."""
    own = Directory.load(session).own
    if own is None:
        raise NotAllowed(NO_BODY)
    return own


def letterhead(session: Session, own: Office, kind: Kind, on: dt.date) -> dict[str, Any]:
    """The fields of a `Spec` of that kind that the office's settings fill on a day; what is not set stays open ("…")."""
    head: dict[str, Any] = option(session, "letterhead", on)
    return {
        "kind": kind,
        "issuer": issuer_of(session, own),
        "symbol": _symbol(kind, head.get("short") or own.short or "…", head.get("unit") or "VP"),
        "place": head.get("place") or None,
        "signers": (
            Signature(head.get("position") or "THỦ TRƯỞNG CƠ QUAN", head.get("signer") or "…", tuple(head.get("authority") or ())),
        ),
        "archive": f"VT, {head.get('unit') or 'VP'}",
    }


def issuer_of(session: Session, own: Office) -> Issuer:
    """Our own body as documents name it at their head, under the body above it where there is one to name."""
    parent = session.get(Office, own.parent_id) if own.parent_id and own.kind not in _WITHOUT_PARENT else None
    return Issuer(own.name, parent.name if parent is not None else None)


def _symbol(kind: Kind, short: str, unit: str) -> str:
    """ "UBND-VP" of a công văn, "KH-UBND" of a named type (Phụ lục I.II.3b)."""
    return f"{kind.abbreviation}-{short}" if kind.abbreviation else f"{short}-{unit}"
