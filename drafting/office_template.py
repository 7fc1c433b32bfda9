"""An office's own Word template (mẫu của cơ quan): its fields, its form, and the documents made from it.

A template comes from anywhere and is never trusted: it is opened, read and filled in a process of its own with limits of memory,
processor time, wall time and size, by a template language without code. Nothing of it reaches the process that asked.

In a template: `{{ trich_yeu }}` prints a field; `{% for n in noi_nhan %}…{% endfor %}` repeats words, `{%p for … %}` paragraphs and
`{%tr for … %}` table rows, whose columns are `{{ n.ten }}`; `{% if … %}` chooses; `{{ x | default("…") }}` and `| join("; ")`,
`| upper`, `| lower` shape what is printed.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafting.errors import InvalidInput
from drafting.finding import Finding, Place
from drafting.template_fields import TemplateField, must_be_plain, must_fit

SECONDS = 10.0
"""The longest that one template may be worked on, its process' start apart."""
MAX_BYTES = 20 * 1024**2
SLOTS = 2
"""How many templates are worked on at once; the others wait their turn."""
_SLOTS = threading.BoundedSemaphore(SLOTS)
_MODULE = "drafting.template_process"
_ROOT = Path(__file__).parents[1]


class TemplateProcessFailed(Exception):
    """How the process of a template ended, for the log: its status and last line."""


@dataclass(frozen=True, slots=True)
class OfficeTemplate:
    """A template that was read. path: where it lies; name: what people call its file; fields: in the order in which they stand."""

    path: Path
    name: str
    fields: tuple[TemplateField, ...]


def read_template(path: Path, name: str | None = None) -> OfficeTemplate:
    """The template with its fields. Raises InvalidInput, one Vietnamese line, where it is no safe .docx or says more than fields."""
    shown = name or path.name
    rows = _work({"do": "read", **_file(path, shown)})
    return OfficeTemplate(path, shown, tuple(TemplateField.from_json(row) for row in rows))


def check_template(path: Path, name: str | None = None) -> list[Finding]:
    """The departures from the lawful form of a sample document made from the template. Raises as `read_template`."""
    return examine_template(path, name)[1]


def examine_template(path: Path, name: str | None = None) -> tuple[OfficeTemplate, list[Finding]]:
    """`read_template` and `check_template` in one go."""
    shown = name or path.name
    told = _work({"do": "check", **_file(path, shown)})
    findings = [Finding(**{**row, "place": Place(**row["place"])}) for row in told["findings"]]
    return OfficeTemplate(path, shown, tuple(map(TemplateField.from_json, told["fields"]))), findings


def render(template: OfficeTemplate, values: Mapping[str, Any], out: Path) -> Path:
    """Writes the document that the template makes of the values to `out` (.docx), whole or not at all, and gives that path.

    values: str, int, list and dict of those by field name; names that the template does not know are left out. Raises InvalidInput
    naming a field without value or of another shape, or saying that the template takes too long or makes too much.
    """
    must_be_plain(values)
    must_fit(template.fields, values)
    wanted = {one.name: values[one.name] for one in template.fields if one.name in values}
    try:
        with tempfile.TemporaryDirectory(prefix=".mau-", dir=out.parent) as scratch:
            made = Path(scratch, "van-ban.docx")
            _work({"do": "fill", "values": wanted, "out": str(made), **_file(template.path, template.name)})
            os.replace(made, out)
    except OSError as error:
        raise InvalidInput(f"Không ghi được «{out}»: {error.strerror}. Kiểm tra thư mục và quyền ghi.") from error
    return out


def _file(path: Path, name: str) -> dict[str, str]:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InvalidInput(f"«{name}»: tệp mẫu lớn quá {MAX_BYTES // 1024**2} MB. Giảm dung lượng hình ảnh rồi tải lại.")
        return {"name": name, "data": base64.b64encode(path.read_bytes()).decode("ascii")}
    except OSError as error:
        raise InvalidInput(f"«{name}»: không đọc được tệp mẫu ({error.strerror}). Kiểm tra lại tệp.") from error


def _work(job: Mapping[str, Any]) -> Any:
    """What the bounded process answers to the job. Raises InvalidInput where it refuses, breaks or takes too long."""
    name = job["name"]
    with (
        _SLOTS,
        subprocess.Popen(
            [sys.executable, "-P", "-m", _MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            cwd=tempfile.gettempdir(),
            env={"PATH": os.defpath, "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "LANG": "C.UTF-8"},
        ) as process,
    ):
        assert process.stdout is not None, "it was asked for"
        process.stdout.readline()
        try:
            answer, errors = process.communicate(json.dumps(job).encode(), SECONDS)
        except subprocess.TimeoutExpired as error:
            raise InvalidInput(_too_long(name)) from error
        finally:
            process.kill()
    if process.returncode < 0:
        raise InvalidInput(_too_long(name)) from TemplateProcessFailed(f"signal {-process.returncode}")
    if process.returncode:
        last = errors.decode("utf-8", "replace").strip().rpartition("\n")[2]
        words = f"«{name}»: không lập được văn bản từ mẫu này, cấu trúc của mẫu không đúng. Mở mẫu bằng Word, lưu lại rồi thử lần nữa."
        raise InvalidInput(words) from TemplateProcessFailed(f"status {process.returncode}: {last}")
    found = json.loads(answer)
    if "refused" in found:
        raise InvalidInput(found["refused"])
    return found["done"]


def _too_long(name: str) -> str:
    return f"«{name}»: xử lý mẫu quá lâu hoặc quá tốn bộ nhớ nên đã dừng. Bỏ bớt vòng lặp lồng nhau hoặc giảm số dòng rồi thử lại."
