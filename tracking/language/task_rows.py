"""Rows of a task table: each is a duty with its owner, helpers, time and product, group rows handing down units and times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from drafting.orthography import squash
from tracking.duty import Deadline, Reason
from tracking.language.actions import opens_act
from tracking.language.context import Context, Draft, Inherited
from tracking.language.fields import Fields, labels_in, listed_units, parted_units
from tracking.language.items import read_item
from tracking.language.mend import mended_text
from tracking.language.owners import heading_units, same_owners
from tracking.language.passage import Passage, passage_of
from tracking.language.task_columns import Columns, columns_of, is_agenda, marked_time, number_column
from tracking.language.tasks import deadline_in
from tracking.language.timeline import time_of_title
from tracking.reading.page import Line
from tracking.structure.markers import marker_of
from tracking.structure.node import Node
from tracking.structure.paragraphs import Paragraph, Piece
from tracking.structure.tables import Grid, Row

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PERIOD_TITLE = re.compile(r"(?:Tháng|Tuần|Quý|Năm|Ngày)(?!\w)", re.IGNORECASE)
_FIGURE = re.compile(r"(?P<figure>[IVX]{1,5}|[A-ZĐ]|\d{1,3}(?:\.\d{1,2})*|[a-zđ])\s*(?:[.)/:]|$)\s*|(?P<bare>[IVX]{1,5}|\d{1,3})\s+")
_LEADS = re.compile(r"(?P<lead>[^()]+?)\s*\(\s*(?:cơ quan |đơn vị )?chủ trì\s*\)", re.IGNORECASE)
_LEADING = re.compile(
    r"(?P<lead>.{3,200}?)\s+chủ trì\s*[,;]?\s*(?:(?:và\s+)?phối hợp\s*(?:với|cùng|:)?\s*)?(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)


def read_rows(node: Node, grid: Grid, context: Context) -> list[Draft]:
    """The duties of a task table; none where its columns hold no tasks with owners or times, or only the hours of a meeting."""
    if context.mended:
        grid = replace(grid, titles=tuple(map(mended_text, grid.titles)))
    grid, columns = columns_of(grid)
    if "task" not in columns or not ({"owner", "deadline"} & columns.keys()) or is_agenda(grid, columns):
        return []
    return _Rows(node, grid, columns, context).read()


class _Rows:
    """Reads one table from the top; `groups` are the titles in force with their ranks, the outermost first."""

    def __init__(self, node: Node, grid: Grid, columns: Columns, context: Context) -> None:
        self.node, self.grid, self.columns = node, grid, columns
        self.groups: list[tuple[int, Context]] = [(-1, context)]
        self.mends = context.mended
        self.numbers = number_column(grid, columns)
        years = [_YEAR.search(grid.titles[at]) for at in columns.get("deadline", [])]
        self.year = next((year.group() for year in years if year), "")
        self.drafts: list[Draft] = []
        self.above: Row | None = None

    def read(self) -> list[Draft]:
        for number, row in enumerate(self.grid.rows, start=1):
            if self._is_group(row) and not self._is_task(row, number):
                self._open_group(row)
            elif not self._goes_on(row):
                self.drafts.extend(self._duties(row, number))
                self.above = row
        return self.drafts

    def _is_group(self, row: Row) -> bool:
        """Whether a row is a title: one text over the table, or one merged over the task and its unit."""
        task, owners = self.columns["task"][0], self.columns.get("owner", [])
        merged = any(not row.cells[max(at, task)].first and row.cells[at].lines == row.cells[task].lines for at in owners)
        return row.group or (merged and bool(row.texts[task]))

    def _is_task(self, row: Row, number: int) -> bool:
        """Whether a row of one text is a task of its own that takes its unit from elsewhere: numbered on, and an act."""
        if self.numbers is None or self.above is None or not row.cells[0].first:
            return False
        own, before = row.texts[self.numbers].strip(" ."), self.above.texts[self.numbers].strip(" .")
        return own.isdigit() and before.isdigit() and int(own) == int(before) + 1 and opens_act(self._cell(row, "task"))

    def _open_group(self, row: Row) -> None:
        words = squash(" ".join(dict.fromkeys(text for text in row.texts if text)))
        words = mended_text(words) if self.mends else words
        figure = _FIGURE.match(words)
        title = words[figure.end() :] if figure else words
        rank = _rank(figure["figure"] or figure["bare"]) if figure else 3
        while self.groups[-1][0] >= rank:
            self.groups.pop()
        base = self.groups[-1][1]
        units, time = heading_units(title), time_of_title(title, base)
        if units is not None:
            owners = replace(base.owners, names=units[0], rule="COT-NHOM", words=words, why="Dòng nhóm của bảng nêu đơn vị.")
            base = replace(
                base, owners=owners, coordinators=Inherited(units[1], "COT-NHOM", words, "Dòng nhóm của bảng nêu đơn vị phối hợp.")
            )
        if time is not None:
            base = replace(base, due=time, due_words=words)
        self.groups.append((rank, base))

    def _cell(self, row: Row, label: str) -> str:
        found = [row.texts[at] for at in self.columns.get(label, []) if at < len(row.texts)]
        words = "; ".join(dict.fromkeys(text for text in found if text.strip()))
        return mended_text(words) if self.mends else words

    def _goes_on(self, row: Row) -> bool:
        """Whether a row without a number and without a task of its own only goes on with the duty above; it is then taken in."""
        if not self.drafts or self.above is None:
            return False
        task_at = self.columns["task"][0]
        merged = bool(row.texts[task_at]) and not row.cells[task_at].first and row.texts[task_at] == self.above.texts[task_at]
        last = self.drafts[-1]
        if not merged and (self._cell(row, "task").strip() or (self.numbers is not None and row.texts[self.numbers].strip())):
            return False
        owners, coordinators = self._units(row)
        deadline = self._deadline(row, inherited=merged)
        if merged:
            if not same_owners(owners, last.owners) or (deadline.kind, deadline.due) != (last.deadline.kind, last.deadline.due):
                return False
        elif owners and deadline.kind != "none":
            self.drafts.append(replace(last, owners=owners, coordinators=coordinators, deadline=deadline, features=dict(last.features)))
            return True
        else:
            last.owners += tuple(name for name in owners if name not in last.owners)
        last.coordinators += tuple(name for name in coordinators if name not in last.coordinators)
        return True

    def _duties(self, row: Row, number: int) -> list[Draft]:
        context = self.groups[-1][1]
        at = self.columns["task"][0]
        lines = row.cells[at].lines
        if len(squash(row.texts[at]).split()) < 2:
            return []
        first = squash(row.texts[0]).rstrip(".")
        label = first if re.fullmatch(r"[\dIVXa-zđ.]{1,8}", first) else str(number)
        ordinal = ".".join(x for x in (self.node.ordinal, label) if x)
        if "deadline" in self.columns and self.columns["deadline"][0] < at and len(items := _items(lines)) > 1:
            return [draft for item in items for draft in self._row_drafts(row, cell_passage(item, mends=self.mends), ordinal, context)]
        return self._row_drafts(row, cell_passage(lines, mends=self.mends), ordinal, context)

    def _row_drafts(self, row: Row, passage: Passage, ordinal: str, context: Context) -> list[Draft]:
        owners, coordinators = self._units(row)
        if not owners and not context.owners.names:
            named = [d for d in read_item(passage, replace(context, zone="tasks"), ordinal) if d.owners]
            if named or "owner" not in self.columns:
                return [self._filled(draft, row, draft.owners, draft.coordinators, context) for draft in named]
        draft = Draft(passage, 0, len(passage.text), ordinal)
        return [self._filled(draft, row, owners or context.owners.names, coordinators or context.coordinators.names, context)]

    def _filled(self, draft: Draft, row: Row, owners: tuple[str, ...], coordinators: tuple[str, ...], context: Context) -> Draft:
        draft.owners, draft.coordinators = owners, coordinators
        own = self._deadline(row)
        draft.deadline = own if own.kind != "none" else draft.deadline if draft.deadline.kind != "none" else context.due or Deadline()
        draft.deliverable = squash(self._cell(row, "deliverable")) or None
        draft.features["row"] = 1.0
        draft.reasons.insert(0, Reason("duty", "COT-01", draft.words[:80], "Một dòng của bảng phân công là một nhiệm vụ."))
        for name, about in (("owner", "owners"), ("coordinator", "coordinators"), ("deadline", "deadline")):
            if words := self._cell(row, name):
                title = self.grid.titles[self.columns[name][0]]
                draft.reasons.append(Reason(about, "COT-" + name, squash(words), f"Đọc ở cột «{title}»."))
        return draft

    def _units(self, row: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Owners and helpers of a row; blank cells of a row without a number say what those above say."""
        cells = [self._cell(row, "owner"), self._cell(row, "coordinator")]
        if not cells[0] and self._is_below(row):
            assert self.above is not None
            cells = [self._cell(self.above, "owner"), cells[1] or self._cell(self.above, "coordinator")]
        owners, helpers = units_of_cell(cells[0])
        return owners, (listed_units(cells[1]) or helpers)

    def _deadline(self, row: Row, *, inherited: bool = True) -> Deadline:
        ats = self.columns.get("deadline", [])
        context = self.groups[-1][1]
        words = marked_time(self.grid, row, ats) or self._cell(row, "deadline")
        if not words and inherited and self._is_below(row):
            assert self.above is not None
            words = self._cell(self.above, "deadline")
        title = _PERIOD_TITLE.match(self.grid.titles[ats[0]]) if ats else None
        if title and re.match(r"[\dIVX]", words) and "/" not in words[:3]:
            words = f"{title.group()} {words}"
        return deadline_in(words, context, self.year)

    def _is_below(self, row: Row) -> bool:
        return self.numbers is not None and self.above is not None and not row.texts[self.numbers].strip()


