"""What settings are chosen with: switches, numbers, lists and rows of choices."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from station_app.ui.theme import Theme
from station_app.ui.widgets.fields import FormButton, LineField, mark
from station_app.ui.widgets.mirrored import is_mirrored, mirror
from station_app.ui.widgets.painting import painter_on

_OTHER = "\0other"  # nothing that can be typed is this


class Switch(QCheckBox):
    """An on/off switch: a tick and the place of the knob say which, not only colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("radius", 16)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the drawing."""
        return QSize(self._theme.px(56), self._theme.px(32))

    def hitButton(self, pos: object) -> bool:  # noqa: ARG002 - the whole drawing is the button
        """Take a press anywhere."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Draw track, knob and tick."""
        theme, painter = self._theme, painter_on(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, edge = self.isChecked(), theme.edge
        rect = QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
        usable = self.isEnabled()
        track = "accent" if on and usable else "surface3" if on else "ground"
        painter.setBrush(theme.color(track))
        painter.setPen(QPen(theme.color(track if on and usable else "border"), edge))
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        radius = rect.height() / 2 - theme.exact(4)
        x = rect.right() - rect.height() / 2 if on else rect.left() + rect.height() / 2
        middle = QPointF(x, rect.center().y())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("onAccent" if on and usable else "border"))
        painter.drawEllipse(middle, radius, radius)
        if on:
            side = -1 if is_mirrored(painter) else 1  # a tick is never mirrored
            tick = QPainterPath(middle + QPointF(side * -radius * 0.42, radius * 0.02))
            tick.lineTo(middle + QPointF(side * -radius * 0.1, radius * 0.34))
            tick.lineTo(middle + QPointF(side * radius * 0.46, -radius * 0.32))
            pen = QPen(theme.color("accent" if usable else "surface3"), theme.exact(2))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen)
            painter.drawPath(tick)


class NumberField(QDoubleSpinBox):
    """A number with its unit. Shows no idle decimals; steps go to whole multiples."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("kind", "field")
        self.setKeyboardTracking(False)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        mark(self, "strong", self._theme.name == "contrast")

    def textFromValue(self, value: float) -> str:
        """Return the number without zeros that say nothing."""
        text = super().textFromValue(value)
        point = self.locale().decimalPoint()
        return text.rstrip("0").rstrip(point) if point in text else text

    def stepBy(self, steps: int) -> None:
        """Step to the next whole multiple, so that 0.05 becomes 1 and not 1.05."""
        step = self.singleStep()
        place = self.value() / step
        near = math.floor(place + 1e-9) if steps > 0 else math.ceil(place - 1e-9)
        self.setValue((near + steps) * step)
        self.selectAll()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll; a wheel must not change a setting by accident."""
        event.ignore()


