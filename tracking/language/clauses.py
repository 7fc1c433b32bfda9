"""One duty or several: clauses of a sentence grouped by the time they set."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracking.duty import Deadline
from tracking.language.actions import opens_act
from tracking.language.coordinators import helpers_go_on
from tracking.language.deadline import Found, read_deadline
from tracking.language.deadline_rhythm import describes
from tracking.language.deadline_rules import view

_HARD = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|đến hết|đến|xong|(?:thực hiện|làm) xong|hoàn thành|hoàn tất|kết thúc|hạn|không quá|"
    r"trong\s+(?:thời gian|hôm|sáng|chiều|buổi|ngày|tháng|quý|tuần|thời hạn|vòng|năm|khoảng|các|hai|ba|\d|nửa|đầu|cuối|tuần|đợt|buổi)|"
    r"(?:(?:vào|tại|trong|trước)\s+)?(?:buổi\s+)?(?:giao ban|cuộc họp|phiên họp)|"
    r"ngay trong|cuối|đầu|hết|định kỳ|hằng|hàng|mỗi|thời (?:gian|hạn)|"
    r"từ\s+(?:nay|\d|ngày|tháng|quý|năm|giờ)|bắt đầu|vào)",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|đến hết|đến|xong|hoàn thành|hạn|trong|vào|là|từ|thời (?:gian|hạn)[^,;.]{0,30}|báo cáo|gửi|"
    r":)\s*(?:ngày\s*)?$",
    re.IGNORECASE,
)
_START = re.compile(
    r"bắt đầu(?:\s+(?:thực hiện|áp dụng|triển khai))?\s+từ\s+(?P<when>(?:ngày|tháng|quý|năm)\s+[^,;.]{1,30})", re.IGNORECASE
)
_SOFT_VERB = re.compile(r"(?:Thường xuyên|Tiếp tục|Đẩy mạnh|Tăng cường|Phấn đấu đến)\s", re.IGNORECASE)
_ATTACHED = re.compile(
    r"(?:tính|xác định|áp dụng|hiệu lực|diễn ra|tổ chức|họp|khai mạc|ban hành|ký|khởi công|(?:lưu ý|chú ý)\s+(?:các|"
    r"những)\s[^,;.]*)\s+(?:từ|vào|kể từ)?\s*$|"
    r"(?:thời điểm|số liệu|thời kỳ|(?:tình hình|kết quả|biến động)[^,;.]{0,60})\s+từ\s[^,;.]{2,40}$|"
    r"(?:lưu ý|chú ý)\s+(?:các|những)\s[^,;.]*$|(?:được tính|tính từ|số liệu|áp dụng)[^,;.]{0,30}$",
    re.IGNORECASE,
)
_PASSED = re.compile(r"(?<!\w)(?:trình|để|hoàn thành|đề nghị|tham mưu)\s[^,;.]{0,90}?(?:ban hành|ký|phê duyệt)\s+$", re.IGNORECASE)
"""Words of an act that has a superior pass what it makes ("trình Chính phủ ban hành …")."""
_FIRM = re.compile(r"(?:chậm nhất|muộn nhất|hoàn thành|hoàn tất|xong|không quá|trước|hạn)(?!\w)", re.IGNORECASE)
_MODALS = re.compile(r"^(?:(?:phải|cần|phấn đấu|dự kiến|cơ bản|đảm bảo|bảo đảm)\s+)+")
_AND_BEYOND = re.compile(r"\s*,?\s*(?:và\s+(?:những|các)\s+năm\s+(?:tiếp theo|sau)|tầm nhìn|định hướng\s)", re.IGNORECASE)
"""Words behind the span of years that a scheme is made for, which is no limit of the act."""
_WHOLE_YEAR = re.compile(r"(?:cuối|đầu|giữa|hết)\s+(?:năm|năm học|kỳ|học kỳ|quý|tháng)(?:\s+học)?\W*", re.IGNORECASE)
_RATES = re.compile(
    r"(?<!\w)(?:(?:kỳ họp|phiên họp|hội nghị|đợt|dịp|nghỉ)(?:\s+[^\s,;.]+){0,3}|xếp loại|đánh giá|tổng kết|kiểm điểm|bình xét|bình bầu|"
    r"thi đua|khen thưởng|phân loại|quyết toán|báo cáo|khảo sát|kiểm tra|thưởng)"
    r"(?:\s+(?:thi đua|khen thưởng|đảng viên|cán bộ|công chức|viên chức|chất lượng|tập thể|cá nhân))*\s+$",
    re.IGNORECASE,
)
"""A noun that "cuối năm" says the kind of ("xếp loại cuối năm")."""
_SEASON = re.compile(r"(?:vào\s+|nhân\s+)?dịp\s+(?:cuối|đầu|giữa)\s+năm", re.IGNORECASE)
_OF_A_SEASON = re.compile(r"(?<!\w)(?:dịp|(?:những|các)\s+tháng|thời điểm|mùa)\s+$", re.IGNORECASE)
"""A time of the year in which something happens ("những tháng cuối năm"), by when nothing must be done."""
_UNTIL = re.compile(r"(?:cho\s+)?(?:đến|tới)(?:\s+hết)?\s", re.IGNORECASE)
_MEASURE = re.compile(
    r"(?<!\w)(?:tạm dừng|tạm hoãn|tạm ngừng|gia hạn|kéo dài|giãn nộp|hoãn nộp|được hưởng|có giá trị|còn hiệu lực)\s[^;.]{0,90}$",
    re.IGNORECASE,
)
"""A measure that lasts until a day ("gia hạn nộp thuế … đến hết tháng 9"), by which the act itself need not be done."""
_EACH_REPORTED = re.compile(r"báo cáo(?!\w)[^;.]*,\s[^;.]*báo cáo(?!\w)", re.IGNORECASE)
"""Reports of which each has a rhythm of its own ("hằng tháng báo cáo nhanh, hằng quý báo cáo đầy đủ")."""
_DENIED = re.compile(
    r"(?<!\w)(?:không|chưa)\s+(?:tổ chức|thực hiện|tiến hành|tăng|thu|kiểm tra|thanh tra|xử phạt|cấp|bố trí)\s[^,;.]*$", re.IGNORECASE
)
"""An act that is not to be done: a span behind it says for how long."""
_LASTING = re.compile(r"(?:danh sách|lịch|số liệu|thời kỳ|niên độ|ca trực)[^;.]{0,60}$", re.IGNORECASE)
_SAID_OF_ACT = re.compile(
    r"(?<!\w)(?:báo cáo|tổ chức|gửi|nộp|trình|họp|ra quân|tuần tra|tiến hành|khai mạc|bàn giao|đồng loạt|hoàn thành|trực|dự|"
    r"kiểm tra)\s[^,;.:()]*$",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(r"(?<!\w)(?:trường hợp|nếu)\s+(?:[^\W\d_]+\s+){0,3}(?:đến|sau|quá|hết)?\s*(?:ngày\s+)?$", re.IGNORECASE)
"""A condition that a time stands in ("nếu đến hết tháng 6 chưa xong, …")."""
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*")
_ABBREVIATED = re.compile(r"(?<=(?<!\w)[A-ZĐ])\.(?=\s)|(?<=(?<!\w)(?:TP|Tp|TX|TT))\.(?=\s)|(?<!\w)cùng\s+$")
_CITED = re.compile(r"(?<!\w)(?:số\s+\S*\d\S*|tại|theo|của)[^,;]*$", re.IGNORECASE)
_THEN = re.compile(r",\s*(?:và\s+)?sau đó,?\s+(?=(?:định kỳ|hằng|hàng|tiếp tục|báo cáo|gửi)\s)", re.IGNORECASE)
_GIVEN = re.compile(
    r"^(?:giao|yêu cầu|đề nghị|phân công)\s+(?:[^\W\d_]+\s+){2,7}?(?=đôn đốc|theo dõi|tổng hợp|kiểm tra|giám sát)", re.IGNORECASE
)
_OWN_REPORT = re.compile(r"(?:(?:định kỳ|tổng hợp)\s*,?\s*)?báo cáo(?!\w)", re.IGNORECASE)
_GATHERED = re.compile(r"(?:^|[;,.]\s*)(?:định kỳ|tổng hợp)\s*,\s*$", re.IGNORECASE)
"""A comma inside "tổng hợp, báo cáo" parts nothing."""
_GATHERING = re.compile(r"\s*(?:định kỳ\s+)?(?:tổng hợp|thống kê|đánh giá|sơ kết|lập)\s", re.IGNORECASE)
"""A clause that gathers what it reports is one with its report."""
_REPORT_IN_BRACKETS = re.compile(r"\((?=(?:định kỳ\s+|tổng hợp\s+)*báo cáo(?:\s+định kỳ)?\s+$)", re.IGNORECASE)
"""Brackets that ask for a report with a rhythm of its own ("(Báo cáo hằng tuần)")."""
_REPORTS = re.compile(
    r"(?:báo cáo|tổng hợp|gửi|tham mưu|công bố|công khai|rà soát|đánh giá|thống kê|cập nhật|sơ kết|kiểm tra|thông báo|trình|họp)(?!\w)",
    re.IGNORECASE,
)
_JOINT = re.compile(r"[,;]?\s*(?:và|đồng thời|;|,)\s+", re.IGNORECASE)
_ONLY_TIME = re.compile(
    r"[\s,;.:(]*(?:(?:các|việc|công việc|toàn bộ|báo cáo|kết quả)\s+)*(?:thời\s+(?:gian|hạn|điểm)\s*)?(?:phải\s+|"
    r"cần\s+)?(?:hoàn thành|thực hiện|triển khai|báo cáo|xong|gửi|tiến hành|nộp)?(?:\s+(?:ban hành kế hoạch|thực hiện|"
    r"báo cáo|nhiệm vụ|việc này|các nội dung trên))?\s*[:,]?\s*(?:là\s+|xong\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of the text with the time it sets, if it sets one."""

    start: int
    end: int
    due: Found | None = None


