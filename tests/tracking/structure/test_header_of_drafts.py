"""What drafting writes into a header, of every one of the 29 types, is read back as it was given."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from drafting.draft import draft
from drafting.kinds import kinds
from drafting.orthography import compare_key
from drafting.spec import read_spec
from tracking.reading.choose import read_pages
from tracking.structure.layout import lay_out

DECIDES = ("quyết định", "nghị quyết")


def _spec(kind: str, abbreviation: str, **changes: Any) -> dict[str, Any]:
    task = {"task": "Rà soát hồ sơ lưu trữ", "owners": ["Phòng Tổ chức"], "deadline": "trước ngày 30 tháng 6 năm 2026"}
    spec: dict[str, Any] = {
        "kind": kind,
        "issuer": {"parent": "Ủy ban nhân dân tỉnh Bình Hòa", "name": "Sở Khoa học và Công nghệ"},
        "serial": 7,
        "symbol": f"{abbreviation}-SKHCN" if abbreviation else "SKHCN-VP",
        "place": "Bình Hòa",
        "issued_on": "2026-02-03",
        "subject": "Triển khai sắp xếp hồ sơ lưu trữ năm 2026",
        "body": [task] if kind == "công văn" else [{"heading": "NHIỆM VỤ", "children": [task]}],
        "signature": {"authority": "KT. GIÁM ĐỐC", "position": "PHÓ GIÁM ĐỐC", "name": "Nguyễn Thị Minh Châu"},
        "recipients": ["Ban Giám đốc (để báo cáo)"],
        "archive": "VT, TC",
    }
    if kind in ("công văn", "tờ trình"):
        spec["addressees"] = ["Sở Nội vụ", "Sở Văn hóa, Thể thao và Du lịch"]
    if kind in DECIDES:
        spec |= {"issuing_authority": "GIÁM ĐỐC SỞ KHOA HỌC VÀ CÔNG NGHỆ", "bases": ["Theo đề nghị của Chánh Văn phòng Sở."]}
        spec["body"] = [{"article": "Sắp xếp hồ sơ lưu trữ."}, {"article": "Chánh Văn phòng Sở thi hành Quyết định này."}]
    return spec | changes


def _differences(spec: dict[str, Any], tmp_path: Path) -> dict[str, tuple[Any, Any]]:
    """Field → (read, given), for the fields that are not equal."""
    given = tmp_path / "spec.json"
    given.write_text(json.dumps(spec, ensure_ascii=False), "utf-8")
    info = lay_out(read_pages(draft(read_spec(given), tmp_path / "draft.docx")))[0].info
    number = f"{spec['serial']:02d}/{spec['symbol']}" if spec["serial"] else None
    want = {
        "kind": spec["kind"], "number": number, "issued_on": spec["issued_on"], "issuer": spec["issuer"]["name"],
        "parent": spec["issuer"].get("parent"), "place": spec["place"], "subject": spec["subject"],
        "signer": spec["signature"]["name"], "position": spec["signature"]["position"],
        "addressees": spec.get("addressees", []),
    }  # fmt: skip
    read = {name: getattr(info, name) for name in want}
    read |= {"issued_on": info.issued_on.isoformat() if info.issued_on else None, "addressees": list(info.addressees)}
    return {name: (read[name], want[name]) for name in want if _plain(read[name]) != _plain(want[name])}


def _plain(value: Any) -> Any:
    return compare_key(value) if isinstance(value, str) else value


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_the_header_of_a_draft_is_read_back(kind: Any, tmp_path: Path) -> None:
    assert _differences(_spec(kind.name, kind.abbreviation), tmp_path) == {}


@pytest.mark.parametrize(
    "changes",
    [
        {"serial": None, "issued_on": None},
        {"issuer": {"name": "Ủy ban nhân dân Thành phố Hồ Chí Minh"}, "place": "Thành phố Hồ Chí Minh"},
        {"issuer": {"parent": "Sở Y tế", "name": "Bệnh viện Đa khoa tỉnh Bình Hòa"}},
        {"issuer": {"parent": "UBND phường Tân Lập", "name": "Phòng Kinh tế, Hạ tầng và Đô thị"}, "place": "Phường 3"},
        {"subject": "ngày làm việc không giấy"},
        {"subject": "Căn cước gắn chip cho học sinh, giai đoạn 2026 - 2030"},
        {"signature": {"authority": ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"], "position": "PHÓ CHỦ TỊCH", "name": "Ma Seo Páo"}},
    ],
    ids=["blank number and day", "city", "hospital", "ward", "subject like a day", "subject like a base", "two capacities"],
)
def test_awkward_headers_of_drafts_are_read_back(changes: dict[str, Any], tmp_path: Path) -> None:
    assert _differences(_spec("kế hoạch", "KH", **changes), tmp_path) == {}
