"""Cards of companions or hosts, three in a row, two rows at most until a person asks for more."""

from PySide6.QtCore import QMargins, QSize, Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QListView, QWidget

from station_app.ui.station.delegates import CardDelegate
from station_app.ui.theme import Theme
from station_app.ui.widgets.lists import PickList

_IN_A_ROW = 3
_ROWS = 2


class CardList(PickList):
    """Takes the height of its rows; the page around it scrolls."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("companionList")
        self._delegate = CardDelegate(theme)
        self._delegate.setParent(self)
        self.setItemDelegate(self._delegate)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.expanded = False
        """Whether all rows are shown, not only the first two."""

    @property
    def count(self) -> int:
        """How many cards there are."""
        model = self.model()
        return model.rowCount() if model is not None else 0

    @property
    def hidden_count(self) -> int:
        """How many cards are not shown until the list is expanded."""
        return 0 if self.expanded else max(0, self.count - _IN_A_ROW * _ROWS)

    def hasHeightForWidth(self) -> bool:
        """Rows depend on the width only through the cards' size."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the rows shown."""
        del width
        rows = -(-self.count // _IN_A_ROW)
        if not self.expanded:
            rows = min(rows, _ROWS)
        gap = self._delegate.gap()
        return rows * (self._delegate.card_height() + gap) - gap if rows else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the width among the cards."""
        self.restyle()
        super().resizeEvent(event)

    def spill(self) -> QMargins:
        """Return how far the list is wider than its cards: each cell ends with a gap."""
        return QMargins(0, 0, self._delegate.gap() + 2, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page, which scrolls as a whole."""
        event.ignore()

    def restyle(self) -> None:
        """Measure the cards again."""
        gap = self._delegate.gap()
        room = self.width() - self.spill().right()
        if self.count == 1:
            wide = min(room, self.theme.px(340, 300))
        else:
            wide = (room - (_IN_A_ROW - 1) * gap) // _IN_A_ROW
        cell = QSize(wide + gap, self._delegate.card_height() + gap)
        if cell != self._delegate.cell:
            self._delegate.cell = cell
            self.scheduleDelayedItemsLayout()
