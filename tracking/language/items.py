"""One item of a directive read sentence by sentence: which of them order an act, whom, and by when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tracking.duty import Reason
from tracking.language import background
from tracking.language.actions import acts, has_modal, names_a_document, opens_act, opens_with_noun
from tracking.language.binding import after_topic, binds, forwarded_to, is_bystander, is_issuer, subject_in, told_order
from tracking.language.clauses import Clause, clauses_of, counts, due_of, grouped, is_only_time
from tracking.language.context import HEADING, PLANS, Context, Draft, Inherited
from tracking.language.deadline import Found, find_deadlines
from tracking.language.fields import label_of, listed_units, parted_units
from tracking.language.giving import give_coordinators, give_field, give_tail, give_time, share_time, take_time
from tracking.language.handing import hands_on
from tracking.language.owners import Subject, find_units, formula_inside, is_bare, same_owners, subject_of
from tracking.language.passage import Passage, sentences
from tracking.language.pipeline import mark
from tracking.language.runs import enumerated, runs_of
from tracking.language.somebody import is_private, stand_for
from tracking.language.tail import tail_of

_RESULT = re.compile(
    r"(?:Kết quả|Báo cáo|Văn bản|Ý kiến|Danh sách|Hồ sơ|Đề nghị (?:gửi|báo cáo)|Thời (?:gian|hạn) (?:gửi|"
    r"báo cáo))(?!\w)[^.]{0,300}?(?:gửi|báo cáo|nộp|trả lời)",
    re.IGNORECASE,
)
_RESULT_TO = re.compile(r"(?:Kết quả|Tình hình)\s[^.;:]{0,120}?(?<!\w)(?:gửi|báo cáo)\s+(?:báo cáo\s+)?(?:về|cho|tới|đến)\s+[A-ZĐ]")
"""Results that are sent to somebody, by no day."""
_CHARGED = re.compile(
    r"(?:(?:Việc|Nội dung|Nhiệm vụ) này )?(?:giao|phân công)\s+(?P<who>[^;:.]{3,120}?)\s+"
    r"(?:chuẩn bị|thực hiện|chủ trì(?:\s+thực hiện)?|phụ trách|"
    r"tham mưu|triển khai|đảm nhiệm|đảm nhận|tổ chức thực hiện|chịu trách nhiệm)(?:\s+(?:nội dung|việc|nhiệm vụ)\s+này)?\W*$",
    re.IGNORECASE,
)
_AGREES = re.compile(r"(?:Cơ bản\s+)?(?:Thống nhất|Đồng ý|Nhất trí|Cho phép|Chấp thuận|Tán thành|Phê bình|Biểu dương)(?!\w)", re.IGNORECASE)
"""Words of a leader's conclusion before which nobody is ordered; who is, stands behind "giao"."""
_RECEIVED = re.compile(
    r"(?:(?:Ngay )?(?:khi|sau khi)\s+)?nhận được\s+(?:[^\W\d_]+\s+){1,3}?này(?:\s*,|\s+(?=yêu cầu|đề nghị))", re.IGNORECASE
)
"""Words before the order to those who receive a document, which are no act themselves."""
_BASIS_COLON = re.compile(r"(?:căn cứ|theo|trên cơ sở)\s[^:;]{5,120}?:\s+", re.IGNORECASE)
"""A basis that a colon parts from the acts ("căn cứ chức năng, nhiệm vụ được giao chỉ đạo: …")."""
_NOTE = re.compile(r"[\W_]*\([^()]*\)[\W_]*")
"""A remark that stands in brackets as a whole."""
_SHORT_TITLE = 14
"""Words of a title that is no act by itself, at most."""
_FIRST_WORDS = 3
"""Characters: a time that leads a sentence begins within so many."""
_ONLY_LEADS = re.compile(r"^(?:Để|Nhằm|Trên cơ sở)\s[^;:]*(?:yêu cầu|đề nghị|kết luận|chỉ đạo|thống nhất)\s*:?\s*$")
_PRODUCT_MUST = re.compile(
    r"(?:Báo cáo(?:\s+(?:kết quả|tổng hợp|định kỳ|đánh giá|tháng|quý|năm))*|Kế hoạch|Hồ sơ|Văn bản|Đề án|Nội dung|Danh sách|Biểu mẫu)\s+"
    r"(?:phải|cần|nêu|gồm|được|bao gồm|thể hiện)(?!\w)"
)
"""What a product must hold is told of the act that makes it."""


