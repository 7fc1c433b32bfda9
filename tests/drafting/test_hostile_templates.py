"""Hostile templates: each is refused with one sentence; nothing of it runs, nothing hangs, nothing is fetched."""

from __future__ import annotations

import concurrent.futures
import contextlib
import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import TemplateError

from drafting import template_filling
from drafting.errors import InvalidInput
from drafting.office_template import SECONDS, OfficeTemplate, check_template, read_template, render
from drafting.template_fields import TemplateField
from drafting.template_grammar import GuardedEnvironment, NotAllowedCode
from tests.drafting import template_files as files

RUNS = "{{{{ cycler.__init__.__globals__.os.mkdir('{mark}') }}}}"
"""What runs a command in a template language without guard; `mark` is a folder that only a run would make."""


def test_the_payload_of_these_tests_does_run_without_the_guard(tmp_path: Path) -> None:
    mark = tmp_path / "da-chay"
    path = files.template(tmp_path / "a.docx", RUNS.format(mark=mark))
    unguarded = DocxTemplate(str(path))
    unguarded.render({})
    assert mark.is_dir()


PAYLOADS = [
    RUNS,
    "{{{{ lipsum.__globals__['os'].mkdir('{mark}') }}}}",
    "{{{{ joiner.__init__.__globals__.os.mkdir('{mark}') }}}}",
    "{{{{ self.__init__.__globals__.__builtins__.__import__('os').mkdir('{mark}') }}}}",
    "{{{{ self._TemplateReference__context.cycler.__init__.__globals__.os.mkdir('{mark}') }}}}",
    "{{{{ ''.__class__.__mro__[1].__subclasses__() }}}}",
    "{{{{ ()|attr('__class__')|attr('__base__') }}}}",
    "{{{{ so|attr('__class__') }}}}",
    "{{{{ so.__class__ }}}}",
    "{{{{ so['__class__'] }}}}",
    "{{{{ so['__cla' ~ 'ss__'] }}}}",
    "{{{{ '%c'|format(95) }}}}",
    "{{{{ [1]|map('attr', '__class__')|list }}}}",
    "{{{{ namespace().__init__ }}}}",
    "{{{{ dict(a=1) }}}}",
    "{{{{ so|safe }}}}",
    "{{{{ so.format(1) }}}}",
    "{{{{ so() }}}}",
    "{{% set x = cycler.__init__.__globals__.os.mkdir('{mark}') %}}",
    "{{% for a in ().__class__.__base__.__subclasses__() %}}{{{{ a }}}}{{% endfor %}}",
    "{{% for c in so %}}{{{{ c.__class__ }}}}{{% endfor %}}",
    "{{% if cycler.__init__.__globals__.os.mkdir('{mark}') %}}x{{% endif %}}",
    "{{% for a in so if cycler.__init__.__globals__.os.mkdir('{mark}') %}}x{{% endfor %}}",
    "{{{{ so | default(cycler.__init__.__globals__.os.mkdir('{mark}')) }}}}",
    "{{{{ 'a' if cycler.__init__.__globals__.os.mkdir('{mark}') else 'b' }}}}",
    "{{% include '/etc/passwd' %}}",
    "{{% import 'x' as y %}}",
    "{{% from 'x' import y %}}",
    "{{% extends 'x' %}}",
    "{{% block x %}}{{% endblock %}}",
    "{{% macro x() %}}{{% endmacro %}}",
    "{{% call x() %}}{{% endcall %}}",
    "{{% filter upper %}}x{{% endfilter %}}",
    "{{% with x = 1 %}}{{% endwith %}}",
    "{{% autoescape false %}}{{{{ so }}}}{{% endautoescape %}}",
    "{{{{ __builtins__ }}}}",
    "{{{{ _x }}}}",
    "{{{{ range(10) }}}}",
    "{{{{ 'a' * 1000000000 }}}}",
    "{{{{ 2 ** 99999999 }}}}",
    "{{{{ 10 + 1 }}}}",
    "{{{{ 999999999999 }}}}",
    "{{{{ [so, so] }}}}",
    "{{{{ {{'a': 1}} }}}}",
    "{{% for a, b in so %}}x{{% endfor %}}",
    "{{% for a in so recursive %}}{{{{ loop(a) }}}}{{% endfor %}}",
    "{{% for a in 'abc' %}}x{{% endfor %}}",
    "{{% for self in so %}}x{{% endfor %}}",
    "{{% for a in so %}}{{% for b in a %}}{{{{ b }}}}{{% endfor %}}{{% endfor %}}",
    "{{% for a in so %}}{{{{ loop.cycle('x') }}}}{{% endfor %}}",
    "{{% for a in so %}}{{{{ loop.__class__ }}}}{{% endfor %}}",
    "{{% for a in so %}}{{% for b in so %}}{{% for c in so %}}{{% for d in so %}}x{{% endfor %}}{{% endfor %}}{{% endfor %}}{{% endfor %}}",
    "{{{{ so | join(so) }}}}",
    "{{{{ so is sameas so }}}}",
    "{{{{ so is callable }}}}",
    "{{% raw %}}{{{{ so }}}}{{% endraw %}}{{{{ so",
    "{{{{ so }} }}",
    "{{%p for a in so %}}",
    "{{{{p so }}}}",
    "{{{{r so }}}}",
    "{{{{ số }}}}",
    "{{% debug %}}",
    "{{% do so %}}",
    "{{% trans %}}x{{% endtrans %}}",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_code_is_refused_when_a_template_is_read_and_when_it_is_filled(tmp_path: Path, payload: str) -> None:
    mark = tmp_path / "da-chay"
    path = files.template(tmp_path / "a.docx", payload.format(mark=mark))
    files.refusal(path)
    with pytest.raises(InvalidInput):
        template_filling.fill("a.docx", path.read_bytes(), {"so": "x"})
    assert not mark.exists()


@pytest.mark.parametrize("payload", [payload for payload in PAYLOADS if "{{{{p" not in payload and "{{{{r" not in payload])
def test_the_environment_itself_compiles_no_code(tmp_path: Path, payload: str) -> None:
    """The second wall: whatever reaches the compiler by another way."""
    mark = tmp_path / "da-chay"
    with pytest.raises((NotAllowedCode, TemplateError)):
        GuardedEnvironment().from_string(payload.format(mark=mark))
    assert not mark.exists()


def _in_header(path: Path, code: str) -> Path:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = code
    return files.saved(document, path)


def _in_footer(path: Path, code: str) -> Path:
    document = docx.Document()
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_footer.paragraphs[0].text = code
    return files.saved(document, path)


def _in_property(path: Path, code: str) -> Path:
    document = docx.Document()
    document.core_properties.comments = code
    return files.saved(document, path)


def _in_table(path: Path, code: str) -> Path:
    document = docx.Document()
    document.add_table(1, 1).rows[0].cells[0].text = code
    return files.saved(document, path)


def _in_runs(path: Path, code: str) -> Path:
    return files.split_runs(path, *[code[start : start + 3] for start in range(0, len(code), 3)])


def _in_comment(path: Path, code: str) -> Path:
    document = files.lines("Thân")
    document.add_comment(document.paragraphs[0].runs, text=code)
    return files.saved(document, path)


def _in_box(path: Path, code: str) -> Path:
    box = f"<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent><w:p><w:r><w:t>{code}</w:t></w:r></w:p>"
    return files.with_xml(path, f"{box}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>")


def _in_attribute(path: Path, code: str) -> Path:
    return files.with_xml(path, f'<w:r><w:rPr><w:color w:val="{code}"/></w:rPr><w:t>x</w:t></w:r>')


def _in_field_code(path: Path, code: str) -> Path:
    return files.with_xml(path, f"<w:r><w:instrText>PAGE {code}</w:instrText></w:r>")


def _in_endnote(path: Path, code: str) -> Path:
    xml = files.FOOTNOTES.replace("footnote", "endnote").format(words=code)
    return files.with_part(files.template(path, "Thân"), "word/endnotes.xml", "endnotes", xml)


PLACES: list[Callable[[Path, str], Path]] = [
    _in_header, _in_footer, _in_property, _in_table, _in_runs, _in_comment, _in_box, _in_attribute, _in_field_code, _in_endnote,
    lambda path, code: files.with_footnote(files.template(path, "Thân"), code),
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_code_is_refused_wherever_it_stands(tmp_path: Path, place: Callable[[Path, str], Path]) -> None:
    mark = tmp_path / "da-chay"
    path = place(tmp_path / "a.docx", RUNS.format(mark=mark))
    files.refusal(path)
    with pytest.raises(InvalidInput):
        template_filling.fill("a.docx", path.read_bytes(), {})
    assert not mark.exists()


@pytest.mark.parametrize("place", [_in_attribute, _in_field_code, _in_comment, _in_endnote])
def test_a_field_where_nothing_is_filled_is_refused(tmp_path: Path, place: Callable[[Path, str], Path]) -> None:
    assert "lệnh của mẫu nằm" in files.refusal(place(tmp_path / "a.docx", "{{ so }}"))


def test_a_tag_left_open_does_not_swallow_the_paragraphs_after_it(tmp_path: Path) -> None:
    assert "lẻ ở dòng «Số: {{ so»" in files.refusal(files.template(tmp_path / "a.docx", "Số: {{ so", "Giữ lại dòng này", "}} hết"))


def test_marks_in_the_wrong_order_do_not_swallow_anything_either(tmp_path: Path) -> None:
    path = files.template(tmp_path / "a.docx", "a }} {{ b", "Giữ lại dòng này", "c }} {{ d")
    assert "dấu }} lẻ" in files.refusal(path)


def test_many_templates_at_once_all_get_their_turn(tmp_path: Path) -> None:
    made = _read(files.template(tmp_path / "a.docx", "{{ so }}"))
    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        outs = list(pool.map(lambda number: render(made, {"so": number}, tmp_path / f"{number}.docx"), range(6)))
    assert [docx.Document(str(out)).paragraphs[0].text for out in outs] == [str(number) for number in range(6)]


def test_a_choice_that_opens_in_one_place_and_closes_in_another_is_refused(tmp_path: Path) -> None:
    document = files.lines("{% if co %}x")
    document.add_table(1, 1).rows[0].cells[0].text = "y{% endif %}"
    path = files.saved(document, tmp_path / "a.docx")
    with pytest.raises(InvalidInput, match="mở ở một chỗ mà đóng ở chỗ khác"):
        template_filling.fill("a.docx", path.read_bytes(), {"co": False})


# Time, memory and size, in the process of their own


def _read(path: Path) -> OfficeTemplate:
    return OfficeTemplate(path, path.name, template_filling.read(path.name, path.read_bytes()))


def test_loops_in_loops_end_in_time_with_one_sentence(tmp_path: Path) -> None:
    path = files.template(
        tmp_path / "a.docx",
        "{% for a in xs %}{% for b in xs %}{% for c in xs %}{% if c == 'y' %}z{% endif %}{% endfor %}{% endfor %}{% endfor %}",
    )
    started = time.monotonic()
    with pytest.raises(InvalidInput, match="quá lâu"):
        render(_read(path), {"xs": ["x"] * 5000}, tmp_path / "o.docx")
    assert time.monotonic() - started < 3 * SECONDS
    assert not (tmp_path / "o.docx").exists()


def test_a_result_beyond_the_memory_of_the_process_is_refused(tmp_path: Path) -> None:
    path = files.template(tmp_path / "a.docx", "{% for a in xs %}{{ to }}{% endfor %}")
    with pytest.raises(InvalidInput, match=r"bộ nhớ|quá lâu|lớn quá"):
        render(_read(path), {"xs": ["x"] * 5000, "to": "y" * 1_000_000}, tmp_path / "o.docx")
    assert not (tmp_path / "o.docx").exists()


def test_a_template_that_burdens_the_joining_of_tags_is_stopped(tmp_path: Path) -> None:
    """Text made for the regular expressions that join tags: opened and never closed, cell after cell."""
    cells = "<w:tc><w:tcPr/><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>" * 60_000
    path = files.replaced(
        files.template(tmp_path / "a.docx", "MOC"),
        "word/document.xml",
        "<w:sectPr",
        f"<w:tbl><w:tblGrid/><w:tr>{cells}</w:tr></w:tbl><w:sectPr",
    )
    started = time.monotonic()
    with contextlib.suppress(InvalidInput):
        read_template(path)
    assert time.monotonic() - started < 3 * SECONDS


def test_a_broken_template_is_one_sentence_for_whoever_asked(tmp_path: Path) -> None:
    path = files.template(tmp_path / "a.docx", "{{ so }}")
    files.repacked(path, lambda parts: parts.pop("word/styles.xml"))
    for ask in (read_template, check_template):
        with pytest.raises(InvalidInput) as caught:
            ask(path)
        assert str(caught.value).startswith("«a.docx»")


def test_a_template_changed_after_it_was_read_is_looked_at_again(tmp_path: Path) -> None:
    mark = tmp_path / "da-chay"
    made = _read(files.template(tmp_path / "a.docx", "{{ so }}"))
    files.template(tmp_path / "a.docx", RUNS.format(mark=mark))
    with pytest.raises(InvalidInput, match="không được phép"):
        render(made, {"so": 1}, tmp_path / "o.docx")
    assert not mark.exists()
    assert not (tmp_path / "o.docx").exists()


def test_the_sentence_of_a_refusal_reaches_whoever_asked(tmp_path: Path) -> None:
    mark = tmp_path / "da-chay"
    path = files.template(tmp_path / "a.docx", RUNS.format(mark=mark))
    for ask in (read_template, check_template):
        with pytest.raises(InvalidInput, match=r"«a\.docx»: mẫu có lời gọi hàm, không được phép"):
            ask(path)
    assert not mark.exists()


def test_a_field_made_up_by_the_caller_does_not_reach_the_template(tmp_path: Path) -> None:
    path = files.template(tmp_path / "a.docx", "{{ so }}")
    made = OfficeTemplate(path, "a.docx", (TemplateField("so", "text"), TemplateField("la", "text")))
    render(made, {"so": "1", "la": "x"}, tmp_path / "o.docx")
    assert docx.Document(str(tmp_path / "o.docx")).paragraphs[0].text == "1"


def test_an_absent_or_too_large_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="không đọc được tệp mẫu"):
        read_template(tmp_path / "khong-co.docx")
    large = tmp_path / "to.docx"
    with large.open("wb") as out:
        out.truncate(30 * 1024**2)
    with pytest.raises(InvalidInput, match="lớn quá 20 MB"):
        read_template(large)


@settings(max_examples=40, deadline=None)
@given(st.text("{}%# .so'\"()[]_|~*p-for in\n", max_size=60))
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    document = docx.Document()
    document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    with contextlib.suppress(InvalidInput):
        assert all(one.name.isascii() for one in template_filling.read("a.docx", out.getvalue()))


def test_the_document_that_comes_out_holds_no_more_parts_than_the_template(tmp_path: Path) -> None:
    path = files.letter(tmp_path / "a.docx")
    done = template_filling.fill("a.docx", path.read_bytes(), files.VALUES)
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(io.BytesIO(done)) as after:
        assert set(after.namelist()) <= set(before.namelist())
