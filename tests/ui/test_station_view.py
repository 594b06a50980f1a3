"""The station page: names, keys, answers in place, the ring."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAccessible, QCursor
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from station_app.domain.verdict import Verdict
from station_app.ui.i18n import Languages
from station_app.ui.station.screen import LocalMark
from station_app.ui.station.view import StationView
from station_app.ui.theme import Theme
from tests.ui import pages

Key = Qt.Key

CONTRACT = (
    "eventTitle",
    "stationTitle",
    "syncStatus",
    "guestCount",
    "searchField",
    "resultList",
    "verdict",
    "verdictDetail",
    "guestName",
    "guestCompany",
    "registrationState",
    "checkInState",
    "accessCode",
    "highlightColor",
    "companionList",
    "guestFields",
    "scannerStatus",
    "cameraPreview",
    "logoutButton",
    "settingsButton",
    "reloadButton",
)


def text(view: StationView, name: str) -> str:
    label = view.findChild(QLabel, name)
    assert label is not None
    return label.text() if label.isVisible() else ""


def field(view: StationView) -> QLineEdit:
    found = view.findChild(QLineEdit, "searchField")
    assert found is not None
    return found


def rows(view: StationView, name: str) -> QListView:
    found = view.findChild(QListView, name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", CONTRACT)
def test_each_name_of_the_contract_stands_once(view: StationView, name: str) -> None:
    assert len(view.findChildren(QWidget, name)) == 1


@pytest.mark.parametrize("name", CONTRACT)
def test_labels_are_read_by_their_text_and_controls_have_a_name(
    view: StationView, name: str
) -> None:
    widget = view.findChild(QWidget, name)
    assert widget is not None
    if isinstance(widget, QLabel):
        assert widget.accessibleName() == ""
    else:
        assert widget.accessibleName()


def test_a_guest_is_shown_whole(view: StationView) -> None:
    view.show_screen(pages.welcome())
    assert text(view, "verdict") == "Welcome"
    assert text(view, "guestName") == "Dr. Anna Lindqvist, MSc"
    assert text(view, "guestCompany") == "Nordlys Research · Head of Glaciology"
    assert text(view, "registrationState") == "Registered"
    assert text(view, "checkInState") == "Not checked in"
    assert text(view, "accessCode") == "K7QM2F"
    assert text(view, "highlightColor") == "#3d5afe"
    assert "Table: 12, by the window\n" in text(view, "guestFields")
    assert rows(view, "companionList").model().rowCount() == 3


def test_assistive_technology_reads_the_painted_words(view: StationView) -> None:
    view.show_screen(pages.welcome())
    for name, said in (("verdict", "Welcome"), ("guestName", "Dr. Anna Lindqvist, MSc")):
        label = view.findChild(QLabel, name)
        assert label is not None
        interface = QAccessible.queryAccessibleInterface(label)
        assert interface.text(QAccessible.Text.Name) == said


def test_nothing_of_a_guest_is_left_when_idle(view: StationView) -> None:
    view.show_screen(pages.welcome())
    view.show_screen(pages.idle(serial=2))
    for name in ("verdict", "verdictDetail", "guestName", "guestFields", "highlightColor"):
        label = view.findChild(QLabel, name)
        assert label is not None
        assert label.text() == ""
    assert rows(view, "companionList").model().rowCount() == 0


# --- keys -----------------------------------------------------------------------------------


def test_a_letter_outside_a_field_goes_to_the_search_field(qtbot: QtBot, view: StationView) -> None:
    view.show_screen(pages.welcome())
    edited = QSignalSpy(view.search_edited)
    qtbot.keyClicks(view, "ab")
    qtbot.keyClick(view, Key.Key_Backspace)
    assert view.search_text() == "a"
    assert edited.count() == 3


def test_a_letter_typed_on_a_list_goes_to_the_search_field(qtbot: QtBot, view: StationView) -> None:
    view.show_screen(pages.welcome())
    cards = rows(view, "companionList")
    cards.setFocus()
    qtbot.keyClick(cards, "j")
    assert view.search_text() == "j"


@pytest.mark.parametrize("screen", [pages.welcome(), pages.several()], ids=["cards", "choices"])
def test_a_digit_opens_the_numbered_guest(qtbot: QtBot, view: StationView, screen: object) -> None:
    view.show_screen(screen)  # type: ignore[arg-type]
    for target in (view, field(view)):
        with qtbot.waitSignal(view.guest_chosen) as chosen:
            qtbot.keyClick(target, "2")
        assert chosen.args[0] in ("Companion of Anna Lindqvist", "Johanna Brandstätter")
    assert view.search_text() == ""


def test_a_digit_without_a_card_is_typing(qtbot: QtBot, view: StationView) -> None:
    view.show_screen(pages.welcome())
    qtbot.keyClick(view, "7")
    assert view.search_text() == "7"
    qtbot.keyClick(field(view), "2")
    assert view.search_text() == "72"


def test_arrows_move_the_row_and_enter_submits_it(qtbot: QtBot, view: StationView) -> None:
    field(view).setText("muler sop")
    view.show_screen(pages.search())
    search = field(view)
    search.setFocus()
    qtbot.keyClick(search, Key.Key_Down)
    qtbot.keyClick(search, Key.Key_Down)
    qtbot.keyClick(search, Key.Key_Up)
    with qtbot.waitSignal(view.search_submitted) as submitted:
        qtbot.keyClick(search, Key.Key_Return)
    assert submitted.args == ["muler sop", "Karl-Heinz Müller-Soperra, MBA"]


def test_enter_without_matches_submits_the_text_alone(qtbot: QtBot, view: StationView) -> None:
    view.show_screen(pages.idle())
    search = field(view)
    search.setFocus()
    qtbot.keyClicks(search, "K7QM2F")
    with qtbot.waitSignal(view.search_submitted) as submitted:
        qtbot.keyClick(search, Key.Key_Enter)
    assert submitted.args == ["K7QM2F", ""]


def test_escape_clears_the_field_and_then_dismisses(qtbot: QtBot, view: StationView) -> None:
    view.show_screen(pages.welcome())
    qtbot.keyClick(view, "x")
    with qtbot.assertNotEmitted(view.dismissed), qtbot.waitSignal(view.search_edited) as edited:
        qtbot.keyClick(field(view), Key.Key_Escape)
    assert edited.args == [""]
    with qtbot.waitSignal(view.dismissed):
        qtbot.keyClick(view, Key.Key_Escape)


def test_space_dismisses_but_stays_a_letter_in_a_field_with_text(
    qtbot: QtBot, view: StationView
) -> None:
    view.show_screen(pages.welcome())
    for target in (view, field(view), rows(view, "companionList")):
        with qtbot.waitSignal(view.dismissed):
            qtbot.keyClick(target, Key.Key_Space)
    search = field(view)
    search.setFocus()
    qtbot.keyClicks(search, "a")
    with qtbot.assertNotEmitted(view.dismissed):
        qtbot.keyClicks(search, " b")
    assert view.search_text() == "a b"


def test_space_on_a_button_presses_it(qtbot: QtBot, view: StationView) -> None:
    view.show_screen(pages.welcome())
    button = view.findChild(QWidget, "reloadButton")
    assert button is not None
    button.setFocus()
    with qtbot.assertNotEmitted(view.dismissed), qtbot.waitSignal(view.wishes.reload):
        qtbot.keyClick(button, Key.Key_Space)


def test_a_shortcut_is_no_typing(qtbot: QtBot, view: StationView) -> None:
    view.show_screen(pages.welcome())
    qtbot.keyClick(view, "a", Qt.KeyboardModifier.ControlModifier)
    assert view.search_text() == ""


def test_cards_rows_and_history_are_picked_by_a_click(qtbot: QtBot, view: StationView) -> None:
    view.set_history(pages.HISTORY)
    view.show_screen(pages.welcome())
    for name, row, guest in (
        ("companionList", 2, "Mira Okafor"),
        ("historyList", 1, "Ingrid Sælen"),
    ):
        shown = rows(view, name)
        shown.doItemsLayout()
        middle = shown.visualRect(shown.model().index(row, 0)).center()
        with qtbot.waitSignal(view.guest_chosen) as chosen:
            qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        assert chosen.args == [guest]


def test_a_row_is_picked_by_assistive_technology_and_by_no_change_of_the_list(
    qtbot: QtBot, view: StationView
) -> None:
    picked: list[str] = []
    view.guest_chosen.connect(picked.append)
    view.show_screen(pages.search())
    found = rows(view, "resultList")
    QTest.keyClick(found, Qt.Key.Key_Down)
    everybody = pages.MATCHES
    for people in (everybody[2:], everybody[::-1], everybody[:1], everybody):
        view.show_screen(pages.search(people=people))
        QApplication.processEvents()
    assert picked == []
    chosen = found.model().index(2, 0)
    found.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    qtbot.waitUntil(lambda: bool(picked))
    assert picked == [str(everybody[2].guest_id)]


def test_a_search_set_by_assistive_technology_is_a_search(qtbot: QtBot, view: StationView) -> None:
    with qtbot.waitSignal(view.search_edited) as edited:
        field(view).setText("muller")
    assert edited.args == ["muller"]
    told = QSignalSpy(view.search_edited)
    view.clear_search()
    assert told.count() == 0


def test_a_card_is_opened_with_enter(qtbot: QtBot, view: StationView) -> None:
    view.show_screen(pages.welcome())
    cards = rows(view, "companionList")
    cards.setFocus()
    cards.setCurrentIndex(cards.model().index(0, 0))
    qtbot.keyClick(cards, Key.Key_Right)
    with qtbot.waitSignal(view.guest_chosen) as chosen:
        qtbot.keyClick(cards, Key.Key_Return)
    assert chosen.args == ["Companion of Anna Lindqvist"]


# --- in place -------------------------------------------------------------------------------


def test_the_same_answer_is_updated_without_a_pulse_or_a_new_ring(
    qtbot: QtBot, view: StationView
) -> None:
    view.show_screen(pages.welcome(return_s=60))
    ring = view._lintel.ring
    qtbot.waitUntil(lambda: not view._lintel.is_pulsing, timeout=2000)
    qtbot.waitUntil(lambda: ring.remaining_s < 60, timeout=2000)
    before = ring.remaining_s
    cards = rows(view, "companionList")
    cards.setCurrentIndex(cards.model().index(1, 0))
    changed = replace(pages.ANNA, check_in="18:53 at the server", color="#ff0000")
    view.show_screen(pages.welcome(changed, return_s=60))
    assert text(view, "checkInState") == "18:53 at the server"
    assert text(view, "highlightColor") == "#ff0000"
    assert not view._lintel.is_pulsing
    assert ring.remaining_s <= before
    assert cards.currentIndex().row() == 1


def test_a_new_answer_pulses_and_starts_the_ring_again(qtbot: QtBot, view: StationView) -> None:
    view.show_screen(pages.welcome(return_s=60))
    ring = view._lintel.ring
    qtbot.waitUntil(lambda: ring.remaining_s < 60, timeout=2000)
    view.show_screen(pages.welcome(serial=2, return_s=60))
    assert ring.remaining_s == 60
    assert view._lintel.is_pulsing


def test_the_selected_match_stays_selected_while_the_list_changes(view: StationView) -> None:
    field(view).setText("muler sop")
    view.show_screen(pages.search())
    matches = rows(view, "resultList")
    assert matches.currentIndex().row() == 0
    matches.setCurrentIndex(matches.model().index(3, 0))
    view.show_screen(pages.search(people=(pages.person("New One"), *pages.MATCHES[1:])))
    assert view._results.current_guest == pages.MATCHES[3].guest_id
    view.show_screen(pages.search(query="muler", people=pages.MATCHES[:3], serial=3))
    assert matches.currentIndex().row() == 0


def test_of_several_guests_none_is_chosen(view: StationView) -> None:
    view.show_screen(pages.several())
    matches = rows(view, "resultList")
    assert matches.model().rowCount() == 3
    assert not matches.currentIndex().isValid()


def test_a_scan_during_search_takes_the_keyboard_back(view: StationView) -> None:
    view.focus_search()
    view.show_screen(pages.search())
    view.show_screen(pages.welcome(serial=9))
    assert not field(view).hasFocus()


# --- the ring -------------------------------------------------------------------------------


def test_the_ring_runs_out_and_says_so(qtbot: QtBot, view: StationView) -> None:
    with qtbot.waitSignal(view.returned, timeout=3000):
        view.show_screen(pages.welcome(return_s=0.1))


def test_a_click_on_the_ring_dismisses(qtbot: QtBot, view: StationView) -> None:
    view.show_screen(pages.welcome())
    with qtbot.waitSignal(view.dismissed):
        qtbot.mouseClick(view._lintel.ring, Qt.MouseButton.LeftButton)


def test_keyboard_focus_in_the_guest_column_holds_the_ring(qtbot: QtBot, view: StationView) -> None:
    view.show_screen(pages.welcome(return_s=60))
    ring = view._lintel.ring
    rows(view, "companionList").setFocus()
    qtbot.waitUntil(lambda: ring.is_held, timeout=2000)
    view.setFocus()
    qtbot.waitUntil(lambda: not ring.is_held, timeout=2000)


def test_a_pointer_that_merely_lay_there_holds_nothing(
    qtbot: QtBot, view: StationView, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = [QPoint(400, 400)]
    monkeypatch.setattr(QCursor, "pos", lambda: where[0])
    view.show_screen(pages.welcome(return_s=60))
    monkeypatch.setattr(view._guest.column, "underMouse", lambda: True)
    ring = view._lintel.ring
    qtbot.waitUntil(lambda: ring.remaining_s < 59.8, timeout=3000)
    assert not ring.is_held
    where[0] = QPoint(401, 400)
    qtbot.waitUntil(lambda: ring.is_held, timeout=2000)


def test_idle_has_no_ring_and_a_stop_waits(view: StationView) -> None:
    view.show_screen(pages.idle())
    ring = view._lintel.ring
    assert not ring.isVisible()
    view.show_screen(pages.several())
    assert ring.isVisible()
    assert not ring.is_running


# --- looks ----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (1366, 768), (1920, 1080)])
@pytest.mark.parametrize("theme_name", ["dark", "light", "contrast"])
def test_every_state_is_drawn_at_every_size(
    qtbot: QtBot, theme: Theme, size: tuple[int, int], theme_name: str
) -> None:
    from tests.ui import gallery, scenes

    theme.reduced_motion = True
    theme.use(theme_name)
    theme.set_window_size(*size)
    page = StationView(theme)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    for number, (name, screen) in enumerate(scenes.states().items(), start=1):
        gallery.dress(page, name)
        page.show_screen(replace(screen, serial=number))
        assert not page.grab().isNull(), name
    page.hide()


def test_badges_are_offered_in_training_only(qtbot: QtBot, view: StationView) -> None:
    button = view.findChild(QWidget, "badgesButton")
    assert button is not None
    assert not button.isVisible()
    view.set_badges_available(True)
    assert button.isVisible()
    with qtbot.waitSignal(view.wishes.badges):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_companions_beyond_two_rows_wait_behind_a_button(qtbot: QtBot, view: StationView) -> None:
    people = tuple(pages.person(f"Companion {n}") for n in range(10))
    view.show_screen(pages.welcome(replace(pages.ANNA, companions=people)))
    more = view.findChild(QWidget, "moreCompanionsButton")
    cards = rows(view, "companionList")
    assert more is not None
    before = cards.height()
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert not more.isVisible()
    assert cards.height() > before


def test_what_does_not_fit_is_announced_by_more_below(qtbot: QtBot, view: StationView) -> None:
    fields = tuple((f"Field {n}", "some value " * 5) for n in range(30))
    view.show_screen(pages.welcome(replace(pages.ANNA, fields=fields)))
    more = view.findChild(QWidget, "moreBelow")
    assert more is not None
    qtbot.waitUntil(more.isVisible, timeout=2000)
    view.show_screen(pages.welcome(serial=2))
    qtbot.waitUntil(lambda: not more.isVisible(), timeout=2000)


# --- notes of this laptop -----------------------------------------------------------------------


def button(view: StationView, name: str) -> QAbstractButton:
    found = view.findChild(QAbstractButton, name)
    assert found is not None
    return found


MARKED = replace(
    pages.ANNA,
    mark=LocalMark(
        title="Seen here 40 s ago · 2nd time today",
        text="At 18:51:40. A note of this laptop, not a check‑in.",
        send_away="Sent away · F8",
        not_this="Not this guest · F7",
    ),
)


def test_a_mark_stands_apart_and_goes_with_its_guest(view: StationView) -> None:
    view.show_screen(pages.welcome(MARKED))
    assert text(view, "localMark") == "Seen here 40 s ago · 2nd time today"
    assert text(view, "verdict") == "Welcome"
    assert text(view, "checkInState") == "Not checked in"
    assert not button(view, "undoNoteButton").isVisible()
    view.show_screen(pages.welcome(serial=2))
    assert text(view, "localMark") == ""
    view.show_screen(pages.welcome(MARKED, serial=3))
    view.show_screen(pages.idle(serial=4))
    label = view.findChild(QLabel, "localMark")
    assert label is not None
    assert label.text() == ""


@pytest.mark.parametrize(
    ("name", "key", "signal"),
    [
        ("sentAwayButton", Key.Key_F8, "send_away"),
        ("notThisGuestButton", Key.Key_F7, "not_this_guest"),
    ],
)
def test_a_mark_is_answered_by_button_and_key(
    view: StationView, qtbot: QtBot, name: str, key: Qt.Key, signal: str
) -> None:
    view.show_screen(pages.welcome(MARKED))
    spy = QSignalSpy(getattr(view.wishes, signal))
    pressed = button(view, name)
    assert pressed.accessibleName() in ("Sent away", "Not this guest")
    assert pressed.focusPolicy() & Qt.FocusPolicy.TabFocus
    pressed.click()
    qtbot.keyClick(view, key)
    field(view).setFocus()
    qtbot.keyClick(field(view), key)
    assert spy.count() == 3


def test_undo_takes_a_note_back_unless_something_is_typed(view: StationView, qtbot: QtBot) -> None:
    view.show_screen(pages.welcome(MARKED))
    spy = QSignalSpy(view.wishes.undo_note)
    qtbot.keyClick(view, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert spy.count() == 1
    field(view).setFocus()
    field(view).setText("mu")
    qtbot.keyClick(field(view), Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert spy.count() == 1


def test_a_row_of_the_last_scans_says_its_mark_aloud(view: StationView) -> None:
    row = replace(pages.HISTORY[0], mark="2×", mark_spoken="2nd time today")
    view.set_history((row,))
    model = view._rail.list.model()
    aloud = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert aloud == "Tomás Ferreira, Already checked in, 18:51, 2nd time today"


def test_an_unknown_code_tried_before_says_so(view: StationView) -> None:
    mark = LocalMark(title="This code was tried 3 times here today", text="Last 20 s ago.")
    view.show_screen(
        pages.answer(
            replace(pages.UNKNOWN, mark=mark), Verdict.UNKNOWN, "Unknown code", "Nobody has it."
        )
    )
    cards = [label for label in view.findChildren(QLabel, "localMark") if label.isVisible()]
    assert [card.text() for card in cards] == [mark.title]


@pytest.mark.parametrize("language", ["en", "de"])
def test_logging_out_with_a_wipe_stands_under_logging_out_and_not_in_training(
    qapp: QApplication, theme: Theme, language: str
) -> None:
    languages = Languages(qapp)
    languages.use(language)
    try:
        view = StationView(theme)
        menu = view.findChild(QMenu)
        assert menu is not None
        shown = [action.text() for action in menu.actions() if action.isVisible()]
        (place,) = (n for n, text in enumerate(shown) if text in ("Log out", "Abmelden"))
        assert shown[place + 1].startswith(f"{shown[place]} ")
        view.set_badges_available(True)
        after = [action.text() for action in menu.actions() if action.isVisible()]
        assert shown[place] in after
        assert shown[place + 1] not in after
        view.deleteLater()
    finally:
        languages.close()
