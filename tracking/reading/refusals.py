"""The one-line Vietnamese sentences with which a file is turned away, and its name made safe to print."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from drafting.errors import InvalidInput, PartMissing, Refused

_LONGEST_NAME = 120


def shown_name(path: Path, name: str | None = None) -> str:
    """The file's name for a message: last part only, control and direction characters dropped, at most 120 characters."""
    found = (name if name is not None else path.name).replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    found = found.encode("utf-8", "replace").decode("utf-8", "replace")
    clean = "".join(
        " " if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Zs") else c
        for c in found
        if unicodedata.category(c) not in ("Cf", "Cs", "Co")
    )
    clean = " ".join(unicodedata.normalize("NFC", clean).split())
    if len(clean) > _LONGEST_NAME:
        stem, dot, ending = clean.rpartition(".")
        clean = f"{stem[: _LONGEST_NAME - 12]}…{dot}{ending}" if dot and len(ending) <= 8 else clean[: _LONGEST_NAME - 1] + "…"
    return clean or "tệp không tên"


def absent(name: str) -> InvalidInput:
    return InvalidInput(f"Không tìm thấy «{name}». Kiểm tra lại đường dẫn và tên tệp.")


def not_a_file(name: str) -> InvalidInput:
    return InvalidInput(f"«{name}» không phải là tệp (thư mục hoặc thiết bị). Chọn một tệp văn bản.")


def no_right(name: str) -> InvalidInput:
    return InvalidInput(f"Không mở được «{name}»: không có quyền đọc. Sửa quyền của tệp rồi thử lại.")


def empty(name: str) -> InvalidInput:
    return InvalidInput(f"Không mở được «{name}»: tệp rỗng (0 byte nội dung). Đề nghị nơi gửi cung cấp bản khác. Chưa lưu gì.")


def encrypted(name: str) -> InvalidInput:
    return InvalidInput(f"Không mở được «{name}»: tệp đặt mật khẩu. Đề nghị nơi gửi cung cấp bản không đặt mật khẩu. Chưa lưu gì.")


def damaged(name: str, found: str) -> InvalidInput:
    return InvalidInput(f"Không mở được «{name}»: tệp hỏng ({found}). Đề nghị nơi gửi cung cấp bản khác. Chưa lưu gì.")


def hostile(name: str, found: str) -> InvalidInput:
    return InvalidInput(f"Không nhận «{name}»: {found}. Chưa lưu gì; báo quản trị và đề nghị nơi gửi cung cấp bản khác.")


def with_macro(name: str) -> InvalidInput:
    return InvalidInput(
        f"Không nhận «{name}»: tệp có mã lệnh (macro). Lưu lại thành .docx hoặc PDF không có macro rồi tải lên. Chưa lưu gì."
    )


def wrong_kind(name: str, found: str, size: int, limit: int) -> InvalidInput:
    return InvalidInput(
        f"«{name}» là {found}, {in_words(size)}. Nhận Word, PDF, ảnh, trang web, văn bản thuần, Excel (phụ lục), tối đa {in_words(limit)}."
    )


def no_reader_for_scans(name: str) -> PartMissing:
    return PartMissing(
        f"«{name}» là ảnh quét, máy chủ chưa cài phần nhận dạng chữ (Tesseract, gói tiếng Việt). Báo quản trị cài, hoặc tải lên bản Word."
    )


def secret(name: str) -> Refused:
    return Refused(
        f"«{name}» có dấu chỉ độ mật. Phần mềm không được lưu văn bản mật: tệp chưa được lưu và đã xóa khỏi vùng tạm. "
        "Chuyển văn thư đăng ký vào sổ văn bản mật."
    )


def in_words(size: int) -> str:
    """A size in bytes as people read it: "12 byte", "3,4 KB", "100 MB"."""
    if size < 1024:
        return f"{size} byte"
    for unit, step in (("KB", 1024), ("MB", 1024**2), ("GB", 1024**3)):
        if size < step * 1024 or unit == "GB":
            value = f"{size / step:.1f}".removesuffix(".0").replace(".", ",")
            return f"{value} {unit}"
    return f"{size} byte"


def no_converter(name: str) -> PartMissing:
    return PartMissing(
        f"«{name}» là tệp Word cũ, máy chủ chưa cài LibreOffice để đọc. Báo quản trị cài, hoặc lưu lại thành .docx rồi tải lên."
    )


def nothing_in_archive(name: str) -> InvalidInput:
    return InvalidInput(f"«{name}» là gói nén không có văn bản nào đọc được. Đặt văn bản Word, PDF, ảnh hoặc Excel trong gói rồi tải lại.")
