"""Which character a US keyboard has at the place of a key, by the codes of the window system."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from station_app.domain.keyboard_layout import US, US_SHIFT

_SHIFT_OF: Mapping[str, str] = dict(zip(US, US_SHIFT, strict=True))

# Scan codes of the IBM AT keyboard; Linux numbers its keys alike.
SCAN_CODES: Mapping[int, str] = {
    **{0x02 + place: key for place, key in enumerate("1234567890-=")},
    **{0x10 + place: key for place, key in enumerate("qwertyuiop[]")},
    **{0x1E + place: key for place, key in enumerate("asdfghjkl;'`")},
    **{0x2B + place: key for place, key in enumerate("\\zxcvbnm,./")},
    0x39: " ",
}
X11_OFFSET = 8  # X11 and Wayland count from 8

# Virtual key codes of macOS, named after an ANSI keyboard.
_MAC_KEYS: Mapping[int, str] = {
    **dict(enumerate("asdfhgzxcv")),
    **{11 + place: key for place, key in enumerate("bqweryt123465=97-80]ou[ip")},
    **{37 + place: key for place, key in enumerate("lj'k;\\,/nm.")},
    49: " ",
    50: "`",
}

_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


def us_character(
    event: QKeyEvent, *, shifted: bool = False, platform: str | None = None
) -> str | None:
    """Return what the key gives on a US keyboard with this state of Shift, None if unknown.

    Caps Lock of the computer plays no part: a scanner presses Shift for its capitals.
    """
    if event.modifiers() & _KEYPAD:
        return event.text() or None
    key = _key_at(event, platform or QGuiApplication.platformName())
    if key is None:
        return None
    return _SHIFT_OF.get(key, key) if shifted or event.modifiers() & _SHIFT else key


def _key_at(event: QKeyEvent, platform: str) -> str | None:
    if platform == "cocoa":
        # Code 0 is the key A, and no code at all.
        return _MAC_KEYS.get(event.nativeVirtualKey()) if event.nativeScanCode() else None
    scan_code = event.nativeScanCode()
    if platform == "windows":
        return SCAN_CODES.get(scan_code)
    if platform == "xcb" or platform.startswith("wayland"):
        return SCAN_CODES.get(scan_code - X11_OFFSET)
    return None
