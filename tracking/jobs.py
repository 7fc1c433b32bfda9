"""Durable work: uploads are read by jobs that survive a crash, and each day's occurrences are made ahead.

Only `serve` and `worker` launch it, each as an executor of its own with a lock, since a second launcher of the same name
would restart running steps. A job's arguments and results are ids; its one step is slow reading and then one short write
that changes nothing when done twice. A file is looked at for a secrecy mark before any job, row or hash of it exists.
"""

from __future__ import annotations

import datetime as dt
import fcntl
from pathlib import Path
from typing import IO, Any

import pypdfium2
from dbos import DBOS, SetEnqueueOptions, SetWorkflowID

from drafting.errors import DondocError
from tracking import importing
from tracking.duty import Reading
from tracking.mail import MailServer, mail_reminders
from tracking.pool import ReadingPool
from tracking.register import stored_files, uploads
from tracking.register.actor import LOCAL, Actor
from tracking.register.database import Register
from tracking.register.fan_out import make_ahead
from tracking.register.refusals import NotAllowed
from tracking.register.urgency import rank
from tracking.reminders import remind

VERSION = "1"
"""Raised when a job begun by the program before cannot be finished by this one."""

READING = "reading"
_MOST_EXECUTORS = 16
_running: Jobs | None = None


class Jobs:
    """The durable work of this process; one at a time. Use `Jobs.launch(register)` and `close()`."""

    def __init__(self, register: Register, pool: ReadingPool, lock: IO[str], executor: str) -> None:
        self.register = register
        self.pool = pool
        self.executor = executor
        self._lock = lock

    @classmethod
    def launch(cls, register: Register, processes: int = 2) -> Jobs:
        """Start working: wipes what uploads left in the spool, takes up jobs begun before. Raises NotAllowed where it runs already."""
        global _running
        if _running is not None:
            raise NotAllowed("Phần xử lý nền đang chạy trong tiến trình này.")
        lock, executor = _take_executor(register.settings.data)
        if executor == "executor-1":
            stored_files.empty_spool(register.settings)
        _running = cls(register, ReadingPool(processes), lock, executor)
        DBOS(
            config={
                "name": "dondoc",
                "system_database_url": _jobs_url(register),
                "application_version": VERSION,
                "executor_id": executor,
                "log_level": "WARNING",
            }
        )
        DBOS.launch()
        DBOS.register_queue(READING, worker_concurrency=processes)
        DBOS.apply_schedules(
            [
                {"schedule_name": "day", "workflow_fn": start_day, "schedule": "5 17 * * *"},
                {"schedule_name": "hour", "workflow_fn": start_hour, "schedule": "*/15 * * * *"},
            ]
        )
        _running.take_up()
        return _running

    def close(self) -> None:
        """Stop; what is not finished goes on at the next launch."""
        global _running
        DBOS.destroy(workflow_completion_timeout_sec=0)
        self.pool.close()
        self._lock.close()
        _running = None

    def submit(self, actor: Actor, path: Path, name: str, received_on: dt.date | None = None) -> int:
        """Take in an uploaded file lying in the spool, and have it read. Returns the upload's id; the spool file is gone afterwards.

        Raises Refused or InvalidInput where the head of the file shows a secrecy mark or cannot be read: nothing of it is kept.
        """
        actor.need("admin", "clerk", "officer", "leader")
        try:
            head = self._look_at_head(path, name)
            upload_id = uploads.accept(self.register, actor, stored_files.look(path, name), received_on)
        finally:
            path.unlink(missing_ok=True)
        self._enqueue(upload_id, head.document.urgency)
        return upload_id

    def pace_file(self, upload_id: int) -> Path:
        """Where the pages done of an upload being read are noted, "3/10"; absent before its first page and after its last."""
        return self.register.settings.spool / f"pace-{upload_id}"

    def pace(self, upload_id: int) -> str:
        """The pages done of an upload being read, "" where none is told."""
        try:
            return self.pace_file(upload_id).read_text()
        except OSError:
            return ""

    def take_up(self) -> None:
        """Have every waiting upload read, also one whose job was never written down."""
        for upload_id in uploads.waiting(self.register):
            self._enqueue(upload_id)

    def _enqueue(self, upload_id: int, urgency: str | None = None) -> None:
        """In the order of arrival, the urgent ones first."""
        with SetWorkflowID(f"upload-{upload_id}"), SetEnqueueOptions(priority=rank(urgency) + 1):
            DBOS.enqueue_workflow(READING, read_upload, upload_id)

    def _look_at_head(self, path: Path, name: str) -> Reading:
        """Read the first page of a PDF, the whole of anything else."""
        head = path.with_name(path.name + ".head")
        try:
            return self.pool.extract(head if _first_page(path, head) else path, name)
        finally:
            head.unlink(missing_ok=True)


