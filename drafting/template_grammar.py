"""What an office's own template may say: fields, lists, rows, choices. Everything else of the template language is refused.

The allow-list is walked over the tree that the template language itself compiles, at the moment before it compiles it, so that
nothing that was not looked at is ever run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import CodeType
from typing import Any

from jinja2 import StrictUndefined, Undefined, nodes
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

FILTERS = ("upper", "lower", "capitalize", "trim", "join", "default", "length", "first", "last")
TESTS = ("defined", "undefined")
LOOP_FACTS = ("index", "index0", "first", "last", "length", "revindex")
_OWN = ("self", "super", "caller", "varargs", "kwargs", "loop", "range", "dict", "lipsum", "cycler", "joiner", "namespace")
RESERVED = frozenset((*_OWN, "true", "false", "none", "True", "False", "None"))
MAX_DEPTH = 3
"""Loops inside loops."""
MAX_NODES = 20_000
MAX_NESTING = 60
"""Nodes inside nodes: a choice in a loop in a choice needs ten."""
MAX_WORDS = 500
MAX_NUMBER = 10_000

_BRACES = {ord("{"): "&#123;", ord("}"): "&#125;"}
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_SIMPLE = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Compare, nodes.Operand)
_KINDS: tuple[tuple[type[nodes.Node], str], ...] = (
    (nodes.Call, "lời gọi hàm"),
    (nodes.CallBlock, "lời gọi hàm"),
    (nodes.Getitem, "phép lấy phần tử […]"),
    (nodes.Slice, "phép cắt [:]"),
    (nodes.BinExpr, "phép tính"),
    (nodes.UnaryExpr, "phép tính"),
    (nodes.Concat, "phép nối chuỗi ~"),
    (nodes.Include, "lệnh include"),
    (nodes.Import, "lệnh import"),
    (nodes.FromImport, "lệnh import"),
    (nodes.Extends, "lệnh extends"),
    (nodes.Block, "lệnh block"),
    (nodes.Macro, "lệnh macro"),
    (nodes.Assign, "lệnh set"),
    (nodes.AssignBlock, "lệnh set"),
    (nodes.With, "lệnh with"),
    (nodes.FilterBlock, "lệnh filter"),
    (nodes.List, "danh sách ghi sẵn"),
    (nodes.Tuple, "danh sách ghi sẵn"),
    (nodes.Dict, "danh sách ghi sẵn"),
)


class NotAllowedCode(Exception):
    """The template says something outside the allow-list; the message names it in Vietnamese."""


class GuardedEnvironment(SandboxedEnvironment):
    """The template language with the allow-list before its compiler: no code, no missing field in silence, no markup from text."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_printed)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {name: self.tests[name] for name in TESTS}

    def compile(  # type: ignore[override]  # the overloads differ only in `raw`, which nobody here asks for
        self,
        source: str | nodes.Template,
        name: str | None = None,
        filename: str | None = None,
        raw: bool = False,
        defer_init: bool = False,
    ) -> CodeType:
        tree = self.parse(source, name, filename) if isinstance(source, str) else source
        allow(tree)
        return super().compile(tree, name, filename, raw=False, defer_init=defer_init)


def _printed(value: Any) -> Any:
    """What is printed, with braces as XML spells them: docxtpl rewrites some pairs of braces in what it has already filled in."""
    if isinstance(value, Undefined):
        return value
    return Markup(str(escape(value)).translate(_BRACES))


def allow(tree: nodes.Template) -> None:
    """Raises NotAllowedCode for anything beyond fields, lists, rows, choices and the small lists of filters and tests."""
    for count, (node, names) in enumerate(walk(tree)):
        if count > MAX_NODES:
            raise NotAllowedCode("quá nhiều lệnh")
        _allow_node(node, names)


def walk(node: nodes.Node, names: tuple[str, ...] = (), depth: int = 0) -> Iterator[tuple[nodes.Node, tuple[str, ...]]]:
    """Every node with the loop variables in force there, the outermost first; a node comes before what it holds."""
    if depth > MAX_NESTING:
        raise NotAllowedCode("lệnh lồng nhau quá sâu")
    yield node, names
    if not isinstance(node, nodes.For):
        for child in node.iter_child_nodes():
            yield from walk(child, names, depth + 1)
        return
    inner = (*names, _named(node.target))
    yield from walk(node.iter, names, depth + 1)
    for child in ([node.test] if node.test is not None else []) + node.body:
        yield from walk(child, inner, depth + 1)
    for child in node.else_:
        yield from walk(child, names, depth + 1)


