"""How people see what is drawn: colour blindness (Machado, Oliveira, Fernandes 2009) and grey."""

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QColor, QImage

from tests.ui.golden import Pixels, linear, pixels

# Severity 1, in linear light.
SIGHTS: dict[str, npt.NDArray[np.float32]] = {
    name: np.array(rows, np.float32)
    for name, rows in {
        "full colour": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
        "protanopia": (
            (0.152286, 1.052583, -0.204868),
            (0.114503, 0.786281, 0.099216),
            (-0.003882, -0.048116, 1.051998),
        ),
        "deuteranopia": (
            (0.367322, 0.860646, -0.227968),
            (0.280085, 0.672501, 0.047413),
            (-0.011820, 0.042940, 0.968881),
        ),
        "tritanopia": (
            (1.255528, -0.076749, -0.178779),
            (-0.078411, 0.930809, 0.147602),
            (0.004733, 0.691367, 0.303900),
        ),
        "grey": ((0.2126, 0.7152, 0.0722),) * 3,
    }.items()
}
_WEIGHTS = np.array((0.2126, 0.7152, 0.0722), np.float32)


def luminance(light: Pixels, sight: str) -> Pixels:
    """Return how bright linear light looks to this sight, 0 to 1."""
    seen = np.clip(light @ SIGHTS[sight].T, 0, 1)
    return np.asarray(seen @ _WEIGHTS, np.float32)


def brightness(image: QImage, sight: str) -> Pixels:
    """Return a picture's luminance, pixel by pixel: hue is gone."""
    return luminance(linear(pixels(image)), sight)


def contrast(one: str, other: str, sight: str) -> float:
    """Return the contrast of two colours as this sight has it (WCAG 2)."""
    both = np.array([[QColor(color).getRgb()[:3] for color in (one, other)]], np.uint8)
    low, high = sorted(float(value) for value in luminance(linear(both), sight)[0])
    return (high + 0.05) / (low + 0.05)


def ink(values: Pixels) -> Pixels:
    """Return how much of each pixel is drawn on, 0 to 1: the shape without any tone.

    The ground is what most of the picture is; ink is what is furthest from it.
    """
    counts, edges = np.histogram(values, 256, (0, 1))
    most = int(counts.argmax())
    ground = float(np.median(values[(values >= edges[most]) & (values <= edges[most + 1])]))
    away = np.abs(values - ground)
    return np.asarray(away / max(float(away.max()), 1e-6), np.float32)


def apart(one: Pixels, other: Pixels) -> float:
    """Return how little two shapes cover each other: 0 are the same, 1 share nothing."""
    return 1 - float(np.minimum(one, other).sum()) / max(float(np.maximum(one, other).sum()), 1e-6)


def spread(values: Pixels) -> float:
    """Return the contrast of the darkest and the brightest pixel."""
    return (float(values.max()) + 0.05) / (float(values.min()) + 0.05)
