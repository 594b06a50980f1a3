"""The verdict panel as it is meant to look: `python -m tests.ui.golden` draws the pictures anew.

Eight verdicts in three themes, with letters the tests bring, so that other machines draw the same.
What may differ between two machines is where the edge of a letter ends: a pixel is right if its
colour lies between the lightest and the darkest that the other picture has within a pixel of it.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import cv2
import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontDatabase, QImage, QRegion
from PySide6.QtWidgets import QApplication

from station_app.domain.verdict import Verdict
from station_app.ui.station.screen import GuestPage, Screen
from station_app.ui.station.view import StationView
from station_app.ui.theme import Theme
from station_app.ui.tokens import THEME_NAMES, ThemeName
from tests.ui import pages, scenes

FOLDER = Path(__file__).parents[1] / "data" / "golden"
SIZE = (1024, 640)
BELOW_PX = 62  # of the page under the beam: the name, and the head of the ribbon
LIMITS = ((5, 0.04), (25, 0.015))
"""A square's side in px, and how much of it no edge may explain on average: OKLab, in which 0.02
is just seen. The small square finds a lost dot, the large one a tone that is a little off."""

Colors = npt.NDArray[np.uint8]
Pixels = npt.NDArray[np.float32]


def pin_letters(theme: Theme) -> None:
    """Let a theme write with the tests' own letters, whatever is installed."""
    number = QFontDatabase.addApplicationFont(str(FOLDER / "letters.otf"))
    families = QFontDatabase.applicationFontFamilies(number)
    theme._text = theme._display = theme._mono = families
    theme._renew()


def panel(name: Verdict) -> Screen:
    """Return the gallery's answer with this verdict, at rest."""
    screen = scenes.states()[name.value]
    assert screen.lintel is not None
    assert screen.lintel.verdict is name
    page = screen.stage
    if isinstance(page, GuestPage):
        page = replace(page, companions=(), companions_title="", companions_caption="")
    # One answer number for all: nothing pulses, drops or counts.
    return replace(screen, serial=1, stage=page, return_s=0.0)


class Easel:
    """A station page that draws one panel after the other."""

    def __init__(self, theme: Theme) -> None:
        theme.set_window_size(*SIZE)
        theme.reduced_motion = True  # no ribbon is on its way
        self.view = StationView(theme)
        self.view.resize(*SIZE)
        self.view.show_screen(pages.idle(serial=1))
        self.view.show()

    def draw(self, screen: Screen) -> QImage:
        """Show a screen; return its beam and name."""
        self.view.show_screen(screen)
        return self.picture()

    def picture(self, ratio: int = 1) -> QImage:
        """Return beam and name as they stand, `ratio` times as fine."""
        view = self.view
        view._rail.hide()
        beam = view._lintel.geometry()
        part = QRect(0, beam.top(), SIZE[0], beam.height() + BELOW_PX)
        image = QImage(part.size() * ratio, QImage.Format.Format_RGB888)
        image.setDevicePixelRatio(ratio)
        view.render(image, QPoint(), QRegion(part))
        return image

    def close(self) -> None:
        """Put it away."""
        self.view.hide()
        self.view.deleteLater()


def path_of(theme: ThemeName, verdict: Verdict) -> Path:
    """Return where a picture is kept."""
    return FOLDER / f"{theme}-{verdict}.webp"


def pixels(image: QImage) -> Colors:
    """Return a picture as rows of red, green and blue."""
    whole = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(whole.constBits(), np.uint8).reshape(whole.height(), -1)
    return rows[:, : whole.width() * 3].reshape(whole.height(), whole.width(), 3).copy()


def image_of(values: Colors) -> QImage:
    """Return rows of red, green and blue as a picture."""
    tall, wide, _ = values.shape
    whole = np.ascontiguousarray(values)
    return QImage(whole.data, wide, tall, 3 * wide, QImage.Format.Format_RGB888).copy()


def linear(values: Colors) -> Pixels:
    """Return light instead of sRGB's steps, 0 to 1."""
    return _LIGHT[values]


def oklab(light: Pixels) -> Pixels:
    """Return colours in a space where equal distances look equal."""
    cones = cv2.transform(light, _TO_CONES)
    return np.asarray(cv2.transform(np.cbrt(np.maximum(cones, 0.0)), _TO_LAB))


