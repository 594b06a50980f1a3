"""A calm sentence above the pages, for what concerns none of them."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.buttons import TextButton
from station_app.ui.widgets.labels import TextLabel
from station_app.ui.widgets.painting import draw_icon, painter_on
from station_app.ui.widgets.placing import put

_STAYS_MS = 30_000


class NoticeBar(QWidget):
    """Says that this program made a mistake; goes by itself, or when it was read."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("noticeBar")
        self._text = TextLabel(theme, "banner", parent=self)
        self._text.setObjectName("notice")
        self._close = TextButton(theme, kind="line", small=True, parent=self)
        self._close.setObjectName("noticeClose")
        self._close.clicked.connect(self.hide)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_STAYS_MS)
        self._timer.timeout.connect(self.hide)
        theme.changed.connect(self._place)
        self._retranslate()
        self.hide()

    def show_bug(self) -> None:
        """Say it, for a while from now on."""
        self._timer.start()
        self.show()

    def sizeHint(self) -> QSize:
        """One line."""
        tall = max(self._theme.px(46), self._theme.line("banner") + self._theme.px(12))
        return QSize(self._theme.px(640), tall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        del event
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, line and sign."""
        del event
        theme, painter = self._theme, painter_on(self)
        painter.fillRect(self.rect(), theme.color("surface2"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("border"))
        size = theme.px(20)
        where = QRectF(theme.px(32, 24), (self.height() - size) / 2, size, size)
        draw_icon(painter, theme, "state-fault", theme.tokens.text, where, self.devicePixelRatioF())

    def _place(self) -> None:
        self.setFixedHeight(self.sizeHint().height())
        px, hint = self._theme.px, self._close.sizeHint()
        right = self.width() - px(24, 16)
        put(
            self._close,
            right - hint.width(),
            (self.height() - hint.height()) // 2,
            hint.width(),
            hint.height(),
        )
        left, tall = px(32, 24) + px(32), self._theme.line("banner")
        room = max(0, right - hint.width() - px(16) - left)
        put(self._text, left, (self.height() - tall) // 2, room, tall)

    def _retranslate(self) -> None:
        self._text.show_text(
            self.tr("This program made a mistake; its log says where. Check-in goes on.")
        )
        self._text.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._close.setText(self.tr("Close"))
        self._place()
