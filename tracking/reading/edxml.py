"""An edXML message (QCVN 102:2016/BTTTT, and the older dialect of LGSP): what its envelope says, and the files it carries."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from drafting.errors import InvalidInput
from drafting.orthography import nfc, squash
from tracking.reading import encodings, limits, refusals
from tracking.reading.package import parse_xml
from tracking.reading.page import Line, Page, Pages
from tracking.reading.renumbered import renumbered

_DAY = re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})|(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_PRIORITIES = {"1": "khẩn", "2": "thượng khẩn", "3": "hỏa tốc", "4": "hỏa tốc hẹn giờ"}
_STEERING = {"1": "không phải chỉ đạo", "2": "chỉ đạo", "3": "báo cáo chỉ đạo"}


def read_edxml(path: Path, name: str, read: Callable[[Path, str], Pages]) -> tuple[Pages, tuple[Line, ...]]:
    """The pages of the files in the message, with what the envelope states; the envelope's own words as a page where it carries no file.

    `read` reads one file. Raises InvalidInput where the message is broken or hostile.
    """
    root = parse_xml(_utf8(path.read_bytes(), name), name)
    stated = tuple(_stated(root))
    pages: list[Page] = []
    warnings: list[str] = []
    with tempfile.TemporaryDirectory(prefix="dondoc-edxml-") as folder:
        for index, (shown, data) in enumerate(_attachments(root, name)):
            target = Path(folder) / f"{index:02d}"
            target.write_bytes(data)
            try:
                found = read(target, shown)
            except InvalidInput as error:
                warnings.append(str(error))
                continue
            warnings += found.warnings
            for page in found.pages:
                pages.append(renumbered(page, len(pages) + 1))
    if not pages:
        pages = [Page(1, tuple(_envelope_lines(dict(stated))), "edxml")]
        warnings.append(f"«{name}» không kèm tệp văn bản đọc được; chỉ có thông tin của phong bì edXML.")
    return Pages(tuple(pages), tuple(warnings), stated), ()


def _utf8(data: bytes, name: str) -> bytes:
    """The message as it stands where XML can say its own encoding, else recoded from what it really is."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text = encodings.decode(data, name)
        return re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode("utf-8")
    return data


def _named(root: etree._Element, *path: str) -> Iterator[etree._Element]:
    """The elements at this path of names anywhere in the message, whatever their namespace and case."""
    for node in root.iter():
        if isinstance(node.tag, str) and _local(node) == path[-1].lower():
            names = [_local(parent) for parent in node.iterancestors() if isinstance(parent.tag, str)]
            if all(name.lower() in names for name in path[:-1]):
                yield node


def _local(node: etree._Element) -> str:
    return str(node.tag).rsplit("}", 1)[-1].lower()


def _first(root: etree._Element, *path: str) -> str:
    for node in _named(root, *path):
        text = squash("".join(map(str, node.itertext())))
        if text:
            return text
    return ""


def _stated(root: etree._Element) -> Iterator[tuple[str, str]]:
    """What the envelope says, in the names of our document, empty values left out."""
    number, notation = _first(root, "Code", "CodeNumber"), _first(root, "Code", "CodeNotation")
    values = {
        "number": f"{number}/{notation}" if number and notation else "",
        "issuer": _first(root, "From", "OrganName"),
        "place": _first(root, "PromulgationInfo", "Place"),
        "issued_on": _day(_first(root, "PromulgationInfo", "PromulgationDate")),
        "kind": _first(root, "DocumentType", "TypeName").lower(),
        "subject": _first(root, "Subject"),
        "signer": _first(root, "SignerInfo", "FullName"),
        "position": _first(root, "SignerInfo", "Position"),
        "authority": _first(root, "SignerInfo", "Competence"),
        "urgency": _PRIORITIES.get(_first(root, "Priority"), ""),
        "priority": _first(root, "Priority"),
        "due": _day(_first(root, "DueDate")),
        "steering": _STEERING.get(_first(root, "SteeringType"), ""),
        "answers": "; ".join(
            filter(None, (squash("".join(map(str, node.itertext()))) for node in _named(root, "ResponseFor", "DocumentId")))
        ),
        "task_codes": "; ".join(filter(None, (squash("".join(map(str, node.itertext()))) for node in _named(root, "TaskCode")))),
        "content": _first(root, "MessageHeader", "Content"),
    }
    yield from ((key, text) for key, text in values.items() if text)


def _day(text: str) -> str:
    found = _DAY.search(text)
    if not found:
        return ""
    year, month, day, day2, month2, year2 = found.groups()
    try:
        return dt.date(int(year or year2), int(month or month2), int(day or day2)).isoformat()
    except ValueError:
        return ""


def _attachments(root: etree._Element, name: str) -> Iterator[tuple[str, bytes]]:
    """The carried files by name, main one first as the message lists them."""
    total = 0
    for node in _named(root, "Attachment"):
        parts = {_local(child): child for child in node.iter() if isinstance(child.tag, str)}
        shown = (
            next((squash(parts[key].text or "") for key in ("attachmentname", "filename", "description") if key in parts), "") or "tệp kèm"
        )
        text = max((child.text or "" for child in node.iter() if isinstance(child.tag, str)), key=len, default="")
        text = re.sub(r"\s+", "", text)
        if len(text) < 64:
            continue
        try:
            data = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError) as error:
            raise refusals.damaged(name, f"tệp kèm «{refusals.shown_name(Path(shown))}» không giải mã được") from error
        total += len(data)
        if total > limits.FILE_BYTES:
            raise refusals.hostile(name, f"các tệp kèm lớn hơn {refusals.in_words(limits.FILE_BYTES)}")
        yield refusals.shown_name(Path(shown)), data


def _envelope_lines(stated: dict[str, str]) -> Iterator[Line]:
    """What the envelope says in the order of a letter, for a message without a file."""
    day = stated.get("issued_on", "")
    dated = f"ngày {day[8:]} tháng {day[5:7]} năm {day[:4]}" if day else ""
    letter = (
        stated.get("issuer", "").upper(),
        f"Số: {stated['number']}" if "number" in stated else "",
        ", ".join(filter(None, (stated.get("place", ""), dated))),
        stated.get("kind", "").upper(),
        stated.get("subject", ""),
        stated.get("content", ""),
        stated.get("authority", ""),
        stated.get("position", "").upper(),
        stated.get("signer", ""),
    )
    yield from (Line(nfc(text), whole=True) for text in letter if text)
