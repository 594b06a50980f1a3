"""The last scans as the rows of a list."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from station_app.ui import texts
from station_app.ui.models.people import plain_tip
from station_app.ui.station.screen import HistoryRow

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class HistoryModel(QAbstractListModel):
    """Newest first. A new scan is a row put before the others."""

    ROW = Qt.ItemDataRole.UserRole + 1

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[HistoryRow] = []

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer by role."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(spoken(row))
        if role == self.ROW:
            return row
        return None

    def guest_at(self, row: int) -> str:
        """Return the id of the guest in a row, '' for none."""
        guest_id = self._rows[row].guest_id if 0 <= row < len(self._rows) else None
        return str(guest_id) if guest_id is not None else ""

    def set_rows(self, rows: Sequence[HistoryRow]) -> None:
        """Show these rows."""
        new = list(rows)
        if new == self._rows:
            return
        if self._rows and new[1:] == self._rows[: len(new) - 1] and len(new) > len(self._rows):
            self.beginInsertRows(_ROOT, 0, 0)
            self._rows = new
            self.endInsertRows()
        elif len(new) == len(self._rows):
            self._rows = new
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
        else:
            self.beginResetModel()
            self._rows = new
            self.endResetModel()


def spoken(row: HistoryRow) -> str:
    """Return a row in words: who it was, what its sign says, when, and this laptop's note."""
    word = texts.verdict_word(row.verdict)
    who = row.text if row.text != word else ""
    return ", ".join(filter(None, (who, word, row.time, row.mark_spoken)))
