"""Setting up the offices: the shipped ones, our own body, single ones and an office's own list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlmodel import Session, col, select

from drafting.orthography import fold, squash
from tracking.register import places
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.office_names import data, name_key
from tracking.register.offices import Directory
from tracking.register.places import Place
from tracking.register.refusals import NotAllowed, NotFound
from tracking.register.tables import Office, OfficeName, OfficeSuccessor
from tracking.register.unit import Unit


def set_own_body(register: Register, actor: Actor, name: str, optional: Iterable[str] = (), with_places: bool = True) -> int:
    """Our own body by its full name; loads the shipped offices once, and the standard bodies under a UBND. Returns its id.

    optional: abbreviations of the bodies that only some provinces have ("SNgV", "SDTTG"). with_places: a province's communes, and its
    districts as they stood until 2025-06-30, are loaded too.
    """
    actor.need("admin")
    with register.command(actor, "set_own_body") as unit:
        _load_national(unit)
        found = Directory.load(unit.session).resolve(name, unit.today)
        own = found.offices[0] if found.how == "one" else add(unit, name, kind=kind_of(name))
        for other in unit.session.exec(select(Office).where(col(Office.is_self).is_(True))):
            other.is_self = False
        own = unit.session.merge(own)
        own.is_self = True
        unit.session.flush()
        _load_below(unit, own, set(optional))
        if with_places:
            load_places(unit, own)
        unit.touch("office", own.id)
        return own.id or 0


def add_places(register: Register, actor: Actor) -> int:
    """Add to our own province the communes and former districts of the state's list that are missing; returns how many were added."""
    actor.need("admin")
    with register.command(actor, "add_places") as unit:
        own = unit.session.exec(select(Office).where(col(Office.is_self).is_(True))).first()
        if own is None or own.kind != "ubnd_tinh":
            raise NotAllowed("Danh mục xã, phường, đặc khu chỉ dùng cho Ủy ban nhân dân tỉnh, thành phố. Đặt cơ quan của mình trước.")
        return load_places(unit, own)


def add_office(register: Register, actor: Actor, name: str, **fields: Any) -> int:
    """A new office; fields: short, kind, parent_id, valid_from, valid_until, directed, names (other writings). Returns its id."""
    actor.need("admin")
    with register.command(actor, "add_office") as unit:
        return add(unit, name, **fields).id or 0


def change_office(register: Register, actor: Actor, office_id: int, **fields: Any) -> None:
    """Change an office's fields; `names` adds writings. What was assigned under the old name keeps its words."""
    actor.need("admin")
    with register.command(actor, "change_office") as unit:
        office = unit.session.get(Office, office_id)
        if office is None:
            raise NotFound("Không có cơ quan, đơn vị này. Mở lại danh mục.")
        names = fields.pop("names", ())
        for key, value in fields.items():
            if key not in Office.model_fields or key in ("id", "fold", "is_self"):
                raise NotAllowed(f"Không sửa được mục «{key}» của cơ quan, đơn vị.")
            setattr(office, key, value)
        office.name = squash(office.name)
        _need_sound(unit, office)
        office.fold = fold(office.name)
        _name(unit.session, office, [office.name, office.short, *names])
        unit.touch("office", office_id)


def succeed(register: Register, actor: Actor, office_id: int, successors: Iterable[int], on: dt.date) -> None:
    """The office ends the day before `on`; its duties belong to the successors from then."""
    actor.need("admin")
    with register.command(actor, "succeed_office") as unit:
        office = unit.session.get(Office, office_id)
        if office is None:
            raise NotFound("Không có cơ quan, đơn vị này. Mở lại danh mục.")
        heirs = list(dict.fromkeys(successors))
        if office_id in heirs or any(unit.session.get(Office, heir) is None for heir in heirs):
            raise NotAllowed("Đơn vị thay thế phải là đơn vị khác đang có trong danh mục. Chọn lại.")
        office.valid_until = on - dt.timedelta(days=1)
        for heir in heirs:
            unit.session.merge(OfficeSuccessor(office_id=office_id, successor_id=heir, on=on))
        unit.touch("office", office_id)


