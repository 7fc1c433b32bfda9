"""How much a reader takes from one file before it turns the file away.

Chosen so that one file stays under 1.5 GB of memory and 60 s: a real directive with its annexes seldom passes 20 MB,
and the largest scans that offices send are near 80 MB.
"""

from __future__ import annotations

FILE_BYTES = 100 * 1024**2
"""The largest file taken."""

PART_BYTES = 64 * 1024**2
"""The largest single XML part of a Word or Excel package once expanded."""

EXPANDED_BYTES = 300 * 1024**2
"""All parts or members read from one package or archive, expanded."""

RATIO = 200
"""Expanded to packed bytes of one member beyond which it is a bomb (a real XML part packs 5 to 30 times)."""

RATIO_FROM_BYTES = 4 * 1024**2
"""Members that expand to less than this are never judged by ratio."""

MEMBERS = 5_000
"""Members of one zip."""

PAGES = 600
"""Pages of one PDF or picture file."""

PIXELS = 120_000_000
"""Pixels of one picture: A3 at 600 dpi is 70 million."""

PICTURE_SIDE = 30_000
"""The longest side of a picture in pixels."""

TEXT_CHARACTERS = 2_000_000
"""Characters of one source; six hundred printed pages hold fewer."""

LINE_CHARACTERS = 20_000
"""Characters of one paragraph: more (six printed pages without a break) is parted at sentence ends, ten times as many refused."""

TABLE_CELLS = 200_000
"""Cells of all tables of one source."""
