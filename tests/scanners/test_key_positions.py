"""Which US character stands at a key's place, by each window system's codes."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from station_app.domain.keyboard_layout import US, US_SHIFT
from station_app.scanners.key_positions import SCAN_CODES, X11_OFFSET, us_character

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
# From the vendors' tables: HIToolbox/Events.h, the IBM AT keyboard, evdev with X11's offset.
CODES = {
    "cocoa": {"a": 0, "z": 6, "q": 12, "1": 18, "6": 22, "-": 27, "0": 29, ";": 41, "`": 50},
    "windows": {"a": 0x1E, "z": 0x2C, "q": 0x10, "1": 2, "-": 12, "\\": 0x2B, "`": 0x29},
    "xcb": {"a": 38, "z": 52, "q": 24, "1": 10, "-": 20, "\\": 51, "`": 49, "/": 61},
}


def key(
    platform: str, code: int, modifiers: Qt.KeyboardModifier = NONE, text: str = ""
) -> QKeyEvent:
    scan_code, virtual = (1, code) if platform == "cocoa" else (code, 0)
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_X, modifiers, scan_code, virtual, 0, text)


@pytest.mark.parametrize(
    ("platform", "character", "code"),
    [(platform, *pair) for platform, codes in CODES.items() for pair in codes.items()],
)
def test_places_are_known(platform: str, character: str, code: int) -> None:
    assert us_character(key(platform, code), platform=platform) == character
    shifted = US_SHIFT[US.index(character)]
    assert us_character(key(platform, code, SHIFT), platform=platform) == shifted
    assert us_character(key(platform, code), shifted=True, platform=platform) == shifted


def test_every_place_of_the_typing_block_has_a_code_everywhere() -> None:
    assert set(SCAN_CODES.values()) == {*US, " "}
    mac = {us_character(key("cocoa", code), platform="cocoa") for code in range(128)}
    assert mac - {None} == {*US, " "}
    for platform in ("xcb", "wayland", "wayland-egl"):
        assert us_character(key(platform, 38 + 0), platform=platform) == "a"
    assert X11_OFFSET == 8


@pytest.mark.parametrize("platform", ["xcb", "windows", "offscreen", "minimal"])
def test_unknown_codes_are_unknown(platform: str) -> None:
    assert us_character(key(platform, 0), platform=platform) is None
    assert us_character(key(platform, 250), platform=platform) is None


def test_the_keypads_digits_are_themselves() -> None:
    pad = Qt.KeyboardModifier.KeypadModifier
    assert us_character(key("xcb", 87, pad, "1"), platform="xcb") == "1"
    assert us_character(key("xcb", 87, pad), platform="xcb") is None
