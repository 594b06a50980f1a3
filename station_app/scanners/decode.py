"""Read codes in pictures: one interface before several engines and views.

Measured by `python -m tests.benchmarks.decode` and found not worth their time, so not here: on
whole frames sharpening, doubling and zbar; anywhere zxing's own downscaling, its global histogram,
CLAHE, stretched levels, 5x5 median, opening, closing, and thresholds on enlarged frames.
"""

import logging
import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from station_app.scanners.decode_engines import (
    ENGINES,
    QR_ONLY,
    CodeKind,
    Decoded,
    Engine,
    EngineFactory,
    Point,
    ZbarEngine,
    ZxingEngine,
)
from station_app.scanners.decode_views import BLIND, CLOSE_UPS, View, scaled, smooth
from station_app.scanners.opencv import opencv

if TYPE_CHECKING:
    from station_app.scanners.decode_engines import Image as Image  # told on to the others

__all__ = [
    "ENGINES",
    "QR_ONLY",
    "CodeKind",
    "Decoded",
    "Decoder",
    "Engine",
    "EngineFactory",
    "Point",
    "ZbarEngine",
    "ZxingEngine",
]

log = logging.getLogger(__name__)

_LARGE = 2560 * 1440  # pixels; what more is seen only of small codes far away is rarely a badge
_WHOLE_TURNS = 3
_AGAIN_FRAMES = 12  # a round of the ladder: a code read by one view only is read by it again
_NOISY = 9.0  # grey levels; above, smoothing first reads more and costs half


