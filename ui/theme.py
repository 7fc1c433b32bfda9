"""The look of every page: our own style sheet, type and script, all served from this machine."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from nicegui import app, ui

STATIC = Path(str(files("ui").joinpath("static")))
_VERSION = str(int(max(path.stat().st_mtime for path in STATIC.rglob("*") if path.is_file())))


def add_static() -> None:
    """Serve the style sheet, fonts and scripts."""
    app.add_static_files("/giao-dien", STATIC, max_cache_age=86400)


def address(name: str) -> str:
    """The address of a static file; it changes when the files do."""
    return f"/giao-dien/{name}?{_VERSION}"


def dress() -> None:
    """Put the style sheet and script into the head of the page being built."""
    ui.add_head_html(
        f'<link rel="preload" href="/giao-dien/fonts/ibm-plex-sans-latin-wght-normal.woff2" as="font" type="font/woff2" crossorigin>'
        f'<link rel="stylesheet" href="{address("app.css")}"><script src="{address("app.js")}"></script>'
    )


def use(script: str) -> None:
    """Load one more of our scripts on the page being built."""
    ui.add_body_html(f'<script defer src="{address(script)}"></script>')
