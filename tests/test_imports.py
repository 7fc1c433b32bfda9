"""Imports go one way, and the command line starts light."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "templates": set(),
    "drafting": {"templates"},
    "tracking": {"templates", "drafting"},
    "ui": {"templates", "drafting", "tracking"},
}
HEAVY = ("spacy", "nicegui", "sqlmodel", "sqlalchemy", "docx", "docxtpl", "pdfplumber", "pypdfium2", "numpy", "dbos", "alembic")


def _imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return names


@pytest.mark.parametrize("folder", sorted(MAY_IMPORT))
def test_each_folder_imports_only_the_folders_below_it(folder: str) -> None:
    forbidden = set(MAY_IMPORT) - MAY_IMPORT[folder] - {folder}
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in (ROOT / folder).rglob("*.py")
        for name in _imported(path)
        if name.split(".")[0] in forbidden
    }
    assert not wrong


def test_the_web_toolkit_is_named_only_as_from_nicegui_import() -> None:
    wrong = {
        str(path.relative_to(ROOT))
        for folder in MAY_IMPORT
        for path in (ROOT / folder).rglob("*.py")
        if "import nicegui" in path.read_text("utf-8") or (folder != "ui" and "nicegui" in _imported(path))
    }
    assert not wrong


def test_the_command_line_starts_without_the_heavy_libraries() -> None:
    code = "import sys, ui.cli; print([name for name in sys.argv[1:] if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code, *HEAVY], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
