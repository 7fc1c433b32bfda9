"""The command line keeps its contract: one JSON value, one Vietnamese line, the right exit status, nothing left behind."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from ui.cli import cli


def only_line(text: str) -> str:
    """The one line of standard error."""
    [line] = text.splitlines()
    return line


def test_extract_prints_one_json_value_with_the_header_and_the_duties(dondoc, letter):
    done = dondoc("extract", letter, "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert found["schema"] == 1
    assert (found["document"]["number"], found["document"]["issued_on"]) == ("214/UBND-TH", "2026-03-09")
    assert [(duty["owners"], duty["coordinators"], duty["deadline"]["due"]) for duty in found["duties"]] == [
        (["Sở Tài chính"], ["Sở Nội vụ"], "2026-04-15"),
        (["Sở Nội vụ"], [], None),
    ]


def test_explain_names_the_words_each_reading_rests_on(dondoc, letter):
    done = dondoc("explain", letter)
    assert done.returncode == 0
    assert "trước ngày 15 tháng 4 năm 2026" in done.stdout
    assert "Sở Tài chính" in done.stdout


def test_import_then_duties_for_a_day_then_a_known_file_changes_nothing(dondoc, letter):
    first = json.loads(dondoc("import", "--confirm", "--json", letter).stdout)
    again = json.loads(dondoc("import", "--confirm", "--json", letter).stdout)
    assert [(row["outcome"], row["duties"], row["schema"]) for row in first] == [("imported", 2, 1)]
    assert [row["outcome"] for row in again] == ["known"]
    rows = json.loads(dondoc("duties", "--json", "--as-of", "2026-04-15").stdout)
    assert [(row["due_on"], row["bucket"], row["days_late"]) for row in rows] == [
        ("2026-04-14", "open_overdue", 1),
        (None, "open_no_deadline", 0),
    ]
    assert json.loads(dondoc("duties", "--json", "--as-of", "2026-03-08").stdout) == []
    assert "Mã băm nhật ký" in dondoc("verify").stdout


def test_proposed_duties_are_listed_only_when_asked_for(dondoc, letter):
    dondoc("import", letter)
    assert json.loads(dondoc("duties", "--json").stdout) == []
    proposed = json.loads(dondoc("duties", "--json", "--status", "proposed").stdout)
    assert {row["state"] for row in proposed} == {"proposed"}
    assert len(proposed) == 2


def test_draft_then_check_finds_nothing_and_reads_back(dondoc, spec, tmp_path):
    out = tmp_path / "ra" / "cong-van.docx"
    out.parent.mkdir()
    made = dondoc("draft", spec, "-o", out)
    assert (made.returncode, made.stdout.strip()) == (0, str(out))
    checked = dondoc("check", out, "--json")
    assert [finding for finding in json.loads(checked.stdout) if finding["severity"] != "I"] == []
    assert checked.returncode == 0
    assert json.loads(dondoc("extract", out, "--json").stdout)["document"]["number"] == "214/UBND-TH"


def test_draft_without_a_name_writes_beside_the_description(dondoc, spec):
    assert dondoc("draft", spec).stdout.strip() == str(spec.with_suffix(".docx"))


def test_a_wrong_description_is_refused_with_the_place(dondoc, tmp_path):
    bad = tmp_path / "sai.json"
    bad.write_text(json.dumps({"kind": "công văn", "mau": "đỏ"}), "utf-8")
    done = dondoc("draft", bad)
    assert (done.returncode, done.stdout) == (3, "")
    assert "/" in only_line(done.stderr)


def bad_file(kind: str, folder: Path) -> Path:
    """A file that cannot be read, of the kind named."""
    path = folder / f"{kind}.docx"
    if kind == "absent":
        return path
    if kind == "empty":
        path.write_bytes(b"")
    elif kind == "broken":
        path.write_bytes(b"PK\x03\x04" + bytes(range(256)))
    elif kind == "program":
        path.write_bytes(b"MZ" + bytes(2000))
    elif kind == "bomb":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("word/document.xml", b"\0" * 600_000_000)
    return path


@pytest.mark.parametrize("kind", ["absent", "empty", "broken", "program", "bomb"])
@pytest.mark.parametrize("command", ["extract", "import", "check"])
def test_a_bad_file_gets_status_three_one_line_and_nothing_is_kept(dondoc, tmp_path, command, kind):
    path = bad_file(kind, tmp_path)
    done = dondoc(command, path, "--json")
    assert (done.returncode, done.stdout) == (3, "")
    assert path.name in only_line(done.stderr)
    assert not list((tmp_path / "du-lieu").rglob("files/*/*"))


def test_a_secret_document_is_refused_and_leaves_nothing_behind(dondoc, letter, tmp_path):
    secret = tmp_path / "mat.txt"
    secret.write_text("MẬT\n\n" + letter.read_text("utf-8"), "utf-8")
    done = dondoc("import", "--confirm", secret)
    assert (done.returncode, done.stdout) == (4, "")
    assert "dấu chỉ độ mật" in only_line(done.stderr)
    left = [path for path in (tmp_path / "du-lieu").rglob("*") if path.is_file() and b"214/UBND" in path.read_bytes()]
    assert left == []
    assert json.loads(dondoc("duties", "--json", "--status", "proposed").stdout) == []


def test_of_several_files_each_is_handled_and_the_worst_status_returned(dondoc, letter, tmp_path):
    secret = tmp_path / "mat.txt"
    secret.write_text("TỐI MẬT\n\n" + letter.read_text("utf-8").replace("214", "215"), "utf-8")
    done = dondoc("import", "--json", bad_file("empty", tmp_path), secret, letter)
    assert done.returncode == 4
    assert [row["outcome"] for row in json.loads(done.stdout)] == ["unreadable", "refused", "imported"]
    assert len(done.stderr.splitlines()) == 2


def test_a_name_with_a_line_break_stays_one_line(dondoc, tmp_path):
    done = dondoc("extract", tmp_path / "tên\ncó xuống dòng.pdf")
    assert done.returncode == 3
    assert only_line(done.stderr)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("lạ",),
        ("extract",),
        ("duties", "--as-of", "hôm qua"),
        ("check", "x.docx", "--mode", "khác"),
        ("report", "t9"),
        ("report", "t2", "--from", "2026-05-01", "--to", "2026-04-01"),
        ("remind", "--as-of", "2020-01-01", "--draft", "thu-muc"),
    ],
)
def test_wrong_usage_has_status_two_and_says_so_in_vietnamese(dondoc, arguments):
    done = dondoc(*arguments)
    assert done.returncode == 2
    assert "Usage" not in done.stdout + done.stderr
    assert "Error" not in done.stderr


def test_a_missing_tesseract_rests_scans_with_status_five(dondoc, tmp_path):
    from PIL import Image

    picture = tmp_path / "quet.png"
    Image.new("L", (1654, 2339), 255).save(picture)
    done = dondoc("extract", picture, PATH=str(tmp_path))
    assert (done.returncode, done.stdout) == (5, "")
    assert "Tesseract" in only_line(done.stderr)


def test_a_missing_libreoffice_rests_pdf_with_status_five(dondoc, spec, tmp_path):
    done = dondoc("draft", spec, "--pdf", PATH=str(tmp_path))
    assert done.returncode == 5
    assert "LibreOffice" in only_line(done.stderr)
    assert done.stdout == ""


def test_doctor_names_what_is_missing_and_how_to_get_it(dondoc, tmp_path):
    done = dondoc("doctor", PATH=str(tmp_path))
    assert done.returncode == 5
    assert "apt-get install libreoffice-writer-nogui" in done.stdout


def test_backup_and_restore_bring_the_register_back(dondoc, letter, tmp_path):
    dondoc("import", "--confirm", letter)
    before = dondoc("duties", "--json").stdout
    copy = tmp_path / "sao-luu.zip"
    assert dondoc("backup", copy).returncode == 0
    done = dondoc("restore", copy, DONDOC_DATA=str(tmp_path / "noi-khac"))
    assert done.returncode == 0
    assert dondoc("duties", "--json", DONDOC_DATA=str(tmp_path / "noi-khac")).stdout == before
    assert dondoc("verify", DONDOC_DATA=str(tmp_path / "noi-khac")).returncode == 0


def test_a_file_that_is_no_backup_is_refused(dondoc, letter):
    done = dondoc("restore", letter)
    assert (done.returncode, done.stdout) == (3, "")
    assert letter.name in only_line(done.stderr)


def test_an_administrator_is_made_and_gets_a_new_password_at_the_machine(dondoc):
    made = dondoc("user", "add", "quan.tri", "--name", "Lê Thị Hoa", "--role", "admin", "--password-stdin", stdin="mật khẩu dài\n")
    assert made.returncode == 0
    assert dondoc("user", "reset", "quan.tri", "--password-stdin", stdin="mật khẩu khác\n").returncode == 0
    unknown = dondoc("user", "reset", "ai.do", "--password-stdin", stdin="mật khẩu khác\n")
    assert unknown.returncode == 3
    assert "ai.do" in only_line(unknown.stderr)


def test_report_json_has_the_contract_s_keys(dondoc, letter):
    dondoc("import", "--confirm", letter)
    found = json.loads(dondoc("report", "t2", "--json", "--as-of", "2026-04-20").stdout)
    assert set(found) == {"schema", "kind", "as_of", "known_at", "from", "to", "rows", "totals"}
    assert found["totals"]["total"] == 2


def test_every_command_helps_in_vietnamese(dondoc):
    for name in cli.commands:
        done = dondoc(name, "--help")
        assert done.returncode == 0
        assert "Cách dùng" in done.stdout
        assert "Show this message" not in done.stdout
