"""Thousands of scans over all lanes at once: every one is answered, and none twice.

`python -m tests.benchmarks.endurance [scans]` (default 5000). Keys go through the X server where
there is one with xdotool, else straight into the window; the serial scanner is a pseudo terminal;
the camera sees a film of badges. Exit status 1 if a scan was lost or doubled.
"""

import asyncio
import os
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import QProcess, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from station_app.app import Station
from station_app.domain.scan import Lane, LaneReport, LaneState
from station_app.options import Options
from station_app.scanners import serial
from station_app.services.look_up import Answer
from station_app.ui.event_loop import open_loop
from tests.benchmarks.cached_event import prepare
from tests.scanners.pictures import qr
from tests.support.keyboard import STALL_MS, Pauses, has_tools, strokes

GUESTS = 10_000
SHOWN_FRAMES, EMPTY_FRAMES, FPS = 12, 3, 30.0
CAMERA_SHARE = 6  # one of so many scans: a badge is held up for half a second
PAUSE_S = 0.03  # between two bursts of the keyboard scanner, on top of what they take
SERIAL_PAUSE_S = 0.15  # and of the serial one, so that all lanes last about as long
PATIENCE_S = 30.0


@dataclass
class Ledger:
    """What was sent and what was answered."""

    sent_at: dict[str, float] = field(default_factory=dict)
    lanes: dict[str, Lane] = field(default_factory=dict)
    answers: Counter[str] = field(default_factory=Counter)
    wrong: int = 0  # answers without a guest, or by a repair nobody needed
    took_ms: dict[Lane, list[float]] = field(default_factory=dict)

    def send(self, code: str, lane: Lane) -> None:
        self.sent_at[code] = time.perf_counter()
        self.lanes[code] = lane

    def take(self, answer: Answer, _seen: bool) -> None:
        code = answer.guest.access_code if answer.guest else ""
        self.wrong += answer.guest is None or answer.repaired
        self.answers[code] += 1
        if answer.scan is not None and code in self.sent_at:
            took_ms = (time.perf_counter() - self.sent_at[code]) * 1000
            self.took_ms.setdefault(answer.scan.lane, []).append(took_ms)

    def lost(self, codes: Sequence[str]) -> list[str]:
        return [code for code in codes if not self.answers[code]]

    @property
    def doubled(self) -> int:
        return sum(count - 1 for code, count in self.answers.items() if code)


def make_film(path: Path, codes: Sequence[str]) -> None:
    """Write a film in which each badge is held up once, at the camera's own frame rate."""
    size = (480, 360)
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), FPS, size)
    empty = np.full((size[1], size[0], 3), 150, np.uint8)
    for _ in range(int(FPS)):
        writer.write(empty)
    for code in codes:
        picture = empty.copy()
        badge = qr(code, 6)
        x, y = (size[0] - badge.shape[1]) // 2, (size[1] - badge.shape[0]) // 2
        picture[y : y + badge.shape[0], x : x + badge.shape[1]] = badge[..., None]
        for _ in range(SHOWN_FRAMES):
            writer.write(picture)
        for _ in range(EMPTY_FRAMES):
            writer.write(empty)
    writer.release()


class Keys:
    """Bursts of a keyboard scanner."""

    def __init__(self, station: Station) -> None:
        self._window = station.pages.window
        self._real = has_tools("xdotool")
        self._pauses = Pauses()
        self.stalled = 0  # bursts that a busy machine tore apart before the program saw them
        if self._real:
            QApplication.instance().installEventFilter(self._pauses)  # type: ignore[union-attr]

    @property
    def name(self) -> str:
        return "by xdotool" if self._real else "sent to the window"

    async def scan(self, code: str, number: int) -> bool:
        """Play a burst; False if it was no burst because xdotool stalled."""
        if not self._real:
            target = QApplication.focusWidget() or self._window
            QTest.keyClicks(target, code)
            QTest.keyClick(QApplication.focusWidget() or self._window, Qt.Key.Key_Return)
            return True
        self._pauses.clear()
        key_ms = (1, 5, 10)[number % 3]
        played: list[str] = []
        for character in code:
            played += [*strokes(character), "sleep", str(key_ms / 1000)]
        ending = ["key", "--delay", "0", "Return"] if number % 2 else []  # else silence
        process = QProcess()
        process.start("xdotool", [*played, *ending])
        while process.state() is not QProcess.ProcessState.NotRunning:  # noqa: ASYNC110
            await asyncio.sleep(0.002)
        await asyncio.sleep(0.02 if ending else 0.15)
        kept_pace = self._pauses.longest_ms <= key_ms + STALL_MS
        self.stalled += not kept_pace
        return kept_pace


