"""Commands that learn from what reviewers corrected: export-corrections, learn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.commands.shared import DATA, FILE, JSON, Day, complain, needs, opened_register, print_json, today

if TYPE_CHECKING:
    import datetime as dt

    from tracking.learning.learn import Lesson
    from tracking.learning.names import Resolve
    from tracking.register.database import Register


@click.command("export-corrections", short_help="Xuất các văn bản đã rà soát thành bộ mẫu.")
@click.argument("folder", type=FILE)
@click.option("--since", type=Day(), help="Chỉ văn bản đến từ ngày này.")
@DATA
def export_corrections(folder: Path, since: dt.date | None, data: Path | None) -> None:
    """Ghi mỗi văn bản đã rà soát xong vào FOLDER: tệp gốc và bản đọc chuẩn (.gold.json) bên cạnh.

    Thư mục này chứa văn bản của cơ quan: giữ như giữ tệp gốc.
    """
    from tracking.learning.exporting import export

    with opened_register(data) as register:
        exported = export(register, folder, since)
    for line in exported.left_out:
        complain(f"Không xuất {line}.")
    click.echo(f"Đã xuất {len(exported.written)} văn bản vào «{folder}».")


@click.command(short_help="Học từ các bản đã rà soát, báo lợi ích, cài nếu có lợi.")
@click.argument("folder", type=FILE, required=False)
@click.option("--install", is_flag=True, help="Cài điều học được, chỉ khi đo thấy có lợi.")
@click.option("--forget", is_flag=True, help="Bỏ điều đã cài, trở về như lúc mới cài đặt.")
@DATA
@JSON
def learn(folder: Path | None, install: bool, forget: bool, data: Path | None, as_json: bool) -> int:
    """Đọc lại các văn bản trong FOLDER (do export-corrections xuất), so với bản đã rà soát.

    Lợi ích đo trên từng cơ quan ban hành để riêng; điều không có lợi thì không cài.
    """
    from tracking.learning import sureness
    from tracking.learning.report import as_json as lesson_as_json
    from tracking.learning.report import as_lines
    from tracking.settings import Settings

    needs(forget != (folder is not None), "Nêu thư mục bộ mẫu, hoặc --forget để bỏ điều đã học.")
    settings = Settings.load(data)
    if folder is None:
        gone = sureness.forget(settings.data)
        click.echo("Đã bỏ điều đã học; độ chắc chắn trở về như lúc mới cài đặt." if gone else "Chưa học điều gì để bỏ.")
        return 0
    with opened_register(data) as register:
        lesson = _learnt(register, folder)
        installed = install and _install(register, lesson)
    if as_json:
        print_json(lesson_as_json(lesson, installed))
    else:
        click.echo("\n".join(as_lines(lesson)))
        click.echo("Đã cài phần có lợi." if installed else "Chưa cài gì." if install else "Chưa cài gì; thêm --install để cài phần có lợi.")
    return int(install and not installed)


def _learnt(register: Register, folder: Path) -> Lesson:
    from tracking.extract import extract
    from tracking.learning import sureness
    from tracking.learning.corpus import read_examples
    from tracking.learning.learn import learn as study

    return study(read_examples(folder), extract, sureness.load(register.settings.data), today(), _resolver(register))


def _resolver(register: Register) -> Resolve:
    """From an owner's words to the one office of the register that they mean today."""
    from tracking.register.offices import Directory

    with register.reading() as session:
        directory = Directory.load(session)
        session.expunge_all()
    on = register.today()

    def resolve(words: str, issuer: str) -> int | None:
        found = directory.resolve(words, on, issuer)
        return found.offices[0].id if found.how == "one" else None

    return resolve


def _install(register: Register, lesson: Lesson) -> bool:
    """Keep what helps; whether anything did."""
    from tracking.learning import sureness
    from tracking.register.actor import LOCAL
    from tracking.register.office_setup import change_office

    if lesson.helps and lesson.sureness is not None:
        sureness.save(register.settings.data, lesson.sureness)
    for writing in lesson.writings if lesson.names_help else ():
        change_office(register, LOCAL, writing.office_id, names=[writing.words])
    return lesson.helps or lesson.names_help


COMMANDS = (export_corrections, learn)