def due_of(text: str, found: Sequence[Found], start: int, end: int) -> Found | None:
    """The time that `text[start:end]` sets for the whole act; None where its days only belong to things it mentions."""
    inside = [each for each in found if start <= each.start and each.end <= end and counts(text, each, start)]
    recurring = [each for each in inside if each.deadline.kind == "recurring"]
    if recurring:
        return _with_first_day(text, recurring, found, start, end)
    dated = [each for each in inside if each.deadline.kind in ("date", "period")]
    if dated:
        strict = [each for each in dated if each.deadline.kind == "date" or each.deadline.before]
        return (strict or dated)[-1]
    return inside[-1] if inside else None


def counts(text: str, found: Found, start: int) -> bool:
    """Whether a time set in the text is a time limit of the act, and not the day of a cited document or an adverb."""
    deadline = found.deadline
    words = _MODALS.sub("", view(text[found.start : found.end]))
    before = text[max(start, found.start - 40) : found.start]
    if deadline.kind in ("none", "continuous", "immediate") or _SUPPOSED.search(text[start : found.start]):
        return False
    if deadline.kind == "relative":
        return deadline.amount is not None
    if deadline.kind == "recurring":
        return not describes(text, found, start)
    if found.rule in ("starts-on-day", "meeting-of-month", "at-end-of-period", "period-then-act", "on-occasion"):
        return True
    if re.match(r"dự kiến\s", text[found.start :], re.IGNORECASE) and _closes(text, found):
        return True
    if _WHOLE_YEAR.fullmatch(words) and _RATES.search(text[start : found.start]):
        return False
    if _SEASON.match(words) or (_WHOLE_YEAR.match(words) and _OF_A_SEASON.search(text[start : found.start])):
        return False
    if re.match(r"trong\s", words) and deadline.kind == "period" and _DENIED.search(text[start : found.start]):
        return False
    if _UNTIL.match(words) and _MEASURE.search(text[start : found.start]):
        return False
    if found.rule == "days-in-brackets":
        return _closes(text, found)
    if found.rule in ("future-day", "future-days"):
        at = _ABBREVIATED.sub("", _IN_BRACKETS.sub(" ", text[start : found.start]))
        return bool(_SAID_OF_ACT.search(at) or (_closes(text, found) and _acts_last(at))) and not _CITED.search(at)
    if re.match(r"từ\s", words, re.IGNORECASE) and _LASTING.search(text[start : found.start]):
        return False
    is_attached = _ATTACHED.search(before) is not None and _PASSED.search(text[start : found.start]) is None
    if (is_attached and not _FIRM.match(words)) or re.fullmatch(r"(?:ngay\s+)?(?:từ\s+)?đầu năm", words.strip(), re.IGNORECASE):
        return False
    if re.match(
        r"\s*(?:của|tại)\s+(?:Bộ|Chính phủ|UBND|Ủy ban|Thủ tướng|Chủ tịch|Sở|Quốc hội|Tỉnh ủy|Văn phòng|Ban|HĐND)", text[found.end :]
    ):
        return bool(re.match(r"trước|chậm nhất", words, re.IGNORECASE))
    if _AND_BEYOND.match(text, found.end) and deadline.kind == "period":
        return False
    if (
        re.match(r"trong\s+năm\s", words, re.IGNORECASE)
        and _SOFT_VERB.match(text[start:])
        and "," not in text[found.start - 2 : found.start]
    ):
        return False
    return bool(_HARD.match(words) or _LEADS.search(before))


