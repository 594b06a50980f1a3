"""The stage while nobody stands here: clock, event, numbers."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from station_app.ui.station.screen import Figure, IdlePage
from station_app.ui.theme import Theme
from station_app.ui.widgets.labels import TextLabel
from station_app.ui.widgets.painting import draw_paper, painter_on
from station_app.ui.widgets.placing import put

_CLOCKS = ("clock_large", "word", "title1")


class _Gauge(QWidget):
    """How many of the registered guests have come, as a bar. The words beside it say the same."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._share = 0.0
        theme.changed.connect(self.update)

    def show_share(self, share: float) -> None:
        """Fill a share of the bar, 0 to 1."""
        self._share = min(max(share, 0.0), 1.0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar."""
        del event
        theme, painter = self._theme, painter_on(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tall = theme.exact(10)
        rect = QRectF(0, (self.height() - tall) / 2, self.width(), tall)
        half = theme.edge / 2
        painter.setPen(QPen(theme.color("border"), theme.edge))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), tall / 2, tall / 2)
        if self._share > 0:
            rect.setWidth(max(tall, rect.width() * self._share))
            draw_paper(painter, rect, tall / 2, theme.color("accent"))


class _FigureBox(QWidget):
    """One number over its word."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._value = TextLabel(theme, "figure", parent=self)
        self._label = TextLabel(theme, "figure_label", "muted", parent=self)
        self._figure: Figure | None = None

    def show_figure(self, figure: Figure) -> None:
        """Show a number with its verdict's sign."""
        self._figure = figure
        self._value.show_text(figure.value)
        self._label.show_text(figure.label)
        self.restyle()

    def restyle(self) -> None:
        """Take colours and sizes from the theme again."""
        if self._figure is not None:
            mark = self._theme.tokens.verdicts[self._figure.verdict].mark
            self._label.set_icon(f"verdict-{self._figure.verdict}", mark, 18)
        self._place()

    def sizeHint(self) -> QSize:
        """Number over word."""
        theme = self._theme
        tall = theme.line("figure") + theme.px(3) + theme.line("figure_label")
        return QSize(theme.px(120, 100), tall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place number and word."""
        del event
        self._place()

    def _place(self) -> None:
        theme = self._theme
        tall = theme.line("figure")
        put(self._value, 0, 0, self.width(), tall)
        put(self._label, 0, tall + theme.px(3), self.width(), theme.line("figure_label"))


class IdleStage(QWidget):
    """Clock, event, and how the evening stands."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = TextLabel(theme, "clock_large", parent=self)
        self._clock.setObjectName("largeClock")
        self._event = TextLabel(theme, "title1", lines=2, parent=self)
        self._place_label = TextLabel(theme, "place", "muted", lines=2, parent=self)
        self._hours = TextLabel(theme, "body", "faint", parent=self)
        self._value = TextLabel(theme, "progress", parent=self)
        self._label = TextLabel(theme, "progress_label", "muted", parent=self)
        self._gauge = _Gauge(theme, self)
        self._clock_role = _CLOCKS[0]
        self._figures: list[_FigureBox] = []
        self._count = 0
        self._message_title = TextLabel(theme, "title2", lines=2, parent=self)
        self._message_title.setObjectName("idleMessageTitle")
        self._message_text = TextLabel(theme, "progress_label", "muted", lines=4, parent=self)
        self._message_text.setObjectName("idleMessage")

    def show_page(self, page: IdlePage) -> None:
        """Show the event and its numbers, or the message in their place."""
        self._event.show_text(page.event)
        self._place_label.show_text(page.place)
        self._hours.show_text(page.hours)
        self._value.show_text(page.progress_value)
        self._label.show_text(page.progress_label)
        self._gauge.show_share(page.progress)
        self._message_title.show_text(page.message_title)
        self._message_text.show_text(page.message_text)
        told = bool(page.message_title)
        for message in (self._message_title, self._message_text):
            message.setVisible(told)
        self._show_figures(() if told else page.figures)
        self.place()

    def set_time(self, text: str) -> None:
        """Show the time of day."""
        if text != self._clock.text():
            self._clock.show_text(text)
            self.place()

    def place(self) -> None:
        """Lay everything out for the present size and theme."""
        theme, px = self._theme, self._theme.px
        width = self.width()
        with_figures = self._choose_clock()
        told = not self._message_title.isHidden()
        room = self.height() - self._gap(48)
        with_progress = with_figures or self._content(self._head_tall(), 0) <= room
        for part in (self._value, self._label, self._gauge):
            part.setVisible(with_progress and not told and bool(self._value.text()))
        clock_tall, clock_wide = theme.line(self._clock_role), self._clock.natural_width()
        head = self._head_tall()
        y = self._first_top(head)
        put(self._clock, -px(6), y, clock_wide + px(6), clock_tall)
        self._place_event(self._event_left(), y + self._event_drop())
        y += head + self._gap(48)
        tall = theme.line("progress")
        wide = self._value.natural_width()
        put(self._value, 0, y, wide, tall)
        label_tall = theme.line("progress_label")
        # One baseline for both sizes.
        lower = round(self._baseline("progress") - self._baseline("progress_label"))
        left = wide + px(12)
        put(self._label, left, y + lower, max(0, width - left), label_tall)
        title_tall = self._message_title.heightForWidth(width)
        put(self._message_title, 0, y, width, title_tall)
        text_width = self._text_width()
        text_tall = self._message_text.heightForWidth(text_width)
        put(self._message_text, 0, y + title_tall + px(6), text_width, text_tall)
        y += tall + px(14)
        put(self._gauge, 0, y, width, px(16))
        y += px(16) + self._gap(36)
        shown = self._figures[: self._count]
        for box in self._figures:
            box.setVisible(box in shown and with_figures)
        for number, box in enumerate(shown):
            left = round(number * width / len(shown))
            right = round((number + 1) * width / len(shown))
            put(box, left, y, right - left, box.sizeHint().height())

    def restyle(self) -> None:
        """Take colours and sizes from the theme again."""
        for box in self._figures:
            box.restyle()
        self.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        del event
        self.place()

    def _place_event(self, left: int, top: int) -> None:
        room, gap = max(1, self.width() - left), self._theme.px(4)
        for label in (self._event, self._place_label, self._hours):
            if label.isHidden():
                continue
            tall = label.heightForWidth(room)
            put(label, left, top, room, tall)
            top += tall + gap

    def _choose_clock(self) -> bool:
        """Take the largest clock that leaves room for the rest: enlarged text needs it more.

        Then hours and place give way, to a message the event and the clock as well. Return whether
        the figures have room too; they stand in the live numbers as well.
        """
        self._clock.show()
        for label in (self._event, self._place_label, self._hours):
            label.setVisible(bool(label.text()))
        for role in _CLOCKS:
            self._clock_role = role
            self._clock.set_role(role)
            if self._fits():
                return True
        message = () if self._message_title.isHidden() else (self._event, self._clock)
        for label in (self._hours, self._place_label, *message):
            label.hide()
            if self._fits():
                return True
        return False

    def _fits(self) -> bool:
        return self._content(self._head_tall(), self._gap(48) + self._gap(36)) <= self.height()

    def _event_left(self) -> int:
        px = self._theme.px
        return -px(6) + self._clock.natural_width() + px(44, 32)

    def _event_drop(self) -> int:
        """Return how far below the clock's top the event begins."""
        return self._theme.px(16, 8) if self._clock_role == _CLOCKS[0] else 0

    def _head_tall(self) -> int:
        """Return the height of clock and event beside one another."""
        room, gap = max(1, self.width() - self._event_left()), self._theme.px(4)
        labels = [
            one for one in (self._event, self._place_label, self._hours) if not one.isHidden()
        ]
        event = sum(label.heightForWidth(room) + gap for label in labels) - gap
        clock = 0 if self._clock.isHidden() else self._theme.line(self._clock_role)
        return max(clock, self._event_drop() + event if labels else 0)

    def _content(self, clock: int, gaps: int) -> int:
        theme = self._theme
        if not self._message_title.isHidden():
            text = self._message_text.heightForWidth(self._text_width())
            told = self._message_title.heightForWidth(self.width()) + theme.px(6) + text
            return clock + gaps + told
        progress = theme.line("progress") + theme.px(14) + theme.px(16)
        figures = theme.line("figure") + theme.px(3) + theme.line("figure_label")
        return clock + gaps + progress + (figures if gaps else 0)

    def _text_width(self) -> int:
        """Return a readable length of a line, longer where text is enlarged."""
        wide = round(self._theme.px(704, 580) * max(1.0, self._theme.text_scale))
        return min(self.width(), wide)

    def _first_top(self, clock: int) -> int:
        spare = self.height() - self._content(clock, self._gap(48) + self._gap(36))
        return max(0, min(self._theme.px(44, 20), spare // 3))

    def _gap(self, base: int) -> int:
        """Return a gap that gives way when the stage is low, as under the training banner."""
        theme = self._theme
        full = self._content(self._head_tall(), theme.px(48) + theme.px(36))
        spare = self.height() - full
        share = 1.0 if spare >= 0 else max(0.25, 1 + spare / theme.exact(84))
        return round(theme.exact(base) * share)

    def _baseline(self, role: str) -> float:
        metrics = self._theme.metrics(role)
        return (self._theme.line(role) - metrics.height()) / 2 + metrics.ascent()

    def _show_figures(self, figures: tuple[Figure, ...]) -> None:
        while len(self._figures) < len(figures):
            self._figures.append(_FigureBox(self._theme, self))
        self._count = len(figures)
        for box, figure in zip(self._figures, figures, strict=False):
            box.show_figure(figure)
