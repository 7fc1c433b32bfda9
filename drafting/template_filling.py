"""Reading and filling a template, inside the process of its own that `office_template` starts. Nothing here trusts the file.

What the filler compiles is looked at by the environment; what it makes is looked at again as a file, so that values cannot turn into
field codes or links.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from docx.opc.part import Part
from docxtpl import DocxTemplate
from jinja2 import Environment, TemplateError, TemplateSyntaxError, UndefinedError, nodes
from lxml import etree
from markupsafe import Markup

from drafting.errors import InvalidInput
from drafting.ooxml import Element, Package, qn
from drafting.orthography import squash
from drafting.render.package import frozen
from drafting.render.xml import printable
from drafting.template_fields import TemplateField, fields_in, must_fit, with_words
from drafting.template_grammar import GuardedEnvironment, NotAllowedCode, allow
from drafting.template_package import checked_package, refuse_misplaced_code

MAX_FILLED = 40 * 1024**2
"""The largest document that a template may make."""

_PLACES = {"header": "đầu trang", "footer": "chân trang", "footnotes": "chú thích chân trang"}
_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
_PROPERTY_LENGTH = 255
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_MARKUP = re.compile(r"\{\{(?:p|r|tr|tc)\s")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_MARK = re.compile(r"\{[{%#]|[}%#]\}")


def read(name: str, data: bytes) -> tuple[TemplateField, ...]:
    """The fields of a template in the order in which they stand. Raises InvalidInput in one Vietnamese line."""
    package = checked_package(name, data)
    refuse_misplaced_code(package)
    lines = list(_lines(package))
    for _, words in lines:
        _refuse_broken_tags(name, words)
    environment = GuardedEnvironment()
    trees = [_parsed(name, environment, source) for source in _sources(_opened(name, data))]
    return with_words(fields_in(trees), lines)


def fill(name: str, data: bytes, values: Mapping[str, Any]) -> bytes:
    """The .docx that the template makes of the values. Raises InvalidInput for a bad template, a missing field, too large a result."""
    must_fit(read(name, data), values)
    template = _opened(name, data)
    try:
        template.render(_clean(dict(values)), GuardedEnvironment(), autoescape=True)
    except UndefinedError as error:
        missing = re.search(r"'([^']+)'(?: is undefined|$)", str(error))
        raise InvalidInput(f"«{name}»: trường «{missing.group(1) if missing else error}» của mẫu chưa có giá trị.") from error
    except NotAllowedCode as error:
        raise _refused(name, str(error)) from error
    except TemplateError as error:
        raise InvalidInput(f"«{name}»: lệnh của mẫu không chạy được ({_short(error)}). Sửa lệnh ấy trong mẫu.") from error
    except etree.XMLSyntaxError as error:
        words = "lệnh for hoặc if mở ở một chỗ mà đóng ở chỗ khác (trong và ngoài ô bảng, hộp chữ)"
        raise InvalidInput(f"«{name}»: {words}. Đặt lệnh mở và lệnh đóng cùng một chỗ.") from error
    made = io.BytesIO()
    template.save(made)
    if len(made.getvalue()) > MAX_FILLED:
        raise InvalidInput(f"«{name}»: văn bản lập ra lớn quá {MAX_FILLED // 1024**2} MB. Giảm số dòng điền vào mẫu.")
    done = frozen(made.getvalue())
    checked_package(name, done)
    return done


class _Filler(DocxTemplate):  # type: ignore[misc]  # the library ships no types
    """docxtpl with three corrections: a result that is no sound XML is refused; footnotes are filled once, not once a section (a
    second pass would take words of the values for code); properties hold words, not their spelling in XML."""

    def fix_tables(self, xml: str) -> Any:
        etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
        return super().fix_tables(xml)

    def render_properties(self, context: Mapping[str, Any], jinja_env: Environment | None = None) -> None:
        assert jinja_env is not None, "always filled in the guarded environment"
        for name in _PROPERTIES:
            words = jinja_env.from_string(getattr(self.docx.core_properties, name)).render(context)
            setattr(self.docx.core_properties, name, Markup(words).unescape()[:_PROPERTY_LENGTH])

    def render_footnotes(self, context: Mapping[str, Any], jinja_env: Environment | None = None) -> None:
        for part in _footnotes(self):
            filled = self.render_xml_part(self.patch_xml(part.blob.decode("utf-8")), part, context, jinja_env)
            part._blob = filled.encode("utf-8")


def _opened(name: str, data: bytes) -> _Filler:
    template = _Filler(io.BytesIO(data))
    try:
        template.init_docx()
    except (KeyError, ValueError, AttributeError, etree.XMLSyntaxError) as error:
        raise InvalidInput(f"«{name}»: cấu trúc tệp Word không đầy đủ. Mở bằng Word và lưu lại thành .docx.") from error
    return template


def _sources(template: _Filler) -> Iterator[str]:
    """Every text that filling compiles: body, headers, footers, properties, footnotes."""
    yield template.patch_xml(template.get_xml())
    for kind in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(kind):
            yield template.patch_xml(template.get_part_xml(part))
    for name in _PROPERTIES:
        yield getattr(template.docx.core_properties, name)
    for part in _footnotes(template):
        yield template.patch_xml(part.blob.decode("utf-8"))


def _footnotes(template: _Filler) -> list[Part]:
    return [part for part in template.docx.part.package.parts if part.content_type == _FOOTNOTES]


def _parsed(name: str, environment: GuardedEnvironment, source: str) -> nodes.Template:
    try:
        tree = environment.parse(source)
        allow(tree)
    except NotAllowedCode as error:
        raise _refused(name, str(error)) from error
    except TemplateSyntaxError as error:
        raise InvalidInput(f"«{name}»: lệnh của mẫu viết sai ({_short(error)}). Sửa lệnh ấy trong mẫu.") from error
    return tree


def _refused(name: str, words: str) -> InvalidInput:
    return InvalidInput(f"«{name}»: mẫu có {words}, không được phép. Mẫu chỉ dùng trường {{{{ ten }}}}, vòng lặp for và điều kiện if.")


def _short(error: TemplateError) -> str:
    return re.sub(r"<[^>]*>", "", str(error.message or ""))[:120]


def _refuse_broken_tags(name: str, words: str) -> None:
    """A tag that is not closed in its own paragraph would swallow everything up to the next closing mark."""
    if (mark := _MARK.search(_TAG.sub("", words))) is not None:
        raise InvalidInput(f"«{name}»: dấu {mark.group()} lẻ ở dòng «{words[:80]}». Viết trọn lệnh trong một đoạn.")
    if _MARKUP.search(words):
        raise InvalidInput(
            f"«{name}»: lệnh chèn phần định dạng ({{{{p …}}}}, {{{{r …}}}}) ở dòng «{words[:80]}» không dùng được. Dùng {{{{ ten }}}}."
        )


def _lines(package: Package) -> Iterator[tuple[str, str]]:
    """(place, words) of every paragraph: the body first, then headers, footers, footnotes."""
    others = sorted(part for part in package.parts if re.fullmatch(r"word/(?:header|footer|footnotes)\d*\.xml", part))
    for part in (package.main, *others):
        root = package.tree(part)
        place = next((words for kind, words in _PLACES.items() if kind in part), "nội dung")
        for paragraph in root.iter(qn("w:p")) if root is not None else ():
            words = squash("".join(element.text or "" for element in paragraph.iter(qn("w:t")) if _paragraph_of(element) is paragraph))
            if words:
                yield place, words


def _paragraph_of(element: Element) -> Element | None:
    return next(element.iterancestors(qn("w:p")), None)


def _clean(value: Any) -> Any:
    """The values without characters that no document can hold."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    return {key: _clean(item) for key, item in value.items()} if isinstance(value, dict) else value
