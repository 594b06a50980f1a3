"""The foot of the page: live lanes at the left, freshness at the right, always."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from station_app.domain.scan import LaneState
from station_app.ui.station.screen import LaneLine, SyncLine
from station_app.ui.theme import Theme
from station_app.ui.widgets.announcing import announce
from station_app.ui.widgets.buttons import TextButton
from station_app.ui.widgets.labels import PlainLabel
from station_app.ui.widgets.painting import (
    CENTER,
    draw_focus,
    draw_icon,
    draw_line,
    draw_paper,
    fill_stripes,
    painter_on,
)
from station_app.ui.widgets.placing import place_of, put


class LanesLabel(PlainLabel):
    """All input lanes in one text, drawn with an icon and a state dot each."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("scannerStatus")
        self._lanes: tuple[LaneLine, ...] = ()

    def show_lanes(self, lanes: tuple[LaneLine, ...]) -> None:
        """Show the lanes in their order."""
        self._lanes = lanes
        self.show_text(" · ".join(lane.spoken or lane.text for lane in lanes))
        self.updateGeometry()
        self.update()

    def natural_width(self) -> int:
        """Return the width that cuts no lane."""
        return round(sum(self._widths()) + 0.5)

    def sizeHint(self) -> QSize:
        """All lanes on one line."""
        return QSize(self.natural_width(), self.theme.px(44, 40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lanes."""
        del event
        theme, painter, ratio = self.theme, painter_on(self), self.devicePixelRatioF()
        middle, icon, dot, gap = self.height() / 2, theme.px(18), theme.px(13), theme.px(7)
        widths = self._widths()
        cut = sum(widths) > self.width() + 1
        if cut:
            widths = _levelled(widths, self.width())
        x = 0.0
        for lane, width in zip(self._lanes, widths, strict=True):
            end = x + width
            where = QRectF(x, middle - icon / 2, icon, icon)
            fault = lane.state is LaneState.FAULT
            color = theme.tokens.text if fault else theme.tokens.muted
            draw_icon(painter, theme, f"lane-{lane.lane}", color, where, ratio)
            left = x + icon + gap
            room = end - theme.px(26, 20) - dot - gap - left
            rect = QRectF(left, 0, max(0.0, room), self.height())
            took = draw_line(painter, rect, lane.text, theme.font("small"), theme.color("text"))
            dot_color = theme.tokens.muted
            if lane.state is not LaneState.OFF:
                dot_color = theme.tokens.accent
            spot = QRectF(left + took + gap, middle - dot / 2, dot, dot)
            draw_icon(painter, theme, f"state-{lane.state}", dot_color, spot, ratio)
            x = end
        self.set_tooltip_if(cut, self.text())

    def _widths(self) -> list[float]:
        theme = self.theme
        fixed = theme.px(18) + theme.px(13) + 2 * theme.px(7) + theme.px(26, 20)
        metrics = theme.metrics("small")
        return [fixed + metrics.horizontalAdvance(lane.text) for lane in self._lanes]


def _levelled(widths: list[float], room: float) -> list[float]:
    """Return widths that fit, the widest ones cut first."""
    level, left = 0.0, float(room)
    for count, width in zip(range(len(widths), 0, -1), sorted(widths), strict=True):
        level = left / count
        if width > level:
            break
        left -= width
    return [min(width, max(level, 0.0)) for width in widths]


class SyncPlate(PlainLabel):
    """How old the list is; a lamp-coloured plate with hatched ends when that matters."""

    log_in_requested = Signal()
    stop_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("syncStatus")
        self._line = SyncLine(text="")
        self._told_alarm = False
        self.log_in = _PlateButton(theme, parent=self)
        self.log_in.setObjectName("plateLogInButton")
        self.log_in.clicked.connect(self._clicked)
        self.log_in.hide()

    @property
    def is_alarm(self) -> bool:
        """Whether the plate is drawn."""
        return self._line.alarm

    def show_line(self, line: SyncLine) -> None:
        """Show the freshness."""
        self._line = line
        self.show_text(self._whole)
        # The seconds until the next try are not read out one by one.
        if not line.passing and line.alarm != self._told_alarm:
            self._told_alarm = line.alarm
            announce(self, self._whole)
        self.log_in.setText(line.log_in or line.stop)
        self.log_in.setVisible(bool(line.log_in or line.stop))
        self.log_in.on_plate = line.alarm
        self._place()
        self.updateGeometry()
        self.update()

    def natural_width(self) -> int:
        """Return the width that cuts nothing."""
        return self._width_for(self._whole)

    def needed_width(self) -> int:
        """Return the width that cuts nothing but the reason."""
        return self._width_for(self._line.text)

    @property
    def _whole(self) -> str:
        return " · ".join(filter(None, (self._line.text, self._line.reason)))

    def _width_for(self, text: str) -> int:
        theme = self.theme
        wide = theme.metrics(self._role).horizontalAdvance(text) + 1.0
        if self._line.alarm:
            wide += theme.px(20) + theme.px(10) + 4 * theme.px(16)
        else:
            wide += theme.px(17) + theme.px(8)
        if not self.log_in.isHidden():
            wide += self.log_in.sizeHint().width() + theme.px(12)
        return round(wide)

    def sizeHint(self) -> QSize:
        """One line over the whole height of the foot."""
        return QSize(self.natural_width(), self.theme.px(44, 40))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the button."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw plate, sign and words."""
        del event
        theme, painter = self.theme, painter_on(self)
        tall, wide = float(self.height()), float(self.width())
        left, right, ink, icon, size = 0.0, wide, "text", "clock", theme.px(17)
        gap = theme.px(8)
        if self._line.alarm:
            end = theme.px(16)
            note, on_note = theme.color("note"), theme.color("onNote")
            fill_stripes(painter, QRectF(0, 0, wide, tall), note, on_note, theme.exact(10))
            painter.fillRect(QRectF(end, 0, wide - 2 * end, tall), note)
            left, right, ink = 2.0 * end, wide - 2 * end, "onNote"
            icon = "lock" if self._line.log_in else "state-offline"
            size, gap = theme.px(20), theme.px(10)
        if not self.log_in.isHidden():
            right = place_of(self.log_in).x() - theme.px(8)
        where = QRectF(left, tall / 2 - size / 2, size, size)
        color = getattr(theme.tokens, ink)
        draw_icon(painter, theme, icon, color, where, self.devicePixelRatioF())
        words = QRectF(left + size + gap, 0, max(0.0, right - left - size - gap), tall)
        whole = wide >= self.natural_width()
        said = self._whole if whole else self._line.text  # half a reason tells nobody anything
        draw_line(painter, words, said, theme.font(self._role), theme.color(ink))
        self.set_tooltip_if(not whole, self._whole)

    @property
    def _role(self) -> str:
        return "plate" if self._line.alarm else "small"

    def _clicked(self) -> None:
        (self.log_in_requested if self._line.log_in else self.stop_requested).emit()

    def _place(self) -> None:
        hint = self.log_in.sizeHint()
        tall = min(hint.height(), self.height() - 2 * self.theme.px(4))
        ends = self.theme.px(16) + self.theme.px(8) if self._line.alarm else 0
        left = self.width() - ends - hint.width()
        put(self.log_in, left, (self.height() - tall) // 2, hint.width(), tall)


class _PlateButton(TextButton):
    """A button on note paper: the plate's colours, turned round; without a plate a plain one."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, small=True, parent=parent)
        self.on_plate = True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the word on ink."""
        del event
        theme, painter = self.theme, painter_on(self)
        rect = self.rect().toRectF()
        paper, ink = ("onNote", "note") if self.on_plate else ("surface3", "text")
        draw_paper(painter, rect, theme.exact(8), theme.color(paper))
        font = theme.font("button_small")
        draw_line(painter, rect, self.text(), font, theme.color(ink), CENTER)
        if self.hasFocus() or self.underMouse():
            inset = rect.adjusted(2, 2, -2, -2)
            painter.setPen(theme.color(ink))
            painter.drawRoundedRect(inset, theme.exact(6), theme.exact(6))
            if self.hasFocus():
                draw_focus(painter, theme, rect, theme.exact(8))
