"""A description is read from JSON or refused with one line that names the place as a JSON pointer."""

import copy
import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from drafting.errors import InvalidInput, WrongUsage
from drafting.spec import parse_spec, read_spec
from drafting.spec_json import spec_as_json
from drafting.spec_values import Annex, Grid

PLAN = json.loads((Path(__file__).parent / "specs" / "ke-hoach.json").read_text("utf-8"))
LETTER = json.loads((Path(__file__).parent / "specs" / "cong-van.json").read_text("utf-8"))


def refusal(change: Callable[[dict[str, Any]], Any], base: dict[str, Any] = PLAN) -> str:
    value = copy.deepcopy(base)
    change(value)
    with pytest.raises(InvalidInput) as caught:
        parse_spec(value, "thu.json")
    message = str(caught.value)
    assert message.startswith("«thu.json», chỗ /")
    assert "\n" not in message
    return message


WRONG: list[tuple[str, Callable[[dict[str, Any]], Any]]] = [
    ("/la", lambda v: v.update(la=1)),
    ("/body/0/foo", lambda v: v["body"][0].update(foo=1)),
    ("/a~1b", lambda v: v.update({"a/b": 1})),
    ("/body/0:", lambda v: v["body"][0].update(text="hai loại")),
    ("/body/0/owners", lambda v: v["body"][0].update(owners=["Sở Nội vụ"])),
    ("/body/0/deadline", lambda v: v["body"][0].update(deadline="Quý I")),
    ("/serial", lambda v: v.update(serial="5")),
    ("/serial", lambda v: v.update(serial=True)),
    ("/serial", lambda v: v.update(serial=0)),
    ("/serial", lambda v: v.update(serial=1.5)),
    ("/subject", lambda v: v.update(subject="")),
    ("/subject", lambda v: v.update(subject=" \t")),
    ("/subject", lambda v: v.pop("subject")),
    ("/subject", lambda v: v.update(subject="chữ \u0007 lạ")),
    ("/issued_on", lambda v: v.update(issued_on="2026-02-30")),
    ("/issued_on", lambda v: v.update(issued_on="20260203")),
    ("/kind", lambda v: v.update(kind="thông tư")),
    ("/symbol", lambda v: v.pop("symbol")),
    ("/issuer/name", lambda v: v["issuer"].update(name="")),
    ("/urgency", lambda v: v.update(urgency="GẤP")),
    ("/signature", lambda v: v.pop("signature")),
    ("/signature/authority", lambda v: v["signature"].update(authority=3)),
    ("/signers", lambda v: v.update(signers=[v["signature"]])),
    ("/signers", lambda v: v.update(signers=[])),
    ("/annexes/0:", lambda v: v["annexes"][0].update(body=[])),
    ("/annexes/0:", lambda v: v["annexes"][0].pop("tasks")),
    ("/annexes/0/tasks/0/owners", lambda v: v["annexes"][0]["tasks"][0].update(owners="một chuỗi")),
    ("/annexes/0/tasks/0/children", lambda v: v["annexes"][0]["tasks"][0].update(children=[])),
    ("/annexes/1/body", lambda v: v["annexes"][1].update(body=[])),
    ("/annexes/1:", lambda v: v["body"][1]["children"].pop()),
    ("/body/1", lambda v: v["body"].insert(1, {"article": "Điều lạc"})),
    ("/body", lambda v: [v.pop(key, None) for key in ("body", "opening", "closing", "annexes")]),
    ("/fields/0/value", lambda v: v.update(fields=[{"label": "Thời gian", "value": ""}])),
    ("/contact", lambda v: v.update(contact={})),
]


@pytest.mark.parametrize(("pointer", "change"), WRONG, ids=[f"{number}-{pointer}" for number, (pointer, _) in enumerate(WRONG)])
def test_a_fault_is_refused_with_its_place(pointer: str, change: Callable[[dict[str, Any]], Any]) -> None:
    assert f"chỗ {pointer}" in refusal(change)


def test_a_letter_needs_somebody_to_go_to() -> None:
    assert "/addressees" in refusal(lambda v: v.pop("addressees"), LETTER)


def test_every_example_is_read(spec_file: Path) -> None:
    assert read_spec(spec_file).signers


def test_text_is_composed_and_its_spaces_single() -> None:
    spec = parse_spec({**PLAN, "subject": "Cải   ca\u0301ch\n hành chính"})
    assert spec.subject == "Cải cách hành chính"


def test_a_day_and_a_missing_day() -> None:
    assert parse_spec({**PLAN, "issued_on": "2026-02-03"}).issued_on == dt.date(2026, 2, 3)
    assert parse_spec({**PLAN, "issued_on": None}).issued_on is None


@pytest.mark.parametrize(
    "mention",
    [
        "Phụ lục I và Phụ lục II",
        "các Phụ lục kèm theo",
        "Phụ lục I, II",
        "Phụ lục I đến II",
        "hai phụ lục",
        "phụ lục số I và phụ lục số II",
    ],
)
def test_two_annexes_may_be_mentioned_in_many_ways(mention: str) -> None:
    value = copy.deepcopy(PLAN)
    value["body"][1]["children"] = [{"text": f"Chi tiết nêu tại {mention}."}]
    assert len(parse_spec(value).annexes) == 2


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"\xff\xfe{", "UTF-8"),
        (b"{", "dòng 1"),
        (b'{"kind": "k", "kind": "k"}', "hai lần"),
        (b'{"serial": NaN}', "NaN"),
        (b"[" * 100_000, "nhau"),
        (b"[1]", "đối tượng"),
        (b"", "dòng 1"),
    ],
)
def test_a_broken_file_is_refused_with_its_name(tmp_path: Path, content: bytes, found: str) -> None:
    path = tmp_path / "hỏng.json"
    path.write_bytes(content)
    with pytest.raises(InvalidInput, match=r"hỏng\.json") as caught:
        read_spec(path)
    assert found in str(caught.value)


def test_an_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="không có tệp"):
        read_spec(tmp_path / "thiếu.json")


def test_items_nested_without_end_are_refused() -> None:
    node: dict[str, Any] = {"text": "cuối"}
    for _ in range(40):
        node = {"text": "trên", "children": [node]}
    assert "quá sâu" in refusal(lambda v: v.update(body=[node]))


def test_a_description_written_again_says_the_same(spec_file: Path) -> None:
    spec = read_spec(spec_file)
    assert parse_spec(spec_as_json(spec)) == spec


def test_an_annex_that_the_program_made_has_no_description() -> None:
    spec = replace(parse_spec(PLAN), annexes=(Annex("Số liệu", grid=Grid(("STT",), (1,), (("1",),))),))
    with pytest.raises(WrongUsage, match="Số liệu"):
        spec_as_json(spec)
