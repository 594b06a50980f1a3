"""Other views of a grey picture: a code may be readable there that was not in the picture itself.

Which ones are worth their time was measured: `python -m tests.benchmarks.decode`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from station_app.scanners.opencv import opencv

if TYPE_CHECKING:
    from station_app.scanners.decode_engines import Image


@dataclass(frozen=True, slots=True)
class View:
    """One way to look at a picture again. `second`: with the second engine."""

    name: str
    make: "Callable[[Image], Image]"
    binary: bool = False
    second: bool = False

    def negative(self) -> "View":
        """The same with light for dark: as an engine told to do so reads everything twice."""
        return replace(
            self,
            name=f"{self.name}, negative",
            make=lambda image: opencv().bitwise_not(self.make(image)),
        )


def smooth(image: "Image") -> "Image":
    """Average noise away; fine modules survive, salt and pepper do not."""
    result: Image = opencv().blur(image, (3, 3))
    return result


def scaled(image: "Image", factor: float) -> "Image":
    """Shrink by areas, enlarge linearly: sharp edges of single pixels help no engine."""
    cv2 = opencv()
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
    result: Image = cv2.resize(image, None, fx=factor, fy=factor, interpolation=way)
    return result


def black_and_white(image: "Image", reach_px: int, below: float) -> "Image":
    """Part dark from light by the mean around each pixel, however faint the difference is.

    zxing's own threshold takes differences under some 24 grey levels for nothing.
    """
    cv2: Any = opencv()
    way, kind = cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY
    result: Image = cv2.adaptiveThreshold(smooth(image), 255, way, kind, reach_px, below)
    return result


def sharpened(image: "Image") -> "Image":
    """Enlarge and undo some blur: for a code already found, as it costs much."""
    cv2: Any = opencv()
    large = _enlarged(image)
    soft = cv2.GaussianBlur(large, (0, 0), 4.0)
    result: Image = cv2.addWeighted(large, 3.0, soft, -2.0, 0)
    return result


def _enlarged(image: "Image") -> "Image":
    """Twice the size, but never more than a frame's worth of pixels."""
    return scaled(image, max(1.0, min(2.0, 1200 / max(image.shape))))


def _half(image: "Image") -> "Image":
    return scaled(image, 0.5)


def _small(image: "Image") -> "Image":
    """Whatever the camera's size: a third of 1080p, and a photograph made as small as a frame."""
    return scaled(image, min(1.0, 360 / min(image.shape)))


# In turn, one for each frame in which nothing is seen.
_HALF = View("half", _half)
_SMALL = View("small", _small)
_BINARY = View("binary", lambda image: black_and_white(image, 25, 1), binary=True)
_HALF_BINARY = View("half binary", lambda image: black_and_white(_half(image), 31, 1), binary=True)
_HALF_FAINT = View("half faint", lambda image: black_and_white(_half(image), 31, 0), binary=True)
_LARGE = View("larger", lambda image: scaled(image, 1.5))
_SMOOTH = View("smooth", smooth)
BLIND = (
    *(_HALF_BINARY, _BINARY, _HALF, _HALF_FAINT, _LARGE, _SMALL),
    *(_HALF_BINARY.negative(), _SMOOTH, _HALF.negative(), _HALF_FAINT, _SMALL.negative()),
)
# In turn, one group for each frame in which a code is seen but not read; of that part only.
CLOSE_UPS = (
    (
        View("close", _enlarged),
        View("close smooth", smooth),
        View("close binary", lambda image: black_and_white(image, 25, 1), binary=True),
    ),
    (View("close sharp", sharpened),),
    (View("close second", lambda image: image, second=True),),
)
