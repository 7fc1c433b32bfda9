"""Every action by every role, for its own and for another unit: allowed exactly as the tables say, by command, address and open page.

The expected answers are read from `states.toml` and `steps.toml`; what those tables do not hold stands in `rights.RIGHTS`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from drafting.errors import DondocError
from drafting.spec import parse_spec
from tests.ui import rights
from tests.ui.rights import BODY, BY_MACHINE, CONFIRMED_FIRST, MOVES, OFFICE, PATIENCE, RIGHTS, SPEC, WHO, Do, Ground, Signed, commands
from tracking.duty import DocumentInfo, Duty, Reading, Source
from tracking.outgoing import life
from tracking.register import (
    directives,
    office_setup,
    review,
    states,
)
from tracking.register.actor import LOCAL, Actor
from tracking.register.database import Register
from tracking.register.opinions import ask_opinion, give_opinion
from tracking.register.refusals import NoRight
from tracking.register.tables import Account, Assignment


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


def test_no_command_has_escaped_the_matrix() -> None:
    written = inspect.getsource(rights)
    table = written.replace(written[written.index("BY_MACHINE = {") : written.index("def commands")], "") + Path(__file__).read_text(
        "utf-8"
    )
    missing = {name for name in commands() if f"{name}(" not in table}
    assert missing - BY_MACHINE == set()


@pytest.mark.parametrize("name", sorted(RIGHTS))
def test_an_action_is_open_to_exactly_its_roles(name: str, register: Register, people: dict[str, Actor], home: int) -> None:
    roles, do = RIGHTS[name]
    for who in WHO:
        ground = Ground(register, home)
        if name in CONFIRMED_FIRST:
            ground.bring_to("confirmed")
        assert allowed(register, people[who], do, ground) == (who in roles), f"{name} by {who}"


@pytest.mark.parametrize(
    ("do", "roles"),
    [
        (lambda r, a, share: ask_opinion(r, a, share), (*OFFICE, "unit")),
        (lambda r, a, share: give_opinion(r, a, share, "agreed"), (*OFFICE, "other")),
    ],
)
def test_the_lead_asks_for_an_opinion_and_the_coordinator_gives_it(
    do: Callable[[Register, Actor, int], Any], roles: tuple[str, ...], register: Register, people: dict[str, Actor]
) -> None:
    other = next(row["name"] for row in office_setup.offices(register) if row["id"] == people["other"].office_id)
    duty = Duty("Rà soát biên chế", 0, "1", ("Sở Nội vụ",), (other,), source=Source("Rà soát biên chế"), confidence=0.97)
    info = DocumentInfo("công văn", "4/UBND-TH", register.today(), BODY, subject="công tác nội vụ")
    directive = directives.register_reading(register, LOCAL, Reading((info,), (duty,)), [])
    review.confirm_duties(register, LOCAL, directive)
    with register.reading() as session:
        share = session.exec(select(Assignment.id).where(Assignment.role == "coordinator")).one() or 0
    for who in WHO:
        try:
            do(register, people[who], share)
            done = True
        except NoRight:
            done = False
        assert done == (who in roles), who


ADDRESSES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("GET", "/van-ban/{directive}/tep/1", ("admin", "clerk", "officer", "leader", "unit")),
    ("GET", "/bao-cao.xlsx?loai=t2", OFFICE),
    ("GET", "/bao-cao.docx?loai=outgoing", OFFICE),
    ("GET", "/lich.ics", ("admin", "clerk", "officer", "leader", "unit", "other")),
    ("GET", "/don-doc/1.docx", OFFICE),
    ("GET", "/van-ban-di/1/ban-hanh.docx", OFFICE),
    ("GET", "/van-ban-di/1/ban-hanh.pdf", OFFICE),
    ("GET", "/van-ban-den/{directive}/phieu-giai-quyet.docx", OFFICE),
    ("GET", "/phan-viec/1/phieu-giao-viec.docx", ("admin", "clerk", "officer", "leader", "unit")),
    ("GET", "/nhiem-vu/1/ho-so.docx", OFFICE),
    ("GET", "/soan-thao/mau/1/tep.docx", OFFICE),
    ("GET", "/soan-thao/mau-khoi-dau.docx?loai=giấy mời", OFFICE),
    ("GET", "/so-nhiem-vu.xlsx", ("admin", "clerk", "officer", "leader", "unit", "other")),
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
