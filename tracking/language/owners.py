"""Who must do it: the subject of a sentence, by formula ("Giao … chủ trì, phối hợp với …") or by name, and unit headings."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafting.orthography import compare_key
from tracking.language import units as named
from tracking.language.actions import acts, after_lead_in, first_verb, opens_act, verb
from tracking.language.list_ends import where_ends
from tracking.language.rules import Rule, first_of, rules
from tracking.language.somebody import is_anybody, is_outside, names_somebody, with_members
from tracking.language.unit_patterns import patterns, seen
from tracking.language.units import Found
from tracking.structure.letters import compiled

MANY_WORDS = 90
"""A list of units has no more words than this."""

_NOT_ASSIGNED = re.compile(
    r"(?<!\w)(?:được|đã|bàn|chuyển|nhiệm vụ|dự toán|kinh phí|chỉ tiêu|theo|văn bản|công văn|việc|do|và|kế hoạch)$", re.IGNORECASE
)
_AFTER_DASH = compiled(r"\s+[-–]\s+(?!xã hội|nghề nghiệp|kỹ thuật)(?:[‹L›]|(?:Cơ quan|Đơn vị|Thường trực|Chủ)\s)[^-–]*$")
_AND_OFFICE = compiled(
    r"(?:\s+và\s+|(?<!HĐND)/\s*)"
    r"(?=(?:Khoa|Phòng|Ban|Trung tâm|Sở|Đội|Tổ|Công an|UBND|Văn phòng|Chi cục|Cục|Vụ|Viện|Trường|Bệnh viện|Đồn|Hạt|Trạm)\s[‹U›])"
)
_SUPERIOR = re.compile(r"(?:Chủ tịch|Phó Chủ tịch|Thủ tướng|Phó Thủ tướng|Bộ trưởng|Thường trực (?:Tỉnh|Thành) ủy|Ban Thường vụ)")
_CONCERN = re.compile(r"(?:Riêng\s+)?(?:đối với\s+|Đối với\s+|Riêng\s+)", re.UNICODE)
LONGEST_CONDITION = 500
"""Characters that a condition before who acts goes over, at most."""
_CONDITION = re.compile(
    r"(?:Trường hợp|Trong trường hợp|Nếu|Khi|Sau khi|Trong (?:thời hạn|vòng)|(?P<aim>Nhằm|Để)|(?P<basis>Căn cứ|Trên cơ sở|Tùy)|"
    r"(?P<when>Trong (?:năm|quý|tháng|giai đoạn)))\s",
    re.IGNORECASE,
)
_LISTED_VERB = re.compile(r"cơ quan,\s+tổ chức\s")
"""A noun of a list that is spelt as a verb ("các cơ quan, tổ chức trên địa bàn")."""
_IS_OVER = re.compile(r"(?:,|,?\s+thì)\s+$")
_OBLIGED = re.compile(r"(?:phải|cần|tiếp tục|khẩn trương|có trách nhiệm|chủ trì|hoàn thành|tập trung)(?!\w)", re.IGNORECASE)
_APPOSITION = re.compile(
    r"\s*(?:,|[-–])\s*(?:là\s+|với\s+(?:vai trò|tư cách|trách nhiệm)\s+(?:là\s+)?)?(?:cơ quan|đơn vị)?\s*"
    r"(?:thường trực|chủ trì|đầu mối|chủ quản|chủ đầu tư|chuyên môn|điều phối)(?:\s(?!phối hợp|rà soát|tham mưu|tổng hợp)[^,;:.–-]{2,60}?)?"
    r"\s*(?:,|\s[-–])\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
"""What an office is in this matter, between dashes or commas ("Sở A - cơ quan thường trực Ban Chỉ đạo - …")."""
_PERSON = compiled(r"(?:Ông|Bà|Thầy|Cô|Anh|Chị|Đồng chí|đồng chí|Đ/c|đ/c)(?: [‹U›][‹L›]*){1,4}")
_POST = re.compile(r"(?:Phó|Chủ tịch|Giám đốc|Bí thư|Trưởng|Hiệu trưởng|Thư ký|Chánh|Chủ nhiệm|Tổ trưởng|Ủy viên|Kế toán|Trợ lý)(?!\w)")
_RECEIVED = re.compile(r"(?:(?:Ngay )?(?:khi|sau khi)\s+)?nhận được\s+(?:[^\W\d_]+\s+){1,3}này", re.IGNORECASE)
"""Words before the order to those who receive a document."""
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_WITH = re.compile(
    r"[\s,;]*(?:và\s+)?(?:phối hợp(?:\s+(?:chặt chẽ|thường xuyên))?|cùng|(?:có|với)\s+sự\s+(?:phối hợp|tham gia)(?:\s+chặt chẽ)?\s+của)"
    r"\s*(?:,?\s*(?:cùng\s+với|với|cùng))?\s+",
    re.IGNORECASE,
)
_CHARGED = re.compile(r"(?:được giao|được phân công|được chỉ định)\s*$", re.IGNORECASE)
_HELPING = re.compile(
    r"(?:cùng\s+)?phối hợp(?!\s+(?:với|cùng|chặt chẽ với)(?!\w))(?:\s+(?:tham mưu thực hiện|thực hiện|triển khai))?[\s,:]*", re.IGNORECASE
)
_TIME_NEXT = re.compile(r"(?:trước|chậm nhất|định kỳ|hằng|hàng|ngay)(?!\w)", re.IGNORECASE)
_BARE_ACT = re.compile(r"(?<=\w\s)(?:thực hiện|hoàn thành|triển khai|báo cáo|gửi báo cáo|nộp báo cáo|gửi|nộp)(?:\s+(?:xong|về))?\s+$")
"""An act without an object between a unit and its time ("Các đơn vị thực hiện | trước ngày …")."""
_RHYTHM = re.compile(r"(?:định kỳ|hằng|hàng|trước|chậm nhất|phải|cần|có)\s", re.IGNORECASE)
_RESPONSIBLE = re.compile(r"(?<!\w)(?:có trách nhiệm|có nhiệm vụ)(?!\w)", re.IGNORECASE)
_RESPONSIBLE_LATER = re.compile(r"[^;:.]{0,260}?(?<!\w)(?:có trách nhiệm|có nhiệm vụ)(?:\s*:?\s+|\s*:?\s*$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Names:
    """A list of units read at one place: their names, and where they end."""

    names: tuple[str, ...]
    end: int
    known: bool


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a sentence orders. end: where the act begins; words: what it rests on; general: the words mean "all who receive this"."""

    owners: tuple[str, ...]
    coordinators: tuple[str, ...]
    end: int
    rule: Rule
    words: str
    general: bool = False
    assigner: str | None = None
    asked: bool = False


