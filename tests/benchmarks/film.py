"""Badges held before the camera: read once a showing, and how soon.

Run: QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.film [--quick] [--showings N] [--seed N]
"""

import argparse
import math
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer

from station_app.domain.scan import LaneReason, LaneReport, LaneState, Scan
from station_app.scanners.camera import CameraSource
from tests.benchmarks.decode_pictures import SIZES, Image, Shot, photograph
from tests.scanners.pictures import film

FPS = 30.0
HELD, OUT, GAP = 24, 8, 8  # frames
SHUTTER = 0.2  # share of a frame's time: 1/150 s
SLOW_PX, FAST_PX = 8.0, 32.0  # a frame; 32 is 27 cm/s at a distance of 30 cm


@dataclass(frozen=True, slots=True)
class Showing:
    """One badge in the film. Frame numbers count from the film's start."""

    text: str
    first: int
    visible: int  # from here on the whole code is in the picture
    held: int  # from here on it stands still
    end: int


def _shot(seed: str) -> tuple[Shot, random.Random]:
    """Return how this badge is held: what an evening brings, not the extremes."""
    dice = random.Random(seed)
    shot = Shot(random.Random(dice.getrandbits(32)), size=SIZES[1])
    shot.side_px = math.exp(dice.uniform(math.log(90), math.log(260)))
    shot.turn_deg = dice.uniform(-25, 25) if dice.random() < 0.8 else dice.uniform(0, 360)
    shot.tilt = dice.uniform(0, 0.5)
    shot.phone = dice.random() < 0.5
    shot.inverted = shot.phone and dice.random() < 0.25
    shot.light, shot.noise = dice.uniform(0.25, 1.2), dice.uniform(2, 9)
    shot.blur_modules = dice.uniform(0, 0.45)
    return shot, dice


def _showing(seed: str, first: int, fastest_px: float) -> tuple[Showing, Iterator[Image]]:
    shot, dice = _shot(seed)
    width, height = shot.size
    angle = dice.choice((0.0, math.pi, math.pi / 2)) + dice.uniform(-0.4, 0.4)
    middle = (width / 2 + dice.uniform(-150, 150), height / 2 + dice.uniform(-60, 60))
    reach = (width if abs(math.cos(angle)) > 0.7 else height) * 0.5
    speed = math.exp(dice.uniform(math.log(SLOW_PX), math.log(fastest_px)))
    arrives = math.ceil(reach / speed)
    away = [reach - n * speed for n in range(arrives)] + [0.0] * HELD
    away += [(reach + shot.side_px) * ((n + 1) / OUT) ** 2 for n in range(OUT)]
    tremble = [(dice.gauss(0, 1.2), dice.gauss(0, 1.2)) for _ in away]
    places = [
        (middle[0] + far * math.cos(angle) + dx, middle[1] + far * math.sin(angle) + dy)
        for far, (dx, dy) in zip(away, tremble, strict=True)
    ]
    turn = math.radians(shot.turn_deg)
    margin = 0.5 * shot.side_px * (abs(math.cos(turn)) + abs(math.sin(turn)))
    inside = [margin <= x <= width - margin and margin <= y <= height - margin for x, y in places]
    visible = first + inside.index(True)
    showing = Showing(shot.text, first, visible, first + arrives, first + len(places))

    def frames() -> Iterator[Image]:
        for number, place in enumerate(places):
            one, _ = _shot(seed)
            before = places[max(0, number - 1)]
            module_px = one.side_px / 21
            one.centre, one.frame = place, number
            one.motion_modules = SHUTTER * math.dist(place, before) / module_px
            one.motion_rad = math.atan2(place[1] - before[1], place[0] - before[0])
            yield photograph(one)
        for number in range(GAP):  # nothing but the hall
            one, _ = _shot(seed)
            one.centre, one.frame = (-4.0 * width, 0.0), len(places) + number
            yield photograph(one)

    return showing, frames()


def _play(path: Path) -> tuple[list[tuple[str, float]], float]:
    """Play the film through the camera lane; return (text, seconds) of each scan from its start."""
    app = QCoreApplication.instance() or QCoreApplication([])
    camera = CameraSource(str(path))
    scans: list[tuple[str, float]] = []
    started: list[float] = []

    def changed(report: LaneReport) -> None:
        if report.state is LaneState.LIVE:
            started.append(time.monotonic())
        elif report.reason is LaneReason.ENDED or report.state is LaneState.FAULT:
            QTimer.singleShot(0, app.quit)

    def scanned(scan: Scan) -> None:
        scans.append((scan.text, time.monotonic()))

    camera.state_changed.connect(changed)
    camera.scanned.connect(scanned)
    cpu_s = time.process_time()
    camera.start()
    app.exec()
    cpu_s = time.process_time() - cpu_s
    camera.stop()
    if not started:
        raise SystemExit("the film could not be played")
    return [(text, when - started[0]) for text, when in scans], cpu_s


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="under a minute")
    parser.add_argument("--each", action="store_true", help="tell each showing")
    parser.add_argument("--showings", type=int, default=0)
    parser.add_argument(
        "--fastest", type=float, default=FAST_PX, help="pixels a frame; more smears more"
    )
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    count = options.showings or (10 if options.quick else 60)
    showings: list[Showing] = []

    def frames() -> Iterator[Image]:
        first = 0
        for number in range(count):
            showing, pictures = _showing(f"{options.seed}/{number}", first, options.fastest)
            showings.append(showing)
            yield from pictures
            first = showing.end + GAP

    with tempfile.TemporaryDirectory() as folder:
        path = film(Path(folder) / "badges.avi", frames(), FPS)
        scans, cpu_s = _play(path)
    waits_ms, still_ms, once, twice, missed = [], [], 0, 0, []
    for number, showing in enumerate(showings):
        times = [when for text, when in scans if text == showing.text]
        once += len(times) == 1
        twice += len(times) > 1
        if times:
            waits_ms.append(max(0.0, times[0] - showing.visible / FPS) * 1000)
            still_ms.append(max(0.0, times[0] - showing.held / FPS) * 1000)
        else:
            missed.append(number)
        if options.each:
            shot, _ = _shot(f"{options.seed}/{number}")
            late = [round(when * FPS - showing.visible, 1) for when in times]
            print(f"{number}: {late} frames late; {shot}")
    known = {showing.text for showing in showings}
    wrong = sum(text not in known for text, _ in scans)
    film_s = showings[-1].end / FPS
    print(f"{count} showings, {film_s:.0f} s at {FPS:.0f} fps, 1280x720, MJPG")
    print(f"read once {once}, more than once {twice}, never {len(missed)}, wrong texts {wrong}")
    for what, waits in (("fully visible", waits_ms), ("held still", still_ms)):
        if len(waits) > 1:
            last = statistics.quantiles(waits, n=20, method="inclusive")[-1]
            print(
                f"{what} to read: median {statistics.median(waits):.0f} ms,"
                f" 95 % {last:.0f} ms, worst {max(waits):.0f} ms"
            )
    print(f"cores used while playing: {cpu_s / film_s:.2f}")
    if missed:
        print("never read:", missed)


if __name__ == "__main__":
    main()
