"""The sample badges: a grid of them, and one held large before a camera."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMetaMethod, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from station_app.ui.badges.qr_picture import QrPicture, modules_of
from station_app.ui.theme import Theme
from station_app.ui.widgets.card_button import CardButton
from station_app.ui.widgets.dialog import RING, LargeDialog
from station_app.ui.widgets.fields import FormButton, Scroll, Text
from station_app.ui.widgets.painting import draw_card

_QR = 132
_CARD_WIDTH = 360


@dataclass(frozen=True, slots=True)
class BadgeCard:
    """One badge: what it shows, whose it is, its code, and the code as a QR picture."""

    title: str
    name: str
    code: str
    png: bytes


class BadgeButton(CardButton):
    """A badge in the grid; pressing it shows it large."""

    def __init__(self, theme: Theme, card: BadgeCard, modules: QImage) -> None:
        super().__init__(theme)
        self.setText(card.code)
        self.setAccessibleName(", ".join(filter(None, _words(card))))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._row = QHBoxLayout(self)
        picture = QrPicture(theme, _QR)
        picture.show_modules(modules)
        name, title, code = _words(card)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        if name:
            words.addWidget(Text(theme, "card_name"))
        if title:
            words.addWidget(Text(theme, "small_plain", "muted"))
        words.addWidget(Text(theme, "card_state", mono=True))
        for place, text in enumerate(filter(None, (name, title, code)), start=1):
            item = words.itemAt(place)
            label = item.widget() if item is not None else None
            assert isinstance(label, Text)
            label.setText(text)
        code_place = words.count() - 1
        words.insertSpacing(code_place, theme.px(6))
        words.addStretch(1)
        self._row.addWidget(picture)
        self._row.addLayout(words, 1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(14), px(14), px(16), px(14))
        self._row.setSpacing(px(18))
        self.setMinimumHeight(px(_QR + 28))

    def sizeHint(self) -> QSize:
        """Return the size of a card; the grid makes it wider."""
        return QSize(self._theme.px(_CARD_WIDTH), self._theme.px(_QR + 28))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all of it is painted
        """Draw the card; the rest is widgets."""
        rect, radius = QRectF(self.rect()), self._theme.exact(12)
        draw_card(QPainter(self), self._theme, rect, radius, hover=self.underMouse(), focus=False)


class LargeBadge(QWidget):
    """One badge as large as the window."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._picture = QrPicture(theme)
        self._name, self._title = Text(theme, "title2"), Text(theme, "body", "muted")
        self._code = Text(theme, "row_name", mono=True)
        self._words = QVBoxLayout()
        for text in (self._name, self._title, self._code):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            self._words.addWidget(text)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._picture, 1)
        self._column.addLayout(self._words)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self._column.setContentsMargins(0, self._theme.px(6), 0, 0)
        self._column.setSpacing(self._theme.px(14, 8))
        self._words.setSpacing(self._theme.px(2))

    def show_badge(self, card: BadgeCard, modules: QImage) -> None:
        """Show this one."""
        self._picture.show_modules(modules)
        for text, words in zip((self._name, self._title, self._code), _words(card), strict=True):
            text.setText(words)
            text.setVisible(bool(words))


