"""The libraries that read codes, each behind the same small interface.

A library is imported when its engine is made, in the thread that will use it.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Image: TypeAlias = NDArray[np.uint8]  # grey (height, width) or BGR (height, width, 3)

Point = tuple[float, float]


class CodeKind(StrEnum):
    """Kinds of codes a station may be told to read."""

    QR = "qr"
    AZTEC = "aztec"
    DATA_MATRIX = "data_matrix"
    PDF417 = "pdf417"
    CODE_128 = "code_128"
    EAN = "ean"


LINEAR = frozenset({CodeKind.CODE_128, CodeKind.EAN})
"""Bars alone: their check digit lets one misreading in a hundred pass."""

QR_ONLY = frozenset({CodeKind.QR})
"""The default: camera noise is read as a bar code now and then, never as a QR code."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """One code in a picture. `corners` in pixels of that picture; `text` is personal data.

    From an engine, an empty text means: a code is here, but it could not be read. What is not
    `sure` counts once it was read twice.
    """

    text: str
    corners: tuple[Point, ...]
    engine: str = ""
    sure: bool = True

    @property
    def centre(self) -> Point:
        count = max(len(self.corners), 1)
        return sum(x for x, _ in self.corners) / count, sum(y for _, y in self.corners) / count

    @property
    def side_px(self) -> float:
        """The mean length of an edge."""
        edges = zip(self.corners, (*self.corners[1:], *self.corners[:1]), strict=True)
        return sum(math.dist(*edge) for edge in edges) / max(len(self.corners), 1)

    def mapped(self, scale: float, x: float = 0.0, y: float = 0.0) -> "Decoded":
        """The same code in a picture `scale` times larger, shifted by x, y."""
        corners = tuple((px * scale + x, py * scale + y) for px, py in self.corners)
        return replace(self, corners=corners)


class Engine(Protocol):
    """One library. `read` may raise whatever the library raises."""

    name: str

    def read(
        self, image: "Image", /, *, inverted: bool = True, binary: bool = False
    ) -> Iterable[Decoded]:
        """Read a grey picture: light codes on dark too (inverted); it is black and white (binary).

        What an engine cannot make use of it ignores.
        """
        ...


class ZxingEngine:
    """zxing-cpp: reads the most and costs the least; finds light codes on dark too."""

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
        bars = [name for kind in LINEAR for name in self._FORMATS[kind]]
        self._bars = {getattr(zxingcpp.BarcodeFormat, name) for name in (*bars, "UPCA", "UPCE")}
        formats = tuple(getattr(zxingcpp.BarcodeFormat, name) for name in names)
        self._read: Callable[..., Any] = zxingcpp.read_barcodes
        # One format alone is understood by every version, several as a tuple since 3.0.
        self._options = {
            "formats": formats if len(formats) > 1 else formats[0],
            "text_mode": zxingcpp.TextMode.Plain,
            "return_errors": True,
            "try_downscale": False,  # a view of half the size has its turn and costs less
        }
        self._binary = {"binarizer": zxingcpp.Binarizer.FixedThreshold}

    def read(
        self, image: "Image", /, *, inverted: bool = True, binary: bool = False
    ) -> Iterable[Decoded]:
        more = self._binary if binary else {}
        for code in self._read(image, try_invert=inverted, **self._options, **more):
            at = code.position
            corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
            yield Decoded(
                code.text if code.valid else "",
                tuple((float(p.x), float(p.y)) for p in corners),
                self.name,
                sure=code.format not in self._bars,
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
        self._bars = {name for kind in LINEAR for name in self._SYMBOLS[kind]}
        self._read: Callable[..., Any] = pyzbar.decode

    def read(
        self, image: "Image", /, *, inverted: bool = True, binary: bool = False
    ) -> Iterable[Decoded]:
        del inverted, binary
        for code in self._read(image, symbols=self._symbols):
            try:
                text = code.data.decode("utf-8")
            except UnicodeDecodeError:
                continue  # the payload is not text in any way we could look up
            corners = tuple((float(p.x), float(p.y)) for p in code.polygon)
            yield Decoded(text, corners, self.name, sure=code.type not in self._bars)


EngineFactory = Callable[[frozenset[CodeKind]], Engine]
ENGINES: tuple[EngineFactory, ...] = (ZxingEngine, ZbarEngine)