_STEPS = np.arange(256, dtype=np.float32) / 255
_LIGHT = np.where(_STEPS <= 0.04045, _STEPS / 12.92, ((_STEPS + 0.055) / 1.055) ** 2.4).astype(
    np.float32
)
_TO_CONES = np.array(
    (
        (0.4122214708, 0.5363325363, 0.0514459929),
        (0.2119034982, 0.6806995451, 0.1073969566),
        (0.0883024619, 0.2817188376, 0.6299787005),
    ),
    np.float32,
)
_TO_LAB = np.array(
    (
        (0.2104542553, 0.7936177850, -0.0040720468),
        (1.9779984951, -2.4285922050, 0.4505937099),
        (0.0259040371, 0.7827717662, -0.8086757660),
    ),
    np.float32,
)


@dataclass(frozen=True, slots=True)
class Difference:
    """What of a picture no edge of the other one explains, pixel by pixel, in OKLab."""

    excess: Pixels

    @property
    def worst(self) -> float:
        """The largest mean over a square, as a multiple of what is let pass."""
        return max(
            float(cv2.blur(self.excess, (side, side)).max()) / limit for side, limit in LIMITS
        )

    @property
    def is_seen(self) -> bool:
        """Whether this is another picture."""
        return self.worst > 1

    def picture(self) -> QImage:
        """Return it for eyes: white is what is quite another colour."""
        share = np.clip(self.excess / 0.2, 0, 1)
        return image_of((np.repeat(share[:, :, None], 3, axis=2) * 255).astype(np.uint8))


def compare(expected: QImage, got: QImage) -> Difference:
    """Return what is seen to differ. Both pictures have one size."""
    one, other = _seen(expected), _seen(got)
    excess = np.maximum(_outside(one, other), _outside(other, one))
    # What lies beyond the rim is not known, so it is not known what could explain the rim.
    return Difference(np.pad(excess[3:-3, 3:-3], 3))


def _seen(image: QImage) -> Pixels:
    """Return it as an eye at some distance mixes it: hinted or not, letters weigh the same."""
    light = linear(pixels(image))
    return oklab(np.asarray(cv2.GaussianBlur(light, (0, 0), 0.9, None, 0, cv2.BORDER_REPLICATE)))


def _outside(values: Pixels, other: Pixels) -> Pixels:
    """Return how far colours lie outside of what the other picture has within a pixel."""
    near = np.ones((3, 3), np.uint8)
    low, high = cv2.erode(other, near), cv2.dilate(other, near)
    beyond = np.maximum(np.maximum(low - values, values - high), 0.0)
    return np.asarray(np.sqrt((beyond**2).sum(axis=2)), np.float32)


def all_panels() -> Iterator[tuple[ThemeName, Verdict, QImage]]:
    """Draw every verdict in every theme."""
    for name in THEME_NAMES:
        theme = Theme(name)
        pin_letters(theme)
        easel = Easel(theme)
        for verdict in Verdict:
            yield name, verdict, easel.draw(panel(verdict))
        easel.close()


def kept(theme: ThemeName, verdict: Verdict) -> QImage:
    """Return a picture as it was drawn last."""
    found = cv2.imdecode(np.fromfile(path_of(theme, verdict), np.uint8), cv2.IMREAD_COLOR_RGB)
    assert found is not None
    return image_of(np.asarray(found, np.uint8))


def keep(theme: ThemeName, verdict: Verdict, image: QImage) -> None:
    """Keep a picture, in steps of colour that nobody sees: else it would be half as large again."""
    coarse = np.minimum((pixels(image).astype(np.int16) + 1) // 4 * 4, 255).astype(np.uint8)
    options = [cv2.IMWRITE_WEBP_QUALITY, 101]  # without any other loss
    done, packed = cv2.imencode(".webp", coarse[:, :, ::-1], options)
    assert done
    packed.tofile(path_of(theme, verdict))


def main() -> int:
    """Draw all pictures anew that changed; look at them before you commit."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    for name, verdict, image in all_panels():
        path = path_of(name, verdict)
        is_new = not path.exists() or kept(name, verdict).size() != image.size()
        if is_new or compare(kept(name, verdict), image).is_seen:
            keep(name, verdict, image)
            sys.stdout.write(f"{path.name} is new\n")
    total = sum(path.stat().st_size for path in FOLDER.iterdir())
    sys.stdout.write(f"{FOLDER.name}: {total / 1000:.0f} kB\n")
    del app
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
