"""No page has a serious or critical fault of accessibility from our markup, on a desk and on a phone, in light and dark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
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


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_no_page_has_a_serious_fault_or_runs_over_its_edge(
    width: int,
    scheme: str,
    serve: Callable[[Path], str],
    browser: Browser,
    register: Register,
    people: dict[str, Actor],
    directive: int,
    confirmed: list[int],
) -> None:
    token, _ = accounts.sign_in(register, people["admin"].login, PASSWORD)
    server = serve(register.settings.data)
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]  # light or dark
    page = context.new_page()
    found: list[str] = []
    document = save_draft(register, people["officer"], read_spec(SAMPLE))
    start = starting_template(register, "giấy mời", register.settings.spool / "mau.docx")
    template = save_template(register, people["officer"], start, "Giấy mời.docx")
    keep_copy(register, people["admin"], WorkingCopy("abc", kept_form(read_spec(SAMPLE))))
    for address in ["/dang-nhap", *(_address(p.path, directive, confirmed, document, template) for p in PAGES)]:
        if address != "/dang-nhap":
            context.add_cookies([{"name": "dondoc", "value": token, "url": server}])
        page.goto(server + address)
        page.wait_for_selector("h1")
        page.wait_for_timeout(400)  # a socket that fell back to polling is never idle
        for fault in Axe().run(page).response["violations"]:
            if fault["impact"] in ("serious", "critical"):
                found.append(f"{address}: {fault['id']} {fault['nodes'][0]['target']}")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{address}: wider than {width}")
    context.close()
    assert found == []


def _address(path: str, directive: int, confirmed: list[int], document: int, template: int) -> str:
    known = {"directive_id": directive, "duty_id": confirmed[0], "document_id": document, "template_id": template, "key": "abc"}
    filled = path.format_map(known) if "{" in path else path
    return f"{filled}?nv={confirmed[0]}" if path == "/soan-thao/moi" else filled