def _need_sound(unit: Unit, office: Office) -> None:
    """Raises NotAllowed for an office without a name, that ends before it begins, or that stands under itself."""
    if not office.name:
        raise NotAllowed("Cơ quan, đơn vị cần có tên.")
    if office.valid_from and office.valid_until and office.valid_until < office.valid_from:
        raise NotAllowed(f"«{office.name}»: ngày kết thúc trước ngày bắt đầu. Sửa một trong hai ngày.")
    above = office.parent_id
    seen = {office.id}
    while above is not None:
        if above in seen:
            raise NotAllowed(f"«{office.name}» không thể trực thuộc chính mình hoặc đơn vị dưới nó. Chọn lại cơ quan cấp trên.")
        seen.add(above)
        found = unit.session.get(Office, above)
        above = found.parent_id if found else None


def offices(register: Register, on: dt.date | None = None, under: int | None = None) -> list[dict[str, Any]]:
    """The offices, all or those valid on a day, all or those directly under one."""
    with register.reading() as session:
        query = select(Office).order_by(col(Office.parent_id), col(Office.id))
        if under is not None:
            query = query.where(Office.parent_id == under)
        rows = [row.model_dump() for row in session.exec(query)]
    if on is None:
        return rows
    return [row for row in rows if (row["valid_from"] or dt.date.min) <= on <= (row["valid_until"] or dt.date.max)]


def own_body(register: Register) -> dict[str, Any] | None:
    """Our own body; None until it is chosen."""
    with register.reading() as session:
        own = session.exec(select(Office).where(col(Office.is_self).is_(True))).first()
        return own.model_dump() if own else None


def add(unit: Unit, name: str, **fields: Any) -> Office:
    """A new office inside a running command."""
    clean = squash(name)
    if not clean:
        raise NotAllowed("Cơ quan, đơn vị cần có tên.")
    names = fields.pop("names", ())
    office = Office(name=clean, fold=fold(clean), **fields)
    unit.session.add(office)
    unit.session.flush()
    _name(unit.session, office, [clean, office.short, *names])
    unit.touch("office", office.id)
    return office


def _name(session: Session, office: Office, names: Iterable[str]) -> None:
    kept = set(session.exec(select(OfficeName.key).where(OfficeName.office_id == office.id)))
    for name in names:
        key = name_key(name) if name else ""
        if key and key not in kept:
            kept.add(key)
            session.add(OfficeName(office_id=office.id or 0, name=name, key=key))
    session.flush()


def _load_national(unit: Unit) -> None:
    if unit.session.exec(select(Office.id).where(Office.kind == "chinh_phu")).first() is not None:
        return
    top = add(unit, "Chính phủ", short="CP", kind="chinh_phu", code="CP", directed=False, names=["Thủ tướng Chính phủ"])
    made: dict[str, Office] = {}
    for row in data()["ministry"]:
        made[row["short"]] = _shipped(unit, row, "bo", top, row["name"], directed=False)
    _link(unit, data()["ministry"], made)
    for row in data()["province"]:
        _load_province(unit, row, top)


def _load_province(unit: Unit, row: dict[str, Any], top: Office) -> None:
    """The province of today, which goes on under its name, and the bodies that were merged into it."""
    reform = data()["days"]["two_levels"]
    titles = [f"Ủy ban nhân dân {kind} {row['name']}" for kind in ("thành phố", "tỉnh")]
    titles.sort(key=lambda title: not title.startswith(f"Ủy ban nhân dân {row['kind']} "))
    ended = [former for former in row["former"] if former != row["name"]]
    if len(row["former"]) == 1:
        titles += [f"Ủy ban nhân dân tỉnh {former}" for former in ended]
        ended = []
    now = add(unit, titles[0], kind="ubnd_tinh", code=row["code"], parent_id=top.id, names=titles[1:], directed=False)
    for former in ended:
        kind = "thành phố" if former in row.get("former_cities", ()) else "tỉnh"
        end = reform - dt.timedelta(days=1)
        before = add(unit, f"Ủy ban nhân dân {kind} {former}", kind="ubnd_tinh", parent_id=top.id, valid_until=end, directed=False)
        unit.session.add(OfficeSuccessor(office_id=before.id or 0, successor_id=now.id or 0, on=reform))


