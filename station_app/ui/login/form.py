"""The right side of the login page: four fields, why it failed, and the way back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from station_app.domain.login_card import MARK, read_card
from station_app.ui.i18n import translate
from station_app.ui.login.presenter import LoginForm
from station_app.ui.theme import Theme
from station_app.ui.widgets.alert import Alert
from station_app.ui.widgets.fields import FormButton, Icon, LineField, Scroll, SecretField, Text

_EVENT_PAGE = "/admin/event/"
RING = 6
"""Px around what has the focus, so that a scroll area does not cut its line."""


class FormPanel(Scroll):
    """The form. Return goes to the next empty field, or logs in; a message stands by its field."""

    login_requested = Signal(object)  # LoginForm
    pasted = Signal(object)  # LoginForm whose server is the address of an event page
    card_read = Signal(object)  # LoginCard
    back_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._busy = False
        self._server_text = ""
        self._focus_next: QWidget | None = None
        self.server = LineField(theme, "serverField")
        self.event_id = LineField(theme, "eventIdField")
        self.app_code = SecretField(theme, "appCodeField")
        self.station = LineField(theme, "stationField")
        self.fields: dict[str, LineField] = {
            "server": self.server,
            "event_id": self.event_id,
            "app_code": self.app_code,
            "station": self.station,
        }
        self._blocks: dict[str, QVBoxLayout] = {}
        self._labels: dict[str, Text] = {}
        self._build()
        self._wire()
        self._restyle()

    def _build(self) -> None:
        theme = self._theme
        self._title = Text(theme, "title2")
        self._hint = Text(theme, "body", "muted")
        self.back = FormButton(theme, "line", "back", small=True)
        self.back.setProperty("radius", 9)
        self.back.hide()
        self._title_row = QHBoxLayout()
        self._title_row.addWidget(self._title, 1)
        self._title_row.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(self._title_row)
        self.column.addWidget(self._hint)
        self._station_hint = Text(theme, "head_caption", "muted")
        for name, field in self.fields.items():
            self._add_field(name, field)
        self.login = FormButton(theme, "primary")
        self.login.setObjectName("loginButton")
        self._lock_hint = Text(theme, "head_caption", "muted")
        self._login_row = QHBoxLayout()
        self._login_row.addWidget(self.login)
        self._lock = QHBoxLayout()
        self._lock.addWidget(Icon(theme, "lock", "muted", 18))
        self._login_row.addLayout(self._lock)
        self._login_row.addWidget(self._lock_hint, 1)
        self._blocks[""] = QVBoxLayout()
        self._blocks[""].addLayout(self._login_row)
        self.column.addLayout(self._blocks[""])
        self.column.addStretch(1)
        self._build_message()

    def _add_field(self, name: str, field: LineField) -> None:
        label = Text(self._theme, "button_small", wrap=False)
        label.setBuddy(field)
        self._labels[name] = label
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        if name == "station":
            head.addWidget(self._station_hint, 1)
        else:
            head.addStretch(1)
        self._blocks[name] = QVBoxLayout()
        self._blocks[name].addLayout(head)
        self._blocks[name].addWidget(field)
        self.column.addLayout(self._blocks[name])

    def _build_message(self) -> None:
        self._message = Alert(self._theme, "loginMessage")
        self._blocks[""].addWidget(self._message)

    def _wire(self) -> None:
        self.login.clicked.connect(self._request_login)
        self.back.clicked.connect(self.back_requested)
        self.server.textChanged.connect(self._watch_server)
        self.server.editingFinished.connect(self._read_server)
        for field in self.fields.values():
            field.returnPressed.connect(self._go_on)
            field.textEdited.connect(self._forgive)
            field.textChanged.connect(self._watch_card)
        self._theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        px = self._theme.px
        ring = px(RING)
        self.column.setContentsMargins(ring, px(2), ring, ring)
        self._title_row.setSpacing(px(16))
        self._title_row.setContentsMargins(0, 0, 0, px(4, 2))
        for name, block in self._blocks.items():
            block.setSpacing(px(7, 4))
            block.setContentsMargins(0, px(15, 8) if name else px(26, 14), 0, 0)
        self._blocks[""].setSpacing(px(12, 8))
        self._login_row.setSpacing(px(8))
        self._lock.setContentsMargins(px(10, 6), 0, 0, 0)

    # --- what the page asks -------------------------------------------------------------------

    def form(self) -> LoginForm:
        """Return what stands in the fields."""
        return LoginForm(**{name: field.text() for name, field in self.fields.items()})

    def set_form(self, form: LoginForm) -> None:
        """Fill the fields; an event page's address is told once all of them are filled."""
        for name, field in self.fields.items():
            value = getattr(form, name)
            if field.text() != value:
                field.blockSignals(True)
                field.setText(value)
                field.blockSignals(False)
        self._server_text = self.server.text()
        self._read_server()

    def set_busy(self, busy: bool) -> None:
        """Let nothing be changed or asked twice while a login is under way."""
        self._busy = busy
        for field in self.fields.values():
            field.setReadOnly(busy)
            field.style().unpolish(field)
            field.style().polish(field)
        self.login.setEnabled(not busy)
        self._set_login_text()

    def show_message(self, text: str, field: str) -> None:
        """Show why it failed beside a field, or under the button where it concerns none."""
        place = field if field in self._blocks else ""
        for name, one in self.fields.items():
            wrong = bool(text) and name == place
            one.set_wrong(wrong)
            one.setAccessibleDescription(text if wrong else "")
        # Adding it takes it out of the layout it was in.
        self._blocks[place].addWidget(self._message)
        self._message.say(text, aloud=True)
        self._focus_next = self.fields.get(place) if text else None
        if text and self.isVisible():
            self.place_focus()
            self.column.activate()
            self.ensureWidgetVisible(self._message, 0, self._theme.px(8))

    def has_wrong_field(self) -> bool:
        """Tell whether a field is marked."""
        return any(field.property("wrong") for field in self.fields.values())

    def place_focus(self) -> bool:
        """Give the keyboard to the field a message is about; False if there is none."""
        if self._focus_next is None:
            return False
        self._focus_next.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def first_empty(self) -> LineField:
        """Return the field to begin with."""
        return next((field for field in self.fields.values() if not field.text()), self.server)

    def insert_text(self, text: str) -> bool:
        """Put a scanned text into the field that has the focus; False if none has it."""
        field = next((one for one in self.fields.values() if one.hasFocus()), None)
        if field is None or field.isReadOnly():
            return False
        field.insert("".join(c for c in text if c.isprintable()))
        return True

    # --- what people do -----------------------------------------------------------------------

    def _request_login(self) -> None:
        if not self._busy:
            self._read_server()
            self.login_requested.emit(self.form())

    def _go_on(self) -> None:
        fields = list(self.fields.values())
        field = self.sender()
        if self._busy or not isinstance(field, QLineEdit):
            return
        self._read_server()
        after = fields[fields.index(field) + 1 :] if field in fields else []
        empty = next((one for one in after if not one.text().strip()), None)
        if empty is not None and field.text().strip():
            empty.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._request_login()

    def _watch_server(self, text: str) -> None:
        # Somebody who types the address has typed only the first digit of the event ID when it
        # first looks like one; that waits until the field is left.
        grown, self._server_text = len(text) - len(self._server_text), text
        if abs(grown) > 1:
            self._read_server()

    def _watch_card(self, text: str) -> None:
        """A card scanned or pasted into any field fills the form as soon as all of it is there."""
        if text[: len(MARK)].upper() == MARK and (card := read_card(text)) is not None:
            field = self.sender()
            if isinstance(field, LineField):
                field.clear()
            self.card_read.emit(card)

    def _read_server(self) -> None:
        if _EVENT_PAGE in self.server.text():
            self.pasted.emit(self.form())

    def _forgive(self) -> None:
        """A value that is being mended is no longer wrong."""
        field = self.sender()
        if isinstance(field, LineField) and field.property("wrong"):
            self.show_message("", "")

    # --- words --------------------------------------------------------------------------------

    def retranslate(self, known: bool) -> None:
        """Set every static text in the language in force; `known`: entrances are listed beside."""
        self._title.setText(
            translate("LoginView", "Another entrance")
            if known
            else translate("LoginView", "Log in")
        )
        self._hint.setText(
            translate(
                "LoginView", "Paste the address of the event page and two fields fill themselves."
            )
        )
        self.back.setText(translate("LoginView", "Back to the door"))
        names = {
            "server": translate("LoginView", "Server"),
            "event_id": translate("LoginView", "Event ID"),
            "app_code": translate("LoginView", "App Code"),
            "station": translate("LoginView", "Station"),
        }
        for name, words in names.items():
            self._labels[name].setText(words)
            self.fields[name].setAccessibleName(words)
        self.server.setPlaceholderText("https://")
        hint = translate("LoginView", "the name of the configuration, letter for letter")
        self._station_hint.setText(f" · {hint}")
        self.app_code.set_reveal_text(translate("LoginView", "Show"))
        self.app_code.reveal.setAccessibleName(translate("LoginView", "Show the App Code"))
        self._lock_hint.setText(
            translate(
                "LoginView",
                "The App Code stays on this laptop, in its key store or a private file.",
            )
        )
        self._set_login_text()

    def _set_login_text(self) -> None:
        self.login.setText(
            translate("LoginView", "Logging in …")
            if self._busy
            else translate("LoginView", "Log in")
        )
