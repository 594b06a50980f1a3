"""Frames of a webcam with codes spoilt in one way each, and frames without a code.

All of it follows from the seed. Lengths are shares of the code's side or of a module, so that a
spoiling is as hard on a small code as on a large one.
"""

import math
import random
import string
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
import segno
from numpy.typing import NDArray

Image = NDArray[Any]

SIZES = ((640, 480), (1280, 720), (1920, 1080))
_LETTERS = string.ascii_uppercase + string.ascii_lowercase + string.digits


@dataclass(slots=True)
class Shot:
    """How one code is held before the camera. The defaults are a badge held well."""

    dice: random.Random
    size: tuple[int, int] = SIZES[1]
    side_px: float = 160.0
    level: str = "M"
    phone: bool = False
    inverted: bool = False
    turn_deg: float = 0.0
    tilt: float = 0.0  # radians away from the camera
    crumple: float = 0.0  # shares of the side
    covered: float = 0.0  # share of the area
    blur_modules: float = 0.0  # sigma
    motion_modules: float = 0.0
    noise: float = 2.0
    light: float = 1.0
    gain: float = 1.0  # contrast of the code itself
    glare: float = 0.0
    centre: tuple[float, float] | None = None  # in pixels; None: anywhere
    motion_rad: float | None = None  # the way it moves; None: any
    frame: int = 0  # of a film: the same scene with grain of its own
    text: str = field(init=False)
    modules: int = field(init=False, default=21)

    def __post_init__(self) -> None:
        length = self.dice.randint(6, 10)
        self.text = "".join(self.dice.choice(_LETTERS) for _ in range(length))


def _shot(dice: random.Random) -> Shot:
    """A badge or phone at a distance, turn and tilt as people hold it."""
    size = SIZES[dice.randrange(len(SIZES))]
    return Shot(
        dice,
        size=size,
        side_px=min(math.exp(dice.uniform(math.log(70), math.log(300))), 0.62 * size[1]),
        level=dice.choice("LMQ"),
        phone=dice.random() < 0.5,
        turn_deg=dice.uniform(-12, 12),
        tilt=dice.uniform(0, 0.25),
    )


def _plain(_shot: Shot, _dice: random.Random) -> None:
    pass


def _small(shot: Shot, dice: random.Random) -> None:
    shot.side_px = dice.uniform(50, 80)


def _turned(shot: Shot, dice: random.Random) -> None:
    shot.turn_deg = dice.uniform(0, 360)


def _tilted(shot: Shot, dice: random.Random) -> None:
    shot.tilt = dice.uniform(0.6, 1.25)
    shot.turn_deg = dice.uniform(-45, 45)


def _blurred(shot: Shot, dice: random.Random) -> None:
    shot.blur_modules = dice.uniform(0.35, 0.95)


def _moving(shot: Shot, dice: random.Random) -> None:
    shot.motion_modules = dice.uniform(0.8, 2.6)


def _noisy(shot: Shot, dice: random.Random) -> None:
    shot.noise = dice.uniform(20, 70)


def _dark(shot: Shot, dice: random.Random) -> None:
    shot.light, shot.noise = dice.uniform(0.03, 0.2), dice.uniform(2, 7)


def _bright(shot: Shot, dice: random.Random) -> None:
    shot.light = dice.uniform(1.8, 5.0)
    shot.glare = dice.uniform(0.0, 0.9)


def _low_contrast(shot: Shot, dice: random.Random) -> None:
    shot.gain, shot.noise = dice.uniform(0.04, 0.2), dice.uniform(2, 5)


def _inverted(shot: Shot, dice: random.Random) -> None:
    shot.inverted, shot.phone = True, True
    shot.blur_modules = dice.uniform(0, 0.6)


def _crumpled(shot: Shot, dice: random.Random) -> None:
    shot.crumple, shot.phone = dice.uniform(0.006, 0.03), False


def _covered(shot: Shot, dice: random.Random) -> None:
    shot.level = dice.choice("QH")
    shot.covered = dice.uniform(0.02, 0.07) * (1.6 if shot.level == "H" else 1.0)


def _hurried(shot: Shot, dice: random.Random) -> None:
    shot.motion_modules, shot.blur_modules = dice.uniform(0.3, 1.4), dice.uniform(0.2, 0.6)
    shot.noise, shot.light = dice.uniform(4, 14), dice.uniform(0.25, 0.8)
    shot.tilt, shot.turn_deg = dice.uniform(0.2, 0.8), dice.uniform(0, 360)


