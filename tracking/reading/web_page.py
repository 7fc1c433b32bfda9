"""A web page as lines and tables: the document it quotes, without the menus around it."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
from lxml import etree

from tracking.reading import encodings, limits, refusals
from tracking.reading.page import Block, Line, Page, Pages
from tracking.reading.text import pages_of_text
from tracking.reading.web_blocks import blocks_of

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{3,30})""", re.IGNORECASE)
_CODE = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_DROPPED = (
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "svg",
    "button",
    "select",
    "input",
    "textarea",
    "nav",
    "aside",
    "dialog",
    "head",
)
_BESIDE = re.compile(
    r"(?:^|[-_\s])(?:nav|navbar|menu|submenu|breadcrumbs?|footer|sidebar|side-?bar|comments?|related|share|social|banner|advert\w*|ads|widget|"
    r"copyright|login|search|pagination|paging|toolbar|cookie|popup|modal|skip|tags?|rating|counter|truy-?cap|lien-?quan|tin-?khac)(?:$|[-_\s])",
    re.IGNORECASE,
)
_OF_A_DOCUMENT = re.compile(
    r"cộng h[oò][aà] xã hội|độc lập\s*[-–]\s*tự do|nơi nhận\s*:|kính gửi\s*:|(?:^|\s)số\s*:\s*\S*/\S+|về việc|v/v", re.IGNORECASE
)
_PROPERTY = re.compile(r"số (?:ký |kí )?hiệu|ngày ban hành|(?:cơ quan|nơi) ban hành|người ký|loại văn bản|trích yếu", re.IGNORECASE)
_PROPERTIES = 3
"""Labels of different properties that make a table of them."""
_MOST_PARTS = 40
"""Parts of a MIME file that hold parts of their own."""
_PARAGRAPH = 60
_PICTURES_IN_WORDS = re.compile(rb"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)
"""Pictures and fonts written into a page as letters; they hold no text."""


def read_web_page(path: Path, name: str) -> tuple[Pages, tuple[Line, ...]]:
    """The main text of a web page (or of a page saved by Word as one file) as one page without size."""
    data = path.read_bytes()
    if data[:200].lstrip().lower().startswith((b"mime-version:", b"from:", b"content-type: multipart")):
        data = _html_of_message(data, name)
    text = encodings.decode(_PICTURES_IN_WORDS.sub(b"", data), name, _declared(data))
    if len(text) > limits.TEXT_CHARACTERS * 4:
        raise refusals.hostile(name, f"trang dài {len(text)} ký tự")
    blocks = blocks_of_html(text)
    if not blocks:
        return pages_of_text(_TAG.sub(" ", _CODE.sub(" ", text))), ()
    return Pages((Page(1, blocks, "html"),)), ()


def blocks_of_html(text: str) -> tuple[Block, ...]:
    """The lines and tables of the part of an HTML text that holds its document; empty where the text has no words."""
    text = _DECLARATION.sub("", text.replace("\0", ""))
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False, recover=True)
    try:
        root = lxml.html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ()
    _prune(root)
    body = root.find("body")
    return tuple(blocks_of(_main(body if body is not None else root)))


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data[:4096].replace(b"\0", b""))
    return found.group(1).decode("ascii", "replace") if found else None


def _html_of_message(data: bytes, name: str) -> bytes:
    """The HTML part of a page saved as one MIME file."""
    if data.lower().count(b"multipart/") > _MOST_PARTS:
        raise refusals.hostile(name, "tệp MIME lồng nhau quá nhiều phần")
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return content
    raise refusals.damaged(name, "tệp MIME không có phần trang web")


def _prune(root: etree._Element) -> None:
    """Takes out what is never part of a quoted document: scripts, menus, hidden parts; text after them stays."""
    for node in list(root.iter()):
        if not isinstance(node.tag, str) or node.tag in ("html", "body"):
            continue
        marks = f"{node.get('class') or ''} {node.get('id') or ''}"
        style = (node.get("style") or "").replace(" ", "").lower()
        hidden = "display:none" in style or "mso-hide:all" in style or node.get("hidden") is not None
        beside = bool(_BESIDE.search(marks)) and _weight(node) < 1500 and not _of_a_document(_text(node))
        if node.tag in _DROPPED or hidden or beside or (node.tag in ("header", "footer", "form") and _weight(node) == 0):
            _drop(node)


def _of_a_document(text: str) -> bool:
    """Whether the text holds a sign of an official document: a part of one, or a portal's table of its properties."""
    return bool(_OF_A_DOCUMENT.search(text)) or len({found.lower() for found in _PROPERTY.findall(text)}) >= _PROPERTIES


def _drop(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
    parent.remove(node)


def _text(node: etree._Element) -> str:
    return " ".join("".join(map(str, node.itertext())).split())


def _weight(node: etree._Element) -> int:
    """How much running text an element holds: the letters of its long stretches that are no links."""
    return sum(len(piece) for piece in _stretches(node) if len(piece) >= _PARAGRAPH)


def _stretches(node: etree._Element) -> Iterator[str]:
    """Stretches of text between block borders, links left out."""
    inline = {"a", "b", "strong", "i", "em", "u", "span", "font", "sup", "sub", "small", "o:p", "ins", "mark", "label"}
    current: list[str] = []
    for event, item in etree.iterwalk(node, events=("start", "end")):
        tag = item.tag if isinstance(item.tag, str) else ""
        if tag not in inline and current:
            yield " ".join("".join(current).split())
            current = []
        if event == "start":
            if item.text and tag != "a":
                current.append(item.text)
        elif item.tail and item is not node:
            current.append(item.tail)
    yield " ".join("".join(current).split())


def _main(body: etree._Element) -> etree._Element:
    """The smallest element that holds nearly all running text and every sign of an official document."""
    node = body
    while True:
        children = [child for child in node if isinstance(child.tag, str)]
        total = _weight(node)
        if not total:
            return node
        best = max(children, key=_weight, default=None)
        if (
            best is None
            or _weight(best) < 0.8 * total
            or best.tag in ("p", "tr", "tbody", "table", "ul", "ol", "li", "font", "span", "b", "pre", "blockquote")
        ):
            if best is not None and best.tag in ("table", "tbody", "tr") and _weight(best) >= 0.8 * total and not _signs_beside(node, best):
                node = best
                continue
            return node if node.tag not in ("table", "tbody", "tr") else _table_around(node)
        if _signs_beside(node, best):
            return node
        node = best


def _signs_beside(node: etree._Element, chosen: etree._Element) -> bool:
    """Whether signs of an official document stand in the element outside the chosen child."""
    outside = [node.text or "", *(child.tail or "" for child in node)]
    outside += [_text(child) for child in node if child is not chosen and isinstance(child.tag, str)]
    return _of_a_document(" ".join(outside))


def _table_around(node: etree._Element) -> etree._Element:
    """The parent of the table that a row or table body belongs to, so that the table is read as one."""
    while node.tag in ("tr", "tbody") and node.getparent() is not None:
        parent = node.getparent()
        assert parent is not None
        node = parent
    parent = node.getparent()
    return parent if parent is not None else node