class Choice(QComboBox):
    """A list of choices to pull down. The wheel scrolls the page instead."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("kind", "field")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        mark(self, "strong", self._theme.name == "contrast")
        mark(self, "turned", self.isRightToLeft())

    def changeEvent(self, event: QEvent) -> None:
        """Keep the room for the arrow, whichever side it is on."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._restyle()

    def show_items(self, items: Sequence[tuple[str, str]], value: str) -> None:
        """List pairs of value and words anew, with one taken. An open list keeps its row."""
        is_open = self.view().isVisible()
        row = self.view().currentIndex().data(Qt.ItemDataRole.UserRole)
        self.clear()
        for one, words in items:
            self.addItem(words, one)
        self.setCurrentIndex(self.findData(value))
        if is_open:
            self.showPopup()  # it may need another height
            place = max(self.findData(row), 0)
            self.view().setCurrentIndex(self.model().index(place, self.modelColumn()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Cut words that are too long, and draw the arrow without a file for a style sheet."""
        theme, painter = self._theme, QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        whole, cut = self.currentText(), Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(whole, cut, room.width())
        self.setToolTip(whole if shown != whole else "")
        option.currentText = shown
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.color("muted" if self.isEnabled() else "faint"), theme.exact(2))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        half = theme.exact(5)
        if self.isRightToLeft():
            mirror(painter, self.rect().toRectF())
        tip = QPointF(self.width() - theme.exact(20), self.height() / 2 + half / 2)
        painter.drawPolyline([tip - QPointF(half, half), tip, tip + QPointF(half, -half)])

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll; a wheel must not change a setting by accident."""
        event.ignore()


class OpenChoice(QWidget):
    """A list of choices whose last one lets another be typed in a field below.

    `words` are values that stand for something and are never offered for editing.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, words: Sequence[str]) -> None:
        super().__init__()
        self._theme, self._words = theme, tuple(words)
        self._value = ""
        self.list = Choice(theme)
        self.list.setObjectName(f"{name}List")
        self.field = LineField(theme, f"{name}Other", small=True)
        self.field.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.list)
        self._column.addWidget(self.field)
        self.setFocusProxy(self.list)
        self.list.activated.connect(self._choose)
        self.field.editingFinished.connect(self._take_typed)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self._column.setSpacing(self._theme.px(8))

    def show_items(self, items: Sequence[tuple[str, str]], value: str, other: str) -> None:
        """List pairs of value and words anew, with one taken; what is being typed stays."""
        self._value = value
        taken = value if self.field.isHidden() else _OTHER
        self.list.show_items([*items, (_OTHER, other)], taken)

    def _choose(self) -> None:
        value = self.list.currentData()
        self.field.setVisible(value == _OTHER)
        if value == _OTHER:
            self._fill_field()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.selectAll()
        else:
            self._tell(value)

    def _take_typed(self) -> None:
        text = self.field.text().strip()
        if text and not self.field.isHidden():
            self._tell(text)
        else:
            self._fill_field()

    def _fill_field(self) -> None:
        self.field.setText("" if self._value in self._words else self._value)

    def _tell(self, value: str) -> None:
        self._value = value
        self.chosen.emit(value)


class Stepper(QWidget):
    """A number field between two buttons that take it down and up."""

    value_changed = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.field = NumberField(theme)
        self.less = FormButton(theme, "line")
        self.more = FormButton(theme, "line")
        self.less.setText("−")
        self.more.setText("+")
        for button, steps in ((self.less, -1), (self.more, 1)):
            button.setProperty("square", True)
            button.setAutoRepeat(True)
            # The arrow keys do the same in the field; two more stops would only slow down Tab.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(self._down if steps < 0 else self._up)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.less, self.field, self.more):
            row.addWidget(widget)
        self.field.valueChanged.connect(self._tell)
        self.setFocusProxy(self.field)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        layout = self.layout()
        assert layout is not None
        layout.setSpacing(self._theme.px(6))
        self.field.setFixedSize(self._theme.px(112), max(self._theme.px(40), self._tall()))

    def _tall(self) -> int:
        return self._theme.line("body") + self._theme.px(12)

    def _down(self) -> None:
        self.field.stepBy(-1)

    def _up(self) -> None:
        self.field.stepBy(1)

    def _tell(self, value: float) -> None:
        self.less.setEnabled(value > self.field.minimum())
        self.more.setEnabled(value < self.field.maximum())
        self.value_changed.emit(value)


class Segments(QWidget):
    """A few choices side by side, one of them taken. Arrow keys move, Tab enters and leaves."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, values: Sequence[str]) -> None:
        super().__init__()
        self._theme = theme
        self._group = QButtonGroup(self)
        self.buttons: dict[str, FormButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for value in values:
            button = FormButton(theme, "segment")
            button.setCheckable(True)
            self._group.addButton(button)
            self._row.addWidget(button, 1)
            self.buttons[value] = button
            button.toggled.connect(self._share_focus)
        # Not its clicks: assistive technology turns a button without one.
        self._group.buttonToggled.connect(self._tell)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self._row.setSpacing(self._theme.px(8))

    def set_value(self, value: str) -> None:
        """Take a choice without telling anybody."""
        if value in self.buttons:
            self._group.blockSignals(True)
            self.buttons[value].setChecked(True)
            self._group.blockSignals(False)

    def _share_focus(self) -> None:
        """Let Tab stop at the choice that is taken only."""
        for button in self.buttons.values():
            taken = button.isChecked()
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if taken else Qt.FocusPolicy.NoFocus)
            if taken:
                self.setFocusProxy(button)

    def name(self, title: str, words: Sequence[str]) -> None:
        """Label the choices; `title` is what they are about, for screen readers."""
        for button, word in zip(self.buttons.values(), words, strict=True):
            button.setText(word)
            button.setAccessibleName(f"{title}: {word}")

    def _tell(self, turned: QAbstractButton, taken: bool) -> None:
        for value, button in self.buttons.items():
            if button is turned and taken:
                self.chosen.emit(value)
