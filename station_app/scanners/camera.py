"""The camera lane: scans, preview and state of one camera, film or stream. GUI thread only."""

import logging
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from station_app.domain.scan import (
    Lane,
    LaneReason,
    LaneReport,
    LaneState,
    PictureQuality,
    Scan,
    ScanHint,
)
from station_app.domain.timings import Timings
from station_app.scanners.camera_threads import CameraThreads, Opener, Outline, Preview
from station_app.scanners.cameras import BY_ID, index_of
from station_app.scanners.capture import (
    CameraWishes,
    Source,
    name_of,
    normal_source,
    open_capture,
)
from station_app.scanners.decode import QR_ONLY, CodeKind, Decoder
from station_app.scanners.repeat import Heard, RepeatFilter

log = logging.getLogger(__name__)

_STOP_S = 2.0
_SEARCH_MS = 2000


class _Mouth(QObject):
    """Carries what the threads say into the GUI thread. One for each run."""

    reported = Signal(object, str)  # LaneReason, detail
    texts_read = Signal(object)  # tuple of str
    pictured = Signal(QImage, object, bool)
    hinted = Signal(object)  # ScanHint
    qualified = Signal(object)  # PictureQuality

    def report(self, reason: LaneReason, detail: str) -> None:
        self.reported.emit(reason, detail)

    def read(self, texts: tuple[str, ...]) -> None:
        self.texts_read.emit(texts)

    def picture(self, image: QImage, outlines: tuple[Outline, ...], read: bool) -> None:
        self.pictured.emit(image, outlines, read)

    def hint(self, hint: ScanHint) -> None:
        self.hinted.emit(hint)

    def measured(self, quality: PictureQuality) -> None:
        self.qualified.emit(quality)


