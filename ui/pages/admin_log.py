"""Quản trị, nhật ký: every command with who, when and what, searched by person, deed, words and day."""

from __future__ import annotations

from drafting.dates import first_date
from tracking.screens.administration import Asked, audit_rows
from ui.pages.administration import PATH as ABOVE
from ui.pages.administration import administration
from ui.parts.html import attr, box, words
from ui.parts.lists import empty, pager, table, text_cell
from ui.parts.wording import moment, thousands
from ui.visit import Visit

PATH = f"{ABOVE}/nhat-ky"


async def show(visit: Visit, tim: str = "", tu: str = "", den: str = "", trang: int = 1) -> None:
    """The page; what is looked for is in its address."""
    page, text = max(1, trang), tim.strip()[:200]
    asked = Asked(text, first_date(tu) if tu else None, first_date(den) if den else None)
    rows, total, head = await visit.asked(audit_rows, page, asked=asked)
    with administration(visit, f"{thousands(total)} dòng. Mã cuối chuỗi: {head[:16]}…"):
        pass
    _form(text, tu, den)
    if not rows:
        empty("Không có dòng nào khớp. Tìm được theo họ tên, tên đăng nhập, tên việc và chữ trong nội dung.")
        return
    with table(("Lúc", "Người", "Việc", "Nội dung"), "Nhật ký", tight=True), box(tag="tbody"):
        for row in rows:
            with box(tag="tr"):
                text_cell("Lúc", moment(row.at), "nowrap")
                text_cell("Người", row.who, "name")
                text_cell("", row.what, "lead")
                text_cell("Nội dung", row.words, "muted")
    pager(PATH, page, total, tim=text, tu=tu, den=den)


def _form(text: str, since: str, until: str) -> None:
    with attr(box("filters", "form"), action=PATH, method="get", role="search", aria_label="Tìm trong nhật ký").style("margin-top:24px"):
        _input("Tìm", "tim", text, "wide", placeholder="người, việc, nội dung", data_search="1")
        _input("Từ ngày", "tu", since, placeholder="ngày/tháng/năm")
        _input("đến ngày", "den", until, placeholder="ngày/tháng/năm")
        attr(words("Tìm", "button", "btn"), type="submit")


def _input(name: str, key: str, value: str, classes: str = "", **more: str) -> None:
    with box(f"field {classes}".strip(), "label"):
        words(name, "span", "name")
        attr(box("native", "input"), name=key, value=value, **more)
