"""The set-up's bar code is read by what reads badges."""

import sys

import cv2
import numpy as np
import pytest

from station_app.scanners.decode_engines import CodeKind, ZxingEngine
from station_app.scanners.learn_wedge import TEST_CODE
from station_app.scanners.test_code import bar_code_png

_QUIET = 10  # bars of white on each side


@pytest.mark.parametrize("width", [1, 300, 600, 1210])
def test_the_bar_code_is_read_back(width: int) -> None:
    png = bar_code_png(TEST_CODE, width)
    assert png is not None
    picture = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert picture is not None
    scale = max(1, width // 242)
    assert picture.shape[1] == 242 * scale
    assert picture[:, : _QUIET * scale].min() == 255
    assert picture[:, -_QUIET * scale :].min() == 255
    codes = list(ZxingEngine(frozenset({CodeKind.CODE_128})).read(picture.astype(np.uint8)))
    assert [code.text for code in codes] == [TEST_CODE]


@pytest.mark.parametrize("text", ["", "€"])
def test_what_no_bar_code_can_hold_gives_none(text: str) -> None:
    assert bar_code_png(text, 600) is None


def test_without_the_library_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zxingcpp", None)
    assert bar_code_png(TEST_CODE, 600) is None
