"""The camera lane on films, pictures, and cameras that are not there."""

import threading
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import zxingcpp
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from station_app.domain.scan import (
    Lane,
    LaneReason,
    LaneReport,
    LaneState,
    LightLevel,
    PictureQuality,
    Scan,
    ScanHint,
)
from station_app.scanners import camera_threads
from station_app.scanners.camera import CameraSource
from station_app.scanners.capture import CameraWishes, Capture, NotOpened, SourceKind
from station_app.scanners.decode import CodeKind, Decoder
from tests.benchmarks.decode_pictures import coded

from .pictures import Image, badge, film, paste, pattern, qr, scene


class Ears:
    """Everything a camera lane said."""

    def __init__(self, source: CameraSource) -> None:
        self.scans: list[str] = []
        self.repeats: list[str] = []
        self.reports: list[LaneReport] = []
        self.pictures: list[tuple[QImage, Any, bool]] = []
        source.scanned.connect(lambda scan: self.scans.append(scan.text))
        source.repeated.connect(lambda scan: self.repeats.append(scan.text))
        source.state_changed.connect(self.reports.append)
        source.preview_ready.connect(lambda *picture: self.pictures.append(picture))

    @property
    def reasons(self) -> list[LaneReason]:
        return [report.reason for report in self.reports]


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    yield
    names = [thread.name for thread in threading.enumerate() if thread.name.startswith("camera-")]
    assert names == []


@pytest.fixture
def camera(qapp: QApplication) -> Iterator[CameraSource]:
    camera = CameraSource(parent=qapp)
    yield camera
    assert camera.stop()
    camera.deleteLater()


def ended(report: LaneReport) -> bool:
    return report.reason is LaneReason.ENDED


def play(camera: CameraSource, source: str, qtbot: QtBot) -> Ears:
    ears = Ears(camera)
    camera.set_source(source)
    with qtbot.waitSignal(camera.state_changed, timeout=20_000, check_params_cb=ended):
        camera.start()
    return ears


def test_a_film_is_read_once_a_showing_and_ends_with_a_status(
    camera: CameraSource, qtbot: QtBot, tmp_path: Path
) -> None:
    empty = [scene(640, 480)] * 10
    frames = empty + [badge("ADA-1")] * 25 + empty + [badge("BOB-2")] * 20 + empty
    start_s = time.monotonic()
    ears = play(camera, str(film(tmp_path / "badges.avi", frames)), qtbot)
    assert ears.scans == ["ADA-1", "BOB-2"]
    assert [report.state for report in ears.reports] == [
        LaneState.OFF,
        LaneState.LIVE,
        LaneState.OFF,
    ]
    assert ears.reports[-1] == LaneReport(
        Lane.CAMERA, LaneState.OFF, LaneReason.ENDED, "badges.avi"
    )
    assert time.monotonic() - start_s >= (len(frames) - 1) / 30


def test_a_code_held_up_is_repeated_but_not_scanned_again(
    camera: CameraSource, qtbot: QtBot, tmp_path: Path
) -> None:
    ears = play(camera, str(film(tmp_path / "held.avi", [badge("ADA-1")] * 36, fps=15)), qtbot)
    assert ears.scans == ["ADA-1"]
    assert ears.repeats == ["ADA-1", "ADA-1"]


def test_a_picture_sequence_is_a_film(camera: CameraSource, qtbot: QtBot, tmp_path: Path) -> None:
    ears = play(camera, pattern(tmp_path, [scene(640, 480), badge("ADA-1")]), qtbot)
    assert ears.scans == ["ADA-1"]


