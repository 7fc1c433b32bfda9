"""Writing a .docx so that the same document gives the same bytes: fixed order, fixed times."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_WHEN = (1980, 1, 1, 0, 0, 0)
"""The earliest moment a zip can name."""
_FIRST = "[Content_Types].xml"


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The package with those parts, content types first, the rest by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda name: (name != _FIRST, name)):
            member = zipfile.ZipInfo(name, _WHEN)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            package.writestr(member, parts[name])
    return out.getvalue()


def frozen(package: bytes) -> bytes:
    """The same package with fixed order and times."""
    with zipfile.ZipFile(io.BytesIO(package)) as found:
        return zipped({name: found.read(name) for name in found.namelist()})