def shares(scans: int) -> Iterator[list[str]]:
    """Yield the codes of keyboard, serial scanner and camera: no code twice."""
    codes = [f"C{(number * 7919) % GUESTS:06d}" for number in range(scans)]
    camera = scans // CAMERA_SHARE
    keyboard = (scans - camera) // 2
    yield codes[:keyboard]
    yield codes[keyboard : scans - camera]
    yield codes[scans - camera :]


async def endure(app: QApplication, folder: Path, scans: int) -> bool:
    """Run all lanes to their end and print the figures; False if a scan was lost or doubled."""
    typed, sent, filmed = shares(scans)
    film = folder / "badges.avi"
    make_film(film, filmed)
    device, port = os.openpty()

    def find_pty(_known: Collection[str] = ()) -> str:
        return os.ttyname(port)

    serial.find_scanner = find_pty
    station = Station(app, Options(camera=str(film), language="en"), folder, asyncio.Event())
    ledger = Ledger()
    camera_done = asyncio.Event()

    def camera_told(report: LaneReport) -> None:
        if report.state is not LaneState.LIVE and ledger.answers:
            camera_done.set()

    await station.start()
    station.devices.camera.state_changed.connect(camera_told)
    try:
        door = station.doors.door
        assert door is not None
        door.presenter.on_answered = ledger.take
        keys = Keys(station)
        torn: list[str] = []  # never played as a burst: no scan

        async def type_all() -> None:
            for number, code in enumerate(typed):
                ledger.send(code, Lane.KEYBOARD)
                if not await keys.scan(code, number):
                    await asyncio.sleep(0.3)
                    if not ledger.answers[code]:
                        torn.append(code)
                await asyncio.sleep(PAUSE_S)

        async def send_all() -> None:
            for number, code in enumerate(sent):
                ledger.send(code, Lane.SERIAL)
                data = code.encode() + (b"\r", b"\n", b"\r\n")[number % 3]
                cut = number % len(data)  # bytes come in pieces of any size
                os.write(device, data[:cut])
                await asyncio.sleep(0)
                os.write(device, data[cut:])
                await asyncio.sleep(SERIAL_PAUSE_S + 0.02 * (number % 5))

        begin = time.perf_counter()
        cpu = time.process_time()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        await asyncio.gather(type_all(), send_all(), camera_done.wait())
        typed = [code for code in typed if code not in torn]
        everything = [*typed, *sent, *filmed]
        patience = time.perf_counter() + PATIENCE_S
        while ledger.lost(everything) and time.perf_counter() < patience:  # noqa: ASYNC110
            await asyncio.sleep(0.1)
        took_s = time.perf_counter() - begin
        print(f"{scans} scans in {took_s:.0f} s, {GUESTS} guests, keys {keys.name}")
        if torn:
            print(f"not played: {len(torn)} bursts, torn by a stalled xdotool")
        for lane, codes in ((Lane.KEYBOARD, typed), (Lane.SERIAL, sent), (Lane.CAMERA, filmed)):
            line = f"{lane.value:9} {len(codes):5} sent, {len(ledger.lost(codes))} lost"
            if times := sorted(ledger.took_ms.get(lane, [])):
                line += (
                    f", first key or byte to answer: median {statistics.median(times):.1f} ms,"
                    f" 99 % {times[int(len(times) * 0.99)]:.1f} ms, worst {times[-1]:.1f} ms"
                )
            print(line)
        known = {*everything, *torn}
        strange = sum(count for code, count in ledger.answers.items() if code not in known)
        lost = len(ledger.lost(everything))
        print(f"lost {lost}, doubled {ledger.doubled}, wrong {ledger.wrong}, strange {strange}")
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024
        print(f"processor {(time.process_time() - cpu) / took_s:.0%}, memory grew {grown:.0f} MB")
        return not (lost or ledger.doubled or (ledger.wrong and not torn))
    finally:
        await station.shut_down()
        os.close(device)
        os.close(port)


def main() -> None:
    scans = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), GUESTS)
        with open_loop(app) as loop:
            sound = loop.run_until_complete(endure(app, Path(folder), scans))
    raise SystemExit(0 if sound else 1)


if __name__ == "__main__":
    main()
