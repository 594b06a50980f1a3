"""Every view of a picture still shows its code, at its place."""

import cv2
import pytest

from station_app.scanners.decode import Decoder, ZxingEngine
from station_app.scanners.decode_engines import QR_ONLY
from station_app.scanners.decode_views import BLIND, CLOSE_UPS, View

from .pictures import paste, qr, scene

VIEWS = [*BLIND, *(view for group in CLOSE_UPS for view in group)]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_code_is_found_in_each_view_where_it_is(view: View) -> None:
    code = qr("abc123")
    grey = cv2.cvtColor(paste(scene(1280, 720), code, 500, 200), cv2.COLOR_BGR2GRAY).astype("uint8")
    image = view.make(grey)
    found = list(ZxingEngine(QR_ONLY).read(image, inverted=True, binary=view.binary))
    assert [f.text for f in found] == ["abc123"]
    placed = found[0].mapped(grey.shape[0] / image.shape[0])
    assert placed.corners[0] == pytest.approx((500 + 24, 200 + 24), abs=5)
    assert placed.side_px == pytest.approx(len(code) - 48, abs=8)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
@pytest.mark.parametrize("size", [(1, 1), (2, 1), (1, 7), (5, 3)])
def test_no_picture_is_too_small_for_a_view(view: View, size: tuple[int, int]) -> None:
    decoder = Decoder()
    decoder.load()
    image = scene(*size)[..., 0].copy()
    assert [code for code in decoder._look(image, view) if code.text] == []


def test_a_round_tries_views_as_they_are_and_light_for_dark() -> None:
    names = [view.name for view in BLIND]
    assert "half" in names
    assert "half, negative" in names
    assert Decoder().round_frames == len(BLIND)
