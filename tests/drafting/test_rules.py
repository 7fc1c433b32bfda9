"""Every rule notices its faults, says nothing of sound documents, and is listed or excused."""

from __future__ import annotations

import datetime as dt
import functools
import importlib.util
import sys
import tomllib
from importlib.resources import files
from pathlib import Path
from types import ModuleType

import pytest

from drafting.check import check
from drafting.draft import drafted
from drafting.effective import read_word
from drafting.finding import Finding
from drafting.fix import fix, words_of
from drafting.libreoffice import available, convert_all
from drafting.rules.registry import RULES
from drafting.spec import read_spec

HERE = Path(__file__).parent
TODAY = dt.date(2026, 12, 31)


def _planter() -> ModuleType:
    spec = importlib.util.spec_from_file_location("planter", HERE / "planter.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["planter"] = module
    spec.loader.exec_module(module)
    return module


planter = _planter()

IDS = {
    **{family: range(1, last + 1) for family, last in {"X": 5, "PG": 18, "SZ": 3, "QH": 6, "TN": 7, "CQ": 8, "SO": 15, "DD": 10}.items()},
    **{family: range(1, last + 1) for family, last in {"TL": 3, "TY": 4, "VV": 5, "KG": 8, "CC": 7, "ND": 13, "CT": 11, "CK": 11}.items()},
    **{family: range(1, last + 1) for family, last in {"NN": 9, "PL": 8, "MK": 7, "SA": 2, "VH": 4}.items()},
}
ALL_IDS = {f"{family}-{number:02d}" for family, numbers in IDS.items() for number in numbers} - {"ND-14"} | {"ND-15"}


@functools.cache
def sound(name: str) -> bytes:
    return drafted(read_spec(HERE / "specs" / f"{name}.json"))


def findings(data: bytes, folder: Path, fault: object = None) -> list[Finding]:
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
    assert {rule.id for rule in RULES} == {fault.rule for fault in planter.FAULTS}


def test_every_rule_tells_what_is_wrong_and_right() -> None:
    for rule in RULES:
        words = sys.modules[rule.find.__module__].__doc__ or ""
        assert all(word in words for word in ("Source:", "Wrong:", "Right:")), rule.id


@pytest.mark.parametrize("fault", planter.FAULTS, ids=lambda fault: f"{fault.rule} {fault.name}")
def test_a_planted_fault_is_found_and_its_sound_twin_is_not_blamed(fault: object, tmp_path: Path) -> None:
    before = {finding.rule for finding in findings(sound(fault.spec), tmp_path) if finding.severity != "I"}
    assert not before
    found = findings(planter.planted(sound(fault.spec), fault.change), tmp_path, fault)
    assert fault.rule in {finding.rule for finding in found}
    assert all(finding.found and finding.expected and finding.source for finding in found)


@pytest.mark.parametrize("name", planter.HARMLESS)
def test_a_harmless_change_stays_clean(name: str, tmp_path: Path) -> None:
    found = findings(planter.planted(sound(planter.LETTER), planter.HARMLESS[name]), tmp_path)
    assert [finding for finding in found if finding.severity != "I"] == []


ODD = {"sideways without a table", "Quốc hiệu below Tiêu ngữ", "Quốc hiệu too wide for its cell"}
"""Faults whose mending asks for a person: what stands where must be chosen anew."""


@pytest.mark.parametrize("fault", [f for f in planter.FAULTS if f.name not in ODD], ids=lambda fault: f"{fault.rule} {fault.name}")
def test_mending_leaves_nothing_mendable_and_every_word(fault: object, tmp_path: Path) -> None:
    wrong, right = tmp_path / "sai.docx", tmp_path / "dung.docx"
    wrong.write_bytes(planter.planted(sound(fault.spec), fault.change))
    how = {"mode": "issued" if fault.issued else "draft", "medium": "electronic" if fault.electronic else "paper", "as_of": TODAY}
    before = check(wrong, **how)
    told = fix(wrong, right, **how)
    after = check(right, **how)
    assert words_of(read_word(wrong)) == words_of(read_word(right))
    assert [finding for finding in after if finding.fixable] == []
    assert len(told) == sum(finding.fixable for finding in before)
    assert {finding.rule for finding in after if finding.severity != "I"} <= {finding.rule for finding in before}


def test_our_drafts_are_lawful_in_both_profiles_modes_and_media(spec_file: Path, tmp_path: Path) -> None:
    spec = read_spec(spec_file)
    modes = ("draft", "issued") if spec.serial is not None and spec.issued_on is not None else ("draft",)
    for profile in (14, 13):
        for mode in modes:
            for medium in ("paper", "electronic"):
                path = tmp_path / "ban.docx"
                path.write_bytes(drafted(spec, profile=profile, mode=mode, medium=medium))
                found = check(path, mode=mode, medium=medium, as_of=TODAY)
                assert [finding for finding in found if finding.severity != "I"] == []


@pytest.mark.slow
def test_a_draft_saved_again_by_another_program_stays_lawful(tmp_path: Path) -> None:
    if not available():
        pytest.skip("LibreOffice is not installed")
    names = (planter.LETTER, planter.PLAN, planter.DECISION, planter.CODE)
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
