"""Settings: how the server is asked, and whom this laptop trusts to be it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from station_app.settings import Settings
from station_app.ui.i18n import translate
from station_app.ui.settings.section import Section
from station_app.ui.theme import Theme
from station_app.ui.widgets.alert import Alert
from station_app.ui.widgets.fields import FormButton, Text


class _Chosen(QWidget):
    """What was chosen in one line, with buttons that choose and remove it."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._value = Text(theme, "body", mono=name == "serverPin")
        self._nothing = Text(theme, "body")
        self.take = FormButton(theme, "line", small=True)
        self.remove = FormButton(theme, "line", small=True)
        self.take.setObjectName(f"{name}Take")
        self.remove.setObjectName(f"{name}Remove")
        for button in (self.take, self.remove):
            button.setProperty("radius", 9)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._value, 1, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._nothing, 1, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.take, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(self.take)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self._row.setSpacing(self._theme.px(8))

    def say(self, value: str, nothing: str) -> None:
        """Show what was chosen, or say that nothing was."""
        self._value.setText(value)
        self._value.setVisible(bool(value))
        self._nothing.setText(nothing)
        self._nothing.setVisible(not value)
        self.remove.setVisible(bool(value))


class NetworkSection(Section):
    """The server."""

    ca_file_chosen = Signal(str)  # to be checked, then told by `show_ca_fault` or set
    server_key_wanted = Signal()  # answered by `show_server_key` or `show_server_fault`

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._offered = ""  # the server's key, looked at and not yet taken over
        self._settings = Settings()
        self.add_number("poll_seconds")
        self.add_number("reconcile_minutes")
        self._ca = _Chosen(theme, "caFile")
        self._ca.take.clicked.connect(self._choose_ca)
        self._ca.remove.clicked.connect(lambda: self._set("ca_file", ""))
        self.add("ca_file", self._ca, below=True)
        self._ca_fault = Alert(theme)
        self._ca_fault.setObjectName("caFileFault")
        self.column.addWidget(self._ca_fault)
        self._pin = _Chosen(theme, "serverPin")
        self._pin.take.clicked.connect(self.server_key_wanted)
        self._pin.remove.clicked.connect(lambda: self._set("server_pin", ""))
        self.add("server_pin", self._pin, below=True)
        self._pin_fault = Alert(theme)
        self._pin_fault.setObjectName("serverPinFault")
        self.column.addWidget(self._pin_fault)
        self._offer = QWidget()
        self._offer.setObjectName("serverPinOffer")
        offer = QVBoxLayout(self._offer)
        offer.setContentsMargins(0, 0, 0, 0)
        self._offer_words = Text(theme, "head_caption")
        self._offer_key = Text(theme, "body", mono=True)
        self._offer_take = FormButton(theme, "primary", small=True)
        self._offer_take.setObjectName("serverPinConfirm")
        self._offer_take.setProperty("radius", 9)
        self._offer_take.clicked.connect(self._take_offer)
        offer.addWidget(self._offer_words)
        offer.addWidget(self._offer_key)
        offer.addWidget(self._offer_take, 0, Qt.AlignmentFlag.AlignLeft)
        self._offer_column = offer
        self._offer.hide()
        self.column.addWidget(self._offer)
        self.add_switch("allow_plain_http")
        self._plain = Alert(theme)
        self.column.addWidget(self._plain)

    def title(self) -> str:
        """Return the heading."""
        return translate("SettingsDialog", "Network")

    def show_dependents(self, settings: Settings) -> None:
        """Say what plain http means while it is allowed, and what was chosen."""
        self._settings = settings
        self._name_chosen()
        self._plain.say(_what_plain_http_means() if settings.allow_plain_http else "")

    def place_parts(self) -> None:
        """Set the gaps of the offer."""
        self._offer_column.setSpacing(self.theme.px(8))

    def name_parts(self) -> None:
        """Name buttons and say what was chosen."""
        self._offer_take.setText(translate("SettingsDialog", "Take this key over"))
        self.show_dependents(self._settings)

    def show_ca_fault(self, words: str) -> None:
        """Say why a file that was chosen is not taken; '' if it is."""
        self._ca_fault.say(words)

    def show_server_fault(self, words: str) -> None:
        """Say why the server's key could not be looked at."""
        self._offer.hide()
        self._pin_fault.say(words)

    def show_server_key(self, pin: str, words: str) -> None:
        """Offer the key that the server shows now; `words` say whose certificate it is in."""
        self._pin_fault.say("")
        self._offered = pin
        self._offer_words.setText(words)
        self._offer_key.setText(pin)
        self._offer.show()
        self._offer_take.setFocus()

    def _take_offer(self) -> None:
        self._offer.hide()
        self._set("server_pin", self._offered)

    def _set(self, name: str, value: str) -> None:
        self._ca_fault.say("")
        self._pin_fault.say("")
        self._offer.hide()
        self.set_value.emit(name, value)
        (self._ca if name == "ca_file" else self._pin).take.setFocus()

    def _choose_ca(self) -> None:
        dialog = QFileDialog(self, translate("SettingsDialog", "Certificates of the organiser"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(["*.pem *.crt *.cer", "*"])
        dialog.fileSelected.connect(self.ca_file_chosen)
        dialog.open()

    def _name_chosen(self) -> None:
        ca, pin = self._settings.ca_file, self._settings.server_pin
        self._ca.say(ca, translate("SettingsDialog", "None; the system’s are enough."))
        self._pin.say(
            pin.replace(";", "\n"), translate("SettingsDialog", "Any key with a good certificate")
        )
        choose, remove = translate("SettingsDialog", "Choose …"), _remove()
        self._name_buttons(self._ca, choose, remove, translate("SettingsDialog", "Own CA file"))
        look = translate("SettingsDialog", "Look at it now")
        self._name_buttons(self._pin, look, remove, translate("SettingsDialog", "Server’s key"))

    @staticmethod
    def _name_buttons(chosen: _Chosen, take: str, remove: str, what: str) -> None:
        for button, word in ((chosen.take, take), (chosen.remove, remove)):
            button.setText(word)
            button.setAccessibleName(f"{what}: {word}")


def _remove() -> str:
    return translate("SettingsDialog", "Remove")


def _what_plain_http_means() -> str:
    return translate(
        "SettingsDialog",
        "Names, codes and the App Code then travel readable for everybody in the network."
        " Only for a server in a closed network of your own.",
    )
