"""The pages of the app: address, name, who may open each, and the module that builds it."""

from __future__ import annotations

from ui.auth import Page
from ui.pages import incoming, review, today

OFFICE = ("admin", "clerk", "officer", "leader")
PAGES: tuple[Page, ...] = (
    Page("/", "Hôm nay", today.show),
    Page("/van-ban-den", "Văn bản đến", incoming.show, OFFICE),
    Page("/ra-soat", "Rà soát", review.waiting, OFFICE),
    Page("/ra-soat/{directive_id}", "Bàn rà soát", review.show, OFFICE, wide=True),
)
