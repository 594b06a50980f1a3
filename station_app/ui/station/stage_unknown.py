"""The stage for a code nobody has, and while the server is asked for it."""

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from station_app.domain.scan import Lane
from station_app.ui.i18n import translate
from station_app.ui.station.screen import UnknownPage
from station_app.ui.theme import Theme
from station_app.ui.widgets.column import Column
from station_app.ui.widgets.labels import TextLabel
from station_app.ui.widgets.mark_card import MarkCard
from station_app.ui.widgets.painting import draw_card, draw_icon, painter_on
from station_app.ui.widgets.placing import put

_SMALLEST = 0.6  # of a code's size on one line


class _Step(QWidget):
    """One thing to try next."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self.title = TextLabel(theme, "step_title", lines=2, parent=self)
        self.words = TextLabel(theme, "step_text", "muted", lines=4, parent=self)

    def set_icon(self, icon: str) -> None:
        """Show another sign."""
        self._icon = icon
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height for a width."""
        return self._place(width)

    def sizeHint(self) -> QSize:
        """A third of the column."""
        return QSize(self._theme.px(226, 186), self._theme.px(168, 130))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place title and words."""
        del event
        self._place(self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw card and sign."""
        del event
        theme, painter = self._theme, painter_on(self)
        rect = self.rect().toRectF()
        draw_card(painter, theme, rect, theme.exact(12), hover=False, focus=False)
        size = theme.px(28)
        where = QRectF(theme.px(18, 14), theme.px(22, 14), size, size)
        ratio = self.devicePixelRatioF()
        draw_icon(painter, theme, self._icon, theme.tokens.text, where, ratio)

    def _place(self, width: int) -> int:
        px = self._theme.px
        left, top = px(18, 14), px(22, 14)
        room = max(1, width - 2 * left)
        y = top + px(28) + px(12, 8)
        tall = self.title.heightForWidth(room)
        put(self.title, left, y, room, tall)
        y += tall
        if not self.words.isHidden():
            y += px(3)
            tall = self.words.heightForWidth(room)
            put(self.words, left, y, room, tall)
            y += tall
        return y + px(18, 12)


class UnknownStage(QWidget):
    """The code as read, where from, and what to do now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._asking = False
        self._lane = Lane.CAMERA
        self._caption = TextLabel(theme, "caption_large", "faint")
        self._code = TextLabel(theme, "code_large", lines=2, fit=True)
        self._code.setObjectName("unknownCode")
        self._source = TextLabel(theme, "company", "muted")
        self._source.setObjectName("unknownSource")
        self._mark = MarkCard(theme)
        self._column = Column(theme, self)
        px = theme.px
        self._column.add(self._caption, lambda: px(4, 0))
        self._column.add(self._code, lambda: 0)
        self._column.add(self._source, lambda: px(8, 4))
        self._column.add(self._mark, lambda: px(16, 8))
        self._head = TextLabel(theme, "head_large", parent=self)
        self._steps = tuple(
            _Step(theme, icon, self) for icon in ("lane-camera", "lane-name", "companions")
        )
        self._retranslate()

    def show_page(self, page: UnknownPage, *, asking: bool) -> None:
        """Show a code; while the server is asked there is nothing to do yet."""
        self._asking = asking
        self._code.show_text(page.code)
        self._source.show_text(page.source)
        self._source.set_icon(f"lane-{page.lane}", size=22)
        if page.lane is not self._lane:
            self._lane = page.lane
            self._advise()
        self._mark.show_mark(page.mark)
        self.place()

    def forget(self) -> None:
        """Drop the code."""
        self._code.show_text("")
        self._source.show_text("")
        self._mark.show_mark(None)

    def place(self) -> None:
        """Lay everything out for the present size and theme."""
        theme, px = self._theme, self._theme.px
        width, column = self.width(), self._column
        # Where text is enlarged in a low window, the code is made smaller for one line, then what
        # stands around it gives way, then it scrolls.
        one = 1 if self._code.natural_width() * _SMALLEST <= width else 2
        for lines, given in (
            (2, ()),
            (one, ()),
            (one, (self._source,)),
            (one, (self._source, self._caption)),
        ):
            self._code.set_lines(lines)
            for label in (self._source, self._caption):
                label.setVisible(label not in given)
            y = self._code_tall(width)
            if y <= self.height():
                break
        y = min(y, self.height())
        wide = width + column.bleed() + column.gutter()
        put(column, -column.bleed(), 0, wide, y)
        column.place()
        gap = px(13, 10)
        each = (width - 2 * gap) // 3
        room = self.height() - y - theme.line("head_large") - px(24, 20)
        tall = self._steps_tall(each, room)
        has_room = tall <= room
        for part in (self._head, *self._steps):
            part.setVisible(has_room and not self._asking)
        below = theme.line("head_large") + px(12, 8) + tall
        y += max(px(12), min(px(48, 28), self.height() - y - below - px(12)))
        put(self._head, 0, y, width, theme.line("head_large"))
        y += theme.line("head_large") + px(12, 8)
        for number, step in enumerate(self._steps):
            put(step, number * (each + gap), y, each, tall)

    def _code_tall(self, width: int) -> int:
        """Return the height of the code and what stands around it."""
        px = self._theme.px
        tall = px(6, 2)
        for label, gap in ((self._caption, 0), (self._code, 0), (self._source, px(8, 4))):
            if not label.isHidden():
                tall += gap + label.heightForWidth(width)
        if not self._mark.isHidden():
            tall += px(16, 8) + self._mark.heightForWidth(width)
        return tall

    def _steps_tall(self, width: int, room: int) -> int:
        """Return the height of the steps; where text is enlarged, titles alone must do."""
        for full in (True, False):
            for step in self._steps:
                step.words.setVisible(full)
                step.setToolTip("" if full else step.words.text())
            tall = max(step.heightForWidth(width) for step in self._steps)
            if full:
                tall = max(self._theme.px(168, 130), tall)
            if tall <= room:
                break
        return tall

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

    def _retranslate(self) -> None:
        self._caption.show_text(self.tr("Code read"))
        self._column.set_more_text(translate("GuestStage", "More below"))
        self._head.show_text(self.tr("What now?"))
        self._advise()

    def _advise(self) -> None:
        """Say what to try next, by the way the code came."""
        again = self.tr("Scan it again")
        first = {
            Lane.CAMERA: (again, self.tr("Flat, a hand’s breadth from the camera, without glare.")),
            Lane.NAME: (self.tr("Look at it again"), self.tr("O or 0, I or 1? Or is it a name?")),
        }.get(self._lane, (again, self.tr("The whole code, straight, without glare or folds.")))
        words = (
            first,
            (self.tr("Type the name"), self.tr("Just start typing. Spelling may be off.")),
            (
                self.tr("Ask for the host"),
                self.tr("Companions may have no code of their own."),
            ),
        )
        self._steps[0].set_icon(f"lane-{self._lane}")
        for step, (title, text) in zip(self._steps, words, strict=True):
            step.title.show_text(title)
            step.words.show_text(text)
