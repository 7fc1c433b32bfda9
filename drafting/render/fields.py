"""What a frame's fields say for a given document: each value is ready to stand in the template, capitals and stops included."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from drafting.dates import written as date_written
from drafting.number import written as number_written
from drafting.orthography import same_words
from drafting.render.wording import capital, contact_lines, ended, greeting, small, stopped, wording
from drafting.render.xml import safe
from drafting.spec_values import Signature, Spec

Medium = Literal["paper", "electronic"]

AS_ABOVE = "Như trên"
_BLANK = " " * 8
_NO_PLACE = "…"
_DECIDES = {"quyết định": "QUYẾT ĐỊNH:", "nghị quyết": "QUYẾT NGHỊ:"}


def fields_of(spec: Spec) -> dict[str, Any]:
    """The fields of the frame: text, or lists of text; "" or an empty list where the document has none."""
    to = _addressees(spec)
    signers = [_signer(signature) for signature in spec.signers]
    plain: dict[str, Any] = {
        "parent": (spec.issuer.parent or "").upper(),
        "issuer": spec.issuer.name.upper(),
        "number": f"Số: {number_of(spec)}",
        "place_and_date": place_and_date(spec),
        "title": spec.kind.title,
        "subject": ended(capital(spec.subject), "") if spec.subject else "",
        "letter_subject": f"V/v {ended(small(spec.subject), '')}" if spec.subject else "",
        "urgency": spec.urgency or "",
        "circulation": (spec.circulation or "").upper(),
        "addressee": to[0] if len(to) == 1 else "",
        "addressees": [f"- {place}" for place in listed(to)] if len(to) > 1 else [],
        "issuing_authority": (spec.issuing_authority or spec.issuer.name).upper(),
        "bases": bases(spec),
        "opening": [stopped(capital(words)) for words in spec.opening],
        "decision_words": _DECIDES.get(spec.kind.name, ""),
        "copy_form": spec.kind.heading,
        "contact": contact_lines(spec.contact) if spec.contact else [],
        "confirmation": list(wording()["confirmation"].get(spec.kind.name, [])),
        "signers": signers,
        "pairs": [signers[at : at + 2] for at in range(0, len(signers), 2)],
        "recipients": [f"- {place}" for place in recipients(spec)],
    }
    return {name: _ready(value) for name, value in plain.items()}


def number_of(spec: Spec) -> str:
    """ "05/KH-UBND"; room to write the number in where the document has none yet."""
    symbol = spec.symbol or ""
    if spec.serial is None:
        return f"{_BLANK[1:]}/{symbol}" if symbol else _BLANK
    return number_written(spec.serial, symbol) if symbol else f"{spec.serial:02d}"


def place_and_date(spec: Spec) -> str:
    """ "Bình Hòa, ngày 05 tháng 01 năm 2026"; "" for minutes without a place, which have no such line (mẫu 1.9)."""
    if spec.kind.name == "biên bản" and spec.place is None:
        return ""
    return f"{spec.place or _NO_PLACE}, {date_written(spec.issued_on)}"


def bases(spec: Spec) -> list[str]:
    """Căn cứ, each ending ";", the last "." (PL I.II.6a)."""
    last = len(spec.bases) - 1
    return [ended(capital(basis), "." if at == last else ";") for at, basis in enumerate(spec.bases)]


def recipients(spec: Spec) -> list[str]:
    """Nơi nhận with its stops: "Như trên" first where somebody is addressed, "Như Điều n" in a decision, the Lưu line last (PL I.II.9)."""
    listed = [place.rstrip(" ;.") for place in spec.recipients]
    first = _first_recipient(spec)
    if first and not any(same_words(place, first) or place.startswith("Như ") for place in listed[:1]):
        listed.insert(0, first)
    mark = "".join(filter(None, (spec.drafter and f"{spec.drafter.rstrip('.')}.", f"({spec.copies})" if spec.copies else "")))
    archive = f"Lưu: {spec.archive or 'VT'}".rstrip(" .") + (f". {mark.rstrip('.')}" if mark else "")
    return [f"{place};" for place in listed] + [archive + "."]


def _first_recipient(spec: Spec) -> str | None:
    if spec.addressees:
        return AS_ABOVE
    articles = sum(node.form == "article" for node in spec.nodes())
    return f"Như Điều {articles}" if spec.is_decision and articles else None


def _addressees(spec: Spec) -> list[str]:
    """Whom "Kính gửi" names; nobody in the kinds that turn to their addressees in words of their own."""
    return [] if greeting(spec.kind.name, spec.issuer.name) else list(spec.addressees)


def listed(places: Sequence[str]) -> list[str]:
    """Each ending ";", the last "."."""
    return [ended(place, "." if at == len(places) - 1 else ";") for at, place in enumerate(places)]


def _signer(signature: Signature) -> dict[str, Any]:
    return {"lines": [line.upper() for line in (*signature.authority, signature.position)], "name": signature.name}


def _ready(value: Any) -> Any:
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, list):
        return [_ready(item) for item in value]
    return {name: _ready(item) for name, item in value.items()}
