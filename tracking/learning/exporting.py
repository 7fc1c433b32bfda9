"""The register's reviewed directives written as a corpus: source beside gold reading, for learning, scoring or annotation."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from drafting.errors import InvalidInput
from drafting.orthography import fold
from tracking.learning.corpus import GOLD, duty_of, write_example
from tracking.register.corrections import Settled, settled_directives
from tracking.register.database import Register


@dataclass(frozen=True, slots=True)
class Exported:
    """written: names of the gold readings; left_out: arrival numbers with the reason."""

    written: tuple[str, ...]
    left_out: tuple[str, ...]


def export(register: Register, folder: Path, since: dt.date | None = None) -> Exported:
    """Write every reviewed directive that can serve as an example. The same directive is written again under the same name.

    Raises InvalidInput where the folder cannot be written.
    """
    written: list[str] = []
    left_out: list[str] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for settled in settled_directives(register, since):
            if settled.why_not:
                left_out.append(f"số đến {settled.arrival}: {settled.why_not}")
                continue
            duties = [duty_of(one["text"], one["owners"], one["coordinators"], one["deadline"]) for one in settled.duties]
            path = write_example(folder, _name(settled), settled.source, settled.suffix, settled.header, duties)
            written.append(path.name.removesuffix(GOLD))
    except OSError as error:
        raise InvalidInput(f"«{folder}»: không ghi được ({error.strerror}). Chọn thư mục khác hoặc cấp quyền ghi.") from error
    return Exported(tuple(written), tuple(left_out))


def _name(settled: Settled) -> str:
    """The arrival number and, for people, the document's own number in plain letters."""
    number = re.sub(r"[^a-z0-9]+", "-", fold(settled.header["number"] or "khong-so")).strip("-")
    return f"{settled.arrival}_{number[:40]}"
