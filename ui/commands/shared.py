"""What the commands share: days and moments as arguments, JSON out, one line for what went wrong."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafting.errors import WrongUsage

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from tracking.register.database import Register

_WORST_FIRST = (4, 3, 5, 2, 0)


class Day(click.ParamType["dt.date"]):
    """A day as ISO ("2026-11-22") or as offices write it ("22/11/2026")."""

    name = "ngày"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        import datetime as dt

        from drafting.dates import first_date
        from tracking.reports.window import YEARS

        try:
            day: dt.date | None = value if isinstance(value, dt.date) else dt.date.fromisoformat(value)
        except ValueError:
            day = first_date(value)
        if day is None or day.year not in YEARS:
            self.fail(f"{str(value)!r} không phải là ngày. Viết 2026-11-22 hoặc 22/11/2026.", param, ctx)
        return day


class Moment(click.ParamType["dt.datetime"]):
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
            Day().convert(moment.date(), param, ctx)
        except ValueError:
            self.fail(f"{value!r} không phải là thời điểm. Viết 2026-11-22T17:00 hoặc 2026-11-22.", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)


FILE = click.Path(path_type=Path)
AS_OF = click.option("--as-of", type=Day(), help="Tính đến hết ngày này (mặc định: hôm nay).")
KNOWN_AT = click.option("--known-at", type=Moment(), help="Chỉ tính những gì đã ghi đến lúc này.")
JSON = click.option("--json", "as_json", is_flag=True, help="In đúng một giá trị JSON.")
DATA = click.option("--data", type=FILE, help="Thư mục dữ liệu (mặc định: DONDOC_DATA).")


def complain(message: str) -> None:
    """One line on standard error, whatever line breaks a file's name may hold."""
    print(" ".join(message.split()), file=sys.stderr)


def print_json(value: Any) -> None:
    """The one JSON value of a command."""
    import json

    print(json.dumps(value, ensure_ascii=False, indent=1))


def worst(codes: Iterable[int]) -> int:
    """The exit status of several files: 4 before 3 before 5 before 0."""
    found = set(codes)
    return next((code for code in _WORST_FIRST if code in found), 0)


def today() -> dt.date:
    """Today in Vietnam."""
    import datetime as dt
    from zoneinfo import ZoneInfo

    return dt.datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()


def needs(condition: bool, message: str) -> None:
    """Stops with status 2 and the sentence when arguments do not fit together."""
    if not condition:
        raise WrongUsage(message)


@contextmanager
def opened_register(data: Path | None = None) -> Iterator[Register]:
    """The register of this installation, closed afterwards."""
    from tracking.register.database import Register
    from tracking.settings import Settings

    with Register.open(Settings.load(data)) as register:
        yield register
