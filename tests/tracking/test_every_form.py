"""A directive gives the same duties whatever form it comes in."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from drafting.draft import draft
from drafting.spec import read_spec
from tracking.extract import extract

TESTS = Path(__file__).parents[1]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None or shutil.which("tesseract") is None, reason="cần LibreOffice và Tesseract"),
]


@pytest.fixture(scope="module")
def soak() -> ModuleType:
    """The longer run over all directives, whose ways of making forms are used here."""
    found = importlib.util.spec_from_file_location("soak_forms", TESTS / "soak" / "soak_forms.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("name", "duties"), [("ke-hoach-xa", 9), ("cong-van", 5)])
def test_doc_pdf_web_page_and_scan_give_the_duties_of_the_word_file(name: str, duties: int, soak: ModuleType, tmp_path: Path) -> None:
    word = draft(read_spec(TESTS / "drafting" / "specs" / f"{name}.json"), tmp_path / f"{name}.docx")
    expected = extract(word).duties
    assert len(expected) == duties
    found = {form: soak.strict_f1(extract(path).duties, expected) for form, path in soak.forms(word, tmp_path).items()}
    assert {form: value for form, value in found.items() if value < soak.FLOORS[form]} == {}
