"""A task of a plan with labelled lines under it, and a row of a task table: both are a title with fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from drafting.orthography import squash
from tracking.duty import Deadline, Reason
from tracking.language import background
from tracking.language.actions import first_verb
from tracking.language.context import Context, Draft
from tracking.language.coordinators import coordinators_of
from tracking.language.deadline import read_deadline
from tracking.language.fields import Fields, column_of, labels_in, listed_units
from tracking.language.owners import find_units, heading_units
from tracking.language.passage import Passage, passage_of
from tracking.structure.node import Node
from tracking.structure.tables import Grid

COMPLETE_TITLE = 11
"""Words from which the title of a task says the act in full; a shorter one is read with the paragraphs that describe it."""

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_HOUR = re.compile(
    r"(?:từ\s+)?\d{1,2}\s*(?:h|g|giờ|:)\s*\d{0,2}(?:\s*(?:phút)?\s*(?:-|–|đến)\s*\d{1,2}\s*(?:h|g|giờ|:)\s*\d{0,2})?\W*(?:phút)?\W*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


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
    read = read_deadline(clean, context.issued_on, plan)
    if read.kind in ("none", "relative") and (bare := _BRACKETS.sub("", clean).strip()) and bare != clean:
        read = read_deadline(bare, context.issued_on, plan)
    return replace(read, text=clean) if read.kind != "none" else Deadline()


def read_task(node: Node, fields: Fields, body: Sequence[Node], context: Context) -> list[Draft]:
    """The duties of a task with fields: one, or one for each owner that the owner line gives an act of its own."""
    described = [child.paragraph for child in body if child.paragraph and child.kind == "text" and not background.closing_of(child.text)]
    assert node.paragraph is not None
    passage = passage_of([node.paragraph])
    whole = passage_of([node.paragraph, *described]) if described else passage
    parts = _owner_acts(fields.owners or "")
    drafts = []
    for names, gloss in parts or [(listed_units(fields.owners or ""), "")]:
        told = not parts and len(passage.text.split()) < COMPLETE_TITLE
        draft = Draft(passage if parts else whole, 0, len(whole.text if told else passage.text), node.ordinal, gloss=gloss)
        draft.owners = names or context.owners.names
        if not names and context.owners.names:
            draft.reasons.append(context.owners.reason("owners"))
        draft.features["fields"] = 1.0
        _fill(draft, fields, context)
        drafts.append(draft)
    return drafts


def _fill(draft: Draft, fields: Fields, context: Context) -> None:
    if fields.coordinators is not None:
        draft.coordinators = listed_units(fields.coordinators)
    elif (own := coordinators_of(draft.words)) is not None:
        draft.coordinators = own.names
    if fields.deadline is not None:
        draft.deadline = deadline_in(fields.deadline, context)
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


def read_rows(node: Node, grid: Grid, context: Context) -> list[Draft]:
    """The duties of a task table, one a row; none where its columns hold no tasks with owners or times."""
    columns = _columns(grid)
    if "task" not in columns or not ({"owner", "deadline"} & columns.keys()):
        return []
    if _is_agenda(grid, columns):
        return []
    if "owner" not in columns and not context.owners.names and not any(row.group for row in grid.rows):
        return []
    year = _year_of(grid, columns)
    drafts: list[Draft] = []
    group = context
    for number, row in enumerate(grid.rows, start=1):
        if row.group:
            title = squash(" ".join(dict.fromkeys(t for t in row.texts if t)))
            units = heading_units(re.sub(r"^(?:[IVX]+|\d+|[A-Z])[.)]?\s+", "", title))
            if units is not None:
                group = replace(
                    context,
                    owners=replace(context.owners, names=units[0], rule="COT-NHOM", words=title, why="Dòng nhóm của bảng nêu đơn vị."),
                )
            continue
        draft = _row_draft(node, row.texts, columns, group, year, grid, number)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _is_agenda(grid: Grid, columns: dict[str, list[int]]) -> bool:
    """Whether the times are hours of one meeting ("8h00 - 8h15"): a programme, whose rows assign nothing."""
    cells = [row.texts[at] for row in grid.rows for at in columns.get("deadline", []) if at < len(row.texts) and row.texts[at].strip()]
    return bool(cells) and sum(_HOUR.match(cell.strip()) is not None for cell in cells) * 2 > len(cells)


def _columns(grid: Grid) -> dict[str, list[int]]:
    columns: dict[str, list[int]] = {}
    for at, title in enumerate(grid.titles):
        found = column_of(title)
        if found is not None:
            columns.setdefault(found[0], []).append(at)
    if "task" in columns:
        columns["task"] = columns["task"][:1] if len(columns["task"]) == 1 else [_widest(grid, columns["task"])]
    return columns


def _widest(grid: Grid, columns: Sequence[int]) -> int:
    return max(columns, key=lambda at: sum(len(row.texts[at]) for row in grid.rows if at < len(row.texts)))


def _row_draft(
    node: Node, texts: Sequence[str], columns: dict[str, list[int]], context: Context, year: str, grid: Grid, number: int
) -> Draft | None:
    def cell(label: str) -> str:
        seen = dict.fromkeys(texts[at] for at in columns.get(label, []) if at < len(texts) and texts[at].strip())
        return "; ".join(seen)

    task = squash(cell("task"))
    if len(task.split()) < 2:
        return None
    row = grid.rows[number - 1]
    lines = [line for at in columns["task"] for line in row.cells[at].lines]
    passage = _cell_passage(lines)
    first = squash(row.texts[0]) if row.texts else ""
    label = first if re.fullmatch(r"[\dIVXa-zđ.]{1,8}", first) else str(number)
    draft = Draft(passage, 0, len(passage.text), ".".join(x for x in (node.ordinal, label.rstrip(".")) if x))
    draft.owners = listed_units(cell("owner")) or context.owners.names
    draft.coordinators = listed_units(cell("coordinator"))
    draft.deadline = deadline_in(cell("deadline"), context, year)
    draft.deliverable = squash(cell("deliverable")) or None
    draft.features["row"] = 1.0
    draft.reasons.append(Reason("duty", "COT-01", task[:80], "Một dòng của bảng phân công là một nhiệm vụ."))
    for name, about in (("owner", "owners"), ("coordinator", "coordinators"), ("deadline", "deadline")):
        if cell(name):
            title = grid.titles[columns[name][0]]
            draft.reasons.append(Reason(about, "COT-" + name, squash(cell(name)), f"Đọc ở cột «{title}»."))
    return draft


def _cell_passage(lines: Sequence[object]) -> Passage:
    from tracking.reading.page import Line
    from tracking.structure.paragraphs import Paragraph, Piece

    text, pieces = "", []
    for line in lines:
        assert isinstance(line, Line)
        words = squash(f"{line.marker or ''} {line.text}") if text else squash(line.text)
        if not words:
            continue
        start = len(text) + (1 if text else 0)
        text = f"{text} {words}" if text else words
        pieces.append(Piece(line, start, len(text)))
    return passage_of([Paragraph(text, tuple(pieces))])


def _year_of(grid: Grid, columns: dict[str, list[int]]) -> str:
    for at in columns.get("deadline", []):
        match = _YEAR.search(grid.titles[at])
        if match:
            return match.group()
    return ""
