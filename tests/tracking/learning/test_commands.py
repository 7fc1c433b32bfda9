"""The two commands of learning, from the register to the report: what they print, keep and refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tracking.importing import import_file
from tracking.learning import sureness
from tracking.learning.sureness import Sureness
from tracking.register import review
from tracking.register.actor import LOCAL
from tracking.register.database import Register
from tracking.settings import Settings
from ui.cli import run

LETTER = """SỞ NỘI VỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 45/SNV-TH
Bình Hòa, ngày 05 tháng 02 năm 2026
V/v báo cáo biên chế
Kính gửi: Các phòng chuyên môn.
Sở Nội vụ đề nghị:
1. Phòng Tổ chức lập báo cáo biên chế của Sở trước ngày 15/4/2026.
GIÁM ĐỐC
Nguyễn Văn An
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation with one reviewed letter."""
    folder = tmp_path / "data"
    monkeypatch.setenv("DONDOC_DATA", str(folder))
    (tmp_path / "cv.txt").write_text(LETTER, "utf-8")
    with Register.open(Settings(folder)) as register:
        done = import_file(register, LOCAL, tmp_path / "cv.txt")
        assert done.directive is not None
        review.confirm_duties(register, LOCAL, done.directive)
    return folder


def test_corrections_are_exported_and_a_small_corpus_teaches_nothing(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = tmp_path / "mau"
    assert run(["export-corrections", str(corpus)]) == 0
    assert "Đã xuất 1 văn bản" in capsys.readouterr().out
    assert run(["learn", str(corpus), "--install"]) == 1
    said = capsys.readouterr().out
    assert "cần ít nhất" in said
    assert "Chưa cài gì" in said
    assert not (data / sureness.FILE).exists()


def test_the_report_is_one_json_value(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["export-corrections", str(tmp_path / "mau")])
    capsys.readouterr()
    assert run(["learn", str(tmp_path / "mau"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["documents"], told["duties_settled"], told["strict_f1"]) == (1, 1, 1, 1.0)
    assert (told["confidence"], told["installed"]) == (None, False)


def test_what_was_learnt_is_forgotten_on_demand(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sureness.save(data, Sureness(shift=-1.0))
    assert run(["learn", "--forget"]) == 0
    assert not (data / sureness.FILE).exists()
    assert "Đã bỏ" in capsys.readouterr().out


@pytest.mark.parametrize(("arguments", "code"), [(["learn"], 2), (["learn", "x", "--forget"], 2), (["learn", "không-có"], 3)])
def test_wrong_use_is_one_line(data: Path, arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1


def test_extract_shows_the_confidence_that_was_learnt(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def shown() -> float:
        assert run(["extract", str(tmp_path / "cv.txt"), "--json"]) == 0
        return float(json.loads(capsys.readouterr().out)["duties"][0]["confidence"])

    before = shown()
    sureness.save(data, Sureness(shift=-2.0))
    assert shown() < before - 0.2
    (data / sureness.FILE).write_text("{", "utf-8")
    assert run(["extract", str(tmp_path / "cv.txt"), "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["duties"][0]["confidence"] == before
    assert "--forget" in err
