"""Sharpness and light of pictures are told as a decoder sees them."""

import random
import time
from collections.abc import Callable, Sequence
from itertools import pairwise

import cv2
import numpy as np
import pytest

from station_app.domain.scan import LightLevel, PictureQuality, SharpnessLevel
from station_app.scanners.decode import Decoder
from station_app.scanners.decode_engines import Point
from station_app.scanners.picture_quality import measure
from tests.benchmarks.decode_pictures import Shot, code_free, photograph

from .pictures import Image, badge

_MODULE_PX = 5.0
_SIDE = 21 * _MODULE_PX
_SIZE = (640, 480)
_MIDDLE = (320.0, 240.0)
_SEEDS = range(6)


def _corners(side: float = _SIDE) -> tuple[Point, ...]:
    (x, y), half = _MIDDLE, side / 2
    return ((x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half))


def _taken(seed: int, side: float = _SIDE, **spoilt: float) -> Image:
    """A typical badge or phone in the middle of a webcam's picture."""
    shot = Shot(
        random.Random(seed),
        size=_SIZE,
        side_px=side,
        phone=bool(seed % 2),
        turn_deg=seed * 7 % 25 - 12,
        centre=_MIDDLE,
    )
    for name, value in spoilt.items():
        setattr(shot, name, value)
    return photograph(shot).astype(np.uint8)


def _both(number: Callable[[PictureQuality], float], **spoilt: float) -> tuple[float, float]:
    """The mean over several pictures: of the code that was read, of the picture's middle."""
    of_code, of_middle = [], []
    for seed in _SEEDS:
        picture = _taken(seed, **spoilt)
        of_code.append(number(measure(picture, _corners())))
        of_middle.append(number(measure(picture)))
    return float(np.mean(of_code)), float(np.mean(of_middle))


def _falls(numbers: Sequence[float]) -> bool:
    return all(later < sooner for sooner, later in pairwise(numbers))


# --- sharpness --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "steps"),
    [
        ("blur_modules", (0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.9, 1.1)),
        ("motion_modules", (0, 0.3, 0.6, 0.9, 1.2, 1.5, 2.2)),
    ],
)
def test_sharpness_falls_with_every_step_of(name: str, steps: Sequence[float]) -> None:
    both = [_both(lambda found: found.sharpness, **{name: step}) for step in steps]
    of_code, of_middle = zip(*both, strict=True)
    assert _falls(of_code), of_code
    assert _falls(of_middle), of_middle


@pytest.mark.parametrize("name", ["blur_modules", "motion_modules"])
def test_what_is_called_sharp_is_read_and_what_is_called_blurred_is_not(name: str) -> None:
    decoder = Decoder()
    decoder.load()
    read: dict[SharpnessLevel, list[bool]] = {level: [] for level in SharpnessLevel}
    for step in np.linspace(0, 1.1 if name == "blur_modules" else 3.0, 12):
        for seed in _SEEDS:
            picture = _taken(seed, **{name: float(step)})
            level = measure(picture, _corners()).sharpness_level
            read[level].append(bool(decoder.decode(picture)))
    assert np.mean(read[SharpnessLevel.SHARP]) > 0.98
    assert np.mean(read[SharpnessLevel.BLURRED]) < 0.2
    assert min(map(len, read.values())) > 8


@pytest.mark.parametrize("direction", [0, 1])
def test_motion_along_one_side_counts_although_the_other_edges_stay_sharp(direction: int) -> None:
    picture = badge("MOVED-1749", 1280, 720)
    size = (1, 15) if direction else (15, 1)
    moved = cv2.blur(picture, size).astype(np.uint8)
    assert measure(picture).sharpness_level is SharpnessLevel.SHARP
    assert measure(moved).sharpness < 0.4


@pytest.mark.parametrize(
    "spoilt", [{"light": 0.2}, {"light": 0.5}, {"light": 2.0}, {"gain": 0.3}, {"noise": 10.0}]
)
@pytest.mark.parametrize("blur", [0.1, 0.4, 0.8])
def test_light_contrast_and_grain_hardly_change_sharpness(
    spoilt: dict[str, float], blur: float
) -> None:
    plain, _ = _both(lambda found: found.sharpness, blur_modules=blur)
    changed, _ = _both(lambda found: found.sharpness, blur_modules=blur, **spoilt)
    assert changed == pytest.approx(plain, abs=0.1)


