"""The left side of the login page: entrances used before, and what there is to be told above
them."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from station_app.ui.login.card_parts import MoreButton, NameField
from station_app.ui.login.presenter import EntranceRow
from station_app.ui.theme import Theme
from station_app.ui.widgets.announcing import announce
from station_app.ui.widgets.card_button import CardButton
from station_app.ui.widgets.fields import Icon, Text
from station_app.ui.widgets.painting import draw_card, draw_key, draw_line, draw_paper, painter_on
from station_app.ui.widgets.placing import place_of, put

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
        rect, round_ = QRectF(self.rect()), theme.exact(12)
        if theme.name != "contrast":
            draw_paper(painter, rect, round_, theme.color("surface3"))
        else:
            draw_card(painter, theme, rect, round_, hover=False, focus=False)


class EntranceCard(CardButton):
    """One entrance used before. Its key hint shows only while the key works."""

    renamed = Signal(str)
    more_requested = Signal(QPoint)  # on the screen

    def __init__(self, theme: Theme, row: EntranceRow, number: int) -> None:
        super().__init__(theme)
        self.number = number
        self._keys_work = False
        self._enter = ""
        self.more = MoreButton(theme, self)
        self._field = NameField(theme, self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_row(row)
        self.more.clicked.connect(self._ask_for_more)
        self._field.kept.connect(self._keep_name)
        self._field.given_up.connect(self._end_renaming)
        theme.changed.connect(self._restyle)

    def show_row(self, row: EntranceRow) -> None:
        """Show this entrance."""
        self._row = row
        self.setText(row.title)
        self.setAccessibleName(", ".join(filter(None, (row.title, row.details))))
        self.setToolTip(row.title)
        self.update()

    def set_words(self, enter: str, more: str, name: str, ends: str) -> None:
        """Name the Enter key, the button and the field in the person's language; `ends` says how
        renaming ends."""
        self._enter = enter
        self.more.name(f"{more}: {self._row.title}")
        self._field.name(name, ends)
        self.update()

    # --- renaming -----------------------------------------------------------------------------

    @property
    def has_keyboard(self) -> bool:
        """Whether the card or its button has the focus."""
        return self.hasFocus() or self.more.hasFocus()

    def rename(self) -> None:
        """Let a person change the name where it stands."""
        self.more.hide()
        self._field.begin(self._row.name, self._row.station)
        self.update()

    def end_renaming(self) -> None:
        """Keep the name as it is typed by now."""
        if self._field.isVisible():
            self._keep_name(self._field.text())

    def _keep_name(self, name: str) -> None:
        self._end_renaming()
        self.renamed.emit(name)

    def _end_renaming(self) -> None:
        had_focus = self._field.hasFocus()
        self._field.hide()  # before the focus goes, or that would end it once more
        self.more.show()
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.update()

    def _ask_for_more(self) -> None:
        self.more_requested.emit(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what the button offers."""
        self.more_requested.emit(event.globalPos())

    # --- how it looks -------------------------------------------------------------------------

    def set_keys_work(self, work: bool) -> None:
        """Show or hide the key that chooses this card."""
        self._keys_work = work
        self.update()

    def sizeHint(self) -> QSize:
        """Return the card's height; the width is the column's."""
        theme = self._theme
        lines = theme.line("step_title") + theme.line("step_text")
        return QSize(theme.px(200), lines + theme.px(35, 26))

    def _restyle(self) -> None:
        self.updateGeometry()
        self._place_parts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the right end."""
        super().resizeEvent(event)
        self._place_parts()

    def _place_parts(self) -> None:
        px, side = self._theme.px, self.more.sizeHint().width()
        top = (self.height() - side) // 2
        put(self.more, self.width() - px(10, 8) - side, top, side, side)
        # All of the card: a press beside the field would choose the entrance.
        self._field.setFixedHeight(self.height())
        self._field.setGeometry(self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Draw name, second line and key."""
        theme, painter = self._theme, painter_on(self)
        rect = QRectF(self.rect())
        hover = self.underMouse() and self.isEnabled()
        draw_card(painter, theme, rect, theme.exact(12), hover=hover, focus=False)
        if self._field.isVisible():
            return
        side = theme.exact(18, 16)
        right = end = float(place_of(self.more).x() - theme.px(6))
        name, second = theme.line("step_title"), theme.line("step_text")
        top = rect.top() + (rect.height() - name - second) / 2
        key = self._enter if self.hasFocus() else str(self.number)
        if self._keys_work and (self.hasFocus() or self.number <= _KEYS):
            right = draw_key(painter, theme, right, top + name / 2, key) - theme.exact(12)
        ink = theme.color("text" if self.isEnabled() else "faint")
        left = rect.left() + side
        draw_line(
            painter,
            QRectF(left, top, right - left, name),
            self._row.title,
            theme.font("step_title"),
            ink,
        )
        draw_line(
            painter,
            QRectF(left, top + name, end - left, second),
            self._cut(end - left),
            theme.font("step_text"),
            theme.color("muted"),
        )

    def _cut(self, width: float) -> str:
        """Return the second line at a width: the date, which tells evenings apart, stays whole."""
        row, metrics = self._row, self._theme.metrics("step_text")
        if not row.when or metrics.horizontalAdvance(row.details) <= width:
            return row.details
        date = f" · {row.when}"
        left = width - metrics.horizontalAdvance(date)
        return metrics.elidedText(row.second_line, Qt.TextElideMode.ElideRight, left) + date


