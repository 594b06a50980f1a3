"""The stage with the live numbers: figures, arrivals, colours, and what saves them."""

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from station_app.ui.numbers.chart import Chart, draw_sample
from station_app.ui.numbers.colors import Colors
from station_app.ui.station.screen import Figure, NumbersPage
from station_app.ui.theme import Theme
from station_app.ui.widgets.buttons import SignButton
from station_app.ui.widgets.labels import TextLabel
from station_app.ui.widgets.mirrored import mirror
from station_app.ui.widgets.painting import draw_icon, draw_line, painter_on
from station_app.ui.widgets.placing import put, put_into
from station_app.ui.widgets.training_banner import TrainingBanner

_SIZES = ("number", "figure", "title1", "title2", "head_large", "bar_value")
_HIGH = 0.18  # of the board: what figures may take when text is enlarged
_KEYS_PX = 330  # a pane of this height has room for what bars mean below its title
_MESSAGE_MS = 12_000
_FINER = 2  # times the screen's size: a saved picture


class _FigureBox(QWidget):
    """One number over its word. How many of them are companions is told to who asks."""

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figure: Figure | None = None
        self._value = TextLabel(theme, _SIZES[0], parent=self)
        self._value.setObjectName(name)
        self._label = TextLabel(theme, "number_label", "muted", fit=True, parent=self)

    def show_figure(self, figure: Figure) -> None:
        """Show a number with its verdict's sign."""
        self._figure = figure
        self._value.show_text(figure.value)
        self._value.setAccessibleDescription(f"{figure.label}: {figure.spoken}")
        self._label.show_text(figure.label)
        self.setToolTip(figure.spoken)
        self.update()

    def fits(self, role: str, width: int) -> bool:
        """Whether the number can be read whole in a role."""
        self._value.set_role(role)
        return self._value.natural_width() <= width

    def place(self, role: str) -> None:
        """Lay out for the present size and theme, the number in a role."""
        theme = self._theme
        tall, low, left = theme.line(role), theme.line("number_label"), theme.px(28, 24)
        self._value.set_role(role)
        put(self._value, 0, 0, self.width(), tall)
        put(self._label, left, tall, max(0, self.width() - left), low)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign."""
        del event
        if self._figure is None:
            return
        theme, painter = self._theme, painter_on(self)
        size, tall = theme.px(20, 18), theme.line("number_label")
        where = QRectF(0, self._label.y() + (tall - size) / 2, size, size)
        mark = theme.tokens.verdicts[self._figure.verdict].mark
        name = f"verdict-{self._figure.verdict}"
        # As fine as what is painted on: the saved picture is finer than the screen.
        draw_icon(painter, theme, name, mark, where, abs(painter.deviceTransform().m11()))


class _Pane(QWidget):
    """A panel with a head line; its owner places what is in it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title = TextLabel(theme, "head_large", fit=True, parent=self)
        self.aside = TextLabel(theme, "head_caption", "muted", parent=self)

    def inside(self) -> QRect:
        """Return the place below the head line."""
        px = self._theme.px
        side, top = px(24, 16), px(20, 14)
        y = top + self._theme.line("head_large") + px(12, 8)
        return QRect(side, y, self.width() - 2 * side, max(0, self.height() - y - px(20, 10)))

    def place_head(self, right: int) -> None:
        """Place title, and what is told beside it, up to `right`."""
        theme, px = self._theme, self._theme.px
        left, top, tall = px(24, 16), px(20, 14), theme.line("head_large")
        wide = min(self.title.natural_width(), max(0, right - left))
        put(self.title, left, top, wide, tall)
        left += wide + px(12)
        put(self.aside, left, top, max(0, right - left), tall)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        del event
        theme, painter = self._theme, painter_on(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        border = theme.card_border()
        line = border[1] if border else 0.0
        painter.setPen(QPen(QColor(border[0]), line) if border else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("surface1"))
        rect, half, radius = self.rect().toRectF(), line / 2, theme.exact(14)
        painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)


