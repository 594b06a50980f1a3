"""The right side of the stage, the same in every state: camera and last scans."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from station_app.ui.models.history import HistoryModel
from station_app.ui.station.delegates import HistoryDelegate
from station_app.ui.station.screen import HistoryRow
from station_app.ui.theme import Theme
from station_app.ui.widgets.camera_preview import CameraPreview
from station_app.ui.widgets.labels import TextLabel
from station_app.ui.widgets.lists import Index, PickList
from station_app.ui.widgets.placing import put

_LIVELY = QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus
_PICTURES = 48  # rows of some 50 KB


class _KeptRows(HistoryDelegate):
    """Keeps each row as a picture: a scan moves all rows down, and draws only one of them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._pictures: dict[tuple[object, ...], QPixmap] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row; one that is pointed at or has the focus is drawn afresh."""
        if option.state & _LIVELY:
            super().paint(painter, option, index)
            return
        area: QRect = option.rect
        ratio = painter.device().devicePixelRatioF()
        is_last = index.row() == index.model().rowCount() - 1
        row = index.data(HistoryModel.ROW)
        odd = area.top() % 2  # halves of a px are rounded to even ones
        size, version = area.size().toTuple(), self.theme.version
        key = (row, is_last, odd, size, option.direction, version, ratio)
        picture = self._pictures.get(key)
        if picture is None:
            if len(self._pictures) >= _PICTURES:
                self._pictures.clear()
            picture = self._pictures[key] = self._picture(option, index, area, ratio)
        painter.drawPixmap(area.topLeft(), picture)

    def _picture(
        self, option: QStyleOptionViewItem, index: Index, area: QRect, ratio: float
    ) -> QPixmap:
        picture = QPixmap(area.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(self.theme.color("ground"))
        onto = QPainter(picture)
        onto.translate(-area.topLeft())
        super().paint(onto, option, index)
        onto.end()
        return picture


class Rail(QWidget):
    """Camera over history. In a low window history gives way, row by row."""

    chosen = Signal(str)  # guest_id of a row

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.camera = CameraPreview(theme, self)
        self._title = TextLabel(theme, "head", parent=self)
        self._history = HistoryModel()
        self._history.setParent(self)
        self.list = PickList(theme, self)
        self.list.setObjectName("historyList")
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._delegate = _KeptRows(theme)
        self._delegate.setParent(self)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setModel(self._history)
        self.list.picked.connect(self._picked)
        self._retranslate()

    def set_history(self, rows: Sequence[HistoryRow]) -> None:
        """Show the last scans, newest first."""
        self._history.set_rows(rows)
        self._title.setVisible(bool(rows))
        self.list.setVisible(bool(rows))
        self.list.executeDelayedItemsLayout()  # painted with the answer, not in a pass of its own

    def place(self) -> None:
        """Lay everything out for the present size and theme."""
        theme, px = self._theme, self._theme.px
        width = self.width()
        tall = round(width * 171 / 304)
        put(self.camera, 0, 0, width, tall)
        y = tall + px(20, 12)
        put(self._title, 0, y, width, theme.line("head"))
        y += theme.line("head") + px(8, 2)
        row = self._delegate.row_height()
        rows = max(0, (self.height() - px(20, 8) - y) // row)
        # Whole rows only, without the line under the last: half a name helps nobody.
        put(self.list, 0, y, width, max(0, rows * row - 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        del event
        self.place()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _picked(self, row: int) -> None:
        guest_id = self._history.guest_at(row)
        if guest_id:
            self.chosen.emit(guest_id)

    def _retranslate(self) -> None:
        self._title.show_text(self.tr("Last scans"))
        self.list.setAccessibleName(self.tr("Last scans"))
