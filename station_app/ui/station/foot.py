"""The foot of the page: lanes, guest count, and freshness at the right end, always."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from station_app.ui.station.screen import LaneLine, SyncLine
from station_app.ui.theme import Theme
from station_app.ui.widgets.foot_labels import LanesLabel, SyncPlate
from station_app.ui.widgets.labels import TextLabel
from station_app.ui.widgets.placing import put


class Foot(QWidget):
    """What works and how old the list is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # nothing under it is painted
        self._lanes = LanesLabel(theme, self)
        self._count = TextLabel(theme, "small_plain", "muted", parent=self)
        self._count.setObjectName("guestCount")
        self.sync = SyncPlate(theme, self)

    def set_lanes(self, lanes: tuple[LaneLine, ...]) -> None:
        """Show the input lanes."""
        self._lanes.show_lanes(lanes)
        self.place()

    def set_count(self, text: str) -> None:
        """Show how many guests are on the list."""
        self._count.show_text(text)
        self.place()

    def set_sync(self, line: SyncLine) -> None:
        """Show the freshness."""
        self.sync.show_line(line)
        self.place()

    def sizeHint(self) -> QSize:
        """One line."""
        tall = max(self._theme.px(44, 40), self._theme.line("small") + self._theme.px(16))
        return QSize(self._theme.px(1280, 1024), tall)

    def place(self) -> None:
        """Lay everything out for the present size and theme; freshness first."""
        px = self._theme.px
        left, right = px(32, 24), self.width()
        if not self.sync.is_alarm:
            right -= px(24, 16)
        count = self._count.natural_width()
        beside = right - left - count - px(40)
        wide = self.sync.natural_width()
        if wide > beside - self._lanes.natural_width():
            # Whole lanes go before the reason of an old list, but not before its age.
            wide = max(min(self.sync.needed_width(), beside - self._lanes_least()), px(200))
        line = 1
        put(self.sync, right - wide, line, wide, self.height() - line)
        room = right - wide - px(16) - left
        lanes = max(0, min(self._lanes.natural_width(), room - count - px(4)))
        put(self._lanes, left, line, lanes, self.height() - line)
        put(self._count, left + lanes + px(4), line, count, self.height() - line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        del event
        self.place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar and the line over it."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface1"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))

    def _lanes_least(self) -> int:
        """Return the width below which lanes say nothing any more."""
        return min(self._lanes.natural_width(), self._theme.px(330, 260))
