"""Plain text: encodings told by their form, paragraphs known only where that is certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting.orthography import nfc
from tracking.reading import legacy_fonts, syllables
from tracking.reading.choose import read_pages
from tracking.reading.page import Line

TEXT = "Kính gửi: Các sở, ban, ngành\nỦy ban nhân dân tỉnh yêu cầu rà soát, đẩy mạnh cải cách hành chính trước ngày 15/3/2026."


def stored(name: str) -> bytes:
    """TEXT as a file of the years before Unicode would hold it."""
    encoding = next(one for one in legacy_fonts.encodings() if one.name == name and not one.capitals)
    letters = {shown: kept for kept, shown in encoding.shown.items() if kept.isascii() is False or len(kept) > 1}
    return "".join(letters.get(c, c) for c in TEXT.replace("Ủ", "U")).encode("latin-1")


def lines(path: Path) -> list[Line]:
    return [block for block in read_pages(path).blocks() if isinstance(block, Line)]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_in_every_form(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode(codec))
    assert [line.text for line in lines(path)] == TEXT.split("\n")


@pytest.mark.parametrize("name", ["tcvn3", "vni", "viscii"])
def test_old_encodings_are_told_by_the_vietnamese_they_make(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(stored(name))
    assert "\n".join(line.text for line in lines(path)) == TEXT.replace("Ủ", "U")


def test_windows_1258_and_decomposed_text_are_composed(tmp_path: Path) -> None:
    import unicodedata

    path = tmp_path / "a.txt"
    wide = "".join(unicodedata.normalize("NFC", c) if c in "âăêôơưđÂĂÊÔƠƯĐ" else c for c in _parted(TEXT))
    path.write_bytes(wide.encode("cp1258"))
    assert "\n".join(line.text for line in lines(path)) == TEXT


def _parted(text: str) -> str:
    """Tone marks apart, letter marks kept: the way Windows-1258 stores Vietnamese."""
    import unicodedata

    out = ""
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        tones = "".join(c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323")
        out += nfc("".join(c for c in parts if c not in tones)) + tones
    return out


def test_text_copied_out_of_an_old_font_is_converted_although_it_is_utf8(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Uû ban nh©n d©n tØnh yªu cÇu c¸c së, ban, ngµnh thùc hiÖn nghiªm tóc", encoding="utf-8")
    assert lines(path)[0].text == "Uỷ ban nhân dân tỉnh yêu cầu các sở, ban, ngành thực hiện nghiêm túc"


def test_a_text_of_long_lines_has_paragraphs_and_an_open_one_goes_on(tmp_path: Path) -> None:
    long = "Sở Nội vụ chủ trì, phối hợp với các cơ quan có liên quan rà soát, tổng hợp, báo cáo Ủy ban nhân dân tỉnh xem xét, quyết định."
    path = tmp_path / "a.txt"
    path.write_text(f"{long}\n\n{long[:-1]} theo\n\nquy định của pháp luật.\n\n{long}", encoding="utf-8")
    assert [line.whole for line in lines(path)] == [True, False, True, True]


def test_a_text_wrapped_at_the_width_of_paper_has_lines_only(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Sở Nội vụ chủ trì, phối hợp với các cơ quan có liên quan rà soát\ncác thủ tục.\n\n    1. Báo cáo\n", encoding="utf-8")
    found = lines(path)
    assert not any(line.whole for line in found)
    assert [line.text for line in found][-1] == "1. Báo cáo"


def test_form_feeds_part_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("một\n\fhai\n", encoding="utf-8")
    assert [(line.text, line.page) for line in lines(path)] == [("một", 1), ("hai", 2)]


@pytest.mark.parametrize("word", ["nghiêng", "Ủy", "quyết", "giữa", "thuở", "ngoằn", "khuya", "HƯỚNG", "đặc", "yêu"])
def test_syllables(word: str) -> None:
    assert syllables.is_syllable(word)


@pytest.mark.parametrize("word", ["nh©n", "wrd", "ngchữ", "bcd", "hành́chính", "strong", "ệệ"])
def test_other_words_are_no_syllables(word: str) -> None:
    assert not syllables.is_syllable(word)


VIQR = (
    "Kinh gu+?i: Ca'c tru+o+?ng tho^n.\n"
    "U?y ban nha^n da^n xa~ ye^u ca^`u: ra` soa't ho^. nghe`o, ba'o ca'o tru+o+'c nga`y 20/3/2024.\n"
    "DDe^` nghi. thu+.c hie^.n."
)


def test_vietnamese_typed_in_plain_letters_gets_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(VIQR, "ascii")
    assert [line.text for line in lines(path)] == [
        "Kinh gửi: Các trưởng thôn.",
        "Ủy ban nhân dân xã yêu cầu: rà soát hộ nghèo, báo cáo trước ngày 20/3/2024.",
        "Đề nghị thực hiện.",
    ]


@pytest.mark.parametrize(
    "text", ["Uy ban nhan dan xa yeu cau ra soat (ho so). Thuc hien?", "What's up? I don't know (yet). See a+b, e^x and o(n)." * 3]
)
def test_other_plain_text_stays_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, "ascii")
    assert "".join(line.text for line in lines(path)) == text
