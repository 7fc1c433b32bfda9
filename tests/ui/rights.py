"""Every action of the software with the people who may do it, and the ground that it is tried on."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nicegui.testing import User
from sqlmodel import select

import tracking
from drafting.spec import parse_spec
from tracking import letters
from tracking import office_templates as kept
from tracking.dossier import dossier, source_pages
from tracking.duty import DocumentInfo, Duty, Reading, Source
from tracking.handling_sheet import sheet_of
from tracking.job_sheet import job_list, job_sheet
from tracking.mail import MailServer, mail_again
from tracking.mailings import take_as_sent, unsettled
from tracking.old_register.entering import import_old_register
from tracking.outgoing import life, numbers, reminding
from tracking.outgoing.working_copies import WorkingCopy
from tracking.register import (
    accounts,
    directives,
    ended,
    extensions,
    handing_over,
    office_setup,
    options,
    passing,
    review,
    talking,
    terms,
    work,
)
from tracking.register.actor import LOCAL, Actor
from tracking.register.annexes import add_annex, join_annex
from tracking.register.database import Register
from tracking.register.directing import direct_duties
from tracking.register.office_lists import import_list
from tracking.register.review_rows import RowEdit, edit_rows, reject_rows, restore_rows
from tracking.register.review_undo import take_back_merge, take_back_split
from tracking.register.set_aside import set_aside
from tracking.register.splitting import doubles_of, merge_duplicate, split_share
from tracking.register.stored_files import FileFound, look
from tracking.register.tables import Assignment
from tracking.register.tables import Duty as Row
from tracking.register.unconfirm import unconfirm_duties
from tracking.register.upkeep import make_backup
from tracking.reports.layouts import drop_layout
from tracking.request_letter import draft_request
from tracking.screens import drafts, outgoing
from tracking.screens.administration import audit_rows
from tracking.screens.duty import duty_page, replacement_choices
from tracking.spoken import Said, register_said

WHO = ("admin", "clerk", "officer", "leader", "unit", "other")
OFFICE = ("admin", "clerk", "officer", "leader")
PATIENCE = 80
BODY = "Ủy ban nhân dân tỉnh Lào Cai"
SPEC = {
    "kind": "kế hoạch",
    "issuer": {"name": BODY},
    "symbol": "KH-UBND",
    "subject": "Kiểm tra công vụ",
    "body": [{"text": "Kiểm tra đúng kế hoạch"}],
    "signature": {"position": "CHỦ TỊCH", "name": "Lý Văn Sơn"},
}
Signed = Callable[[str], User]
Do = Callable[[Register, Actor, "Ground"], Any]


class Ground:
    """A fresh directive with one duty of the Sở Nội vụ, brought into the state that a move starts from."""

    def __init__(self, register: Register, home: int) -> None:
        self.register, self.home = register, home
        duty = Duty("Rà soát biên chế", 0, "1", ("Sở Nội vụ",), source=Source("Rà soát biên chế"), confidence=0.97)
        info = DocumentInfo("công văn", None, register.today(), BODY, subject="công tác nội vụ")
        self.directive = directives.register_reading(register, LOCAL, Reading((info,), (duty,)), [])
        directives.settle_header(register, LOCAL, self.directive, without_number=True)
        with register.reading() as session:
            self.duty = session.exec(select(Row.id).where(Row.directive_id == self.directive)).one() or 0

    @property
    def share(self) -> int:
        with self.register.reading() as session:
            query = select(Assignment.id).where(Assignment.duty_id == self.duty, Assignment.state != "rejected")
            return session.exec(query).one() or 0

    def bring_to(self, state: str) -> None:
        if state == "rejected":
            review.reject_duty(self.register, LOCAL, self.duty)
        elif state != "proposed":
            review.confirm_duties(self.register, LOCAL, self.directive)
            for step in _WAYS[state]:
                step(self.register, LOCAL, self)


_WAYS: dict[str, tuple[Do, ...]] = {
    "confirmed": (),
    "returned": (lambda r, a, g: work.propose_return(r, a, g.share, "Ngoài chức năng", g.home + 1),),
    "reported": (lambda r, a, g: work.report_done(r, a, g.share, number="1/BC"),),
    "suspended": (lambda r, a, g: work.suspend(r, a, g.share, "Chờ hướng dẫn"),),
}
MOVES: dict[str, tuple[str, Do]] = {
    "confirm_duty": ("proposed", lambda r, a, g: review.confirm_duties(r, a, g.directive, [g.duty])),
    "reject": ("proposed", lambda r, a, g: review.reject_duty(r, a, g.duty)),
    "restore": ("rejected", lambda r, a, g: review.restore_duty(r, a, g.duty)),
    "unconfirm": ("confirmed", lambda r, a, g: unconfirm_duties(r, a, [g.duty])),
    "assign": ("confirmed", lambda r, a, g: work.assign(r, a, g.share)),
    "accept": ("confirmed", lambda r, a, g: work.accept(r, a, g.share)),
    "propose_return": ("confirmed", lambda r, a, g: work.propose_return(r, a, g.share, "Ngoài chức năng", g.home + 1)),
    "refuse_return": ("returned", lambda r, a, g: work.decide_return(r, a, g.share, None, "Đúng chức năng")),
    "progress": ("confirmed", lambda r, a, g: work.progress(r, a, g.share, "Đã làm một nửa")),
    "report": ("confirmed", lambda r, a, g: work.report_done(r, a, g.share, number="1/BC")),
    "confirm_done": ("reported", lambda r, a, g: work.confirm_done(r, a, g.share)),
    "redo": ("reported", lambda r, a, g: work.redo(r, a, g.share, "Thiếu số liệu")),
    "suspend": ("confirmed", lambda r, a, g: work.suspend(r, a, g.share, "Chờ hướng dẫn")),
    "resume": ("suspended", lambda r, a, g: work.resume(r, a, g.share)),
    "withdraw": ("confirmed", lambda r, a, g: work.withdraw(r, a, g.share, "Hết yêu cầu")),
    "replace": ("confirmed", lambda r, a, g: work.replace(r, a, g.share, Ground(r, g.home).duty, "Văn bản mới")),
}
"""Each move of the table: a state it starts from and the command that the pages call for it."""


def _file(register: Register) -> FileFound:
    path = register.settings.spool / "phu-luc.txt"
    path.write_text("Phụ lục", "utf-8")
    return look(path)


_HOLDERS = ("admin", "officer", "unit")
"""Who speaks for a share: as the move "progress" says."""
RIGHTS: dict[str, tuple[tuple[str, ...], Do]] = {
    "edit a proposal": (OFFICE, lambda r, a, g: review.edit_duty(r, a, g.duty, text="Rà soát lại")),
    "add a duty": (OFFICE, lambda r, a, g: review.add_duty(r, a, g.directive, Duty("Việc thêm"))),
    "split a duty": (OFFICE, lambda r, a, g: review.split_duty(r, a, g.duty, [{"text": "Một"}, {"text": "Hai"}])),
    "edit rows of an annex": (OFFICE, lambda r, a, g: edit_rows(r, a, g.directive, [RowEdit(g.duty, None, {"text": "Khác"})])),
    "reject rows of an annex": (OFFICE, lambda r, a, g: reject_rows(r, a, g.directive, {g.duty: None})),
    "restore rows of an annex": (OFFICE, lambda r, a, g: restore_rows(r, a, g.directive, {g.duty: None})),
    "add an annex": (OFFICE, lambda r, a, g: add_annex(r, a, g.directive, _file(r), [])),
    "join an annex": (OFFICE, lambda r, a, g: join_annex(r, a, g.directive, Ground(r, g.home).directive)),
    "take a split back": (OFFICE, lambda r, a, g: take_back_split(r, a, g.duty)),
    "take a merge back": (OFFICE, lambda r, a, g: take_back_merge(r, a, g.duty)),
    "record what was said": (OFFICE, lambda r, a, g: register_said(r, a, Said("", r.today(), ""), "", lambda _: Reading(()))),
    "bring an old register in": (("admin", "officer", "leader"), lambda r, a, g: import_old_register(r, a, Path("so-cu.xlsx"))),
    "leave others' duties": (("officer", "clerk", "leader", "admin"), lambda r, a, g: set_aside(r, a, g.directive, [g.duty])),
    "settle a header": (OFFICE, lambda r, a, g: directives.settle_header(r, a, g.directive, subject="Khác")),
    "say there is no duty": (OFFICE, lambda r, a, g: directives.mark_no_duty(r, a, g.directive)),
    "withdraw an import": (("admin", "clerk", "leader"), lambda r, a, g: directives.withdraw_import(r, a, g.directive, "Nhầm")),
    "merge a scan": (OFFICE, lambda r, a, g: directives.merge_scan(r, a, g.directive, Ground(r, g.home).directive)),
    "hand all over": (("admin", "leader"), lambda r, a, g: handing_over.hand_over_all(r, a, g.home, g.home + 1, "Nghỉ việc")),
    "set a follow-up": (OFFICE, lambda r, a, g: work.set_follow_up(r, a, g.duty, r.today())),
    "decide an extension": (("admin", "leader", "officer"), lambda r, a, g: extensions.decide_extension(r, a, 0, "granted", None, "", "")),
    "start a term": (OFFICE, lambda r, a, g: terms.start_term(r, a, g.duty, r.today())),
    "draft letters": (("admin", "officer", "leader"), lambda r, a, g: letters.draft_letters(r, a, r.today(), r.settings.spool / "thu")),
    "keep a letter": (("admin", "officer", "leader"), lambda r, a, g: reminding.keep_letter(r, a, 0, parse_spec(SPEC))),
    "number a letter": (("admin", "clerk", "officer"), lambda r, a, g: letters.number_letter(r, a, 0, "1/CV", r.today())),
    "save a draft": (OFFICE, lambda r, a, g: life.save_draft(r, a, parse_spec(SPEC))),
    "revise a draft": (OFFICE, lambda r, a, g: life.revise(r, a, 0, parse_spec(SPEC), 1)),
    "remark on a draft": (OFFICE, lambda r, a, g: life.comment(r, a, 0, "Ý kiến")),
    "read outgoing documents": (OFFICE, lambda r, a, g: outgoing.outgoing_list(r, a)),
    "read one outgoing document": (OFFICE, lambda r, a, g: outgoing.outgoing_page(r, a, 0)),
    "make issued files": (OFFICE, lambda r, a, g: outgoing.issue_files(r, a, 0)),
    "take a number": (("clerk", "officer", "admin"), lambda r, a, g: numbers.take_number(r, a, 0)),
    "record a number": (("clerk", "officer", "admin"), lambda r, a, g: numbers.record_number(r, a, 0, "05/KH-UBND", r.today())),
    "cancel a number": (("clerk", "leader"), lambda r, a, g: numbers.cancel_number(r, a, 0, "Nhầm")),
    "add an account": (("admin",), lambda r, a, g: accounts.add_account(r, a, f"moi{g.duty}", "mật khẩu đủ dài", "Người Mới", "clerk")),
    "reset a password": (("admin",), lambda r, a, g: accounts.reset_password(r, a, "khac", "mật khẩu đủ dài")),
    "close an account": (("admin",), lambda r, a, g: accounts.close_account(r, a, "khac")),
    "choose our own body": (("admin",), lambda r, a, g: office_setup.set_own_body(r, a, BODY)),
    "add an office": (("admin",), lambda r, a, g: office_setup.add_office(r, a, f"Phòng {g.duty}")),
    "change an office": (("admin",), lambda r, a, g: office_setup.change_office(r, a, g.home, short="SNV")),
    "decide a setting": (("admin", "leader"), lambda r, a, g: options.set_option(r, a, "internal_days", 3, r.today())),
    "ask for more time": (_HOLDERS, lambda r, a, g: extensions.ask_extension(r, a, g.share, "postpone", "Khối lượng lớn")),
    "say why it is late": (_HOLDERS, lambda r, a, g: work.explain_delay(r, a, g.share, "guidance")),
    "hand a share over": (("admin", "leader", "officer"), lambda r, a, g: handing_over.hand_over(r, a, g.share, g.home + 1, "Nghỉ")),
    "pass a share on": (_HOLDERS, lambda r, a, g: passing.pass_on(r, a, g.share, person="Hà Thị Mai")),
    "change a deadline": (("admin", "leader", "officer"), lambda r, a, g: extensions.set_due(r, a, g.share, r.today())),
    "set a day for a rhythm": (("admin", "leader", "officer"), lambda r, a, g: terms.set_recurrence(r, a, g.duty, "FREQ=MONTHLY")),
    "keep a duty of an ended directive": (("admin", "leader", "officer"), lambda r, a, g: ended.keep_duty(r, a, g.duty, "Vẫn cần")),
    "take that back": (("admin", "leader", "officer"), lambda r, a, g: ended.reconsider_duty(r, a, g.duty)),
    "choose another duty for it": (("admin", "leader", "officer"), lambda r, a, g: replacement_choices(r, a, g.duty)),
    "add the communes": (("admin",), lambda r, a, g: office_setup.add_places(r, a)),
    "keep what is typed": (OFFICE, lambda r, a, g: drafts.keep_typed(r, a, WorkingCopy("abc", SPEC))),
    "save a template": (("admin", "officer"), lambda r, a, g: kept.save_template(r, a, _file(r).path, "mau.docx")),
    "revise a template": (("admin", "officer"), lambda r, a, g: kept.revise_template(r, a, 0, _file(r).path, "mau.docx", 1)),
    "rename a template": (("admin", "officer"), lambda r, a, g: kept.rename_template(r, a, 0, "Tên khác")),
    "retire a template": (("admin", "officer"), lambda r, a, g: kept.retire_template(r, a, 0)),
    "fill a template": (OFFICE, lambda r, a, g: kept.fill_template(r, a, 0, {}, r.settings.spool / "ra.docx")),
    "look at a mail that may be lost": (("admin",), lambda r, a, g: unsettled(r, a)),
    "take a mail as sent": (("admin",), lambda r, a, g: take_as_sent(r, a, 0)),
    "send a mail again": (("admin",), lambda r, a, g: mail_again(r, a, MailServer("may", 25, "a@b.vn"), 0)),
    "see the pages of a duty": (OFFICE, lambda r, a, g: source_pages(r, a, g.duty)),
    "draft a letter for more time": (("admin", "leader", "officer"), lambda r, a, g: draft_request(r, a, 0)),
    "write a dossier": (OFFICE, lambda r, a, g: dossier(r, a, g.duty)),
    "write a handling sheet": (OFFICE, lambda r, a, g: sheet_of(r, a, g.directive)),
    "write a job sheet": (("admin", "clerk", "officer", "leader", "unit"), lambda r, a, g: job_sheet(r, a, g.share)),
    "write the jobs of a person": (("admin", "clerk", "officer", "leader", "unit"), lambda r, a, g: job_list(r, a, g.home, "Mai")),
    "say who oversees": (("admin", "leader", "officer"), lambda r, a, g: direct_duties(r, a, [g.duty], None, None)),
    "hand monitoring over": (("admin", "leader"), lambda r, a, g: handing_over.hand_monitoring_over(r, a, 1, 2, "Nghỉ")),
    "hand a person's jobs over": (
        _HOLDERS,
        lambda r, a, g: handing_over.hand_person_over(r, a, g.home, "Mai", "Lan", "Nghỉ"),
    ),
    "read a list of offices": (("admin",), lambda r, a, g: import_list(r, a, Path("danh-muc.xlsx"))),
    "end an office": (("admin",), lambda r, a, g: office_setup.succeed(r, a, g.home, [g.home + 1], r.today())),
    "merge proposals": (OFFICE, lambda r, a, g: review.merge_duties(r, a, g.duty, g.duty)),
    "merge a double": (("admin", "leader", "officer"), lambda r, a, g: merge_duplicate(r, a, g.duty, Ground(r, g.home).duty, "Trùng")),
    "look for doubles": (("admin", "leader", "officer"), lambda r, a, g: doubles_of(r, a, g.duty)),
    "split a share": (("admin", "leader", "officer"), lambda r, a, g: split_share(r, a, g.share, "Phần hai", g.home + 1)),
    "ask about a share": (("admin", "clerk", "officer", "leader", "unit"), lambda r, a, g: talking.ask(r, a, g.share, "Vướng gì?")),
    "answer about a share": (("admin", "clerk", "officer", "leader", "unit"), lambda r, a, g: talking.answer(r, a, g.share, "Thiếu số.")),
    "make a backup": (("admin",), lambda r, a, g: make_backup(r, a, r.settings.spool / f"{a.role}{g.duty}.zip")),
    "choose the office of a share": (OFFICE, lambda r, a, g: work.choose_office(r, a, g.share, g.home)),
    "take a form of a superior away": (("admin", "leader"), lambda r, a, g: drop_layout(r, a, "không có")),
    "add files to a directive": (OFFICE, lambda r, a, g: directives.add_files(r, a, g.directive, [_file(r)])),
    "read the log": (("admin",), lambda r, a, g: audit_rows(r, a)),
    "see an own share": (("admin", "clerk", "officer", "leader", "unit"), lambda r, a, g: duty_page(r, a, g.duty)),
}
"""What the two tables do not hold: the action, the people who may, and the command. "other" is never among them."""
BY_MACHINE = {
    *("import_file", "import_files", "register_one", "finish", "drop"),  # behind POST /tai-len and the command line
    *("mail_reminders", "claim_mail", "settle", "give_up", "remind", "make_ahead", "gather", "freeze"),  # run by the clock or inside a step
    *("keep_copy", "drop_copy", "copy_of", "copies"),  # behind the commands of the drafting desk
    *("save_layout", "unsettled_mail"),  # behind a form and a command of the list
    *("office_names", "write_sheet", "people", "recent"),
}
"""Takes an actor, but no page calls it for somebody by itself."""


def commands() -> set[str]:
    """Whatever takes a register and an actor, outside of the questions of the pages."""
    found = set()
    for module in pkgutil.walk_packages(tracking.__path__, "tracking."):
        if "migrations" in module.name or module.name.startswith("tracking.screens."):
            continue
        for name, made in vars(importlib.import_module(module.name)).items():
            own = inspect.isfunction(made) and made.__module__ == module.name and not name.startswith("_")
            if own and list(inspect.signature(made).parameters)[:2] == ["register", "actor"]:
                found.add(name)
    return found


CONFIRMED_FIRST = {
    "write a dossier",
    "write a job sheet",
    "say who oversees",
    "merge a double",
    "look for doubles",
    "split a share",
    "ask about a share",
    "answer about a share",
    "choose the office of a share",
    "change a deadline",
    "set a follow-up",
    "pass a share on",
    "start a term",
    "hand all over",
    "see an own share",
    "ask for more time",
    "say why it is late",
    "hand a share over",
}
