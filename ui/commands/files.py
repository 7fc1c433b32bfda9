"""Commands on single files: extract, explain, draft, check. Nothing is stored."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.commands.shared import AS_OF, FILE, JSON, complain, print_json, today

if TYPE_CHECKING:
    import datetime as dt

    from tracking.duty import Reading

_MODE = click.option("--mode", type=click.Choice(["draft", "issued"]), default="draft", show_default=True, help="Dự thảo hay bản ban hành.")
_MEDIUM = click.option(
    "--medium", type=click.Choice(["paper", "electronic"]), default="paper", show_default=True, help="Văn bản giấy hay điện tử."
)


@click.command(short_help="Đọc một văn bản: phần đầu và các nhiệm vụ.")
@click.argument("file", type=FILE)
@JSON
def extract(file: Path, as_json: bool) -> None:
    """Đọc một văn bản: phần đầu và các nhiệm vụ; không lưu gì."""
    from ui.print import reading_as_text

    reading = _read(file)
    if as_json:
        print_json(reading.as_json())
    else:
        click.echo(reading_as_text(reading))


@click.command(short_help="Đọc và nêu căn cứ của từng kết quả.")
@click.argument("file", type=FILE)
def explain(file: Path) -> None:
    """Như extract, kèm căn cứ: vì sao đọc ra từng nhiệm vụ, cơ quan, thời hạn và đọc ở đâu."""
    from tracking.explain import explain as because

    click.echo("\n".join(because(_read(file))))


def _read(file: Path) -> Reading:
    """What the file says, its confidences as this installation learnt them."""
    from tracking.extract import extract as read
    from tracking.learning.sureness import as_learnt
    from tracking.settings import Settings

    reading, broken = as_learnt(read(file), Settings.load().data)
    if broken:
        complain(broken)
    return reading


@click.command(short_help="Soạn văn bản .docx từ tệp đặc tả JSON.")
@click.argument("spec", type=FILE)
@click.option("-o", "--output", type=FILE, metavar="OUT.docx", help="Tệp .docx (mặc định: cạnh tệp đặc tả).")
@click.option("--pdf", is_flag=True, help="Lập thêm bản PDF.")
@click.option("--profile", type=click.Choice(["14", "13"]), default="14", show_default=True, help="Bộ cỡ chữ.")
@_MODE
@_MEDIUM
def draft(spec: Path, output: Path | None, pdf: bool, profile: str, mode: Any, medium: Any) -> None:
    """Soạn văn bản .docx đúng thể thức từ tệp đặc tả JSON; in đường dẫn tệp đã lập."""
    from drafting.draft import draft as write
    from drafting.libreoffice import convert
    from drafting.spec import read_spec

    target = write(read_spec(spec), output or spec.with_suffix(".docx"), profile=14 if profile == "14" else 13, mode=mode, medium=medium)
    made = [target, convert(target, "pdf", target.parent)] if pdf else [target]
    for path in made:
        click.echo(path)


@click.command(short_help="Kiểm tra thể thức của một tệp .docx.")
@click.argument("file", type=FILE)
@JSON
@_MODE
@_MEDIUM
@AS_OF
@click.option("--pages", is_flag=True, help="Ghi thêm số trang của từng phát hiện (cần LibreOffice).")
@click.option("--fix", type=FILE, metavar="OUT.docx", help="Ghi bản đã sửa thể thức; không đổi chữ nào.")
def check(file: Path, as_json: bool, mode: Any, medium: Any, as_of: dt.date | None, pages: bool, fix: Path | None) -> int:
    """Kiểm tra thể thức của một tệp .docx bất kỳ theo Nghị định 30/2020/NĐ-CP."""
    from drafting.check import check as findings_of
    from drafting.office_form import office_form
    from tracking.settings import Settings
    from ui.print import findings_as_text, fixes_as_text

    day = as_of or today()
    office = office_form(Settings.load().values.get("form", {}))
    findings = findings_of(file, mode=mode, medium=medium, as_of=day, pages=pages, office=office)
    if as_json:
        print_json([{"schema": 1, **finding.as_json()} for finding in findings])
    else:
        click.echo(findings_as_text(file, findings))
    if fix is not None:
        from drafting.fix import fix as mend

        fixes = mend(file, fix, mode=mode, medium=medium, as_of=day)
        if not as_json:
            click.echo(fixes_as_text(fix, fixes))
    return int(any(finding.severity in ("E", "W") for finding in findings))


COMMANDS = (extract, explain, draft, check)