def find_units(text: str) -> list[Found]:
    """The units named in the text, a verb at the end of a name left out."""
    return list(_units_in(text))


@functools.lru_cache(2048)
def _units_in(text: str) -> tuple[Found, ...]:
    found = []
    for unit in named.find_units(text):
        colon = text.find(":", unit.start, unit.end)
        if colon > 0 and opens_act(text[colon + 1 :].lstrip()):
            unit = replace(unit, end=colon, text=text[unit.start : colon])
        act = first_verb(text[: unit.end], unit.start)
        is_act = act is not None and act > unit.start + 2 and text[act : act + 1].islower() and " " in text[act : unit.end]
        if act is not None and is_act and not _is_closed_name(text, unit):
            unit = replace(unit, end=act - 1, text=text[unit.start : act - 1])
        found.append(unit)
    return tuple(found)


def _is_closed_name(text: str, unit: Found) -> bool:
    """Whether a unit bears one of the names that are known word by word ("Cục Thanh tra, kiểm tra thuế")."""
    match = patterns().named.match(seen(text), unit.start)
    return match is not None and match.end() >= unit.end


def split_units(text: str) -> list[str]:
    """The units of a list; "Khoa A, Khoa B" is two."""
    made: list[str] = []
    for name in named.split_units(text):
        head = name.split(" ", 1)[0]
        parts = re.split(rf",\s+(?={re.escape(head)}\s)", name) if head[:1].isupper() else [name]
        made.extend(each for part in parts for each in _AND_OFFICE.split(part))
    return _with_posts(made)


