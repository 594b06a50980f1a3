"""Lists of the station: keys that pick stay here, keys that are typing pass on to the page."""

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from station_app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_PICK = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select)
_MOVE = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)
_TURNED = {
    QAbstractItemView.CursorAction.MoveLeft: QAbstractItemView.CursorAction.MoveRight,
    QAbstractItemView.CursorAction.MoveRight: QAbstractItemView.CursorAction.MoveLeft,
}


def plain_viewport() -> QWidget:
    """Return a viewport that lets the page's ground through."""
    viewport = QWidget()
    viewport.setObjectName("qt_scrollarea_viewport")
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    return viewport


class PickList(QListView):
    """A list whose rows are picked by click or Enter, or chosen by assistive technology; it never
    types ahead by itself."""

    picked = Signal(int)  # row

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._ground = plain_viewport()
        self.setViewport(self._ground)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setMouseTracking(True)
        self.clicked.connect(self._clicked)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def current_row(self) -> int:
        """The row the keys act on, -1 for none."""
        index = self.currentIndex()
        return index.row() if index.isValid() else -1

    def select_row(self, row: int) -> None:
        """Make a row the current one; -1 for none."""
        model = self.model()
        if 0 <= row < model.rowCount():
            self.setCurrentIndex(model.index(row, 0))
        else:
            self.selectionModel().setCurrentIndex(
                QModelIndex(), QItemSelectionModel.SelectionFlag.Clear
            )

    def move_by(self, rows: int) -> None:
        """Move the current row, staying in the list."""
        model = self.model()
        count = model.rowCount() if model is not None else 0
        if count:
            self.select_row(min(max(self.current_row + rows, 0), count - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pick with Enter, move with arrows; leave everything else to the page."""
        if event.key() in _PICK:
            if self.current_row >= 0:
                self.picked.emit(self.current_row)
            event.accept()
        elif event.key() in _MOVE and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go where an arrow points; Qt goes as if all were read from the left."""
        if self.isRightToLeft():
            action = _TURNED.get(action, action)
        return super().moveCursor(action, modifiers)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Paint the neighbours too: the line above a row goes with the row before it."""
        super().currentChanged(current, previous)
        self._ground.update()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Pick a row that is selected without being the current one.

        Keys, pointer and program move both; assistive technology has no other way to pick.
        """
        super().selectionChanged(selected, deselected)
        if selected.indexes():
            QTimer.singleShot(0, self, self._pick_selected)  # the current row follows at once

    def _pick_selected(self) -> None:
        rows = [index.row() for index in self.selectedIndexes()]
        if rows and rows[0] != self.current_row:
            self.picked.emit(rows[0])

    def _clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.picked.emit(index.row())


class WrappedRows(QStyledItemDelegate):
    """Gives a row of text the height of its lines; a list takes every text for one line."""

    def __init__(self, theme: Theme, view: PickList) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        view.setWordWrap(True)
        view.setResizeMode(QListView.ResizeMode.Adjust)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of the text in the width there is."""
        del option
        width, px = self._view.viewport().width(), self._theme.px
        room = QRect(0, 0, width - 2 * px(16), 10_000)  # padding, and what Qt keeps free beside it
        lines = self._view.fontMetrics().boundingRect(
            room, Qt.TextFlag.TextWordWrap, str(index.data())
        )
        return QSize(width, lines.height() + 2 * px(8))