def _closes(text: str, found: Found) -> bool:
    """Whether the text, or a clause of it, ends with the time."""
    return re.match(r"[\s)]*(?:$|[.;])", text[found.end :]) is not None


def _acts_last(before: str) -> bool:
    """Whether the last clause before a time is an act that the time ends ("…, đấu nối điện ngày …")."""
    clause = re.split(r"[,;:.]\s+|\s+(?:và|rồi)\s+", before)[-1].strip()
    listed = re.split(r"[;:.]\s+|,\s+(?=[^,]*,)", before)[-1].strip()
    return any(len(words.split()) >= 2 and opens_act(words) for words in (clause, listed))


def is_only_time(text: str, due: Found, start: int, end: int) -> bool:
    """Whether a sentence or clause says nothing but the time ("Hoàn thành trước ngày …")."""
    after = text[due.end : end].strip(" .;,/)")
    return not after and bool(_ONLY_TIME.match(text[start : due.start]))


def clauses_of(text: str, start: int, end: int, found: Sequence[Found]) -> list[Clause]:
    """The clauses of one sentence: parted at semicolons, and where a rhythm of its own or a second day begins."""
    cuts = [start]
    depth = 0
    for at in range(start, end):
        depth += (text[at] in "(“") - (text[at] in ")”")
        if text[at] == ";" and depth <= 0 and not helpers_go_on(text, start, at):
            cuts.append(at + 1)
    cuts.extend(_rhythm_cuts(text, start, end, found))
    cuts.extend(_second_day_cuts(text, start, end, found))
    edges = [*sorted(set(cuts)), end]
    made = []
    for low, high in itertools.pairwise(edges):
        low += len(text[low:high]) - len(text[low:high].lstrip(" ;,"))
        if text[low:high].strip(" ;,."):
            made.append(Clause(low, high, due_of(text, found, low, high)))
    return made


