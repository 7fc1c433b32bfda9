"""The command line `dondoc`: arguments in, one answer out. Nothing heavy is imported before a command needs it.

Exit status: 0 done; 1 findings or a broken chain; 2 wrong usage; 3 absent, unreadable or invalid input;
4 refused by policy; 5 a needed part is missing. On 3, 4 and 5 standard output stays empty and standard error
is one Vietnamese line for each file.
"""

from __future__ import annotations

import gettext
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafting.errors import DondocError, WrongUsage

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

VERSION = "0.1.0"
_WORST_FIRST = (4, 3, 5, 2, 0)


class Day(click.ParamType):
    """A day as ISO ("2026-11-22") or as offices write it ("22/11/2026")."""

    name = "ngày"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        import datetime as dt

        if isinstance(value, dt.date):
            return value
        from drafting.dates import first_date

        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            day = first_date(value)
            if day is None:
                self.fail(f"{value!r} không phải là ngày. Viết 2026-11-22 hoặc 22/11/2026.", param, ctx)
            return day


class Moment(click.ParamType):
    """A moment: a day (its end) or an ISO date and time; without a zone it is Vietnam's."""

    name = "lúc"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.datetime:
        import datetime as dt
        from zoneinfo import ZoneInfo

        if isinstance(value, dt.datetime):
            return value
        zone = ZoneInfo("Asia/Ho_Chi_Minh")
        try:
            if len(value) <= 10:
                return dt.datetime.combine(Day().convert(value, param, ctx), dt.time(23, 59, 59, 999999), zone)
            moment = dt.datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} không phải là thời điểm. Viết 2026-11-22T17:00 hoặc 2026-11-22.", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)


AS_OF = click.option("--as-of", type=Day(), help="Tính đến hết ngày này (mặc định: hôm nay).")
KNOWN_AT = click.option("--known-at", type=Moment(), help="Chỉ tính những gì đã ghi đến lúc này.")
JSON = click.option("--json", "as_json", is_flag=True, help="In đúng một giá trị JSON.")
FILE = click.Path(path_type=Path)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    subcommand_metavar="LỆNH [THAM SỐ]...",
    options_metavar="[TÙY CHỌN]",
)
@click.version_option(VERSION, prog_name="dondoc", message="%(prog)s %(version)s", help="Hiện phiên bản rồi dừng.")
def cli() -> None:
    """Đôn Đốc: soạn thảo văn bản hành chính, đọc văn bản chỉ đạo và theo dõi nhiệm vụ được giao."""


def main() -> None:
    """Runs the command line and ends the process with the contract's exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    os.environ.setdefault("LANGUAGE", "vi")
    gettext.bindtextdomain("messages", str(Path(__file__).parent / "locale"))
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit status of one command; what it has to say is on standard output and standard error."""
    try:
        answer = cli.main(arguments, prog_name="dondoc", standalone_mode=False)
        return answer if isinstance(answer, int) else 0
    except click.UsageError as wrong:
        complain(f"{wrong.format_message()} Xem trợ giúp: {wrong.ctx.command_path if wrong.ctx else 'dondoc'} --help")
        return 2
    except click.Abort:
        complain("Đã dừng theo yêu cầu.")
        return 130
    except click.ClickException as wrong:
        complain(wrong.format_message())
        return wrong.exit_code
    except DondocError as error:
        complain(str(error))
        return error.exit_code


def complain(message: str) -> None:
    """One line on standard error, whatever line breaks a file's name may hold."""
    print(" ".join(message.split()), file=sys.stderr)


def print_json(value: Any) -> None:
    import json

    print(json.dumps(value, ensure_ascii=False, indent=1, default=str))


def worst(codes: Iterable[int]) -> int:
    """The exit status of several files: 4 before 3 before 5 before 0."""
    found = set(codes)
    return next((code for code in _WORST_FIRST if code in found), 0)


# --- reading -----------------------------------------------------------------------------------------------


