"""The login page: which door is this?"""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from station_app.ui.login.door_page import DoorPage
from station_app.ui.login.entrances import EntranceList, Notice
from station_app.ui.login.form import RING, FormPanel
from station_app.ui.login.presenter import EntranceRow, LoginForm
from station_app.ui.login.where_to_find import WhereToFind
from station_app.ui.theme import Theme
from station_app.ui.widgets.fields import FormButton, Icon, Scroll, Text
from station_app.ui.widgets.flow import Flow

_LANGUAGES = (("en", "English"), ("de", "Deutsch"))  # each in its own language
_WORDS_UP_TO = 1.5  # times the size of text


class LoginView(DoorPage):
    """Shows the entrances used before and the form. Fulfils `LoginScreen`; GUI thread."""

    login_requested = Signal(object)  # LoginForm
    entrance_chosen = Signal(int)  # place in the rows given, from 0
    entrance_renamed = Signal(int, str)
    removal_requested = Signal(int)  # of the entrance at this place
    training_requested = Signal()
    help_requested = Signal()
    language_chosen = Signal(str)  # 'en', 'de'
    pasted = Signal(object)  # LoginForm whose server is the address of an event page
    card_read = Signal(object)  # LoginCard
    card_camera_requested = Signal()  # the card is held before it
    self_test_requested = Signal()
    back_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._busy = False
        self._focus_before: QWidget | None = None
        self._build_left()
        self._build_right()
        self._wire()
        self._set_tab_order()
        self.dress()

    # --- building -----------------------------------------------------------------------------

    def _build_left(self) -> None:
        theme = self._theme
        self._entrances, self._where = EntranceList(theme), WhereToFind(theme)
        self._entrances.hide()
        self._notice = Notice(theme)
        self._left_scroll = Scroll()
        self._left_words = QVBoxLayout()
        self._left_words.addWidget(self.title)
        self._left_words.addWidget(self.subtitle)
        self._left_scroll.column.addLayout(self._left_words)
        self._left_scroll.column.addWidget(self._notice)
        self._left_scroll.column.addWidget(self._entrances)
        self._left_scroll.column.addWidget(self._where)
        self._left_scroll.column.addStretch(1)
        self._left_foot = QHBoxLayout()
        foot = _foot(self._left_foot)
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
        self.left_column.addLayout(self._left_scroll.hang(), 1)
        self.left_column.addWidget(foot)
        self._feet = [foot]

    def _build_right(self) -> None:
        self._form = FormPanel(self._theme)
        self.right_column.addWidget(self._form, 1)
        self.right_column.addWidget(self._build_languages())

    def _build_languages(self) -> QWidget:
        self._languages = QButtonGroup(self)
        self._language_row = Flow()
        foot = _foot(self._language_row)
        for code, name in _LANGUAGES:
            button = FormButton(self._theme, "tab")
            button.setText(name)
            button.setCheckable(True)
            button.setProperty("language", code)
            button.setProperty("radius", 4)
            self._languages.addButton(button)
            self._language_row.addWidget(button)
        self._self_test = FormButton(self._theme, "tab")
        self._self_test.setObjectName("selfTestButton")
        self._self_test.setProperty("radius", 4)
        self._language_row.addWidget(self._self_test)
        self._language_row.part_at(self._self_test)
        self._help = FormButton(self._theme, "tab")
        self._help.setObjectName("helpButton")
        self._help.setProperty("radius", 4)
        self._language_row.addWidget(self._help)
        self._card = FormButton(self._theme, "line", "lane-camera", small=True)
        self._card.setObjectName("cardCameraButton")
        self._card.setProperty("radius", 9)
        self._language_row.addWidget(self._card)
        self._feet.append(foot)
        return foot

    def _wire(self) -> None:
        self._form.login_requested.connect(self.login_requested)
        self._form.pasted.connect(self.pasted)
        self._form.card_read.connect(self.card_read)
        self._card.clicked.connect(self.card_camera_requested)
        self._self_test.clicked.connect(self.self_test_requested)
        self._help.clicked.connect(self.help_requested)
        self._form.back_requested.connect(self.back_requested)
        self._entrances.chosen.connect(self._choose)
        self._entrances.renamed.connect(self.entrance_renamed)
        self._entrances.removal_requested.connect(self.removal_requested)
        self._training.clicked.connect(self.training_requested)
        self._languages.buttonToggled.connect(self._choose_language)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)

    def _set_tab_order(self) -> None:
        form = self._form
        order: list[QWidget] = []
        for card in self._entrances.cards:
            order += [card, card.more]
        order += [self._training, form.back]
        # The four fields follow one another; what is beside one of them comes after the button.
        order += [form.server, form.event_id, form.app_code, form.station]
        order += [form.login, form.app_code.reveal, *self._languages.buttons()]
        for one, other in pairwise(order):
            QWidget.setTabOrder(one, other)

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        px = self._theme.px
        side, top = px(48, 32), px(52, 26)
        ring = px(RING)
        self.left_column.setContentsMargins(side - ring, top, side - ring, px(31, 12))
        self.left_column.setSpacing(0)
        self._left_words.setContentsMargins(0, 0, 0, px(2, 0))
        self._left_words.setSpacing(px(6, 3))
        self.head.setContentsMargins(ring, 0, ring, px(44, 18))
        self._left_scroll.column.setContentsMargins(ring, 0, ring, ring)
        self._left_scroll.column.setSpacing(px(20, 12))
        for foot in self._feet:
            foot.setMinimumHeight(px(76, 56))
            layout = foot.layout()
            assert layout is not None
            layout.setContentsMargins(ring, 0, ring, 0)
        self._left_foot.setContentsMargins(0, px(18, 10), 0, 0)
        self._left_foot.setSpacing(px(16, 12))
        # The button says enough where the words beside it would take the room of the entrances.
        enlarged = self._theme.text_scale > _WORDS_UP_TO
        for words in (self._practise, self._practise_hint):
            words.setHidden(enlarged)
        self._practise_icon.setHidden(self._theme.compact or enlarged)
        right = px(112, 56)
        self.right_column.setContentsMargins(right - ring, top, right - ring, px(31, 12))
        self.right_column.setSpacing(0)
        self._language_row.setContentsMargins(0, px(18, 10), 0, 0)
        self._language_row.setSpacing(px(22, 16))

    # --- what the presenter asks --------------------------------------------------------------

    def set_entrances(self, rows: tuple[EntranceRow, ...]) -> None:
        """Show the entrances used before, or how to find the values if there is none."""
        had_keyboard = self._entrances.has_keyboard
        self._entrances.set_rows(rows)
        self._entrances.setVisible(bool(rows))
        self._where.setVisible(not rows)
        self._set_tab_order()
        self.retranslate()
        if had_keyboard and not rows:
            self._place_focus()

    def begin(self) -> None:
        """Give the keyboard to the likely next step; a page that is hidden does so when shown."""
        if self.isVisible():
            self._place_focus()

    def set_busy(self, busy: bool) -> None:
        """Show that a login is under way: nothing can be changed or asked twice."""
        if busy == self._busy:
            return
        self._busy = busy
        if busy:
            self._focus_before = QApplication.focusWidget()
        self._form.set_busy(busy)
        self.left.setEnabled(not busy)
        self._card.setEnabled(not busy)
        before = self._focus_before
        if busy or before is None:
            return
        self._focus_before = None
        marked = self._form.has_wrong_field()
        if not marked and self.isVisible() and self.isAncestorOf(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def form(self) -> LoginForm:
        """Return what stands in the fields."""
        return self._form.form()

    def set_form(self, form: LoginForm) -> None:
        """Fill the fields."""
        self._form.set_form(form)

    def show_message(self, text: str, field: str) -> None:
        """Show a message beside a field: 'server', 'event_id', 'app_code', 'station' or ''."""
        self._form.show_message(text, field)

    def show_notice(self, text: str) -> None:
        """Show a calm sentence above the entrances; '' for none."""
        self._notice.show_text(text)

    def set_language(self, current: str) -> None:
        """Mark the language in force: 'en', 'de'."""
        self._languages.blockSignals(True)
        for button in self._languages.buttons():
            button.setChecked(button.property("language") == current)
        self._languages.blockSignals(False)

    def set_back_visible(self, visible: bool) -> None:
        """Offer the way back to a door that still answers from its list."""
        self._form.back.setVisible(visible)

    def clear_secret(self) -> None:
        """Forget the App Code after a login that succeeded."""
        self._form.app_code.clear_secret()

    def insert_text(self, text: str) -> bool:
        """Put a scanned text into the field that has the focus; False if none has it."""
        return self._form.insert_text(text)

    # --- what people do -----------------------------------------------------------------------

    def _choose(self, place: int) -> None:
        if not self._busy:
            self.entrance_chosen.emit(place)

    def _choose_language(self, button: QAbstractButton, taken: bool) -> None:
        if taken:
            self.language_chosen.emit(button.property("language"))

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        on_left = new is not None and self.left.isAncestorOf(new)
        self._entrances.set_keys_work(on_left and not isinstance(new, QLineEdit))
        # Whoever shows the page gives it the keyboard, after it began with the likely next step.
        if new is self and old is not None and old is not self and self.isAncestorOf(old):
            old.setFocus(Qt.FocusReason.OtherFocusReason)
        elif new is self:  # it was shown in a window that had no keyboard yet
            self._place_focus()

    def _place_focus(self) -> None:
        if self._form.place_focus():
            return
        cards = self._entrances.cards
        begin = cards[0] if cards else self._form.first_empty()
        begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the likely next step."""
        super().showEvent(event)
        self._place_focus()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside everything ends what a person began in a card."""
        self._entrances.end_renaming()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and arrows choose a door while the focus is at the left; Escape goes back, F1
        opens the manual and F3 a training."""
        focused = QApplication.focusWidget()
        on_left = focused is not None and self.left.isAncestorOf(focused)
        if event.key() == Qt.Key.Key_Escape and self._form.back.isVisible():
            self.back_requested.emit()
        elif event.key() == Qt.Key.Key_F1:
            self.help_requested.emit()
        elif event.key() == Qt.Key.Key_F3 and not self._busy:
            self.training_requested.emit()
        elif not (on_left and self._entrances.press(event)) and not self._type(event.text()):
            super().keyPressEvent(event)

    def _type(self, text: str) -> bool:
        """A letter that no field has goes to the first empty one: it may begin a scanned card."""
        if not text.isalpha() or self._busy:
            return False
        field = self._form.first_empty()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.insert(text)
        return True

    # --- words --------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every static text in the language in force."""
        known = bool(self._entrances.cards)
        self.product.setText(self.tr("Check-in Station"))
        self.title.setText(self.tr("Which door is this?"))
        self.subtitle.setText(
            self.tr("Entrances used on this laptop before.")
            if known
            else self.tr("Three values from the back end open it.")
        )
        self._practise.setText(self.tr("Just practising?"))
        self._practise_hint.setText(self.tr("With invented guests: F3."))
        self._training.setText(self.tr("Try training mode"))
        self._training.setToolTip(self._practise_hint.text())
        self._card.setText(self.tr("Scan a card …"))
        self._self_test.setText(self.tr("Self-test"))
        self._help.setText(f"{self.tr('Help')} F1")
        self._help.setAccessibleName(self.tr("Help"))
        self._form.retranslate(known)


def _foot(row: QLayout) -> QWidget:
    """Return a strip under a line with a row in it."""
    foot = QWidget()
    column = QVBoxLayout(foot)
    column.setSpacing(0)
    rule = QFrame()
    rule.setProperty("kind", "rule")
    column.addWidget(rule, 0, Qt.AlignmentFlag.AlignTop)
    column.addLayout(row, 1)
    return foot
