"""The login page: which door is this?"""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from station_app.ui.login.entrances import EntranceList, Mark, WhereToFind
from station_app.ui.login.presenter import EntranceRow, LoginForm
from station_app.ui.theme import Theme
from station_app.ui.widgets.fields import (
    FocusRing,
    FormButton,
    Icon,
    LineField,
    Scroll,
    SecretField,
    Text,
)

_LANGUAGES = (("en", "English"), ("de", "Deutsch"))  # each in its own language
_EVENT_PAGE = "/admin/event/"
_RING = 6  # px around what has the focus, so that a scroll area does not cut its line


class LoginView(QWidget):
    """Shows the entrances used before and the form. Fulfils `LoginScreen`; GUI thread."""

    login_requested = Signal(object)  # LoginForm
    entrance_chosen = Signal(int)  # place in the rows given, from 0
    training_requested = Signal()
    language_chosen = Signal(str)  # 'en', 'de'
    pasted = Signal(object)  # LoginForm whose server is the address of an event page
    back_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._busy = False
        self._focus_before: QWidget | None = None
        self._server_text = ""
        self.setObjectName("loginPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        root = QHBoxLayout(self)
        root.setContentsMargins(0, 0, 0, 0)
        root.setSpacing(0)
        root.addWidget(self._build_left())
        root.addStretch(1)  # these two share what a wide window leaves beside the form
        root.addWidget(self._build_right(), 1000)
        root.addStretch(1)
        self._ring = FocusRing(theme, self)
        self._wire()
        self._set_tab_order()
        self._restyle()
        self.retranslate()

    # --- building -----------------------------------------------------------------------------

    def _build_left(self) -> QWidget:
        theme = self._theme
        self._left = QWidget(objectName="loginLeft")
        self._left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._left_column = QVBoxLayout(self._left)
        self._product = Text(theme, "step_title", wrap=False)
        self._head = QHBoxLayout()
        self._head.addWidget(Mark(theme))
        self._head.addWidget(self._product, 1)
        self._title, self._subtitle = Text(theme, "title1"), Text(theme, "notice_text", "muted")
        self._entrances, self._where = EntranceList(theme), WhereToFind(theme)
        self._entrances.hide()
        self._left_scroll = Scroll()
        self._left_scroll.column.addWidget(self._entrances)
        self._left_scroll.column.addWidget(self._where)
        self._left_scroll.column.addStretch(1)
        foot, self._left_foot = _foot()
        self._practise = Text(theme, "head")
        self._practise_hint = Text(theme, "head_caption", "muted")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._practise)
        words.addWidget(self._practise_hint)
        self._training = FormButton(theme, "line", small=True)
        self._training.setProperty("radius", 9)
        self._practise_icon = Icon(theme, "companions", "text", 34)
        self._left_foot.addWidget(self._practise_icon)
        self._left_foot.addLayout(words, 1)
        self._left_foot.addWidget(self._training)
        self._left_column.addLayout(self._head)
        self._left_words = QVBoxLayout()
        self._left_words.addWidget(self._title)
        self._left_words.addWidget(self._subtitle)
        self._left_column.addLayout(self._left_words)
        self._left_column.addWidget(self._left_scroll, 1)
        self._left_column.addWidget(foot)
        self._feet = [foot]
        return self._left

    def _build_right(self) -> QWidget:
        theme = self._theme
        self._right = QWidget()
        self._right_column = QVBoxLayout(self._right)
        self._form_title = Text(theme, "title2")
        self._form_hint = Text(theme, "body", "muted")
        self._back = FormButton(theme, "line", "back", small=True)
        self._back.setProperty("radius", 9)
        self._back.hide()
        self._title_row = QHBoxLayout()
        self._title_row.addWidget(self._form_title, 1)
        self._title_row.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        self._right_scroll = Scroll()
        form = self._right_scroll.column
        form.addLayout(self._title_row)
        form.addWidget(self._form_hint)
        self._server = LineField(theme, "serverField")
        self._event_id = LineField(theme, "eventIdField")
        self._app_code = SecretField(theme, "appCodeField")
        self._station = LineField(theme, "stationField")
        self._fields: dict[str, LineField] = {
            "server": self._server,
            "event_id": self._event_id,
            "app_code": self._app_code,
            "station": self._station,
        }
        self._blocks: dict[str, QVBoxLayout] = {}
        self._labels: dict[str, Text] = {}
        self._station_hint = Text(theme, "head_caption", "muted")
        for name, field in self._fields.items():
            self._add_field(name, field)
        self._login = FormButton(theme, "primary")
        self._login.setObjectName("loginButton")
        self._lock_hint = Text(theme, "head_caption", "muted")
        self._login_row = QHBoxLayout()
        self._login_row.addWidget(self._login)
        self._login_row.addWidget(Icon(theme, "lock", "muted", 18))
        self._login_row.addWidget(self._lock_hint, 1)
        self._blocks[""] = QVBoxLayout()
        self._blocks[""].addLayout(self._login_row)
        form.addLayout(self._blocks[""])
        form.addStretch(1)
        self._build_message()
        self._right_column.addWidget(self._right_scroll, 1)
        self._right_column.addWidget(self._build_languages())
        return self._right

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
        self._right_scroll.column.addLayout(self._blocks[name])

    def _build_message(self) -> None:
        self._message = Text(self._theme, "card_state", "error")
        self._message.setObjectName("loginMessage")
        self._message_row = QWidget()
        row = QHBoxLayout(self._message_row)
        row.setContentsMargins(0, 0, 0, 0)
        self._message_icon = QVBoxLayout()
        self._message_icon.addWidget(Icon(self._theme, "state-fault", "error", 18))
        self._message_icon.addStretch(1)
        row.addLayout(self._message_icon)
        row.addWidget(self._message, 1)
        self._message_layout = row
        self._blocks[""].addWidget(self._message_row)
        self._message_row.hide()

    def _build_languages(self) -> QWidget:
        self._languages = QButtonGroup(self)
        foot, self._language_row = _foot()
        for code, name in _LANGUAGES:
            button = FormButton(self._theme, "tab")
            button.setText(name)
            button.setCheckable(True)
            button.setProperty("language", code)
            button.setProperty("radius", 4)
            self._languages.addButton(button)
            self._language_row.addWidget(button)
        self._language_row.addStretch(1)
        self._feet.append(foot)
        return foot

    def _wire(self) -> None:
        self._login.clicked.connect(self._request_login)
        self._entrances.chosen.connect(self._choose)
        self._training.clicked.connect(self.training_requested)
        self._back.clicked.connect(self.back_requested)
        self._languages.buttonClicked.connect(self._choose_language)
        self._server.textChanged.connect(self._watch_server)
        self._server.editingFinished.connect(self._read_server)
        for field in self._fields.values():
            field.returnPressed.connect(self._go_on)
            field.textEdited.connect(self._forgive)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)
        self._theme.changed.connect(self._restyle)

    def _set_tab_order(self) -> None:
        buttons = self._languages.buttons()
        order: list[QWidget] = [*self._entrances.cards, self._training, self._back]
        order += [self._server, self._event_id, self._app_code, self._app_code.reveal]
        order += [self._station, self._login, *buttons]
        for one, other in zip(order, order[1:], strict=False):
            QWidget.setTabOrder(one, other)

    def _restyle(self) -> None:
        px = self._theme.px
        side, top = px(48, 32), px(52, 26)
        ring = px(_RING)
        self._left.setFixedWidth(px(520, 416))
        self._left_column.setContentsMargins(side - ring, top, side - ring, px(38, 12))
        self._left_column.setSpacing(0)
        self._head.setSpacing(px(14, 12))
        self._left_words.setContentsMargins(ring, 0, ring, 0)
        self._left_words.setSpacing(px(6, 3))
        self._head.setContentsMargins(ring, 0, ring, px(44, 18))
        self._left_scroll.column.setContentsMargins(ring, px(22, 12), ring, ring)
        for foot in self._feet:
            foot.setMinimumHeight(px(67, 56))
            layout = foot.layout()
            assert layout is not None
            layout.setContentsMargins(ring, 0, ring, 0)
        self._left_foot.setContentsMargins(0, px(18, 10), 0, 0)
        self._left_foot.setSpacing(px(16, 12))
        self._practise_icon.setHidden(self._theme.compact)
        right = px(112, 56)
        self._right_column.setContentsMargins(right - ring, top, right - ring, px(38, 12))
        self._right_column.setSpacing(0)
        self._right_scroll.column.setContentsMargins(ring, px(2), ring, ring)
        self._right_scroll.column.setSpacing(0)
        self._title_row.setSpacing(px(16))
        self._title_row.setContentsMargins(0, 0, 0, px(4, 2))
        for name, block in self._blocks.items():
            block.setSpacing(px(5, 3))
            block.setContentsMargins(0, px(15, 8) if name else px(26, 14), 0, 0)
        self._blocks[""].setSpacing(px(12, 8))
        self._login_row.setSpacing(px(8))
        self._message_layout.setSpacing(px(8))
        self._message_layout.setContentsMargins(0, px(3), 0, 0)
        self._message_icon.setContentsMargins(0, px(3), 0, 0)
        self._language_row.setContentsMargins(0, px(18, 10), 0, 0)
        self._language_row.setSpacing(px(26))
        self._right.setMaximumWidth(px(600 + 2 * 112, 600 + 2 * 56))

    # --- what the presenter asks --------------------------------------------------------------

    def set_form(self, form: LoginForm) -> None:
        """Fill the fields."""
        for name, field in self._fields.items():
            value = getattr(form, name)
            if field.text() != value:
                field.blockSignals(True)
                field.setText(value)
                field.blockSignals(False)
        self._server_text = self._server.text()
        self._read_server()

    def form(self) -> LoginForm:
        """Return what stands in the fields."""
        return LoginForm(**{name: field.text() for name, field in self._fields.items()})

    def set_entrances(self, rows: tuple[EntranceRow, ...]) -> None:
        """Show the entrances used before, or how to find the values if there is none."""
        self._entrances.set_rows(rows)
        self._entrances.setVisible(bool(rows))
        self._where.setVisible(not rows)
        self._set_tab_order()
        self.retranslate()
        if self.isVisible():
            self._place_focus()

    def set_busy(self, busy: bool) -> None:
        """Show that a login is under way: nothing can be changed or asked twice."""
        if busy == self._busy:
            return
        self._busy = busy
        if busy:
            self._focus_before = QApplication.focusWidget()
        for field in self._fields.values():
            field.setReadOnly(busy)
            field.style().unpolish(field)
            field.style().polish(field)
        self._login.setEnabled(not busy)
        self._left.setEnabled(not busy)
        self._set_login_text()
        before, self._focus_before = self._focus_before, None if not busy else self._focus_before
        marked = any(field.property("wrong") for field in self._fields.values())
        if not busy and before is not None and self.isAncestorOf(before) and not marked:
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_message(self, text: str, field: str) -> None:
        """Show a message beside a field: 'server', 'event_id', 'app_code', 'station' or ''."""
        place = field if field in self._blocks else ""
        for name, one in self._fields.items():
            wrong = bool(text) and name == place
            one.set_wrong(wrong)
            one.setAccessibleDescription(text if wrong else "")
        block = self._blocks[place]
        block.addWidget(self._message_row)  # takes it out of the layout it was in
        self._message.setText(text)
        self._message_row.setVisible(bool(text))
        if text and place:
            self._focus_before = None
            self._fields[place].setFocus(Qt.FocusReason.OtherFocusReason)
        if text:
            self._right_scroll.column.activate()
            self._right_scroll.ensureWidgetVisible(self._message_row, 0, self._theme.px(8))

    def set_language(self, current: str) -> None:
        """Mark the language in force: 'en', 'de'."""
        for button in self._languages.buttons():
            button.setChecked(button.property("language") == current)

    def set_back_visible(self, visible: bool) -> None:
        """Offer the way back to a door that still answers from its list."""
        self._back.setVisible(visible)

    def clear_secret(self) -> None:
        """Forget the App Code after a login that succeeded."""
        self._app_code.clear_secret()

    # --- what people do -----------------------------------------------------------------------

    def _request_login(self) -> None:
        if not self._busy:
            self._read_server()
            self.login_requested.emit(self.form())

    def _go_on(self) -> None:
        """Return in a field: on to the next empty one, or log in."""
        fields = list(self._fields.values())
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

    def _choose(self, place: int) -> None:
        if not self._busy:
            self.entrance_chosen.emit(place)

    def _choose_language(self) -> None:
        button = self._languages.checkedButton()
        if button is not None:
            self.language_chosen.emit(button.property("language"))

    def _watch_server(self, text: str) -> None:
        # Somebody who types the address has typed only the first digit of the event ID when it
        # first looks like one; that waits until the field is left.
        grown, self._server_text = len(text) - len(self._server_text), text
        if abs(grown) > 1:
            self._read_server()

    def _read_server(self) -> None:
        if _EVENT_PAGE in self._server.text():
            self.pasted.emit(self.form())

    def _forgive(self) -> None:
        """A value that is being mended is no longer wrong."""
        field = self.sender()
        if isinstance(field, LineField) and field.property("wrong"):
            self.show_message("", "")

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:  # noqa: ARG002
        self._entrances.set_keys_work(new is not None and self._left.isAncestorOf(new))

    def _place_focus(self) -> None:
        if self._entrances.cards:
            self._entrances.cards[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        fields = self._fields.values()
        empty = next((field for field in fields if not field.text()), self._server)
        empty.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the likely next step."""
        super().showEvent(event)
        focused = self.focusWidget()
        if not self._message.text() or focused is None:
            self._place_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and arrows choose a door while the left side has the keyboard; Escape goes back."""
        focused = QApplication.focusWidget()
        if event.key() == Qt.Key.Key_Escape and self._back.isVisible():
            self.back_requested.emit()
        elif focused is None or not self._left.isAncestorOf(focused):
            super().keyPressEvent(event)
        elif not self._entrances.press(event):
            super().keyPressEvent(event)

    # --- words --------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every static text in the language in force."""
        known = bool(self._entrances.cards)
        self._product.setText(self.tr("Check-in Station"))
        self._title.setText(self.tr("Which door is this?"))
        self._subtitle.setText(
            self.tr("Entrances used on this laptop before.")
            if known
            else self.tr("Three values from the back end open it.")
        )
        self._entrances.set_enter(self.tr("Enter"))
        self._practise.setText(self.tr("Just practising?"))
        self._practise_hint.setText(self.tr("With invented guests."))
        self._training.setText(self.tr("Try training mode"))
        self._form_title.setText(self.tr("Another entrance") if known else self.tr("Log in"))
        self._form_hint.setText(
            self.tr("Paste the address of the event page and two fields fill themselves.")
        )
        self._back.setText(self.tr("Back to the door"))
        names = {
            "server": self.tr("Server"),
            "event_id": self.tr("Event ID"),
            "app_code": self.tr("App Code"),
            "station": self.tr("Station"),
        }
        for name, words in names.items():
            self._labels[name].setText(words)
            self._fields[name].setAccessibleName(words)
        self._server.setPlaceholderText("https://")
        hint = self.tr("the name of the configuration, letter for letter")
        self._station_hint.setText(f" · {hint}")
        self._app_code.set_reveal_text(self.tr("Show"))
        self._app_code.reveal.setAccessibleName(self.tr("Show the App Code"))
        self._lock_hint.setText(self.tr("The App Code goes to the key store of this laptop."))
        self._set_login_text()

    def _set_login_text(self) -> None:
        self._login.setText(self.tr("Logging in …") if self._busy else self.tr("Log in"))


def _foot() -> tuple[QWidget, QHBoxLayout]:
    """Return a strip under a line, and the row in it."""
    foot = QWidget()
    column = QVBoxLayout(foot)
    column.setSpacing(0)
    rule = QFrame()
    rule.setProperty("kind", "rule")
    row = QHBoxLayout()
    column.addWidget(rule)
    column.addLayout(row, 1)
    return foot, row
