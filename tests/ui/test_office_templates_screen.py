"""The screen of the office's own templates: uploaded, explained, filled from a draft, revised, retired; refusals told in a sentence."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from nicegui.testing import User
from playwright.sync_api import Page, expect

from drafting.spec import read_spec
from tracking import office_templates
from tracking.outgoing.life import save_draft
from tracking.register.actor import Actor
from tracking.register.database import Register
from ui.parts.template_fields import field_label

PASSWORD = "mật khẩu đủ dài"
SAMPLE = Path(__file__).parents[2] / "templates" / "samples" / "cong-van-mau.json"
PATIENCE = 60_000


def word(path: Path, *texts: str) -> Path:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    document.save(str(path))
    return path


@pytest.fixture
def template(register: Register, people: dict[str, Actor], tmp_path: Path) -> int:
    """A template with a field that drafts fill and one that they do not."""
    texts = ("V/v {{ trich_yeu }}", "Địa điểm: {{ dia_diem }}", "{%p for k in kinh_gui %}", "- {{ k }}", "{%p endfor %}")
    path = word(tmp_path / "giay-moi.docx", *texts)
    return office_templates.save_template(register, people["officer"], path, "Giấy mời.docx")


@pytest.mark.parametrize(
    ("name", "words", "label"),
    [
        ("kinh_gui", "{{ k }}", "Nơi kính gửi"),
        ("dia_diem", "Địa điểm họp: {{ dia_diem }}", "Địa điểm họp"),
        ("so_nguoi", "{{ so_nguoi }}", "So nguoi"),
        ("ghi_chu", f"{'dài ' * 40}{{{{ ghi_chu }}}}", "Ghi chu"),
    ],
)
def test_a_field_is_called_by_its_meaning_or_the_words_before_it(name: str, words: str, label: str) -> None:
    assert field_label({"name": name, "words": words}) == label


async def test_the_fields_are_shown_with_their_meaning_and_only_keepers_may_change_them(
    sign_in: Callable[[str], User], template: int
) -> None:
    user = sign_in("officer")
    await user.open(f"/soan-thao/mau/{template}")
    await user.should_see("Địa điểm: {{ dia_diem }}")
    await user.should_see("Nơi kính gửi")
    await user.should_see("Ngừng dùng")
    user = sign_in("leader")
    await user.open(f"/soan-thao/mau/{template}")
    await user.should_see("Điền và lập văn bản")
    await user.should_not_see("Ngừng dùng")


async def test_templates_are_files_of_the_office_alone(sign_in: Callable[[str], User], template: int, people: dict[str, Actor]) -> None:
    for who, status in (("clerk", 200), ("unit", 403)):
        client = sign_in(who).http_client
        assert (await client.get(f"/soan-thao/mau/{template}/tep.docx")).status_code == status
        assert (await client.get("/soan-thao/mau-khoi-dau.docx?loai=giấy mời")).status_code == status
    assert (await sign_in("clerk").http_client.get("/soan-thao/mau-khoi-dau.docx?loai=tâm thư")).status_code == 404


async def test_a_retired_template_is_not_filled(
    sign_in: Callable[[str], User], template: int, register: Register, people: dict[str, Actor]
) -> None:
    office_templates.retire_template(register, people["officer"], template)
    user = sign_in("officer")
    await user.open(f"/soan-thao/mau/{template}/dien")
    await user.should_see("đã ngừng dùng")


def upload(page: Page, button: str, path: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=button).click()
    chooser.value.set_files(path)


@pytest.mark.browser
def test_a_template_is_uploaded_filled_from_a_draft_revised_and_a_hostile_one_refused(
    page: Page, register: Register, people: dict[str, Actor], tmp_path: Path
) -> None:
    draft = save_draft(register, people["officer"], read_spec(SAMPLE))
    page.goto("/soan-thao/mau")
    path = word(tmp_path / "Thư mời.docx", "Trích yếu: {{ trich_yeu }}", "Địa điểm: {{ dia_diem }}")
    upload(page, "Tải mẫu lên", path)
    expect(page.get_by_role("heading", name="Thư mời")).to_be_visible(timeout=PATIENCE)
    [row] = office_templates.templates(register)

    page.goto(f"/soan-thao/mau/{row['id']}/dien?vb={draft}")
    expect(page.get_by_label("Trích yếu nội dung")).not_to_have_value("")
    page.get_by_label("Địa điểm").fill("Phòng họp số 2 <b>")
    with page.expect_download(timeout=PATIENCE) as download:
        expect(page.locator(".print-bar").get_by_text("Bản in lúc").or_(page.get_by_text("Chỉ có bản Word"))).to_be_visible(
            timeout=PATIENCE
        )
        page.get_by_role("link", name="Tải bản Word").click()
    download.value.save_as(tmp_path / "ra.docx")
    texts = [paragraph.text for paragraph in docx.Document(str(tmp_path / "ra.docx")).paragraphs]
    assert texts[1] == "Địa điểm: Phòng họp số 2 <b>"

    page.goto(f"/soan-thao/mau/{row['id']}")
    upload(page, "Tải lên bản mới", word(tmp_path / "moi.docx", "{{ trich_yeu }}", "{{ gio }}"))
    expect(page.get_by_text("Đã lưu bản 2 của mẫu.")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Đổi tên").click()
    page.get_by_role("textbox", name="Tên mẫu").fill("Giấy mời chung")
    page.locator(".q-dialog").get_by_role("button", name="Đổi tên").click()
    expect(page.get_by_role("heading", name="Giấy mời chung")).to_be_visible()
    page.get_by_role("button", name="Ngừng dùng").click()
    expect(page.get_by_role("button", name="Đưa vào dùng lại")).to_be_visible()

    upload(page, "Tải lên bản mới", word(tmp_path / "xau.docx", "{{ x.__class__.__mro__ }}"))
    expect(page.locator(".q-notification.bad")).to_contain_text("«xau.docx»", timeout=PATIENCE)
    broken = tmp_path / "hong.docx"
    with zipfile.ZipFile(broken, "w") as package:
        package.writestr("khong.txt", "không phải Word")
    upload(page, "Tải lên bản mới", broken)
    expect(page.locator(".q-notification.bad").last).to_contain_text("«hong.docx»", timeout=PATIENCE)
    assert office_templates.templates(register, retired=True)[0]["version"] == 2
    assert list(register.settings.spool.glob("*.docx")) == []
