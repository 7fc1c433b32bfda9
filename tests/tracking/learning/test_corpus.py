"""The corpus form: what is written is read back, and what is broken is told in one line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafting.errors import InvalidInput
from tracking.learning.corpus import duty_of, read_examples, write_example

words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=40)
deadlines = st.one_of(
    st.just({"kind": "none"}),
    st.builds(
        lambda day, before, text: {"kind": "date", "due": day.isoformat(), "before": before, "text": text}, st.dates(), st.booleans(), words
    ),
    st.builds(lambda how: {"kind": "recurring", "frequency": how, "rule": "FREQ=MONTHLY", "text": "hằng tháng"}, st.just("monthly")),
)
duties = st.builds(duty_of, words, st.lists(words, max_size=3), st.lists(words, max_size=2), deadlines)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(duties, max_size=4), words)
def test_what_is_written_is_read_back(tmp_path: Path, given_duties: list[dict[str, Any]], issuer: str) -> None:
    source = tmp_path / "goc"
    source.write_text("nội dung", "utf-8")
    folder = tmp_path / "mau"
    folder.mkdir(exist_ok=True)
    header = {"kind": "công văn", "number": "1/A", "issued_on": "2026-02-05", "issuer": issuer, "place": "không ghi"}
    write_example(folder, "00001-2026_1-a", source, ".txt", header, given_duties)
    (example,) = read_examples(folder)
    assert example.source.read_text("utf-8") == "nội dung"
    assert (example.document.issued_on, example.issuer) == (date(2026, 2, 5), issuer)
    assert [(d.text, list(d.owners), list(d.coordinators)) for d in example.duties] == [
        (d["text"], d["owners"], d["coordinators"]) for d in given_duties
    ]
    assert [(d.deadline.kind, d.deadline.due and d.deadline.due.isoformat()) for d in example.duties] == [
        (d["deadline"]["kind"], d["deadline"].get("due")) for d in given_duties
    ]


@pytest.mark.parametrize(
    "gold",
    [
        "{",
        "[]",
        json.dumps({"document": {}}),
        json.dumps({"duties": [{"text": "x", "deadline": {"kind": "someday"}}], "document": {}}),
        json.dumps({"duties": [{"text": "x", "deadline": {"kind": "date", "due": "31/12"}}], "document": {}}),
        json.dumps({"duties": [], "document": {"issued_on": "hôm qua"}}),
    ],
)
def test_a_gold_reading_of_another_form_is_named(tmp_path: Path, gold: str) -> None:
    (tmp_path / "a.txt").write_text("x", "utf-8")
    (tmp_path / "a.gold.json").write_text(gold, "utf-8")
    with pytest.raises(InvalidInput, match=r"a\.gold\.json"):
        read_examples(tmp_path)


def test_a_gold_that_names_a_file_elsewhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.gold.json").write_text(json.dumps({"file": "../../etc/passwd", "duties": [], "document": {}}), "utf-8")
    with pytest.raises(InvalidInput, match="thiếu tệp gốc"):
        read_examples(tmp_path)


@pytest.mark.parametrize("folder", ["không có", "."])
def test_a_folder_without_examples_is_told(tmp_path: Path, folder: str) -> None:
    with pytest.raises(InvalidInput, match="không có bản đọc chuẩn"):
        read_examples(tmp_path / folder)
