"""A number between two ends, with the part of the scale that is good, and its word."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.labels import PlainLabel
from station_app.ui.widgets.painting import LEFT, RIGHT, draw_line, painter_on


class Meter(PlainLabel):
    """A label that reads "Light: Too dark". Name and word stand over the scale.

    The good part is wide and filled, the marker a ring in it or beside it: no colour is needed.
    """

    def __init__(
        self, theme: Theme, good: tuple[float, float], parent: QWidget | None = None
    ) -> None:
        """`good`: where on the scale, 0 to 1, the good part begins and ends."""
        super().__init__(theme, parent)
        self._good = good
        self._title = self._word = ""
        self._value: float | None = None

    @property
    def value(self) -> float | None:
        """Where the marker stands; None where it has nothing to show."""
        return self._value

    def set_title(self, title: str) -> None:
        """Say what is measured."""
        self._title = title
        self._name()

    def show_value(self, value: float, word: str) -> None:
        """Put the marker at 0 to 1, with the word for it."""
        self._value, self._word = min(max(value, 0.0), 1.0), word
        self._name()

    def clear_value(self) -> None:
        """Show that there is nothing to measure."""
        self._value, self._word = None, ""
        self._name()

    def _name(self) -> None:
        self.show_text(f"{self._title}: {self._word}" if self._word else self._title)
        self.update()

    def sizeHint(self) -> QSize:
        """One line of words and the scale."""
        return QSize(self.theme.px(200), self.heightForWidth(0))

    def heightForWidth(self, width: int) -> int:  # noqa: ARG002 - the same at every width
        """Return the height of words and scale."""
        return self.theme.line("small") + self.theme.px(4) + self._ring()

    def minimumSizeHint(self) -> QSize:
        """Words are cut where they must be, the scale never is."""
        return QSize(self.theme.px(96), self.heightForWidth(0))

    def _ring(self) -> int:
        return self.theme.px(18)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw words, scale and marker."""
        del event
        theme, painter = self.theme, painter_on(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = theme.line("small")
        words = QRectF(0, 0, self.width(), line)
        ink = theme.color("text")
        taken = draw_line(painter, words, self._word, theme.font("small"), ink, RIGHT)
        words.setRight(words.right() - taken - theme.px(8))
        draw_line(
            painter, words, self._title, theme.font("small_plain"), theme.color("muted"), LEFT
        )
        radius = self._ring() / 2
        middle = self.height() - radius
        self._paint_scale(painter, QRectF(0, middle - theme.exact(4), self.width(), theme.exact(8)))
        if self._value is not None:
            x = radius + self._value * (self.width() - 2 * radius)
            self._paint_marker(painter, QPointF(x, middle), radius)

    def _paint_scale(self, painter: QPainter, rect: QRectF) -> None:
        theme = self.theme
        radius, half = rect.height() / 2, theme.edge / 2
        painter.setPen(QPen(theme.color("border"), theme.edge))
        painter.setBrush(theme.color("surface2"))
        painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)
        begin, end = self._good
        ring = self._ring()
        left, way = ring / 2, rect.width() - ring
        good = rect.adjusted(0, 0, 0, 0)
        good.setLeft(left + begin * way if begin > 0 else 0)
        good.setRight(left + end * way if end < 1 else rect.width())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent" if self._value is not None else "border"))
        painter.drawRoundedRect(good, radius, radius)

    def _paint_marker(self, painter: QPainter, at: QPointF, radius: float) -> None:
        theme = self.theme
        rim = theme.exact(3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("text"))
        painter.drawEllipse(at, radius, radius)
        painter.setBrush(theme.color("ground"))
        painter.drawEllipse(at, radius - rim, radius - rim)
