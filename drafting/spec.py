"""From JSON to `Spec`: shape by the schema, then the rules a schema cannot say; every refusal names the place as a JSON pointer."""

from __future__ import annotations

import datetime as dt
import functools
import json
import re
import unicodedata
from importlib.resources import files
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # the library ships no types
from jsonschema.exceptions import ValidationError, best_match  # type: ignore[import-untyped]  # as above

from drafting.errors import InvalidInput
from drafting.kinds import kind_named
from drafting.orthography import squash
from drafting.spec_rules import broken_rules
from drafting.spec_values import Annex, Contact, Field, Form, Issuer, Node, Signature, Spec

__all__ = ["Annex", "Contact", "Field", "Form", "Issuer", "Node", "Signature", "Spec", "parse_spec", "read_spec"]

MAX_BYTES = 5_000_000
MAX_DEPTH = 12
"""How deep JSON may nest: more than any lawful numbering needs."""

_TYPES = {
    "object": "một đối tượng {…}", "array": "một danh sách […]", "string": "chuỗi chữ",
    "integer": "số nguyên", "boolean": "true hoặc false", "null": "null",
}  # fmt: skip
_FORMS: tuple[Form, ...] = ("heading", "article", "task", "text")


def read_spec(path: Path) -> Spec:
    """The document described by a JSON file. Raises InvalidInput with the file, the place and what to mend."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InvalidInput(f"Không đọc được «{path.name}»: {_why(error)}. Kiểm tra lại đường dẫn.") from error
    if len(data) > MAX_BYTES:
        raise InvalidInput(f"«{path.name}» lớn hơn {MAX_BYTES // 1_000_000} MB nên không phải là đặc tả văn bản. Kiểm tra lại tệp.")
    try:
        value = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_no_twins, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"«{path.name}» không phải là JSON (UTF-8) hợp lệ: {_where(error)}. Sửa lại tệp.") from error
    return parse_spec(value, path.name)


def parse_spec(value: Any, name: str = "đặc tả", *, complete: bool = True) -> Spec:
    """The document described by a JSON value; `name` stands in messages. Raises InvalidInput with the JSON pointer of the fault.

    complete: False takes a description that is still being written, right in shape but without all that `broken_rules` asks for.
    """
    _check_depth_and_characters(value, name)
    error = best_match(_validator().iter_errors(value), key=_depth)
    if error is not None:
        pointer, message = _in_vietnamese(error)
        raise InvalidInput(f"«{name}», chỗ {pointer or '/'}: {message}.")
    spec = _spec(_clean(value), name)
    fault = next(broken_rules(spec), None)
    if complete and fault is not None:
        raise InvalidInput(f"«{name}», chỗ {fault[0]}: {fault[1]}.")
    return spec


def _spec(value: dict[str, Any], name: str) -> Spec:
    kind = kind_named(value["kind"])
    if kind is None:
        raise InvalidInput(f"«{name}», chỗ /kind: «{value['kind']}» không phải là tên loại văn bản. Ghi như «kế hoạch».")
    signers = value.get("signers") or [value["signature"]] if value.get("signers") or value.get("signature") else []
    if value.get("signers") and value.get("signature"):
        raise InvalidInput(f"«{name}», chỗ /signers: đã có signature. Chỉ dùng một trong hai.")
    return Spec(
        kind=kind,
        issuer=Issuer(value["issuer"]["name"], value["issuer"].get("parent")),
        issued_on=_day(value.get("issued_on"), name),
        body=tuple(map(_node, value.get("body", ()))),
        annexes=tuple(map(_annex, value.get("annexes", ()))),
        signers=tuple(map(_signature, signers)),
        contact=Contact(**value["contact"]) if value.get("contact") else None,
        fields=tuple(Field(**row) for row in value.get("fields", ())),
        **_plain(value),
    )


def _plain(value: dict[str, Any]) -> dict[str, Any]:
    """The keys that pass as they stand: words, numbers and lists of words."""
    one = ("symbol", "serial", "place", "subject", "issuing_authority", "archive", "urgency", "circulation", "drafter", "copies")
    many = ("addressees", "bases", "opening", "closing", "recipients")
    return {key: value.get(key) for key in one} | {key: tuple(value.get(key, ())) for key in many}


def _node(value: dict[str, Any]) -> Node:
    form = next(form for form in _FORMS if form in value)
    return Node(
        form,
        value[form],
        tuple(value.get("owners") or ()),
        tuple(value.get("coordinators") or ()),
        value.get("deadline"),
        value.get("deliverable"),
        tuple(map(_node, value.get("children", ()))),
    )


def _annex(value: dict[str, Any]) -> Annex:
    tasks = tuple(map(_node, value["tasks"])) if "tasks" in value else None
    return Annex(value["title"], value.get("landscape", False), tasks, tuple(map(_node, value.get("body", ()))))


def _signature(value: dict[str, Any]) -> Signature:
    authority = value.get("authority") or ()
    return Signature(value["position"], value["name"], (authority,) if isinstance(authority, str) else tuple(authority))


def _day(words: str | None, name: str) -> dt.date | None:
    if words is None:
        return None
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
            raise ValueError(words)
        return dt.date.fromisoformat(words)
    except ValueError as error:
        raise InvalidInput(f"«{name}», chỗ /issued_on: «{words}» không phải là ngày. Viết năm-tháng-ngày, ví dụ 2026-02-03.") from error


def _clean(value: Any) -> Any:
    """The value with every string in NFC and single spaces."""
    if isinstance(value, str):
        return squash(value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    return int(value) if isinstance(value, float) else value


def _check_depth_and_characters(value: Any, name: str) -> None:
    stack: list[tuple[Any, str, int]] = [(value, "", 0)]
    while stack:
        item, pointer, depth = stack.pop()
        if depth > 2 * MAX_DEPTH:
            raise InvalidInput(f"«{name}», chỗ {pointer}: lồng nhau quá sâu. Văn bản hành chính có nhiều nhất bốn cấp đánh số.")
        if isinstance(item, str) and (bad := next((c for c in item if not _printable(c)), None)):
            raise InvalidInput(f"«{name}», chỗ {pointer or '/'}: có ký tự không in được (U+{ord(bad):04X}). Xóa ký tự ấy.")
        children = item.items() if isinstance(item, dict) else enumerate(item) if isinstance(item, list) else ()
        stack += [(child, f"{pointer}/{_escaped(key)}", depth + 1) for key, child in children]


def _printable(char: str) -> bool:
    return char in "\t\n\r" or (unicodedata.category(char) not in ("Cc", "Cs") and ord(char) & 0xFFFE != 0xFFFE)


def _depth(error: ValidationError) -> int:
    return len(error.absolute_path)


def _in_vietnamese(error: ValidationError) -> tuple[str, str]:
    """The JSON pointer of the fault and what is wrong there."""
    pointer = "".join(f"/{_escaped(step)}" for step in error.absolute_path)
    rule, asked, found = error.validator, error.validator_value, error.instance
    if rule == "additionalProperties":
        extra = next(key for key in found if key not in error.schema["properties"])
        return f"{pointer}/{_escaped(extra)}", f"khóa lạ «{extra}». Bỏ khóa ấy hoặc sửa tên khóa"
    if rule == "type":
        wanted = " hoặc ".join(_TYPES[name] for name in ([asked] if isinstance(asked, str) else asked))
        return pointer, f"cần {wanted}, không phải {_shown(found)}"
    if rule == "required":
        return pointer, f"thiếu khóa «{next(key for key in asked if key not in found)}»"
    if rule == "pattern":
        return pointer, "chuỗi rỗng. Bỏ khóa hoặc ghi nội dung"
    if rule == "enum":
        return pointer, f"{_shown(found)} không thuộc {', '.join(str(word) for word in asked if word)}"
    if rule in ("minimum", "maximum"):
        return pointer, f"{_shown(found)} nằm ngoài khoảng cho phép ({'từ' if rule == 'minimum' else 'đến'} {asked})"
    if rule in ("minItems", "minProperties"):
        return pointer, "danh sách rỗng. Bỏ khóa hoặc ghi nội dung"
    if rule == "dependentRequired":
        key = next(key for key in asked if key in found)
        return f"{pointer}/{key}", f"chỉ nhiệm vụ (task) mới có «{key}»"
    keys = [option["required"][0] for option in asked if "required" in option]
    return pointer, f"cần đúng một trong {', '.join(keys)}" if keys else f"{_shown(found)} không đúng dạng"


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "…"


def _escaped(step: object) -> str:
    return str(step).replace("~", "~0").replace("/", "~1")


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        names = [key for key, _ in pairs]
        raise ValueError(f"khóa «{next(key for key in names if names.count(key) > 1)}» ghi hai lần trong một đối tượng")
    return value


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} không phải là giá trị JSON")


def _where(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"lỗi ở dòng {error.lineno}, cột {error.colno}"
    if isinstance(error, UnicodeDecodeError):
        return f"byte thứ {error.start + 1} không phải là UTF-8"
    return "lồng nhau quá sâu" if isinstance(error, RecursionError) else str(error)


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "không có tệp ấy"
    return "đó là thư mục" if isinstance(error, IsADirectoryError) else "không có quyền đọc hoặc đĩa lỗi"


@functools.cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(files("templates").joinpath("spec.schema.json").read_text("utf-8")))
