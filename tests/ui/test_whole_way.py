"""The main job in a real browser on a real server: from a received document to a finished duty and an implementing công văn."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from drafting.draft import draft
from drafting.kinds import kind_named
from drafting.spec_values import Issuer, Node, Signature, Spec
from tracking.register import accounts
from tracking.register.database import Register
from tracking.register.office_setup import offices
from tracking.settings import Settings

PASSWORD = "mật khẩu đủ dài"
BODY = "Ủy ban nhân dân tỉnh Lào Cai"
pytestmark = pytest.mark.browser


def test_from_a_received_document_to_a_finished_duty_and_a_letter(serve: Callable[[Path], str], browser: Browser, tmp_path: Path) -> None:
    server = serve(tmp_path / "data")
    letter = _directive(tmp_path / "cong-van-trien-khai.docx")
    _first_visit(browser, server)
    _people(tmp_path / "data")

    clerk = _signed_in(browser, server, "thu")
    _upload(clerk, server, letter)
    _review(clerk)
    clerk.goto(f"{server}/so-nhiem-vu")
    expect(clerk.get_by_text("3 phần việc · Chưa hoàn thành")).to_be_visible()
    clerk.context.close()

    unit = _signed_in(browser, server, "vi")
    _report(unit, server, tmp_path)
    unit.context.close()

    leader = _signed_in(browser, server, "dao")
    _confirm(leader, server)
    _counts_agree(leader, server)
    leader.context.close()

    officer = _signed_in(browser, server, "vien")
    _draft(officer, server, tmp_path)
    officer.context.close()


def _directive(path: Path) -> Path:
    """A công văn of ours with a task for each of three sở, dated relative to today."""
    today = dt.datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()
    kind = kind_named("công văn")
    assert kind is not None
    due = today + dt.timedelta(days=25)
    tasks = (
        Node("heading", "Sở Nội vụ", children=(Node("task", "Rà soát việc sử dụng biên chế của các đơn vị sự nghiệp", deadline=_by(due)),)),
        Node("heading", "Sở Tài chính", children=(Node("task", "Tổng hợp nhu cầu kinh phí mua sắm tập trung năm sau", deadline=_by(due)),)),
        Node("heading", "Sở Y tế", children=(Node("task", "Kiểm tra việc dự trữ thuốc tại các trung tâm y tế", deadline=_by(due)),)),
    )
    spec = Spec(
        kind=kind,
        issuer=Issuer(BODY),
        serial=214,
        symbol="UBND-TH",
        place="Lào Cai",
        issued_on=today - dt.timedelta(days=6),
        subject="triển khai một số nhiệm vụ trọng tâm",
        addressees=("Sở Nội vụ", "Sở Tài chính", "Sở Y tế"),
        opening=(f"{BODY} yêu cầu các sở thực hiện các nhiệm vụ sau:",),
        body=tasks,
        closing=("Yêu cầu các sở nghiêm túc thực hiện",),
        signers=(Signature("CHỦ TỊCH", "Lý Văn Sơn", ("TM. ỦY BAN NHÂN DÂN",)),),
        recipients=("Như trên",),
        archive="VT, TH",
    )
    return draft(spec, path)


def _by(day: dt.date) -> str:
    return f"trước ngày {day:%d/%m/%Y}"


def _page(browser: Browser, server: str) -> Page:
    """A page that fails the test when anything is asked of another host or a script breaks."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="vi-VN").new_page()
    page.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)
    host = server.removeprefix("http://")

    def own(address: str) -> None:
        assert host in address or address.startswith(("data:", "blob:")), f"asked of another host: {address}"

    page.on("request", lambda request: own(request.url))
    page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    return page


def _first_visit(browser: Browser, server: str) -> None:
    page = _page(browser, server)
    page.goto(server)
    page.get_by_label("Tên cơ quan").fill(BODY)
    page.get_by_label("Họ và tên người quản trị").fill("Nguyễn Thị Hạnh")
    page.get_by_label("Tên đăng nhập").fill("hanh")
    page.locator("input[name=mat_khau]").fill(PASSWORD)
    page.get_by_label("Nhập lại mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Tạo và bắt đầu").click()
    expect(page.get_by_text("Sổ chưa có nhiệm vụ.")).to_be_visible()
    page.context.close()


def _people(data: Path) -> None:
    with Register.open(Settings.load(data, {})) as register:
        admin = next(row for row in accounts.accounts(register) if row["role"] == "admin")
        _, actor = accounts.sign_in(register, admin["login"], PASSWORD)
        home = next(row["id"] for row in offices(register) if row["name"] == "Sở Nội vụ")
        for login, name, role, office in (
            ("thu", "Trần Văn Thư", "clerk", None),
            ("vien", "Lê Hoàng Viên", "officer", None),
            ("dao", "Phạm Minh Đạo", "leader", None),
            ("vi", "Hoàng Thị Vi", "unit", home),
        ):
            accounts.add_account(register, actor, login, PASSWORD, name, role, office)  # type: ignore[arg-type]  # roles from a table


