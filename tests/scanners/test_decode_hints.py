"""A code that is seen but not read is told about, in time and not too soon."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.scan import ScanHint
from station_app.scanners.decode import Decoded
from station_app.scanners.decode_hints import HintFilter, hint_for

from .pictures import Image, paste, qr, scene


def at(x: float, y: float, side: float = 100) -> Decoded:
    return Decoded("", ((x, y), (x + side, y), (x + side, y + side), (x, y + side)))


def held(code: Image, light: float = 1.0, shift: int = 0) -> tuple[Image, Decoded]:
    """Return a scene with a code in it and where the code is."""
    spoilt = np.clip(code.astype(float) * light + shift, 0, 255).astype(np.uint8)
    side = len(code) * 21 / 29
    quiet = (len(code) - side) / 2
    return paste(scene(640, 480), spoilt, 200, 100), at(200 + quiet, 100 + quiet, side)


@pytest.mark.parametrize(
    ("module_px", "light", "shift", "hint"),
    [
        (6, 0.9, 0, ScanHint.HOLD_STILL),
        (2, 0.9, 0, ScanHint.CLOSER),
        (6, 0.15, 0, ScanHint.LIGHT),
        (6, 0.1, 225, ScanHint.TILT),
        (6, 1.5, 230, ScanHint.TILT),
    ],
)
def test_the_picture_tells_why_a_code_cannot_be_read(
    module_px: int, light: float, shift: int, hint: ScanHint
) -> None:
    picture, code = held(qr("abc123", module_px), light, shift)
    assert hint_for(picture, code) is hint
    assert hint_for(picture[..., 0], code) is hint


@given(
    st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)), min_size=1, max_size=6).map(
        tuple
    )
)
def test_corners_may_lie_anywhere(corners: tuple[tuple[float, float], ...]) -> None:
    assert hint_for(scene(64, 48), Decoded("", corners)) is not ScanHint.NONE


def test_a_hint_comes_with_the_third_sight_in_one_place_and_goes_with_the_code() -> None:
    hints = HintFilter()
    code, closer = at(100, 100), ScanHint.CLOSER
    assert [hints.seen(code, closer, n / 30) for n in range(4)] == [None, None, closer, None]
    assert hints.seen(at(110, 105), ScanHint.LIGHT, 0.2) is ScanHint.LIGHT
    assert hints.seen(None, ScanHint.NONE, 0.9) is None
    assert hints.seen(None, ScanHint.NONE, 1.3) is ScanHint.NONE
    assert hints.seen(None, ScanHint.NONE, 1.4) is None


def test_a_code_that_is_read_needs_no_hint() -> None:
    hints = HintFilter()
    for n in range(3):
        hints.seen(at(100, 100), ScanHint.CLOSER, n / 30)
    assert hints.read() is ScanHint.NONE
    assert hints.read() is None
    assert hints.seen(at(100, 100), ScanHint.CLOSER, 0.2) is None


def test_flickering_shapes_here_and_there_are_no_code() -> None:
    hints = HintFilter()
    for n in range(30):
        assert hints.seen(at(300 * (n % 4), 0), ScanHint.CLOSER, n / 30) is None
    for n in range(30):
        assert hints.seen(at(0, 0), ScanHint.CLOSER, 10 + n) is None
