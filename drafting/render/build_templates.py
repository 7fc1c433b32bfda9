"""`make templates`: builds the templates of `templates/` from the table of figures, and the sample document from its
description, always to the same bytes."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from drafting.draft import draft
from drafting.render.frames import FAMILIES
from drafting.render.package import zipped
from drafting.render.parts import template_parts
from drafting.spec import read_spec


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


def build_samples(folder: Path) -> list[Path]:
    """Drafts every description in the folder beside it; gives the files written."""
    return [draft(read_spec(path), path.with_suffix(".docx")) for path in sorted(folder.glob("*.json"))]


if __name__ == "__main__":
    templates = Path(str(files("templates")))
    for path in (*build(templates), *build_samples(templates / "samples")):
        print(path)
