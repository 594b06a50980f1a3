"""The settings' part about this laptop's data: where keys lie, passphrase, wiping."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from station_app.ui import i18n
from station_app.ui.settings.index import Place
from station_app.ui.theme import Theme
from station_app.ui.widgets.alert import Alert
from station_app.ui.widgets.announcing import announce
from station_app.ui.widgets.choices import Stepper
from station_app.ui.widgets.fields import FormButton, SecretField, Text, mark

SHORTEST = 8
"""Characters of a passphrase. Half a second a guess makes eight a week's work for words and years
for anything else; length is the person's choice."""


class KeyPlace(Enum):
    """Where the keys lie."""

    KEY_STORE = "key store"
    FILE = "file"
    VAULT = "vault"


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """What the pane shows."""

    place: KeyPlace
    ends: str = ""  # when the open event ends, in words; '' where the server does not say
    has_event: bool = False


class ProtectionPane(QFrame):
    """Shows how data are protected and takes wishes about it. GUI thread."""

    days_changed = Signal(int)
    passphrase_wished = Signal(str, str)  # the present one, the new one; '' for none
    wipe_requested = Signal()

    def __init__(self, theme: Theme, days: int) -> None:
        super().__init__()
        self._theme = theme
        self._protection = Protection(place=KeyPlace.KEY_STORE)
        self._wish = ""
        self.setProperty("kind", "pane")
        self._column = QVBoxLayout(self)
        self._head = Text(theme, "head_large")
        self._place = Text(theme, "notice_text")
        self._place.setObjectName("keyPlace")
        self._column.addWidget(self._head)
        self._column.addWidget(self._place)
        self._warning = Alert(theme)
        self._column.addWidget(self._warning)
        self._build_passphrase()
        self._build_wipe(days)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

    def _build_passphrase(self) -> None:
        theme = self._theme
        self._phrase, self._phrase_hint = Text(theme, "head"), Text(theme, "head_caption", "muted")
        self._fields = {
            "present": SecretField(theme, "passphrasePresent"),
            "new": SecretField(theme, "passphraseNew"),
            "again": SecretField(theme, "passphraseAgain"),
        }
        self._labels = {name: Text(theme, "button_small", wrap=False) for name in self._fields}
        self._rows = []
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._phrase)
        words.addWidget(self._phrase_hint)
        self._column.addLayout(words)
        for name, field in self._fields.items():
            box = QVBoxLayout()
            self._labels[name].setBuddy(field)
            box.addWidget(self._labels[name])
            box.addWidget(field)
            self._column.addLayout(box)
            self._rows.append(box)
        self._message = Text(theme, "card_state", "text")
        self._message.setObjectName("passphraseMessage")
        self._message.hide()
        self._wrong = Alert(theme, "passphraseFault")
        self._rows[0].addWidget(self._wrong)
        self._column.addWidget(self._message)
        self._set = FormButton(theme, "line", small=True)
        self._set.setObjectName("passphraseSet")
        self._remove = FormButton(theme, "line", small=True)
        self._remove.setObjectName("passphraseRemove")
        self._buttons = QHBoxLayout()
        for button in (self._set, self._remove):
            button.setProperty("radius", 9)
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self._column.addLayout(self._buttons)
        self._set.clicked.connect(self._wish_new)
        self._remove.clicked.connect(self._wish_none)
        self._fields["again"].returnPressed.connect(self._wish_new)

    def _build_wipe(self, days: int) -> None:
        theme = self._theme
        self._days_label = Text(theme, "head")
        self._days_hint = Text(theme, "head_caption", "muted")
        self._days_hint.setObjectName("wipeHint")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._days_label)
        words.addWidget(self._days_hint)
        self._days = Stepper(theme)
        self._days.setObjectName("wipe_days")
        self._days.field.setDecimals(0)
        self._days.field.setRange(0, 365)
        self._days.field.setValue(days)
        self._days.value_changed.connect(self._change_days)
        self._days_row = QHBoxLayout()
        self._days_row.addLayout(words, 1)
        self._days_row.addWidget(self._days, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column.addLayout(self._days_row)
        self._wipe = FormButton(theme, "line", small=True)
        self._wipe.setObjectName("wipeButton")
        self._wipe.setProperty("radius", 9)
        self._wipe_row = QHBoxLayout()
        self._wipe_row.addWidget(self._wipe)
        self._wipe_row.addStretch(1)
        self._column.addLayout(self._wipe_row)
        self._wipe.clicked.connect(self.wipe_requested)

    def _restyle(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(24, 18), px(20, 14), px(24, 18), px(22, 16))
        self._column.setSpacing(px(14, 10))
        self._buttons.setSpacing(px(10))
        self._days_row.setSpacing(px(24))
        for row in self._rows:
            row.setSpacing(px(4, 2))
        mark(self, "strong", self._theme.name == "contrast")

    # --- what is shown ------------------------------------------------------------------------

    def places(self) -> Iterator[Place]:
        """Return what the settings' index leads to."""
        yield Place(self._head.text(), "", self)
        first = next((f for f in self._fields.values() if f.isVisibleTo(self)), self._remove)
        for label, hint, control in (
            (self._phrase, self._phrase_hint, first),
            (self._days_label, self._days_hint, self._days.field),
        ):
            yield Place(label.text(), f"{self._head.text()} {hint.text()}", control, control)
        yield Place(self._wipe.text(), self._head.text(), self._wipe, self._wipe)

    def show_protection(self, protection: Protection) -> None:
        """Show where keys lie and when data are wiped."""
        self._protection = protection
        self.retranslate()

    def show_answer(self, text: str, *, wrong: str = "") -> None:
        """Say what became of a wish, or which field is wrong: 'present', 'new', 'again'."""
        for name, field in self._fields.items():
            field.set_wrong(name == wrong)
            if not wrong:
                field.clear_secret()
        self._message.setText(text)
        self._message.setVisible(bool(text) and not wrong)
        self._wrong.say(text if wrong else "", aloud=True)
        self._busy(False)
        if not wrong:
            announce(self._message, text)
        else:
            # Directly below its field; adding it takes it out of the layout it was in.
            self._rows[list(self._fields).index(wrong)].addWidget(self._wrong)
            self._fields[wrong].setFocus(Qt.FocusReason.OtherFocusReason)

    def _busy(self, busy: bool) -> None:
        self._set.setEnabled(not busy)
        self._remove.setEnabled(not busy)

    # --- what a person does -------------------------------------------------------------------

    def _change_days(self, value: object) -> None:
        if isinstance(value, float | int):
            self.days_changed.emit(int(value))
            self.retranslate()

    def _wish_new(self) -> None:
        present, new, again = (field.text() for field in self._fields.values())
        if self._is_set and not present:
            self.show_answer(self.tr("Type the present passphrase."), wrong="present")
        elif len(new) < SHORTEST:
            told = self.tr("A passphrase has at least %n character(s).", "", SHORTEST)
            self.show_answer(told, wrong="new")
        elif new != again:
            self.show_answer(self.tr("The two are not the same."), wrong="again")
        else:
            self._ask_for(present, new)

    def _wish_none(self) -> None:
        present = self._fields["present"].text()
        if not present:
            self.show_answer(self.tr("Type the present passphrase."), wrong="present")
        else:
            self._ask_for(present, "")

    def _ask_for(self, present: str, new: str) -> None:
        self._busy(True)
        self.passphrase_wished.emit(present, new)

    @property
    def _is_set(self) -> bool:
        return self._protection.place is KeyPlace.VAULT

    # --- words --------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every text in the language in force."""
        place = self._protection.place
        self._head.setText(self.tr("Data on this laptop"))
        self._place.setText(
            {
                KeyPlace.KEY_STORE: self.tr(
                    "List and notes are encrypted. Their keys and the App Code lie in the key store"
                    " of this laptop."
                ),
                KeyPlace.FILE: self.tr("List and notes are encrypted."),
                KeyPlace.VAULT: self.tr(
                    "List, notes, their keys and the App Code are encrypted under the passphrase"
                    " that is asked for at each start."
                ),
            }[place]
        )
        danger = self.tr(
            "No key store works on this laptop, so the keys lie in a file beside them: whoever has"
            " its disk can read all. A passphrase prevents that."
        )
        self._warning.say(danger if place is KeyPlace.FILE else "")
        self._phrase.setText(self.tr("Passphrase at the start"))
        self._phrase_hint.setText(
            self.tr("Set. Whoever forgets it can only begin anew.")
            if self._is_set
            else self.tr("Not set. Whoever forgets it can only begin anew.")
        )
        names = {
            "present": self.tr("Present passphrase"),
            "new": self.tr("New passphrase"),
            "again": self.tr("New passphrase, once more"),
        }
        for name, words in names.items():
            self._labels[name].setText(words)
            self._fields[name].setAccessibleName(words)
            self._fields[name].set_reveal_text(self.tr("Show"))
            self._fields[name].reveal.setAccessibleName(self.tr("Show the passphrase"))
        self._labels["present"].setVisible(self._is_set)
        self._fields["present"].setVisible(self._is_set)
        self._set.setText(self.tr("Change") if self._is_set else self.tr("Set passphrase"))
        self._remove.setText(self.tr("Remove passphrase"))
        self._remove.setVisible(self._is_set)
        self._name_wipe()

    def _name_wipe(self) -> None:
        days = round(self._days.field.value())
        self._days_label.setText(self.tr("Wipe by itself after an event"))
        if not days:
            hint = self.tr("Never: list and notes stay until somebody wipes them.")
        elif self._protection.ends:
            hint = self.tr("This event ends {when}.").format(when=self._protection.ends)
        elif self._protection.has_event:
            hint = self.tr("The server does not say when this event ends: it stays until wiped.")
        else:
            hint = self.tr("Counted from the event’s end, if the server says when that is.")
        self._days_hint.setText(hint)
        field = self._days.field
        field.setLocale(i18n.current_locale)
        told = self.tr("%n day(s)", "", days)
        before, _, after = told.partition(str(days))
        field.setPrefix(before)
        field.setSuffix(after)
        field.setSpecialValueText(self.tr("never"))
        field.setAccessibleName(self._days_label.text())
        field.setAccessibleDescription(hint)
        self._days.less.setAccessibleName(self.tr("Less"))
        self._days.more.setAccessibleName(self.tr("More"))
        self._wipe.setText(self.tr("Wipe this laptop’s data …"))
