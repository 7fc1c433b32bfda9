"""Deadlines in hours as lists tell them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from nicegui.testing import User

from tracking.screens.shares import Share
from ui.parts.wording import status_tag

TODAY = dt.date(2026, 3, 20)


def share(bucket: str, due_time: str, state: str = "accepted") -> Share:
    empty = {"deadline": {}, "reported_on": None, "extensions": 0, "standing": False, "cause": "", "waiting_for": "", "waiting_since": None}
    ids = {"assignment_id": 1, "version": 1, "duty_id": 1, "directive_id": 1, "office_id": 1}
    words = {"number": "1/UBND", "issued_on": None, "issuer": "", "ordinal": "1", "text": "Báo cáo nhanh"}
    return Share(
        **ids, **words, **empty, office="Sở Y tế", role="lead", state=state, bucket=bucket, days_late=0, due_on=TODAY, due_time=due_time
    )


@pytest.mark.parametrize(
    ("bucket", "due_time", "words"),
    [
        ("open_overdue", "11:00", "Quá hạn từ 11 giờ 00 hôm nay"),
        ("open_in_time", "16:30", "Đến hạn 16 giờ 30 hôm nay"),
        ("open_in_time", "", "Đến hạn hôm nay"),
    ],
)
def test_the_hour_is_told_on_the_day(bucket, due_time, words):
    assert status_tag(share(bucket, due_time), TODAY, TODAY).words == words


async def test_the_handling_sheet_is_fetched_from_the_page_of_a_duty(sign_in: Callable[[str], User], directive: int) -> None:
    answer = await sign_in("officer").http_client.get(f"/van-ban-den/{directive}/phieu-giai-quyet.docx")
    assert answer.status_code == 200
    assert answer.content[:2] == b"PK"
    assert "phieu-giai-quyet" in answer.headers["content-disposition"]
