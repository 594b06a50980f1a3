"""The passphrase page: what stands between a start and the door, in the look of the login page."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from station_app.ui.login.entrances import Mark
from station_app.ui.theme import Theme
from station_app.ui.widgets.announcing import announce
from station_app.ui.widgets.fields import (
    FirstHalf,
    FocusRing,
    FormButton,
    Icon,
    SecretField,
    Text,
)


class UnlockView(QWidget):
    """Asks for the passphrase. Fulfils `UnlockScreen`; GUI thread.

    What a scanner sends never comes here: the lanes take it, and it is answered once the door is
    open.
    """

    passphrase_given = Signal(str)
    begin_anew_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("loginPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        root = QHBoxLayout(self)
        root.setContentsMargins(0, 0, 0, 0)
        root.setSpacing(0)
        root.addWidget(self._build_left())
        root.addStretch(1)
        root.addWidget(self._build_right(), 1000)
        root.addStretch(1)
        self._ring = FocusRing(theme, self)
        self.setFocusProxy(self.field)
        self._wire()
        self._restyle()
        self.retranslate()

    def _build_left(self) -> QWidget:
        theme = self._theme
        self._left = FirstHalf()
        self._left_column = QVBoxLayout(self._left)
        self._product = Text(theme, "step_title", wrap=False)
        self._head = QHBoxLayout()
        self._head.addWidget(Mark(theme))
        self._head.addWidget(self._product, 1)
        self._title, self._subtitle = Text(theme, "title1"), Text(theme, "notice_text", "muted")
        self._left_column.addLayout(self._head)
        self._left_column.addWidget(self._title)
        self._left_column.addWidget(self._subtitle)
        self._left_column.addStretch(1)
        return self._left

    def _build_right(self) -> QWidget:
        theme = self._theme
        self._right = QWidget()
        self._column = QVBoxLayout(self._right)
        self._label = Text(theme, "button_small", wrap=False)
        self.field = SecretField(theme, "passphraseField")
        self._label.setBuddy(self.field)
        self._message = Text(theme, "card_state", "error")
        self._message.setObjectName("unlockMessage")
        self._message_row = QWidget()
        self._message_layout = QHBoxLayout(self._message_row)
        icon = Icon(theme, "state-fault", "error", 18)
        self._message_layout.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        self._message_layout.addWidget(self._message, 1)
        self._open = FormButton(theme, "primary")
        self._open.setObjectName("unlockButton")
        self._forgotten = Text(theme, "head")
        self._forgotten_hint = Text(theme, "head_caption", "muted")
        self._anew = FormButton(theme, "line", small=True)
        self._anew.setObjectName("beginAnewButton")
        self._anew.setProperty("radius", 9)
        rule = QFrame()
        rule.setProperty("kind", "rule")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._forgotten)
        words.addWidget(self._forgotten_hint)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.addLayout(words, 1)
        self._foot.addWidget(self._anew, 0, Qt.AlignmentFlag.AlignVCenter)
        self._button_row = QHBoxLayout()
        self._button_row.addWidget(self._open)
        self._button_row.addStretch(1)
        self._column.addWidget(self._label)
        self._column.addWidget(self.field)
        self._column.addWidget(self._message_row)
        self._column.addLayout(self._button_row)
        self._column.addStretch(1)
        self._column.addWidget(rule)
        self._column.addLayout(self._foot)
        self._message_row.hide()
        return self._right

    def _wire(self) -> None:
        self._open.clicked.connect(self._give)
        self.field.returnPressed.connect(self._give)
        self._anew.clicked.connect(self.begin_anew_requested)
        self._theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        px = self._theme.px
        side, top = px(48, 32), px(52, 26)
        self._left.setFixedWidth(px(520, 416))
        self._left_column.setContentsMargins(side, top, side, px(31, 12))
        self._left_column.setSpacing(px(6, 3))
        self._head.setSpacing(px(14, 12))
        self._head.setContentsMargins(0, 0, 0, px(44, 18))
        right = px(112, 56)
        # The field stands beside the title at the left.
        above = top + px(34) + px(44, 18) + px(8, 4)
        self._column.setContentsMargins(right, above, right, px(31, 12))
        self._column.setSpacing(px(6, 4))
        self._right.setMaximumWidth(px(600 + 2 * 112, 600 + 2 * 56))
        self._message_layout.setContentsMargins(0, px(6), 0, 0)
        self._message_layout.setSpacing(px(8))
        self._button_row.setContentsMargins(0, px(20, 12), 0, 0)
        self._foot.setContentsMargins(0, px(18, 10), 0, 0)
        self._foot.setSpacing(px(16, 12))
        directions = QBoxLayout.Direction
        stacked = self._theme.text_scale > 1.5
        self._foot.setDirection(directions.TopToBottom if stacked else directions.LeftToRight)

    # --- what the presenter asks --------------------------------------------------------------

    def set_busy(self, busy: bool) -> None:
        """Show that a passphrase is being tried, or that the next must wait."""
        self._open.setEnabled(not busy)
        self.field.setReadOnly(busy)
        if not busy and self.isVisible():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_message(self, text: str) -> None:
        """Say why it did not open; '' for nothing."""
        self.field.set_wrong(bool(text))
        self.field.setAccessibleDescription(text)
        first = bool(text) and not self._message.text()
        self._message.setText(text)
        self._message_row.setVisible(bool(text))
        if first:  # the seconds that pass are not read out one by one
            announce(self._message, text, at_once=True)

    def clear_secret(self) -> None:
        """Forget what was typed."""
        self.field.clear_secret()

    def _give(self) -> None:
        self.passphrase_given.emit(self.field.text())

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the field."""
        super().showEvent(event)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- words --------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every static text in the language in force."""
        self._product.setText(self.tr("Check-in Station"))
        self._title.setText(self.tr("This laptop is locked"))
        self._subtitle.setText(
            self.tr("Guest list, notes and codes are encrypted. The passphrase opens them.")
        )
        self._label.setText(self.tr("Passphrase"))
        self.field.setAccessibleName(self.tr("Passphrase"))
        self.field.set_reveal_text(self.tr("Show"))
        self.field.reveal.setAccessibleName(self.tr("Show the passphrase"))
        self._open.setText(self.tr("Open"))
        self._forgotten.setText(self.tr("Forgotten?"))
        self._forgotten_hint.setText(
            self.tr("Nobody can find it out. Begin anew, and log in with the App Code.")
        )
        self._anew.setText(self.tr("Begin anew …"))
