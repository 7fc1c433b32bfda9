"""The tree of a document walked for its duties: headings hand down who must act, items say what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tracking.duty import Duty
from tracking.language import background
from tracking.language.actions import opens_act
from tracking.language.addressed import everybody_of, makes_known
from tracking.language.afterwards import count_from_signing, share_as_above, without_private_persons, without_summaries
from tracking.language.asides import asides, is_of_page, without_answers
from tracking.language.binding import names_before_colon
from tracking.language.common_times import all_above, dates_all
from tracking.language.confidence import tell_signs
from tracking.language.context import ADDRESSEES, HEADING, SIBLING, Context, Draft, Inherited
from tracking.language.fields import Fields, label_of
from tracking.language.finish import duty_of
from tracking.language.headings import (
    acts_within,
    beside_units,
    dated,
    heading_units_rule,
    holds_text,
    internal_unit,
    is_section,
    is_title,
    leads_by_topic,
    node_without_children,
    only_tells,
    section_due,
    year_of,
)
from tracking.language.implementers import give_implementers, share_with_siblings, without_general_tasks
from tracking.language.items import orders_something, read_item
from tracking.language.mend import is_mended
from tracking.language.owners import formula_inside, heading_units, is_general, subject_of
from tracking.language.passage import passage_of
from tracking.language.said_twice import joined
from tracking.language.sections import Shared, shared_fields
from tracking.language.somebody import is_private
from tracking.language.task_rows import read_rows
from tracking.language.tasks import describes, fields_under, read_task
from tracking.language.timeline import led_by, time_of_title, under_time
from tracking.structure.node import Node
from tracking.structure.sheet import Sheet

WITHOUT_DUTIES = (
    "tờ trình",
    "báo cáo",
    "biên bản",
    "thông cáo",
    "giấy giới thiệu",
    "giấy nghỉ phép",
    "giấy ủy quyền",
    *("hợp đồng", "phiếu gửi"),
)
"""Kinds that ask, tell or record and assign nothing (Document forms)."""

ISSUER_ACTS = ("quyết định", "nghị quyết", "quy chế", "quy định", "điều lệ")
"""Kinds whose articles are acts of the issuer unless they name who must act."""

_SAYS = re.compile(r"(?:yêu cầu|đề nghị|chỉ thị|kết luận|thống nhất|lưu ý|phân công|quy định|như sau)\s*:\s*$", re.IGNORECASE)
"""A paragraph that ends so only leads to what stands below it."""
_RESULT_SENT = re.compile(
    r"(?:Kết quả|Báo cáo|Văn bản|Ý kiến|Danh sách|Hồ sơ|Gửi|Đề nghị (?:gửi|báo cáo)|Thời (?:gian|hạn) (?:gửi|"
    r"báo cáo))(?!\w).{0,300}?(?:gửi|báo cáo|nộp|trả lời)",
    re.IGNORECASE | re.DOTALL,
)


def read_duties(sheet: Sheet, body: Node, annexes: Sequence[Node], part: int = 0) -> list[Duty]:
    """The duties that a document assigns, in the order they stand; an empty list is an answer too."""
    walker = _Walker(sheet, mends=is_mended(body))
    if sheet.info.kind not in WITHOUT_DUTIES:
        body = without_answers(body)
        walker.read_body(body)
        for annex in annexes:
            walker.read_annex(annex)
    drafts = without_private_persons(without_summaries(walker.drafts), sheet.info.addressees)
    share_with_siblings(drafts)
    drafts = without_general_tasks(drafts, sheet.info.kind)
    give_implementers(drafts, body, sheet.info.kind)
    share_as_above(drafts)
    count_from_signing(drafts, sheet, body)
    drafts = joined(drafts)
    tell_signs(drafts, sheet.info)
    return [duty_of(draft, part) for draft in drafts]


class _Walker:
    """Walks one document; `drafts` grows in reading order."""

    def __init__(self, sheet: Sheet, *, mends: bool) -> None:
        self.info = sheet.info
        self.mends = mends
        self.drafts: list[Draft] = []
        self.opened = 0

    def read_body(self, body: Node) -> None:
        context = self._start(body)
        self._children(body.children, context, top=True)

    def read_annex(self, annex: Node) -> None:
        context = replace(self._start(annex), owners=Inherited(), everybody=Inherited(), addressed=False, explicit_only=True)
        before = len(self.drafts)
        self._children(annex.children, context, top=True)
        for draft in self.drafts[before:]:
            draft.features["annex"] = 1.0

    def _start(self, body: Node) -> Context:
        """Who must act by default: those addressed, else those the opening names."""
        info = self.info
        base = Context(
            issuer=info.issuer,
            kind=info.kind,
            issued_on=info.issued_on,
            year=year_of(info),
            mended=self.mends,
            told=only_tells(body, info),
            concludes=makes_known(info),
        )
        everybody = everybody_of(info, body, mends=self.mends)
        explicit = info.kind in ISSUER_ACTS
        return replace(base, owners=everybody, everybody=everybody, addressed=bool(everybody.names), explicit_only=explicit)

    def _children(self, nodes: Sequence[Node], context: Context, *, top: bool = False) -> None:
        items = [node for node in nodes if node.kind == "item"]
        acting = sum(orders_something(node.text, context) for node in items)
        charged = sum(names_before_colon(node.text) for node in items)
        listed = len(items) > 1 and acting * 3 >= len(items) * 2 - 1
        context = replace(context, listed=listed, charged=charged > 1 and charged * 2 >= len(items))
        before = len(self.drafts)
        aside = asides(nodes, top=top)
        for at, node in enumerate(nodes):
            if node.kind in ("note", "furniture") or at in aside or is_of_page(nodes, at):
                continue
            if node.kind == "table":
                assert node.grid is not None
                self.drafts.extend(read_rows(node, node.grid, context) if context.zone != "background" else [])
            elif (handed := self._by_title(node, nodes[at + 1 :], context)) is not None:
                context = handed
            elif node.kind == "text" and not node.children:
                handed = self._handed_down(node, nodes[at + 1 :], context)
                context = led_by(node.text, handed or self._text_then(node, nodes[at + 1 :], context, top=top))
            else:
                self.opened = before
                self._item(node, context, nodes, at)

    def _by_title(self, node: Node, following: Sequence[Node], context: Context) -> Context | None:
        """The context that an item which only leads ("2. Sở A chủ trì:") gives the list of other marks behind it."""
        below = next((each for each in following if each.kind == "item"), None)
        if node.kind != "item" or node.children or below is None or not node.marker or not below.marker:
            return None
        return self._handed_down(node, following, context) if below.marker.style != node.marker.style else None

    def _text_then(self, node: Node, following: Sequence[Node], context: Context, *, top: bool) -> Context:
        """Reads a paragraph; the context for what follows it: units it orders stay in force for the items below it."""
        if node.text.rstrip().endswith(":") and background.closing_of(node.text):
            return replace(context, zone="background")
        before = len(self.drafts)
        self._text(node, context, top=top)
        made = self.drafts[before:]
        if top or not made or not made[-1].features.get("explicit") or not following:
            return context
        if context.owners.names and not any(each.kind == "item" for each in following):
            return context
        by = Inherited(made[-1].owners, SIBLING, node.text[:120], "Đoạn ngay trên nêu đơn vị phải làm.")
        return context.under(by, Inherited())

    def _handed_down(self, node: Node, following: Sequence[Node], context: Context) -> Context | None:
        """The context that a paragraph such as "Giao Sở A chủ trì, phối hợp với B:" gives the items after it."""
        if not any(each.kind == "item" for each in following):
            return None
        if (time := time_of_title(node.text, context)) is not None and context.zone != "background":
            return replace(context, zone="tasks", due=time, due_words=node.text)
        if not node.text.rstrip().endswith(":"):
            return None
        found = heading_units(node.text)
        if found is not None:
            return self._named(node, found[0], found[1], context)
        subject = subject_of(node.text) or formula_inside(node.text)
        if subject is None or (subject.general and context.owners.names):
            return None
        if subject.rule.id != "GIAO-01" and not background.is_courtesy(node.text[subject.end :]):
            return None
        if context.everybody.names and context.everybody.rule == ADDRESSEES and context.addressed:
            return None
        handed = self._named(node, subject.owners, subject.coordinators, context)
        is_basis = re.search(r"(?<!\w)căn cứ\s[^,;.]*:\s*$", node.text, re.IGNORECASE)
        return replace(handed, zone="background") if is_basis else handed

    @staticmethod
    def _named(node: Node, owners: tuple[str, ...], coordinators: tuple[str, ...], context: Context) -> Context:
        spans = node.paragraph.spans() if node.paragraph else ()
        span = spans[0] if spans else None
        by = Inherited(owners, HEADING, node.text, "Câu dẫn nêu đơn vị; việc bên dưới thuộc đơn vị đó.", span)
        beside = Inherited(coordinators, HEADING, node.text, "Câu dẫn nêu đơn vị phối hợp cho các việc bên dưới.", span)
        return context.under(by, beside)

    def _text(self, node: Node, context: Context, *, top: bool) -> None:
        """A paragraph without a number: an opening, an act of its own, or a closing."""
        if dates_all(node, self.drafts, context):
            return
        if node.text.rstrip().endswith(":") and (top or _SAYS.search(node.text)):
            return
        context = replace(context, listed=False)
        if _RESULT_SENT.match(node.text) and context.everybody.names and dated(node.text, context):
            context = context.of_all()
        self._leaf(node, [], context)

    def _item(self, node: Node, context: Context, siblings: Sequence[Node], at: int) -> None:
        title = node.text
        label = label_of(title)
        if label is not None and label[0] != "other" and not holds_text(node):
            if label[0] == "deadline" and context.zone in ("open", "tasks"):
                dates_all(node, self.drafts[self.opened :], context)
            return
        if title.rstrip().endswith(":") and not node.children:
            return
        fields, rest = fields_under(node.children)
        zone = background.zone_of(title)
        if context.zone != "background" and (shared := shared_fields(node, context)) is not None:
            self._shared(node, shared, context)
            return
        if fields and not title.isupper() and (zone is None or zone[0] == "tasks" or opens_act(title)):
            if not fields.owners and any(fields_under(child.children)[0].owners for child in rest):
                self._places(node, rest, fields, context)
                return
            self.drafts.extend(read_task(node, fields, rest, context))
            self._children([child for child in rest if child.kind == "text" and not describes(child.text)], context)
            return
        kinds = ("item", "text", "table")
        below = [child for child in node.children if child.kind in kinds and not background.is_page_line(child.text)]
        beside = [other.text for other in siblings if other is not node]
        if below and (timed := under_time(node, context, beside)) is not None:
            self._children(node.children, timed)
            return
        if below:
            units = self._heading(node, context, siblings) if zone is None or zone[0] != "background" else None
            if units is not None:
                self._children(node.children, units)
                return
            acting = opens_act(title) or (not is_title(node) and orders_something(title, context))
            if zone is not None and (not acting or is_section(title, zone[0])):
                self._children(node.children, self._section(node, context, zone[0]))
                return
        if label is not None and below:
            self._children(node.children, self._labelled(node, context))
            return
        self._leaf(node, below, context)

    def _shared(self, node: Node, shared: Shared, context: Context) -> None:
        """The tasks of a section whose last items say for all of them who leads, who helps and by when."""
        before = len(self.drafts)
        named = context.under(shared.owners, shared.coordinators or Inherited())
        is_dated = shared.deadline.kind != "none"
        due, words = (shared.deadline, shared.deadline_words) if is_dated else (context.due, context.due_words)
        self._children(shared.tasks, replace(named, due=due, due_words=words, topic=node.text))
        if (beside := shared.coordinators) is None:
            return
        for draft in self.drafts[before:]:
            if not draft.features.get("explicit"):
                draft.coordinators = beside.names
                draft.reasons.append(beside.reason("coordinators"))

    def _places(self, node: Node, parts: Sequence[Node], shared: Fields, context: Context) -> None:
        """A task that is given place by place ("a) Ở tỉnh: …; b) Ở các huyện: …"): one duty for each, the fields of all shared."""
        for part in parts:
            own, _ = fields_under(part.children)
            if not own:
                continue
            for name in ("coordinators", "deadline", "deliverable"):
                if getattr(own, name) is None:
                    setattr(own, name, getattr(shared, name))
            for label, words in shared.words.items():
                own.words.setdefault(label, words)
            made = read_task(node, own, [], context)
            for draft in made:
                draft.gloss, draft.ordinal = part.text.strip(" :."), part.ordinal
            self.drafts.extend(made)

    def _section(self, node: Node, context: Context, zone: background.Zone) -> Context:
        due = section_due(node, context)
        kept = context.zone if context.zone == "background" else zone
        return replace(context, zone=kept, due=due.deadline if due else context.due, due_words=node.text, topic=node.text)

    def _heading(self, node: Node, context: Context, siblings: Sequence[Node]) -> Context | None:
        """The context below a heading of units; a short title among such headings counts as one."""
        found = heading_units(node.text)
        if found is None and beside_units(node, siblings):
            words = node.text.strip(" :.")
            found = ((words,), (), heading_units_rule(), node.text)
        if found is None and (named := internal_unit(node)):
            found = (named, (), heading_units_rule(), node.text)
        if found is None:
            return None
        owners, coordinators, _, words = found
        if all(map(is_private, owners)):
            return replace(context, owners=Inherited(), coordinators=Inherited(), addressed=False, explicit_only=True, zone="content")
        if all(is_general(name) for name in owners) and context.everybody.names:
            owners = context.everybody.names
        spans = node.paragraph.spans() if node.paragraph else ()
        span = spans[0] if spans else None
        by = Inherited(owners, HEADING, words, "Tiêu đề nêu đơn vị; việc bên dưới thuộc đơn vị đó.", span)
        beside = Inherited(coordinators, HEADING, words, "Tiêu đề nêu đơn vị phối hợp cho các việc bên dưới.", span)
        return context.under(by, beside)

    def _leaf(self, node: Node, below: Sequence[Node], context: Context) -> None:
        """An item that carries an act, with what belongs to it below; or a heading of acts."""
        assert node.paragraph is not None
        if below and context.zone == "content":
            self._children([node_without_children(node), *below], context)
            return
        items = [child for child in below if child.kind == "item"]
        acting = [child for child in items if acts_within(child, context) or label_of(child.text)]
        texts = [child for child in below if child.kind == "text"]
        is_heading = bool(items) and (len(acting) * 2 >= len(items) or (bool(acting) and self._only_heads(node, context)))
        titled = is_title(node) and bool(below)
        acts_below = (
            is_heading
            or any(child.kind == "table" for child in below)
            or any(
                subject_of(child.text)
                or (is_title(node) and not node.text.rstrip().endswith(":") and orders_something(child.text, context))
                for child in texts
            )
        )
        if (titled and acts_below) or (below and not items and not self._orders(node, context)):
            self._under(node, below, context)
            return
        own = [child for child in texts if not self._stands_alone(child)] if not is_heading else []
        described = [each for child in (below if not is_heading else []) if child in own or child.kind == "item" for each in child.walk()]
        paragraphs = [node.paragraph, *(each.paragraph for each in described if each.paragraph and each.kind in ("item", "text"))]
        drafts = read_item(passage_of(paragraphs), context, node.ordinal)
        self._date_by_section(drafts, context)
        self.drafts.extend(drafts)
        rest = [child for child in below if child not in own and not (child.kind == "item" and not is_heading)]
        below_context = context
        if drafts and is_heading and all(each.owners == drafts[0].owners for each in drafts):
            last = drafts[-1]
            below_context = context.under(
                Inherited(last.owners, HEADING, node.text[:120], "Mục cha nêu đơn vị phải làm."),
                Inherited(last.coordinators, HEADING, node.text[:120], "Mục cha nêu đơn vị phối hợp."),
            )
        self._children(rest, below_context)

    def _labelled(self, node: Node, context: Context) -> Context:
        found = label_of(node.text)
        return replace(context, zone="content") if found is not None and found[0] == "other" and context.zone != "background" else context

    def _under(self, node: Node, below: Sequence[Node], context: Context) -> None:
        """What stands below a heading that is no duty itself; a subject in it hands its units down."""
        subject = subject_of(node.text) or formula_inside(node.text)
        if subject is not None and not (subject.general and context.owners.names):
            spans = node.paragraph.spans() if node.paragraph else ()
            span = spans[0] if spans else None
            why = "Câu dẫn nêu đơn vị cho các việc bên dưới."
            context = context.under(
                Inherited(subject.owners, subject.rule.id, subject.words, why, span),
                Inherited(subject.coordinators, subject.rule.id, subject.words, why, span),
            )
            if re.search(r"(?<!\w)căn cứ\s[^,;.]*:\s*$", node.text, re.IGNORECASE):
                context = replace(context, zone="background")
        self._children(below, self._labelled(node, replace(context, topic=node.text)))

    @staticmethod
    def _orders(node: Node, context: Context) -> bool:
        """Whether an item's own words order something, from the start or, in a full sentence, behind its topic ("Về …, giao …")."""
        return orders_something(node.text, context) or (not is_title(node) and formula_inside(node.text, strongly=True) is not None)

    @staticmethod
    def _only_heads(node: Node, context: Context) -> bool:
        """Whether a title names only what, or whom, the items below it are about: it orders nothing itself."""
        return leads_by_topic(node.text) or (is_title(node) and not orders_something(node.text, context))

    @staticmethod
    def _stands_alone(node: Node) -> bool:
        """Whether a paragraph under an item is a statement of its own: it names who must act, or closes the document."""
        text = node.text
        return bool(all_above(text) or background.closing_of(text) or subject_of(text) or formula_inside(text) or _RESULT_SENT.match(text))

    @staticmethod
    def _date_by_section(drafts: Sequence[Draft], context: Context) -> None:
        """A time in the title of the section dates the items below that set none."""
        if context.due is None:
            return
        for draft in drafts:
            if draft.deadline.kind == "none":
                draft.deadline = context.due
