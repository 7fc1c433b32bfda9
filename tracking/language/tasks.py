"""A task of a plan with labelled lines under it: a title with fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from drafting.orthography import squash
from tracking.duty import Deadline, Reason
from tracking.language import background
from tracking.language.actions import first_verb
from tracking.language.clauses import due_of
from tracking.language.context import Context, Draft
from tracking.language.coordinators import coordinators_of
from tracking.language.deadline import Found, find_deadlines, read_field
from tracking.language.fields import Fields, labels_in, listed_units
from tracking.language.owners import find_units, formula_inside, subject_of
from tracking.language.passage import passage_of, sentences
from tracking.structure.node import Node

COMPLETE_TITLE = 11
"""Words from which the title of a task says the act in full; a shorter one is read with the paragraphs that describe it."""

_SHORT_TIMES = tuple(
    (re.compile(short, re.IGNORECASE), full)
    for short, full in (
        (r"(?<!\w)T\.?\s?(\d{1,2})(?=\s*(?:[/,;–-]|$))", r"Tháng \1"),
        (r"(?<=\d)\s*(?:->|→|÷|=>)\s*(?=\d)", " - "),
        (r"(?<=\d)\s*\+\s*(?=\d)", ", "),
        (r"(?<![\d/])(\d{1,2}/\d{1,2})/(\d\d)(?!\d)", r"\1/20\2"),
        (r"^cả năm(?!\w)", "Trong năm"),
        (r"(?<=\d),?\s+và\s+(?:(?:những|các)\s+năm\s+)?tiếp theo$", ""),
        (r"(?<=\d)\s+và\s+(?:\w+\s+){0,3}thường xuyên$", ""),
        (r"(?<=\d)\s+và\s+(?:\w+,?\s+){1,5}(?=(?:hằng|hàng)\s+(?:năm|quý|tháng)$)", "; "),
        (r"^từ\s+(?:tháng|quý|năm|ngày)?\s*[\d/IV]+\s+trở đi$", "Thường xuyên"),
        (r"^tuần\s+(?:thứ\s+)?(\d)\s*/\s*(\d{1,2})(?!\d)", r"Tuần \1 tháng \2"),
        (r"^tuần\s+(?:thứ\s+)?\d{1,2}\s*[(:;,]+\s*((?:từ\s+)?\d{1,2}\s*[/-].*?)\)?$", r"\1"),
    )
)
"""Times as cells shorten them ("T3/2021", "15/05/21", "20/4 -> 25/4", "Cả năm"), and their usual form."""

_BRACKETS = re.compile(r"\s*\([^()]*\)")


def fields_under(nodes: Sequence[Node]) -> tuple[Fields, list[Node]]:
    """The fields that the nodes give, and the nodes that are none."""
    fields, rest = Fields(), []
    for node in nodes:
        found = labels_in(node.text) if node.paragraph else []
        if not found or (found[0][0] == "other" and not fields and node.children):
            rest.append(node)
            continue
        inner = [child.text for child in node.children if child.paragraph and child.kind in ("item", "text")]
        if found[0][0] == "deadline" and not found[0][1] and sum(len(words.split()) for words in inner) > 25:
            rest.append(node)
            continue
        for at, (label, value, rule) in enumerate(found):
            words = [value, *inner] if at == len(found) - 1 else [value]
            fields.put(label, "; ".join(x for x in words if x), rule, node.text)
    return fields, rest


def deadline_in(words: str, context: Context, year: str = "") -> Deadline:
    """The deadline of a field or cell; a year of the column's title completes a day without one."""
    clean = squash(words).strip(" .;")
    if not clean or re.fullmatch(r"[-–/x\s]*", clean):
        return Deadline()
    plan = int(year) if year else context.year
    lines = squash(re.sub(r"\n\s*[-–+•]?\s*", "; ", words.strip())).strip(" .;")
    read = max(
        (_read(form, context, plan) for form in (clean, lines)), key=lambda found: (found.deadline.kind != "none", found.whole)
    ).deadline
    if read.kind in ("none", "relative") and (bare := _BRACKETS.sub("", clean).strip()) and bare != clean:
        read = _read(bare, context, plan).deadline
    return replace(read, text=clean) if read.kind != "none" else Deadline()


def _read(words: str, context: Context, year: int | None) -> Found:
    for short, full in _SHORT_TIMES:
        words = short.sub(full, words)
    return read_field(words, context.issued_on, year)


def read_task(node: Node, fields: Fields, body: Sequence[Node], context: Context) -> list[Draft]:
    """The duties of a task with fields: one, or one for each owner that the owner line gives an act of its own."""
    described = [child.paragraph for child in body if child.paragraph and child.kind == "text" and describes(child.text)]
    assert node.paragraph is not None
    passage = passage_of([node.paragraph])
    whole = passage_of([node.paragraph, *described]) if described else passage
    charged = _one_sentence(fields.owners or "")
    parts = _owner_acts(charged)
    drafts = []
    for names, gloss in parts or [(listed_units(charged), "")]:
        told = not parts and len(passage.text.split()) < COMPLETE_TITLE
        draft = Draft(passage if parts else whole, 0, len(whole.text if told else passage.text), node.ordinal, gloss=gloss)
        draft.owners = names or context.owners.names
        if not names and context.owners.names:
            draft.reasons.append(context.owners.reason("owners"))
        draft.features["fields"] = 1.0
        _fill(draft, fields, context)
        drafts.append(draft)
    return drafts


def _one_sentence(value: str) -> str:
    """The value of an owner's line without what a further sentence on it says."""
    found = sentences(value)
    return value[: found[0][1]] if len(found) > 1 else value


def describes(text: str) -> bool:
    """Whether a paragraph under a task tells of it: it is no closing and orders nobody."""
    return background.closing_of(text) is None and subject_of(text) is None and formula_inside(text) is None


def _fill(draft: Draft, fields: Fields, context: Context) -> None:
    if fields.coordinators is not None:
        draft.coordinators = listed_units(fields.coordinators)
    elif (own := coordinators_of(draft.words)) is not None:
        draft.coordinators = own.names
    if fields.deadline is not None:
        draft.deadline = deadline_in(fields.deadline, context)
    elif (due := due_of(draft.words, find_deadlines(draft.words, context.issued_on, context.year), 0, len(draft.words))) is not None:
        draft.deadline = due.deadline
    draft.deliverable = fields.deliverable
    draft.reasons.insert(0, Reason("duty", "NHAN-00", draft.words[:80], "Nhiệm vụ có các dòng chủ trì, phối hợp, thời gian đi kèm."))
    for label, about in (("owner", "owners"), ("coordinator", "coordinators"), ("deadline", "deadline")):
        if label in fields.words:
            rule, line = fields.words[label]
            draft.reasons.append(Reason(about, rule.id, line, rule.why))


def _owner_acts(words: str) -> list[tuple[tuple[str, ...], str]]:
    """ "Sở A tổ chức hội nghị cấp tỉnh, UBND các xã tổ chức hội nghị cấp xã" → each owner with the words of its act."""
    units = find_units(words)
    masked = [(unit.start, unit.end) for unit in units]
    found: list[tuple[tuple[str, ...], str]] = []
    for at, unit in enumerate(units):
        end = units[at + 1].start if at + 1 < len(units) else len(words)
        act = first_verb(words[:end], unit.end, masked)
        if act is None or words[unit.end : act].strip(" ,;"):
            return []
        found.append(((unit.text,), words[act:end].strip(" ,;.")))
    return found if len(found) > 1 else []