def grouped(clauses: Sequence[Clause], text: str) -> list[Clause]:
    """Clauses joined to duties: an undated act goes with a dated one, a rhythm or another day makes a duty of its own."""
    groups: list[Clause] = []
    waiting: list[Clause] = []
    for clause in clauses:
        if clause.due is None:
            waiting.append(clause)
            continue
        if is_only_time(text, clause.due, clause.start, clause.end) and waiting and not _is_report(clause, text):
            waiting[-1] = replace(waiting[-1], end=clause.end)
            groups.append(Clause(waiting[0].start, clause.end, clause.due))
            waiting = []
            continue
        last = groups[-1] if groups else None
        if last is not None and same_time(last.due, clause.due):
            groups[-1] = replace(last, end=clause.end)
        elif waiting and (_is_rhythm(clause, text) or _is_said_apart(clause, text) or (groups and _OWN_REPORT.match(text, clause.start))):
            _settle(groups, waiting)
            groups.append(clause)
        else:
            groups.append(Clause(waiting[0].start if waiting else clause.start, clause.end, clause.due))
        waiting = []
    _settle(groups, waiting)
    return groups


def same_time(one: Found | None, other: Found | None) -> bool:
    """Whether two times are the same limit."""
    if one is None or other is None:
        return one is other
    return same_limit(one.deadline, other.deadline)


