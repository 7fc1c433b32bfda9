"""What the parts of a template may be, and where its relationships may lead: inside the file, or to an address that a person clicks."""

from __future__ import annotations

import posixpath
import re

from drafting.errors import InvalidInput
from drafting.ooxml import Element

_ENDINGS = frozenset(
    ("xml", "rels", "vml", "psmdcp", "png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf", "odttf", "ttf", "fntdata")
)
_CLICKED = re.compile(r"(?:https?://|mailto:)[^\s\\]+", re.IGNORECASE)
_OUTWARD = re.compile(r"^[a-z][a-z0-9+.-]*:|^\\\\|^//", re.IGNORECASE)
_KINDS = {
    "vbaproject": "macro",
    "wordvbadata": "macro",
    "oleobject": "đối tượng nhúng (OLE)",
    "package": "tệp nhúng",
    "control": "điều khiển ActiveX",
    "activexcontrolbinary": "điều khiển ActiveX",
    "afchunk": "phần nội dung nhập từ tệp khác (altChunk)",
    "subdocument": "tài liệu con (subDoc)",
    "attachedtoolbars": "thanh công cụ đính kèm",
    "mailmergesource": "nguồn trộn thư (mail merge)",
    "mailmergeheadersource": "nguồn trộn thư (mail merge)",
    "recipientdata": "nguồn trộn thư (mail merge)",
    "frame": "khung trang web (frameset)",
    "webextension": "phần bổ trợ (add-in)",
    "webextensiontaskpanes": "phần bổ trợ (add-in)",
    "extensibility": "nút lệnh tự chạy (customUI)",
    "transform": "tệp chuyển đổi XSLT",
    "externallink": "liên kết ngoài",
}
_PICTURE_STARTS = (b"\x89PNG", b"\xff\xd8", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\x01\0\0\0", b"\x01\0\x09\0", b"\xd7\xcd\xc6\x9a")


def refuse_part(name: str, part: str, data: bytes) -> None:
    """Raises InvalidInput for a part that is neither XML, a picture nor a font."""
    base = posixpath.basename(part)
    ending = base.rpartition(".")[2].casefold()
    if "vba" in base.casefold():
        raise InvalidInput(f"«{name}»: tệp có macro («{base[:60]}»). Bỏ macro và lưu lại thành Word Document (.docx).")
    if ending == "bin" and base.startswith("printerSettings"):
        return
    if ending not in _ENDINGS:
        raise InvalidInput(f"«{name}»: mẫu có tệp nhúng «{base[:60]}». Xóa đối tượng nhúng (hình thì chèn lại dạng PNG) rồi lưu lại.")
    if part.startswith("word/media/") and not data.startswith(_PICTURE_STARTS):
        raise InvalidInput(f"«{name}»: «{base[:60]}» không phải là hình. Xóa hình ấy, chèn lại rồi lưu.")


def refuse_link(name: str, relation: Element) -> None:
    """Raises InvalidInput for a relationship that leads out of the file, or to something that runs or fetches."""
    kind = relation.get("Type", "").rpartition("/")[2].casefold()
    target = relation.get("Target", "")
    if kind in _KINDS:
        raise InvalidInput(f"«{name}»: mẫu có {_KINDS[kind]}. Xóa khỏi mẫu rồi lưu lại thành .docx.")
    outward = relation.get("TargetMode", "").casefold() == "external" or bool(_OUTWARD.match(target))
    if kind == "attachedtemplate":
        raise InvalidInput(
            f"«{name}»: tệp gắn với một mẫu khác («{target[:60]}»). Trong Word, bỏ mẫu đính kèm (Document Template) rồi lưu lại."
        )
    if outward and not (kind == "hyperlink" and _CLICKED.fullmatch(target)):
        raise InvalidInput(f"«{name}»: mẫu có liên kết ra ngoài tệp («{target[:60]}»). Bỏ liên kết, chèn hẳn nội dung vào mẫu rồi lưu lại.")
