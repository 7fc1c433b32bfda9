"""The letter that asks a superior for another deadline: lawful, of what was asked, and only where the superior set the day."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlmodel import select

from drafting.check import check
from drafting.draft import draft
from tracking.outgoing.life import document_page, spec_of
from tracking.register import extensions
from tracking.register.refusals import NoRight, NotAllowed
from tracking.register.tables import Assignment
from tracking.request_letter import draft_request


@pytest.fixture
def share(office, bring, duty) -> Assignment:
    bring(office.register, duty("Lập đề án.", "Sở Tư pháp", due="2026-03-20"), issuer="Chính phủ", number="45/NQ-CP", subject="cải cách")
    with office.register.reading() as session:
        return session.exec(select(Assignment)).one()


@pytest.mark.parametrize("kind", extensions.KINDS)
def test_each_kind_of_request_becomes_a_lawful_letter_to_the_superior(office, share, kind, tmp_path, clock):
    clock.set("2026-03-22")
    day = dt.date(2026, 4, 20) if kind in ("postpone", "stretch") else None
    asked = extensions.ask_extension(office.register, office.unit, share.id, kind, "Chờ hướng dẫn của Bộ", day)
    document = draft_request(office.register, office.officer, asked)
    spec = spec_of(office.register, document)
    assert spec.addressees == ("Chính phủ",)
    text = " ".join([*spec.opening, *(node.text for node in spec.body)])
    assert "Nghị quyết số 45/NQ-CP" in text or "Công văn số 45/NQ-CP" in text
    assert "chờ hướng dẫn của Bộ" in text
    assert "sau khi hết thời hạn" in text
    assert ("20 tháng 4 năm 2026" in text) == (day is not None)
    assert [row["id"] for row in document_page(office.register, document)["duties"]] == [share.duty_id]
    path = draft(spec, tmp_path / "de-nghi.docx")
    assert [found for found in check(path) if found.severity == "E"] == []


def test_our_own_deadline_needs_no_letter_and_a_decided_request_none_either(office, share, bring, duty):
    bring(office.register, duty("Rà soát", "Sở Tài chính", due="2026-03-20"))
    with office.register.reading() as session:
        own = session.exec(select(Assignment.id).where(Assignment.id != share.id)).one()
    asked = extensions.ask_extension(office.register, office.other, own, "postpone", "khối lượng lớn", dt.date(2026, 4, 20))
    with pytest.raises(NotAllowed, match="cơ quan mình đặt"):
        draft_request(office.register, office.officer, asked)
    with pytest.raises(NoRight):
        draft_request(office.register, office.unit, asked)
    extensions.decide_extension(office.register, office.leader, asked, "refused")
    with pytest.raises(NotAllowed, match="đã được quyết định"):
        draft_request(office.register, office.officer, asked)
