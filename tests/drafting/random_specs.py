"""Random documents and what reading them back must give: every kind of item, four levels, 0 to 60 tasks, odd characters.

`documents()` is a hypothesis strategy of (spec as JSON, expected reading); `differences` compares a reading with the expectation as
the contract defines equal: order kept; text in NFC with spaces, first letter and final stop folded; units and products as lists;
deadline in kind, day, before and frequency; header fields, None where the spec has none.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from drafting.dates import written
from drafting.orthography import squash

Json = dict[str, Any]
Draw = Callable[..., Any]

UNITS = (
    "Sở Nội vụ", "Sở Văn hóa, Thể thao và Du lịch", "Sở Tư pháp", "Sở Giáo dục và Đào tạo", "Công an tỉnh",
    "Văn phòng Ủy ban nhân dân tỉnh", "UBND các xã, phường, đặc khu", "Các sở, ban, ngành",
    "Ban Quản lý các khu công nghiệp tỉnh", "Sở Nông nghiệp và Môi trường", "Thanh tra tỉnh",
)  # fmt: skip
ACTS = ("Rà soát", "Xây dựng", "Tổ chức tập huấn về", "Cập nhật", "Kiểm tra", "Hướng dẫn thực hiện", "Trình phê duyệt", "Công bố", "Số hóa")
THINGS = (
    "danh mục thủ tục hành chính nội bộ", "cơ sở dữ liệu cán bộ, công chức", "quy chế làm việc của cơ quan",
    "kế hoạch đầu tư công trung hạn",
    "hồ sơ lưu trữ; thiết bị công nghệ thông tin", "phần mềm theo dõi nhiệm vụ", "quy trình tiếp nhận đơn thư", "mạng lưới điểm tiếp nhận",
)  # fmt: skip
ODD = ("", "", "", ' "A & B"', " (mẫu <C2>)", " {nhóm 1}", " đạt 95 % số hồ sơ", " [bản 2.0]", " {{ x }} {% y %}", " — đợt 2", " {_{ z %_}")
PRODUCTS = ("Báo cáo tổng hợp", "Quyết định công bố", "Cơ sở dữ liệu", "Kế hoạch chi tiết", "Hội nghị cấp tỉnh")
AIMS = (
    "Nâng cao chất lượng phục vụ người dân và tổ chức.", "Bảo đảm công khai, minh bạch, tiết kiệm.",
    "Gắn trách nhiệm của người đứng đầu với kết quả.",
    "Khắc phục hạn chế đã được chỉ ra trong năm qua.",
)  # fmt: skip
TITLES = ("Công tác tổ chức", "Hạ tầng số", "Thông tin, tuyên truyền", "Kiểm tra nội bộ", "Nhân lực")
PEOPLE = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Hoàng Long", "Phạm Thu Trang")
OPENINGS = (
    [], ["Để hoàn thành nhiệm vụ năm 2026, cơ quan triển khai các nội dung sau:"],
    ["Thực hiện Kế hoạch số 45/KH-TU ngày 12 tháng 01 năm 2026 của Tỉnh ủy về công tác năm 2026, cơ quan yêu cầu như sau:"],
)  # fmt: skip
CLOSINGS = (
    [], ["Trong quá trình thực hiện, nếu có vướng mắc, đề nghị phản ánh về Văn phòng để tổng hợp"],
    ["Yêu cầu các cơ quan, đơn vị nghiêm túc triển khai thực hiện"],
)  # fmt: skip
PLAN_KINDS = {"kế hoạch": "KH", "chương trình": "CTr", "phương án": "PA", "chỉ thị": "CT", "thông báo": "TB", "hướng dẫn": "HD"}


@st.composite
def deadlines(draw: Draw) -> tuple[str | None, Json]:
    """The words of a deadline, or None, and what they mean."""
    day = draw(st.dates(dt.date(2026, 3, 1), dt.date(2027, 12, 28)))
    quarter = (day.month - 1) // 3 + 1
    return draw(
        st.sampled_from(
            [
                (None, _means("none")),
                (written(day), _means("date", day)),
                (f"trước {written(day)}", _means("date", day, before=True)),
                (f"Quý {('I', 'II', 'III', 'IV')[quarter - 1]} năm {day.year}", _means("period", _end_of(day.year, quarter * 3))),
                (f"Tháng {day.month} năm {day.year}", _means("period", _end_of(day.year, day.month))),
                (f"6 tháng đầu năm {day.year}", _means("period", dt.date(day.year, 6, 30))),
                (f"Năm {day.year}", _means("period", dt.date(day.year, 12, 31))),
                ("định kỳ hằng tuần", _means("recurring", frequency="weekly")),
                (f"trước ngày {day.day:02d} hằng tháng", _means("recurring", before=True, frequency="monthly")),
                ("định kỳ hằng quý", _means("recurring", frequency="quarterly")),
                (f"trước ngày 15 tháng {day.month} hằng năm", _means("recurring", before=True, frequency="yearly")),
                ("Thường xuyên", _means("continuous")),
                ("Ngay sau khi ban hành", _means("immediate")),
                ("trong thời hạn 10 ngày kể từ ngày nhận được văn bản này", _means("relative")),
            ]
        )
    )


def _means(kind: str, due: dt.date | None = None, *, before: bool = False, frequency: str | None = None) -> Json:
    return {"kind": kind, "due": due, "before": before, "frequency": frequency}


def _end_of(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


@st.composite
def tasks(draw: Draw, *, owned: bool = True) -> tuple[Json, Json]:
    """A task as the spec writes it and as it is to be read back; owned: it names its owners itself."""
    words, deadline = draw(deadlines())
    text = f"{draw(st.sampled_from(ACTS))} {draw(st.sampled_from(THINGS))}{draw(st.sampled_from(ODD))}"
    units = draw(st.lists(st.sampled_from(UNITS), min_size=3, max_size=4, unique=True))
    owners = units[: draw(st.integers(1, 2))] if owned else []
    coordinators = units[2 : 2 + draw(st.integers(0, 2))]
    deliverable = draw(st.none() | st.sampled_from(PRODUCTS))
    task: Json = {"task": text}
    for name, value in (("owners", owners), ("coordinators", coordinators), ("deadline", words), ("deliverable", deliverable)):
        if value:
            task[name] = value
    return task, {"text": text, "owners": owners, "coordinators": coordinators, "deliverable": deliverable, "deadline": deadline}


@st.composite
def plans(draw: Draw) -> tuple[Json, Json]:
    """A named type: aims, tasks under headings of one to three levels, perhaps annexes."""
    kind = draw(st.sampled_from(sorted(PLAN_KINDS)))
    groups = draw(st.lists(st.lists(tasks(), max_size=15), min_size=1, max_size=3))
    depth = draw(st.integers(1, 3))
    parts = [
        {
            "heading": "MỤC ĐÍCH, YÊU CẦU",
            "children": [{"text": aim} for aim in draw(st.lists(st.sampled_from(AIMS), min_size=1, max_size=4))],
        }
    ]
    for index, group in enumerate(groups):
        nodes: list[Json] = [task for task, _ in group]
        for level in range(depth - 1):
            nodes = [
                {"heading": TITLES[(index + level) % len(TITLES)], "children": nodes},
                {"heading": "Điều kiện bảo đảm", "children": [{"text": AIMS[1]}]},
            ]
        parts.append({"heading": ("NHIỆM VỤ CHUNG", "NHIỆM VỤ CỤ THỂ", "TỔ CHỨC THỰC HIỆN")[index], "children": nodes})
    expected = [reading for group in groups for _, reading in group]
    spec = {**draw(heads(kind, PLAN_KINDS[kind])), "body": parts}
    rows = draw(st.none() | st.lists(tasks(), min_size=1, max_size=12))
    if rows is not None:
        parts.append({"heading": "DANH MỤC", "children": [{"text": "Danh mục chi tiết nêu tại Phụ lục kèm theo."}]})
        spec["annexes"] = [{"title": "Danh mục chi tiết", "landscape": draw(st.booleans()), "tasks": [task for task, _ in rows]}]
        expected += [reading for _, reading in rows]
    return spec, {"document": header_of(spec), "duties": expected}


@st.composite
def letters(draw: Draw) -> tuple[Json, Json]:
    """A công văn: tasks under named units and tasks that name their own owners."""
    units = draw(st.lists(st.sampled_from(UNITS), min_size=1, max_size=3, unique=True))
    body: list[Json] = []
    expected: list[Json] = []
    for unit in units:
        group = draw(st.lists(tasks(owned=False), min_size=1, max_size=10))
        body.append({"heading": unit, "children": [task for task, _ in group]})
        expected += [{**reading, "owners": [unit]} for _, reading in group]
    for task, reading in draw(st.lists(tasks(), max_size=3)):
        body.append(task)
        expected.append(reading)
    spec = {**draw(heads("công văn", None)), "addressees": list(units), "body": body}
    return spec, {"document": header_of(spec), "duties": expected}


@st.composite
def decisions(draw: Draw) -> tuple[Json, Json]:
    """A quyết định whose articles hold tasks as clauses."""
    group = draw(st.lists(tasks(), min_size=1, max_size=12))
    body = [
        {"article": "Ban hành kèm theo Quyết định này danh mục nhiệm vụ trọng tâm."},
        {"article": "Phân công nhiệm vụ", "children": [task for task, _ in group]},
        {"article": "Quyết định này có hiệu lực kể từ ngày ký."},
    ]
    bases = ["Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025", "Theo đề nghị của Giám đốc Sở Nội vụ"]
    spec = {**draw(heads("quyết định", "QĐ")), "issuing_authority": "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "bases": bases, "body": body}
    return spec, {"document": header_of(spec), "duties": [reading for _, reading in group]}


@st.composite
def heads(draw: Draw, kind: str, abbreviation: str | None) -> Json:
    """Everything around the body; serial and day are both there or both missing."""
    place = draw(st.sampled_from(("Bình Hòa", "Lâm Sơn", "Hải Đông")))
    department = draw(st.booleans())
    office = "SNV" if department else "UBND"
    province = f"Ủy ban nhân dân tỉnh {place}"
    issued = draw(st.booleans())
    subject = f"Triển khai {draw(st.sampled_from(THINGS))} năm 2026"
    return {
        "kind": kind,
        "issuer": {"parent": province, "name": "Sở Nội vụ"} if department else {"name": province},
        "serial": draw(st.integers(1, 4000)) if issued else None,
        "symbol": f"{abbreviation}-{office}" if abbreviation else f"{office}-VP",
        "place": place,
        "issued_on": draw(st.dates(dt.date(2026, 1, 1), dt.date(2026, 2, 28))).isoformat() if issued else None,
        "subject": subject[0].lower() + subject[1:] if kind == "công văn" else subject,
        "signature": {"authority": "KT. GIÁM ĐỐC", "position": "PHÓ GIÁM ĐỐC", "name": draw(st.sampled_from(PEOPLE))}
        if department
        else {"authority": "TM. ỦY BAN NHÂN DÂN", "position": "CHỦ TỊCH", "name": draw(st.sampled_from(PEOPLE))},
        "recipients": ["Lãnh đạo cơ quan"],
        "archive": "VT, TH",
        "opening": draw(st.sampled_from(OPENINGS)),
        "closing": draw(st.sampled_from(CLOSINGS)),
    }


def documents() -> st.SearchStrategy[tuple[Json, Json]]:
    """Any of them."""
    return st.one_of(plans(), letters(), decisions())


def header_of(spec: Json) -> Json:
    """The header fields that reading must give."""
    number = None if spec["serial"] is None else f"{spec['serial']:02d}/{spec['symbol']}"
    day = spec["issued_on"] and dt.date.fromisoformat(spec["issued_on"])
    names = {"issuer": spec["issuer"]["name"], "signer": spec["signature"]["name"], "subject": spec["subject"]}
    return {"kind": spec["kind"], "number": number, "issued_on": day, **names}


def folded(text: str | None) -> str | None:
    """The text with spaces, first letter and final stop folded."""
    if text is None:
        return None
    bare = squash(text).rstrip(" .;:,/")
    return bare[:1].casefold() + bare[1:]


def differences(reading: Any, expected: Json) -> list[str]:
    """What a reading has otherwise than expected; an empty list when they are equal."""
    found = [
        f"{name}: {getattr(reading.document, name)!r} is not {value!r}"
        for name, value in expected["document"].items()
        if (folded(getattr(reading.document, name)) if isinstance(value, str) else getattr(reading.document, name))
        != (folded(value) if isinstance(value, str) else value)
    ]
    if len(reading.duties) != len(expected["duties"]):
        found.append(f"{len(reading.duties)} duties, not {len(expected['duties'])}: {[duty.text for duty in reading.duties]}")
    for at, (duty, wanted) in enumerate(zip(reading.duties, expected["duties"], strict=False)):
        found += [f"duty {at} {line}" for line in _duty_differences(duty, wanted)]
    return found


def _duty_differences(duty: Any, wanted: Json) -> list[str]:
    pairs = [
        ("text", folded(duty.text), folded(wanted["text"])),
        ("owners", [folded(unit) for unit in duty.owners], [folded(unit) for unit in wanted["owners"]]),
        ("coordinators", [folded(unit) for unit in duty.coordinators], [folded(unit) for unit in wanted["coordinators"]]),
        ("deliverable", folded(duty.deliverable), folded(wanted.get("deliverable", duty.deliverable))),
        *((name, getattr(duty.deadline, name), value) for name, value in wanted["deadline"].items()),
    ]
    return [f"{name}: {found!r} is not {right!r}" for name, found, right in pairs if found != right]
