"""Any Word file is checked in the browser; its form is set right without changing a word; nothing of it stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.shared import Mm
from playwright.sync_api import Browser, Page, expect

from drafting.check import check
from drafting.draft import draft
from drafting.spec import read_spec
from tracking.register import accounts
from tracking.register.actor import Actor
from tracking.register.database import Register

PASSWORD = "mật khẩu đủ dài"
SAMPLE = Path(__file__).parents[2] / "templates" / "samples" / "cong-van-mau.json"
PATIENCE = 60_000
pytestmark = pytest.mark.browser


@pytest.fixture
def page(open_office: tuple[Register, str], chromium: Browser, people: dict[str, Actor]) -> Iterator[Page]:
    """The officer at Soạn thảo."""
    register, server = open_office
    token, _ = accounts.sign_in(register, people["officer"].login, PASSWORD)
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="vi-VN")
    context.add_cookies([{"name": "dondoc", "value": token, "url": server}])
    found = context.new_page()
    found.set_default_timeout(30_000)
    found.goto(f"{server}/soan-thao")
    yield found
    context.close()


def choose(page: Page, path: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Chọn tệp Word").click()
    chooser.value.set_files(path)


def test_a_file_is_checked_and_fetched_with_its_form_set_right(page: Page, open_office: tuple[Register, str], tmp_path: Path) -> None:
    path = draft(read_spec(SAMPLE), tmp_path / "công văn <b>.docx")
    document = docx.Document(str(path))
    document.sections[0].left_margin = Mm(15)
    document.save(str(path))
    texts = [paragraph.text for paragraph in document.paragraphs]
    choose(page, path)
    expect(page.get_by_text("Kết quả kiểm tra «công văn <b>.docx»")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("không đổi chữ nào")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải bản đã sửa thể thức").click()
    fixed = tmp_path / "da-sua.docx"
    download.value.save_as(fixed)
    assert [paragraph.text for paragraph in docx.Document(str(fixed)).paragraphs] == texts
    assert [finding.rule for finding in check(fixed) if finding.severity in ("E", "W")] == []
    assert list(open_office[0].settings.spool.glob("*.docx")) == []


def test_a_file_that_is_no_word_file_is_refused_by_its_own_name(page: Page, tmp_path: Path) -> None:
    broken = tmp_path / "hỏng.docx"
    broken.write_bytes(b"khong phai Word")
    choose(page, broken)
    expect(page.locator(".q-notification.bad")).to_contain_text("«hỏng.docx»", timeout=PATIENCE)
