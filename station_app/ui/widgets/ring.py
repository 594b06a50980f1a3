"""The countdown to the return: a ring with seconds in it, or the sign that nothing runs."""

import math

from PySide6.QtCore import QElapsedTimer, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.buttons import ThemedButton
from station_app.ui.widgets.text_block import TextBlock

_TICK_MS = 50
_TRACKS = 8  # inks of verdicts
_CALM_TICK_MS = 250  # with reduced motion only the number changes


class CountdownRing(ThemedButton):
    """Runs evenly down and says `ran_out`; a click clears at once. Silent for screen readers."""

    ran_out = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("returnRing")
        self._ink = theme.color("text")
        self._total_s = 0.0
        self._spent_s = 0.0
        self._held = False
        self._caption = ""
        self._caption_block: TextBlock | None = None
        self._caption_key: tuple[object, ...] = ()
        self._tracks: dict[tuple[object, ...], QPixmap] = {}
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    @property
    def remaining_s(self) -> float:
        """Seconds left; 0 when nothing runs."""
        return max(0.0, self._total_s - self._spent_s)

    @property
    def is_running(self) -> bool:
        """Whether a countdown is under way, held or not."""
        return self._timer.isActive()

    @property
    def is_held(self) -> bool:
        """Whether the countdown waits for the person."""
        return self._held

    def set_ink(self, color: QColor) -> None:
        """Draw in the ink of the lintel."""
        self._ink = color
        self.update()

    def set_caption(self, text: str) -> None:
        """Say what clears the answer."""
        if text != self._caption:
            self._caption = text
            self.setAccessibleName(text)
            self.update()

    def start(self, seconds: float) -> None:
        """Count down from the beginning; 0 shows the pause sign and waits."""
        self._total_s, self._spent_s, self._held = seconds, 0.0, False
        if seconds > 0:
            self._clock.start()
            self._timer.start(_CALM_TICK_MS if self.theme.reduced_motion else _TICK_MS)
        else:
            self._timer.stop()
        self.update()

    def stop(self) -> None:
        """End the countdown without a word."""
        self._timer.stop()
        self._total_s = 0.0

    def hold(self, held: bool) -> None:
        """Stand still while a person is at work with the answer, go on afterwards."""
        if held != self._held:
            self._account()
            self._held = held
            self.update()

    def sizeHint(self) -> QSize:
        """Ring over two lines of caption."""
        tall = self.theme.px(64, 52) + self.theme.px(6) + 2 * self.theme.line("ring_caption")
        return QSize(self.theme.px(96), tall)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ring, number or pause, and caption."""
        del event
        theme, painter = self.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(64, 52)
        unit = side / 64
        middle = QPointF(self.width() / 2, side / 2)
        box = QRectF(middle.x() - 27 * unit, middle.y() - 27 * unit, 54 * unit, 54 * unit)
        waits = self._total_s <= 0
        faint = QColor(self._ink)
        faint.setAlphaF(0.28)
        pen = QPen(self._ink if waits else faint, 6 * unit)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self._paint_track(painter, pen, box)
        if waits or self._held:
            self._paint_pause(painter, middle, unit)
        else:
            self._paint_number(painter, middle)
        if not waits:
            pen.setColor(self._ink)
            painter.setPen(pen)
            share = self.remaining_s / self._total_s
            if theme.reduced_motion:
                share = -(-self.remaining_s // 1) / self._total_s
            painter.drawArc(box, 90 * 16, -round(min(1.0, share) * 360 * 16))
        self._paint_caption(painter, side + theme.px(6))

    def _paint_track(self, painter: QPainter, pen: QPen, box: QRectF) -> None:
        """Draw the whole circle from a picture: stroked at every tick it costs half a ms."""
        ratio = self.devicePixelRatioF()
        key = (pen.color().rgba(), pen.widthF(), box.getRect(), ratio)
        track = self._tracks.get(key)
        if track is None:
            if len(self._tracks) >= _TRACKS:
                self._tracks.clear()
            side = math.ceil(box.bottom() + pen.widthF())
            track = QPixmap(round(self.width() * ratio), round(side * ratio))
            track.setDevicePixelRatio(ratio)
            track.fill(Qt.GlobalColor.transparent)
            onto = QPainter(track)
            onto.setRenderHint(QPainter.RenderHint.Antialiasing)
            onto.setPen(pen)
            onto.drawEllipse(box)
            onto.end()
            self._tracks[key] = track
        painter.drawPixmap(0, 0, track)

    def _paint_pause(self, painter: QPainter, middle: QPointF, unit: float) -> None:
        pen = QPen(self._ink, 6 * unit)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for x in (-7, 7):
            at = middle.x() + x * unit
            painter.drawLine(QPointF(at, middle.y() - 9 * unit), QPointF(at, middle.y() + 9 * unit))

    def _paint_number(self, painter: QPainter, middle: QPointF) -> None:
        painter.setPen(self._ink)
        painter.setFont(self.theme.font("ring"))
        box = QRectF(0, 0, self.width(), 2 * middle.y())
        seconds = int(-(-self.remaining_s // 1))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(seconds))

    def _paint_caption(self, painter: QPainter, top: float) -> None:
        key = (self._caption, self.width(), self.theme.version)
        if self._caption_block is None or key != self._caption_key:
            self._caption_key = key
            self._caption_block = TextBlock(
                self._caption,
                self.theme.font("ring_caption"),
                self.theme.line("ring_caption"),
                self.width(),
                max_lines=2,
                center=True,
            )
        self._caption_block.paint(painter, 0, top, self._ink)

    def _account(self) -> None:
        elapsed_s = self._clock.restart() / 1000 if self._clock.isValid() else 0.0
        if not self._held:
            self._spent_s += elapsed_s

    def _tick(self) -> None:
        self._account()
        if self.remaining_s > 0:
            if not self._held:
                self.update()
            return
        self.stop()
        self.ran_out.emit()
