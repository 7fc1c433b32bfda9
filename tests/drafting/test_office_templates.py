"""An office's own template: its fields are listed, it is filled whole, and nothing in it runs, fetches or hangs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from drafting import template_filling
from drafting.draft import draft
from drafting.errors import InvalidInput
from drafting.office_template import OfficeTemplate, check_template, read_template, render
from drafting.spec import read_spec
from drafting.template_fields import TemplateField, must_be_plain
from drafting.template_sample import sample
from drafting.template_values import NAMES, prefilled, values_of
from tests.drafting import template_files as files

SPECS = Path(__file__).parent / "specs"


def filled(path: Path, values: dict[str, Any]) -> list[str]:
    """The paragraphs of what the template makes."""
    done = template_filling.fill(path.name, path.read_bytes(), values)
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(done)).paragraphs]


# What a template may be


def test_the_fields_are_listed_in_order_with_their_kind_and_the_words_around_them(tmp_path: Path) -> None:
    found = read_template(files.letter(tmp_path / "mau.docx"), "Mẫu công văn.docx")
    assert found.name == "Mẫu công văn.docx"
    assert [(one.name, one.kind) for one in found.fields] == [
        ("so", "text"), ("trich_yeu", "text"), ("khan", "choice"), ("kinh_gui", "list"), ("viec", "rows"), ("noi_nhan", "list"),
        ("ghi_chu", "text"), ("ma_ho_so", "text"), ("soan_thao", "text"),
    ]  # fmt: skip
    by_name = {one.name: one for one in found.fields}
    assert (by_name["so"].words, by_name["so"].place) == ("Số: {{ so }}/UBND-VP", "nội dung")
    assert by_name["ma_ho_so"].place == "đầu trang"
    assert by_name["soan_thao"].place == "chân trang"
    assert [column.name for column in by_name["viec"].columns] == ["ten", "han"]
    assert [one.name for one in found.fields if one.optional] == ["ghi_chu"]


def test_a_template_is_filled_whole(tmp_path: Path) -> None:
    out = render(read_template(files.letter(tmp_path / "mau.docx")), files.VALUES, tmp_path / "van-ban.docx")
    made = docx.Document(str(out))
    assert [paragraph.text for paragraph in made.paragraphs] == [
        "Số: 12/UBND-VP", "V/v rà soát văn bản & lưu trữ <2026>", "KHẨN", "Kính gửi: Phòng Kinh tế; Phòng Văn hóa",
        "- Như trên;", "- Lưu: VT;", "Ghi chú: không",
    ]  # fmt: skip
    rows = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert rows == [["1", "Lập danh sách", "20/3/2026"], ["2", "Báo cáo", "25/3/2026"]]
    assert made.sections[0].header.paragraphs[0].text == "Hồ sơ HS-01"
    assert sorted(tmp_path.iterdir()) == sorted([tmp_path / "mau.docx", out])


def test_the_same_values_give_the_same_bytes(tmp_path: Path) -> None:
    data = files.letter(tmp_path / "mau.docx").read_bytes()
    assert template_filling.fill("mau.docx", data, files.VALUES) == template_filling.fill("mau.docx", data, files.VALUES)


def test_a_tag_split_over_runs_and_smart_quotes_are_understood(tmp_path: Path) -> None:
    split = files.split_runs(tmp_path / "a.docx", "Về {", "{ tri", "ch_", "yeu", " }", "} năm nay")
    assert filled(split, {"trich_yeu": "kiểm kê"}) == ["Về kiểm kê năm nay"]
    quotes = files.template(tmp_path / "b.docx", "{{ nhan | join(“; ”) }}", "{{ ghi | default(‘chưa có’) }}")
    assert filled(quotes, {"nhan": ["A", "B"]}) == ["A; B", "chưa có"]


def test_loops_stand_in_loops_and_each_row_has_its_own_list(tmp_path: Path) -> None:
    path = files.template(
        tmp_path / "a.docx",
        "{%p for n in nhom %}",
        "{{ n.ten }}:{% for v in n.viec %} {{ v.ten }}{% if not loop.last %},{% endif %}{% endfor %}",
        "{%p endfor %}",
    )
    [nhom] = template_filling.read("a.docx", path.read_bytes())
    assert (nhom.kind, [(column.name, column.kind) for column in nhom.columns]) == ("rows", [("ten", "text"), ("viec", "rows")])
    assert filled(path, {"nhom": [{"ten": "Một", "viec": [{"ten": "a"}, {"ten": "b"}]}, {"ten": "Hai", "viec": []}]}) == [
        "Một: a, b",
        "Hai:",
    ]


def test_fields_stand_in_footnotes_and_properties(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "{{ trich_yeu }}"
    path = files.with_footnote(files.saved(document, tmp_path / "a.docx"), "Xem {{ chu_thich }}")
    assert [one.name for one in template_filling.read("a.docx", path.read_bytes())] == ["trich_yeu", "chu_thich"]
    done = template_filling.fill("a.docx", path.read_bytes(), {"chu_thich": "Luật", "trich_yeu": "Kiểm kê & {lưu}"})
    with zipfile.ZipFile(io.BytesIO(done)) as package:
        assert "Xem Luật" in package.read("word/footnotes.xml").decode()
    assert docx.Document(io.BytesIO(done)).core_properties.title == "Kiểm kê & {lưu}"


def test_words_of_a_value_are_not_filled_a_second_time_in_the_footnotes_of_several_sections(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_section()
    document.add_section()
    path = files.with_footnote(files.saved(document, tmp_path / "a.docx"), "{{ chu_thich }}")
    done = template_filling.fill("a.docx", path.read_bytes(), {"chu_thich": "{{ 1/0 }} {% x"})
    with zipfile.ZipFile(io.BytesIO(done)) as package:
        shown = etree.fromstring(package.read("word/footnotes.xml"))
    assert "".join(map(str, shown.itertext())).strip() == "{{ 1/0 }} {% x"


def test_page_numbers_and_addresses_to_click_may_stay(tmp_path: Path) -> None:
    path = files.with_xml(
        tmp_path / "a.docx",
        "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText> PAGE \\* MERGEFORMAT </w:instrText><w:fldChar w:fldCharType='end'/></w:r>",
        "{{ so }}",
    )
    path = files.related(path, "hyperlink", "mailto:vanphong@anbinh.example", external=True)
    assert filled(path, {"so": "1"})[0] == "1"


@pytest.mark.parametrize("name", ["ke-hoach", "cong-van"])
def test_a_sound_document_made_into_a_template_shows_no_error_of_form(tmp_path: Path, name: str) -> None:
    path = draft(read_spec(SPECS / f"{name}.json"), tmp_path / f"{name}.docx")
    assert [one for one in check_template(path) if one.severity == "E"] == []
    document = docx.Document(str(path))
    document.paragraphs[-1].insert_paragraph_before("{{ y_kien }}")
    assert [one.name for one in read_template(files.saved(document, path)).fields] == ["y_kien"]


def test_the_form_of_a_template_is_checked_on_a_filled_sample(tmp_path: Path) -> None:
    found = check_template(files.letter(tmp_path / "mau.docx"))
    assert "không thấy Quốc hiệu" in {one.found for one in found}
    assert all(one.source for one in found)


def test_a_sample_holds_a_likely_value_for_each_field(tmp_path: Path) -> None:
    fields = read_template(files.letter(tmp_path / "mau.docx")).fields
    made = sample(fields)
    assert made["so"] == "12"
    assert made["khan"] is True
    assert len(made["viec"]) == len(made["noi_nhan"]) == 2
    assert made["trich_yeu"] == "rà soát công tác văn thư"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=40),
    st.lists(st.sampled_from(["{{ so }}", "{% if x %}", "&amp;", "<w:p>", "{_{", "%}", "'\""]), max_size=4),
)
def test_any_words_come_out_as_they_went_in_and_are_never_code(tmp_path: Path, words: str, odd: list[str]) -> None:
    path = tmp_path / "x.docx"
    if not path.exists():
        files.template(path, "[{{ trich_yeu }}]")
    value = words + "".join(odd)
    assert filled(path, {"trich_yeu": value}) == [f"[{value}]"]


# Values that do not fit


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"so": None}, "«so»: không điền được kiểu NoneType"),
        ({"so": 1.5}, "kiểu float"),
        ({"so": ["a"]}, "«so» của mẫu cần chữ hoặc số"),
        ({"noi_nhan": "một"}, "«noi_nhan» của mẫu cần danh sách"),
        ({"viec": ["một"]}, "«viec», dòng 1: cần một dòng có các cột"),
        ({"viec": [{"ten": "a"}]}, "«viec, dòng 1, cột han» của mẫu chưa có giá trị"),
        ({"viec": [{"ten": "a", "han": "b"}] * 6000}, "6000 mục"),
        ({"so": "x" * 3_000_000}, "quá nhiều"),
        ({"so": 10**40}, "không điền được"),
        ({"viec": [{"ten": "a", "han": object()}]}, "kiểu object"),
    ],
)
def test_values_of_another_shape_are_refused_by_the_name_of_the_field(tmp_path: Path, change: dict[str, Any], words: str) -> None:
    made = OfficeTemplate(
        files.letter(tmp_path / "mau.docx"), "mau.docx", template_filling.read("mau.docx", (tmp_path / "mau.docx").read_bytes())
    )
    with pytest.raises(InvalidInput) as caught:
        render(made, {**files.VALUES, **change}, tmp_path / "o.docx")
    assert words in str(caught.value)
    assert not (tmp_path / "o.docx").exists()


@pytest.mark.parametrize("missing", ["so", "viec", "kinh_gui", "ma_ho_so"])
def test_a_missing_field_is_named_and_nothing_is_written(tmp_path: Path, missing: str) -> None:
    found = template_filling.read("mau.docx", files.letter(tmp_path / "mau.docx").read_bytes())
    made = OfficeTemplate(tmp_path / "mau.docx", "mau.docx", found)
    with pytest.raises(InvalidInput, match=f"«{missing}»"):
        render(made, {name: value for name, value in files.VALUES.items() if name != missing}, tmp_path / "o.docx")
    assert not (tmp_path / "o.docx").exists()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    found = read_template(files.template(tmp_path / "mau.docx", "{{ so }}"))
    with pytest.raises(InvalidInput, match="Không ghi được"):
        render(found, {"so": 1}, tmp_path / "khong-co" / "o.docx")


# Filled from a draft


def test_a_draft_fills_the_fields_whose_names_templates_may_count_on(tmp_path: Path) -> None:
    spec = read_spec(SPECS / "ke-hoach.json")
    texts = (
        "Số: {{ so_ky_hieu }}",
        "{{ trich_yeu }}",
        "{{ noi_nhan | join(' ') }}",
        "{{ nguoi_ky }}",
        "{% for c in can_cu %}{{ c }}{% endfor %}",
        "{{ khac }}",
    )
    document = files.lines(*texts, "{%p for d in nhiem_vu %}", "{{ d.stt }}. {{ d.noi_dung }} ({{ d.chu_tri }})", "{%p endfor %}")
    found = template_filling.read("a.docx", files.saved(document, tmp_path / "a.docx").read_bytes())
    values = prefilled(found, spec)
    assert set(values) == {"so_ky_hieu", "trich_yeu", "noi_nhan", "nguoi_ky", "can_cu", "nhiem_vu"}
    made = filled(tmp_path / "a.docx", {**values, "khac": "điền tay"})
    assert made[1] == spec.subject
    assert made[2].endswith("Lưu: " + (spec.archive or "") + ".")
    assert [line.split(". ")[0] for line in made if line[:1].isdigit()] == [str(row["stt"]) for row in values["nhiem_vu"]]
    assert {"stt", "noi_dung", "chu_tri"} == set(values["nhiem_vu"][0])


@pytest.mark.parametrize("path", sorted(SPECS.glob("*.json")), ids=lambda path: path.stem)
def test_every_description_has_a_value_for_every_name(path: Path) -> None:
    values = values_of(read_spec(path))
    assert list(values) == list(NAMES)
    must_be_plain(values)


def test_a_value_takes_the_shape_that_the_template_asks_for() -> None:
    spec = read_spec(SPECS / "cong-van.json")
    as_text, as_list, as_choice, odd = (
        prefilled([field], spec)
        for field in (
            TemplateField("kinh_gui", "text"),
            TemplateField("trich_yeu", "list"),
            TemplateField("do_khan", "choice"),
            TemplateField("nhiem_vu", "rows", (TemplateField("cot_la", "text"),)),
        )
    )
    assert as_text == {"kinh_gui": "\n".join(spec.addressees)}
    assert as_list == {"trich_yeu": [spec.subject]}
    assert as_choice == {"do_khan": bool(spec.urgency)}
    assert odd == {}
