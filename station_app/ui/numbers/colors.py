"""How many of each highlight colour have arrived: ribbon, word, number and a thin bar."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QWidget

from station_app.ui.station.screen import ColorRow
from station_app.ui.theme import Theme
from station_app.ui.widgets.labels import TextLabel
from station_app.ui.widgets.lists import plain_viewport
from station_app.ui.widgets.painting import draw_chip, draw_focus, draw_paper, painter_on
from station_app.ui.widgets.placing import put


class _Row(QWidget):
    """One colour."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row: ColorRow | None = None
        self._is_first = False
        self._word = TextLabel(theme, "body", parent=self)
        self._word.setObjectName("colorWord")
        self._value = TextLabel(theme, "row_state", parent=self)
        self._value.setObjectName("colorArrived")
        self._of = TextLabel(theme, "body", "muted", parent=self)
        self._of.setObjectName("colorListed")

    def show_row(self, row: ColorRow, *, first: bool) -> None:
        """Show a colour; a line parts it from the one above."""
        self._row, self._is_first = row, first
        self._word.show_text(row.word)
        self._value.show_text(row.value)
        self._of.show_text(row.of)
        self.update()

    def is_tight(self, width: int) -> bool:
        """Whether the numbers leave the word less than it needs, and less than a good part."""
        px = self._theme.px
        room = width - px(28) - self._numbers_wide() - px(8)
        return room < min(self._word.natural_width(), 0.3 * width)

    def height_wanted(self, *, below: bool) -> int:
        """Return the height for the text in force, with the numbers beside or below the word."""
        theme, px = self._theme, self._theme.px
        tall = theme.line("body")
        return max(px(60, 50), tall + px(34, 26)) + (tall if below else 0)

    def place(self, *, below: bool) -> None:
        """Lay out words and numbers."""
        theme, px = self._theme, self._theme.px
        tall = theme.line("body")
        lines = 2 * tall if below else tall
        top = (self.height() - lines - px(13)) // 2
        begin, left = px(28), max(px(28), self.width() - self._numbers_wide())
        room = self.width() if below else left - px(8)
        put(self._word, begin, top, max(0, room - begin), tall)
        top += lines - tall
        wide = self._value.natural_width()
        put(self._value, left, top, wide, tall)
        left += wide + px(5)
        put(self._of, left, top, max(0, self.width() - left), tall)

    def _numbers_wide(self) -> int:
        return self._value.natural_width() + self._theme.px(5) + self._of.natural_width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw line, ribbon and bar."""
        del event
        theme, painter, row = self._theme, painter_on(self), self._row
        if row is None:
            return
        if not self._is_first:
            painter.fillRect(QRectF(0, 0, self.width(), 1), theme.color("line"))
        if row.color is not None:
            tall = theme.exact(34, 30)
            chip = QRectF(0, (self.height() - tall) / 2, theme.exact(14), tall)
            draw_chip(painter, theme, chip, row.color)
        left, tall = theme.px(28), theme.exact(6)
        top = self._value.geometry().bottom() + theme.px(7)
        bar = QRectF(left, top, self.width() - left, tall)
        draw_paper(painter, bar, tall / 2, theme.color("surface3"))
        if theme.name == "contrast":  # its grounds tell nobody where all would be
            half = theme.edge / 2
            painter.setPen(QPen(theme.color("border"), theme.edge))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(bar.adjusted(half, half, -half, -half), tall / 2, tall / 2)
        if row.share > 0:
            bar.setWidth(max(tall, bar.width() * min(row.share, 1.0)))
            draw_paper(painter, bar, tall / 2, theme.color("accent"))


class Colors(QScrollArea):
    """All colours under one another. The arrows scroll where there is no room for all."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        # Asked of Qt, viewport and bar would be wrapped only after all of Qt's classes are loaded.
        self._bar = QScrollBar(Qt.Orientation.Vertical)
        self.setViewport(plain_viewport())
        self.setVerticalScrollBar(self._bar)
        self._inside = QWidget()
        self._inside.setObjectName("colorRows")
        self.setWidget(self._inside)
        self._inside.setAutoFillBackground(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setObjectName("colorNumbers")
        self._rows: list[_Row] = []
        self._count = 0
        self._each = 1  # px of a row

    def show_rows(self, rows: tuple[ColorRow, ...]) -> None:
        """Show a row for each colour."""
        while len(self._rows) < len(rows):
            self._rows.append(_Row(self._theme, self._inside))
        self._count = len(rows)
        for place, widget in enumerate(self._rows):
            widget.setVisible(place < len(rows))
            if place < len(rows):
                widget.show_row(rows[place], first=place == 0)
        self.place()

    def place(self) -> None:
        """Lay out the rows; the keyboard comes here only if there is something to scroll."""
        shown = self._rows[: self._count]
        wide, below = self.width(), False
        for room in (self.width(), self.width() - self._theme.px(14)):  # without a bar, with one
            wide, below = room, any(row.is_tight(room) for row in shown)
            self._each = max((row.height_wanted(below=below) for row in shown), default=1)
            if not self._overflows():
                break
        self._inside.resize(wide, len(shown) * self._each)
        for place, row in enumerate(shown):
            put(row, 0, place * self._each, wide, self._each)
            row.place(below=below)
        focus = Qt.FocusPolicy
        self.setFocusPolicy(focus.TabFocus if self._overflows() else focus.NoFocus)
        self._bar.setSingleStep(self._each)

    def whole_rows(self, room: int) -> int:
        """Return the height of as many rows as there is room for: half a word helps nobody."""
        return max(1, room // self._each) * self._each

    def below(self) -> int:
        """Return how many rows are out of sight, wherever it is scrolled to."""
        return self._count - self.height() // self._each if self._overflows() else 0

    def sizeHint(self) -> QSize:
        """As drawn."""
        return QSize(self._theme.px(334, 260), self._theme.px(360, 300))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self.place()

    def changeEvent(self, event: QEvent) -> None:
        """Bring what scrolls to the other side at once, which Qt does when it scrolls."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.setAlignment(self.alignment())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show that the arrows scroll here."""
        super().paintEvent(event)
        if self.hasFocus():
            draw_focus(QPainter(self.viewport()), self._theme, self.rect().toRectF(), 4)

    def _overflows(self) -> bool:
        return self._count * self._each > self.height()
