"""Headers of small directives of many offices and years, each read in every shape in which readers hand it on."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from drafting.orthography import compare_key
from tracking.duty import DocumentInfo
from tracking.reading.page import Pages
from tracking.structure.layout import lay_out

DOCUMENTS = tomllib.loads((Path(__file__).parent / "heads.toml").read_text("utf-8"))["document"]
FIELDS = ("kind", "number", "issued_on", "issuer", "parent", "place", "subject", "signer", "position", "authority", "urgency")
LISTS = ("addressees", "recipients")


def said(info: DocumentInfo) -> dict[str, Any]:
    """The header as plain values, absent fields left out."""
    values = {name: getattr(info, name) for name in FIELDS}
    plain = {name: value.isoformat() if isinstance(value, dt.date) else compare_key(value) for name, value in values.items() if value}
    return plain | {name: [compare_key(entry) for entry in getattr(info, name)] for name in LISTS if getattr(info, name)}


def wanted(document: dict[str, Any]) -> dict[str, Any]:
    return {
        name: [compare_key(entry) for entry in value] if isinstance(value, list) else compare_key(value)
        for name, value in document["want"].items()
    }


@pytest.mark.parametrize("shape", ["lines", "run together", "columns", "spaced", "word"])
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["name"])
def test_a_header_is_read_in_every_shape(
    document: dict[str, Any], shape: str, shapes: dict[str, Callable[[dict[str, Any]], Pages]]
) -> None:
    assert said(lay_out(shapes[shape](document))[0].info) == wanted(document)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["name"])
def test_a_scan_with_lost_marks_specks_and_an_incoming_stamp_gives_the_same_header(
    document: dict[str, Any], shapes: dict[str, Callable[[dict[str, Any]], Pages]]
) -> None:
    found, want = said(lay_out(shapes["scan"](document))[0].info), wanted(document)
    fields = ("kind", "number", "issued_on", "issuer", "subject", "signer")
    assert {name: found.get(name) for name in fields} == {name: want.get(name) for name in fields}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["name"])
def test_capitals_that_came_out_as_small_letters_give_the_same_header(
    document: dict[str, Any], shapes: dict[str, Callable[[dict[str, Any]], Pages]]
) -> None:
    found, want = said(lay_out(shapes["small letters"](document))[0].info), wanted(document)
    fields = ("kind", "number", "issued_on", "issuer", "subject")
    assert {name: found.get(name) for name in fields} == {name: want.get(name) for name in fields}