def read_item(passage: Passage, context: Context, ordinal: str) -> list[Draft]:
    """The duties that an item's words give, in order; none where they order nothing."""
    text = passage.text
    tail = tail_of(text, unassigned=not context.owners.names)
    if tail.owners and tail.charged and context.zone != "background":
        context = replace(
            context, owners=Inherited(tail.owners, "GIAO-NGOAC", "", "Cuối câu nêu đơn vị thực hiện."), zone="tasks", explicit_only=False
        )
    marks = mark(text[: tail.end], context.issued_on, context.year)
    context = _with_named_owners(text, marks.sentences[1:], context)
    found = [each for each in marks.deadlines if each.start < tail.end]
    drafts: list[Draft] = []
    parts = enumerated(text)
    lead = subject_of(text) if parts else None
    if lead is not None and context.zone != "background":
        led = Inherited(lead.owners, lead.rule.id, lead.words, lead.rule.why)
        context = replace(context, owners=led, addressed=False, explicit_only=False)
    for low, high in parts or [(0, tail.end)]:
        made: list[Draft] = []
        inside = [(low + start, low + end) for start, end in sentences(text[low:high])] if parts else marks.sentences
        for start, end in inside:
            if start < high:
                _read_sentence(passage, context, ordinal, (start, min(end, high)), found, made)
        for draft in made:
            if lead is not None and not draft.features.get("explicit"):
                draft.owners = lead.owners
        drafts.extend(made)
    if drafts and not parts:
        give_tail(drafts[-1], tail, context)
    for draft in drafts:
        give_coordinators(draft, context)
    return drafts


def _with_named_owners(text: str, later: Sequence[tuple[int, int]], context: Context) -> Context:
    """The context of an item that names its owners in a labelled sentence behind the act ("…. Đơn vị thực hiện: Sở A.")."""
    labels = (label_of(text[start:end]) for start, end in later)
    named = next((found for found in labels if found is not None and found[0] == "owner"), None)
    if named is None or context.zone == "background":
        return context
    owners = Inherited(parted_units(named[1])[0], named[2].id, named[1], named[2].why)
    return replace(context, owners=owners, addressed=False, explicit_only=False, zone="tasks") if owners.names else context


def dates_act(words: str, context: Context) -> bool:
    """Whether a sentence sets a time for what it says."""
    return any(counts(words, each, 0) for each in find_deadlines(words, context.issued_on, context.year))


def orders_something(text: str, context: Context) -> bool:
    """Whether an item's words open with an act or name who must act."""
    if context.zone == "background":
        return False
    for start, end in sentences(text):
        words = text[start:end]
        if background.closing_of(words) or background.is_scrap(words) or background.states(words):
            continue
        if _RESULT_TO.match(words) or (_RESULT.match(words) and dates_act(words, context)):
            return True
        subject = subject_in(words, context)
        if subject is not None:
            action = words[subject.end :]
            return (bool(action.strip(" .:;")) and not is_bystander(subject, action, context)) or words.rstrip().endswith(":")
        return opens_act(words)
    return False


