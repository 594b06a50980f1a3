"""Asks for a PIN, by keyboard and by buttons that a finger hits."""

import math

from PySide6.QtCore import QRegularExpression, Qt, QTimer, Signal
from PySide6.QtGui import QRegularExpressionValidator, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.alert import Alert
from station_app.ui.widgets.fields import FormButton, LineField, Text
from station_app.ui.widgets.small_dialog import SmallDialog

_DIGITS = "123456789"
_TICK_MS = 200


class PinSheet(SmallDialog):
    """Decides nothing: what is entered is told, and it says the answer.

    A scanner's burst is no typing wherever the focus is, so none is ever taken for a PIN.
    """

    entered = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "pinSheet", parent)
        self._wait_ticks = 0
        self._busy = False
        self._wrong = False
        self._title, self._why = Text(theme, "title2"), Text(theme, "body", "muted")
        self._field = LineField(theme, "pinField")
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._field.setMaxLength(12)
        self._field.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,12}")))
        self._field.setInputMethodHints(
            Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData
        )
        self._field.textChanged.connect(self._follow)
        self._field.returnPressed.connect(self._enter)
        self._message = Alert(theme, "pinMessage", keeps_room=True)
        self._keys = QGridLayout()
        self._buttons: list[FormButton] = []
        for place, digit in enumerate(_DIGITS):
            self._add_key(digit, place // 3, place % 3)
        self._back = self._add_key("", 3, 0)
        self._add_key("0", 3, 1)
        self._ok = FormButton(theme, "primary")
        self._ok.setObjectName("pinOk")
        self._ok.clicked.connect(self._enter)
        self._keys.addWidget(self._ok, 3, 2)
        self._cancel = FormButton(theme, "plain", small=True)
        self._cancel.setObjectName("pinCancel")
        self._cancel.clicked.connect(self.reject)
        self._words, keys = QVBoxLayout(), QVBoxLayout()
        for part in (self._title, self._why, self._field, self._message):
            self._words.addWidget(part)
        pad = QWidget()
        pad.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as on every telephone
        pad.setLayout(self._keys)
        self._keys.setContentsMargins(0, 0, 0, 0)
        keys.addWidget(pad)
        self._halves = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        for half in (self._words, keys):
            half.addStretch(1)
            self._halves.addLayout(half, 1)
        self.column.addLayout(self._halves)
        self.foot.addWidget(self._cancel)
        self.foot.addStretch(1)
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self._tick)
        self.begin_at(self._field)
        self.dress()
        self._follow()

    def _add_key(self, digit: str, row: int, column: int) -> FormButton:
        button = FormButton(self._theme, "line")
        button.setText(digit)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard stays in the field
        if digit:
            button.clicked.connect(lambda: self._field.insert(digit))
        else:
            button.clicked.connect(self._field.backspace)
        self._keys.addWidget(button, row, column)
        self._buttons.append(button)
        return button

    # --- what it says -------------------------------------------------------------------------

    def ask(self, title: str, why: str) -> None:
        """Ask, with an empty field."""
        self._title.setText(title)
        self._why.setText(why)
        self.setWindowTitle(title)
        self._field.setAccessibleName(title)
        self._field.setAccessibleDescription(why)
        self._field.set_wrong(False)
        self._busy = False
        self._empty()

    def say(self, words: str) -> None:
        """Say what is wrong, and let it be tried again at once."""
        self._busy = False
        self._field.set_wrong(True)
        self._message.say(words)
        self._empty()

    def wait(self, seconds: float, *, wrong: bool) -> None:
        """Let the next try wait, with the seconds counted down."""
        self._busy = False
        self._wrong = wrong
        self._field.set_wrong(wrong)
        # One more, or the right PIN would come a moment too soon and count as another wrong one.
        self._wait_ticks = math.ceil(seconds * 1000 / _TICK_MS) + 1
        self._ticking.start()
        self._empty()
        self._tell_wait()

    def set_busy(self) -> None:
        """Take no more until it has been looked at."""
        self._busy = True
        self._follow()

    # --- what is entered ----------------------------------------------------------------------

    def _enter(self) -> None:
        if self._ok.isEnabled():
            self.entered.emit(self._field.text())

    def _empty(self) -> None:
        self._field.setText("")
        self._follow()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        for button in self._buttons:
            button.setEnabled(not self._wait_ticks)
        if self._field.text() and not self._wait_ticks:
            self._message.say("")
            self._field.set_wrong(False)
        self._ok.setEnabled(
            len(self._field.text()) >= 4 and not self._busy and not self._wait_ticks
        )

    def _tick(self) -> None:
        self._wait_ticks = max(0, self._wait_ticks - 1)
        if not self._wait_ticks:
            self._ticking.stop()
            self._follow()
            self._field.set_wrong(False)
            self._message.say(self.tr("Try again.") if self._wrong else "")
        else:
            self._tell_wait()

    def _tell_wait(self) -> None:
        seconds = max(1, -(-(self._wait_ticks - 1) * _TICK_MS // 1000))
        if self._wrong:
            words = self.tr(
                "This PIN is wrong. The next try is possible in %n second(s).", "", seconds
            )
        else:
            words = self.tr("The next try is possible in %n second(s).", "", seconds)
        self._message.say(words)

    # --- looks and words ----------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Stand in the middle of the window below, in a low one with the keys beside the words."""
        width = self._theme.px(400, 380)
        self._halves.setDirection(QBoxLayout.Direction.TopToBottom)
        if not self.fit(width):
            self._halves.setDirection(QBoxLayout.Direction.LeftToRight)
            self.fit(2 * width)
        super().showEvent(event)

    def restyle(self) -> None:
        """Take sizes from the theme."""
        px = self._theme.px
        for layout in (self._words, self._halves):
            layout.setSpacing(px(10))
        self._keys.setSpacing(px(10))
        # Two lines at all times: keys that move under a finger are pressed wrongly.
        self._message.words.setMinimumHeight(2 * self._theme.line("card_state"))

    def retranslate(self) -> None:
        """Set every text in the language in force."""
        self._ok.setText(self.tr("OK"))
        self._back.setText("⌫")
        self._back.setAccessibleName(self.tr("Delete the last digit"))
        self._cancel.setText(self.tr("Cancel"))
