"""Pages that quote a document without its letterhead: only what they say of the document itself is taken."""

from __future__ import annotations

from datetime import date

import pytest

from tracking.duty import DocumentInfo
from tracking.reading.page import Line, Page, Pages, lines_of
from tracking.structure.layout import lay_out
from tracking.structure.sheet import Sheet


def read(*texts: str) -> Sheet:
    return lay_out(Pages((Page(1, tuple(Line(text, whole=True) for text in texts), "html"),)))[0]


def header(*texts: str) -> DocumentInfo:
    return read(*texts).info


CONTENT = ("1. Sở Y tế rà soát cơ sở hành nghề trước ngày 30/6/2025.", "2. Công an tỉnh phối hợp kiểm tra.")


def test_the_sentence_that_introduces_a_document_gives_its_number_day_issuer_and_subject() -> None:
    sheet = read(
        "Trang chủ | Tin tức | Liên hệ",
        "Tăng cường quản lý hành nghề y tư nhân",
        "Ngày 15/5/2025, Sở Y tế đã ban hành Công văn số 2210/SYT-NVY ngày 14/5/2025 về việc "
        "tăng cường quản lý hành nghề y tư nhân. Nội dung cụ thể như sau:",
        "Căn cứ Luật Khám bệnh, chữa bệnh ngày 09 tháng 01 năm 2023;",
        *CONTENT,
    )
    info = sheet.info
    assert (info.kind, info.number, info.issued_on) == ("công văn", "2210/SYT-NVY", date(2025, 5, 14))
    assert (info.issuer, info.subject) == ("Sở Y tế", "tăng cường quản lý hành nghề y tư nhân")
    assert next(lines_of(sheet.body)).text.startswith("Căn cứ")


def test_a_note_of_source_gives_the_number() -> None:
    info = header(
        "Ý kiến phản ánh",
        "V/v đèn chiếu sáng hỏng trên đường liên xã",
        "Ủy ban nhân dân tỉnh giao Sở Xây dựng:",
        *CONTENT,
        "(Theo Công văn số 88/UBND-XD ngày 7/8/2024)",
    )
    assert (info.kind, info.number, info.issued_on) == ("công văn", "88/UBND-XD", date(2024, 8, 7))
    assert info.issuer == "Ủy ban nhân dân tỉnh"


@pytest.mark.parametrize(
    "sentence",
    [
        "Thực hiện Công văn số 2210/SYT-NVY ngày 14/5/2025 của Sở Y tế về quản lý hành nghề, UBND xã yêu cầu:",
        "Ngày 14/5/2025, Sở Y tế đã ban hành Công văn số 2210/SYT-NVY về quản lý hành nghề, làm căn cứ kiểm tra.",
        "Theo Công văn số 2210/SYT-NVY ngày 14/5/2025, các cơ sở phải đăng ký lại và chịu sự kiểm tra của cơ quan có thẩm quyền.",
        "Sở Y tế đã có Báo cáo số 12/BC-SYT ngày 01/4/2025 gửi Ủy ban nhân dân tỉnh.",
    ],
)
def test_a_document_that_is_only_cited_gives_no_number(sentence: str) -> None:
    info = header("Kế hoạch kiểm tra hành nghề y tư nhân trên địa bàn xã năm 2025", sentence, *CONTENT)
    assert (info.kind, info.number, info.issued_on) == ("kế hoạch", None, None)


def test_an_introduced_document_of_another_type_than_the_title_is_not_the_document() -> None:
    info = header(
        "Chỉ thị về việc tăng cường quản lý đất đai trên địa bàn thành phố",
        "Ngày 01/6/2015, Ủy ban nhân dân thành phố đã ban hành Quyết định số 33/2015/QĐ-UBND ngày 01/6/2015 như sau: hạn mức.",
        "Ủy ban nhân dân Thành phố yêu cầu Sở Tài nguyên kiểm tra trên địa bàn thành phố Cần Thơ.",
    )
    assert (info.kind, info.number, info.issuer) == ("chỉ thị", None, "Ủy ban nhân dân thành phố Cần Thơ")
    assert info.subject == "tăng cường quản lý đất đai trên địa bàn thành phố"


def test_the_body_that_gives_notice_is_the_issuer() -> None:
    notice = "Văn phòng Chính phủ xin thông báo để các cơ quan biết, thực hiện."
    info = header("Thông báo kết luận cuộc họp về phòng chống thiên tai", "Cuộc họp đã thống nhất:", *CONTENT, notice)
    assert (info.kind, info.issuer) == ("thông báo", "Văn phòng Chính phủ")


def test_a_page_that_says_nothing_of_itself_has_its_heading_as_subject_and_nothing_else() -> None:
    info = header("Khẩn trương khắc phục hậu quả mưa lũ tại các xã miền núi", "Mưa lớn gây sạt lở nhiều tuyến đường.", *CONTENT)
    assert info.subject == "Khẩn trương khắc phục hậu quả mưa lũ tại các xã miền núi"
    assert (info.number, info.issued_on, info.signer) == (None, None, None)


def test_an_incoming_stamp_and_a_lone_day_give_no_number() -> None:
    opening = "Thực hiện chỉ đạo của Tỉnh ủy, Chủ tịch Ủy ban nhân dân tỉnh ban hành Kế hoạch trồng cây như sau:"
    stamp = ("CV ĐẾN Số: 5678", "Ngày 25/11/2016", "Chuyển: Phòng Hành chính")
    title = ("KẾ HOẠCH", "Trồng cây đầu năm 2017 trên địa bàn tỉnh Bình Hòa")
    info = header("Bình Hòa, ngày 24 tháng 11 năm 2016", *stamp, *title, opening, *CONTENT)
    assert (info.number, info.issued_on) == (None, date(2016, 11, 24))
    assert (info.kind, info.issuer) == ("kế hoạch", "Ủy ban nhân dân tỉnh Bình Hòa")


