"""The words of orders are weighed from annotated directives, and measured on issuers left out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tracking.language.wording import log_odds, parsed
from tracking.learning.wordings import Said, left_out, main, order_kept, weighed

ORDERS = ("lập danh sách cán bộ", "rà soát hồ sơ cán bộ", "lập hồ sơ dự án", "rà soát danh sách dự án")
ACCOUNTS = ("đã có nhiều dự án chậm", "kết quả còn nhiều hồ sơ chậm", "đã có danh sách cán bộ", "kết quả cán bộ đã đạt")


def said(issuers: int = 6) -> list[Said]:
    return [
        Said(f"{words} thứ {number}", words in ORDERS, read, f"văn bản {number}", f"cơ quan {number}")
        for number in range(issuers)
        for words in (*ORDERS, *ACCOUNTS)
        for read in (False, True)
    ]


def test_words_of_orders_speak_for_a_duty_and_words_of_accounts_against() -> None:
    weights = weighed(said())
    assert weights["1 lập"] > 0.1 > -0.1 > weights["đã"]
    assert log_odds("lập kế hoạch", weights) > log_odds("đã lập kế hoạch", weights)


def test_a_word_of_one_document_only_is_not_weighed() -> None:
    once = [Said("lập danh sách đảo Hòn Khói", True, False, "một", "một") for _ in range(9)]
    assert "khói" not in weighed(said() + once)
    assert "lập" in weighed(said() + once)


def test_the_weights_are_those_of_least_loss() -> None:
    short, long = weighed(said(), 300), weighed(said(), 3000)
    assert all(abs(short[name] - long[name]) < 1e-3 for name in long)


def test_an_issuer_is_judged_by_the_others_only() -> None:
    alone = [Said("ban phát công lệnh lạ", True, True, "riêng", "riêng") for _ in range(6)]
    scores = left_out(said() + alone)
    assert scores[-1] < 1
    assert log_odds("ban phát công lệnh lạ", weighed(said() + alone + [Said("ban phát công lệnh lạ", True, True, "hai", "hai")])) > 1


@pytest.mark.parametrize(("scores", "kept"), [([1, 2, 3, 4], 1.0), ([4, 3, 2, 1], 0.0), ([1, 3, 2, 4], 0.75)])
def test_order_is_the_share_of_pairs_that_stand_right(scores: list[float], kept: float) -> None:
    assert order_kept(scores, [False, False, True, True]) == kept


def test_the_command_counts_a_table_from_folders_of_annotated_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(3):
        text = f"""ỦY BAN NHÂN DÂN TỈNH SA {number}
Số: {number}7/UBND-TH
Kính gửi: Sở Nội vụ
1. Sở Nội vụ lập danh sách cán bộ thuộc diện tinh giản trong tháng.
2. Sở Nội vụ lập danh sách các đơn vị chưa nộp báo cáo năm.
Thời gian qua, nhiều đơn vị đã chậm nộp báo cáo năm.
"""
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
        duties = [{"text": text.splitlines()[3][2:].strip(), "owners": ["Sở Nội vụ"]}, {"text": text.splitlines()[4][2:].strip()}]
        gold = {"file": f"{number}.txt", "document": {"issuer": f"UBND tỉnh Sa {number}"}, "duties": duties}
        (tmp_path / f"{number}.gold.json").write_text(json.dumps(gold), "utf-8")
    assert main([str(tmp_path)]) == 0
    printed = capsys.readouterr()
    weights = parsed(printed.out)
    assert weights["lập danh"] > 0
    assert printed.out.startswith("// ")
    assert "issuers left out" in printed.err


def test_without_directives_the_command_says_so_and_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "annotated directives" in printed.err