class EntranceList(QWidget):
    """The cards. Arrows move between them, Enter and the digits choose, F2 renames, Delete asks to
    remove."""

    chosen = Signal(int)  # its place in the rows, from 0
    renamed = Signal(int, str)
    removal_requested = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.cards: list[EntranceCard] = []
        self._meant = 0  # the place that the menu is about
        self._menu = QMenu(self)
        self._menu_rename, self._menu_remove = QAction(self), QAction(self)
        self._menu.addActions([self._menu_rename, self._menu_remove])
        self._menu_rename.triggered.connect(self._rename_meant)
        self._menu_remove.triggered.connect(lambda: self.removal_requested.emit(self._meant))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self._column.setSpacing(self._theme.px(12))

    def set_rows(self, rows: tuple[EntranceRow, ...]) -> None:
        """Show these entrances instead. Cards stay where they are, and the keyboard in them."""
        for card, row in zip(self.cards, rows, strict=False):
            card.show_row(row)
        for place in range(len(self.cards), len(rows)):
            self._add_card(rows[place], place)
        gone = self.cards[len(rows) :]
        del self.cards[len(rows) :]
        if self.cards and any(card.has_keyboard for card in gone):
            self.cards[-1].setFocus(Qt.FocusReason.OtherFocusReason)
        for card in gone:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.retranslate()

    def _add_card(self, row: EntranceRow, place: int) -> None:
        card = EntranceCard(self._theme, row, place + 1)
        card.clicked.connect(lambda: self.chosen.emit(place))
        card.renamed.connect(lambda name: self.renamed.emit(place, name))
        card.more_requested.connect(lambda where: self._open_menu(place, where))
        self._column.addWidget(card)
        self.cards.append(card)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every text in the language in force."""
        self._menu_rename.setText(self.tr("Rename") + "\tF2")
        self._menu_remove.setText(self.tr("Remove …") + "\t" + self.tr("Del"))
        words = (
            self.tr("Enter"),
            self.tr("Rename or remove"),
            self.tr("Name of this entrance"),
            self.tr("Enter keeps it · Esc cancels"),
        )
        for card in self.cards:
            card.set_words(*words)

    def set_keys_work(self, work: bool) -> None:
        """Show or hide the keys."""
        for card in self.cards:
            card.set_keys_work(work)

    @property
    def has_keyboard(self) -> bool:
        """Whether a card or its button has the focus."""
        return any(card.has_keyboard for card in self.cards)

    def end_renaming(self) -> None:
        """Keep a name that is being typed."""
        for card in self.cards:
            card.end_renaming()

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
        at = next((n for n, one in enumerate(self.cards) if one.has_keyboard), None)
        if at is not None and event.key() == Qt.Key.Key_F2:
            self.cards[at].rename()
            return True
        if at is not None and event.key() == Qt.Key.Key_Delete:
            self.removal_requested.emit(at)
            return True
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None or not self.cards:
            return False
        place = 0 if at is None else min(max(at + step, 0), len(self.cards) - 1)
        self.cards[place].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _open_menu(self, place: int, where: QPoint) -> None:
        self._meant = place
        self._menu.popup(where)  # exec() would hold up the event loop of the coroutines

    def _rename_meant(self) -> None:
        if self._meant < len(self.cards):
            self.cards[self._meant].rename()