def _load_below(unit: Unit, own: Office, optional: set[str]) -> None:
    if unit.session.exec(select(Office.id).where(Office.parent_id == own.id)).first() is not None:
        return
    if own.kind == "ubnd_tinh":
        _load_provincial(unit, own, optional)
    elif own.kind == "ubnd_xa":
        kind = next((kind for kind in ("đặc khu", "phường", "xã") if kind in own.name.lower()), "xã")
        for row in data()["communal"]:
            if kind in row["where"]:
                add(unit, row["name"], short=row["short"], kind="phong", parent_id=own.id, names=[f"{row['name']} {kind}"])


def _load_provincial(unit: Unit, own: Office, optional: set[str]) -> None:
    unit_kind = "thành phố" if "thành phố" in own.name else "tỉnh"
    place = own.name.removeprefix("Ủy ban nhân dân ").removeprefix(unit_kind).strip()
    made: dict[str, Office] = {}
    for row in data()["provincial"]:
        if not row.get("optional") or row["short"] in optional:
            made[row["short"]] = _shipped(unit, row, "so", own, row["name"].format(unit=unit_kind), place=f"{unit_kind} {place}")
    _link(unit, data()["provincial"], made)
    for row in data()["asked"]:
        name = row["name"].format(unit=unit_kind)
        _shipped(unit, row, row["kind"], own, name, directed=False, place=place)


def load_places(unit: Unit, own: Office) -> int:
    """The UBND of a province's communes, and of its former districts; those already there are left as they are."""
    row = next((row for row in data()["province"] if own.kind == "ubnd_tinh" and row["code"] == own.code), None)
    if row is None:
        return 0
    known = set(unit.session.exec(select(OfficeName.key).join(Office).where(Office.parent_id == own.id)))
    made = 0
    for kind, found in (("ubnd_xa", places.communes(row["code"])), ("ubnd_huyen", places.districts(row["former"]))):
        for place in found:
            name = f"Ủy ban nhân dân {place.written}"
            if name_key(name) not in known or _twins(place, found):
                made += _place(unit, own, kind, place, name)
    return made


def _place(unit: Unit, own: Office, kind: str, place: Place, name: str) -> int:
    if unit.session.exec(select(Office.id).where(Office.parent_id == own.id, Office.name == name)).first() is not None:
        return 0
    dates = {"valid_from": place.valid_from, "valid_until": place.valid_until}
    code = f"{'X' if kind == 'ubnd_xa' else 'H'}{place.code}"
    add(unit, name, kind=kind, code=code, parent_id=own.id, names=[place.written, f"{name} {own.name.partition('nhân dân ')[2]}"], **dates)
    return 1


def _twins(place: Place, found: Iterable[Place]) -> bool:
    """Whether another place of the same kind is told apart from it by marks alone."""
    key = name_key(place.written)
    return any(other != place and name_key(other.written) == key for other in found)


def _shipped(unit: Unit, row: dict[str, Any], kind: str, parent: Office, name: str, directed: bool = True, place: str = "") -> Office:
    names = [f"{name} {place}"] if place else []
    fields = {"valid_from": row.get("valid_from"), "valid_until": row.get("valid_until"), "directed": directed}
    return add(unit, name, short=row["short"], kind=kind, parent_id=parent.id, names=names, **fields)


def _link(unit: Unit, rows: list[dict[str, Any]], made: dict[str, Office]) -> None:
    for row in rows:
        for heir in row.get("successors", ()):
            if row["short"] in made and heir in made:
                ended, since = made[row["short"]], data()["days"]["central_reform"]
                unit.session.add(OfficeSuccessor(office_id=ended.id or 0, successor_id=made[heir].id or 0, on=since))


def kind_of(name: str) -> str:
    """The kind that a name shows by its first words; "khac" where it shows none."""
    words = name_key(name).split()
    if words[:1] in (["so"], ["thanh"], ["ban"]):
        return "so"
    if words[:1] in (["phong"], ["trung"], ["chi"]):
        return "phong"
    if words[:4] == ["uy", "ban", "nhan", "dan"] and words[4:5] in (["xa"], ["phuong"], ["dac"]):
        return "ubnd_xa"
    return "khac"