def _named(target: nodes.Node) -> str:
    if not isinstance(target, nodes.Name):
        raise NotAllowedCode("vòng lặp nhiều biến (for a, b in …)")
    _allow_name(target.name, loop=False)
    return target.name


def _allow_node(node: nodes.Node, names: tuple[str, ...]) -> None:
    if isinstance(node, nodes.Name):
        _allow_name(node.name, loop=bool(names))
    elif isinstance(node, nodes.Getattr):
        _allow_column(node, names)
    elif isinstance(node, nodes.Const):
        _allow_value(node.value)
    elif isinstance(node, nodes.Filter):
        _allow_call(node, "bộ lọc", FILTERS)
    elif isinstance(node, nodes.Test):
        _allow_call(node, "phép thử", TESTS)
    elif isinstance(node, nodes.For):
        _allow_loop(node, names)
    elif not isinstance(node, (*_SIMPLE, nodes.If)):
        words = next((words for kind, words in _KINDS if isinstance(node, kind)), f"lệnh {type(node).__name__.lower()}")
        raise NotAllowedCode(words)


def _allow_name(name: str, *, loop: bool) -> None:
    if not _PLAIN.fullmatch(name) or name.startswith("__"):
        raise NotAllowedCode(f"tên trường «{name[:60]}» (chỉ dùng chữ không dấu, số và dấu gạch dưới)")
    if name in RESERVED and not (loop and name == "loop"):
        raise NotAllowedCode(f"tên dành riêng «{name}»")


def _allow_column(node: nodes.Getattr, names: tuple[str, ...]) -> None:
    """A row's column (dong.ten) or a fact of the loop (loop.index); nothing else has attributes."""
    owner = node.node
    if not isinstance(owner, nodes.Name) or owner.name not in (*names, "loop"):
        raise NotAllowedCode(f"phép lấy thuộc tính «.{node.attr[:60]}» (chỉ lấy cột của dòng trong vòng lặp)")
    if not _PLAIN.fullmatch(node.attr):
        raise NotAllowedCode(f"phép lấy thuộc tính «.{node.attr[:60]}»")
    if owner.name == "loop" and node.attr not in LOOP_FACTS:
        raise NotAllowedCode(f"«loop.{node.attr[:60]}»")


def _allow_value(value: Any) -> None:
    if isinstance(value, str) and len(value) > MAX_WORDS:
        raise NotAllowedCode(f"chuỗi dài quá {MAX_WORDS} ký tự trong lệnh")
    if isinstance(value, int | float) and abs(value) > MAX_NUMBER:
        raise NotAllowedCode(f"số quá lớn trong lệnh ({str(value)[:20]})")


def _allow_call(node: nodes.Filter | nodes.Test, what: str, allowed: tuple[str, ...]) -> None:
    if node.name not in allowed:
        raise NotAllowedCode(f"{what} «{node.name[:60]}» (chỉ có {', '.join(allowed)})")
    if node.kwargs or node.dyn_args is not None or node.dyn_kwargs is not None or len(node.args) > 1:
        raise NotAllowedCode(f"{what} «{node.name}» với nhiều tham số")
    if any(not isinstance(argument, nodes.Const) for argument in node.args):
        raise NotAllowedCode(f"{what} «{node.name}» với tham số không phải là chuỗi ghi sẵn")


def _allow_loop(node: nodes.For, names: tuple[str, ...]) -> None:
    if node.recursive:
        raise NotAllowedCode("vòng lặp đệ quy (recursive)")
    if len(names) >= MAX_DEPTH:
        raise NotAllowedCode(f"vòng lặp lồng quá {MAX_DEPTH} tầng")
    if not isinstance(node.iter, nodes.Name | nodes.Getattr):
        raise NotAllowedCode("vòng lặp không chạy trên một trường danh sách")
    if isinstance(node.iter, nodes.Name) and node.iter.name in names:
        raise NotAllowedCode("vòng lặp chạy trên chính biến của vòng lặp ngoài (cần ghi cột: for x in dong.cot)")