class Decoder:
    """Image in, codes out, the one nearest to the centre first. Belongs to one thread.

    Each frame is read as it is, every second one for light codes on dark as well. On a miss one
    thing more is tried, in turn: a code is held up for many frames. Where a code is seen but not
    read, that part alone is looked at closely, which an empty hall never pays for.
    A library that is missing or raises is a line in the log, never an exception here.
    """

    def __init__(
        self,
        kinds: frozenset[CodeKind] = QR_ONLY,
        factories: Iterable[EngineFactory] = ENGINES,
    ) -> None:
        self._kinds = kinds or QR_ONLY
        self._factories = tuple(factories)
        self._engines: list[Engine] = []
        self._turn = 0
        self._close_turn = 0
        self._failed: set[str] = set()
        self._cv2: Any = None
        self._seen: tuple[Decoded, ...] = ()
        self._unsure: dict[str, int] = {}  # texts read once, and for how many frames that counts

    @property
    def round_frames(self) -> int:
        """After so many equal frames everything was tried."""
        return len(BLIND)

    @property
    def engines(self) -> tuple[Engine, ...]:
        """The engines that can be used, the first one first."""
        return tuple(self._engines)

    @property
    def seen(self) -> tuple[Decoded, ...]:
        """Codes seen in the last frame that could not be read, the nearest to the centre first."""
        return self._seen

    def load(self) -> tuple[str, ...]:
        """Import the engines and return the names of those that can be used; () is a fault."""
        self._engines = []
        for factory in self._factories:
            try:
                self._engines.append(factory(self._kinds))
            except Exception as error:  # a missing library fails in ways of its own
                log.info("decoder %s cannot be used: %s", factory, type(error).__name__)
        try:
            self._cv2 = opencv()
        except Exception as error:
            log.info("no retries on unread pictures: %s", type(error).__name__)
        return tuple(engine.name for engine in self._engines)

    def decode(self, image: "Image", *, thorough: bool = False) -> tuple[Decoded, ...]:
        """Read one frame, with one retry on a miss; or with all that is known (thorough)."""
        self._seen = ()
        if not self._engines or image.size == 0:
            return ()
        try:
            grey = self._grey(image)
        except Exception as error:
            self._report("picture", error)
            return ()
        found = self._read_large(grey, thorough=thorough)
        height, width = grey.shape[:2]
        middle = (width / 2, height / 2)
        by_distance = sorted(found, key=lambda code: math.dist(code.centre, middle))
        read = tuple(code for code in by_distance if code.text)
        read = read if thorough else self._confirmed(read)
        if not read:
            self._seen = tuple(code for code in by_distance if code.corners)
        return read

    def _read_large(self, grey: "Image", *, thorough: bool) -> list[Decoded]:
        """Read a photograph as large as a frame, which costs less; whole now and then."""
        factor = math.sqrt(grey.size / _LARGE)
        small = grey if factor <= 1 or self._cv2 is None else scaled(grey, 1 / factor)
        found = self._thorough(small) if thorough else self._in_turn(small)
        if small is grey:
            return found
        if not _any_read(found) and (thorough or self._turn % _WHOLE_TURNS == 0):
            return self._read(self._engines[0], grey) or found
        return [code.mapped(grey.shape[0] / small.shape[0]) for code in found]

    def _in_turn(self, grey: "Image") -> list[Decoded]:
        turn = self._turn
        self._turn += 1
        found = self._read(self._engines[0], self._calmed(grey), inverted=turn % 2 == 0)
        if _any_read(found):
            return found
        # What is seen may be something else than what is held up, so this is not left out then.
        again = self._look(grey, BLIND[turn % len(BLIND)], inverted=False)
        found = found or again
        if not found or _any_read(again):
            return again
        group = CLOSE_UPS[self._close_turn % len(CLOSE_UPS)]
        self._close_turn += 1
        return self._close_up(grey, found, group)

    def _confirmed(self, read: tuple[Decoded, ...]) -> tuple[Decoded, ...]:
        """Hold back what is not sure until it is read again within some frames."""
        before = self._unsure
        unsure = {code.text for code in read if not code.sure}
        self._unsure = {text: left - 1 for text, left in before.items() if left > 1}
        self._unsure |= dict.fromkeys(unsure, _AGAIN_FRAMES)
        return tuple(code for code in read if code.sure or code.text in before)

    def _thorough(self, grey: "Image") -> list[Decoded]:
        engines = self._engines
        found = self._read(engines[0], grey)
        seen = list(found)
        for view in BLIND:
            if _any_read(found):
                return found
            found = self._look(grey, view)
            seen += found
        for group in CLOSE_UPS:
            if _any_read(found) or not seen:
                break
            found = self._close_up(grey, seen, group)
        if not _any_read(found) and len(engines) > 1:
            found = self._read(engines[1], grey)
        return found if _any_read(found) else seen

    def _close_up(
        self, grey: "Image", seen: list[Decoded], views: tuple[View, ...]
    ) -> list[Decoded]:
        """Look closely at the most central of what is seen; return it if that does not help."""
        height, width = grey.shape[:2]
        target = min(seen, key=lambda code: math.dist(code.centre, (width / 2, height / 2)))
        xs, ys = zip(*target.corners, strict=True)
        # An engine that cannot read a code is often wrong about where it ends.
        margin = max(max(xs) - min(xs), max(ys) - min(ys)) + 8
        left, top = max(0, int(min(xs) - margin)), max(0, int(min(ys) - margin))
        part = grey[top : int(max(ys) + margin), left : int(max(xs) + margin)]
        if part.size == 0:
            return seen
        for view in views:
            found = [code for code in self._look(part.copy(), view) if code.text]
            if found:
                return [code.mapped(1, left, top) for code in found]
        return seen

    def _grey(self, image: "Image") -> "Image":
        if image.ndim == 2:
            return image
        if self._cv2 is not None:
            grey: Image = self._cv2.cvtColor(image, self._cv2.COLOR_BGR2GRAY)
            return grey
        # Without OpenCV: half green, a quarter each of blue and red is near enough to read by.
        import numpy as np

        blue, green, red = (image[..., channel].astype(np.uint16) for channel in range(3))
        return ((blue + 2 * green + red) >> 2).astype(np.uint8)

    def _calmed(self, grey: "Image") -> "Image":
        """Return the picture, smoothed if the camera sees little but noise."""
        if self._cv2 is None or min(grey.shape[:2]) < 16 or _noise(grey) < _NOISY:
            return grey
        return smooth(grey)

    def _look(self, picture: "Image", view: View, *, inverted: bool = True) -> list[Decoded]:
        """Read another view of a picture; where things are is told in pixels of the picture."""
        if self._cv2 is None or (view.second and len(self._engines) < 2):
            return []
        engine = self._engines[1 if view.second else 0]
        try:
            image = view.make(picture)
        except Exception as error:  # cv2.error, MemoryError: this frame is lost, not the lane
            self._report(view.name, error)
            return []
        scale = picture.shape[0] / image.shape[0]
        found = self._read(engine, image, inverted=inverted, binary=view.binary)
        return [code.mapped(scale) for code in found] if scale != 1 else found

    def _read(
        self, engine: Engine, grey: "Image", *, inverted: bool = True, binary: bool = False
    ) -> list[Decoded]:
        try:
            return list(engine.read(grey, inverted=inverted, binary=binary))
        except Exception as error:  # ValueError, UnicodeDecodeError, what a library may raise
            self._report(engine.name, error)
            return []

    def _report(self, what: str, error: Exception) -> None:
        """Log the first failure of each kind; the message may hold payload, so only its type."""
        kind = f"{what}: {type(error).__name__}"
        if kind not in self._failed:
            self._failed.add(kind)
            log.warning("decoding failed in %s", kind)


def _any_read(found: list[Decoded]) -> bool:
    return any(code.text for code in found)


def _noise(grey: "Image") -> float:
    """Estimate the noise in grey levels, from how far a pixel is from its two neighbours."""
    import numpy as np

    left, middle, right = (grey[::24, shift::16][:, : grey.shape[1] // 16] for shift in range(3))
    bend = left.astype(np.int16) + right - 2 * middle.astype(np.int16)
    return float(np.median(np.abs(bend))) / (0.6745 * math.sqrt(6))
