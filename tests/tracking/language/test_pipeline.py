"""The pipeline marks sentences, units and deadlines at exact places."""

import datetime as dt
import subprocess
import sys

from tracking.language.pipeline import mark, pipeline

TEXT = "Sở Y tế chủ trì, phối hợp với Sở Nội vụ rà soát (hồ sơ “A”) trước ngày 15/12/2025. Các xã báo cáo."


def test_marks_stand_at_exact_places() -> None:
    marks = mark(TEXT, dt.date(2025, 11, 1), None)
    assert [TEXT[start:end] for start, end in marks.sentences][1] == "Các xã báo cáo."
    assert [TEXT[unit.start : unit.end] for unit in marks.units][:2] == ["Sở Y tế", "Sở Nội vụ"]
    assert [TEXT[time.start : time.end] for time in marks.deadlines] == ["trước ngày 15/12/2025"]


def test_each_component_says_what_it_needs_and_gives() -> None:
    analysis = pipeline().analyze_pipes(keys=["assigns", "requires"])
    assert set(analysis["summary"]) == {"sentences_of_acts", "units_in_words", "deadlines_in_words"}
    assert all(part["assigns"] for part in analysis["summary"].values())


def test_spans_on_the_document_cover_what_was_found() -> None:
    doc = pipeline()(TEXT)
    assert [span.text for span in doc.spans["units"]][:2] == ["Sở Y tế", "Sở Nội vụ"]
    assert doc.text == TEXT


def test_spacy_is_not_imported_before_it_is_needed() -> None:
    code = "import sys, tracking.language.duties, tracking.extract; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
