"""The process that reads and fills one office template: bounded in memory, processor time and file size before it opens anything.

Started by `office_template` as `python -m drafting.template_process`; takes one job as JSON on standard input, answers with one JSON value.
"""

from __future__ import annotations

import base64
import json
import resource
import sys
from pathlib import Path
from typing import Any

from drafting.errors import InvalidInput

CPU_SECONDS = 8
MEMORY_BYTES = 1024**3
FILE_BYTES = 48 * 1024**2
_TOO_DEEP = "lồng quá nhiều lớp, không an toàn để mở. Lập lại mẫu bằng Word."
_TOO_LARGE = "cần quá nhiều bộ nhớ. Rút gọn mẫu hoặc giảm số dòng điền vào."


def main() -> None:
    """Answers one job: {"done": …} or {"refused": one Vietnamese line}."""
    _bound()
    from drafting import template_filling, template_sample  # noqa: F401  # loaded before the clock starts

    print("ready", flush=True)
    job = json.load(sys.stdin)
    json.dump(_answer(job), sys.stdout, ensure_ascii=False)


def _answer(job: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"done": _done(job)}
    except InvalidInput as error:
        return {"refused": str(error)}
    except RecursionError:
        return {"refused": f"«{job['name']}»: {_TOO_DEEP}"}
    except MemoryError:
        return {"refused": f"«{job['name']}»: {_TOO_LARGE}"}


def _done(job: dict[str, Any]) -> Any:
    from drafting import template_filling, template_sample

    name, data = job["name"], base64.b64decode(job["data"])
    if job["do"] == "read":
        return [field.as_json() for field in template_filling.read(name, data)]
    if job["do"] == "check":
        fields, findings = template_sample.examined(name, data)
        return {"fields": [field.as_json() for field in fields], "findings": [finding.as_json() for finding in findings]}
    Path(job["out"]).write_bytes(template_filling.fill(name, data, job["values"]))
    return None


def _bound() -> None:
    """The limits hold for all that follows, in this process and in any it might start."""
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(limit, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 2))


if __name__ == "__main__":
    main()
