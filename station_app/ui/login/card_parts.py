"""What stands in the card of an entrance beside its words: the field that renames it, and the
button that offers what can be done with it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from station_app.settings import NAME_LENGTH
from station_app.ui.theme import Theme
from station_app.ui.widgets.buttons import IconButton
from station_app.ui.widgets.fields import LineField
from station_app.ui.widgets.painting import draw_icon, draw_line, draw_paper, painter_on


class NameField(LineField):
    """The name of an entrance while it is changed. Return keeps it, and so does leaving."""

    kept = Signal(str)
    given_up = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "entranceNameField")
        self.setParent(parent)
        self.setMaxLength(NAME_LENGTH)
        self.setProperty("radius", 12)
        self._ends = ""
        self.hide()

    def name(self, what: str, ends: str) -> None:
        """Say what is typed here, and the keys that end it."""
        self.setAccessibleName(what)
        self.setAccessibleDescription(ends)
        self._ends = ends
        self.update()

    def begin(self, name: str, station: str) -> None:
        """Show the name, chosen as a whole; an empty one is the station's."""
        self.setTextMargins(0, 0, 0, self._theme.line("step_text"))
        self.setText(name or station)
        self.setPlaceholderText(station)
        self.show()
        self.selectAll()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say under the name how it ends."""
        super().paintEvent(event)
        theme, painter = self._theme, painter_on(self)
        tall, side = theme.line("step_text"), theme.exact(18, 16)
        rect = QRectF(
            side, self.height() - theme.exact(12, 8) - tall, self.width() - 2 * side, tall
        )
        draw_line(painter, rect, self._ends, theme.font("step_text"), theme.color("muted"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave no key to the list: its keys would choose another entrance."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.kept.emit(self.text())
            case Qt.Key.Key_Escape:
                self.given_up.emit()
            case _:
                super().keyPressEvent(event)
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was typed; a menu or another window are no leaving."""
        super().focusOutEvent(event)
        reasons = Qt.FocusReason
        stays = (reasons.PopupFocusReason, reasons.ActiveWindowFocusReason)
        if event.reason() not in stays and self.isVisible():
            self.kept.emit(self.text())


class MoreButton(IconButton):
    """Three dots, always there for a finger that hovers over nothing; plain until it matters."""

    def __init__(self, theme: Theme, card: QWidget) -> None:
        super().__init__(theme, "more", card)
        self._card = card
        self.setProperty("radius", 9)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Draw the dots, and a ground under the pointer."""
        theme, painter = self.theme, QPainter(self)
        over = self.underMouse() or self.isDown() or self.hasFocus()
        if over:
            draw_paper(painter, QRectF(self.rect()), theme.exact(9), theme.color("ground"))
        matters = self._card.underMouse() or self._card.hasFocus()
        ink = theme.tokens.text if over else theme.tokens.muted if matters else theme.tokens.faint
        size = theme.px(22)
        left, top = (self.width() - size) / 2, (self.height() - size) / 2
        where = QRectF(left, top, size, size)
        draw_icon(painter, theme, self._icon, ink, where, self.devicePixelRatioF())
