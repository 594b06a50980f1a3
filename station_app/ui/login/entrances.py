"""The left side of the login page: entrances used before, or where the three values are found, and
what there is to be told above them."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from station_app.ui.login.presenter import EntranceRow
from station_app.ui.theme import Theme
from station_app.ui.widgets.announcing import announce
from station_app.ui.widgets.fields import Icon, Text
from station_app.ui.widgets.painting import CENTER, draw_card, draw_key, draw_line, draw_paper

_KEYS = 9  # the first nine have a digit


class Mark(QWidget):
    """The program's mark: a beam over a ribbon and a ring."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setFixedSize(self._theme.px(34), self._theme.px(34))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Draw it in text colour."""
        painter = QPainter(self)
        size, color = self.width(), self._theme.color("text").name()
        painter.drawPixmap(0, 0, self._theme.icon("mark", color, size, self.devicePixelRatioF()))


class Notice(QWidget):
    """A calm sentence above the entrances, on a ground of its own; nothing to press."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text = Text(theme, "step_text")
        self._text.setObjectName("loginNotice")
        self._icon = Icon(theme, "clock", "muted", 20)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._text, 1)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def show_text(self, text: str) -> None:
        """Say it; '' for nothing to say."""
        self._text.setText(text)
        self.setVisible(bool(text))
        announce(self._text, text)

    def _restyle(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(16, 12), px(14, 9), px(16, 12), px(14, 9))
        self._row.setSpacing(px(12, 10))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Draw the ground."""
        painter, theme = QPainter(self), self._theme
        draw_paper(painter, QRectF(self.rect()), theme.exact(12), theme.color("surface3"))


class EntranceCard(QAbstractButton):
    """One entrance used before. Its key hint shows only while the key works."""

    def __init__(self, theme: Theme, row: EntranceRow, number: int) -> None:
        super().__init__()
        self._theme, self._row, self.number = theme, row, number
        self._keys_work = False
        self._enter = ""
        self.setProperty("radius", 12)
        self.setText(row.station)
        self.setAccessibleName(", ".join(filter(None, (row.station, row.second_line))))
        self.setToolTip(row.station)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.updateGeometry)

    def set_enter(self, word: str) -> None:
        """Name the Enter key in the person's language."""
        self._enter = word
        self.update()

    def set_keys_work(self, work: bool) -> None:
        """Show or hide the key that chooses this card."""
        self._keys_work = work
        self.update()

    def sizeHint(self) -> QSize:
        """Return the card's height; the width is the column's."""
        theme = self._theme
        lines = theme.line("step_title") + theme.line("step_text")
        return QSize(theme.px(200), lines + theme.px(35, 26))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Draw station, second line and key."""
        theme, painter = self._theme, QPainter(self)
        rect = QRectF(self.rect())
        hover = self.underMouse() and self.isEnabled()
        draw_card(painter, theme, rect, theme.exact(12), hover=hover, focus=False)
        side = theme.exact(18, 16)
        right = rect.right() - side
        key = self._enter if self.hasFocus() else str(self.number)
        if self._keys_work and (self.hasFocus() or self.number <= _KEYS):
            right = draw_key(painter, theme, right, rect.center().y(), key) - theme.exact(12)
        name, second = theme.line("step_title"), theme.line("step_text")
        top = rect.top() + (rect.height() - name - second) / 2
        ink = theme.color("text" if self.isEnabled() else "faint")
        width = right - rect.left() - side
        left = rect.left() + side
        draw_line(
            painter,
            QRectF(left, top, width, name),
            self._row.station,
            theme.font("step_title"),
            ink,
        )
        draw_line(
            painter,
            QRectF(left, top + name, width, second),
            self._row.second_line,
            theme.font("step_text"),
            theme.color("muted"),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Return as Space is taken; leave arrows and digits to the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()


class EntranceList(QWidget):
    """The cards. Arrows move between them, Enter and the digits choose."""

    chosen = Signal(int)  # its place in the rows, from 0

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._enter = ""
        self.cards: list[EntranceCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self._column.setSpacing(self._theme.px(12))

    def set_rows(self, rows: tuple[EntranceRow, ...]) -> None:
        """Show these entrances instead."""
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        for place, row in enumerate(rows):
            card = EntranceCard(self._theme, row, place + 1)
            card.set_enter(self._enter)
            card.clicked.connect(self._choose)
            self._column.addWidget(card)
            self.cards.append(card)

    def set_enter(self, word: str) -> None:
        """Name the Enter key in the person's language."""
        self._enter = word
        for card in self.cards:
            card.set_enter(word)

    def set_keys_work(self, work: bool) -> None:
        """Show or hide the keys."""
        for card in self.cards:
            card.set_keys_work(work)

    def press(self, event: QKeyEvent) -> bool:
        """Take a key of the left side; tell whether it meant anything here."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        number = event.key() - Qt.Key.Key_0
        if 1 <= number <= min(_KEYS, len(self.cards)):
            card = self.cards[number - 1]
            if card.isEnabled():
                card.setFocus(Qt.FocusReason.ShortcutFocusReason)
                card.click()
            return True
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None or not self.cards:
            return False
        focused = next((n for n, card in enumerate(self.cards) if card.hasFocus()), None)
        place = 0 if focused is None else min(max(focused + step, 0), len(self.cards) - 1)
        self.cards[place].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _choose(self) -> None:
        card = self.sender()
        if isinstance(card, EntranceCard) and card in self.cards:
            self.chosen.emit(self.cards.index(card))


class _Numeral(QWidget):
    """The number of a step, in a disc. Its text is in the step's title for screen readers."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme, self._number = theme, number
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setFixedSize(self._theme.px(32, 28), self._theme.px(32, 28))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Draw it."""
        painter, rect = QPainter(self), QRectF(self.rect())
        draw_paper(painter, rect, rect.width() / 2, self._theme.color("surface3"))
        font, ink = self._theme.font("button_small"), self._theme.color("text")
        draw_line(painter, rect, str(self._number), font, ink, CENTER)


class WhereToFind(QWidget):
    """Where event ID, App Code and name stand in the back end, for the first login."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._rows: list[QHBoxLayout] = []
        self._texts: list[tuple[Text, Text]] = []
        for number in (1, 2, 3):
            title, text = Text(theme, "step_title"), Text(theme, "step_text", "muted")
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(title)
            words.addWidget(text)
            row = QHBoxLayout()
            row.addWidget(_Numeral(theme, number), 0, Qt.AlignmentFlag.AlignTop)
            row.addLayout(words, 1)
            self._column.addLayout(row)
            self._rows.append(row)
            self._texts.append((title, text))
        self._last = Text(theme, "step_text", "muted")
        self._column.addWidget(self._last)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

    def _restyle(self) -> None:
        self._column.setSpacing(self._theme.px(22, 14))
        for row in self._rows:
            row.setSpacing(self._theme.px(16, 12))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every text in the language in force."""
        words = (
            (
                self.tr("Event ID"),
                self.tr(
                    "The number at the end of the event page’s address: …/admin/event/123."
                    " Paste the whole address under Server, and both fields are filled."
                ),
            ),
            (
                self.tr("App Code"),
                self.tr("In the back end’s menu Check-in: the column of that name in the list."),
            ),
            (
                self.tr("Station"),
                self.tr("The name of the configuration, from the same list."),
            ),
        )
        for (title, text), (title_words, text_words) in zip(self._texts, words, strict=True):
            title.setText(title_words)
            text.setText(text_words)
        self._last.setText(
            self.tr(
                "No configuration in the list yet? Make one for this laptop:"
                " a name is enough, a segment narrows the guest list."
            )
        )
