"""The stage for a code nobody has, and while the server is asked for it."""

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from station_app.ui.station.screen import UnknownPage
from station_app.ui.theme import Theme
from station_app.ui.widgets.labels import TextLabel
from station_app.ui.widgets.mark_card import MarkCard
from station_app.ui.widgets.painting import draw_card, draw_icon


class _Step(QWidget):
    """One thing to try next."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self.title = TextLabel(theme, "step_title", lines=2, parent=self)
        self.words = TextLabel(theme, "step_text", "muted", lines=4, parent=self)

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
        theme, painter = self._theme, QPainter(self)
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
        self.title.setGeometry(left, y, room, tall)
        y += tall
        if not self.words.isHidden():
            y += px(3)
            tall = self.words.heightForWidth(room)
            self.words.setGeometry(left, y, room, tall)
            y += tall
        return y + px(18, 12)


class UnknownStage(QWidget):
    """The code as read, where from, and what to do now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._asking = False
        self._caption = TextLabel(theme, "caption_large", "faint", parent=self)
        self._code = TextLabel(theme, "code_large", lines=2, fit=True, parent=self)
        self._code.setObjectName("unknownCode")
        self._source = TextLabel(theme, "company", "muted", parent=self)
        self._source.setObjectName("unknownSource")
        self._mark = MarkCard(theme, self)
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
        width = self.width()
        y = px(6, 2)
        for label, gap in ((self._caption, 0), (self._code, 0), (self._source, px(8, 4))):
            tall = label.heightForWidth(width)
            # Where text is enlarged in a low window, the words around the code give way to it.
            needs = y + gap + tall
            if label is self._caption:
                needs += self._code.heightForWidth(width)
            label.setVisible(label is self._code or needs <= self.height())
            if label.isHidden():
                continue
            y += gap
            label.setGeometry(0, y, width, tall)
            y += tall
        if not self._mark.isHidden():
            y += px(16, 8)
            tall = self._mark.heightForWidth(width)
            self._mark.setGeometry(0, y, width, tall)
            y += tall
        gap = px(13, 10)
        each = (width - 2 * gap) // 3
        room = self.height() - y - theme.line("head_large") - px(24, 20)
        tall = self._steps_tall(each, room)
        has_room = tall <= room
        for part in (self._head, *self._steps):
            part.setVisible(has_room and not self._asking)
        below = theme.line("head_large") + px(12, 8) + tall
        y += max(px(12), min(px(48, 28), self.height() - y - below - px(12)))
        self._head.setGeometry(0, y, width, theme.line("head_large"))
        y += theme.line("head_large") + px(12, 8)
        for number, step in enumerate(self._steps):
            step.setGeometry(number * (each + gap), y, each, tall)

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
        self._head.show_text(self.tr("What now"))
        words = (
            (
                self.tr("Scan it again"),
                self.tr("Flat, a hand’s breadth from the camera, without glare."),
            ),
            (self.tr("Type the name"), self.tr("Just start typing. Spelling may be off.")),
            (
                self.tr("Ask for the host"),
                self.tr("Companions may have no code of their own."),
            ),
        )
        for step, (title, text) in zip(self._steps, words, strict=True):
            step.title.show_text(title)
            step.words.show_text(text)
