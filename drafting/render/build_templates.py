"""`make templates`: builds the templates of `templates/` from the table of figures, always to the same bytes."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from drafting.render.frames import FAMILIES
from drafting.render.package import zipped
from drafting.render.parts import template_parts


def template_bytes(family: str) -> bytes:
    """The Word file of that family's template."""
    return zipped(template_parts(family))


def build(folder: Path) -> list[Path]:
    """Writes every template into the folder; gives the files written."""
    written = []
    for family in FAMILIES:
        path = folder / f"{family}.docx"
        path.write_bytes(template_bytes(family))
        written.append(path)
    return written


if __name__ == "__main__":
    for path in build(Path(str(files("templates")))):
        print(path)