def _read_sentence(
    passage: Passage, context: Context, ordinal: str, place: tuple[int, int], found: Sequence[Found], drafts: list[Draft]
) -> None:
    start, end = place
    words = passage.text[start:end]
    if background.closing_of(words) or background.is_scrap(words):
        return
    if (words.isupper() and len(words.split()) < 20) or _NOTE.fullmatch(words):
        return
    if drafts and (charged := _CHARGED.match(words)) and (names := listed_units(charged["who"])) and find_units(charged["who"]):
        drafts[-1].owners, drafts[-1].end = names, end
        drafts[-1].reasons.append(Reason("owners", "GIAO-01", words, "Câu ngay sau giao việc này cho đơn vị."))
        return
    if drafts and (field := label_of(words)) is not None:
        give_field(drafts[-1], field[0], field[1], field[2], context)
        return
    due = due_of(passage.text, found, start, end)
    label = next((each for each in found if each.start - start <= 1 and passage.text[each.end : end].lstrip().startswith(":")), None)
    if label is not None:
        start += passage.text[label.end : end].index(":") + 1 + label.end - start
        start += len(passage.text[start:end]) - len(passage.text[start:end].lstrip())
        words, due = passage.text[start:end], label
    subject = subject_in(words, context)
    after = start + subject.end if subject is not None and subject.general else start
    if drafts and due is not None and due.start >= after and is_only_time(passage.text, due, after, end):
        give_time(drafts[-1], due, passage)
        return
    subject = _whom(words, context, due, subject, begun=bool(drafts))
    if (subject is None or subject.rule.id != "GIAO-01") and (_quotes(words, due) or background.states(words)):
        return
    if subject is not None and subject.rule.id == "GIAO-01" and _is_account(subject, words):
        return
    if subject is None and _is_result(words, due) and drafts and _gives_product(words, drafts[-1]):
        drafts[-1].end = end
        take_time(drafts[-1], due, passage)
        return
    if subject is None and (_is_result(words, due) or (not drafts and _RESULT_TO.match(words))) and context.everybody.names:
        context = replace(context, owners=context.everybody, addressed=True)
        for clause in grouped(clauses_of(passage.text, start, end, found), passage.text):
            drafts.append(_draft(passage, context, ordinal, clause, None, None, words))
        return
    if subject is None and not drafts and not _may_act(words, context, due, ordinal):
        if (behind := _later_subject(words)) is not None:
            _read_sentence(passage, context, ordinal, (start + behind, end), found, drafts)
        return
    if subject is not None and not binds(subject, words, context, due):
        return
    if subject is not None and drafts and _same_people(subject, drafts[-1]) and not _needs_own(due, drafts[-1], words):
        drafts[-1].end = end
        take_time(drafts[-1], due, passage)
        return
    several = (
        len({(each.deadline.kind, each.deadline.due) for each in found if start <= each.start < end and counts(passage.text, each, start)})
        > 1
    )
    if subject is None and drafts and not several and not _needs_own(due, drafts[-1], words):
        if not background.tells_the_past(words) or due is not None:
            drafts[-1].end = end
            take_time(drafts[-1], due, passage)
        return
    low = start + (subject.end if subject else 0)
    if (basis := _BASIS_COLON.match(passage.text, low, end)) is not None and opens_act(passage.text[basis.end() :]):
        low = basis.end()
    before = drafts[-1] if drafts else None
    clauses = clauses_of(passage.text, low, end, found)
    if label is not None:
        clauses = [replace(clause, due=label) for clause in clauses]
    if subject and clauses and clauses[0].due is None:
        clauses[0] = replace(clauses[0], due=_due_before_act(passage.text, found, start, low, end))
    runs = runs_of(clauses, passage.text, subject)
    for run, who in runs:
        if len(runs) > 1 and not any(clause.due for clause in run) and background.is_courtesy(passage.text[run[0].start : run[-1].end]):
            continue
        groups = grouped(run, passage.text)
        for clause in groups:
            if len(groups) > 1 and clause.due is None and background.is_courtesy(passage.text[clause.start : clause.end].strip(" ,")):
                continue
            made = _draft(passage, context, ordinal, clause, who, before, words)
            share_time(made, drafts, clause)
            drafts.append(made)


