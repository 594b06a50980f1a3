"""How good a picture is for reading codes: is it sharp, is there light. Any thread.

Sharpness is how steep edges are beside their own height, so that neither light nor contrast
matters. Where an edge is and how high follows from means over several pixels; the slope taken
there is noisy, but not in favour of either side. So grain is not taken for detail.
"""

import math
from typing import TYPE_CHECKING

from station_app.domain.scan import LightLevel, PictureQuality, SharpnessLevel
from station_app.scanners.decode_engines import Decoded, Point

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from station_app.scanners.decode_engines import Image

    Lines = NDArray[np.int16]

_LINES = 40  # so many rows, and so many columns, tell as much as all
_MIDDLE = 0.5  # of each side, where no code was found
_SURROUND = 0.1  # of a code's side: its quiet zone, where the paper is seen

_SIDES = (1, 2, 3, 2, 1)  # what pixels 1, 2 ... from an edge count; the first are its slope
_SMALL_SIDES = (1, 1, 1)
_SMALL_CODE_PX = 100  # four pixels a module
_BLOCK = 8  # pixels; an edge is compared with the contrast of three blocks about it
_LEAST_CONTRAST = 10.0  # grey levels
_OVER_NOISE = 6.0
_STRONG = 0.5  # of that contrast: lower edges run into each other
_LEAST_EDGES = 8

# Slope over height of a badge with modules of 5 px, and where the meter stands then.
_RAMP = 0.1  # no edge left
_UNREAD = 0.33
_EASY = 0.45
_CRISP = 0.85
_STEEPNESS = (_RAMP, _UNREAD, _EASY, _CRISP)
_THIRDS = (0.0, 1 / 3, 2 / 3, 1.0)

_DARK = 70.0  # grey level of what should be white
_CLIPPED = 250
_CLIPPED_SHARE = 0.3


def measure(image: "Image", corners: tuple[Point, ...] | None = None) -> PictureQuality:
    """Judge the part where a code was read, else the middle of the picture.

    Below 1/3 a number means blurred or dark, from 2/3 it means sharp or bright.
    """
    part = _part(image, corners)
    if part.size == 0:
        return PictureQuality(0.0, LightLevel.DARK, 0.0, None)
    rows = _grey(part[:: math.ceil(part.shape[0] / _LINES)])
    columns = _grey(part[:, :: math.ceil(part.shape[1] / _LINES)].swapaxes(0, 1))
    small = corners is not None and Decoded("", corners).side_px < _SMALL_CODE_PX
    light = _light(rows)
    sharpness = _sharpness((rows, columns), _SMALL_SIDES if small else _SIDES)
    level = None if sharpness is None else _sharpness_level(sharpness)
    return PictureQuality(light, _light_level(light), sharpness or 0.0, level)


def _part(image: "Image", corners: tuple[Point, ...] | None) -> "Image":
    height, width = image.shape[:2]
    if corners:
        xs, ys = zip(*corners, strict=True)
        margin = _SURROUND * max(max(xs) - min(xs), max(ys) - min(ys))
        left, right = max(0, int(min(xs) - margin)), max(0, int(max(xs) + margin) + 1)
        top, bottom = max(0, int(min(ys) - margin)), max(0, int(max(ys) + margin) + 1)
    else:
        left, top = int(width * (1 - _MIDDLE) / 2), int(height * (1 - _MIDDLE) / 2)
        right, bottom = width - left, height - top
    return image[top:bottom, left:right]


def _grey(part: "Image") -> "Lines":
    """Return grey levels; green twice is near enough to how bright people see colours."""
    import numpy as np

    if part.ndim == 2:
        return part.astype(np.int16, order="C")
    blue, green, red = (part[..., channel].astype(np.int16, order="C") for channel in range(3))
    grey: Lines = (blue + 2 * green + red) >> 2
    return grey


def _light(grey: "Lines") -> float:
    import numpy as np

    grey = grey[:, ::2]
    white = float(np.percentile(grey, 95))
    clipped = float(np.mean(grey >= _CLIPPED))
    if white < _DARK:
        return white / _DARK / 3
    if clipped > _CLIPPED_SHARE:
        return (2 + (clipped - _CLIPPED_SHARE) / (1 - _CLIPPED_SHARE)) / 3
    return (1 + (white - _DARK) / (255 - _DARK) / 2 + clipped / _CLIPPED_SHARE / 2) / 3


def _light_level(light: float) -> LightLevel:
    if light < 1 / 3:
        return LightLevel.DARK
    return LightLevel.BRIGHT if light > 2 / 3 else LightLevel.GOOD


def _sharpness_level(sharpness: float) -> SharpnessLevel:
    if sharpness < 1 / 3:
        return SharpnessLevel.BLURRED
    return SharpnessLevel.SHARP if sharpness >= 2 / 3 else SharpnessLevel.SOFT


def _sharpness(both: "tuple[Lines, Lines]", sides: tuple[int, ...]) -> float | None:
    """Return the worse of both ways: what moves is blurred in one. None without edges."""
    import numpy as np

    each = (_steepness(lines, sides) for lines in both)
    steepness = [found for found in each if found is not None]
    if not steepness:
        return None
    return float(np.interp(min(steepness), _STEEPNESS, _THIRDS))


def _steepness(lines: "Lines", sides: tuple[int, ...]) -> float | None:
    """Return slope over height of the edges across these lines, None if there are too few."""
    import numpy as np

    blocks = lines.shape[1] // _BLOCK
    if blocks < 3:
        return None
    lines = lines[:, : blocks * _BLOCK]

    def at(shift: int) -> "Lines":
        return lines[:, _BLOCK + shift : lines.shape[1] - _BLOCK + shift]

    slope = at(1) - at(-1)
    rise = np.zeros_like(slope)
    for distance, weight in enumerate(sides, start=1):
        rise += (at(distance) - at(-distance)) * weight
    size = np.abs(rise)
    contrast = np.repeat(_ranges(lines), _BLOCK, axis=1)
    bend = (at(1) + at(-1) - 2 * at(0))[:, ::4]
    noise = float(np.percentile(np.abs(bend), 25)) / (0.3186 * math.sqrt(6))
    least = max(_LEAST_CONTRAST, _OVER_NOISE * noise)
    edges = (size > _STRONG * sum(sides) * contrast) & (contrast > least)
    edges[:, 1:-1] &= (size[:, 1:-1] >= size[:, :-2]) & (size[:, 1:-1] > size[:, 2:])
    edges[:, [0, -1]] = False
    if np.count_nonzero(edges) < _LEAST_EDGES:
        return None
    steep = slope[edges] * np.sign(rise[edges])
    return float(steep.sum() / contrast[edges].sum())


def _ranges(lines: "Lines") -> "Lines":
    """Return by how much a block of each line and its neighbours differ, but for grain."""
    import numpy as np

    calm = lines.copy()
    calm[:, 1:-1] += lines[:, :-2] + lines[:, 2:]
    calm[:, 1:-1] //= 3
    blocks = calm.reshape(len(lines), -1, _BLOCK)
    high, low = blocks.max(axis=2), blocks.min(axis=2)
    high = np.maximum(np.maximum(high[:, :-2], high[:, 1:-1]), high[:, 2:])
    low = np.minimum(np.minimum(low[:, :-2], low[:, 1:-1]), low[:, 2:])
    difference: Lines = high - low
    return difference
