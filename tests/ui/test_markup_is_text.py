"""Markup, scripts and formulas in every text field, file name and document show as text: on every page in a browser, and in exports."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser
from sqlmodel import select

from tracking.duty import DocumentInfo, Duty, Reading, Source
from tracking.outgoing import life
from tracking.planning import plan_from_duties
from tracking.register import accounts, extensions, review, work
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.directives import register_reading
from tracking.register.office_setup import add_office
from tracking.register.stored_files import look
from tracking.register.tables import Assignment

PASSWORD = "mật khẩu đủ dài"
EVIL = "<img src=x onerror='window.hacked=1'><script>window.hacked=1</script>{{7*7}}"
FORMULA = '=HYPERLINK("http://vi.du","bấm")'
pytestmark = pytest.mark.browser


@pytest.fixture
def hostile(register: Register, people: dict[str, Actor], tmp_path: Path) -> dict[str, int]:
    """A register whose every text field holds markup or a formula."""
    office = add_office(register, people["admin"], f"Sở {EVIL}")
    accounts.add_account(register, people["admin"], "ke-xau", PASSWORD, EVIL, "clerk")
    source = tmp_path / "van-ban.txt"
    source.write_text(f"{EVIL}\n{FORMULA}", "utf-8")
    duties = tuple(
        Duty(text, 0, EVIL[:30], owners, (EVIL,), (EVIL,), EVIL, source=Source(text), confidence=0.97)
        for text, owners in ((EVIL, ("Sở Nội vụ",)), (FORMULA, ("Sở Nội vụ",)), (f"{EVIL} hai", (EVIL,)))
    )
    info = DocumentInfo("công văn", f"7/{EVIL}", register.today(), EVIL, subject=EVIL, signer=EVIL)
    directive = register_reading(register, people["clerk"], Reading((info,), duties, warnings=(EVIL,)), [look(source, f"{EVIL}.txt")])
    ids = review.confirm_duties(register, people["officer"], directive)
    with register.reading() as session:
        shares = [session.exec(select(Assignment.id).where(Assignment.duty_id == key)).first() or 0 for key in ids]
    work.assign(register, people["officer"], shares[0], None, EVIL, EVIL)
    work.explain_delay(register, people["officer"], shares[0], "other", EVIL, register.today(), None, EVIL)
    extensions.ask_extension(register, people["unit"], shares[0], "drop", EVIL)
    work.report_done(register, people["unit"], shares[1], number=EVIL, note=FORMULA)
    spec = dataclasses.replace(plan_from_duties(register, ids[:2]).spec, subject=f"{EVIL} trích yếu", recipients=(EVIL,))
    draft = life.save_draft(register, people["officer"], spec, ids[:2], EVIL)
    life.revise(register, people["officer"], draft, dataclasses.replace(spec, closing=(EVIL,)), 1, FORMULA)
    life.comment(register, people["leader"], draft, EVIL)
    return {"directive": directive, "duty": ids[0], "reported": ids[1], "draft": draft, "office": office}


def test_no_page_runs_what_is_written_in_a_field(
    serve: Callable[[Path], str], browser: Browser, register: Register, people: dict[str, Actor], hostile: dict[str, int]
) -> None:
    server = serve(register.settings.data)
    token, _ = accounts.sign_in(register, "admin", PASSWORD)
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_cookies([{"name": "dondoc", "value": token, "url": server}])
    page = context.new_page()
    addresses = [
        *("/", "/van-ban-den", "/ra-soat", "/so-nhiem-vu?tinh_trang=tat_ca", "/giao-ban", "/soan-thao", "/van-ban-di", "/don-doc"),
        *("/bao-cao?loai=t1", "/bao-cao?loai=t4", "/lich", "/co-quan", "/quan-tri", "/tim?tim=img", "/tai-khoan"),
        f"/ra-soat/{hostile['directive']}",
        f"/nhiem-vu/{hostile['duty']}",
        f"/nhiem-vu/{hostile['reported']}",
        f"/van-ban-di/{hostile['draft']}?so=1&voi=2",
        f"/van-ban-di/{hostile['draft']}/sua",
        f"/so-nhiem-vu?tim={EVIL}",
    ]
    shown = 0
    for address in addresses:
        page.goto(server + address)
        page.wait_for_selector("h1")
        page.wait_for_timeout(300)
        assert page.evaluate("window.hacked") is None, address
        assert page.locator("img[src=x]").count() == 0, address
        shown += "onerror='window.hacked=1'><script>window.hacked=1</script>{{7*7}}" in page.locator("body").inner_text()
    assert shown >= 9
    context.close()


async def test_no_export_holds_a_formula(sign_in: Callable[..., object], hostile: dict[str, int]) -> None:
    user = sign_in("officer")
    addresses = [
        "/so-nhiem-vu.xlsx?tinh_trang=tat_ca",
        *(f"/bao-cao.xlsx?loai={code}" for code in ("t1", "t2", "t4", "incoming", "outgoing")),
    ]
    for address in addresses:
        answer = await user.http_client.get(address)  # type: ignore[attr-defined]  # the simulated user
        assert answer.status_code == 200, address
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink], address