@cli.command()
@click.argument("file", type=FILE)
@JSON
def extract(file: Path, as_json: bool) -> None:
    """Đọc một văn bản: phần đầu và các nhiệm vụ; không lưu gì."""
    from tracking.extract import extract as read
    from ui.print import reading_as_text

    reading = read(file)
    if as_json:
        print_json(reading.as_json())
    else:
        click.echo(reading_as_text(reading))


@cli.command()
@click.argument("file", type=FILE)
def explain(file: Path) -> None:
    """Như extract, kèm căn cứ: vì sao đọc ra từng nhiệm vụ, cơ quan, thời hạn và đọc ở đâu."""
    from tracking.extract import explain as because
    from tracking.extract import extract as read

    click.echo("\n".join(because(read(file))))


# --- drafting ----------------------------------------------------------------------------------------------


@cli.command()
@click.argument("spec", type=FILE)
@click.option("-o", "--output", type=FILE, help="Tệp .docx (mặc định: cạnh tệp đặc tả).")
@click.option("--pdf", is_flag=True, help="Lập thêm bản PDF.")
@click.option("--profile", type=click.Choice(["14", "13"]), default="14", show_default=True, help="Bộ cỡ chữ.")
@click.option("--mode", type=click.Choice(["draft", "issued"]), default="draft", show_default=True, help="Dự thảo hay bản ban hành.")
@click.option("--medium", type=click.Choice(["paper", "electronic"]), default="paper", show_default=True, help="Văn bản giấy hay điện tử.")
def draft(spec: Path, output: Path | None, pdf: bool, profile: str, mode: Any, medium: Any) -> None:
    """Soạn văn bản .docx đúng thể thức từ tệp đặc tả JSON."""
    from drafting.draft import draft as write
    from drafting.libreoffice import convert
    from drafting.spec import read_spec

    target = write(read_spec(spec), output or spec.with_suffix(".docx"), profile=14 if profile == "14" else 13, mode=mode, medium=medium)
    made = [target]
    if pdf:
        made.append(convert(target, "pdf", target.parent))
    for path in made:
        click.echo(path)


@cli.command()
@click.argument("file", type=FILE)
@JSON
@click.option("--mode", type=click.Choice(["draft", "issued"]), default="draft", show_default=True, help="Dự thảo hay bản ban hành.")
@click.option("--medium", type=click.Choice(["paper", "electronic"]), default="paper", show_default=True, help="Văn bản giấy hay điện tử.")
@AS_OF
@click.option("--pages", is_flag=True, help="Ghi thêm số trang của từng phát hiện (cần LibreOffice).")
@click.option("--fix", type=FILE, metavar="OUT.docx", help="Ghi bản đã sửa thể thức; không đổi chữ nào.")
def check(file: Path, as_json: bool, mode: Any, medium: Any, as_of: dt.date | None, pages: bool, fix: Path | None) -> int:
    """Kiểm tra thể thức của một tệp .docx bất kỳ theo Nghị định 30/2020/NĐ-CP."""
    from drafting.check import check as findings_of
    from drafting.fix import fix as mend
    from ui.print import findings_as_text, fixes_as_text

    day = as_of or _today()
    findings = findings_of(file, mode=mode, medium=medium, as_of=day, pages=pages)
    if as_json:
        print_json([{"schema": 1, **finding.as_json()} for finding in findings])
    else:
        click.echo(findings_as_text(file, findings))
    if fix is not None:
        fixes = mend(file, fix, mode=mode, medium=medium, as_of=day)
        if not as_json:
            click.echo(fixes_as_text(fix, fixes))
    return int(any(finding.severity in ("E", "W") for finding in findings))


def _today() -> dt.date:
    import datetime as dt
    from zoneinfo import ZoneInfo

    return dt.datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()


def needs(condition: bool, message: str) -> None:
    """Stops with status 2 and the sentence when arguments do not fit together."""
    if not condition:
        raise WrongUsage(message)


if __name__ == "__main__":
    main()
