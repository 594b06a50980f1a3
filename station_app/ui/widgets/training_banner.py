"""Training is told over everything, on every page and in every exported picture."""

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.labels import PlainLabel
from station_app.ui.widgets.painting import CENTER, draw_line, fill_stripes

_DARKER = 110  # per cent: the second stripe, next to the note's own colour


class TrainingBanner(PlainLabel):
    """A hatched line of words, the same by day and by night."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("trainingBanner")
        self._retranslate()

    def sizeHint(self) -> QSize:
        """One line over the whole width."""
        tall = max(self.theme.px(28), self.theme.line("banner") + self.theme.px(8))
        return QSize(self.theme.px(1024), tall)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw stripes, and the words on a plain piece of them."""
        del event
        theme, painter = self.theme, QPainter(self)
        rect = self.rect().toRectF()
        note, ink = QColor(theme.night.note), QColor(theme.night.onNote)
        other = ink if theme.name == "contrast" else note.darker(_DARKER)
        fill_stripes(painter, rect, note, other, theme.exact(14))
        font = theme.font("banner")
        wide = theme.metrics("banner").horizontalAdvance(self.text()) + 2 * theme.exact(14)
        wide = min(wide, rect.width())
        tall = theme.line("banner")
        plain = QRectF((rect.width() - wide) / 2, (rect.height() - tall) / 2, wide, tall)
        painter.fillRect(plain, note)
        draw_line(painter, plain, self.text(), font, ink, CENTER)

    def _retranslate(self) -> None:
        self.setText(
            self.tr(
                "TRAINING: invented guests, a server inside this program. Nothing here is real."
            )
        )