def _with_posts(names: Sequence[str]) -> list[str]:
    """The names, a person's post joined to the person ("Ông Lực, Chủ tịch Công đoàn" is one)."""
    made: list[str] = []
    for name in names:
        if made and _PERSON.fullmatch(made[-1]) and _POST.match(name):
            made[-1] = f"{made[-1]}, {name}"
        else:
            made.append(name)
    return made


@functools.lru_cache(maxsize=2048)
def subject_of(text: str) -> Subject | None:
    """The subject that the text opens with; None where it opens with something else."""
    if text.startswith("("):
        return None
    units = find_units(text)
    concerning = _by_concern(text, units)
    if concerning is not None:
        return concerning
    for at in dict.fromkeys((0, after_lead_in(text))):
        is_named = any(unit.start == at and unit.kind == "office" and text[unit.end : unit.end + 1] in (":", ",") for unit in units)
        if opens_act(text[at:]) and not is_named and not first_of("owners", "formula", text[at:]):
            continue
        found = _by_formula(text, at, units) or _by_name(text, at, units)
        if found is not None and not (at and found.general and not text[at:].lower().startswith(("các ", "mỗi "))):
            return found
    return _behind_condition(text, units)


def _behind_condition(text: str, units: Sequence[Found]) -> Subject | None:
    """The unit that acts where a condition or a span of time is over ("Nếu hồ sơ đủ, được duyệt, UBND xã lập …"); None for any other."""
    match = _CONDITION.match(text)
    if match is None or (match["basis"] and opens_act(text) and not _LISTED_VERB.search(text[: after_lead_in(text) + 8])):
        return None
    for unit in units:
        if unit.start > LONGEST_CONDITION:
            break
        before = text[: unit.start]
        if not _IS_OVER.search(before) or before.count("(") > before.count(")") or re.search(r"[:;“]", before):
            continue
        if any(re.fullmatch(r"(?:\s|,|và|thì)*", text[other.end : unit.start]) for other in units if other.end <= unit.start):
            continue
        if first_of("owners", "formula", text[unit.start :]):
            return None
        found = _by_name(text, unit.start, units)
        if found is None or not opens_act(text[found.end :]) or not _is_whole(found, text, unit, units):
            continue
        return found if match["when"] is None or _OBLIGED.match(text, found.end) else None
    return None


def _is_whole(found: Subject, text: str, first: Found, units: Sequence[Found]) -> bool:
    """Whether the last name of a list is a known unit and nothing more, and no one outside the offices."""
    last = [unit for unit in units if first.start <= unit.start < found.end]
    return bool(last) and found.owners[-1].endswith(last[-1].text) and not is_outside(found.owners[0])


def formula_inside(text: str, *, strongly: bool = False) -> Subject | None:
    """A subject named by a formula in the middle of a sentence ("…, UBND tỉnh yêu cầu các sở: …"); None where there is none.

    strongly: only "giao", or a formula that names who assigns.
    """
    units = find_units(text)
    formula = rules("owners", "formula")[0]
    for match in formula.pattern.finditer(text):
        boundary = text[: match.start()].rstrip()
        named = any(unit.start == match.end() for unit in units)
        if strongly and not match["assigner"] and not match["verb"].casefold().startswith("giao"):
            continue
        if (
            not boundary
            or boundary[-1] in ",;:."
            or _RECEIVED.fullmatch(boundary)
            or match["assigner"]
            or (named and not _NOT_ASSIGNED.search(boundary))
        ):
            found = _by_formula(text, match.start(), units)
            if found is not None:
                return found
    return None


def heading_units(title: str) -> tuple[tuple[str, ...], tuple[str, ...], Rule, str] | None:
    """The owners and coordinators that a heading names, with the rule and its words; None where it is no list of units."""
    words = _AFTER_DASH.sub("", title.strip().rstrip(" :.;-–"))
    if len(words.split()) > MANY_WORDS or not words:
        return None
    units = find_units(words)
    whole = _by_formula(words, 0, units) or _by_name(words, 0, units)
    if whole is not None and not words[whole.end :].strip(" ,:;.-–"):
        return whole.owners, whole.coordinators, whole.rule, title
    if whole is not None and acts(words[whole.end :]):
        return None
    prefix = first_of("owners", "heading_prefix", words)
    at = prefix[1].end() if prefix else 0
    bare = _AFTER_DASH.sub("", with_members(_BRACKETS.sub("", words[at:]).strip()))
    rule = prefix[0] if prefix else rules("owners", "head_words")[0]
    if opens_act(bare) and not find_units(bare)[:1]:
        return None
    if bare and (_is_list_of_units(bare) or ((prefix or title.rstrip().endswith(":")) and _is_headed(bare))):
        return tuple(split_units(bare)), (), rule, title
    return None


