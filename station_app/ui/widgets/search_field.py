"""The field every letter goes to."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.painting import draw_icon, draw_key, key_width, painter_on

_MAX_LENGTH = 200


class SearchField(QLineEdit):
    """A line edit, larger than its frame by `halo()`, so that the focus line has room."""

    focus_changed = Signal(bool)
    edited = Signal(str)  # by whomever: assistive technology sets a text as a program does

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("searchField")
        self.setFrame(False)
        self.setMaxLength(_MAX_LENGTH)
        self.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, False)
        self._idle_key, self._busy_key = "A–Z", "Esc"
        self._is_quiet = False
        self._restyle()
        theme.changed.connect(self._restyle)
        self.textChanged.connect(lambda _: self._make_room())
        self.textChanged.connect(self._tell)

    def set_keys(self, idle: str, busy: str) -> None:
        """Set the key caps shown at the end, without and with a text."""
        self._idle_key, self._busy_key = idle, busy
        self._make_room()

    def clear_quietly(self) -> None:
        """Empty it without saying that it was edited."""
        self._is_quiet = True
        self.clear()
        self._is_quiet = False

    def _tell(self, text: str) -> None:
        if not self._is_quiet:
            self.edited.emit(text)

    def halo(self) -> int:
        """Return the room around the frame, in px."""
        return self._theme.px(5)

    def sizeHint(self) -> QSize:
        """Frame and halo."""
        halo = 2 * self.halo()
        return QSize(self._theme.px(444, 360) + halo, self._theme.px(42, 40) + halo)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the focus line."""
        super().focusInEvent(event)
        self._make_room()
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Drop the focus line."""
        super().focusOutEvent(event)
        self._make_room()
        self.focus_changed.emit(False)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the room for the icon when Qt styles the field anew, or turns it round."""
        super().changeEvent(event)
        if event.type() in (
            QEvent.Type.FontChange,
            QEvent.Type.StyleChange,
            QEvent.Type.LayoutDirectionChange,
        ):
            self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame, glass and key under Qt's own text."""
        theme, painter = self._theme, painter_on(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        halo, focus = self.halo(), self.hasFocus()
        rect = self.rect().toRectF().adjusted(halo, halo, -halo, -halo)
        radius, half = theme.exact(10), theme.edge / 2
        painter.setPen(QPen(theme.color("text" if focus else "border"), theme.edge))
        painter.setBrush(theme.color("ground"))
        painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)
        if focus:
            line = theme.exact(3)
            painter.setPen(QPen(theme.color("focus"), line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            out = theme.exact(2) + line / 2
            painter.drawRoundedRect(rect.adjusted(-out, -out, out, out), radius + out, radius + out)
        size = theme.px(20)
        glass = QRectF(rect.left() + theme.px(15), rect.center().y() - size / 2, size, size)
        ink = theme.tokens.text if focus else theme.tokens.muted
        draw_icon(painter, theme, "search", ink, glass, self.devicePixelRatioF())
        draw_key(painter, theme, rect.right() - theme.px(11), rect.center().y(), self._key())
        painter.end()
        super().paintEvent(event)

    def _key(self) -> str:
        return self._busy_key if self.hasFocus() and self.text() else self._idle_key

    def _restyle(self) -> None:
        self.setFont(self._theme.font("search"))
        self._make_room()

    def _make_room(self) -> None:
        halo, px = self.halo(), self._theme.px
        # Qt puts 2 px of its own before the text.
        left = halo + px(15) + px(20) + px(12) - 2
        right = halo + px(11) + round(key_width(self._theme, self._key())) + px(8)
        side = Qt.AlignmentFlag.AlignLeft
        if self.isRightToLeft():
            left, right, side = right, left, Qt.AlignmentFlag.AlignRight
        # Letters of any script begin beside the glass; Qt would put some at the other end.
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        if self.textMargins().left() != left or self.textMargins().right() != right:
            self.setTextMargins(left, 0, right, 0)
        self.updateGeometry()
        self.update()
