"""Every rule notices its faults, says nothing of sound documents, and is listed or excused."""

from __future__ import annotations

import datetime as dt
import functools
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from drafting.check import check
from drafting.draft import drafted
from drafting.effective import read_word
from drafting.finding import Finding
from drafting.fix import fix, words_of
from drafting.libreoffice import available, convert_all
from drafting.rules.registry import RULES
from drafting.spec import read_spec
from tests.drafting import faults_of_word, faults_page_and_head, faults_running_text, faults_signing_and_annexes
from tests.drafting.changes import CODE, DECISION, LETTER, PLAN, Fault, planted
from tests.drafting.harmless import HARMLESS

HERE = Path(__file__).parent
TODAY = dt.date(2026, 12, 31)


FAULTS = (*faults_page_and_head.FAULTS, *faults_running_text.FAULTS, *faults_signing_and_annexes.FAULTS, *faults_of_word.FAULTS)

IDS = {
    **{family: range(1, last + 1) for family, last in {"X": 5, "PG": 18, "SZ": 3, "QH": 6, "TN": 7, "CQ": 8, "SO": 15, "DD": 10}.items()},
    **{family: range(1, last + 1) for family, last in {"TL": 3, "TY": 4, "VV": 5, "KG": 8, "CC": 7, "ND": 13, "CT": 11, "CK": 11}.items()},
    **{family: range(1, last + 1) for family, last in {"NN": 9, "PL": 8, "MK": 7, "SA": 2, "VH": 4}.items()},
}
ALL_IDS = {f"{family}-{number:02d}" for family, numbers in IDS.items() for number in numbers} - {"ND-14"} | {"ND-15"}


BY_THE_OFFICE = {"CK-05"}
"""Rules that say something only where the office has told its own lists: test_office_form.py."""


@functools.cache
def sound(name: str) -> bytes:
    return drafted(read_spec(HERE / "specs" / f"{name}.json"))


def findings(data: bytes, folder: Path, fault: Fault | None = None) -> list[Finding]:
    path = folder / "van-ban.docx"
    path.write_bytes(data)
    issued, electronic = getattr(fault, "issued", False), getattr(fault, "electronic", False)
    return check(path, mode="issued" if issued else "draft", medium="electronic" if electronic else "paper", as_of=TODAY)


def test_every_rule_of_the_list_is_checked_or_excused() -> None:
    excused = tomllib.loads(files("drafting.rules").joinpath("not_shown.toml").read_text("utf-8"))
    have = [rule.id for rule in RULES]
    assert len(have) == len(set(have))
    assert set(have) | set(excused) == ALL_IDS
    assert not set(have) & set(excused)
    assert all(entry["reason"] for entry in excused.values())


def test_every_rule_has_a_wrong_document() -> None:
    assert {rule.id for rule in RULES} == {fault.rule for fault in FAULTS} | BY_THE_OFFICE


def test_every_rule_tells_what_is_wrong_and_right() -> None:
    for rule in RULES:
        words = sys.modules[rule.find.__module__].__doc__ or ""
        assert all(word in words for word in ("Source:", "Wrong:", "Right:")), rule.id


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.rule} {fault.name}")
def test_a_planted_fault_is_found_and_its_sound_twin_is_not_blamed(fault: Fault, tmp_path: Path) -> None:
    before = {finding.rule for finding in findings(sound(fault.spec), tmp_path) if finding.severity != "I"}
    assert not before
    found = findings(planted(sound(fault.spec), fault.change), tmp_path, fault)
    assert fault.rule in {finding.rule for finding in found}
    assert all(finding.found and finding.expected and finding.source for finding in found)


@pytest.mark.parametrize("name", HARMLESS)
def test_a_harmless_change_stays_clean(name: str, tmp_path: Path) -> None:
    found = findings(planted(sound(LETTER), HARMLESS[name]), tmp_path)
    assert [finding for finding in found if finding.severity != "I"] == []


ODD = {
    "sideways without a table",
    "Quốc hiệu below Tiêu ngữ",
    "Quốc hiệu too wide for its cell",
    "trích yếu above its title",
    "V/v above the number",
}
"""Faults whose mending asks for a person: what stands where must be chosen anew."""


@pytest.mark.parametrize("fault", [f for f in FAULTS if f.name not in ODD], ids=lambda fault: f"{fault.rule} {fault.name}")
def test_mending_leaves_nothing_mendable_and_every_word(fault: Fault, tmp_path: Path) -> None:
    wrong, right = tmp_path / "sai.docx", tmp_path / "dung.docx"
    wrong.write_bytes(planted(sound(fault.spec), fault.change))
    how = {"mode": "issued" if fault.issued else "draft", "medium": "electronic" if fault.electronic else "paper", "as_of": TODAY}
    before = check(wrong, **how)
    told = fix(wrong, right, **how)
    after = check(right, **how)
    assert words_of(read_word(wrong)) == words_of(read_word(right))
    assert [finding for finding in after if finding.fixable] == []
    assert len(told) == sum(finding.fixable for finding in before)
    assert {finding.rule for finding in after if finding.severity != "I"} <= {finding.rule for finding in before}


@pytest.mark.slow
def test_a_draft_saved_again_by_another_program_stays_lawful(tmp_path: Path) -> None:
    if not available():
        pytest.skip("LibreOffice is not installed")
    names = (LETTER, PLAN, DECISION, CODE)
    for name in names:
        (tmp_path / f"{name}.docx").write_bytes(sound(name))
    again = tmp_path / "again"
    again.mkdir()
    for path in convert_all([tmp_path / f"{name}.docx" for name in names], "docx", again):
        found = check(path, as_of=TODAY)
        assert [(path.name, finding.rule, finding.found) for finding in found if finding.severity != "I"] == []


@pytest.mark.corpus
def test_real_documents_are_checked_and_mended_without_a_crash(shared: Path, tmp_path: Path) -> None:
    for path in sorted((shared / "corpus" / "none").glob("*.docx")):
        before = check(path, as_of=TODAY)
        told = fix(path, tmp_path / path.name, as_of=TODAY)
        after = check(tmp_path / path.name, as_of=TODAY)
        assert len(told) == sum(finding.fixable for finding in before)
        assert [finding for finding in after if finding.fixable] == []
