"""Twenty people acting on the same duties at once for a minute: nothing lost, the second told what changed, the chain holds.

Usage: soak_register.py [seconds]
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlmodel import func, select

from tracking.duty import DocumentInfo, Duty, Reading, Source
from tracking.register import directives, review, verify, work
from tracking.register.actor import LOCAL, Actor
from tracking.register.database import Register
from tracking.register.refusals import ConflictError, RegisterError
from tracking.register.stored_files import look
from tracking.register.tables import Account, Assignment, Event
from tracking.settings import Settings

PEOPLE, DUTIES = 20, 10


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    with tempfile.TemporaryDirectory() as folder, Register.open(Settings(Path(folder) / "data")) as register:
        people, shares = _prepare(register, Path(folder))
        counts: Counter[str] = Counter()
        until = time.monotonic() + seconds
        with ThreadPoolExecutor(PEOPLE) as pool:
            for ended in [pool.submit(_act, register, person, shares, until, counts) for person in people]:
                ended.result()  # whoever stopped with an error fails the soak
        checked = verify.verify(register)
        with register.reading() as session:
            kept = session.exec(select(func.count()).select_from(Event).where(Event.kind == "progress")).one()
        print(f"{seconds:.0f} giây, {PEOPLE} người: {dict(counts)}; sự kiện còn lại {kept}; nhật ký {checked.entries} mục")
        print("\n".join(checked.faults) or "Sổ đúng: nhật ký, tệp, tình trạng, số liệu.")
        sys.exit(0 if checked.sound and kept == counts["done"] and not counts["failed"] else 1)


def _prepare(register: Register, folder: Path) -> tuple[list[Actor], list[int]]:
    path = folder / "van-ban.txt"
    path.write_text("văn bản thử", "utf-8")
    duties = tuple(Duty(f"Việc {n}", owners=("Sở Y tế",), source=Source(f"Việc {n}")) for n in range(DUTIES))
    day = register.today().replace(day=1)
    directive = directives.register_reading(register, LOCAL, Reading((DocumentInfo("công văn", "1/UBND", day),), duties), [look(path)])
    review.confirm_duties(register, LOCAL, directive)
    people = []
    with register.command(LOCAL, "soak") as unit:
        for number in range(PEOPLE):
            fields = {"login": f"nguoi.{number}", "name": f"Người {number}", "role": "officer"}
            account = Account(**fields, password_hash="", created_at=unit.now)
            unit.session.add(account)
            unit.session.flush()
            people.append(Actor(account.id, account.login, account.name, "officer"))
        shares = [row.id or 0 for row in unit.session.exec(select(Assignment))]
    return people, shares


def _act(register: Register, person: Actor, shares: list[int], until: float, counts: Counter[str]) -> None:
    rng = random.Random(person.account_id)
    while time.monotonic() < until:
        key = rng.choice(shares)
        with register.reading() as session:
            share = session.get(Assignment, key)
        try:
            work.progress(register, person, key, "đang làm", version=share.version if share else None)
            counts["done"] += 1
        except ConflictError as error:
            counts["told" if error.who else "failed"] += 1
        except RegisterError:
            counts["failed"] += 1


if __name__ == "__main__":
    main()
