"""The countdown to the return: a ring with seconds in it, or the sign that nothing runs."""

import math
from functools import partial

from PySide6.QtCore import QElapsedTimer, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.buttons import ThemedButton
from station_app.ui.widgets.pictures import Pictures
from station_app.ui.widgets.text_block import TextBlock

_TICK_MS = 50
_CIRCLE = 360 * 16
_KEPT = 9  # a picture for each verdict
_CALM_TICK_MS = 250  # with reduced motion only the number changes


class CountdownRing(ThemedButton):
    """Runs evenly down and says `ran_out`; a click clears at once. Silent for screen readers."""

    ran_out = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("returnRing")
        self._ink = theme.color("text")
        self._ground = theme.color("ground")
        self._total_s = 0.0
        self._spent_s = 0.0
        self._held = False
        self._caption = ""
        self._caption_block: TextBlock | None = None
        self._caption_key: tuple[object, ...] = ()
        self._tracks = Pictures(_KEPT)
        self._faces = Pictures(_KEPT)
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

    def set_colors(self, ink: QColor, ground: QColor) -> None:
        """Draw in the ink of the lintel, on its ground."""
        if (ink, ground) != (self._ink, self._ground):
            self._ink, self._ground = ink, ground
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
        self.update(self._clock_face())

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

    def _clock_face(self) -> QRect:
        """Return where ring and number are, without the caption."""
        return QRect(0, 0, self.width(), self.theme.px(64, 52))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ring, number or pause, and caption."""
        painter, face = QPainter(self), self._clock_face()
        angle = self._angle()
        if angle == _CIRCLE and not self._held:  # as with every new answer
            key = self._seconds(), self._ink.rgba(), self._ground.rgba(), self.theme.version
            ratio = self.devicePixelRatioF()
            draw = partial(self._paint_face, angle=angle)
            self._faces.paint(painter, key, face, ratio, draw, self._ground)
        else:
            self._paint_face(painter, angle)
        top = face.height() + self.theme.px(6)
        if event.rect().bottom() >= top:
            self._paint_caption(painter, top)

    def _angle(self) -> int:
        """Return what is left of the circle, 0 where nothing runs."""
        if self._total_s <= 0:
            return 0
        left = -(-self.remaining_s // 1) if self.theme.reduced_motion else self.remaining_s
        return round(min(1.0, left / self._total_s) * _CIRCLE)

    def _paint_face(self, painter: QPainter, angle: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self.theme.px(64, 52)
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
            painter.drawArc(box, 90 * 16, -angle)

    def _paint_track(self, painter: QPainter, pen: QPen, box: QRectF) -> None:
        """Draw the whole circle from a picture: stroked at every tick it costs half a ms."""

        def draw(onto: QPainter) -> None:
            onto.setRenderHint(QPainter.RenderHint.Antialiasing)
            onto.setPen(pen)
            onto.drawEllipse(box)

        rect = QRect(0, 0, self.width(), math.ceil(box.bottom() + pen.widthF()))
        key = pen.color().rgba(), pen.widthF(), box.getRect()
        self._tracks.paint(painter, key, rect, self.devicePixelRatioF(), draw)

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
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(self._seconds()))

    def _seconds(self) -> int:
        return int(-(-self.remaining_s // 1))

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
                self.update(self._clock_face())
            return
        self.stop()
        self.ran_out.emit()
