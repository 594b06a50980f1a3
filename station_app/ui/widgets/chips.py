"""Several choices of which any may be taken, in rows that break where the width ends."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.mirrored import is_mirrored
from station_app.ui.widgets.painting import LEFT, draw_line, painter_on
from station_app.ui.widgets.placing import put_into

_ROLE = "button_small"
# Plate, its line and ink, by whether it is taken and whether it can be pressed.
_LOOKS = {
    (True, True): ("accent", "accent", "onAccent"),
    (True, False): ("surface3", "border", "text"),
    (False, True): ("", "border", "muted"),
    (False, False): ("", "line", "faint"),
}


class Chip(QCheckBox):
    """A word to take or leave: its box holds a tick when it is taken."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.is_held = False  # the last one taken cannot be left
        self.setProperty("radius", 20)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        """Return room for box and word, the same whether it is taken or not."""
        theme = self._theme
        wide = theme.metrics(_ROLE).horizontalAdvance(self.text())
        tall = max(theme.px(40), theme.line(_ROLE) + theme.px(12))
        return QSize(round(wide + 0.5) + theme.px(14 + 18 + 8 + 18), tall)

    def hitButton(self, pos: QPoint) -> bool:
        """Take a press anywhere on it."""
        return self.rect().contains(pos)

    def nextCheckState(self) -> None:
        """Turn over, unless it is held."""
        if not self.is_held:
            super().nextCheckState()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Return to rest."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Draw plate, box, tick and word."""
        theme, painter = self._theme, painter_on(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, usable, edge = self.isChecked(), self.isEnabled(), theme.edge
        fill, line, ink = _LOOKS[on, usable]
        if usable and not on and self.underMouse():
            fill, ink = "surface3", "text"
        painter.setBrush(theme.color(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color(line), edge))
        plate = QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
        painter.drawRoundedRect(plate, plate.height() / 2, plate.height() / 2)
        self._draw_box(painter, theme.color(ink), on=on)
        left = theme.exact(14 + 18 + 8)
        words = QRectF(left, 0, self.width() - left, self.height())
        draw_line(painter, words, self.text(), theme.font(_ROLE), theme.color(ink), LEFT)

    def _draw_box(self, painter: QPainter, ink: QColor, *, on: bool) -> None:
        theme, side = self._theme, self._theme.exact(16)
        box = QRectF(theme.exact(15), (self.height() - side) / 2, side, side)
        pen = QPen(ink, theme.exact(2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if on:
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            corner, way = box.topLeft(), side
            if is_mirrored(painter):  # a tick never is
                corner, way = box.topRight(), -side
            tick = QPainterPath(corner + QPointF(way * 0.06, side * 0.54))
            tick.lineTo(corner + QPointF(way * 0.36, side * 0.84))
            tick.lineTo(corner + QPointF(way * 0.96, side * 0.18))
            painter.drawPath(tick)
        else:
            pen.setWidthF(theme.exact(1.5))
            painter.setPen(pen)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), theme.exact(4), theme.exact(4))


class Chips(QWidget):
    """Chips in rows; one of them always stays taken. Tab goes through them, Space turns one."""

    chosen = Signal(object)  # tuple[str, ...]: every value taken, in the order of the chips

    def __init__(self, theme: Theme, values: Sequence[str]) -> None:
        super().__init__()
        self._theme = theme
        self._held_text = ""
        self._is_quiet = False
        self._taken: tuple[str, ...] = ()
        self.chips = {value: Chip(theme, self) for value in values}
        for chip in self.chips.values():
            chip.toggled.connect(self._tell)  # assistive technology turns one without a click
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._arrange)

    def set_values(self, values: Collection[str]) -> None:
        """Take these without telling anybody."""
        self._is_quiet = True
        for value, chip in self.chips.items():
            chip.setChecked(value in values)
        self._is_quiet = False
        self._taken = self._checked()
        self._hold_last()

    def name(self, title: str, words: Sequence[str], held: str) -> None:
        """Label the chips; `title` is what they are about, `held` why the last one stays."""
        self._held_text = held
        for chip, word in zip(self.chips.values(), words, strict=True):
            chip.setText(word)
            chip.setAccessibleName(f"{title}: {word}")
        self._hold_last()
        self._arrange()

    def _tell(self) -> None:
        if self._is_quiet:
            return
        if not (taken := self._checked()):
            self.set_values(self._taken)  # the last one stays
        elif taken != self._taken:
            self._taken = taken
            self._hold_last()
            self.chosen.emit(taken)

    def _checked(self) -> tuple[str, ...]:
        return tuple(value for value, chip in self.chips.items() if chip.isChecked())

    def _hold_last(self) -> None:
        for value, chip in self.chips.items():
            chip.is_held = self._taken == (value,)
            chip.setToolTip(self._held_text if chip.is_held else "")
            chip.setAccessibleDescription(chip.toolTip())

    # --- rows ---------------------------------------------------------------------------------

    def _places(self, width: int) -> list[QRectF]:
        gap, x, y = self._theme.px(8), 0, 0
        places = []
        for chip in self.chips.values():
            size = chip.sizeHint()
            if x and x + size.width() > width:
                x, y = 0, y + size.height() + gap
            places.append(QRectF(x, y, min(size.width(), max(width, 1)), size.height()))
            x += size.width() + gap
        return places

    def _arrange(self) -> None:
        for chip, place in zip(self.chips.values(), self._places(self.width()), strict=True):
            put_into(chip, place.toRect())
            chip.update()
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """It grows by rows where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the rows at a width."""
        return round(max((place.bottom() for place in self._places(width)), default=0))

    def sizeHint(self) -> QSize:
        """Prefer one row."""
        places = self._places(1 << 20)
        return QSize(round(places[-1].right()), round(places[-1].bottom()))

    def minimumSizeHint(self) -> QSize:
        """Be at least as wide as the widest chip."""
        sizes = [chip.sizeHint() for chip in self.chips.values()]
        return QSize(max(size.width() for size in sizes), sizes[0].height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the rows anew."""
        super().resizeEvent(event)
        self._arrange()
