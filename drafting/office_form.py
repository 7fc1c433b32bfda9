"""What an office has fixed for itself and a file alone cannot tell: its abbreviations in symbols, its place, its signing positions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from drafting.errors import InvalidInput
from drafting.orthography import compare_key, squash


@dataclass(frozen=True, slots=True)
class OfficeForm:
    """The office's own lists; an empty one judges nothing.

    abbreviations: of the body and of its units, as symbols write them ("UBND", "VX"). place: as the line of place and date
    prints it. positions: who may sign, without the authority before them ("CHÁNH VĂN PHÒNG").
    """

    abbreviations: frozenset[str] = frozenset()
    place: str = ""
    positions: frozenset[str] = frozenset()

    def knows(self, group: str) -> bool:
        """Whether a group of a symbol is one of its abbreviations; every group, where it has no list."""
        return not self.abbreviations or group in self.abbreviations

    def may_sign(self, position: str) -> bool:
        """Whether somebody in that position signs there; anybody, where it has no list."""
        return not self.positions or compare_key(position) in self.positions


def office_form(values: Mapping[str, Any]) -> OfficeForm:
    """The lists from settings: `abbreviations` and `positions`, lists of words; `place`. Raises InvalidInput for another shape."""
    if not isinstance(values, Mapping):
        raise InvalidInput("Mục [form] của config.toml phải là một bảng gồm abbreviations, place, positions.")
    place = values.get("place", "")
    if not isinstance(place, str):
        raise InvalidInput('Mục [form] của config.toml: place phải là một dòng chữ, ví dụ place = "Lào Cai".')
    words = {name: _words(name, values.get(name, [])) for name in ("abbreviations", "positions")}
    return OfficeForm(frozenset(words["abbreviations"]), squash(place), frozenset(map(compare_key, words["positions"])))


def _words(name: str, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        raise InvalidInput(f'Mục [form] của config.toml: {name} phải là danh sách chữ, ví dụ {name} = ["UBND", "VP"].')
    return [squash(word) for word in value]
