"""The web app: what it serves and how it starts."""

from __future__ import annotations

from nicegui import app, ui
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import PlainTextResponse

from tracking.jobs import Jobs
from tracking.register.database import Register
from tracking.settings import Settings
from ui import auth, downloads, drafts, exports, jobs, speed, template_files, theme, uploads
from ui.frame import frame
from ui.guard import Guard
from ui.pages import gate, lost, notices
from ui.routes import PAGES

_AWAY_S = 15.0
"""How long a page that lost its connection is kept with what was typed on it. Whether it has one is asked every 12 s; who does not answer
within 6 s (a busy machine, a weak net) has lost it and connects anew."""


def run(host: str, port: int, settings: Settings) -> None:
    """Serve the web app until it is stopped."""
    with Register.open(settings) as register:
        work = Jobs.launch(register)
        app.on_shutdown(work.close)
        build(register, work)
        app.on_startup(speed.prepare)
        app.on_startup(jobs.warm)
        ui.run(
            host=host,
            port=port,
            title="Đôn Đốc",
            favicon=theme.STATIC / "logo.svg",
            language="vi",
            dark=False,
            tailwind=False,
            reload=False,
            show=False,
            show_welcome_message=False,
            uvicorn_logging_level="warning",
            reconnect_timeout=_AWAY_S,
            ws_ping_interval=None,  # the toolkit asks for itself whether the other side is still there
            ws_per_message_deflate=False,  # a quarter of a megabyte for each open page, and what is sent over it is small
            gzip_middleware_factory=lambda served: GZipMiddleware(served, compresslevel=4),
            server_header=False,
            timeout_graceful_shutdown=5,
        )


def build(register: Register, work: Jobs | None = None) -> None:
    """Everything the app serves, on NiceGUI's own application; `work` reads what is sent in."""
    app.add_middleware(Guard)
    theme.add_static()
    gate.add(register)
    lost.add()
    for page in PAGES:
        auth.add_page(register, page, frame)
    uploads.add_routes(register, work)
    downloads.add_routes(register)
    exports.add_routes(register)
    drafts.add_routes(register)
    template_files.add_routes(register)
    notices.add_routes(register)
    auth.add_routes(register)  # after the pages: a page takes away what stood at its address

    @app.get("/healthz")
    def healthz() -> PlainTextResponse:
        """200 while the register answers."""
        register.head_hash()
        return PlainTextResponse("ok")
