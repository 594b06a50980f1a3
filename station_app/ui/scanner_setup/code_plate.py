"""The white plate with the test code on it."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.painting import draw_paper

_WIDTH, _SMALL_WIDTH = 540, 504
_QUIET_MODULES = 4
_QUIET_BARS = 10
_BAR_HEIGHT = 0.5  # of the width at most


class CodePlate(QWidget):
    """Draws a code as large as its place allows, on whole pixels of the screen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._dots = QImage()
        self.setObjectName("setupCode")
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setFixedWidth(self._theme.px(_WIDTH, _SMALL_WIDTH))
        self.setMinimumHeight(self._theme.px(250, 220))
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for two pixels a bar, three on large screens."""
        return QSize(self._theme.px(_WIDTH, _SMALL_WIDTH), self._theme.px(380, 330))

    def show_code(self, dots: QImage, name: str) -> None:
        """Show a QR code (one pixel a module) or bars (one row), and what to call it."""
        self._dots = dots
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Draw plate and code; the plate is the quiet zone, and as bright as the screen goes."""
        painter = QPainter(self)
        plate = QRectF(self.rect())
        draw_paper(painter, plate, self._theme.exact(12), QColor("white"))
        if self._dots.isNull():
            return
        ratio = self.devicePixelRatioF()
        wide, tall = self._code_size(ratio)
        corner = plate.center() - QPointF(wide / 2, tall / 2)
        x, y = round(corner.x() * ratio) / ratio, round(corner.y() * ratio) / ratio
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.drawImage(QRectF(x, y, wide, tall), self._dots)

    def _code_size(self, ratio: float) -> tuple[float, float]:
        columns, rows = self._dots.width(), self._dots.height()
        if rows == 1:
            pixels = max(1, int(self.width() * ratio / (columns + 2 * _QUIET_BARS)))
            wide = columns * pixels / ratio
            tall = min(self.height() * 0.72, wide * _BAR_HEIGHT)
            return wide, round(tall * ratio) / ratio
        side = min(self.width(), self.height())
        pixels = max(1, int(side * ratio / (columns + 2 * _QUIET_MODULES)))
        return columns * pixels / ratio, rows * pixels / ratio
