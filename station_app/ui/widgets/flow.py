"""Widgets side by side; what has no room, as with enlarged text, goes to the next line."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget


class Flow(QLayout):
    """A row that breaks. The widget given to `part_at`, and those after it, stand at its end: at
    the right, or at the left where one reads from the right."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._parted: QWidget | None = None

    def part_at(self, widget: QWidget) -> None:
        """Move this one and the rest of its line to the end."""
        self._parted = widget

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more, as `addWidget` asks."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return one of them; None beyond the last, as Qt expects."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give one back."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take no more height than the lines need."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """More lines in a narrow place."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        return self._lay(QRect(0, 0, width, 0), place=False)

    def minimumSize(self) -> QSize:
        """As wide as the widest, for one line."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size.grownBy(margins)

    def sizeHint(self) -> QSize:
        """All on one line."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        wide = sum(hint.width() for hint in shown) + self.spacing() * max(0, len(shown) - 1)
        tall = max((hint.height() for hint in shown), default=0)
        return QSize(wide, tall).grownBy(self.contentsMargins())

    def setGeometry(self, rect: QRect) -> None:
        """Place them."""
        super().setGeometry(rect)
        self._lay(rect, place=True)

    def _lay(self, rect: QRect, *, place: bool) -> int:
        room = rect.marginsRemoved(self.contentsMargins())
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wide = item.sizeHint().width()
            if not lines or used + self.spacing() + wide > room.width():
                lines.append([])
                used = wide
            else:
                used += self.spacing() + wide
            lines[-1].append(item)
        y = room.top()
        # Spare height, as in a foot of a least height, is shared above and below.
        talls = [max(item.sizeHint().height() for item in line) for line in lines]
        tall = sum(talls) + self.spacing() // 2 * max(0, len(lines) - 1)
        if place:
            y += max(0, (room.height() - tall) // 2)
            for line, high in zip(lines, talls, strict=True):
                self._place(line, QRect(room.left(), y, room.width(), high))
                y += high + self.spacing() // 2
        return tall + rect.height() - room.height()

    def _place(self, line: list[QLayoutItem], room: QRect) -> None:
        owner = self.parentWidget()
        direction = owner.layoutDirection() if owner else Qt.LayoutDirection.LeftToRight
        x = room.left()
        for number, item in enumerate(line):
            size = item.sizeHint().boundedTo(room.size())
            if item.widget() is self._parted:
                rest = [one.sizeHint().width() for one in line[number:]]
                x = max(x, room.right() + 1 - sum(rest) - self.spacing() * (len(rest) - 1))
            place = QRect(QPoint(x, room.top() + (room.height() - size.height()) // 2), size)
            item.setGeometry(QStyle.visualRect(direction, room, place))
            x += size.width() + self.spacing()
