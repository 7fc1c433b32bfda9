"""The library of passages: it grows from what was issued, is found with and without marks, and offers what fits first."""

from __future__ import annotations

import datetime as dt
import unicodedata

from sqlmodel import func, select

from drafting.spec import parse_spec
from tracking.outgoing.life import revise, save_draft, take_step
from tracking.outgoing.numbers import cancel_number, record_number, take_number
from tracking.passages import CLOSING, GROUNDS, OPENING, gather, passages_of, suggest
from tracking.register import copies
from tracking.register.actor import LOCAL
from tracking.register.audit_tables import AuditEntry
from tracking.register.database import Register
from tracking.register.verify import verify
from tracking.settings import Settings

PURPOSE = "Nâng cao chất lượng phục vụ người dân và tổ chức."
DEMAND = "Phân công rõ người, rõ việc, rõ thời hạn."
BASE = {
    "kind": "kế hoạch",
    "issuer": {"name": "Ủy ban nhân dân tỉnh Lạng Sơn"},
    "symbol": "KH-UBND",
    "place": "Lạng Sơn",
    "subject": "Cải cách hành chính năm 2026",
    "bases": ["Căn cứ Nghị quyết của Hội đồng nhân dân tỉnh về nhiệm vụ năm 2026"],
    "opening": ["Ủy ban nhân dân tỉnh ban hành Kế hoạch với các nội dung sau:"],
    "body": [
        {"heading": "MỤC ĐÍCH, YÊU CẦU", "children": [
            {"heading": "Mục đích", "children": [{"text": PURPOSE}]},
            {"heading": "Yêu cầu", "children": [{"text": DEMAND}, {"text": "Ngắn."}]},
        ]},
        {"heading": "NHIỆM VỤ", "children": [{"task": "Rà soát thủ tục hành chính", "owners": ["Sở Tư pháp"], "deadline": "trước 30/6"}]},
        {"heading": "TỔ CHỨC THỰC HIỆN", "children": [
            {"task": "Theo dõi, tổng hợp kết quả thực hiện", "owners": ["Sở Nội vụ"]},
            {"text": "Trách nhiệm của các đơn vị:", "children": [{"text": "Bố trí kinh phí trong dự toán được giao."}]},
        ]},
    ],
    "closing": ["Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh về Sở Nội vụ."],
    "signature": {"position": "CHỦ TỊCH", "name": "Hoàng Văn Minh"},
    "recipients": ["Các sở, ban, ngành"],
    "archive": "VT, NC",
}  # fmt: skip


def issued(office, number: str, **changes) -> int:
    key = save_draft(office.register, office.officer, parse_spec({**BASE, **changes}))
    return _issue(office, key, number)


def _approved(office, key: int) -> int:
    take_step(office.register, office.officer, key, "submit")
    take_step(office.register, office.leader, key, "approve")
    return key


def _issue(office, key: int, number: str) -> int:
    _approved(office, key)
    record_number(office.register, LOCAL, key, number, dt.date(2026, 2, 27))
    return key


def texts(found) -> list[str]:
    return [row["text"] for row in found]


def commands(register: Register) -> int:
    with register.reading() as session:
        return session.exec(select(func.count()).select_from(AuditEntry)).one()


def test_a_description_gives_its_passages_with_their_sections():
    found = [(one.section, one.text) for one in passages_of(BASE)]
    assert found == [
        (GROUNDS, BASE["bases"][0]),
        (OPENING, BASE["opening"][0]),
        ("Mục đích", PURPOSE),
        ("Yêu cầu", DEMAND),
        ("TỔ CHỨC THỰC HIỆN", "Theo dõi, tổng hợp kết quả thực hiện"),
        ("TỔ CHỨC THỰC HIỆN", "Trách nhiệm của các đơn vị:"),
        (CLOSING, BASE["closing"][0]),
    ]


def test_a_passage_goes_into_another_description_as_it_stands():
    by_text = {one.text: one.node for one in passages_of(BASE)}
    assert by_text["Trách nhiệm của các đơn vị:"]["children"] == [{"text": "Bố trí kinh phí trong dự toán được giao."}]
    assert by_text["Theo dõi, tổng hợp kết quả thực hiện"]["owners"] == ["Sở Nội vụ"]
    again = parse_spec({**BASE, "body": [{"heading": "TỔ CHỨC THỰC HIỆN", "children": list(by_text.values())}]})
    assert [node.text for node in again.body[0].children] == list(by_text)


def test_articles_of_a_decision_are_passages_too():
    body = [
        {"article": "Quyết định này có hiệu lực từ ngày ký."},
        {"article": "Giao Văn phòng theo dõi.", "children": [{"task": "Báo cáo kết quả rà soát", "deadline": "20/3"}]},
    ]
    assert [one.text for one in passages_of({"body": body})] == ["Quyết định này có hiệu lực từ ngày ký.", "Giao Văn phòng theo dõi."]


