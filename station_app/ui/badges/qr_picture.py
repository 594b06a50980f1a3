"""Codes as widgets: black on white with their quiet zone, in every theme, on whole pixels."""

from itertools import groupby
from math import gcd

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.painting import draw_paper

_QUIET = 4  # modules of white on each side
_FINDER = 7  # modules of the pattern in each corner
_DARK = 128


def modules_of(picture: QImage) -> QImage:
    """Return a QR picture as one pixel a module, without its quiet zone; as it is if it is none.

    A picture shown at another size has modules of unequal width, which cameras mind.
    """
    if picture.isNull():
        return picture
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    width, height, stride = grey.width(), grey.height(), grey.bytesPerLine()
    pixels = bytes(grey.constBits())
    rows = [pixels[y * stride : y * stride + width] for y in range(height)]
    top = next((y for y, row in enumerate(rows) if min(row) < _DARK), None)
    if top is None:
        return picture
    dark = [ink < _DARK for ink in rows[top]]
    left = dark.index(True)
    right = width - dark[::-1].index(True)
    run = (dark.index(False, left) if False in dark[left:] else width) - left
    scale = run // _FINDER
    if scale < 1 or run % _FINDER:
        return picture
    count, rest = divmod(right - left, scale)
    if rest or top + count * scale > height:
        return picture
    half = scale // 2
    modules = QImage(count, count, QImage.Format.Format_Grayscale8)
    modules.fill(QColor("white"))
    for y in range(count):
        for x in range(count):
            if rows[top + y * scale + half][left + x * scale + half] < _DARK:
                modules.setPixelColor(x, y, QColor("black"))
    return modules


def bars_of(picture: QImage) -> QImage:
    """Return a bar code's picture as one pixel a bar, without its quiet zone; null if none."""
    if picture.isNull():
        return picture
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    middle = grey.height() // 2 * grey.bytesPerLine()
    row = bytes(grey.constBits())[middle : middle + grey.width()]
    runs = [(dark, len(list(pixels))) for dark, pixels in groupby(ink < _DARK for ink in row)]
    runs = runs[0 if runs and runs[0][0] else 1 : len(runs) if runs and runs[-1][0] else -1]
    if not runs:
        return QImage()
    scale = gcd(*(count for _, count in runs))
    bars = QImage(sum(count for _, count in runs) // scale, 1, QImage.Format.Format_Grayscale8)
    bars.fill(QColor("white"))
    x = 0
    for dark, count in runs:
        for _ in range(count // scale):
            if dark:
                bars.setPixelColor(x, 0, QColor("black"))
            x += 1
    return bars


class QrPicture(QWidget):
    """Shows a QR picture as large as its place allows. Its meaning stands in the texts beside."""

    def __init__(self, theme: Theme, base: int = 0) -> None:
        """`base`: a fixed size in px at 100 %, 0 for as large as there is room."""
        super().__init__()
        self._theme, self._base = theme, base
        self._modules = QImage()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if not base:
            policy = QSizePolicy.Policy.Expanding
            self.setSizePolicy(policy, policy)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        if self._base:
            self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """Return a square."""
        side = self._theme.px(self._base or 400)
        return QSize(side, side)

    def show_modules(self, modules: QImage) -> None:
        """Show this code, as `modules_of` gives it."""
        self._modules = modules
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Draw plate and code; every module is a whole number of the screen's pixels."""
        painter = QPainter(self)
        side = float(min(self.width(), self.height()))
        plate = QRectF(0, 0, side, side)
        plate.moveCenter(QRectF(self.rect()).center())
        draw_paper(painter, plate, self._theme.exact(10), QColor("white"))
        if self._modules.isNull():
            return
        ratio = self.devicePixelRatioF()
        count = self._modules.width() + 2 * _QUIET
        pixel = max(1, int(side * ratio / count)) / ratio
        wide = pixel * self._modules.width()
        corner = plate.center() - QPointF(wide / 2, wide / 2)
        x, y = round(corner.x() * ratio) / ratio, round(corner.y() * ratio) / ratio
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        painter.drawImage(QRectF(x, y, wide, wide), self._modules)
