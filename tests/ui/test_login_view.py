"""The login page, driven by keys and read by its names."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from station_app.domain.login_card import LoginCard
from station_app.ui.login.card_parts import NameField
from station_app.ui.login.entrances import EntranceCard
from station_app.ui.login.presenter import EntranceRow, LoginForm
from station_app.ui.login.view import LoginView
from station_app.ui.theme import Theme
from station_app.ui.tokens import THEME_NAMES, ThemeName
from station_app.ui.widgets.fields import FocusRing

FULL = LoginForm("https://events.example.org", "4711", "aBcDeFgH", "Main Entrance")
ROWS = tuple(
    EntranceRow(station=name, second_line="Gala · 22 November, 16:40")
    for name in ("Main Entrance", "Side Gate", "Backstage")
)
REFUSAL = "The server refused this App Code (1010: API key incorrect)."
FIELDS = ("serverField", "eventIdField", "appCodeField", "stationField")


def open_view(
    qtbot: QtBot, *, name: ThemeName = "dark", size: tuple[int, int] = (1280, 800)
) -> LoginView:
    theme = Theme(name)
    theme.set_window_size(*size)
    view = LoginView(theme)
    theme.setParent(view)
    qtbot.addWidget(view)
    view.resize(*size)
    return view


def show(qtbot: QtBot, view: LoginView) -> None:
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)


@pytest.fixture
def view(qtbot: QtBot) -> LoginView:
    return open_view(qtbot)


def field(view: LoginView, name: str) -> QLineEdit:
    found = view.findChild(QLineEdit, name)
    assert found is not None, name
    return found


def button(view: LoginView, text: str) -> QAbstractButton:
    return next(b for b in view.findChildren(QAbstractButton) if b.text() == text)


def message(view: LoginView) -> QLabel:
    found = view.findChild(QLabel, "loginMessage")
    assert found is not None
    return found


def cards(view: LoginView) -> list[EntranceCard]:
    return [card for card in view.findChildren(EntranceCard) if card.isVisible()]


def top(widget: QWidget, view: LoginView) -> int:
    return widget.mapTo(view, widget.rect().topLeft()).y()


def test_the_form_comes_back_as_it_was_set(view: LoginView) -> None:
    view.set_form(FULL)
    assert view.form() == FULL
    assert [field(view, name).text() for name in FIELDS] == [
        FULL.server,
        FULL.event_id,
        FULL.app_code,
        FULL.station,
    ]


def test_any_text_stays_plain_text(view: LoginView) -> None:
    @given(st.text(), st.text(), st.text())
    def stays(code: str, name: str, words: str) -> None:
        view.set_form(LoginForm("", "", code, name))
        view.set_entrances((EntranceRow(station=name, second_line=code),))
        view.show_message(words, "station")
        view.grab()
        assert message(view).text() == words
        assert message(view).textFormat() is Qt.TextFormat.PlainText

    stays()


def test_every_field_and_button_says_what_it_is(qtbot: QtBot, view: LoginView) -> None:
    view.set_entrances(ROWS)
    view.set_back_visible(True)
    show(qtbot, view)
    for name in FIELDS:
        assert field(view, name).accessibleName()
        buddies = [label.buddy() for label in view.findChildren(QLabel)]
        assert field(view, name) in buddies
    for one in view.findChildren(QAbstractButton):
        interface = QAccessible.queryAccessibleInterface(one)
        assert interface.text(QAccessible.Text.Name), one
    for label in view.findChildren(QLabel):
        assert not label.accessibleName()


def test_return_goes_to_the_next_empty_field_and_then_logs_in(
    qtbot: QtBot, view: LoginView
) -> None:
    show(qtbot, view)
    assert field(view, "serverField").hasFocus()
    texts = (FULL.server, FULL.event_id, FULL.app_code)
    for name, following, text in zip(FIELDS, FIELDS[1:], texts, strict=False):
        QTest.keyClicks(field(view, name), text)
        QTest.keyClick(field(view, name), Qt.Key.Key_Return)
        assert field(view, following).hasFocus()
    QTest.keyClicks(field(view, "stationField"), FULL.station)
    with qtbot.waitSignal(view.login_requested) as asked:
        QTest.keyClick(field(view, "stationField"), Qt.Key.Key_Return)
    assert asked.args == [FULL]


def test_return_in_a_full_form_logs_in_from_any_field(qtbot: QtBot, view: LoginView) -> None:
    view.set_form(FULL)
    show(qtbot, view)
    for name in FIELDS:
        with qtbot.waitSignal(view.login_requested):
            QTest.keyClick(field(view, name), Qt.Key.Key_Enter)


def test_tab_goes_from_top_to_bottom(qtbot: QtBot, view: LoginView) -> None:
    view.set_entrances(ROWS)
    show(qtbot, view)
    seen: list[QWidget] = []
    for _ in range(30):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in seen:
            break
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert seen[:6] == [part for card in cards(view) for part in (card, card.more)]
    names = [widget.objectName() for widget in seen]
    places = [names.index(name) for name in (*FIELDS, "loginButton")]
    assert places == sorted(places)


def test_a_message_stands_under_its_field_and_marks_it(qtbot: QtBot, view: LoginView) -> None:
    view.set_form(FULL)
    show(qtbot, view)
    assert not message(view).isVisible()
    for place, (key, name) in enumerate(
        zip(("server", "event_id", "app_code", "station"), FIELDS, strict=True)
    ):
        view.show_message(REFUSAL, key)
        QApplication.processEvents()
        assert message(view).isVisible()
        assert message(view).text() == REFUSAL
        assert field(view, name).hasFocus()
        assert field(view, name).accessibleDescription() == REFUSAL
        wrong = [one for one in FIELDS if field(view, one).property("wrong")]
        assert wrong == [name]
        assert top(message(view), view) > top(field(view, name), view)
        if place < 3:
            assert top(message(view), view) < top(field(view, FIELDS[place + 1]), view)
    view.show_message(REFUSAL, "")
    QApplication.processEvents()
    login = button(view, "Log in")
    assert top(message(view), view) > top(login, view)
    assert not any(field(view, one).property("wrong") for one in FIELDS)
    view.show_message("", "")
    assert not message(view).isVisible()
    assert message(view).text() == ""


def test_mending_a_wrong_value_ends_its_mark(qtbot: QtBot, view: LoginView) -> None:
    view.set_form(FULL)
    show(qtbot, view)
    view.show_message(REFUSAL, "app_code")
    QTest.keyClicks(field(view, "appCodeField"), "x")
    assert not field(view, "appCodeField").property("wrong")
    assert not message(view).isVisible()


def test_a_message_for_a_hidden_page_takes_no_focus_until_it_is_shown(
    qtbot: QtBot, view: LoginView
) -> None:
    other = QLineEdit()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    view.set_form(FULL)
    view.set_entrances(ROWS)
    view.show_message(REFUSAL, "app_code")
    assert other.hasFocus()
    show(qtbot, view)
    qtbot.waitUntil(field(view, "appCodeField").hasFocus)


@pytest.mark.parametrize("wrong", ["", "app_code"])
def test_a_page_that_is_given_the_keyboard_keeps_where_it_begins(
    qtbot: QtBot, view: LoginView, wrong: str
) -> None:
    view.set_form(FULL)
    view.set_entrances(ROWS)
    view.show_message(REFUSAL if wrong else "", wrong)
    show(qtbot, view)
    view.setFocus()
    begin = field(view, "appCodeField") if wrong else cards(view)[0]
    assert QApplication.focusWidget() is begin
    ring = view.findChild(FocusRing)
    assert ring is not None
    assert ring.geometry().contains(begin.geometry().translated(begin.parentWidget().pos()))


@pytest.mark.parametrize("wrong", ["", "app_code"])
def test_a_page_shown_in_a_window_without_the_keyboard_begins_there_too(
    qtbot: QtBot, view: LoginView, wrong: str
) -> None:
    view.set_form(FULL)
    view.set_entrances(ROWS)
    view.show_message(REFUSAL if wrong else "", wrong)
    view.show()
    view.setFocus()  # as the window does; it is not active yet
    show(qtbot, view)
    begin = field(view, "appCodeField") if wrong else cards(view)[0]
    qtbot.waitUntil(begin.hasFocus)


def test_a_notice_stands_above_the_entrances_and_is_no_error(qtbot: QtBot, view: LoginView) -> None:
    view.set_entrances(ROWS)
    show(qtbot, view)
    notice = view.findChild(QLabel, "loginNotice")
    assert notice is not None
    assert not notice.isVisible()
    before = top(cards(view)[0], view)
    view.show_notice("<b>Summer Ball</b> is over.")
    qtbot.waitUntil(lambda: top(cards(view)[0], view) > before)
    assert notice.text() == "<b>Summer Ball</b> is over."
    assert notice.textFormat() is Qt.TextFormat.PlainText
    assert top(notice, view) < top(cards(view)[0], view)
    assert message(view).text() == ""
    assert cards(view)[0].hasFocus()
    view.show_message(REFUSAL, "app_code")
    assert notice.isVisible()
    view.show_notice("")
    qtbot.waitUntil(lambda: top(cards(view)[0], view) == before)
    assert notice.text() == ""


def test_while_busy_nothing_can_be_changed_or_asked_twice(qtbot: QtBot, view: LoginView) -> None:
    view.set_form(FULL)
    view.set_entrances(ROWS)
    show(qtbot, view)
    cards(view)[1].setFocus()
    asked: list[object] = []
    view.login_requested.connect(asked.append)
    view.entrance_chosen.connect(asked.append)
    view.set_busy(True)
    assert not button(view, "Logging in …").isEnabled()
    QTest.keyClick(field(view, "serverField"), Qt.Key.Key_Return)
    QTest.keyClicks(field(view, "stationField"), "x")
    cards(view)[0].click()
    assert asked == []
    assert view.form() == FULL
    view.set_busy(False)
    assert button(view, "Log in").isEnabled()
    assert cards(view)[1].hasFocus()


def test_digits_arrows_and_enter_choose_an_entrance(qtbot: QtBot, view: LoginView) -> None:
    view.set_entrances(ROWS)
    show(qtbot, view)
    assert cards(view)[0].hasFocus()
    with qtbot.waitSignal(view.entrance_chosen) as chosen:
        QTest.keyClick(cards(view)[0], Qt.Key.Key_Return)
    assert chosen.args == [0]
    with qtbot.waitSignal(view.entrance_chosen) as chosen:
        QTest.keyClick(cards(view)[0], Qt.Key.Key_3)
    assert chosen.args == [2]
    QTest.keyClick(cards(view)[2], Qt.Key.Key_Up)
    assert cards(view)[1].hasFocus()
    QTest.keyClick(cards(view)[1], Qt.Key.Key_9)  # there is no ninth
    QTest.keyClick(cards(view)[1], Qt.Key.Key_Down)
    QTest.keyClick(cards(view)[2], Qt.Key.Key_Down)  # the last
    assert cards(view)[2].hasFocus()


# --- an entrance's name, and its end -------------------------------------------------------------


def name_field(card: EntranceCard) -> NameField:
    found = card.findChild(NameField)
    assert found is not None
    return found


def menu_of(view: LoginView) -> QMenu:
    (menu,) = view.findChildren(QMenu)
    return menu


def test_a_card_is_renamed_by_key_and_keeps_the_keyboard(qtbot: QtBot, view: LoginView) -> None:
    view.set_entrances(ROWS)
    show(qtbot, view)
    card = cards(view)[1]
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_F2)
    field = name_field(card)
    assert field.hasFocus()
    assert field.selectedText() == "Side Gate"
    assert field.accessibleName()
    other: list[object] = []
    view.entrance_chosen.connect(other.append)
    view.removal_requested.connect(other.append)
    QTest.keyClicks(field, "Gate 2")
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    with qtbot.waitSignal(view.entrance_renamed) as renamed:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert renamed.args == [1, "Gate 2"]
    assert other == []
    assert card.hasFocus()
    assert not field.isVisible()
    view.set_entrances((ROWS[0], replace(ROWS[1], name="Gate 2"), ROWS[2]))
    assert card.hasFocus()
    assert card.accessibleName() == "Gate 2, Gala · 22 November, 16:40"


def test_renaming_is_given_up_by_escape_and_kept_by_leaving(qtbot: QtBot, view: LoginView) -> None:
    view.set_entrances(ROWS)
    view.set_back_visible(True)
    show(qtbot, view)
    told: list[object] = []
    view.entrance_renamed.connect(lambda *what: told.append(what))
    view.back_requested.connect(lambda: told.append("back"))
    view.entrance_chosen.connect(told.append)
    card = cards(view)[0]
    card.rename()
    QTest.keyClicks(name_field(card), "North")
    QTest.keyClick(name_field(card), Qt.Key.Key_Escape)
    assert told == []
    assert card.hasFocus()
    card.rename()
    QTest.keyClicks(name_field(card), "North")
    QTest.keyClick(name_field(card), Qt.Key.Key_Tab)
    assert told == [(0, "North")]
    card.rename()
    QTest.keyClicks(name_field(card), "South")
    QTest.mouseClick(field(view, "serverField"), Qt.MouseButton.LeftButton)
    assert told == [(0, "North"), (0, "South")]
    assert field(view, "serverField").hasFocus()
    card.rename()
    QTest.keyClicks(name_field(card), "West")
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rect().bottomRight())
    assert told[2:] == [(0, "West")]
    assert card.hasFocus()


def test_a_field_somebody_types_in_loses_nothing_to_a_list_that_changes(
    qtbot: QtBot, view: LoginView
) -> None:
    view.set_entrances(ROWS)
    show(qtbot, view)
    typed = field(view, "stationField")
    typed.setFocus()
    QTest.keyClicks(typed, "Ma")
    view.set_entrances((replace(ROWS[0], name="North door"), *ROWS[1:]))
    QTest.keyClicks(typed, "in")
    assert typed.text() == "Main"
    assert typed.hasFocus()
    renaming = cards(view)[0]
    renaming.rename()
    QTest.keyClicks(name_field(renaming), "No")
    view.set_entrances(ROWS[:2])
    QTest.keyClicks(name_field(renaming), "rth 1")
    assert name_field(renaming).text() == "North 1"


def test_the_menu_of_a_card_names_its_keys_and_does_the_same(qtbot: QtBot, view: LoginView) -> None:
    view.set_entrances(ROWS)
    show(qtbot, view)
    card = cards(view)[2]
    assert card.more.accessibleName() == "Rename or remove: Backstage"
    menu = menu_of(view)
    rename, remove = menu.actions()
    assert rename.text().endswith("\tF2")
    QTest.mouseClick(card.more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(menu.isVisible)
    with qtbot.waitSignal(view.removal_requested) as removal:
        remove.trigger()
    assert removal.args == [2]
    menu.hide()
    card.setFocus()
    where = QPoint(5, 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, where, card.mapToGlobal(where))
    QApplication.sendEvent(card, event)
    qtbot.waitUntil(menu.isVisible)
    menu.hide()
    rename.trigger()
    assert name_field(card).isVisible()


def test_delete_asks_and_the_keyboard_goes_to_the_entrance_that_follows(
    qtbot: QtBot, view: LoginView
) -> None:
    view.set_entrances(ROWS)
    show(qtbot, view)
    for row, left in ((1, (ROWS[0], ROWS[2])), (1, ROWS[:1]), (0, ())):
        focused = cards(view)[row]
        focused.setFocus()
        with qtbot.waitSignal(view.removal_requested) as removal:
            QTest.keyClick(focused, Qt.Key.Key_Delete)
        assert removal.args == [row]
        view.set_entrances(left)
        assert [card.text() for card in cards(view)] == [one.station for one in left]
        if left:
            assert cards(view)[min(row, len(left) - 1)].hasFocus()
    assert field(view, "serverField").hasFocus()


def test_digits_in_a_field_are_text(qtbot: QtBot, view: LoginView) -> None:
    view.set_entrances(ROWS)
    show(qtbot, view)
    chosen: list[int] = []
    view.entrance_chosen.connect(chosen.append)
    field(view, "eventIdField").setFocus()
    QTest.keyClicks(field(view, "eventIdField"), "123")
    QTest.keyClick(button(view, "Show"), Qt.Key.Key_2)
    assert chosen == []
    assert view.form().event_id == "123"


def test_a_card_cuts_the_event_and_keeps_the_date(qtbot: QtBot, view: LoginView) -> None:
    row = EntranceRow(station="Gate", second_line="Vienna Science Gala " * 4, when="today, 16:40")
    view.set_entrances((row, replace(ROWS[0], when="")))
    show(qtbot, view)
    cut, plain = (card._cut(300.0) for card in cards(view))
    assert cut.startswith("Vienna Science")
    assert cut.endswith("… · today, 16:40")
    assert plain == ROWS[0].second_line


def test_without_entrances_it_says_where_the_values_are_found(
    qtbot: QtBot, view: LoginView
) -> None:
    view.set_entrances(())
    show(qtbot, view)
    texts = " ".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())
    assert "/admin/event/123" in texts
    assert "Check-in" in texts
    view.set_entrances(ROWS)
    assert len(cards(view)) == 3
    shown = " ".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())
    assert "/admin/event/123" not in shown


def test_a_pasted_event_page_is_told_at_once(qtbot: QtBot, view: LoginView) -> None:
    show(qtbot, view)
    QApplication.clipboard().setText("https://events.example.org/admin/event/4711")
    with qtbot.waitSignal(view.pasted) as pasted:
        QTest.keyClick(
            field(view, "serverField"), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier
        )
    assert pasted.args is not None
    assert pasted.args[0].server.endswith("/admin/event/4711")


def test_a_typed_event_page_is_told_when_it_is_whole(qtbot: QtBot, view: LoginView) -> None:
    show(qtbot, view)
    told: list[LoginForm] = []
    view.pasted.connect(told.append)
    QTest.keyClicks(field(view, "serverField"), "events.example.org/admin/event/4711")
    assert told == []
    QTest.keyClick(field(view, "serverField"), Qt.Key.Key_Tab)
    assert {form.server for form in told} == {"events.example.org/admin/event/4711"}


def test_the_app_code_is_hidden_shown_and_forgotten(qtbot: QtBot, view: LoginView) -> None:
    view.set_form(FULL)
    show(qtbot, view)
    code = field(view, "appCodeField")
    assert code.echoMode() is QLineEdit.EchoMode.Password
    reveal = button(view, "Show")
    QTest.mouseClick(reveal, Qt.MouseButton.LeftButton)
    assert code.echoMode() is QLineEdit.EchoMode.Normal
    view.clear_secret()
    assert code.text() == ""
    assert code.echoMode() is QLineEdit.EchoMode.Password
    assert not code.isUndoAvailable()
    assert view.form().server == FULL.server


def test_a_scanned_text_goes_into_the_field_that_has_the_focus(
    qtbot: QtBot, view: LoginView
) -> None:
    view.set_entrances(ROWS)
    show(qtbot, view)
    assert not view.insert_text("Abc")
    field(view, "appCodeField").setFocus()
    assert view.insert_text("aBc\x1dD")
    assert view.form().app_code == "aBcD"
    view.set_busy(True)
    assert not view.insert_text("more")


def test_wishes_are_told(qtbot: QtBot, view: LoginView) -> None:
    show(qtbot, view)
    with qtbot.waitSignal(view.training_requested):
        button(view, "Try training mode").click()
    with qtbot.waitSignal(view.training_requested):
        QTest.keyClick(field(view, "serverField"), Qt.Key.Key_F3)
    with qtbot.waitSignal(view.help_requested):
        QTest.keyClick(field(view, "serverField"), Qt.Key.Key_F1)
    view.set_language("en")
    with qtbot.waitSignal(view.language_chosen) as chosen:
        button(view, "Deutsch").click()
    assert chosen.args == ["de"]
    assert not button(view, "Back to the door").isVisible()
    back: list[bool] = []
    view.back_requested.connect(lambda: back.append(True))
    QTest.keyClick(field(view, "serverField"), Qt.Key.Key_Escape)
    assert back == []
    view.set_back_visible(True)
    button(view, "Back to the door").click()
    QTest.keyClick(field(view, "serverField"), Qt.Key.Key_Escape)
    assert back == [True, True]


def test_another_language_is_taken_over(view: LoginView) -> None:
    view.set_entrances(ROWS)
    view.set_language("de")
    assert button(view, "Deutsch").isChecked()
    title = next(label for label in view.findChildren(QLabel) if label.text() == "Server")
    title.setText("stale")
    QApplication.sendEvent(view, QEvent(QEvent.Type.LanguageChange))
    assert title.text() == "Server"


@pytest.mark.parametrize("name", THEME_NAMES)
@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (1920, 1080), (3840, 2160)])
def test_everything_fits_at_every_size(
    qtbot: QtBot, name: ThemeName, size: tuple[int, int]
) -> None:
    view = open_view(qtbot, name=name, size=size)
    view.set_form(FULL)
    view.set_entrances(ROWS)
    view.show_notice("“Summer Ball” ended on 15 November 2026. Its guest list was removed.")
    view.show()
    view.show_message(f"{REFUSAL} It stands beside the configuration under Check-in.", "app_code")
    QApplication.processEvents()
    assert view.size() == QSize(*size)
    page = view.rect()
    for one in (*(field(view, each) for each in FIELDS), *view.findChildren(QAbstractButton)):
        if one.isVisible():
            corner = one.mapTo(view, one.rect().topLeft())
            assert page.contains(one.rect().translated(corner)), one.objectName()
    for label in view.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.heightForWidth(label.width()) <= label.height() + 1, label.text()


# --- a card of another laptop -------------------------------------------------------------------


@pytest.mark.parametrize("start", ["serverField", "stationField", "a card at the left"])
def test_a_card_fills_the_form_wherever_the_keyboard_is(
    qtbot: QtBot, view: LoginView, start: str
) -> None:
    card = LoginCard(server="https://events.example.org", event_id="4711", station="Süd")
    read: list[LoginCard] = []
    view.card_read.connect(read.append)
    view.set_entrances(ROWS)
    show(qtbot, view)
    first = view.findChild(EntranceCard)
    assert first is not None
    begin = first if start.startswith("a card") else field(view, start)
    begin.setFocus()
    for letter in card.text():
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, letter)
    assert read == [card]
    assert view.form() == LoginForm()


def test_a_card_is_pasted_too_and_half_a_card_stays_a_text(view: LoginView) -> None:
    card = LoginCard(server="https://events.example.org", event_id="4711", station="Süd")
    read: list[LoginCard] = []
    view.card_read.connect(read.append)
    field(view, "stationField").setText(card.text()[:-1])
    assert read == []
    assert view.form().station == card.text()[:-1]
    field(view, "serverField").setText(card.text())
    assert read == [card]
