"""Cards in the guest column: the note, which inverts the theme, and what else matters now."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.buttons import TextButton
from station_app.ui.widgets.labels import PlainLabel, TextLabel
from station_app.ui.widgets.painting import draw_card, draw_icon, draw_paper, painter_on
from station_app.ui.widgets.placing import put
from station_app.ui.widgets.text_block import TextBlock

_NOTE_LINES = 8


class NoteLabel(PlainLabel):
    """A note is paper: it is seen without a colour of its own."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("guestNote")
        self._block: TextBlock | None = None
        self._block_key: tuple[object, ...] = ()

    def sizeHint(self) -> QSize:
        """One line of text."""
        width = self.theme.px(704, 580)
        return QSize(width, self.heightForWidth(width))

    def heightForWidth(self, width: int) -> int:
        """Return the height of the paper for a width."""
        return round(self._laid_out(width).height) + 2 * self.theme.px(13, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw paper, sign and words."""
        del event
        theme = self.theme
        painter = painter_on(self)
        draw_paper(painter, self.rect().toRectF(), theme.exact(10), theme.color("note"))
        size, top = theme.px(24), theme.px(13, 8)
        middle = top + theme.line("note") / 2
        rect = QRectF(theme.px(16, 14), middle - size / 2, size, size)
        draw_icon(painter, theme, "note", theme.tokens.onNote, rect, self.devicePixelRatioF())
        block = self._laid_out(self.width())
        block.paint(painter, self._text_left(), top, theme.color("onNote"))
        self.set_tooltip_if(block.cut, self.text())

    def _text_left(self) -> int:
        return self.theme.px(16, 14) + self.theme.px(24) + self.theme.px(14, 12)

    def _laid_out(self, width: int) -> TextBlock:
        key = (self.text(), width, self.theme.version)
        if self._block is None or key != self._block_key:
            self._block_key = key
            room = width - self._text_left() - self.theme.px(18, 14)
            self._block = TextBlock(
                self.text(),
                self.theme.font("note"),
                self.theme.line("note"),
                room,
                max_lines=_NOTE_LINES,
                anywhere=True,
            )
        return self._block


class NoticeCard(QWidget):
    """A sign, a title, a sentence, and a button where something can be done."""

    retry_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = "clock"
        self._shown = ("", "", "", "")
        self.title = TextLabel(theme, "notice_title", lines=2, parent=self)
        self.title.setObjectName("noticeTitle")
        self.words = TextLabel(theme, "notice_text", "muted", lines=8, parent=self)
        self.words.setObjectName("noticeText")
        self.retry = TextButton(theme, kind="primary", small=True, parent=self)
        self.retry.setObjectName("noticeRetryButton")
        self.retry.clicked.connect(self.retry_requested)
        self.retry.hide()

    def show_notice(self, icon: str, title: str, text: str, retry: str) -> None:
        """Show what matters. `retry` is the text of the button, '' for none."""
        if (icon, title, text, retry) == self._shown:
            return  # an hour without the server says the same over every guest
        self._shown = icon, title, text, retry
        self._icon = icon
        self.title.set_role("notice_title" if retry else "notice_title_small")
        self.words.set_role("notice_text" if retry else "notice_text_small")
        self.title.show_text(title)
        self.words.show_text(text)
        self.retry.setText(retry)
        self.retry.setVisible(bool(retry))
        self._place(self.width())
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The sentence wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height for a width."""
        return self._place(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts."""
        del event
        self._place(self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw card and sign."""
        del event
        painter = painter_on(self)
        theme = self._theme
        rect = self.rect().toRectF()
        draw_card(painter, theme, rect, theme.exact(12), hover=False, focus=False)
        size = self._icon_size()
        top = float(self._padding()[1]) if self._has_retry else (self.height() - size) / 2
        where = QRectF(self._padding()[0], top, size, size)
        ratio = self.devicePixelRatioF()
        draw_icon(painter, theme, self._icon, theme.tokens.text, where, ratio)

    @property
    def _has_retry(self) -> bool:
        return not self.retry.isHidden()

    def _icon_size(self) -> int:
        return self._theme.px(30, 26) if self._has_retry else self._theme.px(24, 22)

    def _padding(self) -> tuple[int, int]:
        px = self._theme.px
        return (px(22, 16), px(20, 12)) if self._has_retry else (px(20, 14), px(15, 10))

    def _place(self, width: int) -> int:
        px = self._theme.px
        side, top = self._padding()
        left = side + self._icon_size() + px(18 if self._has_retry else 14, 12)
        room = max(1, width - left - side)
        y = top
        for label, gap in ((self.title, 0), (self.words, px(3, 2))):
            tall = label.heightForWidth(room)
            put(label, left, y + gap, room, tall)
            y += gap + tall
        if self._has_retry:
            hint = self.retry.sizeHint()
            y += px(16, 10)
            put(self.retry, left, y, hint.width(), hint.height())
            y += hint.height()
        return y + top