def same_limit(one: Deadline, other: Deadline) -> bool:
    """Whether two deadlines set the same limit."""
    return _key(one) == _key(other)


def _key(deadline: Deadline) -> tuple[object, ...]:
    if deadline.kind == "recurring":
        return (deadline.kind, deadline.frequency)
    return ("day", deadline.due)


def _settle(groups: list[Clause], waiting: list[Clause]) -> None:
    """Undated clauses join the duty before them where there is one, else they make one."""
    if not waiting:
        return
    if groups:
        groups[-1] = replace(groups[-1], end=waiting[-1].end)
    else:
        groups.append(Clause(waiting[0].start, waiting[-1].end))
    waiting.clear()


def _is_report(clause: Clause, text: str) -> bool:
    """Whether the words of a rhythm name the report themselves ("báo cáo quý trước ngày 15 tháng cuối quý")."""
    due = clause.due
    if due is not None and due.deadline.kind == "recurring" and text[: clause.start].endswith("("):
        return _OWN_REPORT.match(text, clause.start) is not None
    return (
        due is not None and due.deadline.kind == "recurring" and due.start - clause.start <= 1 and bool(_OWN_REPORT.match(text, due.start))
    )


def _is_rhythm(clause: Clause, text: str) -> bool:
    """Whether a clause is a report with a rhythm of its own."""
    assert clause.due is not None
    if clause.due.deadline.kind != "recurring":
        return False
    after = text[clause.due.end : clause.end].lstrip(" ,")
    if _is_report(clause, text):
        return True
    return clause.due.start - clause.start > 30 or _REPORTS.match(after) is not None


def _is_said_apart(clause: Clause, text: str) -> bool:
    """Whether a dated act begins with a capital behind a semicolon: its writer sets it apart from the acts before it."""
    return text[clause.start].isupper() and text[: clause.start].rstrip().endswith(";") and opens_act(text[clause.start : clause.end])


def _rhythm_cuts(text: str, start: int, end: int, found: Sequence[Found]) -> list[int]:
    """Where a clause such as ", định kỳ hằng tháng báo cáo …" begins inside a sentence."""
    cuts = []
    for each in found:
        if not (start < each.start and each.end <= end and each.deadline.kind == "recurring"):
            continue
        if then := _THEN.search(text, start, each.start):
            cuts.append(then.end())
            continue
        if bracket := _REPORT_IN_BRACKETS.search(text, start, each.start):
            cuts.append(bracket.end())
            continue
        before = text[start : each.start].rstrip()
        lead = re.search(r",\s*(?:(?:đồng thời|và)\s*,?)?$|(?<!\w)(?:đồng thời|và)$", before, re.IGNORECASE)
        after = text[each.end : end].lstrip(" ,")
        if lead and opens_act(after) and _REPORTS.match(after) and opens_act(text[start : each.start]):
            cuts.append(start + lead.start() + (1 if before[lead.start()] == "," else 0))
        elif not text[each.end : end].strip(" .;,/)") and (cut := _report_before(text, start, each.start)) is not None:
            cuts.append(cut)
    return cuts