def _whom(words: str, context: Context, due: Found | None, subject: Subject | None, *, begun: bool) -> Subject | None:
    """The subject of a sentence: the one it opens with, else one named by a formula inside it that orders something now."""
    order = told_order(words) if context.told else None
    if order is not None:
        return order
    if subject is None and _AGREES.match(words):
        subject = formula_inside(words, strongly=True)
    elif subject is None and (not opens_act(words) or background.is_background(words) or _RECEIVED.match(words)):
        subject = formula_inside(words, strongly=begun or (not context.addressed and bool(context.owners.names)))
    if subject is not None and hands_on(subject, words, context):
        return None
    if subject is None or is_issuer(subject, context):
        subject = forwarded_to(words, context, due) or subject
    told = subject is not None and subject.assigner is None and subject.rule.id == "GIAO-01"
    return None if told and subject is not None and background.tells_the_past(words[: subject.end]) else subject


def _is_planned(words: str, context: Context, due: Found | None) -> bool:
    """Whether words that name nobody say a task of a plan: its items order acts, or the words are more than a short title."""
    if context.zone != "tasks" or context.kind not in PLANS:
        return False
    section = background.zone_of(context.topic)
    if section is None or section[1].id != "NEN-21":
        return True
    is_timed = due is not None or context.due is not None
    return context.listed or is_timed or len(re.sub(r"\([^()]*\)", "", words).split()) > _SHORT_TITLE


def _quotes(words: str, due: Found | None) -> bool:
    """Whether a sentence only says what the law demands in general: it sets no day of its own."""
    return background.quotes_law(words) and (due is None or due.deadline.kind in ("relative", "recurring"))


def _later_subject(words: str) -> int | None:
    """Where, behind a semicolon, the words begin to order somebody ("Đồng ý …; Sở A theo dõi …"); None where they do not."""
    for semicolon in re.finditer(r";\s+", words) if _agrees(after_topic(words)) else ():
        own = subject_of(words[semicolon.end() :])
        if own is not None and acts(words[semicolon.end() + own.end :]):
            return semicolon.end()
    return None


def _agrees(words: str) -> bool:
    """Whether the words only praise or agree with something."""
    return background.praises(words) or _AGREES.match(words) is not None


def _is_account(subject: Subject, words: str) -> bool:
    """Whether who is ordered was ordered in a document that the sentence tells of ("Ngày …, Sở A có Công văn số … giao Sở B …")."""
    if not background.tells_of_a_document(words):
        return False
    if subject.assigner is None or re.search(r"\d/|(?<!\w)đã$", subject.assigner):
        return True
    before = words[: words.find(subject.words)]
    return re.search(r"(?<!\w)của\s*$", before) is not None


def _due_before_act(text: str, found: Sequence[Found], start: int, low: int, end: int) -> Found | None:
    """A time that stands before the unit or between it and its act ("Định kỳ hằng tháng, Sở A …", "… hằng tháng có trách nhiệm …")."""
    due = due_of(text, found, start, low)
    if due is None or (due.deadline.kind != "recurring" and due.start - start > _FIRST_WORDS):
        return None
    return due_of(text, found, due.start, end) or due


def _may_act(words: str, context: Context, due: Found | None, ordinal: str) -> bool:
    """Whether a sentence without a subject may open an item; basis and context of an unnumbered paragraph do not."""
    if context.explicit_only or (background.is_background(words) and not ordinal):
        return False
    return _is_act(words, context, due)


def _is_act(words: str, context: Context, due: Found | None) -> bool:
    """Whether a sentence without a subject orders an act of the people that the item stands under."""
    if context.explicit_only or context.zone in ("background", "content") or _ONLY_LEADS.search(words):
        return False
    if not context.owners.names and not _is_planned(words, context, due):
        return False
    if (background.is_courtesy(words) and due is None) or background.praises(after_topic(words)):
        return False
    if _PRODUCT_MUST.match(words) and due is None:
        return False
    if opens_act(words):
        asks = context.owners.rule != HEADING and background.asks_upward(words)
        return not asks and not names_a_document(words)
    if _of_private(words):
        return False
    if context.listed and context.owners.names:
        return not opens_with_noun(words) and not background.tells_the_past(words)
    if context.addressed or not context.owners.names:
        return due is not None and has_modal(words) and not background.tells_the_past(words)
    return not opens_with_noun(words) or (has_modal(words) and due is not None)


