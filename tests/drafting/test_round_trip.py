"""What is drafted is read back equal: random documents through Word, some also through PDF; hundreds more are a soak test."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from drafting import libreoffice
from drafting.draft import drafted
from drafting.libreoffice import convert
from drafting.spec import parse_spec
from tests.drafting.random_specs import differences, documents
from tracking.extract import extract

SEED = 20261125
RANDOM = {"deadline": None, "database": None, "phases": [Phase.generate], "suppress_health_check": list(HealthCheck)}

pytestmark = pytest.mark.slow


@seed(SEED)
@settings(max_examples=60, **RANDOM)
@given(documents())
def test_a_word_file_is_read_back_equal(tmp_path_factory: pytest.TempPathFactory, made: Any) -> None:
    value, expected = made
    path = tmp_path_factory.mktemp("word") / "văn bản.docx"
    path.write_bytes(drafted(parse_spec(value)))
    assert differences(extract(path), expected) == [], f"seed {SEED}"


@pytest.mark.skipif(not libreoffice.available(), reason="LibreOffice is not installed")
@seed(SEED)
@settings(max_examples=10, **RANDOM)
@given(documents())
def test_a_pdf_is_read_back_equal(tmp_path_factory: pytest.TempPathFactory, made: Any) -> None:
    value, expected = made
    folder: Path = tmp_path_factory.mktemp("pdf")
    path = folder / "văn bản.docx"
    path.write_bytes(drafted(parse_spec(value)))
    assert differences(extract(convert(path, "pdf", folder)), expected) == [], f"seed {SEED}"