def _report_before(text: str, start: int, rhythm: int) -> int | None:
    """Where the report begins that a rhythm at the end of a sentence belongs to ("theo dõi …, tổng hợp báo cáo … hằng ngày")."""
    for comma in reversed([match.end() for match in re.finditer(r",\s+", text[start:rhythm])]):
        stretch = text[start + comma : rhythm]
        low = max(start, text.rfind(";", start, start + comma) + 1)
        if low > start and _GATHERING.match(text, low):
            return None
        if _GATHERED.search(text[start : start + comma]):
            continue
        if (
            _OWN_REPORT.match(stretch)
            and opens_act(text[start : start + comma])
            and len(_GIVEN.sub("", text[low : start + comma].strip()).split()) > 3
        ):
            return start + comma
    return None


def _second_day_cuts(text: str, start: int, end: int, found: Sequence[Found]) -> list[int]:
    """Where a second day begins its own act: "… trước ngày A và … trước ngày B"."""
    days = [
        each
        for each in found
        if start <= each.start and each.end <= end and each.deadline.kind in ("date", "period") and counts(text, each, start)
    ]
    cuts = []
    for first, second in itertools.pairwise(days):
        joint = _JOINT.match(text, first.end)
        between = text[first.end : second.start]
        if not joint or same_time(first, second) or ";" in between or not _is_limit(first, text):
            continue
        acted = opens_act(text[joint.end() : second.start].lstrip(" ,"))
        if len(between.split()) >= 4 or acted or opens_act(text[second.end : end].lstrip(" ,")):
            cuts.append(joint.end())
    return cuts


def _is_limit(found: Found, text: str) -> bool:
    """Whether the words are a firm limit of an act rather than the period of a thing."""
    before = text[max(0, found.start - 40) : found.start]
    return found.deadline.kind == "date" or bool(
        re.search(
            r"(?:hoàn thành|xong|trong tháng|(?:trong|vào) quý|vào tháng|chi trả)[^,;]*$",
            before + text[found.start : found.end],
            re.IGNORECASE,
        )
    )


def _with_first_day(text: str, recurring: Sequence[Found], found: Sequence[Found], start: int, end: int) -> Found:
    """The rhythm, with the first period it is kept in where the text says from when ("bắt đầu thực hiện từ tháng …")."""
    chosen = max(recurring, key=lambda each: (each.deadline.frequency != "several", each.end - each.start))
    beside = next((each for each in recurring if each.deadline.frequency != chosen.deadline.frequency), None)
    if beside is not None and re.fullmatch(r"\s*(?:,|và|, và)\s*", text[min(beside.end, chosen.end) : max(beside.start, chosen.start)]):
        both = text[min(beside.start, chosen.start) : max(beside.end, chosen.end)]
        kept = replace(chosen.deadline, frequency="several", rule=None, text=both)
        return replace(chosen, start=min(beside.start, chosen.start), end=max(beside.end, chosen.end), deadline=kept)
    if len({each.deadline.frequency for each in recurring}) > 1 and _EACH_REPORTED.search(text[start:end]):
        low, high = min(each.start for each in recurring), max(each.end for each in recurring)
        kept = replace(chosen.deadline, frequency="several", rule=None, due=None, text=text[low:high])
        return replace(chosen, start=low, end=high, deadline=kept)
    if chosen.deadline.due is not None:
        return chosen
    match = _START.search(text, start, end)
    first = read_deadline(match["when"], None) if match else None
    if first is not None and first.due is not None:
        return replace(chosen, deadline=replace(chosen.deadline, due=first.due))
    return chosen
