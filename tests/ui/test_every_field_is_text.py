"""Every text column of every table holds markup and a formula at once: no page, list, calendar or file runs or links any of it.

The columns are read from the models, so that a new one is hostile from its first day; CODES holds those that are no one's words.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa
from docx import Document
from playwright.sync_api import Browser
from sqlmodel import AutoString, SQLModel, select

from drafting.spec import read_spec
from tracking.office_templates import save_template, starting_template
from tracking.outgoing import life
from tracking.outgoing.kept_spec import kept_form
from tracking.outgoing.working_copies import WorkingCopy, keep_copy
from tracking.register import accounts, extensions, work
from tracking.register.actor import Actor
from tracking.register.database import Register
from tracking.register.tables import Assignment
from tracking.reports.kinds import report_kinds
from ui.pages import lost
from ui.routes import PAGES

PASSWORD = "mật khẩu đủ dài"
SAMPLE = Path(__file__).parents[2] / "templates" / "samples" / "cong-van-mau.json"
EVIL = "=1+1<img src=x onerror='window.hacked=1'><script>window.hacked=1</script>{{7*7}}\r\nX-EVIL:1"
CODES = {
    *("state", "kind", "role", "bucket", "scope", "to_state", "origin", "relation", "cause", "outcome", "urgency", "series", "weight"),
    *("hash", "sha256", "token_hash", "password_hash", "head_hash", "words_hash", "previous_hash", "docx_sha256", "pdf_sha256", "salt"),
    *("command", "channel", "batch", "key", "section_fold", "fold", "code", "table_name", "field", "message_id"),
    *("time", "due_time", "reported_time", "effective_time", "asked_due_time", "granted_due_time"),
}
"""Columns with codes of ours, digests, hours and folded words; nobody types them and no page shows them as they are."""
ALONE = {"account.login", "failedsignin.login", "option.name", "auditentry.at", "former.before"}
"""Further columns that carry a name of ours or the means to sign in."""
_CODE = re.compile(r"[A-Za-z0-9_:;,.=\-]*")
pytestmark = pytest.mark.browser


def columns() -> Iterator[tuple[sa.Table, sa.Column[Any]]]:
    """The columns with words of people."""
    for table in SQLModel.metadata.sorted_tables:
        for column in table.columns:
            words = isinstance(column.type, (sa.String, AutoString, sa.JSON))
            if words and column.name not in CODES and f"{table.name}.{column.name}" not in ALONE:
                yield table, column


def _hostile(value: Any) -> Any:
    """The value with each of its words made hostile; codes, days and rules stay, so that pages know what they draw."""
    if isinstance(value, str):
        return value if _CODE.fullmatch(value) and not value.isupper() else f"{value} {EVIL}"
    if isinstance(value, list):
        return [_hostile(one) for one in value]
    if isinstance(value, dict):
        return {key: one if key in CODES or key in _SHAPE else _hostile(one) for key, one in value.items()}
    return value


_SHAPE = {
    "severity",
    "component",
    "form",
    "before",
    "frequency",
    "rule",
    "anchor",
    "unit",
    "due",
    "issued_on",
    "due_on",
    "symbol",
    "authority",
    "position",
    "role",
}


@pytest.fixture
def hostile(register: Register, people: dict[str, Actor], directive: int, confirmed: list[int]) -> dict[str, int]:
    """An office at work whose every word was then written over."""
    with register.reading() as session:
        shares = {duty: share or 0 for duty, share in session.exec(select(Assignment.duty_id, Assignment.id)).all()}
    first, second = shares[confirmed[0]], shares[confirmed[1]]
    work.assign(register, people["officer"], first, None, "Hà Thị Mai", "Làm sớm")
    work.explain_delay(register, people["officer"], first, "other", "Bộ Nội vụ", register.today(), None, "Chờ")
    extensions.ask_extension(register, people["unit"], first, "drop", "Đã làm", request_number="2/TTr")
    work.report_done(register, people["unit"], second, number="1/BC", note="Xong")
    spec = read_spec(SAMPLE)
    draft = life.save_draft(register, people["officer"], spec, confirmed[:2], "Bản đầu")
    life.comment(register, people["leader"], draft, "Sửa mục 1")
    keep_copy(register, people["admin"], WorkingCopy("abc", kept_form(spec)))
    template = save_template(
        register, people["officer"], starting_template(register, "giấy mời", register.settings.spool / "m.docx"), "M.docx"
    )
    with register.engine.begin() as connection:
        for table, column in columns():
            keys = list(table.primary_key.columns)
            for row in connection.execute(sa.select(*keys, column)).all():
                if row[-1]:
                    found = _hostile(row[-1]) if isinstance(column.type, sa.JSON) else f"{row[-1]} {EVIL}"
                    chosen = [key == value for key, value in zip(keys, row[:-1], strict=True)]
                    connection.execute(sa.update(table).where(*chosen).values({column.name: found}))
    return {"directive_id": directive, "duty_id": confirmed[0], "document_id": draft, "template_id": template, "share": first}


def test_no_page_runs_what_any_column_holds(
    serve: Callable[[Path], str], browser: Browser, register: Register, people: dict[str, Actor], hostile: dict[str, int]
) -> None:
    token, _ = accounts.sign_in(register, "admin", PASSWORD)
    server = serve(register.settings.data)
    context = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=server)
    context.add_cookies([{"name": "dondoc", "value": token, "url": server}])
    page = context.new_page()
    shown = 0
    for address in (one.path.format(**hostile, key="abc") for one in PAGES):
        page.goto(address)
        page.wait_for_selector("h1")
        page.wait_for_timeout(400)
        body = page.locator("body").inner_text()
        assert lost.BROKEN[0] not in body, address
        assert page.evaluate("window.hacked") is None, address
        assert page.locator("img[src=x], [onerror], a[href^='javascript:'], #noi-dung script").count() == 0, address
        shown += "<script>window.hacked=1</script>{{7*7}}" in body
    assert shown >= len(PAGES) // 2
    context.close()


async def test_no_file_holds_it_but_as_text(sign_in: Callable[..., Any], hostile: dict[str, int]) -> None:
    client = sign_in("officer").http_client
    kinds = [code for code in report_kinds() if code != "scores"]  # rests until the office has a rule for it
    tables = ["/so-nhiem-vu.xlsx?tinh_trang=tat_ca", *(f"/bao-cao.xlsx?loai={code}" for code in kinds)]
    for address in tables:
        answer = await client.get(address)
        assert answer.status_code == 200, address
        for sheet in openpyxl.load_workbook(io.BytesIO(answer.content)):
            cells = [cell for row in sheet.iter_rows() for cell in row]
            assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink], address
    calendar = (await client.get("/lich.ics")).text.replace("\r\n ", "")
    assert "window.hacked" in calendar
    assert not [line for line in calendar.splitlines() if line.startswith("X-EVIL")]
    papers = [*(f"/bao-cao.docx?loai={code}" for code in kinds), f"/nhiem-vu/{hostile['duty_id']}/ho-so.docx"]
    papers += [f"/van-ban-den/{hostile['directive_id']}/phieu-giai-quyet.docx", f"/phan-viec/{hostile['share']}/phieu-giao-viec.docx"]
    for address in papers:
        answer = await client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.text[:200]}"
        xml = Document(io.BytesIO(answer.content)).element.xml
        assert "<script>" not in xml, address
        assert "HYPERLINK" not in xml, address


def test_the_codes_that_are_left_alone_are_columns_of_the_tables() -> None:
    named = {column.name for table in SQLModel.metadata.sorted_tables for column in table.columns}
    full = {f"{table.name}.{column.name}" for table in SQLModel.metadata.sorted_tables for column in table.columns}
    assert named >= CODES
    assert full >= ALONE
