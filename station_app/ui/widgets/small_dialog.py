"""A dialog as high as its words want; in a low window they scroll and its buttons stay in reach."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.dialog import Dialog
from station_app.ui.widgets.fields import Scroll
from station_app.ui.widgets.placing import centre, room_for


class SmallDialog(Dialog):
    """What it says stands in `column`, its buttons in `foot`. Open it with `open()`."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self._scroll = Scroll()
        self.column = self._scroll.column
        self.foot = QHBoxLayout()
        self.foot.addStretch(1)
        self._frame = QVBoxLayout(self)
        self._frame.setSpacing(0)
        self._frame.addWidget(self._scroll, 1)
        self._frame.addLayout(self.foot)
        theme.changed.connect(self._restyle_frame)
        self._restyle_frame()

    def _restyle_frame(self) -> None:
        px, edge = self._theme.px, self._theme.px(2)  # the bar stands beside the dialog's border
        side = px(32, 24) - edge
        self._frame.setContentsMargins(edge, edge, edge, edge)
        self.column.setContentsMargins(side, px(26, 18) - edge, side, px(6))
        self.foot.setContentsMargins(side, px(12, 8), side, px(22, 16) - edge)
        self.foot.setSpacing(px(10))

    def fit(self, width: int, least: int = 0) -> bool:
        """Be as high as the words want at a width, both larger with enlarged text, and stand in the
        middle of the window below; tell whether they are seen as a whole."""
        room = room_for(self, self._theme.px(16))
        wide = min(round(width * max(1.0, self._theme.text_scale)), room.width())
        edge = 2 * self._theme.px(2)
        self.column.activate()  # rows that were just hidden take no room
        tall = self.column.totalHeightForWidth(wide - edge) + self.foot.sizeHint().height() + edge
        self.resize(QSize(wide, max(tall, least)).boundedTo(room))
        centre(self)
        return tall <= room.height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll words that no focus reaches."""
        step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + step * bar.pageStep())
