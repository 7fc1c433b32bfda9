"""LibreOffice behind one door: Word files to PDF, old Word files to .docx.

At most two run at once on the machine, each with a profile of its own (two on one profile lose a file in silence);
macros, links and updates are off; whoever takes longer than a minute is ended with everything it started; what comes out
is looked at before it is handed over.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Literal

from drafting.errors import InvalidInput, PartMissing

Target = Literal["pdf", "docx"]

SLOTS = 2
SECONDS = 60.0
"""What one call may take, however many files it carries up to `BATCH`."""
BATCH = 20
_MEMORY_BYTES = 4 * 1024**3
_FILE_BYTES = 500 * 1024**2
_POLL_SECONDS = 0.05
_FILTERS = {"pdf": "pdf:writer_pdf_Export", "docx": "docx:MS Word 2007 XML"}
_SIGNATURES = {"pdf": b"%PDF-", "docx": b"PK\x03\x04"}
_MISSING = "Chưa có LibreOffice trên máy nên không chuyển được «{}». Cài bằng: apt-get install libreoffice-writer-nogui"

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}
</oor:items>
"""
_ITEM = '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
_OFF = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments", "AutoCheckEnabled", "false"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def available() -> bool:
    """Whether LibreOffice is installed."""
    return program_here() is not None


def convert(source: Path, to: Target, folder: Path, waiting: Path | None = None) -> Path:
    """The file made from `source`, in `folder`, under the same name with the new ending.

    waiting: the profile of a LibreOffice that was started ahead and takes one file at once; what it fails to make is made as ever.
    Raises PartMissing where LibreOffice is not installed; InvalidInput where the file is absent, takes too long or cannot be read.
    """
    return convert_all([source], to, folder, waiting)[0]


def convert_all(sources: Sequence[Path], to: Target, folder: Path, waiting: Path | None = None) -> list[Path]:
    """The files made from `sources`, in their order; many in one call cost little more than one.

    Raises as `convert` does, naming the first file that failed; files made before it stay. Names must differ.
    """
    for source in sources:
        if not source.is_file():
            raise InvalidInput(f"Không thấy tệp «{source.name}». Kiểm tra lại đường dẫn.")
    program = program_here()
    if program is None:
        raise PartMissing(_MISSING.format(sources[0].name if sources else "tệp"))
    folder.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    for start in range(0, len(sources), BATCH):
        made += _convert_batch(program, sources[start : start + BATCH], to, folder, waiting)
    return made


def _convert_batch(program: str, sources: Sequence[Path], to: Target, folder: Path, waiting: Path | None = None) -> list[Path]:
    """One call for all; a file that it left out, perhaps because of its neighbour, gets a call of its own."""
    with tempfile.TemporaryDirectory(prefix="dondoc-") as scratch:
        work, out = Path(scratch), Path(scratch, "out")
        out.mkdir()
        copies = [work / f"{index}{source.suffix.lower()}" for index, source in enumerate(sources)]
        for source, copy in zip(sources, copies, strict=True):
            shutil.copyfile(source, copy)
        with _slot() if waiting is None else nullcontext(waiting) as profile:
            in_time = _run(program, profile, ["--convert-to", _FILTERS[to], "--outdir", str(out), *map(str, copies)])
        made = [out / f"{index}.{to}" for index in range(len(sources))]
        if len(sources) > 1:
            return [
                _deliver(path, source, to, folder) if _is_sound(path, to) else _convert_batch(program, [source], to, folder)[0]
                for path, source in zip(made, sources, strict=True)
            ]
        if waiting is not None and not _is_sound(made[0], to):
            return _convert_batch(program, sources, to, folder)
        if not _is_sound(made[0], to):
            why = "không đọc được tệp" if in_time else "chạy quá " + f"{SECONDS:g} giây nên đã dừng".replace(".", ",")
            name = sources[0].name
            raise InvalidInput(f"Không lập được bản {to} của «{name}»: LibreOffice {why}. Mở tệp bằng Word, lưu lại rồi thử lần nữa.")
        return [_deliver(made[0], sources[0], to, folder)]


def _is_sound(made: Path, to: Target) -> bool:
    return made.is_file() and made.read_bytes()[: len(_SIGNATURES[to])] == _SIGNATURES[to]


def _deliver(made: Path, source: Path, to: Target, folder: Path) -> Path:
    target = folder / f"{source.stem}.{to}"
    beside = folder / f".{source.stem}.{os.getpid()}.{to}"
    shutil.copyfile(made, beside)
    os.replace(beside, target)
    return target


def _run(program: str, profile: Path, arguments: Sequence[str]) -> bool:
    """Whether LibreOffice ended within `SECONDS`; if not, it and everything it started are ended."""
    process = started(program, profile, arguments)
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        return False
    finally:
        end_group(process)
    return True


def started(program: str, profile: Path, arguments: Sequence[str] = ()) -> subprocess.Popen[bytes]:
    """LibreOffice with these arguments, in a session of its own so that it ends whole; without any it waits for a file."""
    command = [
        *_limits(), program, f"-env:UserInstallation={profile.as_uri()}",
        "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard", *arguments,
    ]  # fmt: skip
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        cwd=profile,
        env={"HOME": str(profile), "PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"},
    )


def end_group(process: subprocess.Popen[bytes]) -> None:
    """Ends the process and what it started: the group bears the process' own number, since it leads a session."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return  # the whole group has ended by itself
    finally:
        process.wait()


def _limits() -> list[str]:
    prlimit = shutil.which("prlimit")
    return [prlimit, f"--as={_MEMORY_BYTES}", f"--fsize={_FILE_BYTES}", "--"] if prlimit else []


def program_here() -> str | None:
    """The path of the program; None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


@contextmanager
def _slot() -> Iterator[Path]:
    """The profile folder of a free slot, held by a file lock against every thread and process of this user."""
    home = slots_folder()
    deadline = time.monotonic() + 10 * SECONDS
    while True:
        for index in range(SLOTS):
            lock = os.open(home / f"{index}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(lock)
                continue
            try:
                yield safe_profile(home / str(index))
            finally:
                os.close(lock)
            return
        if time.monotonic() > deadline:
            raise InvalidInput("LibreOffice đang bận chuyển nhiều tệp khác. Thử lại sau ít phút.")
        time.sleep(_POLL_SECONDS)


def slots_folder() -> Path:
    """This user's folder of profiles. Raises InvalidInput where somebody else made it."""
    home = Path(tempfile.gettempdir(), f"dondoc-libreoffice-{os.getuid()}")
    home.mkdir(mode=0o700, exist_ok=True)
    found = home.lstat()
    if found.st_uid != os.getuid() or home.is_symlink() or found.st_mode & 0o077:
        raise InvalidInput(f"Thư mục tạm «{home}» không thuộc riêng người dùng này. Xóa thư mục ấy rồi thử lại.")
    return home


def safe_profile(folder: Path) -> Path:
    """The slot's profile with macros, links, updates and the network switched off, whatever a document did to it before."""
    settings = folder / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    items = "\n".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _OFF)
    settings.write_text(_SETTINGS.format(items=items), "utf-8")
    return folder