def _is_headed(words: str) -> bool:
    """Whether the words open with a word that heads a unit and hold no act of their own."""
    return first_of("owners", "head_words", words) is not None and first_verb(words, 0) is None and len(words.split()) <= 16


def names_at(text: str, at: int, units: Sequence[Found], *, strict: bool) -> Names | None:
    """The list of units that begins at `at`. strict: it must open with a known unit or a word that heads one, and a verb,
    a word of obligation or a colon must follow."""
    while at < len(text) and text[at] in " ,":
        at += 1
    masked = [(unit.start, unit.end) for unit in units]
    limit, why = where_ends(text, at, masked)
    if _CHARGED.search(text[at:limit]):
        later = _RESPONSIBLE.search(text, limit, limit + 160)
        limit = later.start() if later else limit
    if why == "word" and _TIME_NEXT.match(text, limit) and (act := _BARE_ACT.search(text, at, limit)) is not None:
        limit = act.start()
    phrase = text[at:limit].rstrip(" ,;-–")
    phrase = re.sub(
        r"(?:\s|,)+(?:và|cùng|với|cũng|đồng thời|ngay|sớm|tiếp tục|chủ động|đi|đến|tự|đều|nên|hãy|"
        r"khẩn trương|kịp thời|thường xuyên|tích cực|nghiêm túc|tập trung|nhanh chóng|trực tiếp)$",
        "",
        phrase,
    ).rstrip(" ,")
    bare = _BRACKETS.sub("", phrase).strip()
    if not bare or len(bare.split()) > MANY_WORDS:
        return None
    known = any(unit.start - at <= 1 and unit.start >= at for unit in units)
    headed = first_of("owners", "head_words", bare) is not None
    general = first_of("owners", "generic", bare, whole=True) is not None
    is_headed = headed and why in ("verb", "word", "colon") and len(bare.split()) <= 30
    if strict and not known and not is_headed and not (general and why != "end"):
        return None
    if (
        not strict
        and not (known or headed or general)
        and (opens_act(bare) or bare[0].islower() or why == "end" or len(bare.split()) > 8 or bare.split()[0] in ("Các", "Những"))
    ):
        return None
    names = tuple(split_units(with_members(bare)))
    return Names(names, limit, known) if names and all(map(names_somebody, names)) else None


def is_bare(words: str) -> bool:
    """Whether the words are one general noun without "các" ("đơn vị"): they stand for those addressed."""
    return is_general(words) and (len(words.split()) <= 2 or words.split()[0].casefold() in ("mỗi", "từng"))


def is_general(words: str) -> bool:
    """Whether the words ("các cơ quan, đơn vị, địa phương") mean whoever the document is addressed to."""
    return first_of("owners", "generic", words.strip(), whole=True) is not None


def same_owners(one: Sequence[str], other: Sequence[str]) -> bool:
    return {compare_key(name) for name in one} == {compare_key(name) for name in other}


def _by_formula(text: str, at: int, units: Sequence[Found]) -> Subject | None:
    found = first_of("owners", "formula", text[at:])
    if found is None:
        return None
    rule, match = found
    if match["verb"].casefold() in ("chỉ đạo", "chỉ thị") and not _SUPERIOR.match(match["assigner"] or ""):
        return None
    if match["assigner"] and (first_verb(match["assigner"], 0) is not None or match["verb"].casefold() == "phân công"):
        return None
    names = _listed(text, at + match.end(), units) or names_at(text, at + match.end(), units, strict=False)
    if names is None or all(map(is_anybody, names.names)):
        return None
    return replace(_subject(text, at, names, units, rule), assigner=match["assigner"], asked="đề nghị" in match["verb"].lower())


