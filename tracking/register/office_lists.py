"""An office's own list of bodies from Excel: every row is accounted for; a dry run writes nothing.

First row: headings. Tên cơ quan (needed) · Viết tắt · Loại · Cơ quan cấp trên · Từ ngày · Đến ngày · Tên khác (separated by ";").
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

from drafting.dates import first_date
from drafting.errors import InvalidInput
from drafting.orthography import fold, squash
from tracking.register import office_setup
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.office_names import data, name_key
from tracking.register.offices import Directory, valid
from tracking.register.places import recognise

COLUMNS = {
    "ten co quan": "name",
    "ten don vi": "name",
    "ten": "name",
    "viet tat": "short",
    "loai": "kind",
    "co quan cap tren": "parent",
    "tu ngay": "valid_from",
    "den ngay": "valid_until",
    "ten khac": "names",
}
MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class RowFate:
    """What becomes of a row of the sheet: new, known, or wrong (with the reason in Vietnamese)."""

    row: int
    name: str
    fate: str
    reason: str = ""


def import_list(register: Register, actor: Actor, path: Path, dry_run: bool = False) -> list[RowFate]:
    """Add the offices of an .xlsx list under the parents it names (our own body where it names none). Returns each row's fate."""
    actor.need("admin")
    rows = _rows(path)
    fates: list[RowFate] = []
    if dry_run:
        with register.reading() as session:
            directory = Directory.load(session)
        known = set(directory.keys)
        for number, row in rows:
            fates.append(_judge(number, row, directory, known, register.today()))
            known.add(name_key(row.get("name", "")))
        return fates
    with register.command(actor, "import_offices") as unit:
        directory = Directory.load(unit.session)
        for number, row in rows:
            fate = _judge(number, row, directory, set(directory.keys), unit.today)
            fates.append(fate)
            if fate.fate == "new":
                office = office_setup.add(unit, row["name"], **_fields(row, directory, unit.today))
                directory.offices[office.id or 0] = office
                directory.keys.setdefault(name_key(office.name), []).append(office.id or 0)
        unit.say(file=path.name, rows=dict(Counter(fate.fate for fate in fates)))
    return fates


def _judge(number: int, row: dict[str, str], directory: Directory, known: set[str], today: dt.date) -> RowFate:
    name = row.get("name", "")
    if not name:
        return RowFate(number, "", "wrong", "Không có tên cơ quan.")
    if row.get("kind") and _kind(row["kind"]) is None:
        return RowFate(number, name, "wrong", f"Loại «{row['kind']}» không có. Dùng một trong: {', '.join(data()['kinds'].values())}.")
    for field in ("valid_from", "valid_until"):
        if row.get(field) and first_date(row[field]) is None:
            return RowFate(number, name, "wrong", f"Ngày «{row[field]}» không đọc được. Ghi dạng 01/7/2025.")
    if row.get("parent") and directory.resolve(row["parent"], today).how != "one":
        return RowFate(number, name, "wrong", f"Không rõ cơ quan cấp trên «{row['parent']}». Đưa dòng của cơ quan ấy lên trước.")
    parent = _parent(row, directory, today)
    same = [directory.offices[key] for key in directory.keys.get(name_key(name), [])]
    if name_key(name) in known and (not same or any(office.parent_id == parent and valid(office, today) for office in same)):
        return RowFate(number, name, "known", "Đã có trong danh mục.")
    return RowFate(number, name, "new", _not_in_the_states_list(name, row, directory, today))


def _not_in_the_states_list(name: str, row: dict[str, str], directory: Directory, today: dt.date) -> str:
    """A word of care on a commune that the state's list does not have under our province; "" for anything else."""
    own = directory.own
    if (_kind(row.get("kind", "")) or office_setup.kind_of(name)) != "ubnd_xa" or own is None or own.kind != "ubnd_tinh":
        return ""
    found = recognise(name, today, own.code)
    if found.how == "one":
        return ""
    near = "; ".join(place.written for place in found.places)
    return "Không có trong danh mục xã, phường, đặc khu của Nhà nước" + (f"; gần giống: {near}." if near else ".")


def _fields(row: dict[str, str], directory: Directory, today: dt.date) -> dict[str, Any]:
    return {
        "short": row.get("short", ""),
        "kind": _kind(row.get("kind", "")) or office_setup.kind_of(row["name"]),
        "parent_id": _parent(row, directory, today),
        "valid_from": first_date(row.get("valid_from", "")),
        "valid_until": first_date(row.get("valid_until", "")),
        "names": [squash(name) for name in row.get("names", "").split(";") if squash(name)],
    }


def _parent(row: dict[str, str], directory: Directory, today: dt.date) -> int | None:
    if row.get("parent"):
        found = directory.resolve(row["parent"], today).offices
        return found[0].id if len(found) == 1 else None
    return directory.own.id if directory.own else None


def _kind(words: str) -> str | None:
    wanted = fold(words)
    return next((code for code, label in data()["kinds"].items() if wanted and wanted in (code, fold(label))), None)


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """The filled rows under the headings, by their number in the sheet."""
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        table = [[_text(cell) for cell in row] for row in sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=30, values_only=True)]
    except Exception as error:  # openpyxl raises many kinds on a broken or hostile file
        raise InvalidInput(f"«{path.name}»: không mở được như một bảng Excel (.xlsx). Lưu lại bằng Excel rồi thử lại.") from error
    for start, row in enumerate(table[:20]):
        named = {index: COLUMNS[fold(cell)] for index, cell in enumerate(row) if fold(cell) in COLUMNS}
        if "name" in named.values():
            body = enumerate(table[start + 1 :], start=start + 2)
            return [(number, {field: row[index] for index, field in named.items()}) for number, row in body if any(row)]
    raise InvalidInput(f"«{path.name}»: không thấy cột «Tên cơ quan» trong 20 dòng đầu. Thêm dòng tiêu đề rồi nhập lại.")


def _text(value: object) -> str:
    if isinstance(value, dt.datetime | dt.date):
        return f"{value.day:02d}/{value.month:02d}/{value.year}"
    return squash(str(value)) if value is not None else ""
