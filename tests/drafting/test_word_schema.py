"""What we draft follows the published schema of Word files, element by element."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from drafting.draft import drafted
from drafting.spec import read_spec

SPECS = Path(__file__).parent / "specs"
PARTS = ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/settings.xml", "word/header", "word/footer")


@pytest.fixture(scope="module")
def schema(shared: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(shared / "reference" / "ooxml" / "wml.xsd")))


def faults(package: bytes, schema: etree.XMLSchema) -> list[str]:
    found = []
    with zipfile.ZipFile(BytesIO(package)) as parts:
        for name in parts.namelist():
            if name.startswith(PARTS) and not schema.validate(etree.fromstring(parts.read(name)).getroottree()):
                found += [f"{name}:{error.line}: {error.message}" for error in schema.error_log]
    return found


@pytest.mark.corpus
@pytest.mark.parametrize("profile", [14, 13])
def test_every_kind_is_valid_in_both_profiles(spec_file: Path, schema: etree.XMLSchema, profile: int) -> None:
    assert faults(drafted(read_spec(spec_file), profile=profile), schema) == []


@pytest.mark.corpus
def test_every_contract_document_is_valid(shared: Path, schema: etree.XMLSchema) -> None:
    contracts = [path for path in sorted((shared / "contract").glob("*.json")) if ".gold." not in path.name]
    assert contracts
    for path in contracts:
        assert faults(drafted(read_spec(path)), schema) == [], path.name


@pytest.mark.corpus
def test_the_schema_refuses_an_element_out_of_place(schema: etree.XMLSchema) -> None:
    package = drafted(read_spec(SPECS / "cong-van.json"))
    with zipfile.ZipFile(BytesIO(package)) as parts:
        root = etree.fromstring(parts.read("word/document.xml"))
    body = root[0]
    body.insert(0, body[-1])
    assert not schema.validate(root.getroottree())
