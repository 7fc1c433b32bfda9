"""Fixtures that every test may use."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that drives Chromium against a live server gets one second try; the closing lines count and name it as a rerun."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture
def dondoc(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The program as a person runs it: dondoc("extract", file) with a data folder of its own."""

    def run(*arguments: object, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "DONDOC_DATA": str(tmp_path / "du-lieu"), **environment}
        env.pop("DONDOC_DATABASE_URL", None)
        command = [sys.executable, "-m", "ui.cli", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, input=stdin, env=env, cwd=ROOT, timeout=120, check=False)

    return run


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A small công văn of our own as plain text: two units, two duties, one day."""
    path = tmp_path / "cong-van.txt"
    path.write_text(LETTER, "utf-8")
    return path


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    """The same letter as a description for drafting."""
    path = tmp_path / "dac-ta.json"
    path.write_text(json.dumps(SPEC, ensure_ascii=False), "utf-8")
    return path


LETTER = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: 214/UBND-TH
V/v rà soát tài sản công

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Lạng Sơn, ngày 09 tháng 3 năm 2026

Kính gửi:
- Sở Tài chính;
- Sở Nội vụ.

Để quản lý chặt chẽ tài sản công, Ủy ban nhân dân tỉnh yêu cầu:

1. Sở Tài chính chủ trì, phối hợp với Sở Nội vụ lập danh mục trụ sở dôi dư, hoàn thành trước ngày 15 tháng 4 năm 2026.

2. Sở Nội vụ hướng dẫn việc bàn giao hồ sơ cán bộ.

Yêu cầu các đơn vị nghiêm túc triển khai thực hiện./.

Nơi nhận:
- Như trên;
- Lưu: VT, TH.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Hoàng Thị Mai
"""

SPEC = {
    "kind": "công văn",
    "issuer": {"name": "Ủy ban nhân dân tỉnh Lạng Sơn"},
    "serial": 214,
    "symbol": "UBND-TH",
    "place": "Lạng Sơn",
    "issued_on": "2026-03-09",
    "subject": "rà soát tài sản công",
    "addressees": ["Sở Tài chính", "Sở Nội vụ"],
    "opening": ["Để quản lý chặt chẽ tài sản công, Ủy ban nhân dân tỉnh yêu cầu:"],
    "body": [
        {"heading": "Sở Tài chính", "children": [{"task": "Lập danh mục trụ sở dôi dư", "deadline": "trước ngày 15 tháng 4 năm 2026"}]},
        {"heading": "Sở Nội vụ", "children": [{"task": "Hướng dẫn việc bàn giao hồ sơ cán bộ"}]},
    ],
    "closing": ["Yêu cầu các đơn vị nghiêm túc triển khai thực hiện"],
    "signature": {"authority": "KT. CHỦ TỊCH", "position": "PHÓ CHỦ TỊCH", "name": "Hoàng Thị Mai"},
    "recipients": ["Như trên"],
    "archive": "VT, TH",
}
