"""Read codes in pictures: one interface before several engines.

The engines are imported by `Decoder.load`, in the thread that will use them. A decoder belongs to
that one thread.
"""

import logging
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from station_app.scanners.opencv import opencv

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Image: TypeAlias = NDArray[np.uint8]  # grey (height, width) or BGR (height, width, 3)

log = logging.getLogger(__name__)

Point = tuple[float, float]


class CodeKind(StrEnum):
    """Kinds of codes a station may be told to read."""

    QR = "qr"
    AZTEC = "aztec"
    DATA_MATRIX = "data_matrix"
    PDF417 = "pdf417"
    CODE_128 = "code_128"
    EAN = "ean"


QR_ONLY = frozenset({CodeKind.QR})
"""The default: camera noise is read as a bar code now and then, never as a QR code."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """One code in a picture. `corners` in pixels of that picture; `text` is personal data."""

    text: str
    corners: tuple[Point, ...]
    engine: str = ""

    @property
    def centre(self) -> Point:
        count = max(len(self.corners), 1)
        return sum(x for x, _ in self.corners) / count, sum(y for _, y in self.corners) / count


class Engine(Protocol):
    """One library. `read` may raise whatever the library raises."""

    name: str

    def read(self, image: "Image") -> Iterable[Decoded]: ...


class ZxingEngine:
    """zxing-cpp: reads the most and costs the least; finds codes light on dark too."""

    name = "zxing-cpp"

    _FORMATS = {
        CodeKind.QR: ("QRCode",),
        CodeKind.AZTEC: ("Aztec",),
        CodeKind.DATA_MATRIX: ("DataMatrix",),
        CodeKind.PDF417: ("PDF417",),
        CodeKind.CODE_128: ("Code128",),
        CodeKind.EAN: ("EAN13", "EAN8"),
    }

    def __init__(self, kinds: frozenset[CodeKind]) -> None:
        import zxingcpp

        names = [name for kind in sorted(kinds) for name in self._FORMATS[kind]]
        formats = tuple(getattr(zxingcpp.BarcodeFormat, name) for name in names)
        self._read: Callable[..., Any] = zxingcpp.read_barcodes
        # One format alone is understood by every version, several as a tuple since 3.0.
        self._options = {
            "formats": formats if len(formats) > 1 else formats[0],
            "text_mode": zxingcpp.TextMode.Plain,
        }

    def read(self, image: "Image") -> Iterable[Decoded]:
        for code in self._read(image, **self._options):
            if code.valid:
                at = code.position
                corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
                yield Decoded(
                    code.text, tuple((float(p.x), float(p.y)) for p in corners), self.name
                )


class ZbarEngine:
    """zbar through pyzbar: reads a few codes that zxing does not, at ten times the cost."""

    name = "zbar"

    _SYMBOLS = {
        CodeKind.QR: ("QRCODE",),
        CodeKind.PDF417: ("PDF417",),
        CodeKind.CODE_128: ("CODE128",),
        CodeKind.EAN: ("EAN13", "EAN8"),
    }

    def __init__(self, kinds: frozenset[CodeKind]) -> None:
        from pyzbar import pyzbar

        names = [name for kind in sorted(kinds) for name in self._SYMBOLS.get(kind, ())]
        if not names:
            raise ImportError("zbar reads none of these kinds")
        self._symbols = [getattr(pyzbar.ZBarSymbol, name) for name in names]
        self._read: Callable[..., Any] = pyzbar.decode

    def read(self, image: "Image") -> Iterable[Decoded]:
        for code in self._read(image, symbols=self._symbols):
            try:
                text = code.data.decode("utf-8")
            except UnicodeDecodeError:
                continue  # the payload is not text in any way we could look up
            corners = tuple((float(p.x), float(p.y)) for p in code.polygon)
            yield Decoded(text, corners, self.name)


EngineFactory = Callable[[frozenset[CodeKind]], Engine]
ENGINES: tuple[EngineFactory, ...] = (ZxingEngine, ZbarEngine)

# What a miss may cost is bounded by trying one thing more per frame, in turn; a code is held up for
# many frames. An empty 720p frame costs 5 ms on average (tests/benchmarks/decode_speed.py).
_ROUND = (*("half", "median") * 2, "zbar", *("half", "median") * 3, "sharp")
_ZBAR_FULL_HEIGHT = 480  # larger pictures are halved for the second engine, unless thorough


class Decoder:
    """Image in, codes out, the one nearest to the centre first.

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
        self._failed: set[str] = set()
        self._cv2: Any = None

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
        """Read one frame: the first engine, and on a miss one retry, or all of them (thorough)."""
        if not self._engines or image.size == 0:
            return ()
        try:
            grey = self._grey(image)
        except Exception as error:
            self._report("picture", error)
            return ()
        found = self._read(self._engines[0], grey)
        if not found and thorough:
            for step in ("half", "median", "sharp", "zbar", "zbar full"):
                found = found or self._retry(grey, step)
        elif not found:
            found = self._retry(grey, _ROUND[self._turn])
            self._turn = (self._turn + 1) % len(_ROUND)
        height, width = grey.shape[:2]
        middle = (width / 2, height / 2)
        return tuple(sorted(found, key=lambda code: math.dist(code.centre, middle)))

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

    def _retry(self, grey: "Image", step: str) -> list[Decoded]:
        first, second = self._engines[0], self._engines[-1]
        if step.startswith("zbar"):
            if second is first:
                return []
            if step == "zbar full" or grey.shape[0] <= _ZBAR_FULL_HEIGHT or self._cv2 is None:
                return self._read(second, grey)
        if self._cv2 is None:
            return []
        cv2 = self._cv2
        try:
            if step == "sharp":
                soft = cv2.GaussianBlur(grey, (0, 0), 2.0)
                return self._read(first, cv2.addWeighted(grey, 2.0, soft, -1.0, 0))
            if step == "median":
                return self._read(first, cv2.medianBlur(grey, 3))
            half = cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        except Exception as error:  # cv2.error, MemoryError: this frame is lost, not the lane
            self._report(step, error)
            return []
        engine = second if step == "zbar" else first
        return [
            Decoded(code.text, tuple((2 * x, 2 * y) for x, y in code.corners), code.engine)
            for code in self._read(engine, half)
        ]

    def _read(self, engine: Engine, grey: "Image") -> list[Decoded]:
        try:
            return [code for code in engine.read(grey) if code.text]
        except Exception as error:  # ValueError, UnicodeDecodeError, what a library may raise
            self._report(engine.name, error)
            return []

    def _report(self, what: str, error: Exception) -> None:
        """Log the first failure of each kind; the message may hold payload, so only its type."""
        kind = f"{what}: {type(error).__name__}"
        if kind not in self._failed:
            self._failed.add(kind)
            log.warning("decoding failed in %s", kind)