def test_only_what_is_issued_is_offered_with_the_document_it_comes_from(any_office):
    office = any_office
    draft = save_draft(office.register, office.officer, parse_spec(BASE))
    assert suggest(office.register, "kế hoạch", "Mục đích") == []
    _issue(office, draft, "12/KH-UBND")
    [row] = suggest(office.register, "kế hoạch", "Mục đích")[:1]
    assert (row["text"], row["kind"], row["section"], row["used"]) == (PURPOSE, "kế hoạch", "Mục đích", 1)
    [document] = row["documents"]
    assert document == {"id": draft, "number": "12/KH-UBND", "issued_on": dt.date(2026, 2, 27), "subject": BASE["subject"]}


def test_the_same_section_and_kind_come_first_and_the_most_used_before_others(any_office):
    office = any_office
    other = "Bảo đảm tiến độ và chất lượng công việc."
    body = [{"heading": "Mục đích", "children": [{"text": other}]}]
    issued(office, "01/KH-UBND")
    issued(office, "02/KH-UBND", body=body)
    issued(office, "03/KH-UBND", body=body, subject="Chuyển đổi số năm 2026")
    issued(
        office,
        "04/CTR-UBND",
        kind="chương trình",
        symbol="CTr-UBND",
        body=[{"heading": "Mục đích", "children": [{"text": "Của chương trình công tác năm."}]}],
    )
    found = suggest(office.register, "kế hoạch", "MỤC ĐÍCH")
    assert texts(found) == [other, PURPOSE, "Của chương trình công tác năm."]
    assert [row["used"] for row in found] == [2, 1, 1]
    assert [document["number"] for document in found[0]["documents"]] == ["03/KH-UBND", "02/KH-UBND"]
    assert texts(suggest(office.register, "chương trình", "Mục đích"))[0] == "Của chương trình công tác năm."
    assert texts(suggest(office.register, "kế hoạch", "Mục đích, yêu cầu"))[:3] != []
    assert DEMAND in texts(suggest(office.register, "kế hoạch", "Mục đích, yêu cầu"))


def test_passages_are_found_with_and_without_marks(any_office):
    office = any_office
    issued(office, "01/KH-UBND")
    for words in ("nâng cao chất lượng", "nang cao CHAT luong", "phuc vu nguoi d", unicodedata.normalize("NFD", "nâng cao chất lượng")):
        assert texts(suggest(office.register, "báo cáo", "", words)) == [PURPOSE]
    assert texts(suggest(office.register, "kế hoạch", "", "kinh phi du toan")) == ["Trách nhiệm của các đơn vị:"]
    assert texts(suggest(office.register, "kế hoạch", "", "so noi vu tong hop")) == ["Theo dõi, tổng hợp kết quả thực hiện"]
    assert suggest(office.register, "kế hoạch", "", "ang cao") == []
    assert suggest(office.register, "kế hoạch", "", "100% _ ' \" \\") == []
    assert len(suggest(office.register, "kế hoạch", most=2)) == 2


def test_a_cancelled_number_takes_its_passages_out_and_a_new_issue_gives_the_new_words(any_office):
    office = any_office
    key = _approved(office, save_draft(office.register, office.officer, parse_spec(BASE)))
    take_number(office.register, LOCAL, key)
    assert texts(suggest(office.register, "kế hoạch", "Mục đích")) == [PURPOSE]
    cancel_number(office.register, LOCAL, key, "Cấp nhầm")
    assert suggest(office.register, "kế hoạch", "Mục đích") == []
    fresh = "Hoàn thành các chỉ tiêu của năm 2026."
    revise(office.register, office.officer, key, parse_spec({**BASE, "body": [{"heading": "Mục đích", "children": [{"text": fresh}]}]}), 1)
    _issue(office, key, "02/KH-UBND")
    assert texts(suggest(office.register, "kế hoạch", "Mục đích")) == [fresh]
    assert suggest(office.register, "kế hoạch", "", "nguoi dan") == []


def test_gathering_is_one_command_and_nothing_new_leaves_no_trace(office):
    issued(office, "01/KH-UBND")
    issued(office, "02/KH-UBND", subject="Kế hoạch khác")
    before = commands(office.register)
    assert gather(office.register) == 2
    assert commands(office.register) == before + 1
    assert gather(office.register) == 0
    suggest(office.register, "kế hoạch", "Mục đích")
    assert commands(office.register) == before + 1
    assert verify(office.register).faults == ()


def test_the_library_goes_into_a_backup_from_either_database(any_office, tmp_path, clock):
    issued(any_office, "01/KH-UBND")
    gather(any_office.register)
    copies.backup(any_office.register, tmp_path / "sao-luu.zip")
    copies.restore(Settings(tmp_path / "moi"), tmp_path / "sao-luu.zip", clock())
    with Register.open(Settings(tmp_path / "moi"), clock) as restored:
        assert texts(suggest(restored, "kế hoạch", "Mục đích")) == [PURPOSE]
