"""Commands on the register: import, duties, report, remind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.commands.shared import AS_OF, FILE, JSON, KNOWN_AT, Day, complain, needs, opened_register, print_json, today, worst

if TYPE_CHECKING:
    import datetime as dt

    from tracking.register.database import Register


@click.command("import", short_help="Đưa văn bản đến vào sổ, đề xuất nhiệm vụ.")
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("--confirm", is_flag=True, help="Đưa luôn mọi nhiệm vụ đọc được vào sổ.")
@click.option("--old-register", is_flag=True, help="Tệp là sổ theo dõi Excel cũ: chạy thử, thêm --confirm thì ghi vào sổ.")
@click.option("--keep-unknown", is_flag=True, help="Cùng --old-register: nhận cả dòng có tên đơn vị chưa rõ, chọn đơn vị sau.")
@JSON
def import_(files: tuple[Path, ...], confirm: bool, old_register: bool, keep_unknown: bool, as_json: bool) -> int:
    """Đọc và đăng ký các văn bản đến; nhiệm vụ được đề xuất để rà soát. Tệp đã có thì không đổi gì."""
    if old_register:
        return _old_registers(files, confirm, keep_unknown, as_json)
    needs(not keep_unknown, "--keep-unknown chỉ đi cùng --old-register.")
    from tracking.importing import import_files
    from tracking.register.actor import LOCAL
    from ui.print import imported_as_text

    with opened_register() as register:
        results = import_files(register, LOCAL, files, confirm=confirm)
    for result in results:
        if result.exit_code:
            complain(result.warnings[0])
    code = worst(result.exit_code for result in results)
    if code and len(results) == 1:
        return code
    if as_json:
        print_json([result.as_json() for result in results])
    else:
        click.echo("\n".join(imported_as_text(result) for result in results if not result.exit_code))
    return code


def _old_registers(files: tuple[Path, ...], confirm: bool, keep_unknown: bool, as_json: bool) -> int:
    """Old tracking spreadsheets: the fate of every row, and the rows themselves where they are to be written."""
    from drafting.errors import DondocError
    from tracking.old_register.entering import import_old_register, read_old_register
    from tracking.old_register.rows import Choices
    from tracking.register.actor import LOCAL
    from ui.print import old_register_as_text

    choices, found, codes = Choices(keep_unknown=keep_unknown), [], [0]
    with opened_register() as register:
        for path in files:
            try:
                found.append(import_old_register(register, LOCAL, path, choices) if confirm else read_old_register(register, path, choices))
            except DondocError as error:
                complain(str(error))
                codes.append(error.exit_code)
    if as_json and found:
        print_json([one.as_json() for one in found])
    elif found:
        click.echo("\n".join(old_register_as_text(one) for one in found))
    return worst(codes)


@click.command(short_help="Danh sách nhiệm vụ trong sổ.")
@click.option("--status", metavar="S", help="Một tình trạng (assigned, proposed …) hoặc một nhóm (open_overdue …).")
@click.option("--office", metavar="O", help="Cơ quan, đơn vị: tên, tên viết tắt hoặc mã số trong sổ.")
@click.option("--directive", metavar="N", help="Văn bản giao việc: số, ký hiệu hoặc mã số trong sổ.")
@AS_OF
@KNOWN_AT
@JSON
@click.option("--xlsx", type=FILE, metavar="F.xlsx", help="Xuất ra tệp Excel.")
def duties(
    status: str | None,
    office: str | None,
    directive: str | None,
    as_of: dt.date | None,
    known_at: dt.datetime | None,
    as_json: bool,
    xlsx: Path | None,
) -> None:
    """Các nhiệm vụ trong sổ theo thứ tự ngày văn bản, văn bản, mục; tính cho một ngày bất kỳ."""
    from tracking.register import queries
    from ui.print import duties_as_text

    day = as_of or today()
    wanted = int(office) if office and office.isdigit() else office
    with opened_register() as register:
        rows = queries.duties(register, status, wanted, directive, day, known_at)
    if xlsx is not None:
        from tracking.reports.duty_list import write_duties

        write_duties(rows, day, xlsx)
    if as_json:
        print_json(rows)
    elif xlsx is not None:
        click.echo(xlsx)
    else:
        click.echo(duties_as_text(rows, queries.totals(rows), day))


@click.command(short_help="Báo cáo T1–T8, tuần, tháng, CCHC, sổ văn bản.")
@click.argument("kind")
@click.option("--from", "start", type=Day(), help="Ngày đầu kỳ.")
@click.option("--to", "end", type=Day(), help="Ngày cuối kỳ.")
@AS_OF
@KNOWN_AT
@JSON
@click.option("-o", "--output", type=FILE, metavar="F.docx", help="Lập báo cáo Word đúng thể thức.")
@click.option("--xlsx", type=FILE, metavar="F.xlsx", help="Xuất ra tệp Excel.")
@click.option("--layout", metavar="TÊN", help="Xếp cột theo một biểu mẫu của cấp trên đã lưu.")
def report(
    kind: str,
    start: dt.date | None,
    end: dt.date | None,
    as_of: dt.date | None,
    known_at: dt.datetime | None,
    as_json: bool,
    output: Path | None,
    xlsx: Path | None,
    layout: str | None,
) -> None:
    """Lập báo cáo KIND: t1…t8, weekly, monthly, cchc-q1, cchc-h1, cchc-q3, cchc-year, incoming, outgoing."""
    from tracking.reports.report import report as counted
    from ui.print import report_as_text

    with opened_register() as register:
        found = counted(register, kind, start, end, as_of, known_at)
        if layout is not None:
            from tracking.reports.layouts import laid_out

            found = laid_out(register, found, layout)
        if output is not None:
            from tracking.reports.document import write_document

            write_document(register, found, output)
    if xlsx is not None:
        from tracking.reports.workbook import write_workbook

        write_workbook(found, xlsx)
    if as_json:
        print_json(found.as_json())
    elif output is None and xlsx is None:
        click.echo(report_as_text(found))
    else:
        for path in (output, xlsx):
            if path is not None:
                click.echo(path)


@click.command(short_help="Nhắc việc đến hạn; lập công văn đôn đốc.")
@AS_OF
@click.option("--dry-run", is_flag=True, help="Chỉ liệt kê, không gửi, không ghi.")
@click.option("--draft", "folder", type=FILE, metavar="DIR", help="Lập công văn đôn đốc vào thư mục này.")
@click.option("--mail-again", is_flag=True, help="Gửi lại những thư chưa rõ đã đi hay chưa, cùng Message-ID.")
@JSON
def remind(as_of: dt.date | None, dry_run: bool, folder: Path | None, mail_again: bool, as_json: bool) -> None:
    """Gửi và ghi lại các lời nhắc đến kỳ, mỗi lời một lần. Ngày đã qua thì chỉ liệt kê."""
    from tracking.register.actor import LOCAL
    from tracking.reminders import due_notices
    from tracking.reminders import remind as record
    from ui.print import letters_as_text, notices_as_text

    day = as_of or today()
    dry = dry_run or day < today()
    needs(not (dry and folder), "--draft không đi cùng --dry-run hoặc ngày đã qua. Bỏ một trong hai.")
    needs(not (dry and mail_again), "--mail-again không đi cùng --dry-run hoặc ngày đã qua. Bỏ một trong hai.")
    with opened_register() as register:
        notices = due_notices(register, day) if dry else record(register, LOCAL, day)
        mailed, unclear = (0, 0) if dry else _mailed(register, day, mail_again)
        letters: Any = None
        if folder is not None:
            from tracking.letters import draft_letters

            letters = draft_letters(register, LOCAL, day, folder)
    if unclear:
        complain(f"Còn {unclear} thư nhắc chưa rõ đã đi hay chưa. Gửi lại cùng Message-ID: dondoc remind --mail-again.")
    if as_json:
        print_json([notice.as_json(day) for notice in notices])
        return
    click.echo(notices_as_text(notices, day, dry, mailed))
    if letters is not None:
        click.echo(letters_as_text(*letters))


def _mailed(register: Register, day: dt.date, mail_again: bool) -> tuple[int, int]:
    """How many mails went out, and of how many nobody knows; (0, 0) where the office has no mail server."""
    from tracking import mail, mailings
    from tracking.register.actor import LOCAL

    server = mail.MailServer.of(register.settings)
    if server is None:
        return 0, 0
    broken_off = mailings.unsettled(register, LOCAL)
    for one in broken_off if mail_again else ():
        mail.mail_again(register, LOCAL, server, one.id)
    sent = mail.mail_reminders(register, LOCAL, server, day)
    return sent, 0 if mail_again else len(broken_off)


COMMANDS = (import_, duties, report, remind)