def _listed(text: str, at: int, units: Sequence[Found]) -> Names | None:
    """ "Giao A; B: …": units parted by semicolons before a colon."""
    match = re.compile(r"(?P<list>[^:.]{3,400}?;[^:.]{3,400}?):\s").match(text, at)
    if match is None or first_verb(match["list"], 0, [(unit.start - at, unit.end - at) for unit in units]) is not None:
        return None
    names = tuple(name for part in match["list"].split(";") for name in split_units(part))
    return Names(names, match.end("list"), known=True)


def _by_concern(text: str, units: Sequence[Found]) -> Subject | None:
    """ "Đối với Sở A: …", "Riêng các đơn vị B, hằng quý …": the subject follows the concern."""
    match = _CONCERN.match(text)
    if match is None:
        return None
    names = names_at(text, match.end(), units, strict=True)
    if names is None:
        return None
    is_parted = text[names.end : names.end + 1] in (":", ",") or text[: names.end].rstrip().endswith(",")
    if not is_parted and not (names.known and opens_act(text[names.end :].lstrip())):
        return None
    rest = text[names.end :].lstrip(" :,")
    if not (opens_act(rest) or _RHYTHM.match(rest)):
        return None
    return _subject(text, 0, names, units, rules("owners", "heading_prefix")[0])


def _by_name(text: str, at: int, units: Sequence[Found]) -> Subject | None:
    names = names_at(text, at, units, strict=True)
    if names is None or (at and not names.known and all(len(name.split()) == 1 and name.islower() for name in names.names)):
        return None
    return _subject(text, at, names, units, rules("owners", "head_words")[0])


def _subject(text: str, at: int, names: Names, units: Sequence[Found], rule: Rule) -> Subject:
    end = names.end + len(text[names.end :]) - len(text[names.end :].lstrip())
    if (beside := _APPOSITION.match(text, names.end)) is not None:
        end = beside.end()
    coordinators: tuple[str, ...] = ()
    lead = first_of("owners", "lead", text[end:])
    if lead is not None:
        end += lead[1].end()
        rule = rule if rule.id == "GIAO-01" else lead[0]
        beside = _WITH.match(text, end)
        more = names_at(text, beside.end(), units, strict=False) if beside else None
        if more is not None:
            coordinators, end = more.names, more.end
        elif (helpers := _helpers_behind(text, end, units)) is not None:
            coordinators, end = helpers
    elif (beside := _WITH.match(text, end)) is not None:
        more = names_at(text, beside.end(), units, strict=False)
        if more is not None and more.known and text[more.end : more.end + 1] == ":":
            coordinators, end = more.names, more.end + 1
    later = _RESPONSIBLE_LATER.match(text, end)
    if later is not None:
        end, rule = later.end(), rules("owners", "responsible")[0]
    gap = re.compile(r"[\s,:;]*").match(text, end)
    end = gap.end() if gap else end
    general = all(is_general(name) for name in names.names)
    return Subject(names.names, coordinators, end, rule, text[at:end].strip(" ,:;"), general)


def _helpers_behind(text: str, at: int, units: Sequence[Found]) -> tuple[tuple[str, ...], int] | None:
    """The helpers named before "phối hợp" ("Sở A chủ trì, Sở B, Sở C phối hợp …"), and where the act goes on."""
    names = names_at(text, at, units, strict=True) if text[at : at + 1] == "," else None
    help_ = _HELPING.match(text, names.end) if names is not None and names.known else None
    return (names.names, help_.end()) if names is not None and help_ is not None else None


def _is_list_of_units(words: str) -> bool:
    units = find_units(words)
    if not units or units[0].start > 1 or first_verb(words, 0, [(unit.start, unit.end) for unit in units]) is not None:
        return False
    covered = sum(unit.end - unit.start for unit in units)
    rest = words
    for unit in reversed(units):
        rest = rest[: unit.start] + rest[unit.end :]
    left = re.sub(
        r"[\s,;&-]|(?<!\w)(?:và|cùng|các|thuộc|trực thuộc|có liên quan|liên quan|\d{1,2}|tỉnh|thành phố|xã|phường)(?!\w)", "", rest
    )
    return (covered >= 0.55 * len(words) and not verb().match(left)) or not left
