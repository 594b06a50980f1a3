"""Guests as the rows of a list: matches, choices, companions."""

from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from station_app.domain import legend
from station_app.ui.station.screen import Person

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_NUMBERED = 9


class PeopleModel(QAbstractListModel):
    """Holds persons in order. With `in_place`, rows that stay keep selection and scroll."""

    PERSON = Qt.ItemDataRole.UserRole + 1
    NUMBER = Qt.ItemDataRole.UserRole + 2  # 1 to 9, the key that opens the row; 0 for none
    STARTS_NEAR = Qt.ItemDataRole.UserRole + 3  # whether the group "spelt nearly so" begins here

    def __init__(self) -> None:
        super().__init__()
        self._people: list[Person] = []

    @property
    def people(self) -> tuple[Person, ...]:
        """The rows."""
        return tuple(self._people)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._people)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer by role."""
        if not index.isValid() or not 0 <= index.row() < len(self._people):
            return None
        row = index.row()
        person = self._people[row]
        if role == Qt.ItemDataRole.DisplayRole:
            return person.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(person)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(spoken(person))
        if role == self.PERSON:
            return person
        if role == self.NUMBER:
            return row + 1 if row < _NUMBERED else 0
        if role == self.STARTS_NEAR:
            return person.near and (row == 0 or not self._people[row - 1].near)
        return None

    def row_of(self, guest_id: str) -> int:
        """Return the row of a guest, -1 for none."""
        return next((row for row, one in enumerate(self._people) if one.guest_id == guest_id), -1)

    def guest_at(self, row: int) -> str:
        """Return the id of the guest in a row, '' for none."""
        return str(self._people[row].guest_id) if 0 <= row < len(self._people) else ""

    def set_people(self, people: Sequence[Person], *, in_place: bool) -> None:
        """Show other people. In place only what differs is touched, else all is new."""
        new = list(people)
        if new == self._people:
            return
        ids = [person.guest_id for person in new]
        if not in_place or len(set(ids)) != len(ids):
            self.beginResetModel()
            self._people = new
            self.endResetModel()
            return
        self._remove_all_but(set(ids))
        for row, person in enumerate(new):
            self._bring(row, person)
        self._renumber()

    def _remove_all_but(self, ids: set[Any]) -> None:
        for row in range(len(self._people) - 1, -1, -1):
            if self._people[row].guest_id not in ids:
                self.beginRemoveRows(_ROOT, row, row)
                del self._people[row]
                self.endRemoveRows()

    def _bring(self, row: int, person: Person) -> None:
        old = self.row_of(person.guest_id)
        if old < 0:
            self.beginInsertRows(_ROOT, row, row)
            self._people.insert(row, person)
            self.endInsertRows()
            return
        if old != row:
            self.beginMoveRows(_ROOT, old, old, _ROOT, row)
            self._people.insert(row, self._people.pop(old))
            self.endMoveRows()
        if self._people[row] != person:
            self._people[row] = person
            self.dataChanged.emit(self.index(row), self.index(row))

    def _renumber(self) -> None:
        # Numbers and the group's beginning hang on the row, not on the person.
        if self._people:
            roles = [self.NUMBER, self.STARTS_NEAR]
            self.dataChanged.emit(self.index(0), self.index(len(self._people) - 1), roles)


def plain_tip(text: str) -> str:
    """Return a tooltip that shows a text as it is: Qt would guess markup from its looks."""
    return f"<span>{escape(text)}</span>"


def color_words(person: Person) -> str:
    """Return what stands beside the small ribbon, so that nothing is told by colour alone."""
    return legend.spoken(person.color_word) or (person.color or "").lower()


def spoken(person: Person) -> str:
    """Return a row in words: name, the legend's word, second line, state with its time."""
    state = " ".join(filter(None, (person.state, person.state_time)))
    word = color_words(person)
    return ", ".join(filter(None, (person.name, word, person.second_line, state)))
