"""What to tell a person whose code is seen but cannot be read. Used in the decoding thread."""

import math
from collections import deque
from typing import TYPE_CHECKING

from station_app.domain.scan import ScanHint
from station_app.scanners.decode_engines import Decoded

if TYPE_CHECKING:
    from station_app.scanners.decode_engines import Image

_SMALL_PX = 64.0  # three pixels a module of the smallest QR code
_DARK = 70.0  # grey level of what should be white
_CLIPPED = 250
_GLARE_SHARE = 0.5  # of a code half is dark, and paper seldom clips
_FAINT = 35.0  # grey levels between the dark and the light of a code

_SIGHTS = 3  # so often seen and not read, within:
_WITHIN_S = 0.6
_STAYS_S = 1.0  # how long words stay after the code was seen last: to be read by a person


def hint_for(image: "Image", code: Decoded) -> ScanHint:
    """Return the likeliest reason why this code cannot be read."""
    import numpy as np

    xs, ys = zip(*code.corners, strict=True)
    part = image[max(0, int(min(ys))) : int(max(ys)) + 1, max(0, int(min(xs))) : int(max(xs)) + 1]
    if part.size == 0:
        return ScanHint.HOLD_STILL
    step = max(1, min(part.shape[:2]) // 48)  # levels need no more pixels than that
    part = part[::step, ::step]
    dark, light = (float(level) for level in np.percentile(part, (5, 95)))
    if light < _DARK:
        return ScanHint.LIGHT
    if float(np.mean(part >= _CLIPPED)) > _GLARE_SHARE or light - dark < _FAINT:
        return ScanHint.TILT
    if code.side_px < _SMALL_PX:
        return ScanHint.CLOSER
    return ScanHint.HOLD_STILL


class HintFilter:
    """Speaks once a code was seen unread several times in one place, and is quiet in time."""

    def __init__(self) -> None:
        self._sights: deque[tuple[float, Decoded]] = deque(maxlen=_SIGHTS)
        self._told = ScanHint.NONE

    def read(self) -> ScanHint | None:
        """Take in that a code was read. Returns what is to be told now, None: nothing new."""
        self._sights.clear()
        return self._tell(ScanHint.NONE)

    def seen(self, code: Decoded | None, hint: ScanHint, now_s: float) -> ScanHint | None:
        """Take in a frame in which nothing was read, with the code that was seen, if any."""
        if code is None:
            quiet = not self._sights or now_s - self._sights[-1][0] > _STAYS_S
            return self._tell(ScanHint.NONE) if quiet else None
        if self._sights and not _same_place(self._sights[-1][1], code):
            self._sights.clear()
        self._sights.append((now_s, code))
        often = len(self._sights) == _SIGHTS and now_s - self._sights[0][0] <= _WITHIN_S
        return self._tell(hint) if often else None

    def _tell(self, hint: ScanHint) -> ScanHint | None:
        if hint is self._told:
            return None
        self._told = hint
        return hint


def _same_place(one: Decoded, other: Decoded) -> bool:
    return math.dist(one.centre, other.centre) <= max(one.side_px, other.side_px)
