"""The pages of the app: address, name, who may open each, and the module that builds it."""

from __future__ import annotations

from ui.auth import Page
from ui.pages import today

PAGES: tuple[Page, ...] = (Page("/", "Hôm nay", today.show),)