@pytest.mark.parametrize(
    ("lead", "number", "issued_on", "kind"),
    [
        (
            "Ngày 12/8/2015, UBND tỉnh Hà Giang ban hành Công văn số: 2210 /UBND-KT yêu cầu các huyện.",
            "2210/UBND-KT",
            date(2015, 8, 12),
            "công văn",
        ),
        ("Ngày 12-8, UBND tỉnh Hà Giang có công văn yêu cầu các huyện chống hạn.", None, date(2015, 8, 12), "công văn"),
        ("Chiều ngày 12 tháng 8, Chủ tịch UBND tỉnh Hà Giang ký Công điện hỏa tốc số 05/CĐ-UBND chỉ đạo chống bão.", None, None, None),
        (
            "Sáng ngày 12/8/2015, Sở Y tế tỉnh Hà Giang đã ban hành Kế hoạch số 88/KH-SYT về phòng bệnh.",
            "88/KH-SYT",
            date(2015, 8, 12),
            "kế hoạch",
        ),
    ],
)
def test_the_lead_of_a_news_page_names_the_document_it_reports(
    lead: str, number: str | None, issued_on: date | None, kind: str | None
) -> None:
    info = header("Đẩy mạnh công tác phòng, chống tại các huyện vùng cao", "Thứ năm, 13/8/2015 08:20", lead, *CONTENT)
    if kind is not None:
        assert (info.kind, info.number, info.issued_on) == (kind, number, issued_on)
    assert (info.issuer or "").startswith(("UBND tỉnh", "Ủy ban nhân dân tỉnh", "Sở Y tế"))


def test_a_day_without_a_year_is_of_the_year_before_where_the_page_s_day_comes_first() -> None:
    info = header(
        "Chấn chỉnh việc trực Tết tại các cơ quan",
        "Thứ hai, 03/01/2022",
        "Ngày 30/12, UBND tỉnh Hà Giang có công văn đề nghị các sở trực Tết.",
        *CONTENT,
    )
    assert info.issued_on == date(2021, 12, 30)


def test_a_document_cited_behind_words_of_the_page_is_not_the_page_s_own() -> None:
    cited = "Thực hiện Công văn số 3723/BNN-BVTV ngày 16/10/2013 của Bộ, Sở đã có văn bản hướng dẫn."
    assert header("Tổng kiểm tra việc kinh doanh thuốc tại các huyện", cited, *CONTENT).number is None


@pytest.mark.parametrize(
    ("lead", "issuer", "subject"),
    [
        (
            "(HBO) - Sở Văn hóa, Thể thao và Du lịch vừa ban hành Công văn về việc bảo vệ di tích.",
            "Sở Văn hóa, Thể thao và Du lịch",
            "bảo vệ di tích",
        ),
        (
            "BBH - Ban Thường vụ Tỉnh ủy Hà Giang mới có Công văn chỉ đạo về giữ rừng, trong đó yêu cầu:",
            "Ban Thường vụ Tỉnh ủy Hà Giang",
            "giữ rừng",
        ),
    ],
)
def test_a_lead_without_a_day_names_body_and_subject_and_furniture_of_the_page_does_not(lead: str, issuer: str, subject: str) -> None:
    info = header("HAGIANG.VN trên mạng", "Trang chủ | Tin tức | Văn bản", "Đang tải nội dung, vui lòng chờ", lead, *CONTENT)
    assert (info.kind, info.issuer, info.subject) == ("công văn", issuer, subject)


def test_a_number_told_without_its_symbol_is_kept_as_told() -> None:
    lead = "Ngày 12/8/2015, UBND thành phố Bình Hòa có Công văn 2210 gửi các phường về việc dọn vệ sinh kênh mương."
    info = header("Đẩy mạnh dọn vệ sinh kênh mương trong thành phố", lead, *CONTENT)
    assert (info.number, info.issued_on, info.subject) == ("2210", date(2015, 8, 12), "dọn vệ sinh kênh mương")


def test_content_that_names_its_own_type_tells_the_type() -> None:
    info = header("UBND tỉnh Hà Giang giao Sở Y tế kiểm tra kho thuốc. Giám đốc Sở Y tế chịu trách nhiệm thi hành Quyết định này.")
    assert info.kind == "quyết định"


def test_a_title_is_found_behind_stamps_and_words_of_a_page() -> None:
    lines = [
        "Cơ sở dữ liệu", "Tải về: 123.pdf (1,2 MB)", "CÔNG VĂN ĐẾN", "Số: 4521", "Ngày 05/5/2026", "= ~ ee ¬ A",
        "Kế hoạch trực hồ chứa mùa khô ở các xã miền núi",
        "Ngày 02/3/2026, Sở Xây dựng đã ban hành Quyết định số 41/QĐ-SXD về trực hồ với nội dung cụ thể như sau: đủ người.",
    ]  # fmt: skip
    info = lay_out(Pages((Page(1, tuple(Line(text, whole=True) for text in lines), "text"),)))[0].info
    assert (info.kind, info.number) == ("kế hoạch", None)
    assert info.subject == "trực hồ chứa mùa khô ở các xã miền núi"