def test_grain_is_not_taken_for_detail() -> None:
    steps = (2.0, 5.0, 10.0, 20.0, 40.0)
    blurred = [_both(lambda f: f.sharpness, blur_modules=0.8, noise=step) for step in steps]
    assert max(max(both) for both in blurred) < 1 / 3
    grain = np.random.default_rng(1)
    for step in steps:
        empty = np.clip(grain.normal(120, step, (720, 1280, 3)), 0, 255).astype(np.uint8)
        assert measure(empty).sharpness == 0


@pytest.mark.parametrize("side", [65.0, 80.0, 150.0, 250.0])
def test_a_badge_in_focus_is_sharp_near_and_far(side: float) -> None:
    for seed in _SEEDS:
        found = measure(_taken(seed, side=side), _corners(side))
        assert found.sharpness_level is SharpnessLevel.SHARP


def test_of_soft_light_on_a_wall_nobody_can_tell_whether_it_is_sharp() -> None:
    wall = np.linspace(20, 220, 1280).astype(np.uint8)
    assert measure(np.tile(wall, (720, 1))).sharpness_level is None


# --- light ------------------------------------------------------------------------------------


def test_light_rises_with_every_step() -> None:
    steps = (0.05, 0.1, 0.2, 0.4, 0.7, 1.0, 3.0, 5.0)
    both = [_both(lambda found: found.light, light=step) for step in steps]
    of_code, of_middle = zip(*both, strict=True)
    assert _falls(of_code[::-1]), of_code
    assert _falls(of_middle[::-1]), of_middle


@pytest.mark.parametrize(
    ("white", "level"),
    [(40, LightLevel.DARK), (65, LightLevel.DARK), (80, LightLevel.GOOD), (240, LightLevel.GOOD)],
)
def test_paper_tells_whether_there_is_light(white: int, level: LightLevel) -> None:
    paper = badge("PAPER-1749", 1280, 720).astype(np.float64) * white / 255
    assert measure(paper.astype(np.uint8)).light_level is level


def test_paper_without_detail_is_too_bright() -> None:
    picture = np.full((720, 1280), 90, np.uint8)
    picture[250:470, 500:780] = 255
    code = ((510.0, 260.0), (770.0, 260.0), (770.0, 460.0), (510.0, 460.0))
    assert measure(picture, code).light_level is LightLevel.BRIGHT
    assert measure(picture // 2, code).light_level is LightLevel.GOOD


# --- both -------------------------------------------------------------------------------------


def test_levels_are_the_thirds_of_the_meters() -> None:
    pictures = [code_free(number) for number in range(12)]
    pictures += [_taken(1, blur_modules=step / 10) for step in range(10)]
    pictures += [_taken(1, light=step / 4) for step in range(12)]
    for found in map(measure, pictures):
        assert 0 <= found.light <= 1
        assert 0 <= found.sharpness <= 1
        assert (found.light < 1 / 3) == (found.light_level is LightLevel.DARK)
        assert (found.light > 2 / 3) == (found.light_level is LightLevel.BRIGHT)
        if found.sharpness_level is None:
            assert found.sharpness == 0
            continue
        assert (found.sharpness < 1 / 3) == (found.sharpness_level is SharpnessLevel.BLURRED)
        assert (found.sharpness >= 2 / 3) == (found.sharpness_level is SharpnessLevel.SHARP)


@pytest.mark.parametrize("shape", [(0, 0), (0, 640), (1, 1), (2, 3), (7, 2000), (31, 33), (97, 5)])
@pytest.mark.parametrize("depth", [(), (3,)])
@pytest.mark.parametrize("level", [0, 128, 255])
def test_odd_pictures_have_a_quality_too(
    shape: tuple[int, ...], depth: tuple[int, ...], level: int
) -> None:
    picture = np.full((*shape, *depth), level, np.uint8)
    outside = ((-50.0, -50.0), (-10.0, -50.0), (-10.0, -10.0), (-50.0, -10.0))
    around = ((-9.0, -9.0), (9e3, -9.0), (9e3, 9e3), (-9.0, 9e3))
    for corners in (None, (), outside, around):
        assert measure(picture, corners).sharpness == 0
    white = measure(picture, around) if picture.size else None
    assert white is None or (white.light_level is LightLevel.DARK) == (level == 0)


def test_a_frame_takes_no_time_worth_mentioning() -> None:
    picture = badge("TIMED-1749", 1280, 720)
    took = []
    for _ in range(30):
        begun = time.perf_counter()
        measure(picture)
        took.append(time.perf_counter() - begun)
    assert min(took) < 0.01  # 0.002 on an idle core; tests share theirs
