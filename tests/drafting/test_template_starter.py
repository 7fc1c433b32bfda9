"""A template to start from: lawful in itself, filled from a draft without a word typed twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting import template_filling
from drafting.check import check
from drafting.errors import InvalidInput
from drafting.kinds import kind_named
from drafting.office_template import check_template, read_template, render
from drafting.spec import read_spec
from drafting.spec_values import Issuer
from drafting.template_sample import examined
from drafting.template_starter import starter
from drafting.template_values import NAMES, prefilled

SPECS = sorted((Path(__file__).parent / "specs").glob("*.json"))
KINDS = [path for path in SPECS if not path.stem.startswith("ban-sao") and path.stem != "ban-trich-sao"]
BODY = Issuer("Ủy ban nhân dân xã An Bình", "Ủy ban nhân dân tỉnh An Hòa")


def errors(found: list) -> list[tuple[str, str]]:
    return [(one.rule, one.found) for one in found if one.severity == "E"]


@pytest.mark.parametrize("path", KINDS, ids=lambda path: path.stem)
def test_a_starter_of_every_kind_is_lawful_and_is_filled_whole_by_a_draft(tmp_path: Path, path: Path) -> None:
    spec = read_spec(path)
    made = starter(spec.kind, spec.issuer, tmp_path / "mau.docx")
    data = made.read_bytes()
    fields, findings = examined("mau.docx", data)
    assert {one.name for one in fields} <= set(NAMES)
    assert errors(findings) == []
    values = prefilled(fields, spec)
    assert set(values) == {one.name for one in fields}
    (tmp_path / "van-ban.docx").write_bytes(template_filling.fill("mau.docx", data, values))
    assert errors(check(tmp_path / "van-ban.docx")) == []


def test_a_starter_passes_the_way_of_any_template(tmp_path: Path) -> None:
    letter = kind_named("công văn")
    assert letter is not None
    made = read_template(starter(letter, BODY, tmp_path / "mau.docx"))
    assert [one.name for one in made.fields][:3] == ["so_ky_hieu", "trich_yeu", "dia_danh_ngay_thang"]
    assert errors(check_template(made.path)) == []
    spec = read_spec(Path(__file__).parent / "specs" / "cong-van.json")
    out = render(made, prefilled(made.fields, spec), tmp_path / "van-ban.docx")
    assert errors(check(out)) == []


def test_a_copy_has_no_starter(tmp_path: Path) -> None:
    copy = kind_named("bản sao y")
    assert copy is not None
    with pytest.raises(InvalidInput, match="Bản sao"):
        starter(copy, BODY, tmp_path / "mau.docx")
    assert not (tmp_path / "mau.docx").exists()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    letter = kind_named("công văn")
    assert letter is not None
    with pytest.raises(InvalidInput, match="Không ghi được"):
        starter(letter, BODY, tmp_path / "khong-co" / "mau.docx")