def _of_private(words: str) -> bool:
    """Whether a sentence says what people who deal with an office do ("Người nộp thuế gửi …")."""
    return is_private(words) and not words.casefold().startswith("đối với")


def _same_people(subject: Subject, draft: Draft) -> bool:
    return subject.general or same_owners(subject.owners, draft.owners) or stand_for(subject.owners, draft.owners)


def _means_those(subject: Subject, names: Sequence[str]) -> bool:
    """Whether a subject only means those who must act already: "đơn vị", or any one of their group by its short name ("Cục Thuế").

    A group that is named again ("các Cục Thuế") stands as it is named.
    """
    is_group = any(name.lower().startswith("các ") for name in subject.owners)
    return all(map(is_bare, subject.owners)) or (not is_group and stand_for(subject.owners, names))


def _is_result(words: str, due: Found | None) -> bool:
    """Whether a sentence asks that results be sent by a day ("Kết quả … gửi về … trước ngày …")."""
    return (
        due is not None
        and due.deadline.kind in ("date", "period", "recurring")
        and _RESULT.match(words) is not None
        and not _PRODUCT_MUST.match(words)
    )


def _gives_product(words: str, draft: Draft) -> bool:
    """Whether a sentence says when the product of the act before it is sent ("Danh sách … gửi về … trước ngày …")."""
    named = draft.deadline.kind == "none" and bool(draft.features.get("explicit"))
    return named and re.match(r"(?:Danh sách|Hồ sơ|Văn bản|Ý kiến)(?!\w)", words) is not None


def _needs_own(due: Found | None, draft: Draft, words: str) -> bool:
    """Whether a sentence's time makes it a duty of its own beside the draft: another limit, or an act after a rhythm."""
    if due is None:
        starts_anew = opens_act(words) or subject_of(words) is not None
        return draft.deadline.kind == "recurring" and starts_anew and not _PRODUCT_MUST.match(words)
    mine = draft.deadline
    if due.deadline.kind == "recurring":
        return not (mine.kind == "recurring" and mine.frequency == due.deadline.frequency)
    return (mine.kind not in ("none", "recurring") and mine.due != due.deadline.due) or mine.kind == "recurring"


def _draft(
    passage: Passage, context: Context, ordinal: str, clause: Clause, subject: Subject | None, before: Draft | None, words: str
) -> Draft:
    draft = Draft(passage, clause.start, clause.end, ordinal)
    if subject is not None and context.owners.names and _means_those(subject, context.owners.names):
        draft.owners = context.owners.names
        draft.reasons.append(context.owners.reason("owners"))
        draft.features["general"] = 1.0
    elif subject is not None:
        draft.owners, draft.coordinators, draft.general = subject.owners, subject.coordinators, subject.general
        draft.reasons.append(_why_owners(subject, passage, clause))
        draft.features["explicit"] = 1.0
    elif before is not None and before.owners:
        draft.owners = before.owners
        draft.reasons.extend(reason for reason in before.reasons if reason.field == "owners")
        draft.features["split"] = 1.0
    else:
        draft.owners = context.owners.names
        if context.owners.names:
            draft.reasons.append(context.owners.reason("owners"))
    rule = subject.rule.id if subject else "VIEC-01"
    why = subject.rule.why.replace("{verb}", words[:40]) if subject else "Mở đầu bằng động từ chỉ việc phải làm, đứng dưới đơn vị phải làm."
    spans = passage.spans(clause.start, clause.end)
    draft.reasons.insert(0, Reason("duty", rule, passage.text[clause.start : clause.end][:80], why, spans[0] if spans else None))
    if clause.due is not None:
        give_time(draft, clause.due, passage)
    return draft


def _why_owners(subject: Subject, passage: Passage, clause: Clause) -> Reason:
    at = passage.text.find(subject.words)
    spans = passage.spans(at, at + len(subject.words)) if at >= 0 else ()
    return Reason(
        "owners",
        subject.rule.id,
        subject.words,
        subject.rule.why.replace("{verb}", subject.words.split(" ", 1)[0]),
        spans[0] if spans else None,
    )