class CameraSource(QObject):
    """Owns the threads of a camera: starts them, stops them and waits for them.

    A camera that is missing or fails is a state, and is tried again after 1, 2, 4 ... 10 seconds.
    Nothing is emitted after `stop`, whatever is still on its way.
    """

    scanned = Signal(Scan)
    repeated = Signal(Scan)  # the same code is still held up; about once a second
    preview_ready = Signal(QImage, object, bool)  # picture, outlines in 0..1 of it, code read
    state_changed = Signal(LaneReport)
    hinted = Signal(object)  # ScanHint: a code is seen but not read; NONE: no longer
    measured = Signal(object)  # PictureQuality, some times a second while `measure` is on

    def __init__(
        self,
        source: Source = None,
        *,
        kinds: frozenset[CodeKind] = QR_ONLY,
        repeats: RepeatFilter | None = None,
        wishes: CameraWishes | None = None,
        opener: Opener = open_capture,
        place_of: Callable[[str], int | None] = index_of,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._source = normal_source(source)
        self._kinds = kinds
        self._repeats = repeats or RepeatFilter()
        self._wishes = wishes or CameraWishes()
        self._opener = opener
        self._place_of = place_of
        self._measuring = False
        self.timings = Timings()
        self._search = QTimer(self, singleShot=True, interval=_SEARCH_MS)
        self._search.timeout.connect(self._open)
        self._preview = Preview()
        self._threads: CameraThreads | None = None
        self._mouth: _Mouth | None = None
        self._started = False
        self._report = LaneReport(Lane.CAMERA, LaneState.OFF)
        self._hinted = ScanHint.NONE

    @property
    def source(self) -> Source:
        """The camera, film or stream; None while there is none."""
        return self._source

    @property
    def report(self) -> LaneReport:
        """The state as last told."""
        return self._report

    def start(self) -> None:
        """Open the source in a thread of its own; without a source the lane is off."""
        if self._started:
            return
        self._started = True
        self._open()

    def stop(self) -> bool:
        """Release the camera; True once no thread of it runs (within two seconds)."""
        self._started = False
        ended = self._close()
        self._tell(LaneState.OFF)
        return ended

    def set_source(
        self,
        source: Source,
        kinds: frozenset[CodeKind] | None = None,
        wishes: CameraWishes | None = None,
    ) -> None:
        """Change to another camera, film or stream, other kinds of codes, other wishes.

        None leaves kinds or wishes as they are. If anything changes it is opened anew, at once
        where the lane is started.
        """
        before = (self._source, self._kinds, self._wishes)
        self._source = normal_source(source)
        self._kinds = kinds or self._kinds
        self._wishes = wishes or self._wishes
        if self._started and before != (self._source, self._kinds, self._wishes):
            self._close()
            self._open()

    def measure(self, on: bool) -> None:
        """Tell how good the picture is, in `measured`, until told otherwise."""
        self._measuring = on
        if self._threads is not None:
            self._threads.measuring = on

    def set_mirrored(self, mirrored: bool) -> None:
        """Mirror the preview and its outlines; reading is never mirrored."""
        self._change_preview(replace(self._preview, mirrored=mirrored))

    def set_preview_size(self, width: int, height: int) -> None:
        """Set the pixels a preview may fill; its shape stays the camera's."""
        self._change_preview(replace(self._preview, width=max(1, width), height=max(1, height)))

    def want_preview(self, wanted: bool) -> None:
        """Say whether anybody looks at the preview."""
        self._change_preview(replace(self._preview, wanted=wanted))

    def _change_preview(self, preview: Preview) -> None:
        self._preview = preview
        if self._threads is not None:
            self._threads.preview = preview

    def _open(self) -> None:
        if self._source is None:
            self._tell(LaneState.OFF)
            return
        source = self._source
        if isinstance(source, str) and source.startswith(BY_ID):
            place = self._place_of(source)
            if place is None:
                self._tell(LaneState.FAULT, LaneReason.NOT_FOUND)
                self._search.start()
                return
            source = place
        mouth = _Mouth()
        queued = Qt.ConnectionType.QueuedConnection
        mouth.reported.connect(self._relay_report, queued)
        mouth.texts_read.connect(self._relay_texts, queued)
        mouth.pictured.connect(self._relay_picture, queued)
        mouth.hinted.connect(self._relay_hint, queued)
        mouth.qualified.connect(self._relay_quality, queued)
        self._mouth = mouth
        self._tell(LaneState.OFF, LaneReason.OPENING)
        self._threads = CameraThreads(
            source, Decoder(self._kinds), mouth, self._preview, self._opener, self._wishes
        )
        self._threads.measuring = self._measuring
        self._threads.timings = self.timings
        self._threads.start()

    def _close(self) -> bool:
        self._search.stop()
        threads = self._threads
        self._threads = self._mouth = None  # what is still queued comes from nobody known
        self._hint(ScanHint.NONE)
        if threads is None:
            return True
        ended = threads.stop(_STOP_S)
        if not ended:
            log.warning("the camera driver does not come back; its thread ends when it does")
        return ended

    def _tell(
        self, state: LaneState, reason: LaneReason = LaneReason.NONE, detail: str | None = None
    ) -> None:
        if detail is None:
            detail = "" if self._source is None else name_of(self._source)
        report = LaneReport(Lane.CAMERA, state, reason, detail)
        if report != self._report:
            self._report = report
            self.state_changed.emit(report)

    def _is_current(self) -> bool:
        return self._mouth is not None and self.sender() is self._mouth

    @Slot(object, str)
    def _relay_report(self, reason: LaneReason, detail: str) -> None:
        if not self._is_current():
            return
        if reason is LaneReason.NONE:
            if self._report.reason is not LaneReason.NO_ENGINE:
                self._tell(LaneState.LIVE, detail=detail)
            return
        self._hint(ScanHint.NONE)
        if reason is LaneReason.ENDED:
            self._tell(LaneState.OFF, reason, detail)
        else:
            self._tell(LaneState.FAULT, reason, detail)
            if self._is_moved(reason):
                self._close()
                self._search.start()

    @Slot(object)
    def _relay_texts(self, texts: tuple[str, ...]) -> None:
        if not self._is_current():
            return
        for text in texts[1:]:
            self._repeats.glimpse(text)
        heard = self._repeats.hear(texts[0])
        scan = Scan(texts[0], Lane.CAMERA)
        if heard is Heard.NEW:
            self.scanned.emit(scan)
        elif heard is Heard.AGAIN:
            self.repeated.emit(scan)

    @Slot(QImage, object, bool)
    def _relay_picture(self, image: QImage, outlines: tuple[Outline, ...], read: bool) -> None:
        if not self._is_current():
            return
        if self._threads is not None:
            self._threads.preview_free.set()
        self.preview_ready.emit(image, outlines, read)

    @Slot(object)
    def _relay_hint(self, hint: ScanHint) -> None:
        if self._is_current():
            self._hint(hint)

    @Slot(object)
    def _relay_quality(self, quality: PictureQuality) -> None:
        if self._is_current():
            self.measured.emit(quality)

    def _is_moved(self, reason: LaneReason) -> bool:
        """Whether a camera known by its id may have another place among all now."""
        lost = reason in (LaneReason.UNPLUGGED, LaneReason.NOT_FOUND)
        return lost and isinstance(self._source, str) and self._source.startswith(BY_ID)

    def _hint(self, hint: ScanHint) -> None:
        if hint is not self._hinted:
            self._hinted = hint
            self.hinted.emit(hint)