@DBOS.workflow()
def read_upload(upload_id: int) -> int | None:
    """Read an upload and register it. Returns the directive's id."""
    return _read_and_register(upload_id)


@DBOS.workflow()
def start_day(_scheduled: dt.datetime, _context: Any) -> None:
    """Just after midnight in Việt Nam: the occurrences that are due to be made."""
    _make_ahead()


@DBOS.workflow()
def start_hour(_scheduled: dt.datetime, _context: Any) -> None:
    """Each quarter of an hour: reminders that an hour brings, in the app and by mail where the office has a server."""
    _remind_by_hour()


@DBOS.step()
def _read_and_register(upload_id: int) -> int | None:
    jobs = _here()
    row, actor = uploads.get(jobs.register, upload_id)
    if row.state != "waiting" or row.sha256 is None:
        return row.directive_id
    path = stored_files.path_of(jobs.register.settings, row.sha256)
    pace_file = jobs.pace_file(upload_id)
    try:
        reading = jobs.pool.extract(path, row.name, pace_file)
    except DondocError as error:
        uploads.drop(jobs.register, actor, upload_id, error)
        return None
    finally:
        pace_file.unlink(missing_ok=True)
    found = stored_files.FileFound(path, row.name, row.sha256, path.stat().st_size)
    done = importing.register_one(jobs.register, actor, reading, found, received_on=row.received_on)
    uploads.finish(jobs.register, actor, upload_id, done.outcome, done.directive, done.duties, done.warnings)
    return done.directive


@DBOS.step()
def _make_ahead() -> int:
    return make_ahead(_here().register, LOCAL)


@DBOS.step()
def _remind_by_hour() -> int:
    register = _here().register
    notices = remind(register, LOCAL, register.today(), by_hour=True)
    server = MailServer.of(register.settings) if notices else None
    if server is not None:
        mail_reminders(register, LOCAL, server, register.today())
    return len(notices)


def _here() -> Jobs:
    if _running is None:
        raise NotAllowed("Phần xử lý nền chưa chạy. Khởi động lại dịch vụ.")
    return _running


def _jobs_url(register: Register) -> str:
    """SQLite beside the register's own file; on PostgreSQL the same database, in a schema of its own."""
    if register.is_sqlite:
        return f"sqlite:///{register.settings.jobs}"
    return register.settings.url


def _take_executor(data: Path) -> tuple[IO[str], str]:
    """The first executor name that no running process holds, with its lock."""
    for number in range(1, _MOST_EXECUTORS + 1):
        name = f"executor-{number}"
        lock = (data / f"{name}.lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            continue
        return lock, name
    raise NotAllowed(f"Đã có {_MOST_EXECUTORS} tiến trình xử lý nền. Dừng bớt rồi chạy lại.")


def _first_page(path: Path, head: Path) -> bool:
    """Write the first page of a PDF apart; False where the file is no PDF that opens (its own reader will say why)."""
    with path.open("rb") as stream:
        if b"%PDF-" not in stream.read(1024):
            return False
    try:
        with pypdfium2.PdfDocument(path) as whole, pypdfium2.PdfDocument.new() as first:
            first.import_pages(whole, [0])
            first.save(head)
    except pypdfium2.PdfiumError:
        return False
    return True
