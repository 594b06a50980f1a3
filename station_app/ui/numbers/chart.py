"""Arrivals as bars: guests filled, companions hatched on top of them, and where now is."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from station_app.ui.numbers.words import number
from station_app.ui.station.screen import NumberBar
from station_app.ui.theme import Theme
from station_app.ui.widgets.painting import CENTER, LEFT, RIGHT, draw_line, fill_stripes

_LINES = 4  # at most, across the chart
_WIDE = 46 / 72  # of a bar's place
_SHARES = (1.0, 0.9, 0.8, 0.7)  # of the size of a number that is too wide for its place


def line_step(most: int, lines: int = _LINES) -> int:
    """Return how far apart the lines stand, 1, 2 or 5 times a power of ten: as near as so many
    lines below a number allow."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if most // step <= lines:
                return step
        power *= 10


class Chart(QWidget):
    """The bars. What they show is its accessible description; nothing in it is told by colour."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bars: tuple[NumberBar, ...] = ()
        self._now = 0
        self._now_word = ""
        self._empty = ""
        self.setObjectName("arrivalsChart")
        theme.changed.connect(self.update)

    def show_bars(
        self, bars: tuple[NumberBar, ...], now: int, now_word: str, empty: str, words: str
    ) -> None:
        """Show bars, and a line behind the one of this moment; `empty` where there are none."""
        self._bars, self._now, self._now_word, self._empty = bars, now, now_word, empty
        self.setAccessibleDescription(words or empty)
        self.update()

    def sizeHint(self) -> QSize:
        """As drawn."""
        return QSize(self._theme.px(772, 600), self._theme.px(384, 300))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw lines, bars, words and now."""
        del event
        theme, painter = self._theme, QPainter(self)
        if not self._bars:
            rect = self.rect().toRectF()
            font, ink = theme.font("company"), theme.color("muted")
            draw_line(painter, rect, self._empty, font, ink, CENTER)
            return
        most = max(bar.guests + bar.companions for bar in self._bars)
        lines = self._lines()
        step = line_step(most, lines)
        top = step * math.ceil(most / step) if lines == _LINES else most
        plot = self._plot(top)
        each = plot.height() / top
        self._paint_lines(painter, plot, range(step, top + 1, step), each)
        tops = [
            self._paint_bar(painter, self._place_of(plot, place), bar, each)
            for place, bar in enumerate(self._bars)
        ]
        self._paint_values(painter, plot, tops)
        self._paint_labels(painter, plot)
        base = plot.bottom() + 0.5
        painter.setPen(QPen(theme.color("border"), 1))
        painter.drawLine(QPointF(plot.left(), base), QPointF(plot.right(), base))
        self._paint_now(painter, plot, self._place_of(plot, self._now).right())

    def _plot(self, top: int) -> QRectF:
        """Return the ground of the bars: at the left room for the lines' numbers."""
        theme, exact = self._theme, self._theme.exact
        left = theme.metrics("axis").horizontalAdvance(number(top)) + exact(24, 14)
        return QRectF(left, self._above(), self.width() - left - exact(4), self._high())

    def _above(self) -> float:
        """Return the room over the highest bar: for its number, and the word at the line."""
        theme = self._theme
        return theme.line("bar_label") + theme.line("bar_value") + theme.exact(20, 8)

    def _high(self) -> float:
        below = self._theme.line("bar_label") + self._theme.exact(14, 8)
        return max(1.0, math.floor(self.height() - self._above() - below))

    def _lines(self) -> int:
        """Return how many lines there is room for."""
        return min(_LINES, max(1, int(self._high() // (1.2 * self._theme.line("axis")))))

    def _place_of(self, plot: QRectF, place: int) -> QRectF:
        wide = plot.width() / len(self._bars)
        return QRectF(plot.left() + place * wide, plot.top(), wide, plot.height())

    def _paint_lines(self, painter: QPainter, plot: QRectF, values: range, each: float) -> None:
        theme = self._theme
        tall = theme.line("axis")
        for value in values:
            y = math.floor(plot.bottom() - value * each) + 0.5
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            words = QRectF(0, y - tall / 2, plot.left() - theme.exact(10, 6), tall)
            ink = theme.color("faint")
            draw_line(painter, words, number(value), theme.font("axis"), ink, RIGHT)

    def _paint_bar(self, painter: QPainter, place: QRectF, bar: NumberBar, each: float) -> float:
        """Paint a bar; return where it ends above."""
        theme = self._theme
        wide = round(place.width() * _WIDE)
        left = round(place.center().x() - wide / 2)
        top = place.bottom() - _tall(bar.guests, each)
        fill = theme.color("accent")
        if bar.guests:
            painter.fillRect(QRectF(left, top, wide, place.bottom() - top), fill)
        if bar.companions:
            gap = theme.px(1) if bar.guests else 0
            tall = _tall(bar.companions, each)
            hatched = QRectF(left, top - tall, wide, max(1.0, tall - gap))
            _paint_hatched(painter, theme, hatched, fill)
            top -= tall
        return top

    def _paint_values(self, painter: QPainter, plot: QRectF, tops: list[float]) -> None:
        """Write the numbers over the bars, all in one size; every second where they would touch."""
        theme, room = self._theme, self._place_of(plot, 0).width()
        for share in _SHARES:
            font = theme.sized_font("bar_value", share)
            metrics = QFontMetricsF(font)
            widest = max(metrics.horizontalAdvance(bar.value) for bar in self._bars)
            if widest + theme.exact(3) <= room:
                break
        every = max(1, math.ceil((widest + theme.exact(3)) / room))
        tall, wide = theme.line("bar_value"), every * room
        for place in range(0, len(self._bars), every):
            middle = self._place_of(plot, place).center().x()
            rect = QRectF(middle - wide / 2, tops[place] - tall - theme.exact(3), wide, tall)
            value = self._bars[place].value
            plate = metrics.horizontalAdvance(value) / 2 + theme.exact(3)  # no line goes through it
            on = rect.adjusted(rect.width() / 2 - plate, 0, plate - rect.width() / 2, 0)
            painter.fillRect(on, theme.color("surface1"))
            draw_line(painter, rect, value, font, theme.color("text"), CENTER)

    def _paint_labels(self, painter: QPainter, plot: QRectF) -> None:
        """Write the times, every second or third where they would touch."""
        theme = self._theme
        wide = theme.metrics("bar_label").horizontalAdvance("00:00") + theme.exact(8, 4)
        every = max(1, math.ceil(wide / self._place_of(plot, 0).width()))
        tall = theme.line("bar_label")
        for place in range(0, len(self._bars), every):
            middle = self._place_of(plot, place).center().x()
            rect = QRectF(middle - wide, plot.bottom() + theme.exact(9, 5), 2 * wide, tall)
            font, ink = theme.font("bar_label"), theme.color("muted")
            draw_line(painter, rect, self._bars[place].label, font, ink, CENTER)

    def _paint_now(self, painter: QPainter, plot: QRectF, right: float) -> None:
        """Draw the line behind the bar of this moment, and its word at the side with room."""
        theme = self._theme
        x = math.floor(right - theme.exact(3))
        pen = QPen(theme.color("text"), theme.exact(2))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([2, 2])
        painter.setPen(pen)
        tall = theme.line("bar_label")
        painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, 0))
        gap, wide = theme.exact(10, 6), theme.metrics("bar_value").horizontalAdvance(self._now_word)
        font, ink = theme.font("bar_value"), theme.color("text")
        if x + gap + wide <= self.width():
            draw_line(painter, QRectF(x + gap, 0, wide, tall), self._now_word, font, ink, LEFT)
        else:
            rect = QRectF(x - gap - wide, 0, wide, tall)
            draw_line(painter, rect, self._now_word, font, ink, RIGHT)


def draw_sample(painter: QPainter, theme: Theme, rect: QRectF, *, hatched: bool) -> None:
    """Draw a piece of a bar, for the words that explain it."""
    fill = theme.color("accent")
    if hatched:
        _paint_hatched(painter, theme, rect, fill)
    else:
        painter.fillRect(rect, fill)


def _paint_hatched(painter: QPainter, theme: Theme, rect: QRectF, fill: QColor) -> None:
    line = theme.exact(2)
    if rect.height() <= 2 * line:
        painter.fillRect(rect, fill)
        inner = rect.adjusted(line, rect.height() / 3, -line, -rect.height() / 3)
        painter.fillRect(inner, theme.color("surface1"))
        return
    fill_stripes(painter, rect, fill, theme.color("surface1"), theme.exact(4))
    painter.setPen(QPen(fill, line))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = line / 2
    painter.drawRect(rect.adjusted(half, half, -half, -half))


def _tall(count: int, each: float) -> float:
    """Return a bar's height: none is too small to be seen."""
    return max(2.0, count * each) if count else 0.0
