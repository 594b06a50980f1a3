"""The beam over the whole width: glyph, word, sentence, countdown. Only a verdict fills it."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QWidget

from station_app.domain.verdict import Verdict
from station_app.ui.station.screen import LintelText
from station_app.ui.theme import Theme
from station_app.ui.widgets.labels import TextLabel
from station_app.ui.widgets.motion import Motion
from station_app.ui.widgets.painting import (
    draw_icon,
    fill_dashes,
    fill_dots,
    fill_stripes,
    painter_on,
)
from station_app.ui.widgets.pictures import Pictures
from station_app.ui.widgets.placing import put
from station_app.ui.widgets.ring import CountdownRing

_ATTENTION = (Verdict.ALREADY, Verdict.LEFT, Verdict.NOT_CONFIRMED, Verdict.SEVERAL)
_STOP = (Verdict.DEREGISTERED, Verdict.REMOVED)
_FADE_MS = 160
_SILLS = 8  # of verdicts
_STAND_MS = 300  # how long the frame stands with reduced motion


class Lintel(QWidget):
    """Shows one answer, or that the station is ready."""

    cleared = Signal()
    ran_out = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text: LintelText | None = None
        self._verdict: Verdict | None = None
        self._asking = False
        self._seen = False
        self._frame = 0.0  # how much of the frame of a new answer is still seen, 0 to 1
        self._sills = Pictures(_SILLS)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # nothing under it is painted
        self.verdict = TextLabel(theme, "word", fit=True, kept=True, parent=self)
        self.verdict.setObjectName("verdict")
        self.verdict_detail = TextLabel(theme, "detail", lines=2, parent=self)
        self.verdict_detail.setObjectName("verdictDetail")
        self.ready = TextLabel(theme, "ready", fit=True, kept=True, parent=self)
        self.ready.setObjectName("readyWord")
        self.ready_detail = TextLabel(theme, "detail", "muted", lines=2, parent=self)
        self.ready_detail.setObjectName("readyDetail")
        self.ring = CountdownRing(theme, self)
        self._fade = Motion(_FADE_MS, self)
        self._fade.moved.connect(self._set_frame)
        self._stand = QTimer(self)
        self._stand.setSingleShot(True)
        self._stand.setInterval(_STAND_MS)
        self._stand.timeout.connect(lambda: self._set_frame(0.0))
        self.ring.clicked.connect(self.cleared)
        self.ring.ran_out.connect(self.ran_out)
        theme.changed.connect(self._restyle)

    def show_text(self, text: LintelText) -> None:
        """Show a verdict, or readiness when there is none."""
        if text == self._text:
            return
        self._text = text
        before = self._verdict, self._asking, self._seen
        self._verdict, self._asking, self._seen = text.verdict, text.asking, text.seen
        told = text.verdict is not None
        self.verdict.show_text(text.word if told else "")
        self.verdict_detail.show_text(text.detail if told else "")
        self.ready.show_text("" if told else text.word)
        self.ready_detail.show_text("" if told else text.detail)
        for label in (self.verdict, self.verdict_detail):
            label.setVisible(told)
        for label in (self.ready, self.ready_detail):
            label.setVisible(not told)
        if (self._verdict, self._asking, self._seen) == before:
            self._place()
        else:
            self._restyle()

    def forget(self) -> None:
        """Drop the verdict's words while nothing is told, so that no reader finds stale ones."""
        self.show_text(LintelText(verdict=None, word="", detail=""))

    def pulse(self) -> None:
        """Frame a new answer for a moment, so that a second Welcome is seen to be another one."""
        self._fade.stop()
        self._stand.stop()
        if self._theme.reduced_motion:
            self._set_frame(1.0)
            self._stand.start()
        else:
            self._fade.start()

    @property
    def fill(self) -> QColor:
        """The colour of the beam."""
        return self._colors()[0]

    @property
    def is_pulsing(self) -> bool:
        """Whether the frame of a new answer is seen."""
        return self._frame > 0

    def hasHeightForWidth(self) -> bool:
        """Enlarged text may need a second line, and that a higher beam."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the designed height, or more where word and sentence need it."""
        theme = self._theme
        detail = self.verdict_detail if self._verdict else self.ready_detail
        words = theme.line("word") + theme.px(4, 2) + detail.heightForWidth(self._room(width))
        around = self._sill_height() + sum(self._keylines()) + theme.px(10, 4)
        return max(theme.px(172, 128), words + around)

    def sizeHint(self) -> QSize:
        """The whole width of the window."""
        width = self._theme.px(1280, 1024)
        return QSize(width, self.heightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts."""
        del event
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw beam, edge and glyph; the words are labels."""
        del event
        theme, painter = self._theme, painter_on(self)
        rect = self.rect().toRectF()
        fill, ink = self._colors()
        painter.fillRect(rect, fill)
        top, bottom = self._keylines()
        body = rect.adjusted(0, top, 0, -bottom)
        if top:
            painter.fillRect(QRectF(0, 0, rect.width(), top), theme.color("keyline"))
        if bottom:
            line = theme.color("keyline" if self._verdict or theme.name == "contrast" else "line")
            painter.fillRect(QRectF(0, rect.height() - bottom, rect.width(), bottom), line)
        sill = self._sill_height()
        if sill:
            edge = QRectF(0, body.bottom() - sill, rect.width(), sill)
            key = self._verdict, self._seen, self.height(), theme.version
            self._sills.paint(
                painter,
                key,
                edge.toRect(),
                self.devicePixelRatioF(),
                lambda onto: self._paint_sill(onto, edge, fill, ink),
                fill,
            )
        middle = self._middle()
        size = theme.px(108, 84)
        left = theme.px(32, 24) + theme.px(22, 18)
        where = QRectF(left, middle - size / 2, size, size)
        glyph = f"verdict-{self._verdict}" if self._verdict else "scan"
        if self._seen:
            glyph = "clock"  # what stations note, not the server
        draw_icon(painter, theme, glyph, ink.name(), where, self.devicePixelRatioF())
        if self._frame > 0:
            color = QColor(ink)
            color.setAlphaF(self._frame)
            _fill_frame(painter, self._frame_rect(), theme.exact(4), color)

    def _colors(self) -> tuple[QColor, QColor]:
        if self._verdict is None:
            ground = "surface3" if self._asking else "surface2"
            return self._theme.color(ground), self._theme.color("text")
        # Nobody is waved through who was seen elsewhere.
        colors = self._theme.tokens.verdicts[Verdict.ALREADY if self._seen else self._verdict]
        return QColor(colors.fill), QColor(colors.on)

    def _keylines(self) -> tuple[int, int]:
        if self._theme.name == "contrast":
            return self._theme.px(4), self._theme.px(4)
        if self._theme.name == "light":
            return 0, self._theme.px(3) if self._verdict else 1
        return 0, 0

    def _sill_height(self) -> int:
        if self._verdict is None or (self._verdict is Verdict.WELCOME and not self._seen):
            return 0
        return self._theme.px(8 if self._wants_a_look else 12)

    @property
    def _wants_a_look(self) -> bool:
        return self._seen or self._verdict in _ATTENTION

    def _paint_sill(self, painter: QPainter, rect: QRectF, fill: QColor, ink: QColor) -> None:
        exact = self._theme.exact
        if self._verdict in _STOP:
            fill_stripes(painter, rect, ink, fill, exact(12))
        elif self._wants_a_look:
            fill_dashes(painter, rect, ink, exact(24), exact(16))
        else:
            fill_dots(painter, rect, ink, exact(7.5), exact(16))

    def _frame_rect(self) -> QRectF:
        top, bottom = self._keylines()
        inset = self._theme.exact(6)
        whole = QRectF(0, top, self.width(), self.height() - top - bottom)
        return whole.adjusted(inset, inset, -inset, -inset - self._sill_height())

    def _middle(self) -> float:
        top, bottom = self._keylines()
        padding = self._theme.px(8) if self._sill_height() else 0
        return top + (self.height() - top - bottom - padding) / 2

    def _place(self) -> None:
        theme = self._theme
        left = theme.px(216, 168)
        hint = self.ring.sizeHint()
        ring_left = self.width() - theme.px(24, 16) - hint.width()
        room = self._room(self.width())
        middle, gap, word = self._middle(), theme.px(4, 2), theme.line("word")
        for title, detail in ((self.verdict, self.verdict_detail), (self.ready, self.ready_detail)):
            tall = detail.heightForWidth(room)
            top = round(middle - (word + gap + tall) / 2)
            # Descenders are longer than the line is high.
            spill = theme.px(8)
            put(title, left, top - spill, room, word + 2 * spill)
            put(detail, left, top + word + gap, room, tall)
        one_line = theme.px(64, 52) + theme.px(6) + theme.line("ring_caption")
        put(self.ring, ring_left, round(middle - one_line / 2), hint.width(), hint.height())

    def _room(self, width: int) -> int:
        """Return the width there is for words between glyph and ring."""
        px = self._theme.px
        ring = px(24, 16) + self.ring.sizeHint().width() + px(16)
        return max(1, width - px(216, 168) - ring)

    def _restyle(self) -> None:
        told = self._verdict is not None
        fill, ink = self._colors()
        self.verdict.set_ink(ink if told else None)
        self.verdict_detail.set_ink(ink if told else None)
        self.ring.set_colors(ink, fill)
        self._place()
        self.update()

    def _set_frame(self, share: float) -> None:
        self._frame = share
        # Only the lines of the frame: words and ring are not painted again with each step.
        outer, line = self._frame_rect(), self._theme.exact(4)
        inner = outer.adjusted(line, line, -line, -line).toRect().adjusted(1, 1, -1, -1)
        self.update(QRegion(outer.toAlignedRect()) - QRegion(inner))


def _fill_frame(painter: QPainter, rect: QRectF, line: float, color: QColor) -> None:
    """Draw a frame inside a rectangle."""
    wide, tall = rect.width(), rect.height() - 2 * line
    painter.fillRect(QRectF(rect.left(), rect.top(), wide, line), color)
    painter.fillRect(QRectF(rect.left(), rect.bottom() - line, wide, line), color)
    for left in (rect.left(), rect.right() - line):
        painter.fillRect(QRectF(left, rect.top() + line, line, tall), color)
