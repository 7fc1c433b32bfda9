"""Whom a sentence orders, past the topic that opens it, and whether it binds them to act from now on."""

from __future__ import annotations

import re
from dataclasses import replace

from drafting.orthography import compare_key
from tracking.language import background
from tracking.language.actions import acts, opens_act, opens_with_noun
from tracking.language.context import PLANS, Context
from tracking.language.deadline import Found
from tracking.language.owners import Subject, find_units, is_general, names_at, subject_of
from tracking.language.rules import rules
from tracking.language.somebody import is_outside, is_private, must_act
from tracking.structure.letters import compiled

_TOPIC = compiled(r"(?:(?:Đối với|Về|Việc)\s[^:]{2,300}|[‹U›][^:;.]{2,220}):\s*")
_BEFORE_COLON = re.compile(r"(?P<name>[^\W\d_][^:;.,()]{3,70}?)\s*:\s+(?=\S)")
_URGED = re.compile(
    r"\s*(?:phải|cần|khẩn trương|tiếp tục|sớm|chủ động|tập trung|nghiêm túc|kịp thời|tích cực|quyết liệt|ngay)(?!\w)", re.IGNORECASE
)
_FORWARDS = re.compile(r"(?<!\w)(?:chuyển|gửi)\s+(?:[^;:.]{0,160}?\s)?(?:đến|tới|cho|sang)\s+", re.IGNORECASE)
_TO_DO = re.compile(r"[\s,]*(?:để\s+)?(?=(?:xem xét|giải quyết|nghiên cứu|xử lý|trả lời|thụ lý|kiểm tra)(?!\w))", re.IGNORECASE)
_ANSWERS = re.compile(
    r"(?:(?:nếu\s+)?để\s+[^;.]{3,120}?\s(?:thì\s+)?(?:phải\s+)?(?:hoàn toàn\s+)?chịu\s+(?:hoàn toàn\s+)?trách nhiệm\s[^;.]*|"
    r"(?:phải\s+)?(?:hoàn toàn\s+)?chịu\s+(?:hoàn toàn\s+)?trách nhiệm\s+"
    r"(?:toàn diện\s+|cá nhân\s+)?trước\s+(?:(?!(?:về|nếu|khi)\s)[^\s,;.]+\s*)+"
    r"(?:,?\s*(?:nếu|khi)\s[^;.]*)?)"
    r"[.;/\s]*$",
    re.IGNORECASE,
)
"""Who answers to whom, or for what may go wrong, is told by these words, and no act."""
_TELLS = re.compile(
    r"(?<!\w)(?:ban hành|có|ra|gửi|ký)\s+(?:ký\s+)?(?:ban hành\s+)?(?:văn bản|công văn|công điện|chỉ thị|thông báo)"
    r"(?:\s+(?:hỏa tốc|khẩn|chỉ đạo|số:?\s*\d[^\s,]*|(?:ký\s+)?ngày\s+\d[^\s,]*))*\s*,?\s+(?P<verb>yêu cầu|đề nghị|giao|chỉ đạo)\s+",
    re.IGNORECASE,
)
"""A sentence of news that tells of a directive and goes on with its order."""
_CONDITION = re.compile(r"(?:Trường hợp|Nếu|Khi|Sau khi)\s", re.IGNORECASE)
"""What opens a condition, whose past is not told of whoever acts where it is fulfilled."""
_WHOLE_NAME = 2
"""Words of an office's name, more than which it stands for the office without its place ("Chi cục Thủy lợi" of a province)."""
_NOT_AN_ACT = re.compile(r"(?:theo(?!\s+dõi)|của|tại|về|và|là|được|bị|nêu|trên|này|hoặc|thuộc|như|thông báo để)(?!\w)", re.IGNORECASE)


def told_order(words: str) -> Subject | None:
    """Whom the directive orders of which a sentence of news tells ("Sở A vừa có văn bản đề nghị B làm …")."""
    match = _TELLS.search(words)
    names = names_at(words, match.end(), find_units(words), strict=True) if match is not None else None
    if match is None or names is None or not acts(words[names.end :].lstrip(" ,")):
        return None
    end = names.end + len(words[names.end :]) - len(words[names.end :].lstrip(" ,"))
    said = words[match.start("verb") : names.end].strip(" ,")
    return Subject(names.names, (), end, rules("owners", "formula")[0], said, all(map(is_general, names.names)), assigner="")


def only_answers(action: str) -> bool:
    """Whether the words after a unit only say to whom, or for what may go wrong, it answers."""
    return _ANSWERS.match(action) is not None


def subject_in(words: str, context: Context) -> Subject | None:
    """The subject of a sentence, past a topic that opens it ("Việc điều chỉnh …: Đề nghị …")."""
    found = subject_of(words)
    if found is not None:
        inner = subject_of(words[found.end :]) if words[: found.end].rstrip().endswith(":") else None
        return replace(inner, end=inner.end + found.end) if inner is not None and not inner.general else found
    topic = _TOPIC.match(words)
    inner = subject_of(words[topic.end() :]) if topic else None
    if topic and inner is not None:
        is_topic = len(topic.group().split()) <= 6 or not opens_act(topic.group()) or inner.rule.id != "GIAO-06"
        return replace(inner, end=inner.end + topic.end()) if is_topic else None
    return _addressee(words, context)


