"""Captions over values: the three facts of a guest, and the further fields in columns."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.labels import PlainLabel, TextLabel
from station_app.ui.widgets.painting import painter_on
from station_app.ui.widgets.placing import put
from station_app.ui.widgets.text_block import TextBlock

_VALUE_LINES = 6
_ROW_GAP = (12, 8)


class Fact(QWidget):
    """One caption and the label with the value."""

    def __init__(self, theme: Theme, value_name: str, role: str = "fact") -> None:
        super().__init__()
        self._theme = theme
        self.caption = TextLabel(theme, "caption", "faint", parent=self)
        self.value = TextLabel(theme, role, parent=self)
        self.value.setObjectName(value_name)

    def natural_width(self) -> int:
        """Return the width that cuts neither caption nor value."""
        return max(self.caption.natural_width(), self.value.natural_width())

    def sizeHint(self) -> QSize:
        """Caption over value."""
        tall = self._theme.line("caption") + self._theme.line("fact")
        return QSize(self.natural_width(), tall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place caption and value."""
        del event
        self.place()

    def place(self) -> None:
        """Place caption and value for the present theme."""
        top = self._theme.line("caption")
        put(self.caption, 0, 0, self.width(), top)
        put(self.value, 0, top, self.width(), self._theme.line("fact"))


class FactRow(QWidget):
    """Facts beside each other, wrapped where they do not fit."""

    def __init__(self, theme: Theme, facts: Sequence[Fact], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._facts = tuple(facts)
        for fact in self._facts:
            fact.setParent(self)

    def hasHeightForWidth(self) -> bool:
        """Facts wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height for a width."""
        return self._place(width, apply=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the facts."""
        del event
        self.place()

    def place(self) -> None:
        """Place the facts again, after their texts changed."""
        self._place(self.width(), apply=True)

    def _place(self, width: int, *, apply: bool) -> int:
        gap = self._theme.px(40, 32)
        x = y = tall = 0
        for fact in self._facts:
            if fact.isHidden():
                continue
            hint = fact.sizeHint()
            wide = min(hint.width(), width)
            if x and x + wide > width:
                x, y = 0, y + tall + self._theme.px(*_ROW_GAP)
            tall = hint.height()
            if apply:
                put(fact, x, y, wide, tall)
                fact.place()
            x += wide + gap
        return y + tall


class FieldsLabel(PlainLabel):
    """The further fields: its text has one 'Label: value' a line, drawn as columns that wrap."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._fields: tuple[tuple[str, str], ...] = ()
        self._placed: list[tuple[float, float, TextBlock, TextBlock]] = []
        self._tall = 0.0
        self._placed_for: tuple[object, ...] = ()

    def show_fields(self, fields: tuple[tuple[str, str], ...]) -> None:
        """Show labels and values."""
        self._fields = fields
        self.show_text("\n".join(f"{label}: {value}" for label, value in fields))

    def sizeHint(self) -> QSize:
        """One row of columns."""
        width = self.theme.px(704, 580)
        return QSize(width, self.heightForWidth(width))

    def heightForWidth(self, width: int) -> int:
        """Return the height of the columns for a width."""
        self._place(width)
        return round(self._tall)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the columns."""
        del event
        painter = painter_on(self)
        self._place(self.width())
        faint, text = self.theme.color("faint"), self.theme.color("text")
        for x, y, caption, value in self._placed:
            caption.paint(painter, x, y, faint)
            value.paint(painter, x, y + caption.height, text)

    def _place(self, width: int) -> None:
        key = (self._fields, width, self.theme.version)
        if key == self._placed_for:
            return
        self._placed_for, self._placed = key, []
        gap, row_gap = self.theme.px(40, 28), self.theme.px(*_ROW_GAP)
        x = y = tall = 0.0
        for label, value in self._fields:
            caption = self._block(label, "caption", width, 1)
            words = self._block(value, "field", width, _VALUE_LINES)
            wide = max(caption.natural_width, words.natural_width)
            if x and x + wide > width + 0.5:
                x, y, tall = 0.0, y + tall + row_gap, 0.0
            self._placed.append((x, y, caption, words))
            tall = max(tall, caption.height + words.height)
            x += wide + gap
        self._tall = y + tall

    def _block(self, text: str, role: str, width: int, lines: int) -> TextBlock:
        font, line = self.theme.font(role), self.theme.line(role)
        return TextBlock(text, font, line, width, max_lines=lines, anywhere=lines > 1)
