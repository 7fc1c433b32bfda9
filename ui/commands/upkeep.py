"""Commands that keep an installation going: serve, worker, backup, restore, verify, doctor, user, move."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from ui.commands.shared import DATA, FILE, needs, opened_register


@click.command(short_help="Mở ứng dụng web.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ lắng nghe.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(1, 65535), help="Cổng.")
@DATA
def serve(host: str, port: int, data: Path | None) -> None:
    """Mở ứng dụng web; lần đầu vào sẽ tạo tài khoản quản trị."""
    from tracking.settings import Settings
    from ui.app import run

    click.echo(f"Đôn Đốc đang mở tại http://{host}:{port} (dừng: Ctrl+C)")
    run(host, port, Settings.load(data))


@click.command(short_help="Chạy thêm một tiến trình đọc văn bản.")
@DATA
@click.option("--processes", default=2, show_default=True, type=click.IntRange(1, 16), help="Số tệp đọc cùng lúc.")
def worker(data: Path | None, processes: int) -> None:
    """Chạy một tiến trình xử lý nền: đọc các tệp đã tải lên, lập kỳ tới của nhiệm vụ định kỳ."""
    import signal
    import threading

    from tracking.jobs import Jobs

    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    with opened_register(data) as register:
        jobs = Jobs.launch(register, processes)
        click.echo(f"Đang xử lý nền ({jobs.executor}). Dừng: Ctrl+C")
        stop.wait()
        jobs.close()


@click.command(short_help="Sao lưu sổ và tệp.")
@click.argument("file", type=FILE)
def backup(file: Path) -> None:
    """Sao lưu sổ và mọi tệp vào FILE trong lúc mọi người vẫn làm việc; in mã băm đầu của nhật ký."""
    from tracking.register.actor import LOCAL
    from tracking.register.upkeep import make_backup

    with opened_register() as register:
        manifest = make_backup(register, LOCAL, file)
    click.echo(f"Đã sao lưu «{file}»: {len(manifest.files)} tệp, mã băm nhật ký {manifest.head_hash}")


@click.command(short_help="Khôi phục từ bản sao lưu.")
@click.argument("file", type=FILE)
def restore(file: Path) -> None:
    """Khôi phục sổ và tệp từ FILE. Dữ liệu đang có được cất vào thư mục backups trước."""
    from tracking.register.copies import restore as put_back
    from tracking.register.database import wall_clock
    from tracking.settings import Settings

    manifest = put_back(Settings.load(), file, wall_clock())
    click.echo(f"Đã khôi phục từ «{file}», bản lập lúc {manifest.made_at}, mã băm nhật ký {manifest.head_hash}")


@click.command(short_help="Kiểm tra nhật ký, tệp và số liệu.")
def verify() -> int:
    """Kiểm tra chuỗi nhật ký, các tệp đã lưu và các tổng số."""
    from tracking.register.verify import verify as examine

    with opened_register() as register:
        found = examine(register)
    for fault in found.faults:
        click.echo(f"Sai: {fault}")
    word = "đúng" if found.sound else f"{len(found.faults)} chỗ sai"
    click.echo(f"Đã kiểm tra {found.entries} mục nhật ký, {found.files} tệp, {found.assignments} phần việc: {word}.")
    click.echo(f"Mã băm nhật ký {found.head_hash}")
    return int(not found.sound)


@click.command(short_help="Các phần đã có và còn thiếu.")
def doctor() -> int:
    """Liệt kê các phần của máy mà Đôn Đốc dùng: phần nào có, phần nào thiếu và thiếu thì nghỉ tính năng gì."""
    from ui.commands.parts import parts_found

    found = parts_found()
    for part in found:
        click.echo(str(part))
    return 0 if all(part.found for part in found) else 5


@click.group(short_help="Tài khoản: thêm, đặt lại mật khẩu.")
def user() -> None:
    """Tài khoản, làm tại máy chủ: lối vào của quản trị khi không đăng nhập được."""


@user.command("add", short_help="Thêm tài khoản.")
@click.argument("login")
@click.option("--name", required=True, help="Họ và tên.")
@click.option("--role", type=click.Choice(["admin", "clerk", "officer", "leader", "unit"]), required=True, help="Vai trò.")
@click.option("--office", help="Đơn vị (bắt buộc với vai trò unit).")
@click.option("--mail", help="Thư điện tử nhận nhắc việc.")
@click.option("--password-stdin", is_flag=True, help="Đọc mật khẩu từ đầu vào chuẩn.")
def add(login: str, name: str, role: Any, office: str | None, mail: str | None, password_stdin: bool) -> None:
    """Thêm tài khoản LOGIN."""
    from tracking.register.accounts import add_account, create_administrator, has_administrator
    from tracking.register.actor import LOCAL
    from tracking.register.offices import Directory

    password = _password(password_stdin)
    with opened_register() as register:
        if role == "admin" and not has_administrator(register):
            create_administrator(register, login, password, name)
        else:
            office_id = None
            if office:
                with register.reading() as session:
                    found = Directory.load(session).resolve(office, register.today())
                needs(found.how == "one", f"Không xác định được đơn vị «{office}». Viết đủ tên như trong danh mục.")
                office_id = found.offices[0].id
            add_account(register, LOCAL, login, password, name, role, office_id, mail)
    click.echo(f"Đã thêm tài khoản {login}.")


@user.command("reset", short_help="Đặt lại mật khẩu.")
@click.argument("login")
@click.option("--password-stdin", is_flag=True, help="Đọc mật khẩu từ đầu vào chuẩn.")
def reset(login: str, password_stdin: bool) -> None:
    """Đặt lại mật khẩu của LOGIN; các phiên đang mở của tài khoản ấy bị đóng."""
    from tracking.register.accounts import reset_password
    from tracking.register.actor import LOCAL

    password = _password(password_stdin)
    with opened_register() as register:
        reset_password(register, LOCAL, login, password)
    click.echo(f"Đã đặt lại mật khẩu của {login}.")


@click.command(short_help="Chuyển sổ sang cơ sở dữ liệu khác.")
@click.argument("url")
def move(url: str) -> None:
    """Chép toàn bộ sổ sang cơ sở dữ liệu trống tại URL (SQLite ↔ PostgreSQL); sổ đang dùng giữ nguyên."""
    from tracking.register.moving import move as copy

    with opened_register() as register:
        counts = copy(register, url)
    click.echo(f"Đã chép {sum(counts.values())} dòng của {len(counts)} bảng. Đặt DONDOC_DATABASE_URL rồi khởi động lại để dùng sổ mới.")


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    return str(click.prompt("Mật khẩu", hide_input=True, confirmation_prompt="Nhập lại mật khẩu", err=True))


COMMANDS = (serve, worker, backup, restore, verify, doctor, user, move)