class _Key(QWidget):
    """A word of the chart with a piece of its bar before it."""

    def __init__(self, theme: Theme, parent: QWidget, *, hatched: bool) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_hatched = hatched
        self.word = TextLabel(theme, "head_caption", "muted", parent=self)

    def natural_width(self) -> int:
        """Return the width of piece and word."""
        return self._theme.px(24) + self.word.natural_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the word."""
        del event
        left = self._theme.px(24)
        put(self.word, left, 0, max(0, self.width() - left), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the piece."""
        del event
        size = self._theme.px(16)
        where = QRectF(0, (self.height() - size) // 2, size, size)
        draw_sample(painter_on(self), self._theme, where, hatched=self._is_hatched)


class _Board(QWidget):
    """What is saved as a picture: figures, chart and colours."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures: list[_FigureBox] = []
        self._chart_pane = _Pane(theme, self)
        self._chart_pane.title.setObjectName("chartTitle")
        self._chart_pane.aside.setObjectName("chartCaption")
        self._guests = _Key(theme, self._chart_pane, hatched=False)
        self._companions = _Key(theme, self._chart_pane, hatched=True)
        self.chart = Chart(theme, self._chart_pane)
        self._color_pane = _Pane(theme, self)
        self._color_pane.title.setObjectName("colorsTitle")
        self.colors = Colors(theme, self._color_pane)
        self._more = TextLabel(theme, "head_caption", "muted", parent=self._color_pane)
        self._more.setObjectName("moreColors")
        self._no_colors = TextLabel(theme, "body", "muted", lines=3, parent=self._color_pane)
        self._no_colors.setObjectName("noColors")
        self._retranslate()

    def show_page(self, page: NumbersPage) -> None:
        """Show the numbers."""
        while len(self._figures) < len(page.figures):
            name = f"number-{page.figures[len(self._figures)].verdict}"
            box = _FigureBox(self._theme, name, self)
            box.show()
            self._figures.append(box)
        for box, figure in zip(self._figures, page.figures, strict=True):
            box.show_figure(figure)
        self._chart_pane.title.show_text(page.chart_title)
        self._chart_pane.aside.show_text(page.chart_caption)
        self.chart.setAccessibleName(page.chart_title)
        self.chart.show_bars(page.bars, page.now, page.now_word, page.chart_empty, page.chart_words)
        self.colors.show_rows(page.colors)
        self._no_colors.show_text(page.colors_empty)
        self.place()

    def place(self) -> None:
        """Lay everything out for the present size and theme."""
        px = self._theme.px
        wide = self.width()
        each = wide // max(len(self._figures), 1)
        room = each - px(14, 10)
        role = self._size_of_figures(room)
        tall = self._theme.line(role) + self._theme.line("number_label")
        for place, box in enumerate(self._figures):
            put(box, place * each, 0, room, tall)
            box.place(role)
        top = tall + px(28, 12)
        beside = px(380, 300)
        left = wide - beside
        below = max(0, self.height() - top)
        put(self._chart_pane, 0, top, left - px(24, 16), below)
        put(self._color_pane, left, top, beside, below)
        self._place_chart()
        self._place_colors()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        del event
        self.place()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.place()

    def _size_of_figures(self, room: int) -> str:
        """Return the largest role in which all of them are whole: a cut number is a wrong one."""
        for role in _SIZES:
            if self._theme.line(role) <= _HIGH * self.height() and all(
                box.fits(role, room) for box in self._figures
            ):
                return role
        return _SIZES[-1]

    def _place_chart(self) -> None:
        """Place chart and keys; these stand below a long title if there is room."""
        theme, px, pane = self._theme, self._theme.px, self._chart_pane
        keys = (self._companions, self._guests)
        inside, tall = pane.inside(), theme.line("head_large")
        right, top = inside.right() + 1, px(20, 14)
        words = pane.title.natural_width() + sum(key.natural_width() + px(20) for key in keys)
        below = words > inside.width() and pane.height() > px(_KEYS_PX, 280)
        if below:
            top = inside.top()
            inside.setTop(top + tall + px(4))
        for key in keys:
            wide = key.natural_width()
            put(key, right - wide, top, wide, tall)
            right -= wide + px(20)
        pane.place_head(inside.right() + 1 if below else right)
        put_into(self.chart, inside)

    def _place_colors(self) -> None:
        px, pane = self._theme.px, self._color_pane
        inside = pane.inside()
        inside.setTop(inside.top() - px(6))
        put_into(self.colors, inside)
        self.colors.place()
        if self.colors.below():  # a line less for them, which says so
            tall = self._theme.line("head_caption")
            put(self._more, inside.left(), inside.bottom() + 1 - tall, inside.width(), tall)
            inside.setHeight(self.colors.whole_rows(inside.height() - tall - px(4)))
            put_into(self.colors, inside)
            self.colors.place()
        more = self.colors.below()
        self._more.show_text(self.tr("and %n more", "", more) if more else "")
        pane.place_head(pane.width() - px(24, 16))
        tall = self._no_colors.heightForWidth(inside.width())
        put(self._no_colors, inside.left(), inside.top(), inside.width(), tall)

    def _retranslate(self) -> None:
        self._guests.word.show_text(self.tr("guests"))
        self._companions.word.show_text(self.tr("companions"))
        self._color_pane.title.show_text(self.tr("Arrived by colour"))
        self.colors.setAccessibleName(self.tr("Arrived by colour"))


class NumbersStage(QWidget):
    """Title line with buttons over the board."""

    back_requested = Signal()
    picture_requested = Signal()
    table_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._page: NumbersPage | None = None
        self.setObjectName("numbersStage")
        self._back = SignButton(theme, "back", kind="line", parent=self)
        self._back.setObjectName("numbersBack")
        self._title = TextLabel(theme, "title2", parent=self)
        self._title.setObjectName("numbersTitle")
        self._caption = TextLabel(theme, "body", "muted", lines=2, parent=self)
        self._caption.setObjectName("numbersCaption")
        self._message = TextLabel(theme, "body", lines=2, parent=self)
        self._message.setObjectName("numbersMessage")
        self._message.hide()
        self._picture = SignButton(theme, "export", parent=self)
        self._picture.setObjectName("numbersPicture")
        self._table = SignButton(theme, "export", parent=self)
        self._table.setObjectName("numbersCsv")
        self._board = _Board(theme, self)
        self._told = QTimer(self)
        self._told.setSingleShot(True)
        self._told.setInterval(_MESSAGE_MS)
        self._told.timeout.connect(self._end_message)
        self._back.clicked.connect(self.back_requested)
        self._picture.clicked.connect(self.picture_requested)
        self._table.clicked.connect(self.table_requested)
        self._retranslate()

    def show_page(self, page: NumbersPage) -> None:
        """Show the numbers, where they changed."""
        if page != self._page:
            self._page = page
            self._caption.show_text(page.caption)
            self._board.show_page(page)
            self.place()

    def focus_order(self) -> tuple[QWidget, ...]:
        """Return what the Tab key comes to."""
        return self._back, self._picture, self._table, self._board.colors

    def show_message(self, text: str) -> None:
        """Say for a while what became of a file, in the place of the caption."""
        self._message.show_text(text)
        self._message.show()
        self._caption.hide()
        self._told.start()

    def picture(self, *, training: bool) -> QImage:
        """Return the board as it stands here, twice as fine, with event, station and time."""
        assert self._page is not None
        theme, px = self._theme, self._theme.px
        banner = TrainingBanner(theme) if training else None
        strip = banner.sizeHint().height() if banner is not None else 0
        margin = px(24, 16)
        head = theme.line("title2") + px(18, 12)
        wide = self._board.width() + 2 * margin
        tall = strip + margin + head + self._board.height() + margin
        image = QImage(wide * _FINER, tall * _FINER, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_FINER)
        image.fill(theme.color("ground"))
        painter = QPainter(image)
        if banner is not None:
            banner.resize(wide, strip)
            banner.render(painter, QPoint(0, 0))
        painter.save()
        if self.isRightToLeft():
            mirror(painter, QRectF(0, 0, wide, tall))
        line = QRectF(margin, strip + margin, wide - 2 * margin, theme.line("title2"))
        font, ink = theme.font("body"), theme.color("muted")
        as_of = QRectF(line)
        took = theme.metrics("body").horizontalAdvance(self._page.as_of) + px(24)
        as_of.setLeft(max(line.left(), line.right() - took))
        draw_line(painter, as_of, self._page.as_of, font, ink, Qt.AlignmentFlag.AlignRight)
        line.setRight(as_of.left())
        draw_line(painter, line, self._page.heading, theme.font("title2"), theme.color("text"))
        painter.restore()
        self._board.render(
            painter,
            QPoint(margin, strip + margin + head),
            renderFlags=QWidget.RenderFlag.DrawChildren,
        )
        painter.end()
        return image

    def place(self) -> None:
        """Lay everything out for the present size and theme."""
        theme, px = self._theme, self._theme.px
        wide, y = self.width(), px(26, 12)
        tall = max(px(44, 40), self._back.sizeHint().height())
        hint = self._back.sizeHint()
        put(self._back, 0, y + (tall - hint.height()) // 2, hint.width(), hint.height())
        left, right = hint.width() + px(20, 14), wide
        for button in (self._table, self._picture):
            hint = button.sizeHint()
            right -= hint.width()
            put(button, right, y + (tall - hint.height()) // 2, hint.width(), hint.height())
            right -= px(10)
        title = theme.line("title2")
        took = min(self._title.natural_width(), max(0, right - left))
        top = y + (tall - title) // 2
        put(self._title, left, top, took, title)
        left += took + px(14)
        room = max(0, right - px(14) - left)
        for words in (self._caption, self._message):
            low = words.heightForWidth(room)
            lower = y + (tall - low) // 2
            if low == theme.line("body"):  # on the title's line
                lower = top + round(self._baseline("title2") - self._baseline("body"))
            put(words, left, max(0, lower), room, low)
            tall = max(tall, low)  # enlarged text
        y += tall + px(26, 12)
        put(self._board, 0, y, wide, max(0, self.height() - y - px(24, 14)))
        self._board.place()

    def restyle(self) -> None:
        """Take sizes from the theme again."""
        self.place()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        del event
        self.place()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.place()

    def hideEvent(self, event: QEvent) -> None:
        """What was said of a file is over."""
        del event
        self._end_message()

    def _end_message(self) -> None:
        self._told.stop()
        self._message.hide()
        self._message.show_text("")
        self._caption.show()

    def _baseline(self, role: str) -> float:
        metrics = self._theme.metrics(role)
        return (self._theme.line(role) - metrics.height()) / 2 + metrics.ascent()

    def _retranslate(self) -> None:
        self._back.setText(self.tr("Back"))
        self._back.set_key(self.tr("Esc"))
        self._title.show_text(self.tr("Live numbers"))
        self._picture.setText(self.tr("Picture"))
        self._picture.setAccessibleName(self.tr("Save as a picture"))
        self._table.setText(self.tr("CSV"))
        self._table.setAccessibleName(self.tr("Save as a table (CSV)"))
