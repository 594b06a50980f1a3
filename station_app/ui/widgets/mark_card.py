"""The card of this laptop's own notes: a clock keeps it apart from what the server says."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from station_app.ui.station.screen import LocalMark
from station_app.ui.theme import Theme
from station_app.ui.widgets.buttons import TextButton
from station_app.ui.widgets.labels import TextLabel
from station_app.ui.widgets.painting import draw_card, draw_icon, painter_on
from station_app.ui.widgets.placing import put


class MarkCard(QWidget):
    """Words, and what a person can note: beside them where there is room, else below."""

    send_away_requested = Signal()
    not_this_requested = Signal()
    undo_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: LocalMark | None = None
        self.title = TextLabel(theme, "notice_title_small", lines=2, parent=self)
        self.title.setObjectName("localMark")
        self.words = TextLabel(theme, "notice_text_small", "muted", lines=4, parent=self)
        self.words.setObjectName("localMarkText")
        self.send_away = TextButton(theme, kind="plain", small=True, parent=self)
        self.send_away.setObjectName("sentAwayButton")
        self.not_this = TextButton(theme, kind="plain", small=True, parent=self)
        self.not_this.setObjectName("notThisGuestButton")
        self.undo = TextButton(theme, kind="plain", small=True, parent=self)
        self.undo.setObjectName("undoNoteButton")
        self._buttons = (self.send_away, self.not_this, self.undo)
        self.send_away.clicked.connect(self.send_away_requested)
        self.not_this.clicked.connect(self.not_this_requested)
        self.undo.clicked.connect(self.undo_requested)
        for button in self._buttons:
            button.hide()

    def show_mark(self, mark: LocalMark | None) -> None:
        """Show a mark; None hides the card and drops its words."""
        self.setVisible(mark is not None)
        shown = mark if mark is not None else LocalMark(title="", text="")
        if shown == self._shown:
            return
        self._shown = shown
        self.title.show_text(shown.title)
        self.words.show_text(shown.text)
        texts = (shown.send_away, shown.not_this, shown.undo)
        for button, text in zip(self._buttons, texts, strict=True):
            button.setText(text)
            button.setAccessibleName(text.split(" · ")[0])
            button.setVisible(bool(text))
        self._place(self.width())
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height for a width."""
        return self._place(width)

    def sizeHint(self) -> QSize:
        """As wide as the column."""
        width = self._theme.px(704, 580)
        return QSize(width, self.heightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts."""
        del event
        self._place(self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw card and clock."""
        del event
        theme, painter = self._theme, painter_on(self)
        draw_card(painter, theme, self.rect().toRectF(), theme.exact(12), hover=False, focus=False)
        size = theme.px(24, 22)
        where = self.title.geometry().toRectF()
        where.setLeft(theme.px(20, 14))
        where.setTop(where.top() + (theme.line("notice_title_small") - size) / 2)
        where.setWidth(size)
        where.setHeight(size)
        draw_icon(painter, theme, "clock", theme.tokens.text, where, self.devicePixelRatioF())

    def _place(self, width: int) -> int:
        px = self._theme.px
        side, top, gap = px(20, 14), px(15, 10), px(8, 6)
        left = side + px(24, 22) + px(14, 12)
        room = max(1, width - left - side)
        shown = [button for button in self._buttons if not button.isHidden()]
        hints = [button.sizeHint() for button in shown]
        wide = sum(hint.width() + gap for hint in hints)
        beside = wide <= room * 0.45
        y = top
        for label, space in ((self.title, 0), (self.words, px(3, 2))):
            across = room - wide if beside else room
            tall = label.heightForWidth(across)
            put(label, left, y + space, across, tall)
            y += space + tall
        if not shown:
            return y + top
        tall = max(hint.height() for hint in hints)
        x, button_top = left, y + px(12, 8)
        if beside:
            x = left + room - wide + gap
            y = max(y, top + tall)
            button_top = (top + y - tall) // 2
        else:
            y = button_top + tall
        for button, hint in zip(shown, hints, strict=True):
            if x > left and x + hint.width() > width - side:  # enlarged text: one below the other
                x, button_top = left, button_top + tall + gap
            put(button, x, button_top, min(hint.width(), width - side - x), tall)
            x += hint.width() + gap
        return max(y, button_top + tall) + top
