"""The doors of the event: who is on line, how many each welcomed, who was let in twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.dialog import ListDialog
from station_app.ui.widgets.fields import Icon, Text
from station_app.ui.widgets.painting import draw_card
from station_app.ui.widgets.placing import clear


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorLine:
    """One door. `quarters` is how many it welcomed in each quarter of an hour, the last one now."""

    name: str
    is_on_line: bool
    is_here: bool
    told: str  # "list as of 18:52, last scan 12 s ago"
    welcomed: int
    quarters: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleLine:
    """A guest who was welcomed at two doors."""

    name: str
    told: str  # "North door, then South door at 18:52"


class _Bars(QWidget):
    """Arrivals by the quarter of an hour, small. The number beside says how many in all."""

    def __init__(self, theme: Theme, quarters: Sequence[int], most: int) -> None:
        super().__init__()
        self._theme, self._quarters, self._most = theme, quarters, max(1, most)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setFixedSize(self._theme.px(170, 120), self._theme.px(34, 28))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a bar a quarter."""
        del event
        painter, theme = QPainter(self), self._theme
        count = max(1, len(self._quarters))
        wide = self.width() / count
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.color("line"))
        for place, value in enumerate(self._quarters):
            tall = (self.height() - 2) * value / self._most
            bar = QRectF(place * wide + 1, self.height() - 1 - tall, max(1.0, wide - 2), tall)
            painter.fillRect(bar, theme.color("accent"))


class _Row(QWidget):
    """A door: name and what it told, bars, how many."""

    def __init__(self, theme: Theme, line: DoorLine, most: int, words: tuple[str, str]) -> None:
        super().__init__()
        self._theme = theme
        state, count = words
        sign = "state-live" if line.is_on_line else "state-off"
        self._icon = Icon(theme, sign, "text" if line.is_on_line else "muted", 18)
        self._name, self._told = Text(theme, "head"), Text(theme, "head_caption", "muted")
        self._name.setText(line.name)
        self._told.setText(" · ".join(filter(None, (state, line.told))))
        self._bars = _Bars(theme, line.quarters, most)
        self._count = Text(theme, "head", wrap=False)
        self._count.setText(str(line.welcomed))
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight)
        words_column = QVBoxLayout()
        words_column.setSpacing(0)
        words_column.addWidget(self._name)
        words_column.addWidget(self._told)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(words_column, 1)
        self._row.addWidget(self._bars, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._count, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(", ".join((line.name, state, line.told, count)))
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(16, 12), px(10, 7), px(16, 12), px(10, 7))
        self._row.setSpacing(px(14, 10))
        self._count.setMinimumWidth(px(56, 44))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        del event
        painter, rect = QPainter(self), QRectF(self.rect())
        draw_card(painter, self._theme, rect, self._theme.exact(10), hover=False, focus=False)


class DoorsDialog(ListDialog):
    """Follows what it is shown. GUI thread."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "doorsDialog", parent, width=(820, 760), height=(640, 560))
        self._doors: tuple[DoorLine, ...] = ()
        self._doubles: tuple[DoubleLine, ...] = ()
        self.about.setObjectName("doorsSummary")
        self._twice = Text(theme, "head_large")
        self._twice.setObjectName("doublesTitle")
        self._twice_rows = QVBoxLayout()
        self._counts = Text(theme, "head_caption", "muted", wrap=False)
        self._counts.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.scrolled.column.insertWidget(0, self._counts)
        self.scrolled.column.addWidget(self._twice)
        self.scrolled.column.addLayout(self._twice_rows)
        self.scrolled.column.addStretch(1)
        self.end_with(self.close_button)
        self.dress()

    def show_doors(self, doors: Sequence[DoorLine], doubles: Sequence[DoubleLine]) -> None:
        """Show who is there, and who was let in twice."""
        if (tuple(doors), tuple(doubles)) == (self._doors, self._doubles):
            return
        self._doors, self._doubles = tuple(doors), tuple(doubles)
        clear(self.rows)
        clear(self._twice_rows)
        most = max((max(line.quarters, default=0) for line in doors), default=0)
        for line in doors:
            state = self.tr("online") if line.is_on_line else self.tr("not online")
            if line.is_here:
                state = self.tr("this door")
            count = self.tr("%n welcomed", "", line.welcomed)
            self.rows.addWidget(_Row(self._theme, line, most, (state, count)))
        for double in doubles:
            text = Text(self._theme, "body")
            text.setText(f"{double.name}: {double.told}")
            self._twice_rows.addWidget(text)
        self.retranslate()

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        px = self._theme.px
        self.rows.setSpacing(px(6, 4))
        self._twice_rows.setSpacing(px(4, 2))
        self.scrolled.column.setSpacing(px(14, 10))
        self._counts.setContentsMargins(0, 0, px(16, 12), 0)

    def retranslate(self) -> None:
        """Set every text in the language in force."""
        self.set_title(self.tr("Doors"))
        on_line = sum(line.is_on_line for line in self._doors)
        welcomed = sum(line.welcomed for line in self._doors)
        told = self.tr("%n door(s) online", "", on_line)
        self.about.setText(f"{told} · {self.tr('%n welcomed', '', welcomed)}")
        self._counts.setText(self.tr("Welcomed: each quarter of an hour, in all"))
        self._counts.setVisible(bool(self._doors))
        self._twice.setText(self.tr("Welcomed at two doors"))
        self._twice.setVisible(bool(self._doubles))
        self.close_button.setText(self.tr("Close"))
