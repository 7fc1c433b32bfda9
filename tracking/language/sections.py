"""A section of a plan that lists its tasks first and then says for all of them who leads, who helps and by when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracking.duty import Deadline
from tracking.language.context import Context, Inherited
from tracking.language.fields import Fields, label_of, listed_units
from tracking.language.tasks import deadline_in
from tracking.structure.node import Node

_TITLE_WORDS = 9
_FIELD_TITLE = re.compile(
    r"(?:các\s+)?(?:(?:cơ quan|đơn vị|lực lượng)\s+)?(?:chủ trì|phối hợp|thực hiện|phân công)"
    r"(?:\s*(?:,|và|thực hiện|phối hợp|chủ trì))*\s*:?",
    re.IGNORECASE,
)
_LEADS = re.compile(r"chủ trì|thực hiện|phân công", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shared:
    """What a section says for all its tasks, and the nodes of the tasks."""

    tasks: tuple[Node, ...]
    owners: Inherited
    coordinators: Inherited | None
    deadline: Deadline
    deadline_words: str


def shared_fields(node: Node, context: Context) -> Shared | None:
    """The fields that items of a section give for the tasks listed under an item beside them; None where the section is no such one."""
    fields, tasks, titled = Fields(), [], 0
    for child in node.children:
        is_titled = child.kind == "item" and _put(child, fields)
        titled += is_titled
        if not is_titled and not (child.kind == "item" and _put_label(child, fields)):
            tasks.append(child)
    if not titled or not fields.owners or not any(task.kind == "item" and task.children for task in tasks):
        return None
    owners = Inherited(
        listed_units(fields.owners), "NHAN-01", fields.owners, "Mục «chủ trì» của phần này nêu đơn vị cho các việc trong phần."
    )
    beside = None
    if fields.coordinators is not None:
        why = "Mục «phối hợp» của phần này nêu đơn vị cùng làm cho các việc trong phần."
        beside = Inherited(listed_units(fields.coordinators), "NHAN-02", fields.coordinators, why)
    deadline = deadline_in(fields.deadline, context) if fields.deadline else Deadline()
    return Shared(tuple(tasks), owners, beside, deadline, fields.deadline or "")


def _put(node: Node, fields: Fields) -> bool:
    """Adds what an item such as "2. Cơ quan chủ trì, phối hợp" lists under it; whether it is such an item."""
    title = node.text.strip(" .:")
    if not node.children or len(title.split()) > _TITLE_WORDS or _FIELD_TITLE.fullmatch(title) is None:
        return False
    inner = [child for child in node.children if child.kind in ("item", "text")]
    labelled = [child for child in inner if _put(child, fields) or _put_label(child, fields)]
    if not labelled:
        found = label_of("Cơ quan chủ trì:" if _LEADS.search(title) else "Cơ quan phối hợp:")
        assert found is not None
        fields.put(found[0], "; ".join(_names(inner)), found[2], node.text)
    return True


def _put_label(node: Node, fields: Fields) -> bool:
    """Adds a field that stands on one line ("3. Thời gian thực hiện: Quý I"); whether the item is one."""
    found = label_of(node.text)
    if found is None or found[0] not in ("owner", "coordinator", "deadline") or not (found[1] or node.children):
        return False
    fields.put(found[0], found[1] or "; ".join(_names(node.children)), found[2], node.text)
    return True


def _names(nodes: Sequence[Node]) -> list[str]:
    """The lines of a list of units, remarks in brackets left out."""
    return [node.text.strip(" .;") for node in nodes if node.text and not node.text.startswith("(")]
