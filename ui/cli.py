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

import click

from drafting.errors import DondocError
from ui.commands import files, learning, register, upkeep
from ui.commands.shared import complain

VERSION = "0.1.0"
UNEXPECTED = 70
"""The status of a fault of the program itself (EX_SOFTWARE of sysexits.h)."""


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    subcommand_metavar="LỆNH [THAM SỐ]...",
    options_metavar="[TÙY CHỌN]",
)
@click.version_option(VERSION, prog_name="dondoc", message="%(prog)s %(version)s", help="Hiện phiên bản rồi dừng.")
def cli() -> None:
    """Đôn Đốc: soạn thảo văn bản hành chính, đọc văn bản chỉ đạo và theo dõi nhiệm vụ được giao."""


for command in (*files.COMMANDS, *register.COMMANDS, *upkeep.COMMANDS, *learning.COMMANDS):
    command.options_metavar = "[TÙY CHỌN]"
    cli.add_command(command)


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
    except click.exceptions.NoArgsIsHelpError as wrong:
        print(wrong.format_message(), file=sys.stderr)
        return 2
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
    except Exception as error:
        if os.environ.get("DONDOC_DEBUG"):
            raise
        complain(f"Lỗi ngoài dự kiến ({type(error).__name__}). Chạy lại với DONDOC_DEBUG=1 để thấy chi tiết và báo người phát triển.")
        return UNEXPECTED


if __name__ == "__main__":
    main()
