"""Whatever a valid description holds, in any kind and mixture of keys, a valid Word file comes out with every word in it."""

import functools
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from drafting.draft import drafted
from drafting.kinds import copies, kinds
from drafting.orthography import squash
from drafting.spec import parse_spec

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SCHEMA = Path(__file__).parents[3] / "shared" / "reference" / "ooxml" / "wml.xsd"
PLAIN = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "M", "Zs")), min_size=1, max_size=60)
WORDS = PLAIN.map(lambda text: f"Chữ {text}x").filter(lambda text: "phụ lục" not in text.casefold())
MANY = st.lists(WORDS, max_size=4)
TASK_KEYS = {"owners": MANY, "coordinators": MANY, "deadline": st.none() | WORDS, "deliverable": st.none() | WORDS}
TASKS = st.fixed_dictionaries({"task": WORDS}, optional=TASK_KEYS)
LEAVES = st.one_of(st.builds(lambda text: {"text": text}, WORDS), st.builds(lambda text: {"heading": text}, WORDS), TASKS)


def _with_children(nodes: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(lambda node, children: {**node, "children": children}, LEAVES, st.lists(nodes, max_size=3))


NODES = st.lists(st.recursive(LEAVES, _with_children, max_leaves=12), min_size=1, max_size=30)
ARTICLES = st.lists(
    st.builds(lambda text, children: {"article": text, "children": children}, WORDS, st.just([]) | NODES), min_size=1, max_size=4
)
SIGNATURES = st.fixed_dictionaries({"position": WORDS, "name": WORDS}, optional={"authority": st.none() | WORDS | MANY})
ANNEXES = st.one_of(
    st.fixed_dictionaries({"title": WORDS, "tasks": st.lists(TASKS, max_size=4)}, optional={"landscape": st.booleans()}),
    st.fixed_dictionaries({"title": WORDS, "body": NODES}, optional={"landscape": st.booleans()}),
)
OPTIONAL = {
    "serial": st.none() | st.integers(1, 999_999),
    "place": st.none() | WORDS,
    "issued_on": st.none() | st.dates().map(str),
    "issuing_authority": st.none() | WORDS,
    "bases": MANY,
    "opening": MANY,
    "closing": MANY,
    "recipients": MANY,
    "archive": st.none() | WORDS,
    "urgency": st.sampled_from([None, "HỎA TỐC", "THƯỢNG KHẨN", "KHẨN"]),
    "circulation": st.none() | WORDS,
    "contact": st.fixed_dictionaries({"address": WORDS}, optional=dict.fromkeys(("phone", "email", "website", "fax"), WORDS)),
    "drafter": st.none() | WORDS,
    "copies": st.none() | st.integers(1, 500),
    "fields": st.lists(st.fixed_dictionaries({"label": WORDS, "value": WORDS}), max_size=3),
}


@st.composite
def descriptions(draw: Any) -> dict[str, Any]:
    value: dict[str, Any] = draw(st.fixed_dictionaries({}, optional=OPTIONAL))
    value["kind"] = draw(st.sampled_from([kind.name for kind in (*kinds(), *copies())]))
    value["issuer"] = draw(st.fixed_dictionaries({"name": WORDS}, optional={"parent": st.none() | WORDS}))
    value |= {"symbol": "KH-UBND", "subject": draw(WORDS), "body": draw(NODES | ARTICLES)}
    value["addressees"] = draw(st.lists(WORDS, min_size=1, max_size=4))
    value["annexes"] = draw(st.lists(ANNEXES, max_size=3))
    if value["annexes"]:
        value["closing"] = [*value.get("closing", ()), "Kèm theo các Phụ lục"]
    signers = draw(st.lists(SIGNATURES, min_size=1, max_size=4))
    value |= {"signature": signers[0]} if len(signers) == 1 else {"signers": signers}
    return value


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(descriptions(), st.sampled_from([14, 13]), st.sampled_from(["paper", "electronic"]))
def test_a_valid_file_with_every_word_comes_out(value: dict[str, Any], profile: Any, medium: Any) -> None:
    package = drafted(parse_spec(value), profile=profile, medium=medium)
    assert package == drafted(parse_spec(value), profile=profile, medium=medium)
    document = docx.Document(BytesIO(package))
    printed = _key(" ".join("".join(t.text or "" for t in p.iter(W + "t")) for p in document.element.body.iter(W + "p")))
    missing = [word for word in _item_words(value["body"]) if _key(word).rstrip(" .;:,") not in printed]
    assert missing == []
    if SCHEMA.is_file():
        with zipfile.ZipFile(BytesIO(package)) as parts:
            for name in ("word/document.xml", "word/numbering.xml", "word/header2.xml", "word/footer1.xml"):
                _schema().assertValid(etree.fromstring(parts.read(name)).getroottree())


@functools.cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SCHEMA)))


def _key(text: str) -> str:
    """The text as it is compared: letters alike in small and capital form count as one."""
    return squash(text).upper().casefold()


def _item_words(nodes: list[dict[str, Any]]) -> list[str]:
    words = []
    for node in nodes:
        words += [text for key in ("heading", "article", "task", "text") if (text := node.get(key))]
        words += _item_words(node.get("children", []))
    return words
