"""A flash of the whole window in the colour of a verdict, seen from the corner of an eye."""

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from station_app.ui.theme import Theme

_STANDS_MS = 180
_APART_MS = 334  # at most three in a second: more may harm people
_OPACITY = 0.72  # the name under it can be read all the while


class Flash(QWidget):
    """Lies over its window for a moment. It takes neither mouse nor keyboard."""

    def __init__(self, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self._theme, self._page = theme, page
        self._color = QColor()
        self._last = QElapsedTimer()
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.setInterval(_STANDS_MS)
        self._end.timeout.connect(self.hide)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("flash")
        self.hide()

    def show_color(self, color: QColor) -> None:
        """Flash; not with reduced motion, and never more often than three times a second."""
        if self._theme.reduced_motion:
            return
        if self._last.isValid() and self._last.elapsed() < _APART_MS:
            return
        self._last.start()
        self._color = color
        window = self._page.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self._end.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lay the colour over all."""
        del event
        painter = QPainter(self)
        painter.setOpacity(_OPACITY)
        painter.fillRect(self.rect(), self._color)
