"""A LibreOffice that waits: it serves file after file, leaves nothing running, and one whose keeper was killed is ended by the next."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import docx
import pypdfium2
import pytest

from drafting import libreoffice, spare_office
from drafting.libreoffice import convert
from drafting.spare_office import SpareOffice

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not libreoffice.available(), reason="LibreOffice is not installed"),
]


def word_file(path: Path, words: str = "Một dòng") -> Path:
    document = docx.Document()
    document.add_paragraph(words)
    document.save(str(path))
    return path


def running(keeper: int) -> list[int]:
    """The processes on the profile of that keeper."""
    home = (libreoffice.slots_folder() / f"spare-{keeper}").as_uri().encode()
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if home in path.read_bytes():
                found.append(int(path.parent.name))
        except OSError:
            continue  # it has just ended
    return found


def gone(keeper: int) -> bool:
    until = time.monotonic() + 10
    while running(keeper) and time.monotonic() < until:
        time.sleep(0.1)
    return not running(keeper)


def has_opened_its_page(keeper: int) -> bool:
    """Waits for the mark that it leaves beside the page of its own; before, it ends after the first file."""
    until = time.monotonic() + 30
    mark = libreoffice.slots_folder() / f"spare-{keeper}" / ".~lock.cho.docx#"
    while not mark.exists() and time.monotonic() < until:
        time.sleep(0.1)
    return mark.exists()


def words_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return str(document[0].get_textpage().get_text_bounded())
    finally:
        document.close()


def test_the_one_that_waits_makes_file_after_file_and_ends_with_the_last(tmp_path: Path) -> None:
    spare = SpareOffice()
    spare.prepare()
    assert has_opened_its_page(os.getpid())
    waiting = running(os.getpid())
    for name in ("a", "b"):
        with spare.waiting() as profile, spare.waiting() as second:
            assert profile is not None
            assert second is None, "one file at a time"
            made = convert(word_file(tmp_path / f"{name}.docx", f"Dòng {name}"), "pdf", tmp_path / "ra", profile)
        assert f"Dòng {name}" in words_of(made)
        assert set(waiting) & set(running(os.getpid()))
    with spare.waiting(last=True) as profile:
        assert profile is not None
    assert gone(os.getpid())
    spare.close()


def test_after_many_files_a_fresh_one_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spare_office, "MOST_FILES", 1)
    spare = SpareOffice()
    spare.prepare()
    with spare.waiting() as profile:
        assert convert(word_file(tmp_path / "a.docx"), "pdf", tmp_path / "ra", profile).exists()
    assert gone(os.getpid())
    spare.close()


def test_without_one_that_waits_or_with_a_dead_one_the_file_is_made_as_ever(tmp_path: Path) -> None:
    spare = SpareOffice()
    with spare.waiting() as profile:
        assert profile is None
    spare.prepare()
    with spare.waiting() as profile:
        for process in running(os.getpid()):
            with contextlib.suppress(ProcessLookupError):  # its parent, killed first, may have taken it along
                os.kill(process, signal.SIGKILL)
        assert convert(word_file(tmp_path / "a.docx"), "pdf", tmp_path / "ra", profile).read_bytes().startswith(b"%PDF-")
    spare.close()
    assert gone(os.getpid())


def test_it_does_not_wait_for_ever_and_is_not_started_after_the_end() -> None:
    spare = SpareOffice(idle_seconds=0.5)
    spare.prepare()
    assert gone(os.getpid())
    spare.close()
    spare.prepare()
    assert not running(os.getpid())


def test_one_whose_keeper_was_killed_is_ended_by_the_next() -> None:
    code = "import os, signal; from drafting.spare_office import SpareOffice; SpareOffice().prepare(); os.kill(os.getpid(), signal.SIGKILL)"
    keeper = subprocess.Popen([sys.executable, "-c", code])
    keeper.wait(30)
    assert running(keeper.pid)
    spare = SpareOffice()
    spare.prepare()
    assert gone(keeper.pid)
    spare.close()
