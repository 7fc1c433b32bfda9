"""The fields of an office's own template: what each holds, told from how the template uses it, and whether values fit them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from jinja2 import nodes

from drafting.errors import InvalidInput

Kind = Literal["text", "list", "rows", "choice"]

KIND_LABELS: dict[Kind, str] = {"text": "chữ", "list": "danh sách", "rows": "các dòng", "choice": "có hoặc không"}
MAX_VALUES = 50_000
MAX_CHARACTERS = 2_000_000
MAX_ITEMS = 5_000
MAX_NUMBER = 10**15


@dataclass(frozen=True, slots=True)
class TemplateField:
    """A field of a template.

    kind: text (words or a number), list (of such), rows (of columns) or choice (only asked whether it is there). columns: of rows.
    optional: the template says itself what stands there without it. words: the line where it first stands; place: in which part of
    the document, in Vietnamese.
    """

    name: str
    kind: Kind
    columns: tuple[TemplateField, ...] = ()
    optional: bool = False
    words: str = ""
    place: str = ""

    def as_json(self) -> dict[str, Any]:
        row = {"name": self.name, "kind": self.kind, "optional": self.optional, "words": self.words, "place": self.place}
        return {**row, "columns": [column.as_json() for column in self.columns]}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> TemplateField:
        columns = tuple(cls.from_json(column) for column in row["columns"])
        return cls(row["name"], row["kind"], columns, row["optional"], row["words"], row["place"])


@dataclass
class _Seen:
    """How a template uses one value."""

    printed: bool = False
    optional: bool = False
    columns: dict[str, _Seen] = field(default_factory=dict)
    element: _Seen | None = None

    def column(self, name: str) -> _Seen:
        return self.columns.setdefault(name, _Seen())

    def item(self) -> _Seen:
        self.element = self.element or _Seen()
        return self.element


def fields_in(trees: Iterable[nodes.Template]) -> tuple[TemplateField, ...]:
    """The fields that the (allowed) templates use, in the order in which they first stand; words and places are not told here."""
    root = _Seen()
    for tree in trees:
        _see(tree, {}, root)
    return tuple(_field(name, seen) for name, seen in root.columns.items())


def _see(node: nodes.Node, scope: dict[str, _Seen], root: _Seen) -> None:
    if isinstance(node, nodes.Name | nodes.Getattr):
        _value(node, scope, root)
        return
    if isinstance(node, nodes.For):
        listed = _value(node.iter, scope, root)
        inner = {**scope, node.target.name: listed.item()} if listed and isinstance(node.target, nodes.Name) else scope
        for child in ([node.test] if node.test is not None else []) + node.body:
            _see(child, inner, root)
        for child in node.else_:
            _see(child, scope, root)
        return
    if isinstance(node, nodes.Output):
        for child in node.nodes:
            _see_printed(child, scope, root)
    if isinstance(node, nodes.Filter | nodes.Test) and node.node is not None:
        _see_filtered(node, _value(node.node, scope, root))
    for child in node.iter_child_nodes():
        _see(child, scope, root)


def _see_printed(node: nodes.Node, scope: dict[str, _Seen], root: _Seen) -> None:
    if isinstance(node, nodes.CondExpr):
        for way in (node.expr1, node.expr2):
            if way is not None:
                _see_printed(way, scope, root)
        return
    found = _value(node, scope, root)
    if found is not None:
        found.printed = True


def _see_filtered(node: nodes.Filter | nodes.Test, found: _Seen | None) -> None:
    if found is None:
        return
    if node.name in ("default", "defined", "undefined"):
        found.optional = True
    elif node.name in ("join", "first", "last", "length"):
        found.item()


def _value(node: nodes.Node, scope: dict[str, _Seen], root: _Seen) -> _Seen | None:
    """What a field, loop variable or column stands for; None for anything else (a fact of the loop, a fixed word)."""
    if isinstance(node, nodes.Filter) and node.node is not None:
        return _value(node.node, scope, root)
    if isinstance(node, nodes.Name):
        return None if node.name == "loop" else scope.get(node.name) or root.column(node.name)
    if isinstance(node, nodes.Getattr):
        owner = _value(node.node, scope, root)
        return owner.column(node.attr) if owner is not None else None
    return None


def _field(name: str, seen: _Seen) -> TemplateField:
    if seen.element is None:
        return TemplateField(name, "text" if seen.printed else "choice", optional=seen.optional)
    columns = tuple(_field(column, inner) for column, inner in seen.element.columns.items())
    return TemplateField(name, "rows" if columns else "list", columns, seen.optional)


def with_words(fields: Sequence[TemplateField], lines: Sequence[tuple[str, str]]) -> tuple[TemplateField, ...]:
    """The fields with the line and place where each first stands; `lines` are (place, words) in reading order."""
    return tuple(_with_words(one, lines) for one in fields)


def _with_words(one: TemplateField, lines: Sequence[tuple[str, str]]) -> TemplateField:
    tag = re.compile(r"\{[{%](?:(?![%}]\}).)*(?<!\w)" + re.escape(one.name) + r"(?!\w)")
    place, words = next(((place, words) for place, words in lines if tag.search(words)), ("", ""))
    return replace(one, columns=with_words(one.columns, lines), words=words[:200], place=place)


def must_fit(fields: Sequence[TemplateField], values: Mapping[str, Any], where: str = "") -> None:
    """Raises InvalidInput, naming the field, where a value is absent, of another shape or of a type that no template prints."""
    for one in fields:
        name = f"{where}{one.name}"
        if one.name not in values:
            if not one.optional:
                raise InvalidInput(f"Trường «{name}» của mẫu chưa có giá trị. Điền trường ấy rồi lập lại.")
            continue
        value = values[one.name]
        if one.kind == "text" and not isinstance(value, str | int):
            raise InvalidInput(f"Trường «{name}» của mẫu cần chữ hoặc số.")
        if one.kind in ("list", "rows"):
            _must_be_list(one, value, name)


def _must_be_list(one: TemplateField, value: Any, name: str) -> None:
    if not isinstance(value, list):
        raise InvalidInput(f"Trường «{name}» của mẫu cần {KIND_LABELS[one.kind]}, không phải một giá trị.")
    if len(value) > MAX_ITEMS:
        raise InvalidInput(f"Trường «{name}» có {len(value)} mục, quá {MAX_ITEMS}. Chia thành nhiều văn bản.")
    for number, item in enumerate(value, 1):
        if one.kind == "rows":
            if not isinstance(item, Mapping):
                raise InvalidInput(f"Trường «{name}», dòng {number}: cần một dòng có các cột.")
            must_fit(one.columns, item, f"{name}, dòng {number}, cột ")
        elif not isinstance(item, str | int):
            raise InvalidInput(f"Trường «{name}», mục {number}: cần chữ hoặc số.")


def must_be_plain(values: Mapping[str, Any]) -> None:
    """Raises InvalidInput unless the values are words, whole numbers, lists and rows of them, of a size that a document can hold."""
    stack: list[tuple[Any, str, int]] = [(dict(values), "", 0)]
    count = characters = 0
    while stack:
        value, where, depth = stack.pop()
        count += 1
        characters += len(value) if isinstance(value, str) else 0
        if count > MAX_VALUES or characters > MAX_CHARACTERS or depth > 8:
            raise InvalidInput("Các giá trị điền vào mẫu quá nhiều hoặc lồng quá sâu. Chia thành nhiều văn bản.")
        if type(value) is dict and all(type(key) is str for key in value):
            stack += [(item, f"{where}.{key}" if where else key, depth + 1) for key, item in value.items()]
        elif type(value) is list:
            stack += [(item, where, depth + 1) for item in value]
        elif type(value) not in (str, int, bool) or (type(value) is int and abs(value) > MAX_NUMBER):
            raise InvalidInput(
                f"Trường «{where or 'giá trị'}»: không điền được kiểu {type(value).__name__}. Chỉ nhận chữ, số nguyên, danh sách, dòng."
            )
