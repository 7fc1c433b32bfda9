"""What a title is: a heading of units, a section, or words of an act; and whom the opening of a document addresses."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace

from tracking.duty import DocumentInfo
from tracking.language import background
from tracking.language.actions import first_verb, has_modal, opens_act, verb
from tracking.language.clauses import counts
from tracking.language.context import INTRODUCTION, PLANS, Context, Inherited
from tracking.language.deadline import Found, find_deadlines
from tracking.language.items import orders_something
from tracking.language.owners import Subject, find_units, formula_inside, heading_units, is_general, names_at, split_units, subject_of
from tracking.language.passage import sentences
from tracking.language.rules import Rule, rules
from tracking.structure.letters import compiled
from tracking.structure.node import Node

_TOPIC = re.compile(r"(?:Về|Đối với)\s+(?:công tác|việc|nội dung|lĩnh vực|nhiệm vụ|vấn đề)\s[^.:;]*\.?")
"""A title that only names what the items below are about ("Đối với công tác báo cáo.")."""
_REMARK = re.compile(r"\s*\([^()]*\)")
_POINTS = re.compile(
    r"(?<!\w)(?:Theo đó|Cụ thể|Trong đó|Theo công văn|Theo văn bản|Tại công văn|Nội dung)(?!\w)|(?:như sau|dưới đây|sau)\s*:"
)
"""Words that lead to what a directive orders, point by point."""
_INTERNAL = re.compile(
    r"(?:Tiểu ban|Ban|Tổ|Bộ phận|Giáo viên|Nhân viên|Khoa|Phòng|Đội|Nhóm|Trung tâm|Hội đồng|Chi bộ|Chi đoàn|Công đoàn|Đoàn thanh niên|"
    r"Kế toán|Văn thư|Thủ quỹ|Điều dưỡng|Tổng phụ trách|Phó|Trưởng|Công chức|Viên chức|Cán bộ|Bí thư|Hợp tác xã|Khối|Thành viên|"
    r"Cơ quan [Tt]hường trực|Các (?:chi|đảng bộ|thôn|bản|ấp|tổ|khoa|phòng|ban|đội|lớp|nhóm|khối|trạm|xí nghiệp|phân xưởng|đơn vị|"
    r"chi nhánh|hội|đoàn thể|đồng chí)|Trạm|Đài|Đoàn|Lực lượng|Tổ trưởng|Đội trưởng|Chủ nhiệm|Quản đốc|Phân xưởng|Xí nghiệp|Nhà máy|"
    r"Nhà trường|Chi nhánh|Công ty|Ông|Bà|Đồng chí)"
    r"(?:\s|,\s)(?!và\s)"
)
"""How the parts of a school, hospital or office begin in headings of a division of work."""
_GUIDES = re.compile(r"(?<!\w)(?:hướng dẫn|lưu ý|thông báo (?:cho|đến|tới)?|nhắc|đôn đốc|quán triệt|mong muốn|phân công)\s+", re.IGNORECASE)


_DISPATCHED = compiled(r"[‹U›][^.:;]{3,120}\s(?:gửi\s+)?điện\s*:\s*(?P<who>[^:]{3,400})")
"""The line of a công điện that says who sends it and to whom."""


def acts_within(node: Node, context: Context) -> bool:
    """Whether an item, or anything below an item that is only a title, orders an act."""
    if orders_something(node.text, context):
        return True
    return is_title(node) and any(acts_within(child, context) for child in node.children if child.kind in ("item", "text"))


def is_title(node: Node) -> bool:
    """Whether an item's words stand as a title: a colon behind them, or no full stop, and not many words."""
    text = node.text.rstrip()
    if node.children and _TOPIC.fullmatch(text) and len(text.split()) <= 40 and subject_of(text) is None and not has_modal(text):
        return True
    return text.endswith(":") or (len(text.split()) <= 40 and not text.endswith((".", ";", "!", "/")))


def leads_by_topic(title: str) -> bool:
    """Whether a title only names what the items below it are about, before a colon ("Đối với khoản vay mới:")."""
    text = title.rstrip()
    return text.endswith(":") and re.match(r"(?:Về|Đối với|Riêng)\s[^:;.]*:$", text) is not None


def year_of(info: DocumentInfo) -> int | None:
    """The year that days without one belong to where the subject plans for it; None where they are the next after the document's day.

    A year of which the second half has come is no longer planned for: its report may be due in the next.
    """
    years = [int(year) for year in re.findall(r"năm (20\d\d)(?!\s*[-–])", info.subject or "")]
    if not years or info.issued_on is None:
        return years[-1] if years else None
    planned, issued = max(years), info.issued_on
    is_ahead = planned == issued.year + 1 or (planned == issued.year and issued.month <= 6 and info.kind in PLANS)
    return planned if is_ahead else None


def heading_units_rule() -> Rule:
    return rules("owners", "head_words")[0]


