"""Reviewed directives leave the register as a corpus, and what is learnt from it shows on the next reading."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path

import pytest
from sqlmodel import col, select

from tracking.duty import DocumentInfo, Reading
from tracking.duty import Duty as DutyRead
from tracking.importing import import_file
from tracking.learning import sureness
from tracking.learning.corpus import Example, read_examples
from tracking.learning.exporting import export
from tracking.learning.learn import learn
from tracking.learning.sureness import Sureness
from tracking.register import directives, queries, review
from tracking.register.actor import LOCAL
from tracking.register.events import get_directive
from tracking.register.tables import Duty
from ui.commands import learning

LETTER = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {serial}/UBND-TH
Lạng Sơn, ngày 05 tháng 02 năm 2026
V/v rà soát thủ tục hành chính
Kính gửi: Các sở, ban, ngành.
Ủy ban nhân dân tỉnh yêu cầu:
1. Sở Tư pháp rà soát thủ tục hành chính của ngành, hoàn thành trước ngày 15/4/2026.
2. Sở Tài chính bố trí kinh phí thực hiện trong quý II năm 2026./.
CHỦ TỊCH
Nguyễn Văn An
"""


def received(office, folder: Path, serial: int = 12) -> int:
    path = folder / f"cong-van-{serial}.txt"
    path.write_text(LETTER.format(serial=serial), "utf-8")
    done = import_file(office.register, LOCAL, path)
    assert done.directive is not None
    assert done.duties == 2
    return done.directive


def proposed(office, directive: int) -> list[int]:
    return [row["id"] for row in queries.duties(office.register, status="proposed", directive=directive)]


def test_a_reviewed_directive_is_written_as_people_settled_it(office, tmp_path: Path) -> None:
    directive = received(office, tmp_path)
    first, second = proposed(office, directive)
    directives.settle_header(office.register, office.officer, directive, signer="Nguyễn Văn Ân")
    review.edit_duty(office.register, office.officer, first, owners=["Sở Tư pháp", "Sở Nội vụ"])
    review.reject_duty(office.register, office.officer, second)
    review.confirm_duties(office.register, office.officer, directive, [first])
    exported = export(office.register, tmp_path / "mau")
    assert (exported.written, exported.left_out) == (("00001-2026_12-ubnd-th",), ())
    gold = json.loads((tmp_path / "mau" / "00001-2026_12-ubnd-th.gold.json").read_text("utf-8"))
    assert gold["file"] == "00001-2026_12-ubnd-th.txt"
    assert (tmp_path / "mau" / gold["file"]).read_text("utf-8") == LETTER.format(serial=12)
    assert gold["document"] == {
        "kind": "công văn",
        "number": "12/UBND-TH",
        "issued_on": "2026-02-05",
        "issuer": "Ủy ban nhân dân tỉnh Lạng Sơn",
        "subject": "rà soát thủ tục hành chính",
        "signer": "Nguyễn Văn Ân",
    }
    (duty,) = gold["duties"]
    assert (duty["owners"], duty["deadline"]["due"], duty["deadline"]["before"]) == (["Sở Tư pháp", "Sở Nội vụ"], "2026-04-15", True)


def test_a_directive_under_review_stays_and_one_without_duties_is_an_example_too(office, tmp_path: Path) -> None:
    received(office, tmp_path, 12)
    none = received(office, tmp_path, 13)
    directives.mark_no_duty(office.register, office.officer, none)
    exported = export(office.register, tmp_path / "mau")
    assert exported.written == ("00002-2026_13-ubnd-th",)
    (example,) = read_examples(tmp_path / "mau")
    assert example.duties == ()


def test_writing_again_gives_the_same_files_and_a_directive_from_typing_is_left_out(office, tmp_path: Path, bring, duty) -> None:
    directive = received(office, tmp_path)
    review.confirm_duties(office.register, office.officer, directive)
    typed = bring(office.register, duty("Việc nhập tay", "Sở Tư pháp"), number="77/X", confirm=False)
    with office.register.command(LOCAL, "test_typed") as unit:
        get_directive(unit, typed).needs_typing = True
    review.confirm_duties(office.register, office.officer, typed)
    first = export(office.register, tmp_path / "mau")
    files = {path.name: path.read_bytes() for path in (tmp_path / "mau").iterdir()}
    assert export(office.register, tmp_path / "mau") == first
    assert {path.name: path.read_bytes() for path in (tmp_path / "mau").iterdir()} == files
    assert first.left_out == ("số đến 00002-2026: nhập tay, máy không đọc được",)


def test_what_was_learnt_shows_on_the_next_import_and_changes_nothing_else(office, tmp_path: Path) -> None:
    before = queries.duties(office.register, status="proposed", directive=received(office, tmp_path, 12))
    sureness.save(office.register.settings.data, Sureness(shift=-2.0))
    after = queries.duties(office.register, status="proposed", directive=received(office, tmp_path, 13))
    with office.register.reading() as session:
        shown = [row.confidence for row in session.exec(select(Duty).order_by(col(Duty.id)))]
    assert max(shown[2:]) < min(shown[:2]) - 0.2
    assert [(row["text"], row["owners"], row["deadline"]) for row in before] == [
        (row["text"], row["owners"], row["deadline"]) for row in after
    ]


def test_a_broken_file_of_lessons_is_a_warning_of_the_import(office, tmp_path: Path) -> None:
    (office.register.settings.data / sureness.FILE).write_text("{", "utf-8")
    path = tmp_path / "cv.txt"
    path.write_text(LETTER.format(serial=9), "utf-8")
    done = import_file(office.register, LOCAL, path)
    assert done.outcome == "imported"
    assert any("--forget" in line for line in done.warnings)


@pytest.mark.parametrize("since", ["2026-03-02", "2026-03-03"])
def test_only_what_came_since_a_day_is_written(office, tmp_path: Path, since: str) -> None:
    directive = received(office, tmp_path)
    review.confirm_duties(office.register, office.officer, directive)
    exported = export(office.register, tmp_path / "mau", dt.date.fromisoformat(since))
    assert bool(exported.written) == (since == "2026-03-02")


def test_a_writing_that_reviewers_put_right_is_kept_with_the_office_and_answered_from_then_on(office, tmp_path: Path) -> None:
    """Four letters of two issuers name "P.TPhap"; each time the desk put the department in its place."""
    read, settled = DutyRead("rà soát thủ tục hành chính của ngành", owners=("P.TPhap",)), "Sở Tư pháp"
    examples = [
        Example(f"{issuer}-{number}", tmp_path / "goc", DocumentInfo(issuer=issuer), (dataclasses.replace(read, owners=(settled,)),))
        for issuer in ("Bộ Tư pháp", "Thanh tra Chính phủ")
        for number in range(2)
    ]
    resolve = learning._resolver(office.register)
    assert resolve("P.TPhap", "Bộ Tư pháp") is None
    lesson = learn(examples, lambda _: Reading((DocumentInfo(),), (read,)), Sureness(), dt.date(2026, 3, 2), resolve)
    assert [(one.words, one.office_id) for one in lesson.writings] == [("P.TPhap", office.ids[settled])]
    assert lesson.answered == (4, 0)
    assert learning._install(office.register, lesson)
    assert learning._resolver(office.register)("P.TPhap", "Bộ Tư pháp") == office.ids[settled]
    assert not (office.register.settings.data / sureness.FILE).exists()
