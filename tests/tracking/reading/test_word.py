"""Word files are read as their accepted, printed form shows them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from drafting.errors import InvalidInput
from tracking.reading.choose import read_pages
from tracking.reading.page import Line, Table, lines_of


def lines(path: Path) -> list[Line]:
    return list(lines_of(tuple(read_pages(path).blocks())))


def texts(path: Path) -> list[str]:
    return [line.text for line in lines(path)]


def markers(path: Path) -> list[str | None]:
    return [line.marker for line in lines(path)]


def only_table(path: Path) -> Table:
    return next(block for block in read_pages(path).blocks() if isinstance(block, Table))


def test_levels_of_a_list_count_apart_and_start_again_below_a_new_parent(word: Any) -> None:
    part = word.lists([("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-")])
    body = "".join(word.listed("việc", level=level) for level in (0, 1, 1, 2, 2, 0, 1, 3))
    path = word(body, numbering=part)
    assert markers(path) == ["I.", "1.", "2.", "a)", "b)", "II.", "1.", "-"]
    assert [line.level for line in lines(path)] == [0, 1, 1, 2, 2, 0, 1, 3]


def test_a_number_with_its_parents_is_written_whole(word: Any) -> None:
    path = word(
        "".join(word.listed("x", level=level) for level in (0, 1, 1, 0, 1)),
        numbering=word.lists([("decimal", "%1."), ("decimal", "%1.%2.")]),
    )
    assert markers(path) == ["1.", "1.1.", "1.2.", "2.", "2.1."]


def test_a_start_override_begins_again_and_other_uses_of_the_list_count_on(word: Any) -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    path = word("".join(word.listed("x", number) for number in (1, 1, 2, 3, 3)), numbering=word.lists([("decimal", "%1.")], nums))
    assert markers(path) == ["1.", "2.", "3.", "1.", "2."]


def test_a_style_brings_its_number_and_zero_takes_it_away(word: Any) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="Dieu"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    with_style = word.p("Phạm vi", '<w:pStyle w:val="Dieu"/>')
    without = word.p("Ghi chú", '<w:pStyle w:val="Dieu"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    path = word(with_style + without + with_style, numbering=word.lists([("decimal", "Điều %1.")]), styles=styles)
    assert markers(path) == ["Điều 1.", None, "Điều 2."]


def test_the_number_column_of_a_table_counts_although_its_cells_are_empty(word: Any) -> None:
    rows = [word.cell("", inner=word.listed("")) + word.cell("Rà soát") for _ in range(3)]
    path = word(word.table(*rows), numbering=word.lists([("decimal", "%1")]))
    assert [next(lines_of(row[0].blocks)).marker for row in only_table(path).rows] == ["1", "2", "3"]


@pytest.mark.parametrize(("stored", "shown"), [("\uf0b7", "•"), ("-", "-"), ("+", "+"), ("o", "◦"), ("\uf0d8", "•")])
def test_bullets_read_as_on_paper(word: Any, stored: str, shown: str) -> None:
    assert markers(word(word.listed("x"), numbering=word.lists([("bullet", stored)]))) == [shown]


def test_insertions_are_kept_and_deletions_dropped(word: Any) -> None:
    body = (
        '<w:p><w:r><w:t xml:space="preserve">trước ngày </w:t></w:r><w:del><w:r><w:delText>10</w:delText></w:r></w:del>'
        "<w:ins><w:r><w:t>15</w:t></w:r></w:ins><w:r><w:t>/3/2026</w:t></w:r></w:p>"
    )
    assert texts(word(body)) == ["trước ngày 15/3/2026"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs(word: Any) -> None:
    body = f'<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">Sở Nội vụ </w:t></w:r></w:p>{word.p("chủ trì.")}'
    assert texts(word(body)) == ["Sở Nội vụ chủ trì."]


def test_hidden_text_and_instructions_of_fields_are_not_read(word: Any) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>05/3/2026</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ghi chú nội bộ</w:t></w:r>"
    assert texts(word(f"<w:p>{hidden}<w:r><w:t>Hạn: </w:t></w:r>{field}</w:p>")) == ["Hạn: 05/3/2026"]


def test_a_text_box_is_read_once_though_it_is_stored_twice(word: Any) -> None:
    box = word.p("KHẨN")
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{box}</w:txbxContent>"
        "</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{box}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(word(f"<w:p><w:r><w:t>Số: 01/CĐ</w:t></w:r>{drawing}</w:p>")) == ["Số: 01/CĐ", "KHẨN"]


def test_hyperlinks_content_controls_tabs_breaks_and_soft_hyphens(word: Any) -> None:
    body = (
        "<w:p><w:hyperlink><w:r><w:t>Nghị định</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>hành</w:t>"
        "<w:softHyphen/><w:t>chính</w:t></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{word.p('trong khung')}</w:sdtContent></w:sdt>"
        "<w:p><w:r><w:t>ỦY BAN</w:t><w:br/><w:t>NHÂN DÂN</w:t></w:r></w:p>"
    )
    assert texts(word(body)) == ["Nghị định\thànhchính", "trong khung", "ỦY BAN\nNHÂN DÂN"]


def test_items_typed_with_line_breaks_are_lines_of_their_own(word: Any) -> None:
    body = "<w:p><w:r><w:t>Nhiệm vụ:</w:t><w:br/><w:t>- Rà soát;</w:t><w:br/><w:t>- Báo cáo.</w:t></w:r></w:p>"
    assert texts(word(body)) == ["Nhiệm vụ:", "- Rà soát;", "- Báo cáo."]


def test_footnotes_are_marked_as_such(word: Any) -> None:
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{word.p("xx")}</w:footnote><w:footnote w:id="2">{word.p("Theo báo cáo.")}</w:footnote>'
    )
    body = '<w:p><w:r><w:t>Đã họp</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>.</w:t></w:r></w:p>'
    assert [(line.text, line.footnote) for line in lines(word(body, footnotes=notes))] == [("Đã họp.", False), ("Theo báo cáo.", True)]


def test_merged_cells_stand_once_with_their_spans(word: Any) -> None:
    path = word(
        word.table(
            word.cell("I") + word.cell("NHÓM VIỆC", '<w:gridSpan w:val="2"/>'),
            word.cell("1", '<w:vMerge w:val="restart"/>') + word.cell("Rà soát") + word.cell("Sở Y tế"),
            word.cell("", "<w:vMerge/>", "<w:p/>") + word.cell("Báo cáo") + word.cell("Sở Nội vụ"),
        )
    )
    found = [(cell.text, cell.row, cell.column, cell.row_span, cell.column_span) for row in only_table(path).rows for cell in row]
    assert found == [
        ("I", 0, 0, 1, 1), ("NHÓM VIỆC", 0, 1, 1, 2),
        ("1", 1, 0, 2, 1), ("Rà soát", 1, 1, 1, 1), ("Sở Y tế", 1, 2, 1, 1),
        ("Báo cáo", 2, 1, 1, 1), ("Sở Nội vụ", 2, 2, 1, 1),
    ]  # fmt: skip


def test_a_table_in_a_cell_stays_in_it(word: Any) -> None:
    inner = word.table(word.cell("trong")) + word.p("sau")
    cell = only_table(word(word.table(word.cell("", inner=inner)))).rows[0][0]
    assert isinstance(cell.blocks[0], Table)
    assert cell.text == "trong\nsau"


@pytest.mark.parametrize("borders", [True, False])
def test_a_letterhead_without_borders_is_no_ruled_table(word: Any, borders: bool) -> None:
    assert only_table(word(word.table(word.cell("a") + word.cell("b"), borders=borders))).ruled is borders


def test_looks_are_the_effective_ones(word: Any) -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="26"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="Cha"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Cha"/><w:rPr><w:sz w:val="28"/></w:rPr></w:style>'
    )
    first, second = lines(word(word.p("TIÊU ĐỀ", '<w:pStyle w:val="Con"/>') + word.p("thân", "", "<w:i/>"), styles=styles))
    assert (first.bold, first.centred, first.size, first.whole) == (True, True, 14.0, True)
    assert (second.bold, second.italic, second.centred, second.size) == (False, True, False, 13.0)


def test_hard_page_breaks_part_pages(word: Any) -> None:
    pages = read_pages(
        word(word.p("một") + '<w:p><w:r><w:br w:type="page"/><w:t>hai</w:t></w:r></w:p>' + word.p("ba", "<w:pageBreakBefore/>"))
    ).pages
    assert [(page.number, [line.text for line in lines_of(page.blocks)]) for page in pages] == [(1, ["một"]), (2, ["hai"]), (3, ["ba"])]


def test_decomposed_letters_are_composed(word: Any) -> None:
    assert texts(word(word.p("Cô\u0323ng ho\u0300a"))) == ["Cộng hòa"]


@pytest.mark.parametrize(
    ("font", "stored", "shown"),
    [
        (".VnTime", "Uû ban nh©n d©n tØnh", "Uỷ ban nhân dân tỉnh"),
        (".VnTimeH", "uû ban nh©n d©n", "UỶ BAN NHÂN DÂN"),
        ("VNI-Times", "Uûy ban nhaân daân tænh", "Ủy ban nhân dân tỉnh"),
        (".VnTime", "Ủy ban", "Ủy ban"),
    ],
)
def test_text_in_fonts_from_before_unicode_is_converted(word: Any, font: str, stored: str, shown: str) -> None:
    assert texts(word(word.p(stored, "", f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'))) == [shown]


def test_a_letterhead_kept_in_the_page_header_is_read(word: Any) -> None:
    head = word.table(word.cell("UBND XÃ A") + word.cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), borders=False)
    assert texts(word(word.p("Kính gửi: Các thôn"), header1=head))[:2] == ["UBND XÃ A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


@pytest.mark.parametrize(
    ("what", "extra", "body"),
    [
        ("macro", {"word/vbaProject.bin": b"x"}, "<w:p/>"),
        ("rỗng", {}, "<w:p/>"),
        ("XML sai cú pháp", {}, "<w:p>"),
        ("XML sai cú pháp", {}, "<w:tbl><w:tr><w:tc>" * 400 + "</w:tc></w:tr></w:tbl>" * 400),
    ],
)
def test_a_word_file_that_cannot_be_taken_is_refused_in_one_line(word: Any, what: str, extra: dict[str, bytes], body: str) -> None:
    with pytest.raises(InvalidInput, match=what) as caught:
        read_pages(word(body, extra=extra))
    assert "\n" not in str(caught.value)
    assert "van-ban.docx" in str(caught.value)