def introduced(body: Node) -> Inherited:
    """The units that the opening paragraphs order ("… yêu cầu các sở, ban, ngành thực hiện các nội dung sau:")."""
    for node in body.children:
        if node.kind == "item":
            break
        if (dispatched := _DISPATCHED.fullmatch(node.text)) and find_units(dispatched["who"]):
            names = tuple(split_units(dispatched["who"].rstrip(" .;:")))
            return Inherited(names, INTRODUCTION, node.text, "Câu mở đầu nêu những nơi công điện gửi đến.")
        for start, end in sentences(node.text):
            words = node.text[start:end]
            if background.tells_of_a_document(words):
                continue
            subject = formula_inside(words) or (subject_of(words) if not background.is_background(words) else None)
            if subject is None or subject.rule.id != "GIAO-01":
                subject = _guided(words)
            if subject is not None and subject.rule.id == "GIAO-01":
                spans = node.paragraph.spans() if node.paragraph else ()
                return Inherited(
                    subject.owners, INTRODUCTION, subject.words, "Câu mở đầu nêu những đơn vị phải thực hiện.", spans[0] if spans else None
                )
    return Inherited()


def _guided(words: str) -> Subject | None:
    """The units that an opening guides rather than orders ("…, Sở A hướng dẫn các trường thực hiện như sau:")."""
    if not words.rstrip().endswith(":"):
        return None
    units = find_units(words)
    formula = rules("owners", "formula")[0]
    for match in _GUIDES.finditer(words):
        names = names_at(words, match.end(), units, strict=True)
        if names is not None and names.known and verb().match(words[names.end :].lstrip(" ,")):
            return Subject(names.names, (), names.end, formula, words[match.start() : names.end].strip(), all(map(is_general, names.names)))
    return None


def beside_units(node: Node, siblings: Sequence[Node]) -> bool:
    """Whether a short title without a verb stands among headings that are units."""
    words = node.text.strip(" :.")
    if not node.marker or len(words.split()) > 14 or opens_act(words) or background.zone_of(words):
        return False
    beside = [each for each in siblings if each is not node and each.marker and each.marker.style == node.marker.style and each.children]
    named = [each for each in beside if _names_units(each.text)]
    return bool(named) and len(named) * 2 >= len(beside)


@functools.lru_cache(maxsize=4096)
def _names_units(title: str) -> bool:
    """Whether a title is a heading of units; each title of a list is asked once for every other."""
    return heading_units(title) is not None


def only_tells(body: Node, info: DocumentInfo) -> bool:
    """Whether a page without letterhead tells of a directive in running words and never comes to its points ("Theo đó, …")."""
    if info.number is not None and info.place is not None:
        return False
    nodes = list(body.walk())
    return not any(node.kind in ("item", "table") or _POINTS.search(node.text) for node in nodes)


def internal_unit(node: Node) -> tuple[str, ...]:
    """The part of a school, hospital or office that a short numbered title over acts names ("Tiểu ban nội dung (…)"), else nothing."""
    words = _REMARK.sub("", node.text).strip(" :.")
    acting = [child for child in node.children if child.kind in ("item", "text")]
    if not node.marker or not _INTERNAL.match(words) or len(words.split()) > 10 or not acting or not opens_act(acting[0].text):
        return ()
    if opens_act(words) or background.zone_of(words) or first_verb(words, 0) is not None:
        return ()
    return tuple(split_units(words))


def dated(text: str, context: Context) -> bool:
    return any(counts(text, each, 0) for each in find_deadlines(text, context.issued_on, context.year))


def section_due(node: Node, context: Context) -> Found | None:
    """The time limit that the title of a section sets for what stands below it ("Việc làm ngay trong tháng 3 năm 2024"), else None."""
    found = [each for each in find_deadlines(node.text, context.issued_on, context.year) if counts(node.text, each, 0)]
    return next(
        (
            each
            for each in found
            if each.deadline.kind in ("date", "period")
            and (not re.search(r"năm\s+\d{4}\W*$", each.deadline.text, re.IGNORECASE) or "tháng" in each.deadline.text.casefold())
            and re.match(r"(?:ngay\s+)?trong|trước|hoàn thành", each.deadline.text, re.IGNORECASE)
        ),
        None,
    )


def is_section(title: str, zone: background.Zone) -> bool:
    """Whether a title that opens with a verb is the title of a section all the same ("TỔ CHỨC THỰC HIỆN")."""
    return (
        title.isupper()
        or re.match(r"tổ chức (?:thực hiện|triển khai)\W*$", title, re.IGNORECASE) is not None
        or (zone == "background" and len(title.split()) <= 12)
    )


def holds_text(node: Node) -> bool:
    """Whether a labelled title ("Thời hạn gửi báo cáo:") heads running text rather than a value."""
    return node.text.rstrip().endswith(":") and sum(len(child.text.split()) for child in node.children) > 25


def node_without_children(node: Node) -> Node:
    return replace(node, kind="text", children=())
