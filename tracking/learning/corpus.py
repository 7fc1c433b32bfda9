"""A corpus of reviewed directives: NAME.docx (pdf, txt …) beside NAME.gold.json, the form in which readings are annotated and scored.

{"file": "NAME.docx", "document": {"kind", "number", "issued_on", "issuer", "subject", "signer"},
 "duties": [{"text", "owners": [], "coordinators": [], "deadline": {"kind", "due", "before", "frequency", "text"}}]}
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from drafting.errors import InvalidInput
from tracking.duty import Deadline, DeadlineKind, DocumentInfo, Duty

GOLD = ".gold.json"
HEADER = ("kind", "number", "issued_on", "issuer", "subject", "signer")


@dataclass(frozen=True, slots=True)
class Example:
    """One directive with the reading that people settled on. source: None where the file itself is not there."""

    name: str
    source: Path
    document: DocumentInfo
    duties: tuple[Duty, ...]

    @property
    def issuer(self) -> str:
        """Who issued it; documents that do not say count as an issuer each."""
        return self.document.issuer or self.name


def read_examples(folder: Path) -> list[Example]:
    """The examples of a folder in order of name. Raises InvalidInput where there are none or one of them is no gold reading."""
    found = [_example(path) for path in sorted(folder.glob(f"*{GOLD}"))] if folder.is_dir() else []
    if not found:
        raise InvalidInput(
            f"«{folder}» không có bản đọc chuẩn nào (*{GOLD}). Xuất từ sổ bằng lệnh export-corrections rồi chỉ đúng thư mục ấy."
        )
    return found


def write_example(folder: Path, name: str, source: Path, suffix: str, document: Mapping[str, Any], duties: list[dict[str, Any]]) -> Path:
    """Write source and gold reading side by side, each whole or not at all. Returns the gold's path."""
    copy = folder / f"{name}{suffix}"
    _write(copy, source.read_bytes())
    gold = {"file": copy.name, "document": {field: document.get(field) for field in HEADER}, "duties": duties}
    path = folder / f"{name}{GOLD}"
    _write(path, (json.dumps(gold, ensure_ascii=False, indent=1) + "\n").encode())
    return path


def duty_of(text: str, owners: list[str], coordinators: list[str], deadline: Mapping[str, Any]) -> dict[str, Any]:
    """A duty in the form of the corpus."""
    kept = {key: deadline[key] for key in ("kind", "due", "before", "frequency", "text") if deadline.get(key) not in (None, False)}
    return {"text": text, "owners": owners, "coordinators": coordinators, "deadline": {"kind": "none", "text": ""} | kept}


def _write(path: Path, content: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    part.replace(path)


def _example(path: Path) -> Example:
    name = path.name.removesuffix(GOLD)
    try:
        gold = json.loads(path.read_text("utf-8"))
        document = gold.get("document") or {}
        day = document.get("issued_on")
        info = DocumentInfo(
            kind=document.get("kind"),
            number=document.get("number"),
            issued_on=dt.date.fromisoformat(day) if day else None,
            issuer=document.get("issuer"),
            subject=document.get("subject"),
            signer=document.get("signer"),
        )
        duties = tuple(_duty(one) for one in gold["duties"])
        source = _source(path, gold.get("file"), name)
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidInput(f"«{path.name}» không phải bản đọc chuẩn ({error}). Xuất lại từ sổ hoặc bỏ tệp này ra.") from error
    return Example(name, source, info, duties)


def _source(gold: Path, named: Any, name: str) -> Path:
    """The file that the gold names beside it, else the one of the same name; a path that leads elsewhere is not followed."""
    if isinstance(named, str) and Path(named).name == named and gold.with_name(named).is_file():
        return gold.with_name(named)
    beside = sorted(path for path in gold.parent.glob(f"{name}.*") if not path.name.endswith(GOLD))
    if not beside:
        raise ValueError("thiếu tệp gốc đi kèm")
    return beside[0]


def _duty(one: Mapping[str, Any]) -> Duty:
    deadline = one.get("deadline") or {}
    kind = deadline.get("kind", "none")
    if kind not in get_args(DeadlineKind):
        raise ValueError(f"loại thời hạn {kind!r}")
    due = deadline.get("due")
    return Duty(
        text=str(one["text"]),
        owners=tuple(one.get("owners") or ()),
        coordinators=tuple(one.get("coordinators") or ()),
        deadline=Deadline(
            kind=kind,
            due=dt.date.fromisoformat(due) if due else None,
            before=bool(deadline.get("before")),
            frequency=deadline.get("frequency"),
            text=deadline.get("text") or "",
        ),
    )
