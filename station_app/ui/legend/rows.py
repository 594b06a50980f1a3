"""One colour and its word; one field with its label, whether it shows, and its place."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from station_app.domain.legend import LONGEST_LABEL, LONGEST_WORD
from station_app.ui import texts
from station_app.ui.i18n import translate
from station_app.ui.theme import Theme
from station_app.ui.widgets.choices import Switch
from station_app.ui.widgets.fields import FormButton, LineField, Text
from station_app.ui.widgets.painting import draw_chip


class ColorRow(QWidget):
    """A small ribbon, its number, how many guests wear it, and the word."""

    edited = Signal(str, str)  # colour, word

    def __init__(self, theme: Theme, color: str, guests: int, word: str) -> None:
        super().__init__()
        self._theme, self.color, self._guests = theme, color, guests
        self._chip = _Chip(theme, color)
        self._hex = Text(theme, "body", mono=True, wrap=False)
        self._count = Text(theme, "small_plain", "muted", wrap=False)
        self._hex.setText(color)
        self.field = LineField(theme, "legendWord", small=True)
        self.field.setMaxLength(LONGEST_WORD)
        self.field.setText(word)
        self._words = QVBoxLayout()
        self._words.setSpacing(0)
        self._words.addWidget(self._hex)
        self._words.addWidget(self._count)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._chip)
        self._row.addLayout(self._words, 2)
        self._row.addWidget(self.field, 3)
        self.field.textEdited.connect(lambda text: self.edited.emit(self.color, text))

    def restyle(self) -> None:
        """Set the sizes."""
        self._row.setSpacing(self._theme.px(14, 12))
        self._chip.setFixedSize(self._theme.px(14), self._theme.px(38))

    def retranslate(self) -> None:
        """Set every text in the language in force."""
        guests = translate("Legend", "%n guest(s)", "", self._guests)
        self._count.setText(guests)
        self.field.setPlaceholderText(translate("Legend", "Word, such as Press"))
        name = translate("Legend", "Word for {color}, {guests}")
        self.field.setAccessibleName(name.format(color=self.color, guests=guests))


class FieldRow(QWidget):
    """The label of a field over what it is without one; a switch; two buttons that move it."""

    edited = Signal(str, str)  # key, label
    shown = Signal(str, bool)  # key
    moved = Signal(str, int)  # key; -1 up, 1 down

    def __init__(
        self,
        theme: Theme,
        key: str,
        guests: int,
        label: str,
        *,
        shown: bool,
        kept_hidden: bool = False,
    ) -> None:
        """`kept_hidden`: as contact data, whatever the switch says."""
        super().__init__()
        self._theme, self.key, self._guests = theme, key, guests
        self._kept_hidden = kept_hidden
        self.field = LineField(theme, "legendLabel", small=True)
        self.field.setMaxLength(LONGEST_LABEL)
        self.field.setText(label)
        self._about = Text(theme, "small_plain", "muted", wrap=kept_hidden)
        self.switch = Switch(theme)
        self.switch.setObjectName("legendShown")
        self.switch.setChecked(shown)
        self.up, self.down = FormButton(theme, "line"), FormButton(theme, "line")
        self.up.setObjectName("legendUp")
        self.down.setObjectName("legendDown")
        self._row = QHBoxLayout()
        self._row.addWidget(self.field, 1)
        for widget in (self.switch, self.up, self.down):
            self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._row)
        self._column.addWidget(self._about)
        for button, arrow, step, way in (
            (self.up, "↑", -1, "Alt+Up"),
            (self.down, "↓", 1, "Alt+Down"),
        ):
            button.setText(arrow)
            button.setProperty("square", True)
            button.clicked.connect(self._mover(step))
            keys = QShortcut(QKeySequence(way), self)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(self._mover(step))
        self.field.textEdited.connect(self._label_edited)
        self.switch.toggled.connect(lambda shown: self.shown.emit(self.key, shown))

    def set_place(self, *, first: bool, last: bool) -> None:
        """Offer only the ways there are; the keyboard stays in the row."""
        for button, other, usable in (
            (self.up, self.down, not first),
            (self.down, self.up, not last),
        ):
            if button.hasFocus() and not usable:
                other.setEnabled(True)
                other.setFocus(Qt.FocusReason.OtherFocusReason)
            button.setEnabled(usable)

    def stops(self) -> tuple[QWidget, ...]:
        """Return where Tab stops, in order."""
        return self.field, self.switch, self.up, self.down

    def restyle(self) -> None:
        """Set the sizes."""
        self._row.setSpacing(self._theme.px(10, 8))
        self._column.setSpacing(self._theme.px(2))
        tall = self.field.height()
        for button in (self.up, self.down):
            button.setFixedSize(tall, tall)

    def retranslate(self) -> None:
        """Set every text in the language in force."""
        usual = texts.field_label(self.key)
        self.field.setPlaceholderText(usual)
        parts = [usual, translate("Legend", "%n guest(s)", "", self._guests)]
        if self._kept_hidden:
            parts.append(translate("Legend", "contact data: hidden by the settings"))
        self._about.setText(" · ".join(parts))
        self._name()

    def _label_edited(self, text: str) -> None:
        self._name()
        self.edited.emit(self.key, text)

    def _name(self) -> None:
        usual = texts.field_label(self.key)
        field = self.field.text().strip() or usual
        self.field.setAccessibleName(translate("Legend", "Label of {field}").format(field=usual))
        self.field.setAccessibleDescription(self._about.text())
        self.switch.setAccessibleName(translate("Legend", "Show {field}").format(field=field))
        self.switch.setToolTip(translate("Legend", "Show"))
        for button, words in (
            (self.up, translate("Legend", "Move {field} up")),
            (self.down, translate("Legend", "Move {field} down")),
        ):
            button.setAccessibleName(words.format(field=field))

    def _mover(self, step: int) -> Callable[[], None]:
        return lambda: self.moved.emit(self.key, step)


class _Chip(QWidget):
    """The small ribbon. Its number stands beside it."""

    def __init__(self, theme: Theme, color: str) -> None:
        super().__init__()
        self._theme, self._color = theme, color

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Draw it as lists do."""
        draw_chip(QPainter(self), self._theme, QRectF(self.rect()), self._color)