class BadgesDialog(LargeDialog):
    """Shows the badges. GUI thread.

    Print and Save are there only if somebody listens to their signals when it is shown.
    """

    print_requested = Signal()
    save_requested = Signal()

    def __init__(
        self, theme: Theme, cards: Sequence[BadgeCard], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "badgesDialog", parent, width=(1180, 960), gap=(0, 0), ring=RING)
        self._cards = list(cards)
        self._codes = [modules_of(QImage.fromData(card.png)) for card in self._cards]
        self._shown: int | None = None
        self.buttons: list[BadgeButton] = []
        self._build()
        self._wire()
        self.dress()

    def _build(self) -> None:
        theme = self._theme
        self._words = QVBoxLayout()
        self._words.addWidget(self.title)
        self._words.addWidget(self.about)
        self._print = FormButton(theme, "line", small=True)
        self._save = FormButton(theme, "line", "export", small=True)
        self._all = FormButton(theme, "line", "back", small=True)
        self._close = FormButton(theme, "primary", small=True)
        for button in (self._print, self._save, self._all, self._close):
            button.setProperty("radius", 9)
        self._stack = QStackedWidget()
        self._scroll = Scroll()
        self._grid = QGridLayout()
        self._scroll.column.addLayout(self._grid)
        self._scroll.column.addStretch(1)
        for place, (card, modules) in enumerate(zip(self._cards, self._codes, strict=True)):
            badge = BadgeButton(theme, card, modules)
            badge.setObjectName(f"badge{place}")
            badge.clicked.connect(self._enlarge)
            self.buttons.append(badge)
        self._large = LargeBadge(theme)
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self._large)
        self.column.addLayout(self._words)
        self.column.addWidget(self._stack, 1)
        for button in (self._all, self._print, self._save):
            self.foot.addWidget(button)
        self.end_with(self._close)
        self._arrange(2)

    def _wire(self) -> None:
        self._print.clicked.connect(self.print_requested)
        self._save.clicked.connect(self.save_requested)
        self._all.clicked.connect(self.show_all)
        self._close.clicked.connect(self.accept)

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        px, ring = self._theme.px, self._theme.px(RING)
        self._words.setContentsMargins(ring, 0, ring, px(12, 8))
        self._words.setSpacing(px(2))
        self._scroll.column.setContentsMargins(ring, ring, ring, ring)
        self._grid.setSpacing(px(14, 10))
        self.foot.setContentsMargins(ring, px(16, 10), ring, 0)
        self.foot.setSpacing(px(12))

    def _arrange(self, columns: int) -> None:
        for place, badge in enumerate(self.buttons):
            self._grid.addWidget(badge, *divmod(place, columns))
        for column in range(3):
            self._grid.setColumnStretch(column, int(column < columns))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many side by side as there is room for."""
        super().resizeEvent(event)
        room = self._scroll.width() or self.width()
        self._arrange(min(max(1, room // (self._theme.px(_CARD_WIDTH) - 20)), 3))

    # --- one large ----------------------------------------------------------------------------

    def show_large(self, place: int) -> None:
        """Show one badge as large as it goes."""
        self._shown = place % len(self._cards)
        self._large.show_badge(self._cards[self._shown], self._codes[self._shown])
        self._stack.setCurrentWidget(self._large)
        self._show_controls()
        self._all.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_all(self) -> None:
        """Go back to the grid, where one came from."""
        place, self._shown = self._shown, None
        self._stack.setCurrentWidget(self._scroll)
        self._show_controls()
        if place is not None:
            self.buttons[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _enlarge(self) -> None:
        badge = self.sender()
        if isinstance(badge, BadgeButton):
            self.show_large(self.buttons.index(badge))

    def _show_controls(self) -> None:
        large = self._shown is not None
        self._all.setVisible(large)
        self._print.setVisible(not large and self._is_heard("print_requested()"))
        self._save.setVisible(not large and self._is_heard("save_requested()"))
        self.retranslate()

    def _is_heard(self, signature: str) -> bool:
        meta = self.metaObject()
        place = meta.indexOfSignal(signature)
        return place >= 0 and self.isSignalConnected(QMetaMethod(meta.method(place)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the large badge, then the dialog; arrows go from badge to badge."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if self._shown is not None and event.key() == Qt.Key.Key_Escape:
            self.show_all()
        elif self._shown is not None and step is not None:
            self.show_large(self._shown + step)
        elif step is not None and self.buttons:
            self._move(Qt.Key(event.key()))
        else:
            super().keyPressEvent(event)

    def _move(self, key: Qt.Key) -> None:
        """Move the focus in the grid."""
        count = max(1, sum(self._grid.columnStretch(n) for n in range(3)))
        by = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -count,
            Qt.Key.Key_Down: count,
        }
        now = next((n for n, badge in enumerate(self.buttons) if badge.hasFocus()), None)
        place = 0 if now is None else now + by[key]
        if 0 <= place < len(self.buttons):
            self.buttons[place].setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(self.buttons[place], 0, self._theme.px(12))

    # --- looks and words ----------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the first badge."""
        super().showEvent(event)
        self._show_controls()
        if self.buttons and self._shown is None:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Set every text in the language in force."""
        large = self._shown is not None
        self.set_title(self.tr("Sample badges"))
        self.about.setText(
            self.tr("Hold the screen in front of the camera. Arrow keys show the next badge.")
            if large
            else self.tr(
                "Invented guests for practice: choose one to hold it in front of the camera."
            )
        )
        self._print.setText(self.tr("Print …"))
        self._save.setText(self.tr("Save …"))
        self._all.setText(self.tr("All badges"))
        self._close.setText(self.tr("Close"))


def _words(card: BadgeCard) -> tuple[str, str, str]:
    """Return name, title and code; a title that only repeats the name is left out."""
    name = card.name or card.title
    return name, "" if card.title == name else card.title, card.code