def _signed_in(browser: Browser, server: str, login: str) -> Page:
    page = _page(browser, server)
    page.goto(server)
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Hôm nay")).to_be_visible()
    return page


def _upload(page: Page, server: str, letter: Path) -> None:
    page.goto(f"{server}/van-ban-den")
    page.wait_for_load_state("networkidle")
    page.locator("[data-drop] input[type=file]").set_input_files(letter)
    row = page.locator("[data-outcomes] li")
    expect(row).to_contain_text("3 nhiệm vụ đề xuất")
    row.get_by_role("link", name="Rà soát").click()
    expect(page.get_by_role("heading", name="Công văn số 214/UBND-TH")).to_be_visible()


def _review(page: Page) -> None:
    """By keyboard alone: header, one duty edited, the certain ones at once, the rest one by one."""
    expect(page.get_by_text("3 chờ rà soát")).to_be_visible()
    expect(page.locator(".desk-source mark").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã xác nhận", exact=True)).to_be_visible()
    expect(page.locator("article[aria-current=true]")).to_have_count(1)
    page.keyboard.press("e")
    text = page.get_by_label("Nội dung nhiệm vụ")
    text.fill(str(text.input_value()) + " trong năm")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator("article", has_text="trong năm")).to_be_visible()
    for waiting in (3, 2, 1):
        expect(page.locator(".desk-bar .tag")).to_have_text(f"{waiting} chờ rà soát")
        page.keyboard.press("Enter")
    expect(page.get_by_text("Đã rà soát xong văn bản này.")).to_be_visible()


def _report(page: Page, server: str, folder: Path) -> None:
    proof = folder / "ket-qua.txt"
    proof.write_text("Kết quả rà soát biên chế", "utf-8")
    page.goto(f"{server}/so-nhiem-vu")
    page.get_by_role("link", name=re.compile("Rà soát việc sử dụng biên chế")).click()
    expect(page.get_by_role("heading", name="Quá trình")).to_be_visible()
    page.get_by_role("button", name="Tiếp nhận").click()
    expect(page.locator(".history").get_by_text("Tiếp nhận", exact=True)).to_be_visible()
    page.get_by_role("button", name="Báo cáo hoàn thành").click()
    page.get_by_label("Số, ký hiệu văn bản kết quả").fill("31/BC-SNV")
    page.locator(".q-dialog input[type=file]").set_input_files(proof)
    expect(page.locator(".q-dialog li", has_text="ket-qua.txt")).to_be_visible()
    page.locator(".q-dialog").get_by_role("button", name="Báo cáo hoàn thành").click()
    expect(page.locator(".history").get_by_text("Văn bản kết quả 31/BC-SNV")).to_be_visible()
    expect(page.locator(".history").get_by_role("link", name="ket-qua.txt")).to_be_visible()


def _confirm(page: Page, server: str) -> None:
    page.goto(f"{server}/so-nhiem-vu?tinh_trang=reported")
    page.get_by_role("link", name=re.compile("Rà soát việc sử dụng biên chế")).click()
    page.get_by_role("button", name="Xác nhận hoàn thành").click()
    expect(page.get_by_text("Hoàn thành đúng hạn").first).to_be_visible()


def _counts_agree(page: Page, server: str) -> None:
    """Each number of the briefing's last row opens a list of just so many rows, and the groups add up to the total."""
    page.goto(f"{server}/giao-ban")
    expect(page.get_by_text("Tổng số 3 =")).to_be_visible()
    foot = page.locator("table").filter(has_text="Sở Nội vụ").locator("tfoot td.num")
    numbers = [int(text) for text in foot.all_inner_texts()]
    assert sum(numbers[:-1]) == numbers[-1] == 3
    links = foot.locator("a")
    for address, number in [(link.get_attribute("href"), int(link.inner_text())) for link in links.all()]:
        page.goto(f"{server}{address}")
        expect(page.get_by_text(f"{number} phần việc", exact=False).first).to_be_visible()
        assert page.locator("table.list tbody tr").count() == number


def _draft(page: Page, server: str, folder: Path) -> None:
    page.goto(f"{server}/so-nhiem-vu")
    boxes = page.locator("input[name=nv]")
    expect(boxes).to_have_count(2)
    for box in boxes.all():
        box.check()
    page.get_by_role("button", name="Soạn văn bản triển khai").click()
    expect(page.get_by_role("heading", name="Công văn triển khai")).to_be_visible()
    expect(page.get_by_role("link", name="Tải bản Word")).to_be_visible(timeout=90_000)
    if shutil.which("soffice"):
        expect(page.get_by_role("img", name="Trang 1 của dự thảo")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải bản Word").click()
    target = folder / "tai-ve.docx"
    download.value.save_as(target)
    words = "\n".join(paragraph.text for paragraph in docx.Document(str(target)).paragraphs)
    assert "Thực hiện Công văn số 214/UBND-TH" in words
    assert "Tổng hợp nhu cầu kinh phí" in words
