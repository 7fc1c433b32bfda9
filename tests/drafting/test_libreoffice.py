"""LibreOffice behind one door: right files in and out, several at once, nothing left running, a clear sentence when it cannot be."""

import os
import subprocess
import threading
import time
from pathlib import Path

import docx
import pytest

from drafting import libreoffice
from drafting.errors import InvalidInput, PartMissing
from drafting.libreoffice import convert, convert_all

pytestmark = pytest.mark.slow
needs_libreoffice = pytest.mark.skipif(not libreoffice.available(), reason="LibreOffice is not installed")


def word_file(path: Path, text: str) -> Path:
    document = docx.Document()
    document.add_paragraph(text)
    document.save(str(path))
    return path


@needs_libreoffice
def test_a_word_file_becomes_a_pdf_under_its_own_name(tmp_path: Path) -> None:
    source = word_file(tmp_path / "báo cáo; số 1 (bản «cuối»).docx", "Một dòng")
    made = convert(source, "pdf", tmp_path / "ra")
    assert made == tmp_path / "ra" / "báo cáo; số 1 (bản «cuối»).pdf"
    assert made.read_bytes().startswith(b"%PDF-")


@needs_libreoffice
def test_many_at_once_lose_nothing(tmp_path: Path) -> None:
    sources = [word_file(tmp_path / f"{number}.docx", f"Văn bản {number}") for number in range(5)]
    made: list[Path] = []
    threads = [threading.Thread(target=lambda source=source: made.append(convert(source, "pdf", tmp_path / "ra"))) for source in sources]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(path.stem for path in made) == ["0", "1", "2", "3", "4"]
    assert all(path.read_bytes().startswith(b"%PDF-") for path in made)


@needs_libreoffice
def test_several_files_go_in_one_call(tmp_path: Path) -> None:
    sources = [word_file(tmp_path / f"{number}.docx", f"Văn bản {number}") for number in range(3)]
    assert [path.name for path in convert_all(sources, "pdf", tmp_path / "ra")] == ["0.pdf", "1.pdf", "2.pdf"]


@needs_libreoffice
def test_a_broken_file_takes_no_neighbour_with_it(tmp_path: Path) -> None:
    broken = tmp_path / "b.docx"
    broken.write_bytes(b"PK\x03\x04" + os.urandom(200))
    sources = [word_file(tmp_path / "a.docx", "một"), broken, word_file(tmp_path / "c.docx", "hai")]
    with pytest.raises(InvalidInput, match="«b"):
        convert_all(sources, "pdf", tmp_path / "ra")
    assert (tmp_path / "ra" / "a.pdf").is_file()
    assert convert(sources[2], "pdf", tmp_path / "ra").is_file()


@needs_libreoffice
def test_a_broken_file_is_one_sentence_that_names_it(tmp_path: Path) -> None:
    broken = tmp_path / "hỏng.docx"
    broken.write_bytes(b"PK\x03\x04" + os.urandom(200))
    with pytest.raises(InvalidInput, match="«hỏng"):
        convert(broken, "pdf", tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hỏng.docx"]


def test_an_absent_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="Không thấy tệp"):
        convert(tmp_path / "không có.docx", "pdf", tmp_path)


def test_a_machine_without_libreoffice_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PartMissing, match="apt-get install") as caught:
        convert(word_file(tmp_path / "a.docx", "x"), "pdf", tmp_path)
    assert caught.value.exit_code == 5


def test_one_that_never_ends_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in = tmp_path / "soffice"
    stand_in.write_text(f"#!/bin/bash\nsleep 300 & echo $! > {tmp_path}/child; wait\n", "utf-8")
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(libreoffice, "SECONDS", 0.7)
    with pytest.raises(InvalidInput, match="quá 0,7 giây"):
        convert(word_file(tmp_path / "a.docx", "x"), "pdf", tmp_path / "ra")
    child = int((tmp_path / "child").read_text("utf-8"))
    time.sleep(0.2)
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(child)], capture_output=True, text=True, check=False).stdout.strip()
    assert state == "" or state.startswith("Z")


@needs_libreoffice
def test_macros_links_and_updates_are_off_in_the_profile(tmp_path: Path) -> None:
    convert(word_file(tmp_path / "a.docx", "x"), "pdf", tmp_path)
    settings = [path.read_text("utf-8") for path in libreoffice.slots_folder().glob("*/user/registrymodifications.xcu")]
    assert settings
    assert all("DisableMacrosExecution" in text and "BlockUntrustedRefererLinks" in text for text in settings)
