"""Spreadsheets, archives and edXML messages."""

from __future__ import annotations

import base64
import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from drafting.errors import InvalidInput, Refused
from tracking.reading.choose import read_pages
from tracking.reading.page import Line, Table, lines_of


@pytest.fixture
def tasks(tmp_path: Path) -> Path:
    """A task table of an annex."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "PHỤ LỤC NHIỆM VỤ"
    sheet.merge_cells("A1:D1")
    for row in (
        ["STT", "Nhiệm vụ", "Chủ trì", "Hạn"],
        ["I", "NHÓM VIỆC"],
        [1, "Rà soát", "Sở Nội vụ", dt.date(2026, 3, 5)],
        [2, "Báo cáo", "Sở Y tế", "=1+1"],
    ):
        sheet.append(row)
    sheet.merge_cells("B3:D3")
    hidden = book.create_sheet("ẩn")
    hidden["A1"] = "không đọc"
    hidden.sheet_state = "hidden"
    path = tmp_path / "phu-luc.xlsx"
    book.save(path)
    return path


def test_a_task_table_of_a_spreadsheet(tasks: Path) -> None:
    (page,) = read_pages(tasks).pages
    title, table = page.blocks
    assert isinstance(title, Line)
    assert title.text == "PHỤ LỤC NHIỆM VỤ"
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["STT", "Nhiệm vụ", "Chủ trì", "Hạn"],
        ["I", "NHÓM VIỆC"],
        ["1", "Rà soát", "Sở Nội vụ", "05/3/2026"],
        ["2", "Báo cáo", "Sở Y tế", ""],
    ]
    assert table.rows[1][1].column_span == 3


def test_an_archive_gives_the_main_file_first_and_names_what_it_holds(tmp_path: Path, tasks: Path, word: Any) -> None:
    path = tmp_path / "ho-so.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(tasks, "Phụ lục 1.xlsx")
        archive.write(word(word.p("Kính gửi: Các sở")), "../../Công văn.docx")
        archive.writestr("hong.docx", b"PK\x03\x04xx")
        archive.writestr("__MACOSX/._x.docx", b"x")
        archive.writestr("chay.exe", b"MZ")
    pages = read_pages(path)
    assert [(page.number, page.origin) for page in pages.pages] == [(1, "word"), (2, "sheet")]
    assert {line.page for line in lines_of(pages.pages[1].blocks)} == {2}
    assert pages.warnings[0] == "Gói «ho-so.zip» gồm 2 tệp: văn bản chính «Công văn.docx»; phụ lục «Phụ lục 1.xlsx»."
    assert "hong.docx" in pages.warnings[1]


def test_a_secret_file_in_an_archive_refuses_all(tmp_path: Path, word: Any) -> None:
    path = tmp_path / "ho-so.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(word(word.p("Kính gửi")), "a.docx")
        archive.writestr("b.txt", "UBND TỈNH\nMẬT\nSố: 1/UBND")
    with pytest.raises(Refused):
        read_pages(path)


def message(
    attachment: tuple[str, bytes] | None = None, root: str = "edXML", space: str = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
) -> str:
    carried = ""
    if attachment:
        data = base64.b64encode(attachment[1]).decode()
        carried = (
            f"<e:AttachmentEncoded><e:Attachment><e:AttachmentName>{attachment[0]}</e:AttachmentName>"
            f"<e:ContentTransferEncoded>{data}</e:ContentTransferEncoded></e:Attachment></e:AttachmentEncoded>"
        )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><e:{root} xmlns:e="{space}"><e:edXMLEnvelope><e:edXMLHeader><e:MessageHeader>'
        "<e:From><e:OrganId>H01</e:OrganId><e:OrganName>Ủy ban nhân dân tỉnh Bình An</e:OrganName></e:From>"
        "<e:Code><e:CodeNumber>12</e:CodeNumber><e:CodeNotation>UBND-TH</e:CodeNotation></e:Code>"
        "<e:PromulgationInfo><e:Place>Bình An</e:Place><e:PromulgationDate>2026/02/05</e:PromulgationDate></e:PromulgationInfo>"
        "<e:Subject>Rà soát thủ tục</e:Subject><e:DueDate>2026/03/01</e:DueDate><e:SteeringType>2</e:SteeringType>"
        "<e:ResponseForTask><e:TaskCode>T-7</e:TaskCode></e:ResponseForTask>"
        "<e:OtherInfo><e:Priority>3</e:Priority></e:OtherInfo></e:MessageHeader></e:edXMLHeader></e:edXMLEnvelope>"
        f"{carried}</e:{root}>"
    )


@pytest.mark.parametrize(
    ("root", "space"), [("edXML", "http://www.mic.gov.vn/TBT/QCVN_102_2016"), ("EdXMLEnvelope", "http://www.go.vn/eDoc")]
)
def test_an_edxml_message_states_its_document_and_gives_its_file(tmp_path: Path, word: Any, root: str, space: str) -> None:
    path = tmp_path / "goi.edxml"
    path.write_text(message(("cv.docx", word(word.p("Kính gửi: Các sở")).read_bytes()), root, space), encoding="utf-8")
    pages = read_pages(path)
    assert [line.text for line in lines_of(tuple(pages.blocks()))] == ["Kính gửi: Các sở"]
    stated = dict(pages.stated)
    assert stated["number"] == "12/UBND-TH"
    assert stated["issued_on"] == "2026-02-05"
    assert stated["due"] == "2026-03-01"
    assert (stated["urgency"], stated["steering"], stated["task_codes"]) == ("hỏa tốc", "chỉ đạo", "T-7")


def test_a_message_without_a_file_reads_as_its_envelope(tmp_path: Path) -> None:
    path = tmp_path / "goi.edxml"
    path.write_text(message(), encoding="utf-8")
    pages = read_pages(path)
    assert [line.text for line in lines_of(tuple(pages.blocks()))] == [
        "ỦY BAN NHÂN DÂN TỈNH BÌNH AN", "Số: 12/UBND-TH", "Bình An, ngày 05 tháng 02 năm 2026", "Rà soát thủ tục",
    ]  # fmt: skip
    assert "không kèm tệp" in pages.warnings[0]


def test_a_message_with_a_spoilt_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "goi.edxml"
    path.write_text(message(("a.docx", b"x" * 90)).replace("eHh4", "e*h4"), encoding="utf-8")
    with pytest.raises(InvalidInput, match="không giải mã được"):
        read_pages(path)
