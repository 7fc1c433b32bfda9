"""The lesson as Vietnamese lines that say what was measured, on what, and what was done with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tracking.learning.fitting import Figures
from tracking.learning.learn import Lesson


def as_lines(lesson: Lesson) -> Iterator[str]:
    """What an administrator reads."""
    found = lesson.accuracy
    yield f"Đã đọc lại {found.documents} văn bản của {found.issuers} cơ quan ban hành."
    yield f"Đã chốt {found.settled} nhiệm vụ, máy đọc {found.read}: đúng nhiệm vụ {_share(found.duty_f1)} (F1),"
    yield f"  đúng cả nội dung, đơn vị, thời hạn {_share(found.strict_f1)}. Việc học không đổi hai số này."
    for line in lesson.skipped:
        yield f"Bỏ qua: {line}"
    yield from _about_sureness(lesson)
    yield from _about_names(lesson)


def as_json(lesson: Lesson, installed: bool) -> dict[str, Any]:
    """The value of `dondoc learn --json`."""
    found, measured = lesson.accuracy, lesson.measured
    return {
        "schema": 1,
        "documents": found.documents,
        "issuers": found.issuers,
        "duties_settled": found.settled,
        "duties_read": found.read,
        "duty_f1": round(found.duty_f1, 4),
        "strict_f1": round(found.strict_f1, 4),
        "confidence": None
        if measured is None
        else {
            "before": _plain(measured.before),
            "after": _plain(measured.after),
            "gain": round(measured.gain, 4),
            "margin": round(measured.low, 4),
        },
        "refused": lesson.why_not or None,
        "names": [{"words": one.words, "office": one.office_id, "documents": one.documents} for one in lesson.writings],
        "names_answered": lesson.answered[0],
        "names_wrong": lesson.answered[1],
        "installed": installed,
        "skipped": list(lesson.skipped),
    }


def _about_sureness(lesson: Lesson) -> Iterator[str]:
    if lesson.measured is None:
        yield f"Độ chắc chắn: chưa học được, {lesson.why_not}."
        return
    before, after = lesson.measured.before, lesson.measured.after
    yield "Độ chắc chắn, đo trên từng cơ quan ban hành để riêng (không dùng văn bản của chính cơ quan ấy khi học):"
    yield f"  đang dùng: {_figures(before)}"
    yield f"  học được:  {_figures(after)}"
    yield f"  lợi {lesson.measured.gain:+.4f} (cận dưới {lesson.measured.low:+.4f}); càng lớn càng tốt."
    yield f"  Không cài: {lesson.why_not}." if lesson.why_not else "  Cài được."


def _about_names(lesson: Lesson) -> Iterator[str]:
    if not lesson.writings:
        return
    right, wrong = lesson.answered
    yield f"Cách viết tên đơn vị học được: {len(lesson.writings)}; trên cơ quan để riêng giải đúng {right} chỗ, sai {wrong} chỗ."
    for one in lesson.writings:
        yield f"  «{one.words}» ({one.documents} văn bản)"
    if not lesson.names_help:
        yield "  Không cài: chưa thấy có lợi trên cơ quan để riêng." if not wrong else "  Không cài: có chỗ giải sai."


def _figures(found: Figures) -> str:
    return (
        f"sai số {found.loss:.4f}, bình phương {found.brier:.4f}; báo chắc chắn {found.sure} nhiệm vụ, đúng {_share(found.precision)}; "
        f"{_share(found.share)} số đúng được báo chắc chắn"
    )


def _plain(found: Figures) -> dict[str, Any]:
    return {
        "log_loss": round(found.loss, 4),
        "brier": round(found.brier, 4),
        "sure": found.sure,
        "sure_precision": round(found.precision, 4),
        "sure_share": round(found.share, 4),
    }


def _share(value: float) -> str:
    return f"{value * 100:.1f}".replace(".", ",") + " %"
