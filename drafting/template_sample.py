"""A sample of an office's own template: every field filled with a likely value, and the form of the finished document checked."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from drafting.check import check_word
from drafting.effective import word_of
from drafting.finding import Finding
from drafting.kinds import kinds
from drafting.ooxml import Package, package_of
from drafting.spec import Spec, parse_spec
from drafting.template_fields import TemplateField
from drafting.template_filling import fill, read
from drafting.template_values import prefilled

_OTHER = "nội dung mẫu của trường này"
_ITEMS = 2


def examined(name: str, data: bytes) -> tuple[tuple[TemplateField, ...], list[Finding]]:
    """The fields of a template, and the departures from the lawful form of a sample that it makes. Raises InvalidInput as `fill`."""
    fields = read(name, data)
    made = fill(name, data, {**sample(fields), **prefilled(fields, _document(package_of(name, data)))})
    return fields, check_word(word_of(package_of(name, made)), None)


def sample(fields: Sequence[TemplateField]) -> dict[str, Any]:
    """A likely value for each field, told from its name; lists and rows have two items."""
    return {one.name: _value(one) for one in fields}


def _document(template: Package) -> Spec:
    """A small document of the kind whose name stands in the template (a công văn where none does), for the names of `NAMES`."""
    lines = {paragraph.words for paragraph in word_of(template).paragraphs}
    kind = next((kind for kind in kinds() if kind.title in lines and kind.abbreviation), None)
    return parse_spec(
        {**_sample()["document"], "kind": kind.name if kind else "công văn", "symbol": f"{kind.abbreviation if kind else 'UBND'}-VP"}
    )


def _value(one: TemplateField) -> Any:
    if one.kind == "rows":
        return [sample(one.columns)] * _ITEMS
    if one.kind == "list":
        return [_words(one.name)] * _ITEMS
    return True if one.kind == "choice" else _words(one.name)


def _words(name: str) -> str:
    """The value of the row with the most words of the name; the first of equals."""
    padded = f"_{name.casefold()}_"
    fitting = [(len(words), value) for words, value in _rows() if f"_{words}_" in padded]
    return max(fitting, key=lambda row: row[0])[1] if fitting else _OTHER


@functools.cache
def _rows() -> tuple[tuple[str, str], ...]:
    return tuple((words, row["value"]) for row in _sample()["value"] for words in row["names"])


@functools.cache
def _sample() -> dict[str, Any]:
    return tomllib.loads(files("drafting").joinpath("template_sample.toml").read_text("utf-8"))
