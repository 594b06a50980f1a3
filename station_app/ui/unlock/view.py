"""The passphrase page: what stands between a start and the door, in the look of the login page."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from station_app.ui.login.door_page import DoorPage
from station_app.ui.theme import Theme
from station_app.ui.widgets.alert import Alert
from station_app.ui.widgets.fields import FormButton, SecretField, Text


class UnlockView(DoorPage):
    """Asks for the passphrase. Fulfils `UnlockScreen`; GUI thread.

    What a scanner sends never comes here: the lanes take it, and it is answered once the door is
    open.
    """

    passphrase_given = Signal(str)
    begin_anew_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.left_column.addWidget(self.title)
        self.left_column.addWidget(self.subtitle)
        self.left_column.addStretch(1)
        self._build_right()
        self.setFocusProxy(self.field)
        self._wire()
        self.dress()

    def _build_right(self) -> None:
        theme = self._theme
        self._label = Text(theme, "button_small", wrap=False)
        self.field = SecretField(theme, "passphraseField")
        self._label.setBuddy(self.field)
        self._message = Alert(theme, "unlockMessage")
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
        self.right_column.addWidget(self._label)
        self.right_column.addWidget(self.field)
        self.right_column.addWidget(self._message)
        self.right_column.addLayout(self._button_row)
        self.right_column.addStretch(1)
        self.right_column.addWidget(rule)
        self.right_column.addLayout(self._foot)

    def _wire(self) -> None:
        self._open.clicked.connect(self._give)
        self.field.returnPressed.connect(self._give)
        self._anew.clicked.connect(self.begin_anew_requested)

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        px = self._theme.px
        side, top = px(48, 32), px(52, 26)
        self.left_column.setContentsMargins(side, top, side, px(31, 12))
        self.left_column.setSpacing(px(6, 3))
        self.head.setContentsMargins(0, 0, 0, px(44, 18) - px(6, 3))
        right = px(112, 56)
        # The label stands beside the title at the left.
        beside = (self._theme.line("title1") - self._theme.line("button_small")) // 2
        above = top + px(34) + px(44, 18) + beside
        self.right_column.setContentsMargins(right, above, right, px(31, 12))
        self.right_column.setSpacing(px(6, 4))
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
        first = not self._message.text()
        self._message.say(text, aloud=first)  # the seconds that pass are not read out one by one

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

    def retranslate(self) -> None:
        """Set every static text in the language in force."""
        self.product.setText(self.tr("Check-in Station"))
        self.title.setText(self.tr("This laptop is locked"))
        self.subtitle.setText(
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
