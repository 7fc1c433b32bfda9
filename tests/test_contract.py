"""What is drafted reads back as it was meant: each description of the contract folder, as .docx and through PDF."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from drafting.check import check
from drafting.draft import draft
from drafting.libreoffice import convert
from drafting.spec import read_spec
from tracking.extract import extract

CONTRACT = Path(__file__).parents[2] / "shared" / "contract"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CONTRACT.is_dir(), reason="thư mục shared/contract không nằm cạnh kho mã này"),
]
NAMES = [path.name.removesuffix(".gold.json") for path in sorted(CONTRACT.glob("*.gold.json"))]


def folded(text: str | None) -> str | None:
    """Text with spaces, first letter and final punctuation folded, as the contract compares it."""
    if text is None:
        return None
    words = " ".join(unicodedata.normalize("NFC", text).split()).rstrip(" .;,/")
    return words[:1].lower() + words[1:]


def comparable(reading: dict[str, Any]) -> dict[str, Any]:
    """The fields that the contract holds equal."""
    header = {key: folded(reading["document"][key]) for key in ("kind", "number", "issued_on", "issuer", "subject", "signer")}
    duties = [
        {
            "text": folded(duty["text"]),
            "owners": [folded(name) for name in duty["owners"]],
            "coordinators": [folded(name) for name in duty["coordinators"]],
            "deadline": {
                "kind": duty["deadline"]["kind"],
                "due": duty["deadline"]["due"],
                "before": bool(duty["deadline"].get("before")),
                "frequency": duty["deadline"].get("frequency"),
            },
        }
        for duty in reading["duties"]
    ]
    return {"document": header, "duties": duties}


def gold(name: str) -> dict[str, Any]:
    return comparable(json.loads((CONTRACT / f"{name}.gold.json").read_text("utf-8")))


@pytest.mark.parametrize("profile", [14, 13])
@pytest.mark.parametrize("name", NAMES)
def test_a_drafted_document_reads_back_equal(name, profile, tmp_path):
    made = draft(read_spec(CONTRACT / f"{name}.json"), tmp_path / "van-ban.docx", profile=profile)
    assert comparable(extract(made).as_json()) == gold(name)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_drafted_document_reads_back_equal_through_its_pdf(name, tmp_path):
    made = draft(read_spec(CONTRACT / f"{name}.json"), tmp_path / "van-ban.docx")
    assert comparable(extract(convert(made, "pdf", tmp_path)).as_json()) == gold(name)


@pytest.mark.parametrize("medium", ["paper", "electronic"])
@pytest.mark.parametrize("mode", ["draft", "issued"])
@pytest.mark.parametrize("name", NAMES)
def test_the_checker_finds_nothing_in_a_drafted_document(name, mode, medium, tmp_path):
    spec = read_spec(CONTRACT / f"{name}.json")
    if mode == "issued" and (spec.serial is None or spec.issued_on is None):
        pytest.skip("đặc tả chưa có số hoặc ngày nên chưa thành bản ban hành")
    made = draft(spec, tmp_path / "van-ban.docx", mode=mode, medium=medium)
    import datetime as dt

    findings = check(made, mode=mode, medium=medium, as_of=dt.date(2026, 11, 22))
    assert [(finding.rule, finding.found) for finding in findings if finding.severity != "I"] == []
