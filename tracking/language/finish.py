"""A draft becomes a duty: its words trimmed of formula and field clauses, what is missing named, its quote and places kept."""

from __future__ import annotations

import re

from tracking.duty import Duty, Missing, Reason, Source
from tracking.language.confidence import SURE, confidence_of, doubts_of
from tracking.language.context import Draft
from tracking.language.reports import reports_to

SAID_TWICE = 0.7
"""A duty that the directive gives twice in different ways is never taken as sure: a person chooses."""
_TWO = "Văn bản nêu việc này ở hai nơi, không như nhau: cần chọn."
_EDGES = " \t.;,:/–-"
_LEAD = re.compile(r"(?:Đồng thời|Ngoài ra|đồng thời|và|theo chức năng,? nhiệm vụ(?: được giao)?)\s*,?\s+")
_REPORT = re.compile(r"(?:Kết quả|Danh sách|Hồ sơ)(?!\w)")
"""A sentence that only has something sent: its day is what it orders."""
_TIME_WORDS = r"(?:(?:thời\s+(?:gian|hạn)\s*)?(?:phải\s+)?(?:hoàn thành|thực hiện|xong|hoàn tất)\s*:?\s*(?:xong\s+)?)?"
_MENDED = "Bản quét mất dấu: chữ được đọc lại theo những tiếng thường đi liền nhau trong văn bản; nguyên văn giữ bên cạnh."
_HELPERS = re.compile(r"[,;]\s*(?:có\s+sự\s+)?phối hợp\s+(?:chặt chẽ\s+)?với\s+[^;]*$", re.IGNORECASE)


def duty_of(draft: Draft, part: int) -> Duty:
    """The duty, with its confidence, the quote it rests on and the places of the quote."""
    quote = draft.passage.text[draft.start : draft.end].strip()
    product = draft.deliverable
    text = _trimmed(draft.words, draft)
    if draft.gloss:
        text = f"{text} ({draft.gloss})"
    found = draft.passage.as_found(draft.start, draft.end).strip()
    if found != quote:
        draft.reasons.append(Reason("duty", "DOC-LAI", found, _MENDED))
    confidence = min(confidence_of(draft), SAID_TWICE) if draft.elsewhere else confidence_of(draft)
    if confidence < SURE:
        told = [_TWO] if draft.elsewhere else []
        draft.reasons.extend(Reason("confidence", "CHUA-CHAC", "", why) for why in (*told, *doubts_of(draft, inner=part > 0)))
    missing: list[Missing] = []
    if not draft.owners:
        missing.append("owner")
    if draft.deadline.kind == "none":
        missing.append("deadline")
    if not product:
        missing.append("deliverable")
    return Duty(
        text=draft.text or text,
        part=part,
        ordinal=draft.ordinal,
        owners=draft.owners,
        coordinators=draft.coordinators,
        reports_to=reports_to(quote),
        deliverable=product,
        deadline=draft.deadline,
        source=Source(found, draft.passage.spans(draft.start, draft.end)),
        confidence=confidence,
        missing=tuple(missing),
        reasons=tuple(draft.reasons),
        said_elsewhere=tuple(draft.elsewhere),
    )


def _trimmed(words: str, draft: Draft) -> str:
    """The act without joining words before it and without the clauses behind it that are fields (time, helpers)."""
    text = words.strip(_EDGES)
    text = _LEAD.sub("", text, count=1) if _LEAD.match(text) else text
    text = re.sub(r"[\s,;]+(?:và|đồng thời)$", "", text)
    due = draft.deadline.text.strip(_EDGES)
    if due:
        cut = re.sub(rf"\s*[,;.]\s*{_TIME_WORDS}{re.escape(due)}\)?$|\s+{re.escape(due)}$", "", text, flags=re.IGNORECASE).strip(_EDGES)
        is_report = _REPORT.match(text) is not None and text[len(cut) :].lstrip()[:1] not in (",", ";", ".")
        whole = not is_report and len(cut.split()) >= max(4, len(text.split()) // 2) and cut.count("(") == cut.count(")")
        text = cut if whole else text
    if draft.coordinators and any(name in text for name in draft.coordinators):
        cut = _HELPERS.sub("", text)
        if cut != text and len(cut.split()) >= 4 and text[len(cut) :].rstrip().endswith(draft.coordinators[-1]):
            text = cut.strip(_EDGES)
    return text
