"""The office's own templates in the register: who keeps them, every version, and that no other body ever sees them."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from sqlmodel import select

from drafting.errors import InvalidInput, Refused
from drafting.spec import parse_spec
from tracking import office_templates
from tracking.outgoing.life import save_draft
from tracking.register import copies, office_setup, stored_files, uploads
from tracking.register.actor import LOCAL, Actor
from tracking.register.audit_tables import AuditEntry, AuditWords
from tracking.register.database import Register
from tracking.register.refusals import ConflictError, NoRight, NotAllowed, NotFound
from tracking.register.tables import StoredFile
from tracking.register.verify import verify
from tracking.settings import Settings

CLERK = Actor(None, "van.thu", "Ngô Thị Hạnh", "clerk")


def word(path: Path, *texts: str) -> Path:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    document.save(str(path))
    return path


@pytest.fixture
def mau(tmp_path: Path) -> Path:
    return word(tmp_path / "tai-len", "Số: {{ so }}/GM-UBND", "Kính mời: {{ nguoi | join('; ') }}", "Nội dung: {{ noi_dung }}")


def kept(register: Register) -> set[str]:
    with register.reading() as session:
        return set(session.exec(select(StoredFile.sha256)))


def test_a_template_is_kept_with_its_fields_and_the_findings_on_its_form(any_office, mau, tmp_path):
    office = any_office
    key = office_templates.save_template(office.register, office.officer, mau, "Giấy mời họp.docx", note="Mẫu của Văn phòng")
    [row] = office_templates.templates(office.register)
    assert (row["id"], row["name"], row["version"], row["fields"], row["saved_by"]) == (key, "Giấy mời họp", 1, 3, "Lê Văn Cường")
    assert row["severities"]["E"] > 0
    page = office_templates.template_page(office.register, key)
    assert [(field["name"], field["kind_label"]) for field in page["fields"]] == [
        ("so", "chữ"),
        ("nguoi", "danh sách"),
        ("noi_dung", "chữ"),
    ]
    assert page["fields"][0]["words"] == "Số: {{ so }}/GM-UBND"
    assert {"rule", "severity", "found", "expected", "source"} <= set(page["findings"][0])
    assert [(one["version"], one["note"]) for one in page["versions"]] == [(1, "Mẫu của Văn phòng")]
    path, name = office_templates.template_file(office.register, key)
    assert (path.read_bytes(), name) == (mau.read_bytes(), "Giấy mời họp.docx")
    assert verify(office.register).faults == ()


def test_a_document_is_made_from_a_kept_template(office, mau, tmp_path):
    key = office_templates.save_template(office.register, office.officer, mau, "Giấy mời.docx")
    values = {"so": "05", "nguoi": ["Ông A", "Bà B"], "noi_dung": "Họp giao ban & bàn việc"}
    out = office_templates.fill_template(office.register, CLERK, key, values, tmp_path / "giay-moi.docx")
    assert [paragraph.text for paragraph in docx.Document(str(out)).paragraphs] == [
        "Số: 05/GM-UBND", "Kính mời: Ông A; Bà B", "Nội dung: Họp giao ban & bàn việc",
    ]  # fmt: skip
    with pytest.raises(InvalidInput, match="«noi_dung»"):
        office_templates.fill_template(office.register, CLERK, key, {"so": "05", "nguoi": []}, tmp_path / "thieu.docx")
    with pytest.raises(NoRight):
        office_templates.fill_template(office.register, office.unit, key, values, tmp_path / "x.docx")


def test_every_version_stays_and_the_second_of_two_savers_is_told(office, mau, tmp_path):
    key = office_templates.save_template(office.register, office.officer, mau, "Giấy mời.docx")
    newer = word(tmp_path / "moi", "{{ so }} {{ dia_diem }}")
    assert office_templates.revise_template(office.register, office.admin, key, newer, "Giấy mời 2.docx", 1) == 2
    with pytest.raises(ConflictError, match="Trần Thị Bình vừa lưu bản 2"):
        office_templates.revise_template(office.register, office.officer, key, mau, "Giấy mời.docx", 1)
    with pytest.raises(NotAllowed, match="giống hệt bản 2"):
        office_templates.revise_template(office.register, office.officer, key, newer, "Giấy mời 2.docx", 2)
    page = office_templates.template_page(office.register, key)
    assert [one["version"] for one in page["versions"]] == [2, 1]
    assert [field["name"] for field in page["fields"]] == ["so", "dia_diem"]
    assert [field["name"] for field in office_templates.template_page(office.register, key, 1)["fields"]] == ["so", "nguoi", "noi_dung"]
    assert office_templates.template_file(office.register, key, 1)[0].read_bytes() == mau.read_bytes()
    out = office_templates.fill_template(office.register, LOCAL, key, {"so": 1, "dia_diem": "Hội trường"}, tmp_path / "o.docx")
    assert docx.Document(str(out)).paragraphs[0].text == "1 Hội trường"


def test_a_template_is_renamed_taken_out_of_use_and_put_back(office, mau, tmp_path):
    key = office_templates.save_template(office.register, office.officer, mau, "a.docx", "Giấy  mời")
    with pytest.raises(NotAllowed, match="Đã có mẫu tên «Giấy mời»"):
        office_templates.save_template(office.register, office.officer, mau, "b.docx", "Giấy mời")
    office_templates.rename_template(office.register, office.officer, key, "Giấy mời họp")
    with pytest.raises(NotAllowed, match="cần có tên"):
        office_templates.rename_template(office.register, office.officer, key, "  ")
    office_templates.retire_template(office.register, office.admin, key)
    assert office_templates.templates(office.register) == []
    assert [row["name"] for row in office_templates.templates(office.register, retired=True)] == ["Giấy mời họp"]
    with pytest.raises(NotAllowed, match="đã ngừng dùng"):
        office_templates.fill_template(office.register, LOCAL, key, {}, tmp_path / "o.docx")
    office_templates.retire_template(office.register, office.admin, key, retired=False)
    assert len(office_templates.templates(office.register)) == 1


def test_only_staff_who_keep_templates_may_change_them(office, mau):
    key = office_templates.save_template(office.register, office.officer, mau, "a.docx")
    for actor in (office.leader, office.unit, Actor(9, "van.thu", "Ngô Thị Hạnh", "clerk")):
        with pytest.raises(NoRight):
            office_templates.save_template(office.register, actor, mau, "b.docx")
        with pytest.raises(NoRight):
            office_templates.revise_template(office.register, actor, key, mau, "b.docx", 1)
        with pytest.raises(NoRight):
            office_templates.retire_template(office.register, actor, key)
        with pytest.raises(NoRight):
            office_templates.rename_template(office.register, actor, key, "x")


@pytest.mark.parametrize(
    ("texts", "error", "words"),
    [
        (["{{ cycler.__init__.__globals__.os.mkdir('{mark}') }}"], InvalidInput, "không được phép"),
        (["TỐI MẬT", "Số: {{ so }}"], Refused, "độ mật|MẬT|mật"),
    ],
)
def test_a_refused_file_leaves_nothing_behind(office, tmp_path, texts, error, words):
    mark = tmp_path / "da-chay"
    path = word(tmp_path / "tai-len", *(text.replace("{mark}", str(mark)) for text in texts))
    before, head = kept(office.register), office.register.head_hash()
    with pytest.raises(error, match=words):
        office_templates.save_template(office.register, office.officer, path, "mẫu.docx")
    assert not mark.exists()
    assert kept(office.register) == before
    assert office.register.head_hash() == head
    assert list(office.register.settings.files.rglob("*")) == []


def test_a_template_of_one_installation_is_not_in_another(office, mau, tmp_path, clock):
    key = office_templates.save_template(office.register, office.officer, mau, "a.docx")
    with Register.open(Settings(tmp_path / "noi-khac"), clock) as other:
        office_setup.set_own_body(other, LOCAL, "Ủy ban nhân dân tỉnh Cao Bằng")
        assert office_templates.templates(other, retired=True) == []
        with pytest.raises(NotFound):
            office_templates.template_page(other, key)
        assert list(other.settings.files.rglob("*")) == []


def test_a_copy_taken_over_by_another_body_shows_it_no_template(any_office, mau, tmp_path, clock):
    office = any_office
    key = office_templates.save_template(office.register, office.officer, mau, "a.docx")
    copies.backup(office.register, tmp_path / "sao-luu.zip")
    copies.restore(Settings(tmp_path / "moi"), tmp_path / "sao-luu.zip", clock())
    with Register.open(Settings(tmp_path / "moi"), clock) as restored:
        assert len(office_templates.templates(restored)) == 1
        office_setup.set_own_body(restored, LOCAL, "Ủy ban nhân dân tỉnh Cao Bằng")
        assert office_templates.templates(restored, retired=True) == []
        for ask in (
            lambda: office_templates.template_page(restored, key),
            lambda: office_templates.template_file(restored, key),
            lambda: office_templates.fill_template(restored, LOCAL, key, {}, tmp_path / "o.docx"),
            lambda: office_templates.revise_template(restored, LOCAL, key, mau, "a.docx", 1),
        ):
            with pytest.raises(NotFound):
                ask()


def test_without_an_own_body_no_template_is_kept(register, mau):
    with pytest.raises(NotAllowed, match="Chưa khai báo cơ quan"):
        office_templates.save_template(register, LOCAL, mau, "a.docx")
    assert office_templates.templates(register) == []


def test_each_change_is_one_audit_entry_whose_words_can_be_erased(office, mau):
    key = office_templates.save_template(office.register, office.officer, mau, "Giấy mời.docx")
    office_templates.retire_template(office.register, office.officer, key)
    with office.register.reading() as session:
        entries = session.exec(select(AuditEntry).order_by(AuditEntry.id)).all()[-2:]
        words = session.exec(select(AuditWords.words).where(AuditWords.entry_id == entries[0].id)).one()
    assert [(entry.command, entry.subjects) for entry in entries] == [
        ("save_template", [["documenttemplate", key]]),
        ("retire_template", [["documenttemplate", key]]),
    ]
    assert words == {"name": "Giấy mời", "file_name": "Giấy mời.docx"}


def test_the_file_of_a_template_stays_when_an_upload_of_the_same_content_goes(office, mau):
    key = office_templates.save_template(office.register, office.officer, mau, "a.docx")
    upload = uploads.accept(office.register, office.officer, stored_files.look(mau, "a.docx"))
    uploads.drop(office.register, office.officer, upload, InvalidInput("không đọc được"))
    assert office_templates.template_file(office.register, key)[0].exists()
    assert verify(office.register).faults == ()


def test_a_template_to_start_from_is_uploaded_and_filled_by_an_outgoing_document(office, tmp_path):
    path = office_templates.starting_template(office.register, "kế hoạch", tmp_path / "mau-ke-hoach.docx")
    key = office_templates.save_template(office.register, office.officer, path, "Mẫu kế hoạch.docx")
    assert office_templates.templates(office.register)[0]["severities"].get("E", 0) == 0
    spec = parse_spec(
        {
            "kind": "kế hoạch",
            "issuer": {"name": "Ủy ban nhân dân tỉnh Lạng Sơn"},
            "symbol": "KH-UBND",
            "place": "Lạng Sơn",
            "subject": "Kiểm tra công tác văn thư năm 2026",
            "body": [{"heading": "NỘI DUNG", "children": [{"task": "Lập danh sách đơn vị được kiểm tra", "owners": ["Sở Nội vụ"]}]}],
            "signature": {"position": "CHỦ TỊCH", "name": "Hoàng Văn Minh"},
            "recipients": ["Các sở, ban, ngành"],
        }
    )
    document = save_draft(office.register, office.officer, spec)
    values = office_templates.values_from(office.register, key, document)
    out = office_templates.fill_template(office.register, office.officer, key, values, tmp_path / "ke-hoach.docx")
    texts = [paragraph.text for paragraph in docx.Document(str(out)).paragraphs]
    assert spec.subject in texts
    assert "Lập danh sách đơn vị được kiểm tra./." in texts
    with pytest.raises(NotFound):
        office_templates.values_from(office.register, key, document + 1)
    with pytest.raises(NotAllowed, match="không phải là loại"):
        office_templates.starting_template(office.register, "giấy khen", tmp_path / "x.docx")