ROWS: dict[str, Callable[[Shot, random.Random], None]] = {
    "plain": _plain,
    "small": _small,
    "turned": _turned,
    "tilted": _tilted,
    "blurred": _blurred,
    "moving": _moving,
    "noisy": _noisy,
    "dark": _dark,
    "bright": _bright,
    "low contrast": _low_contrast,
    "inverted": _inverted,
    "crumpled": _crumpled,
    "covered": _covered,
    "hurried": _hurried,
}


def coded(row: str, number: int, seed: int = 1) -> tuple[Image, Shot]:
    """Return frame `number` of a row, and what it shows."""
    dice = random.Random(f"{seed}/{row}/{number}")
    shot = _shot(dice)
    ROWS[row](shot, dice)
    return photograph(shot), shot


def photograph(shot: Shot) -> Image:
    """Return the picture a webcam takes of this."""
    dice = shot.dice
    seed = dice.getrandbits(32)
    noise = np.random.default_rng(seed)
    card, side = _card(shot, noise)
    frame = clutter(shot.size, noise).astype(np.float32)
    frame *= 0.75
    width, height = shot.size
    spare = max(0.0, height / 2 - 0.75 * shot.side_px)
    centre = (
        width / 2 + dice.uniform(-1, 1) * min(spare * 1.5, width / 2 - 0.75 * shot.side_px),
        height / 2 + dice.uniform(-1, 1) * spare,
    )
    centre = shot.centre or centre
    matrix = _pose(shot, side, card.shape[0] / 2, centre)
    # Shrinking without smoothing first would draw jagged modules no lens draws.
    soft = max(0.0, 0.45 * side / shot.side_px - 0.45)
    if soft > 0.1:
        card = cv2.GaussianBlur(card, (0, 0), soft).astype(np.float32)
    placed = cv2.warpPerspective(card, matrix, shot.size, flags=cv2.INTER_LINEAR)
    mask = cv2.warpPerspective(np.ones_like(card), matrix, shot.size, flags=cv2.INTER_LINEAR)
    if shot.gain < 1:
        placed = 128 + (placed - 128) * shot.gain
    grey = frame * (1 - mask) + placed * mask
    return _exposed(grey, shot, np.random.default_rng((seed, shot.frame)), centre)