def units_of_cell(words: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The owners and helpers that one cell names: by labels, by "(chủ trì)" behind a name, or by "chủ trì, phối hợp với"."""
    fields = Fields()
    for line in words.split("\n"):
        for label, value, rule in labels_in(re.sub(r"^\s*[-–+•]\s*", "", line)):
            fields.put(label, value, rule, line)
    if fields.owners:
        return listed_units(fields.owners), listed_units(fields.coordinators or "")
    parts = re.split(r"[;,\n]\s*", words)
    leads = [match["lead"] for part in parts if (match := _LEADS.fullmatch(part.strip(" -–+•")))]
    if leads:
        rest = "; ".join(part for part in parts if not _LEADS.fullmatch(part.strip(" -–+•")))
        return listed_units("; ".join(leads)), listed_units(rest)
    leading = _LEADING.fullmatch(words)
    if leading:
        return listed_units(leading["lead"]), listed_units(leading["rest"])
    return parted_units(words)


def cell_passage(lines: Sequence[Line], *, mends: bool = False) -> Passage:
    """The lines of a cell as one passage; the first without its marker. mends: lost tone marks are put back."""
    text, pieces = "", []
    for line in lines:
        words = squash(f"{line.marker or ''} {line.text}") if text else squash(line.text)
        skipped = 0
        if not text and (marker := marker_of(words)) is not None and marker.style in ("dash", "plus", "bullet"):
            skipped = len(marker.written)
            words = words[skipped:].lstrip()
        if not words:
            continue
        start = len(text) + (1 if text else 0)
        text = f"{text} {words}" if text else words
        pieces.append(Piece(line, start, len(text), skipped))
    return passage_of([Paragraph(mended_text(text) if mends else text, tuple(pieces), found=text if mends else "")])


def _items(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of a cell by its bullets; one group where it has none."""
    groups: list[list[Line]] = []
    for line in lines:
        own = bool(line.marker) or marker_of(squash(line.text)) is not None
        if not groups and not own:
            return [list(lines)]
        if own:
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _rank(figure: str) -> int:
    """How deep a title with this figure stands: letters, Roman figures, numbers, their parts."""
    if re.fullmatch(r"[IVX]+", figure):
        return 1
    if figure.isupper():
        return 0
    return 4 + figure.count(".") if figure[0].isdigit() else 8