def test_no_picture_of_a_sequence_is_left_out(
    camera: CameraSource, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []

    def slow(_decoder: object, image: Image, *, thorough: bool) -> tuple[()]:
        looked.extend([] if thorough else [int(image[0, 0, 0])])
        threading.Event().wait(0.1)
        return ()

    monkeypatch.setattr("station_app.scanners.decode.Decoder.decode", slow)
    shades = [scene(64, 48) * 0 + number * 10 for number in range(8)]
    play(camera, pattern(tmp_path, shades), qtbot)
    assert looked == [number * 10 for number in range(8)]


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_outline_lies_on_the_code(
    camera: CameraSource, qtbot: QtBot, tmp_path: Path, mirrored: bool
) -> None:
    code = qr("ADA-1")
    picture = paste(scene(1280, 720), code, 100, 200)
    camera.set_preview_size(320, 320)
    camera.set_mirrored(mirrored)
    ears = play(camera, str(film(tmp_path / "left.avi", [picture] * 8)), qtbot)
    image, outlines, read = ears.pictures[-1]
    assert (image.width(), image.height(), read) == (320, 180, True)
    xs = [x for x, _ in outlines[0]]
    ys = [y for _, y in outlines[0]]
    left, right = (100 + 24) / 1280, (100 + code.shape[1] - 24) / 1280
    expected = (1 - right, 1 - left) if mirrored else (left, right)
    assert (min(xs), max(xs)) == pytest.approx(expected, abs=0.01)
    assert min(ys) == pytest.approx((200 + 24) / 720, abs=0.01)
    centre = image.pixelColor(
        int(320 * (min(xs) + max(xs)) / 2), int(180 * (min(ys) + max(ys)) / 2)
    )
    assert max(abs(centre.red() - centre.blue()), abs(centre.red() - centre.green())) < 30


def test_no_preview_is_made_for_nobody(camera: CameraSource, qtbot: QtBot, tmp_path: Path) -> None:
    camera.want_preview(False)
    ears = play(camera, str(film(tmp_path / "a.avi", [badge("ADA-1")] * 8)), qtbot)
    assert (ears.scans, ears.pictures) == (["ADA-1"], [])


def test_stopping_in_the_middle_says_nothing_more(
    camera: CameraSource, qtbot: QtBot, tmp_path: Path
) -> None:
    source = str(film(tmp_path / "a.avi", [badge("ADA-1")] * 300))
    ears = Ears(camera)
    camera.set_source(source)
    with qtbot.waitSignal(camera.scanned, timeout=20_000):
        camera.start()
    with qtbot.waitSignal(camera.preview_ready, timeout=5000):
        pass
    assert camera.stop()
    counts = (len(ears.scans), len(ears.pictures), len(ears.repeats))
    with qtbot.assertNotEmitted(camera.preview_ready, wait=150):
        pass
    assert (len(ears.scans), len(ears.pictures), len(ears.repeats)) == counts
    assert ears.reports[-1].state is LaneState.OFF


def test_it_starts_again_after_a_stop(camera: CameraSource, qtbot: QtBot, tmp_path: Path) -> None:
    source = str(film(tmp_path / "a.avi", [badge("ADA-1")] * 5))
    assert play(camera, source, qtbot).scans == ["ADA-1"]
    assert camera.stop()
    other = str(film(tmp_path / "b.avi", [badge("BOB-2")] * 5))
    assert play(camera, other, qtbot).scans == ["BOB-2"]


def test_another_source_takes_over_at_once(
    camera: CameraSource, qtbot: QtBot, tmp_path: Path
) -> None:
    camera.set_source(str(film(tmp_path / "a.avi", [badge("ADA-1")] * 300)))
    with qtbot.waitSignal(camera.scanned, timeout=20_000):
        camera.start()
    other = str(film(tmp_path / "b.avi", [badge("BOB-2")] * 300))
    with qtbot.waitSignal(
        camera.scanned, check_params_cb=lambda scan: scan == Scan("BOB-2", Lane.CAMERA)
    ):
        camera.set_source(other)


@pytest.mark.parametrize("source", [None, "none", "None", "", " none "])
def test_no_camera_is_a_lane_that_is_off(camera: CameraSource, source: str | None) -> None:
    camera.set_source(source)
    ears = Ears(camera)
    camera.start()
    assert camera.report == LaneReport(Lane.CAMERA, LaneState.OFF)
    assert ears.reports == []


@pytest.mark.parametrize("source", [97, "/dev/video97", "missing.avi", "missing%03d.png"])
def test_a_missing_camera_is_a_state(
    camera: CameraSource, qtbot: QtBot, tmp_path: Path, source: str | int
) -> None:
    if isinstance(source, str) and source.startswith("missing"):
        source = str(tmp_path / source)
    ears = Ears(camera)
    camera.set_source(source)
    with qtbot.waitSignal(
        camera.state_changed, check_params_cb=lambda r: r.state is LaneState.FAULT
    ):
        camera.start()
    assert ears.reasons == [LaneReason.OPENING, LaneReason.NOT_FOUND]
    start_s = time.monotonic()
    assert camera.stop()
    assert time.monotonic() - start_s < 0.5


def test_a_file_that_is_no_film_is_a_state(
    camera: CameraSource, qtbot: QtBot, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "film.avi").write_text("not a film")
    camera.set_source(str(tmp_path / "film.avi"))
    with qtbot.waitSignal(
        camera.state_changed, check_params_cb=lambda r: r.reason is LaneReason.NO_PICTURE
    ):
        camera.start()
    assert camera.stop()
    assert capfd.readouterr().err == ""


class Device:
    """A camera that shows what it is told, then fails."""

    def __init__(self, frames: list[Image]) -> None:
        self.frames = deque(frames)
        self.released = False

    def read(self) -> tuple[bool, Image | None]:
        return (True, self.frames.popleft()) if self.frames else (False, None)

    def release(self) -> None:
        self.released = True


def test_an_unplugged_camera_is_tried_again_until_it_is_back(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(camera_threads, "_RETRY_S", (0.01,))
    monkeypatch.setattr(camera_threads, "_NO_PICTURE_S", 0.05)
    devices = [Device([badge("ADA-1")] * 3), Device([badge("BOB-2")] * 3), Device([])]
    opened: Iterator[Capture | NotOpened] = iter(
        [
            NotOpened(LaneReason.BUSY),
            Capture(devices[0], SourceKind.DEVICE, 30),
            NotOpened(LaneReason.NOT_FOUND),
            Capture(devices[1], SourceKind.DEVICE, 30),
            Capture(devices[2], SourceKind.DEVICE, 30),
        ]
    )
    camera = CameraSource(0, opener=lambda *_: next(opened, NotOpened(LaneReason.NOT_FOUND)))
    ears = Ears(camera)
    with qtbot.waitSignal(
        camera.state_changed,
        timeout=10_000,
        check_params_cb=lambda r: r.reason is LaneReason.NO_PICTURE,
    ):
        camera.start()
    assert camera.stop()
    assert ears.scans == ["ADA-1", "BOB-2"]
    told = [
        LaneReason.OPENING,
        LaneReason.BUSY,
        LaneReason.UNPLUGGED,
        LaneReason.NOT_FOUND,
        LaneReason.UNPLUGGED,
        LaneReason.NO_PICTURE,
    ]
    # It may be tried once more before it is stopped.
    assert [reason for reason in ears.reasons if reason][: len(told)] == told
    assert all(device.released for device in devices)


def test_a_driver_that_hangs_is_told_and_left_alone(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("station_app.scanners.camera._STOP_S", 0.05)
    opening, back = threading.Event(), threading.Event()

    def hang(_source: int | str, _wishes: CameraWishes) -> NotOpened:
        opening.set()
        back.wait()
        return NotOpened(LaneReason.NOT_FOUND)

    camera = CameraSource(0, opener=hang)
    camera.start()
    assert opening.wait(5)
    assert not camera.stop()
    back.set()
    qtbot.waitUntil(lambda: not [t for t in threading.enumerate() if t.name.startswith("camera-")])


def test_the_newest_picture_wins_and_capture_never_waits(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded: list[int] = []

    def slow(_decoder: object, image: Image, *, thorough: bool) -> tuple[()]:
        del thorough
        decoded.append(int(image[0, 0, 0]))
        threading.Event().wait(0.2)
        return ()

    monkeypatch.setattr("station_app.scanners.decode.Decoder.decode", slow)
    frames = [scene(64, 48) * 0 + number * 4 for number in range(30)]
    camera = CameraSource()
    start_s = time.monotonic()
    play(camera, str(film(tmp_path / "a.avi", frames)), qtbot)
    assert camera.stop()
    assert time.monotonic() - start_s < 4
    assert len(decoded) < 12
    assert decoded == sorted(decoded)
    assert abs(decoded[-1] - 29 * 4) <= 8


def test_a_code_that_cannot_be_read_is_told_about_until_it_is_read(
    camera: CameraSource, qtbot: QtBot, tmp_path: Path
) -> None:
    code = qr("ADA-1")
    torn = code.copy()
    torn[90:130, 60:160] = 128  # the finder patterns stay, too much else is gone
    hall = scene(640, 480)
    frames = [paste(hall, torn, 200, 100)] * 20 + [paste(hall, code, 200, 100)] * 6
    hints: list[ScanHint] = []
    camera.hinted.connect(hints.append)
    ears = play(camera, str(film(tmp_path / "torn.avi", frames)), qtbot)
    assert ears.scans == ["ADA-1"]
    assert hints == [ScanHint.HOLD_STILL, ScanHint.NONE]


def test_a_hint_ends_with_the_lane(camera: CameraSource, qtbot: QtBot, tmp_path: Path) -> None:
    torn = qr("ADA-1")
    torn[90:130, 60:160] = 128
    camera.set_source(str(film(tmp_path / "torn.avi", [paste(scene(640, 480), torn, 9, 9)] * 60)))
    with qtbot.waitSignal(camera.hinted, timeout=20_000):
        camera.start()
    with qtbot.waitSignal(camera.hinted) as ended_hint:
        assert camera.stop()
    assert ended_hint.args == [ScanHint.NONE]


def test_of_several_codes_the_central_one_speaks_and_all_are_outlined(
    camera: CameraSource, qtbot: QtBot, tmp_path: Path
) -> None:
    hall = scene(1280, 720)
    picture = paste(paste(hall, qr("LEFT-1"), 60, 250), qr("MIDDLE-2"), 560, 250)
    ears = play(camera, str(film(tmp_path / "two.avi", [picture] * 12)), qtbot)
    assert ears.scans == ["MIDDLE-2"]
    _, outlines, read = ears.pictures[-1]
    assert read
    middles = [sum(x for x, _ in outline) / 4 for outline in outlines]
    half = 29 * 6 / 2
    mirrored = [1 - (left + half) / 1280 for left in (560, 60)]  # the speaking one first
    assert middles == pytest.approx(mirrored, abs=0.01)


def test_a_photograph_gets_all_that_is_known(
    camera: CameraSource, qtbot: QtBot, tmp_path: Path
) -> None:
    """There is no next frame with another view of it."""
    picture, shot = coded("tilted", 0, 1)
    decoder = Decoder()
    decoder.load()
    assert decoder.decode(picture) == ()
    assert cv2.imwrite(str(tmp_path / "photo.png"), picture)
    assert play(camera, str(tmp_path / "photo.png"), qtbot).scans == [shot.text]


def test_other_kinds_are_read_from_now_on(
    camera: CameraSource, qtbot: QtBot, tmp_path: Path
) -> None:
    picture = np.full((480, 640, 3), 255, np.uint8)
    aztec = zxingcpp.create_barcode("ADA-1", zxingcpp.BarcodeFormat.Aztec)
    code = np.asarray(aztec.to_image(scale=8))
    picture[100 : 100 + len(code), 100 : 100 + len(code)] = code[..., None]
    source = str(film(tmp_path / "aztec.avi", [picture] * 6))
    assert play(camera, source, qtbot).scans == []
    camera.stop()
    camera.set_source(source, frozenset({CodeKind.QR, CodeKind.AZTEC}))
    assert play(camera, source, qtbot).scans == ["ADA-1"]


def test_a_camera_known_by_its_id_is_found_where_it_is_now(qtbot: QtBot) -> None:
    places: dict[str, int] = {}
    opened: list[int | str] = []

    def open_it(source: int | str, _wishes: CameraWishes) -> Capture:
        opened.append(source)
        return Capture(Device([badge("ADA-1")] * 3), SourceKind.DEVICE, 30)

    camera = CameraSource("id:cam", opener=open_it, place_of=lambda s: places.get(s))
    camera.start()
    assert (camera.report.state, camera.report.reason) == (LaneState.FAULT, LaneReason.NOT_FOUND)
    places["id:cam"] = 1
    with qtbot.waitSignal(camera.scanned, timeout=20_000):
        pass
    places["id:cam"] = 0  # it was unplugged, and plugged in before the other one
    with qtbot.waitSignal(
        camera.state_changed, timeout=20_000, check_params_cb=lambda r: r.state is LaneState.LIVE
    ):
        pass
    assert camera.stop()
    assert opened[:2] == [1, 0]


def test_the_quality_of_the_picture_is_told_on_request(
    camera: CameraSource, qtbot: QtBot, tmp_path: Path
) -> None:
    told: list[PictureQuality] = []
    camera.measured.connect(told.append)
    paper = (badge("ADA-1") * 0.75).astype(np.uint8)
    source = str(film(tmp_path / "a.avi", [paper] * 12))
    play(camera, source, qtbot)
    assert told == []
    camera.stop()
    camera.measure(True)
    play(camera, source, qtbot)
    assert told
    assert told[-1].light_level is LightLevel.GOOD


def test_the_lens_stays_where_a_code_was_read(qtbot: QtBot) -> None:
    held: list[bool] = []

    class Lens(Capture):
        def hold_focus(self, held_now: bool) -> None:
            held.append(held_now)

    device = Device([badge("ADA-1")] * 200)
    camera = CameraSource(
        0,
        wishes=CameraWishes(hold_focus=True),
        opener=lambda *_: Lens(device, SourceKind.DEVICE, 30),
    )
    with qtbot.waitSignal(camera.scanned, timeout=20_000):
        camera.start()
    qtbot.waitUntil(lambda: held == [True])
    assert camera.stop()