def _card(shot: Shot, noise: np.random.Generator) -> tuple[Image, float]:
    """Return a card or screen with the code in its middle, and the code's side in its pixels."""
    dice = shot.dice
    code = segno.make_qr(shot.text, error=shot.level, boost_error=False)
    matrix = np.array([list(row) for row in code.matrix_iter(border=0)], dtype=np.float32)
    shot.modules = len(matrix)
    scale = max(4, min(16, round(2 * shot.side_px / shot.modules)))
    side = shot.modules * scale
    dark, light = (12.0, 235.0) if shot.phone else (dice.uniform(20, 50), dice.uniform(200, 240))
    if shot.covered:
        _cover(matrix, shot)
    drawn: Image = np.where(matrix > 0, dark, light).astype(np.float32)
    drawn = drawn.repeat(scale, axis=0).repeat(scale, axis=1)
    border = scale * (4 if dice.random() < 0.7 else 2)
    wide, high = side + 2 * border, int(side * 1.5) + 2 * border
    card: Image = np.full((high, wide), light, np.float32)
    top = border if dice.random() < 0.5 else high - side - border
    card[top : top + side, border : border + side] = drawn
    lines_top = border + side + border if top == border else border // 2
    for line in range(3):  # a name, a company
        y = int(lines_top + line * side * 0.13)
        length = int(side * dice.uniform(0.4, 1.0))
        for x in range(border, border + length, max(4, side // 14)):
            if dice.random() < 0.8:
                card[y : y + side // 16, x : x + max(2, side // 22)] = dark
    if shot.inverted:
        card = 255 - card
    if shot.phone:
        card[:, ::2] *= 0.98  # sub-pixels
        rim = max(3, border // 2)
        card = cv2.copyMakeBorder(card, rim, rim, rim, rim, cv2.BORDER_CONSTANT, value=(8.0,))
        top += rim
        border += rim
    else:
        grain = cv2.resize(
            noise.normal(0, 3, (high // 4 + 1, wide // 4 + 1)).astype(np.float32), (wide, high)
        )
        card = card + grain
    if shot.crumple:
        card = _crumple(card, shot.crumple * side, noise)
    # The code's middle goes to the middle of the returned picture: the pose turns about it.
    middle_x, middle_y = border + side / 2, top + side / 2
    half = math.ceil(max(middle_y, card.shape[0] - middle_y, middle_x, card.shape[1] - middle_x))
    whole = np.full((2 * half, 2 * half), 90, np.float32)  # behind it: the holder's coat
    y, x = round(half - middle_y), round(half - middle_x)
    seen = whole[y : y + card.shape[0], x : x + card.shape[1]]
    seen[:] = card[: seen.shape[0], : seen.shape[1]]
    return whole, float(side)


def _cover(matrix: Image, shot: Shot) -> None:
    """Paint over a thumb's share of the modules, away from the finder patterns."""
    count = len(matrix)
    side = max(1, round(math.sqrt(shot.covered) * count))
    at = shot.dice.choice(((9, count - side), (count - side, 9), (count - side, count - side)))
    y = min(at[0] + shot.dice.randint(0, 1), count - side)
    x = min(at[1] + shot.dice.randint(0, 1), count - side)
    matrix[max(9, y) : y + side, max(9, x) : x + side] = shot.dice.randint(0, 1)


def _crumple(card: Image, depth_px: float, noise: np.random.Generator) -> Image:
    height, width = card.shape
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    folds = noise.normal(0, 1, (3, 5, 5)).astype(np.float32)
    dx, dy, shade = (cv2.resize(f, (width, height), interpolation=cv2.INTER_CUBIC) for f in folds)
    bent = cv2.remap(
        card,
        (x + dx * depth_px * 0.5).astype(np.float32),
        (y + dy * depth_px * 0.5).astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    lit: Image = (bent * np.clip(1 + 0.18 * shade, 0.35, 1.3)).astype(np.float32)
    return lit


def _pose(shot: Shot, side: float, card_middle: float, centre: tuple[float, float]) -> Image:
    """Return the homography of the card turned, tilted about a random axis and put in place."""
    half = side / 2
    turn, axis = math.radians(shot.turn_deg), shot.dice.uniform(0, 2 * math.pi)
    distance = 3.2  # in sides of the code: a badge held before a webcam
    corners, targets = [], []
    for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        x, y = sx * 0.5, sy * 0.5
        x, y = x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)
        along = x * math.cos(axis) + y * math.sin(axis)
        across = -x * math.sin(axis) + y * math.cos(axis)
        depth = distance + across * math.sin(shot.tilt)
        across *= math.cos(shot.tilt)
        x = (along * math.cos(axis) - across * math.sin(axis)) * distance / depth
        y = (along * math.sin(axis) + across * math.cos(axis)) * distance / depth
        corners.append((card_middle + sx * half, card_middle + sy * half))
        targets.append((centre[0] + x * shot.side_px, centre[1] + y * shot.side_px))
    matrix: Image = cv2.getPerspectiveTransform(
        np.array(corners, np.float32), np.array(targets, np.float32)
    )
    return matrix


def _exposed(
    grey: Image,
    shot: Shot,
    noise: np.random.Generator,
    centre: tuple[float, float],
) -> Image:
    """Return what lens, exposure, sensor and the camera's JPEG make of the light."""
    module_px = shot.side_px / shot.modules
    sigma = math.hypot(0.5, shot.blur_modules * module_px)
    grey = cv2.GaussianBlur(grey, (0, 0), sigma).astype(np.float32)
    if shot.motion_modules:
        way = shot.dice.uniform(0, math.pi) if shot.motion_rad is None else shot.motion_rad
        grey = _smeared(grey, shot.motion_modules * module_px, way)
    grey = grey * shot.light
    if shot.glare:
        x = centre[0] + shot.dice.uniform(-0.6, 0.6) * shot.side_px
        y = centre[1] + shot.dice.uniform(-0.6, 0.6) * shot.side_px
        across = (np.arange(grey.shape[1], dtype=np.float32) - x) / (0.5 * shot.side_px)
        down = (np.arange(grey.shape[0], dtype=np.float32) - y) / (0.5 * shot.side_px)
        spot = np.exp(-(down**2))[:, None] * np.exp(-(across**2))[None, :]
        grey = grey + 255 * shot.glare * spot
    if shot.light > 1:  # sensors bend before they clip
        grey = 255 * (1 - np.exp(-grey / 255 * 1.1))
    grain = noise.standard_normal(grey.shape, dtype=np.float32)
    picture = np.clip(grey + shot.noise * grain, 0, 255).astype(np.uint8)
    return _as_sent(picture)


def _smeared(grey: Image, length_px: float, angle: float) -> Image:
    reach = max(1, math.ceil(length_px / 2))
    kernel = np.zeros((2 * reach + 1, 2 * reach + 1), np.float32)
    for step in np.linspace(-length_px / 2, length_px / 2, 8 * reach + 1):
        x, y = reach + step * math.cos(angle), reach + step * math.sin(angle)
        x0, y0 = min(int(x), 2 * reach - 1), min(int(y), 2 * reach - 1)
        fx, fy = x - x0, y - y0
        kernel[y0, x0] += (1 - fx) * (1 - fy)
        kernel[y0, x0 + 1] += fx * (1 - fy)
        kernel[y0 + 1, x0] += (1 - fx) * fy
        kernel[y0 + 1, x0 + 1] += fx * fy
    smeared: Image = cv2.filter2D(grey, -1, kernel / kernel.sum())
    return smeared


def _as_sent(grey: Image) -> Image:
    """Return the frame in colour, after the camera's own JPEG."""
    _, packed = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, 88])
    frame = cv2.imdecode(packed, cv2.IMREAD_COLOR)
    assert frame is not None
    return frame


def clutter(size: tuple[int, int], noise: np.random.Generator) -> Image:
    """Return a hall without a code, grey: walls, faces' worth of blobs, stripes, print, grids."""
    width, height = size
    coarse = noise.integers(40, 210, (5, 8)).astype(np.uint8)
    picture = np.ascontiguousarray(cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC))
    for _ in range(int(noise.integers(4, 14))):
        x, y = int(noise.integers(0, width)), int(noise.integers(0, height))
        reach = int(noise.integers(height // 20, height // 4))
        shade, other = int(noise.integers(0, 255)), int(noise.integers(0, 255))
        kind = int(noise.integers(0, 7))
        if kind == 0:
            cv2.ellipse(picture, (x, y), (reach, reach * 3 // 4), 20, 0, 360, shade, -1)
        elif kind == 1:
            cv2.rectangle(picture, (x, y), (x + reach, y + reach), shade, -1)
        elif kind == 2:  # a badge with print
            cv2.rectangle(picture, (x, y), (x + 2 * reach, y + reach), shade, -1)
            for line in range(1, 4):
                cv2.putText(
                    picture, "Gala 2026 Main Entrance", (x + 8, y + line * reach // 4),
                    cv2.FONT_HERSHEY_SIMPLEX, reach / 220, other, max(1, reach // 90),
                )  # fmt: skip
        elif kind in (3, 4):  # a chessboard, a grid of random squares: the nearest to a code
            count = int(noise.integers(4, 30))
            cells = noise.integers(0, 2, (count, count))
            if kind == 3:
                cells = np.indices((count, count)).sum(0) % 2
            block: Image = np.where(cells > 0, shade, other).astype(np.uint8)
            block = cv2.resize(block, (reach, reach), interpolation=cv2.INTER_NEAREST)
            part = picture[y : y + reach, x : x + reach]
            part[:] = block[: part.shape[0], : part.shape[1]]
        elif kind == 5:  # blinds, a bar code that is none
            for step in range(0, 2 * reach, int(noise.integers(4, 16))):
                thick = int(noise.integers(1, 6))
                cv2.rectangle(picture, (x + step, y), (x + step + thick, y + reach), shade, -1)
        else:  # squares in squares, as finder patterns are
            for part_of, tone in ((7, shade), (5, 255 - shade), (3, shade)):
                half = reach * part_of // 28
                cv2.rectangle(picture, (x - half, y - half), (x + half, y + half), tone, -1)
    return picture


def code_free(number: int, size: tuple[int, int] = SIZES[1], seed: int = 1) -> Image:
    """Return a frame without a code."""
    noise = np.random.default_rng((seed, number))
    grey = cv2.GaussianBlur(clutter(size, noise), (0, 0), 0.7 + noise.random())
    light, grain = 0.3 + 0.9 * noise.random(), 2 + 14 * noise.random() ** 3
    dots = cv2.resize(
        noise.standard_normal((size[1] // 2, size[0] // 2), dtype=np.float32),
        size,
        interpolation=cv2.INTER_NEAREST,
    )
    return _as_sent(np.clip(grey * light + grain * dots, 0, 255).astype(np.uint8))
