"""Web pages give the document they quote, not the menus around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracking.reading.choose import read_pages
from tracking.reading.page import Line, Table, lines_of

LONG = "Để hoàn thành nhiệm vụ cải cách hành chính của năm, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu các đơn vị thực hiện ngay các việc sau:"


def page(tmp_path: Path, body: str, head: str = "<meta charset='utf-8'>", codec: str = "utf-8") -> list[Line]:
    path = tmp_path / "trang.htm"
    path.write_bytes(f"<!DOCTYPE html><html><head>{head}<title>Cổng</title></head><body>{body}</body></html>".encode(codec))
    return list(lines_of(tuple(read_pages(path).blocks())))


def test_menus_side_columns_and_footers_are_left_out(tmp_path: Path) -> None:
    body = (
        "<nav><a href='/'>Trang chủ</a></nav><div class='main-menu'><ul><li><a>Giới thiệu</a></li></ul></div>"
        f"<div id='wrap'><div class='content'><h1>Tin chỉ đạo</h1><p>{LONG}</p><p>{LONG}</p></div>"
        "<div class='sidebar'><p>Tin khác trong ngày</p></div></div>"
        "<div class='footer'>Bản quyền của Cổng thông tin</div><script>var a = 'x';</script>"
    )
    assert [line.text for line in page(tmp_path, body)] == ["Tin chỉ đạo", LONG, LONG]


def test_a_letterhead_beside_the_text_is_kept_with_it(tmp_path: Path) -> None:
    head = "<div><table><tr><td>UBND TỈNH A</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr></table></div>"
    found = page(
        tmp_path,
        f"<div class='banner'>Cổng</div><div class='doc'>{head}<div class='text'><p>{LONG}</p><p>{LONG}</p></div>"
        "<div>Nơi nhận: - Như trên;</div></div>",
    )
    assert [line.text for line in found] == ["UBND TỈNH A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", LONG, LONG, "Nơi nhận: - Như trên;"]


@pytest.mark.parametrize(
    ("html", "markers"),
    [
        ("<ol><li>a</li><li>b</li></ol>", ["1.", "2."]),
        ("<ol type='a' start='3'><li>a</li></ol>", ["c)"]),
        ("<ol type='I'><li>a<ul><li>b</li></ul></li></ol>", ["I.", "+"]),
        ("<ul><li>a<li>b</ul>", ["-", "-"]),
        ("<ul style='list-style-type: none'><li>a</li></ul>", [None]),
    ],
)
def test_lists_have_their_markers(tmp_path: Path, html: str, markers: list[str | None]) -> None:
    assert [line.marker for line in page(tmp_path, html)] == markers


def test_breaks_end_lines_but_do_not_tear_sentences(tmp_path: Path) -> None:
    assert [
        line.text
        for line in page(tmp_path, "<p>1. Rà soát thủ tục<br>của các sở<br>2. Báo&nbsp;cáo.<br/>- Gửi về <b>Sở&nbsp;Nội vụ</b></p>")
    ] == [
        "1. Rà soát thủ tục của các sở",
        "2. Báo cáo.",
        "- Gửi về Sở Nội vụ",
    ]


def test_looks_of_lines(tmp_path: Path) -> None:
    first, second = page(tmp_path, "<p style='text-align:center'><b>CÔNG VĂN</b></p><p><i>Kính gửi</i></p>")
    assert (first.bold, first.centred, first.whole) == (True, True, True)
    assert (second.italic, second.centred) == (True, False)


def test_tables_keep_merged_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><body><table border=1><tr><td rowspan=2>1<td>a<td>b<tr><td colspan=2>c</table></body></html>", encoding="utf-8")
    table = next(iter(read_pages(path).blocks()))
    assert isinstance(table, Table)
    assert table.ruled
    assert [(cell.text, cell.column, cell.row_span, cell.column_span) for row in table.rows for cell in row] == [
        ("1", 0, 2, 1), ("a", 1, 1, 1), ("b", 2, 1, 1), ("c", 1, 1, 2),
    ]  # fmt: skip


@pytest.mark.parametrize("body", ["<p>Một<p>Hai<div>Ba", "<b><p>Một</b></p>Hai<table><tr>Ba", "</div>Một<br>Hai<br>Ba"])
def test_broken_pages_lose_no_word(tmp_path: Path, body: str) -> None:
    assert " ".join(line.text for line in page(tmp_path, body)) == "Một Hai Ba"


def test_the_declared_encoding_is_believed_where_it_fits(tmp_path: Path) -> None:
    assert page(tmp_path, "<p>Nội dung</p>", "<meta charset='utf-16'>", "utf-8")[0].text == "Nội dung"
    assert page(tmp_path, "<p>Nội dung chỉ đạo</p>", "", "utf-16")[0].text == "Nội dung chỉ đạo"


def test_words_nested_past_all_depth_are_still_read(tmp_path: Path) -> None:
    assert page(tmp_path, "<div>" * 3000 + "sâu")[0].text.endswith("sâu")
