"""The two threads of a camera: one captures, one decodes; only the newest picture waits between.

Everything here runs off the GUI thread. What happens is told through `Events`, from both threads.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtGui import QImage

from station_app.domain.scan import LaneReason, PictureQuality, ScanHint
from station_app.domain.timings import Timings
from station_app.scanners.capture import (
    CameraWishes,
    Capture,
    NotOpened,
    SourceKind,
    is_file,
    name_of,
    open_capture,
)
from station_app.scanners.decode import Decoded, Decoder
from station_app.scanners.decode_hints import HintFilter, hint_for
from station_app.scanners.opencv import opencv
from station_app.scanners.picture_quality import measure

if TYPE_CHECKING:
    from station_app.scanners.decode import Image

log = logging.getLogger(__name__)

Outline = tuple[tuple[float, float], ...]
Opener = Callable[[int | str, CameraWishes], Capture | NotOpened]

_RETRY_S = (1.0, 2.0, 4.0, 8.0, 10.0)
_NO_PICTURE_S = 1.5
_PREVIEW_GAP_S = 1 / 15
_READ_GAP_S = 0.02  # a picture in which a code was read need not wait for its turn
_LAST_FRAME_S = 5.0  # everything tried on a large photograph, on a busy machine
_MEASURE_GAP_S = 0.2


class Events(Protocol):
    """Where the threads tell what happens; called from either of them."""

    def report(self, reason: LaneReason, detail: str) -> None: ...  # NONE: pictures come
    def read(self, texts: tuple[str, ...]) -> None: ...  # nearest to the centre first
    def picture(self, image: QImage, outlines: tuple[Outline, ...], read: bool) -> None: ...
    def hint(self, hint: ScanHint) -> None: ...  # when it changes
    def measured(self, quality: PictureQuality) -> None: ...  # while `measuring`


@dataclass(frozen=True, slots=True)
class Preview:
    """How pictures are wanted. Replaced as a whole, so it needs no lock."""

    wanted: bool = True
    width: int = 640
    height: int = 360
    mirrored: bool = True


class CameraThreads:
    """One run of one source, from `start` to `stop`; never started again."""

    def __init__(
        self,
        source: int | str,
        decoder: Decoder,
        events: Events,
        preview: Preview,
        opener: Opener = open_capture,
        wishes: CameraWishes | None = None,
    ) -> None:
        self.preview = preview
        self.measuring = False
        self.timings = Timings()
        self.preview_free = threading.Event()  # set: the screen has taken the last picture
        self.preview_free.set()
        self._source = source
        self._decoder = decoder
        self._events = events
        self._opener = opener
        self._wishes = wishes or CameraWishes()
        self._focus_held = threading.Event()
        self._stopped = threading.Event()
        self._changed = threading.Condition()
        self._newest: Image | None = None
        self._decoding = False
        self._newest_is_last = False
        self._any_read = False
        self._measured_s = -1.0
        self._hints = HintFilter()
        self._shown_s = -1.0
        self._shown_read = False
        self._threads = (
            threading.Thread(target=self._capture, name="camera-capture", daemon=True),
            threading.Thread(target=self._decode, name="camera-decode", daemon=True),
        )

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self, timeout_s: float) -> bool:
        """End both threads; False if a driver does not come back in time."""
        self._stopped.set()
        with self._changed:
            self._newest = None
            self._changed.notify_all()
        end_s = time.monotonic() + timeout_s
        for thread in self._threads:
            thread.join(max(0.0, end_s - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    # The capture thread

    def _capture(self) -> None:
        tries = 0
        while not self._stopped.is_set():
            try:
                reason, detail, had_pictures = self._run_once()
            except Exception:  # the edge of the loop: a lane must outlive a bug of a driver
                log.exception("the camera failed")
                reason, detail, had_pictures = LaneReason.NO_PICTURE, "", False
            if self._stopped.is_set():
                return
            self._events.report(reason, detail)
            if reason in (LaneReason.ENDED, LaneReason.NO_ENGINE):
                return
            tries = 0 if had_pictures or self._is_cheap_to_try(reason) else tries
            self._stopped.wait(_RETRY_S[min(tries, len(_RETRY_S) - 1)])
            tries += 1

    def _is_cheap_to_try(self, reason: LaneReason) -> bool:
        """Whether a camera is seen by its file as soon as it is plugged in."""
        return reason is LaneReason.NOT_FOUND and is_file(self._source)

    def _run_once(self) -> tuple[LaneReason, str, bool]:
        capture = self._opener(self._source, self._wishes)
        if isinstance(capture, NotOpened):
            return capture.reason, capture.detail, False
        name = name_of(self._source)
        try:
            if capture.kind in (SourceKind.FILM, SourceKind.PICTURES):
                reason, had_pictures = self._play(capture)
            else:
                reason, had_pictures = self._watch(capture)
            return reason, name, had_pictures
        finally:
            capture.close()

    def _play(self, capture: Capture) -> tuple[LaneReason, bool]:
        """Offer each picture of a film at its time."""
        start_s, number = time.monotonic(), 0
        last: Image | None = None
        while not self._stopped.is_set():
            frame = capture.read()
            if frame is None:
                break
            if self._stopped.wait(max(0.0, start_s + number / capture.fps - time.monotonic())):
                break
            if number == 0:
                self._events.report(LaneReason.NONE, name_of(self._source))
            if capture.kind is SourceKind.PICTURES:  # each may show what no other does
                with self._changed:
                    self._changed.wait_for(self._is_idle, _LAST_FRAME_S)
            self._offer(frame)
            last, number = frame, number + 1
        if number == 0:
            return LaneReason.NO_PICTURE, False
        with self._changed:  # the end is told after what its last picture shows
            self._changed.wait_for(self._is_idle, _LAST_FRAME_S)
        if last is not None and not self._any_read:  # a photograph, perhaps: it gets all there is
            self._offer(last, is_last=True)
            with self._changed:
                self._changed.wait_for(self._is_idle, _LAST_FRAME_S)
        return LaneReason.ENDED, True

    def _watch(self, capture: Capture) -> tuple[LaneReason, bool]:
        """Offer each picture of a device or stream as it comes."""
        pictures, last_s, focus_held = 0, time.monotonic(), False
        while not self._stopped.is_set():
            if self._focus_held.is_set() is not focus_held:
                focus_held = not focus_held
                capture.hold_focus(focus_held)
            frame = capture.read()
            now_s = time.monotonic()
            if frame is None:
                if now_s - last_s > _NO_PICTURE_S:
                    break
                self._stopped.wait(0.02)  # a driver that fails at once must not spin
                continue
            last_s = now_s
            if pictures == 0:
                self._events.report(LaneReason.NONE, name_of(self._source))
            pictures += 1
            self._offer(frame)
        return (LaneReason.UNPLUGGED if pictures else LaneReason.NO_PICTURE), pictures > 0

    def _offer(self, frame: "Image", *, is_last: bool = False) -> None:
        with self._changed:
            self._newest, self._newest_is_last = frame, is_last
            self._changed.notify_all()

    def _is_idle(self) -> bool:
        return (self._newest is None and not self._decoding) or self._stopped.is_set()

    # The decoding thread

    def _decode(self) -> None:
        if not self._decoder.load():
            self._events.report(LaneReason.NO_ENGINE, "")
            # The picture is still shown, so that a person sees that the camera itself is well.
        while True:
            with self._changed:
                self._decoding = False
                self._changed.notify_all()
                self._changed.wait_for(lambda: self._newest is not None or self._stopped.is_set())
                frame, self._newest = self._newest, None
                thorough, self._decoding = self._newest_is_last, True
            if frame is None or self._stopped.is_set():
                return
            try:
                self._look_at(frame, thorough=thorough)
            except Exception:  # the edge of the loop: one bad picture is not the end of the lane
                log.exception("a picture could not be looked at")

    def _look_at(self, frame: "Image", *, thorough: bool) -> None:
        with self.timings.decode.measure():
            codes = self._decoder.decode(frame, thorough=thorough)
        if self._stopped.is_set():
            return
        if codes:
            self._any_read = True
            self._events.read(tuple(code.text for code in codes))
            if self._wishes.hold_focus:
                self._focus_held.set()
        preview, now_s = self.preview, time.monotonic()
        self._hint(frame, bool(codes), now_s)
        if self.measuring and now_s - self._measured_s >= _MEASURE_GAP_S:
            self._measured_s = now_s
            code = next(iter(codes or self._decoder.seen), None)
            self._events.measured(measure(frame, code.corners if code else None))
        new_read = bool(codes) and not self._shown_read
        if not preview.wanted or not self.preview_free.is_set():
            return
        if now_s - self._shown_s < (_READ_GAP_S if new_read else _PREVIEW_GAP_S):
            return
        self._shown_s, self._shown_read = now_s, bool(codes)
        self.preview_free.clear()
        self._events.picture(*_picture(frame, codes, preview), bool(codes))

    def _hint(self, frame: "Image", read: bool, now_s: float) -> None:
        if read:
            hint = self._hints.read()
        else:
            code = next(iter(self._decoder.seen), None)
            reason = ScanHint.NONE if code is None else hint_for(frame, code)
            hint = self._hints.seen(code, reason, now_s)
        if hint is not None:
            self._events.hint(hint)
            if hint is not ScanHint.NONE:
                self._focus_held.clear()  # where the lens was held is not where this badge is


def _picture(
    frame: "Image", codes: tuple[Decoded, ...], preview: Preview
) -> tuple[QImage, tuple[Outline, ...]]:
    cv2 = opencv()
    height, width = frame.shape[:2]
    factor = min(preview.width / width, preview.height / height, 1.0)
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    small: Any = frame
    if size != (width, height):
        small = cv2.resize(frame, size, interpolation=cv2.INTER_AREA)
    if small.ndim == 2:
        small = cv2.cvtColor(small, cv2.COLOR_GRAY2BGR)
    if preview.mirrored:
        small = cv2.flip(small, 1)
    rgba = cv2.cvtColor(small, cv2.COLOR_BGR2BGRA)  # as QImage.Format_RGB32 lies in memory
    image = QImage(rgba.data, size[0], size[1], rgba.strides[0], QImage.Format.Format_RGB32).copy()
    outlines = []
    for code in codes:
        points = ((x / width, y / height) for x, y in code.corners)
        outlines.append(tuple((1 - x, y) if preview.mirrored else (x, y) for x, y in points))
    return image, tuple(outlines)
