"""The register of outgoing documents reads the same when asked again as of a moment, whatever was recorded later."""

from __future__ import annotations

import datetime as dt

from drafting.spec import parse_spec
from tracking.outgoing.life import save_draft, take_step
from tracking.outgoing.numbers import cancel_number, record_number
from tracking.register.actor import Actor
from tracking.register.outgoing_tables import NumberTaken
from tracking.register.uploads import _used
from tracking.register.verify import verify
from tracking.reports.report import report

CLERK = Actor(None, "van.thu", "Ngô Thị Hạnh", "clerk")
SPEC = {
    "kind": "thông báo",
    "issuer": {"name": "Ủy ban nhân dân tỉnh Lạng Sơn"},
    "symbol": "TB-UBND",
    "place": "Lạng Sơn",
    "subject": "Lịch tiếp công dân",
    "body": [{"text": "Tiếp công dân vào thứ Năm hằng tuần."}],
    "signature": {"position": "CHỦ TỊCH", "name": "Hoàng Văn Minh"},
    "recipients": ["Các sở, ban, ngành"],
    "archive": "VT, NC",
}


def numbers(office, known_at):
    rows = report(office.register, "outgoing", as_of=dt.date(2026, 3, 31), known_at=known_at).rows
    return [(row["number"], row["kind_subject"], row["note"]) for row in rows]


def test_numbers_are_there_from_the_moment_they_were_recorded_until_struck_out(office, clock):
    document = save_draft(office.register, office.officer, parse_spec(SPEC))
    take_step(office.register, office.officer, document, "submit")
    take_step(office.register, office.leader, document, "approve")
    before = clock.now
    clock.set("2026-03-05")
    record_number(office.register, CLERK, document, "12/TB-UBND", dt.date(2026, 3, 4))
    issued = clock.now
    clock.set("2026-03-10")
    cancel_number(office.register, CLERK, document, "ghi nhầm văn bản")
    assert numbers(office, before) == []
    assert numbers(office, issued) == [("12/TB-UBND", "Thông báo Lịch tiếp công dân", "")]
    assert numbers(office, clock.now) == [("12/TB-UBND", "", "Đã hủy số: ghi nhầm văn bản")]


def test_every_series_is_checked_for_gaps_whatever_signs_its_name_holds(office, clock):
    with office.register.command(CLERK, "test") as unit:
        for series, serial, words in (("QĐ/QPPL", 1, None), ("QĐ/QPPL", 3, None), ("77/UBND-TH", 77, "77/UBND-TH: ghi nhầm")):
            row = NumberTaken(series=series, year=2026, serial=serial, taken_on=unit.today, taken_at=unit.now, cancelled=words)
            unit.session.add(row)
    assert verify(office.register).faults == ("Sổ văn bản đi, loại QĐ/QPPL năm 2026: thiếu số liền trước số 03.",)


def test_the_content_of_an_issued_document_is_in_use(office):
    document = save_draft(office.register, office.officer, parse_spec(SPEC))
    with office.register.command(CLERK, "test") as unit:
        from tracking.register.outgoing_tables import OutgoingDocument
        from tracking.register.tables import StoredFile

        unit.session.add(StoredFile(sha256="a" * 64, size=1, stored_at=unit.now))
        unit.session.flush()
        unit.session.get_one(OutgoingDocument, document).pdf_sha256 = "a" * 64
    with office.register.reading() as session:
        assert _used(session, "a" * 64)
        assert not _used(session, "b" * 64)
