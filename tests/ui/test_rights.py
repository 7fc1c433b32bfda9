"""Every action by every role, for its own and for another unit: allowed exactly as the tables say, by command, address and open page.

The expected answers are read from `states.toml` and `steps.toml`; what those tables do not hold stands in RIGHTS below.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nicegui.testing import User
from sqlmodel import select

from drafting.errors import DondocError
from drafting.spec import parse_spec
from tracking import letters
from tracking.duty import DocumentInfo, Duty, Reading, Source
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
    states,
    terms,
    work,
)
from tracking.register.actor import LOCAL, Actor
from tracking.register.annexes import add_annex, join_annex
from tracking.register.database import Register
from tracking.register.refusals import NoRight
from tracking.register.review_rows import RowEdit, edit_rows, reject_rows, restore_rows
from tracking.register.review_undo import take_back_merge, take_back_split
from tracking.register.set_aside import set_aside
from tracking.register.stored_files import FileFound, look
from tracking.register.tables import Account, Assignment
from tracking.register.tables import Duty as Row
from tracking.register.unconfirm import unconfirm_duties
from tracking.screens import drafts, outgoing
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


@pytest.fixture
def home(people: dict[str, Actor]) -> int:
    return people["unit"].office_id or 0


def allowed(register: Register, actor: Actor, do: Do, ground: Ground) -> bool:
    """Whether the command went through or was refused for another reason than a missing right."""
    try:
        do(register, actor, ground)
    except NoRight:
        return False
    except DondocError:
        return True
    return True


def test_the_matrix_holds_every_move_of_the_table() -> None:
    assert set(MOVES) == set(states.moves())


@pytest.mark.parametrize("event", sorted(MOVES))
def test_a_move_is_made_by_exactly_the_roles_of_the_table(event: str, register: Register, people: dict[str, Actor], home: int) -> None:
    state, do = MOVES[event]
    move = states.moves()[event]
    for who in WHO:
        ground = Ground(register, home)
        ground.bring_to(state)
        role = people[who].role
        expected = role == "admin" or (role in move.by and not (who == "other" and move.own))
        assert allowed(register, people[who], do, ground) == expected, f"{event} by {who}"


@pytest.mark.parametrize("code", sorted(life.steps()))
def test_a_step_of_a_document_is_taken_by_exactly_the_roles_of_the_table(code: str, register: Register, people: dict[str, Actor]) -> None:
    step = life.steps()[code]
    ways = {"draft": (), "reviewed": ("review",), "submitted": ("submit",), "approved": ("submit", "approve")}
    for who in WHO:
        for source in step.sources:
            document = life.save_draft(register, LOCAL, parse_spec(SPEC))
            for way in ways[source]:
                life.take_step(register, LOCAL, document, way)
            try:
                life.take_step(register, people[who], document, code, "Có lý do")
                done = True
            except NoRight:
                done = False
            assert done == (people[who].role in step.by), f"{code} from {source} by {who}"


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
    "see an own share": (("admin", "clerk", "officer", "leader", "unit"), lambda r, a, g: duty_page(r, a, g.duty)),
}
"""What the two tables do not hold: the action, the people who may, and the command. "other" is never among them."""
_CONFIRMED_FIRST = {
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


@pytest.mark.parametrize("name", sorted(RIGHTS))
def test_an_action_is_open_to_exactly_its_roles(name: str, register: Register, people: dict[str, Actor], home: int) -> None:
    roles, do = RIGHTS[name]
    for who in WHO:
        ground = Ground(register, home)
        if name in _CONFIRMED_FIRST:
            ground.bring_to("confirmed")
        assert allowed(register, people[who], do, ground) == (who in roles), f"{name} by {who}"


ADDRESSES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("GET", "/van-ban/{directive}/tep/1", ("admin", "clerk", "officer", "leader", "unit")),
    ("GET", "/bao-cao.xlsx?loai=t2", OFFICE),
    ("GET", "/bao-cao.docx?loai=outgoing", OFFICE),
    ("GET", "/lich.ics", ("admin", "clerk", "officer", "leader", "unit", "other")),
    ("GET", "/don-doc/1.docx", OFFICE),
    ("GET", "/van-ban-di/1/ban-hanh.docx", OFFICE),
    ("GET", "/van-ban-di/1/ban-hanh.pdf", OFFICE),
    ("POST", "/quan-tri/sao-luu", ("admin",)),
)


@pytest.mark.parametrize(("method", "address", "roles"), ADDRESSES)
async def test_a_file_by_its_address_goes_to_exactly_its_roles(
    method: str, address: str, roles: tuple[str, ...], sign_in: Signed, directive: int, confirmed: list[int]
) -> None:
    for who in WHO:
        answer = await sign_in(who).http_client.request(method, address.format(directive=directive))
        assert (answer.status_code != 403) == (who in roles), f"{address} by {who}: {answer.status_code}"


async def test_a_page_open_since_before_its_role_changed_does_nothing_any_more(
    sign_in: Signed, confirmed: list[int], register: Register, people: dict[str, Actor]
) -> None:
    document = life.save_draft(register, people["officer"], parse_spec(SPEC))
    user = sign_in("officer")
    await user.open(f"/van-ban-di/{document}")
    with register.command(LOCAL, "test_role") as unit:
        account = unit.session.exec(select(Account).where(Account.login == "officer")).one()
        account.role, account.office_id = "unit", people["other"].office_id
    user.find("Trình").click()
    await user.should_see("không có quyền làm việc này", retries=PATIENCE)
    assert life.document_page(register, document)["state"] == "draft"


async def test_a_unit_page_open_since_before_its_unit_changed_does_nothing_for_the_old_one(
    sign_in: Signed, confirmed: list[int], register: Register, people: dict[str, Actor]
) -> None:
    user = sign_in("unit")
    await user.open(f"/nhiem-vu/{confirmed[0]}")
    with register.command(LOCAL, "test_unit") as unit:
        account = unit.session.exec(select(Account).where(Account.login == "unit")).one()
        account.office_id = people["other"].office_id
    user.find("Tiếp nhận").click()
    await user.should_see("không thực hiện được «Tiếp nhận» ở đây", retries=PATIENCE)


async def test_an_upload_by_address_is_refused_to_a_unit(sign_in: Signed, people: dict[str, Actor]) -> None:
    for who in WHO:
        answer = await sign_in(who).http_client.post("/tai-len", files={"tep": ("a.txt", b"Kinh gui: So Noi vu")})
        assert (answer.status_code not in (401, 403)) == (who in OFFICE), f"upload by {who}: {answer.status_code} {answer.text[:80]}"
