"""A browser on any page speaks to the app's own machine and to nobody else: pictures, type, scripts, sockets and all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from drafting.spec import read_spec
from tracking.office_templates import save_template, starting_template
from tracking.outgoing.kept_spec import kept_form
from tracking.outgoing.life import save_draft
from tracking.outgoing.working_copies import WorkingCopy, keep_copy
from tracking.register import accounts
from tracking.register.actor import Actor
from tracking.register.database import Register
from ui.routes import PAGES

PASSWORD = "mật khẩu đủ dài"
SAMPLE = Path(__file__).parents[2] / "templates" / "samples" / "cong-van-mau.json"
pytestmark = pytest.mark.browser


@pytest.fixture
def addresses(register: Register, people: dict[str, Actor], directive: int, confirmed: list[int]) -> list[str]:
    """One of each page of the app, with what it shows."""
    document = save_draft(register, people["officer"], read_spec(SAMPLE))
    template = save_template(
        register, people["officer"], starting_template(register, "giấy mời", register.settings.spool / "mau.docx"), "Giấy mời.docx"
    )
    keep_copy(register, people["admin"], WorkingCopy("abc", kept_form(read_spec(SAMPLE))))
    known = {"directive_id": directive, "duty_id": confirmed[0], "document_id": document, "template_id": template, "key": "abc"}
    return [page.path.format_map(known) for page in PAGES]


def test_no_page_asks_anything_of_another_machine(
    serve: Callable[[Path], str], browser: Browser, register: Register, people: dict[str, Actor], addresses: list[str]
) -> None:
    server = serve(register.settings.data)
    token, _ = accounts.sign_in(register, people["admin"].login, PASSWORD)
    context = browser.new_context(locale="vi-VN")
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda opened: asked.append(opened.url))
    for address in ["/dang-nhap", "/thiet-lap", *addresses]:
        if address in addresses:
            context.add_cookies([{"name": "dondoc", "value": token, "url": server}])
        page.goto(server + address)
        page.wait_for_selector("h1")
        page.wait_for_load_state("networkidle")
    context.close()
    own = urlsplit(server).netloc
    assert [url for url in asked if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc != own] == []
    assert sum(url.startswith("ws://") for url in asked) >= len(addresses)
