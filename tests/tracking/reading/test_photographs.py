"""Photographs of paper: slanted, shaded, pale, lying on their side; and pages whose own text is not to be believed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.tracking.reading.test_scan import BODY, filled, flat, needs_tesseract, saved, share_found
from tracking.reading import photograph, picture
from tracking.reading.choose import read_pages
from tracking.reading.page import lines_of
from tracking.structure.layout import lay_out

Corner = tuple[float, float]
SLANTED: Sequence[Corner] = ((210, 180), (1950, 320), (2080, 2750), (120, 2600))
DESK = (2200, 2900)


def photographed(page: Image.Image, corners: Sequence[Corner], desk: tuple[int, int, int] = (70, 60, 50)) -> Image.Image:
    """The page lying on a desk, its corners at these places of the picture."""
    rows, wanted = [], []
    width, height = page.size
    for (u, v), (x, y) in zip(((0, 0), (width, 0), (width, height), (0, height)), corners, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    way = tuple(np.linalg.solve(np.array(rows, float), np.array(wanted, float)))
    kind = Image.Transform.PERSPECTIVE
    out = Image.new("RGB", DESK, desk)
    seen = Image.new("L", page.size, 255).transform(DESK, kind, way, Image.Resampling.BICUBIC, fillcolor=0)
    out.paste(page.transform(DESK, kind, way, Image.Resampling.BICUBIC), (0, 0), seen)
    return out


def shaded(image: Image.Image, darkest: float) -> Image.Image:
    """A shadow that deepens towards the lower right corner."""
    x, y = np.linspace(0, 1, image.width)[None, :], np.linspace(0, 1, image.height)[:, None]
    light = 1 - (1 - darkest) * np.clip((x + y - 0.6) * 1.6, 0, 1)
    return Image.fromarray((np.asarray(image) * light[..., None]).astype(np.uint8))


def pale(image: Image.Image) -> Image.Image:
    return Image.fromarray((150 + np.asarray(image).astype(float) * 60 / 255).astype(np.uint8))


def test_the_corners_of_a_sheet_on_a_desk_are_found(paper: Any) -> None:
    found = photograph.sheet_in(photographed(filled(paper).image, SLANTED))
    assert found is not None
    for (x, y), (wanted_x, wanted_y) in zip(found, SLANTED, strict=True):
        assert (x * DESK[0], y * DESK[1]) == pytest.approx((wanted_x, wanted_y), abs=45)


@pytest.mark.parametrize("turn", [0, 90])
def test_a_page_that_fills_its_picture_is_left_as_it_is(paper: Any, turn: int) -> None:
    page = filled(paper).stamp(370, 380, 48).image.rotate(turn, expand=True)
    assert photograph.sheet_in(page) is None
    assert photograph.sheet_in(shaded(page, 0.4)) is None


def test_a_picture_without_a_sheet_gives_none() -> None:
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (600, 800, 3), dtype=np.uint8))
    assert photograph.sheet_in(noise) is None
    assert photograph.sheet_in(Image.new("RGB", (500, 700), "black")) is None
    assert photograph.sheet_in(Image.new("RGB", (3, 3), "white")) is None


def test_places_on_the_flattened_sheet_lead_back_to_the_photograph() -> None:
    corners = tuple((x / DESK[0], y / DESK[1]) for x, y in SLANTED)
    frame = photograph.frame_around(corners, (595.0, 842.0), (660.0, 870.0))  # type: ignore[arg-type]  # four of them
    for (x, y), (u, v) in zip(corners, ((0.0, 0.0), (595.0, 0.0), (595.0, 842.0), (0.0, 842.0)), strict=True):
        box = frame.back((u, v, u, v))
        assert (box[0], box[1]) == pytest.approx((x * 660, y * 870), abs=0.2)


def test_an_evenly_lit_page_stays_and_a_shadow_is_lifted(paper: Any) -> None:
    page = picture.plain_grey(np.asarray(filled(paper).image))
    assert picture.evened(page) is page
    dark = picture.plain_grey(np.asarray(shaded(filled(paper).image, 0.3)))
    lifted = picture.evened(dark)
    assert dark[-200:, -200:].mean() < 90
    assert lifted[-200:, -200:].mean() > 230


class TestRecognised:
    pytestmark = needs_tesseract

    @pytest.mark.parametrize("how", ["slanted", "slanted in shadow", "slanted and lying", "shadow", "pale", "lying in shadow"])
    def test_a_photograph_gives_the_text_and_the_header(self, paper: Any, tmp_path: Path, how: str) -> None:
        page = filled(paper).image
        image = {
            "slanted": lambda: photographed(page, SLANTED),
            "slanted in shadow": lambda: shaded(photographed(page, SLANTED), 0.4),
            "slanted and lying": lambda: photographed(page, SLANTED).rotate(90, expand=True),
            "shadow": lambda: shaded(page, 0.3),
            "pale": lambda: pale(page),
            "lying in shadow": lambda: shaded(page.rotate(270, expand=True), 0.4),
        }[how]()
        path = tmp_path / "anh.jpg"
        image.save(path, quality=80)
        pages = read_pages(path)
        assert share_found(list(lines_of(tuple(pages.blocks()))), " ".join(BODY)) > 0.95
        info = lay_out(pages)[0].info
        assert (info.number, info.issuer, info.signer) == ("15/SNV-VP", "Sở Nội vụ", "Trần Văn Bình")

    def test_places_are_those_of_the_photograph(self, paper: Any, tmp_path: Path) -> None:
        path = tmp_path / "anh.jpg"
        photographed(filled(paper).image, SLANTED).save(path, quality=80)
        (page,) = read_pages(path).pages
        first = next(line for line in lines_of(page.blocks) if line.text.startswith("UBND"))
        assert first.box is not None
        assert page.width is not None
        assert page.height is not None
        across, down = first.box[0] / page.width, first.box[3] / page.height
        assert (across, down) == pytest.approx((0.218, 0.134), abs=0.02)

    def test_a_layer_of_garbage_over_a_scan_is_not_believed(self, paper: Any, pdf: Any, tmp_path: Path) -> None:
        pdf.page().picture(filled(paper).image, (0, 0, 595, 842))
        for row in range(20):
            pdf.text(60, 60 + row * 30, "q8#x ~~ Jfl0 zz]k w|4 vv@ gH7 ;;lp 0O0l xX_ qq tR= mN3", 9, invisible=True)
        (page,) = read_pages(pdf.save(tmp_path / "a.pdf")).pages
        assert page.origin == "scan"
        assert share_found(list(lines_of(page.blocks)), " ".join(BODY)) > 0.95

    def test_a_slanted_stamp_of_secrecy_in_a_photograph_is_seen(self, paper: Any, tmp_path: Path) -> None:
        from drafting.errors import Refused

        page = filled(paper).text(110, 135, "TỐI MẬT", 20, bold=True, colour="#d01c24").image
        with pytest.raises(Refused):
            flat(saved(photographed(page, SLANTED), tmp_path))