def _addressee(words: str, context: Context) -> Subject | None:
    """One of those addressed that opens the words before a colon, shortened as it may be ("Các Điện lực:" of "Các Điện lực trực thuộc")."""
    match = _BEFORE_COLON.match(words)
    if match is None:
        return None
    name = compare_key(match["name"])
    is_addressed = any(compare_key(full) == name or compare_key(full).startswith(name + " ") for full in context.everybody.names)
    is_beside = context.charged and match["name"][0].isupper() and not opens_act(match["name"]) and not opens_with_noun(match["name"])
    if not is_addressed and not is_beside:
        return None
    return Subject((match["name"],), (), match.end(), rules("owners", "head_words")[0], match["name"])


def names_before_colon(words: str) -> bool:
    """Whether words open with a unit and a colon before its act ("Phòng Kỹ thuật: …")."""
    match = _BEFORE_COLON.match(words)
    found = subject_of(words) if match is not None else None
    return match is not None and found is not None and found.end == match.end()


def forwarded_to(words: str, context: Context, due: Found | None) -> Subject | None:
    """Whom a petition or file is passed on to with an act to do ("chuyển đơn đến Thanh tra tỉnh để xem xét, giải quyết …")."""
    if due is None and context.kind != "phiếu chuyển" and "theo thẩm quyền" not in words:
        return None
    units = find_units(words)
    for match in _FORWARDS.finditer(words):
        names = names_at(words, match.end(), units, strict=True)
        act = _TO_DO.match(words, names.end) if names is not None and names.known else None
        if names is not None and act is not None:
            rule = rules("owners", "formula")[0]
            return Subject(names.names, (), act.end(), rule, words[match.start() : names.end].strip(" ,"))
    return None


def after_topic(words: str) -> str:
    topic = _TOPIC.match(words)
    return words[topic.end() :] if topic else words


def binds(subject: Subject, words: str, context: Context, due: Found | None) -> bool:
    """Whether a sentence with a subject binds it to act from now on."""
    action = words[subject.end :].strip()
    if context.zone == "background" or not action.strip(" .;:/"):
        return False
    if subject.rule.id != "GIAO-01" and _tells_the_past(subject, words, due):
        return False
    if background.is_courtesy(action) and due is None and (subject.general or not subject.words.startswith("Giao ")):
        return False
    if (subject.asked or subject.rule.id == "GIAO-06") and background.asks_upward(action) and due is None:
        return False
    if len(action.split()) < 3 and due is None:
        return False
    if is_bystander(subject, action, context):
        return False
    named = subject.rule.id == "GIAO-06" and not _ends_in_colon(subject, words)
    if (named and not acts(action)) or (_NOT_AN_ACT.match(action) and not acts(action)):
        return False
    if subject.rule.id != "GIAO-01" and background.praises(action):
        return False
    if (context.explicit_only or context.zone == "content") and subject.rule.id == "GIAO-06" and not _is_known(subject, context):
        return False
    basis = re.match(r"căn cứ\s[^,]*:", action, re.IGNORECASE)
    if (basis is not None and not opens_act(action[basis.end() :].lstrip())) or only_answers(action):
        return False
    return subject.words.startswith("Giao ") or not is_issuer(subject, context)


def is_bystander(subject: Subject, action: str, context: Context) -> bool:
    """Whether the subject is none of those who may be charged: private people, or firms that nothing obliges, and not addressed."""
    name = subject.owners[0]
    if subject.rule.id == "GIAO-01" or not is_outside(name) or _is_addressed(name, context):
        return False
    return is_private(name) or (subject.rule.id == "GIAO-06" and not must_act(action))


def _is_addressed(name: str, context: Context) -> bool:
    bare = compare_key(name).removeprefix("các ")
    return any(compare_key(full).removeprefix("các ").startswith(bare) for full in context.everybody.names)


def _tells_the_past(subject: Subject, words: str, due: Found | None) -> bool:
    """Whether the words tell what was done; what only says which units are meant ("các xã chưa có chợ") does not, before an order."""
    action = words[subject.end :]
    if background.tells_the_past(action[:60]):
        return True
    if _CONDITION.match(words):
        return False
    return background.tells_the_past(words[: subject.end + 60]) and not (opens_act(action) and (due is not None or _URGED.match(action)))


def _ends_in_colon(subject: Subject, words: str) -> bool:
    """Whether a colon parts the unit from what it must do ("Đội A: …"), past the past and plain accounts."""
    action = words[subject.end :].lstrip()
    is_parted = words[: subject.end].rstrip().endswith(":") and action[:1].islower()
    return is_parted and not opens_with_noun(action) and not background.tells_the_past(action)


def _is_known(subject: Subject, context: Context) -> bool:
    """Whether the subject is a unit known by name, or, among those addressed, all of them."""
    if subject.general:
        return context.addressed
    return any(unit.start == 0 for unit in find_units(subject.owners[0]))


def is_issuer(subject: Subject, context: Context) -> bool:
    """Whether the only subject is the issuer itself announcing its own work."""
    if context.kind in PLANS or not context.issuer or len(subject.owners) != 1 or context.concludes:
        return False
    own, name = (re.sub(r"\bubnd\b", "ủy ban nhân dân", compare_key(words)) for words in (context.issuer, subject.owners[0]))
    is_short = own.startswith(f"{name} ") and (name.split()[0] in ("bộ", "sở", "văn", "ủy") or len(name.split()) > _WHOLE_NAME)
    return own == name or is_short
