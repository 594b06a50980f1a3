"""The settings dialog, and the presenter that keeps values in range."""

import math
from dataclasses import fields, replace
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from station_app.settings import CODE_KINDS, DOOR, THEMES, KnownScanner, Settings, checked
from station_app.ui.i18n import Languages
from station_app.ui.settings.appearance import AppearanceSection
from station_app.ui.settings.dialog import SettingsDialog
from station_app.ui.settings.index import Place, found
from station_app.ui.settings.lists import camera_items, port_items, size_items
from station_app.ui.settings.network import NetworkSection
from station_app.ui.settings.notes import NotesSection
from station_app.ui.settings.presenter import RANGES, CameraChoice, SettingsPresenter, Value
from station_app.ui.settings.protection import ProtectionPane
from station_app.ui.settings.section import Section
from station_app.ui.settings.words import words_of_scanner, words_of_settings
from station_app.ui.theme import Theme
from station_app.ui.tokens import THEME_NAMES, ThemeName
from station_app.ui.widgets.chips import Chips
from station_app.ui.widgets.choices import Choice, Segments, Stepper, Switch
from station_app.ui.widgets.known_list import KnownList
from station_app.ui.widgets.lists import PickList

# No machine has so many cameras: these are never really there.
CAMERAS = (
    CameraChoice("/dev/video960", "Built-in", ((1920, 1080), (960, 540))),
    CameraChoice("/dev/video962", "Desk camera", ((800, 600),)),
)
KEYBOARD = KnownScanner(lane="keyboard", key_ms=8, prefix="]Q1")
SERIAL = KnownScanner(lane="serial", device="0c2e:0206", name="Xenon 1900")
SLOW = KnownScanner(lane="keyboard", key_ms=21)
PORTS = (("/dev/ttyACM0", "ttyACM0 — Zebra DS2208"), ("/dev/ttyS0", "ttyS0"))
# The last three stand in panes of their own.
KEPT_ELSEWHERE = {"entrances", "active", "wipe_days", "share_url", "share_ca_file"}
T = TypeVar("T", bound=QWidget)


def open_dialog(
    qtbot: QtBot, settings: Settings | None = None, name: ThemeName = "dark", **whose: Any
) -> SettingsDialog:
    theme = Theme(name)
    dialog = SettingsDialog(theme, settings or Settings(), CAMERAS, **whose)
    theme.setParent(dialog)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def changes(dialog: SettingsDialog) -> list[Settings]:
    told: list[Settings] = []
    dialog.changed.connect(told.append)
    return told


def control(dialog: SettingsDialog, kind: type[T], name: str) -> T:
    found = dialog.findChild(kind, name)
    assert found is not None, name
    return found


# --- presenter --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RANGES)
def test_the_ends_of_every_range_are_what_the_settings_file_takes(name: str) -> None:
    limits = RANGES[name]
    for value in (limits.low, limits.high):
        presenter = SettingsPresenter(Settings())
        presenter.change(name, value)
        kept = getattr(presenter.settings, name)
        assert kept == value
        assert checked({name: kept}) == {name: kept}
    for value in (limits.low - limits.step, limits.high + limits.step):
        assert checked({name: value}) == {}


@given(
    st.sampled_from([field.name for field in fields(Settings) if field.name not in KEPT_ELSEWHERE]),
    st.data(),
)
def test_whatever_is_set_the_settings_can_be_kept(name: str, data: st.DataObject) -> None:
    value: Value
    if name == "code_kinds":
        value = tuple(data.draw(st.lists(st.sampled_from(("", "maxi", *CODE_KINDS)))))
    elif name == "scanners":
        value = (KEYBOARD,)
    elif name in RANGES:
        value = data.draw(st.floats(allow_nan=True, allow_infinity=True))
        if math.isinf(value):
            value = math.copysign(1e300, value)
    elif isinstance(getattr(Settings(), name), bool):
        value = data.draw(st.booleans())
    else:
        value = data.draw(st.text() | st.sampled_from(("1280x720", "9x9", "short", "hold", "none")))
    presenter = SettingsPresenter(Settings())
    presenter.change(name, value)
    kept = getattr(presenter.settings, name)
    assert checked({name: kept}) == {name: kept}
    assert type(kept) is type(getattr(Settings(), name))


def test_a_name_that_is_not_on_the_dialog_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        SettingsPresenter(Settings()).change("active", "yes")
    with pytest.raises(KeyError):
        SettingsPresenter(Settings()).change("camera", ("0", "1"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("camera_size", "wide"),
        ("camera_size", "1280x720 "),
        ("camera_exposure", "long"),
        ("camera_focus", "far"),
        ("code_kinds", ()),
        ("code_kinds", ("maxi",)),
    ],
)
def test_what_is_no_choice_changes_nothing(name: str, value: Value) -> None:
    assert SettingsPresenter(Settings()).change(name, value) is None


def test_kinds_of_codes_are_kept_in_one_order() -> None:
    new = SettingsPresenter(Settings()).change("code_kinds", ("ean", "aztec", "qr"))
    assert new is not None
    assert new.code_kinds == ("qr", "aztec", "ean")


def test_scanners_can_be_forgotten_and_not_made_up() -> None:
    presenter = SettingsPresenter(Settings(scanners=(KEYBOARD, SERIAL)))
    new = presenter.change("scanners", (SLOW, SERIAL))
    assert new is not None
    assert new.scanners == (SERIAL,)


# --- lists ------------------------------------------------------------------------------------


def test_cameras_stand_between_the_first_found_and_none() -> None:
    items, taken = camera_items(Settings(), CAMERAS)
    assert [value for value, _ in items] == ["auto", "/dev/video960", "/dev/video962", "none"]
    assert taken == "auto"


@pytest.mark.parametrize("camera", ["960", "/dev/video960", "/dev/../dev/video960"])
def test_a_camera_is_found_on_the_list_however_it_is_spelt(camera: str) -> None:
    items, taken = camera_items(Settings(camera=camera), CAMERAS)
    assert taken == "/dev/video960"
    assert len(items) == 4


@pytest.mark.parametrize(
    ("camera", "words"),
    [
        ("/dev/video977", "/dev/video977 — not connected"),
        ("/dev/null", "/dev/null"),
        ("7", "Camera 7"),
        ("film.avi", "film.avi"),
        ("https://camera.example/live", "https://camera.example/live"),
        ("id:{85c1}", "The camera chosen before — not connected"),
        ("/dev/v4l/by-path/pci-usb-0:1:1.0-video-index0", "The camera chosen before"),
        ("/dev/v4l/by-id/usb-Acme_Cam_7B2A-video-index0", "Acme Cam 7B2A — not connected"),
        ("/dev/" + "x" * 5000, "x — not connected"),
    ],
)
def test_a_camera_that_is_not_there_is_listed_as_itself(camera: str, words: str) -> None:
    items, taken = camera_items(Settings(camera=camera), CAMERAS)
    assert taken == camera
    assert words in dict(items)[camera]


def test_ports_are_not_called_missing_before_they_are_known() -> None:
    settings = Settings(serial_port="COM77")
    assert dict(port_items(settings, None)[0])["COM77"] == "COM77"
    assert dict(port_items(settings, PORTS)[0])["COM77"] == "COM77 — not connected"


@pytest.mark.parametrize(
    ("port", "taken"),
    [
        ("", ""),
        ("NONE", "none"),
        ("ttyACM0", "/dev/ttyACM0"),
        ("com3", "\\\\.\\COM3"),
        ("/dev/ttyACM9", "/dev/ttyACM9"),
    ],
)
def test_a_port_is_found_on_the_list_however_it_is_spelt(port: str, taken: str) -> None:
    ports = (*PORTS, ("\\\\.\\COM3", "COM3"))
    assert port_items(Settings(serial_port=port), ports)[1] == taken


@pytest.mark.parametrize(
    ("camera", "size", "expected"),
    [
        ("auto", "auto", ["1920x1080", "960x540"]),
        ("/dev/video962", "auto", ["800x600"]),
        ("962", "1280x720", ["1280x720", "800x600"]),
        ("film.avi", "auto", ["1920x1080", "1280x720", "640x480"]),
    ],
)
def test_sizes_are_those_of_the_camera_and_the_one_that_is_set(
    camera: str, size: str, expected: list[str]
) -> None:
    items = size_items(Settings(camera=camera, camera_size=size), CAMERAS)
    assert [value for value, _ in items] == ["auto", *expected]


def test_a_size_the_settings_cannot_hold_is_not_offered() -> None:
    tiny = (CameraChoice("/dev/video960", "Toy", ((64, 48),)),)
    assert "64x48" not in dict(size_items(Settings(), tiny))


@pytest.mark.parametrize(
    ("scanner", "sentence"),
    [
        (KEYBOARD, "Keyboard scanner, 8 ms a key, sends “]Q1” before the code"),
        (SERIAL, "Xenon 1900"),
        (replace(SERIAL, name=""), "Serial scanner"),
        (replace(SLOW, key_ms=0, suffix="\x1d"), "Keyboard scanner, sends “␝” after the code"),
        (
            replace(KEYBOARD, suffix="#"),
            "Keyboard scanner, 8 ms a key, sends “]Q1” before and “#” after the code",
        ),
    ],
)
def test_a_scanner_is_told_in_one_sentence(scanner: KnownScanner, sentence: str) -> None:
    assert words_of_scanner(scanner) == sentence


# --- dialog -----------------------------------------------------------------------------------


def test_every_setting_has_a_control_with_a_name(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    for field in fields(Settings):
        if field.name in KEPT_ELSEWHERE:
            continue
        widget = dialog.findChild(QWidget, field.name)
        assert widget is not None, field.name
    for one in dialog.findChildren(QAbstractButton):
        assert one.accessibleName() or one.text(), one.objectName()
    for stepper in dialog.findChildren(Stepper):
        assert stepper.field.accessibleName()
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert not label.accessibleName()


def test_opening_changes_nothing(qtbot: QtBot) -> None:
    odd = Settings(
        language="de",
        theme="contrast",
        welcome_seconds=0,
        poll_seconds=7.25,
        camera="film.avi",
        camera_size="1234x567",
        serial_port="COM77",
        code_kinds=("aztec", "ean"),
        scanners=(KEYBOARD, SERIAL),
    )
    dialog = open_dialog(qtbot, odd)
    told = changes(dialog)
    dialog.show_ports(PORTS)
    QApplication.sendEvent(dialog, QEvent(QEvent.Type.LanguageChange))
    dialog.accept()
    assert told == []
    assert dialog.settings == odd


def test_choices_take_effect_at_once(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    told = changes(dialog)
    control(dialog, Segments, "theme").buttons["contrast"].click()
    control(dialog, Segments, "language").buttons["de"].click()
    assert [(s.theme, s.language) for s in told] == [("contrast", ""), ("contrast", "de")]


def test_arrow_keys_move_between_choices_and_tab_leaves_them(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    told = changes(dialog)
    language = control(dialog, Segments, "language").buttons
    language[""].setFocus()
    QTest.keyClick(language[""], Qt.Key.Key_Right)
    assert language["en"].hasFocus()
    assert told[-1].language == "en"
    QTest.keyClick(language["en"], Qt.Key.Key_Tab)
    assert control(dialog, Segments, "theme").buttons[""].hasFocus()


def test_numbers_step_are_typed_and_stay_in_range(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    told = changes(dialog)
    seconds = control(dialog, Stepper, "welcome_seconds")
    seconds.more.click()
    assert told[-1].welcome_seconds == 11.0
    seconds.field.setFocus()
    seconds.field.selectAll()
    QTest.keyClicks(seconds.field, "0")
    QTest.keyClick(seconds.field, Qt.Key.Key_Return)
    assert told[-1].welcome_seconds == 0.0
    assert seconds.field.text() == "stays"
    assert not seconds.less.isEnabled()
    gap = control(dialog, Stepper, "scanner_gap_ms")
    gap.field.setValue(100_000)
    assert told[-1].scanner_gap_ms == RANGES["scanner_gap_ms"].high
    assert isinstance(told[-1].scanner_gap_ms, int)


def test_steps_go_to_whole_multiples(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot, Settings(reconcile_minutes=0.05))
    told = changes(dialog)
    control(dialog, Stepper, "reconcile_minutes").more.click()
    assert told[-1].reconcile_minutes == 5.0


def test_switches_switch_by_mouse_and_space(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    told = changes(dialog)
    motion = control(dialog, Switch, "reduced_motion")
    QTest.mouseClick(motion, Qt.MouseButton.LeftButton)
    assert told[-1].reduced_motion
    QTest.keyClick(motion, Qt.Key.Key_Space)
    assert not told[-1].reduced_motion


def test_plain_http_comes_with_a_warning(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)

    def warned() -> bool:
        labels = dialog.findChildren(QLabel)
        return any("App Code" in label.text() and label.isVisible() for label in labels)

    assert not warned()
    control(dialog, Switch, "allow_plain_http").click()
    assert dialog.settings.allow_plain_http
    assert warned()


def choose(box: QComboBox, place: int) -> None:
    """Choose as a person does, by the keyboard."""
    box.setFocus()
    box.setCurrentIndex(place)
    box.activated.emit(place)


def items_of(box: QComboBox) -> list[str]:
    return [box.itemText(n) for n in range(box.count())]


def test_a_camera_is_chosen_from_the_list(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    told = changes(dialog)
    camera = control(dialog, Choice, "cameraList")
    assert items_of(camera)[:3] == ["The first camera found", "Built-in", "Desk camera"]
    assert camera.currentIndex() == 0
    choose(camera, 2)
    assert told[-1].camera == "/dev/video962"
    assert items_of(control(dialog, Choice, "camera_size")) == ["Automatic", "800 × 600"]
    choose(camera, camera.findData("none"))
    assert told[-1].camera == "none"
    for name in ("camera_mirrored", "camera_size", "camera_focus", "code_kinds"):
        assert not control(dialog, QWidget, name).isEnabled(), name


def test_another_camera_is_typed(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    told = changes(dialog)
    camera = control(dialog, Choice, "cameraList")
    source = control(dialog, QLineEdit, "cameraOther")
    assert not source.isVisible()
    choose(camera, camera.count() - 1)
    assert source.isVisible()
    assert source.text() == ""  # "auto" is nothing to correct
    assert told == []
    QApplication.sendEvent(dialog, QEvent(QEvent.Type.LanguageChange))
    assert source.isVisible()
    source.selectAll()
    QTest.keyClicks(source, "film.avi")
    assert told == []  # a half-typed path is no camera
    QTest.keyClick(source, Qt.Key.Key_Return)
    assert [s.camera for s in told] == ["film.avi"]
    assert dialog.isVisible()


def test_a_typed_camera_is_corrected_and_a_blank_one_is_none(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot, Settings(camera="flim.avi"))
    told = changes(dialog)
    camera = control(dialog, Choice, "cameraList")
    assert camera.currentText() == "flim.avi"
    choose(camera, camera.count() - 1)
    source = control(dialog, QLineEdit, "cameraOther")
    assert source.selectedText() == "flim.avi"
    QTest.keyClicks(source, " ")
    QTest.keyClick(source, Qt.Key.Key_Return)
    assert told == []
    assert source.text() == "flim.avi"


def test_picture_size_exposure_and_focus_are_chosen(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    told = changes(dialog)
    size = control(dialog, Choice, "camera_size")
    assert items_of(size) == ["Automatic", "1920 × 1080", "960 × 540"]
    choose(size, 2)
    control(dialog, Segments, "camera_exposure").buttons["short"].click()
    control(dialog, Segments, "camera_focus").buttons["hold"].click()
    assert told[-1] == Settings(camera_size="960x540", camera_exposure="short", camera_focus="hold")


def test_kinds_of_codes_are_taken_and_left_but_one_stays(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    told = changes(dialog)
    chips = control(dialog, Chips, "code_kinds").chips
    assert [value for value, chip in chips.items() if chip.isChecked()] == ["qr"]
    QTest.keyClick(chips["qr"], Qt.Key.Key_Space)
    assert told == []
    assert chips["qr"].isChecked()
    QTest.mouseClick(chips["ean"], Qt.MouseButton.LeftButton)
    QTest.keyClick(chips["qr"], Qt.Key.Key_Space)
    assert [s.code_kinds for s in told] == [("qr", "ean"), ("ean",)]
    chips["aztec"].toggle()  # as assistive technology does
    chips["aztec"].toggle()
    chips["ean"].toggle()
    assert chips["ean"].isChecked()
    assert [s.code_kinds for s in told[2:]] == [("aztec", "ean"), ("ean",)]


def test_serial_ports_come_later_and_keep_the_choice(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot, Settings(serial_port="COM77"))
    told = changes(dialog)
    port = control(dialog, Choice, "serialPortList")
    assert items_of(port) == ["Found automatically", "COM77", "No serial scanner", "Another …"]
    dialog.show_ports(PORTS)
    assert items_of(port)[1:4] == [
        "ttyACM0 — Zebra DS2208",
        "ttyS0",
        "COM77 — not connected",
    ]
    assert port.currentData() == "COM77"
    assert told == []
    choose(port, 1)
    choose(port, 0)
    assert [s.serial_port for s in told] == ["/dev/ttyACM0", ""]


def test_ports_that_come_while_a_port_is_typed_do_not_disturb(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    told = changes(dialog)
    port = control(dialog, Choice, "serialPortList")
    choose(port, port.count() - 1)
    field = control(dialog, QLineEdit, "serialPortOther")
    assert field.hasFocus()
    QTest.keyClicks(field, "COM")
    dialog.show_ports(PORTS)
    assert port.currentText() == "Another …"
    QTest.keyClicks(field, "9")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert [s.serial_port for s in told] == ["COM9"]


def test_known_scanners_are_forgotten_one_by_one(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot, Settings(scanners=(KEYBOARD, SERIAL, SLOW)))
    told = changes(dialog)
    known = control(dialog, KnownList, "scanners")
    assert known.buttons[1].accessibleName() == "Forget: Xenon 1900"
    known.buttons[1].setFocus()
    QTest.keyClick(known.buttons[1], Qt.Key.Key_Return)
    assert told[-1].scanners == (KEYBOARD, SLOW)
    assert known.buttons[2].hasFocus()
    QTest.keyClick(known.buttons[2], Qt.Key.Key_Space)
    assert control(dialog, Choice, "serialPortList").hasFocus()

    def says_none() -> bool:
        labels = known.findChildren(QLabel)
        return any("None yet" in label.text() and label.isVisible() for label in labels)

    assert not says_none()
    known.buttons[0].click()
    assert says_none()
    assert [len(s.scanners) for s in told] == [2, 1, 0]


def test_what_is_still_being_typed_counts_when_it_closes(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    told = changes(dialog)
    prefix = control(dialog, QLineEdit, "scanner_prefix")
    prefix.setFocus()
    QTest.keyClicks(prefix, "]Q1")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert [s.scanner_prefix for s in told] == ["]Q1"]


def test_the_wheel_scrolls_and_never_changes_a_value(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    told = changes(dialog)
    for widget in (
        control(dialog, Stepper, "welcome_seconds").field,
        control(dialog, Choice, "cameraList"),
    ):
        middle = QPointF(widget.rect().center())
        wheel = QWheelEvent(
            middle,
            widget.mapToGlobal(middle),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, wheel)
    assert told == []


@pytest.mark.parametrize("name", THEME_NAMES)
def test_it_draws_in_every_theme_and_follows_a_change(qtbot: QtBot, name: ThemeName) -> None:
    dialog = open_dialog(qtbot, Settings(allow_plain_http=True), name)
    assert name in THEMES
    before = dialog.grab().toImage()
    dialog._theme.set_window_size(1920, 1200)
    QApplication.processEvents()
    assert dialog.grab().toImage() != before


# --- the index ----------------------------------------------------------------------------------


def listed(dialog: SettingsDialog) -> list[str]:
    view = control(dialog, PickList, "settingsIndex")
    return [str(view.model().index(row, 0).data()) for row in range(view.model().rowCount())]


def search(dialog: SettingsDialog, text: str) -> QLineEdit:
    field = control(dialog, QLineEdit, "settingsSearch")
    field.setFocus()
    field.clear()
    QTest.keyClicks(field, text)
    return field


def test_the_index_names_every_part_and_leads_there(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    view = control(dialog, PickList, "settingsIndex")
    assert listed(dialog)[:3] == ["Appearance", "Sound", "Door"]
    view.picked.emit(listed(dialog).index("Network"))
    network = control(dialog, Stepper, "poll_seconds")
    assert network.visibleRegion().boundingRect().height() > 0
    assert view.current_row == listed(dialog).index("Network")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("colours", "Colours"),
        ("colors co", "Colours"),
        ("serial sp", "Serial speed"),
        ("badges camera", "Camera for badges"),
        ("dark room", ""),
        ("nothing like this", ""),
    ],
)
def test_settings_are_found_by_their_words(qtbot: QtBot, typed: str, first: str) -> None:
    dialog = open_dialog(qtbot)
    search(dialog, typed.replace("colors", "colou"))
    assert (listed(dialog) or [""])[0] == first
    assert control(dialog, QLabel, "settingsNothing").isVisible() is not bool(first)


def test_every_setting_is_found_by_its_own_name(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    for label, _ in words_of_settings().values():
        control(dialog, QLineEdit, "settingsSearch").setText(label)
        assert label in listed(dialog)


def test_a_search_is_driven_by_keys_alone(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    field = search(dialog, "return")
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert dialog.focusWidget() is control(dialog, Stepper, "attention_seconds").field
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert listed(dialog)[0] == "Appearance"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_index_follows_the_language(qtbot: QtBot, qapp: QApplication) -> None:
    dialog = open_dialog(qtbot)
    pane = ProtectionPane(dialog._theme, 7)
    dialog.add_pane(pane)
    languages = Languages(qapp)
    languages.use("de")
    try:
        qapp.processEvents()
        assert listed(dialog)[0] == "Aussehen"
        assert listed(dialog)[-1] == "Daten auf diesem Laptop"
        search(dialog, "passphrase")
        assert listed(dialog)[0] == "Passphrase beim Start"
    finally:
        languages.close()


@pytest.mark.usefixtures("qapp")  # or it aborts where it is the first of all
@given(st.text(max_size=30))
def test_any_text_may_be_searched_for(text: str) -> None:
    place = Place("Colours", "Appearance", QWidget(), QWidget())
    assert found([place], text) in ([], [place])


# --- whose they are -----------------------------------------------------------------------------


def shown_texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def test_the_head_says_whose_they_are_and_what_is_the_laptops_is_marked(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot, entrance="<b>North</b> door", others=1)
    assert "Settings of <b>North</b> door" in shown_texts(dialog)
    marked = {
        type(section)
        for section in dialog.findChildren(Section)
        if "for every entrance" in shown_texts(section)
    }
    assert marked == {AppearanceSection, NotesSection, NetworkSection}
    for section in dialog.findChildren(Section):
        names = set(section.controls) - {"scanners"}  # which says so itself
        assert names <= DOOR or names.isdisjoint(DOOR), section.title()


def test_without_an_entrance_nothing_is_said_of_others(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    assert "Settings" in shown_texts(dialog)
    assert "for every entrance" not in shown_texts(dialog)
    assert not control(dialog, QAbstractButton, "settingsEverywhere").isVisible()


def test_settings_for_every_entrance_are_taken_back_until_one_changes(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot, entrance="North door", others=2)
    button = control(dialog, QAbstractButton, "settingsEverywhere")
    told = control(dialog, QLabel, "settingsEverywhereTold")
    wishes: list[str] = []
    dialog.everywhere_requested.connect(lambda: wishes.append("use"))
    dialog.everywhere_taken_back.connect(lambda: wishes.append("back"))
    assert (button.text(), told.text()) == ("Use for all entrances", "")
    button.click()
    assert button.text() == "Undo"
    assert "2" in told.text()
    button.click()
    assert (button.text(), told.text()) == ("Use for all entrances", "")
    button.click()
    dialog.set("reduced_motion", True)  # the laptop's
    assert button.text() == "Undo"
    dialog.set("sound_volume", 10)
    assert (button.text(), told.text()) == ("Use for all entrances", "")
    assert wishes == ["use", "back", "use"]


def test_a_folder_for_the_export_can_be_chosen(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    told = changes(dialog)
    control(dialog, QAbstractButton, "exportFolderChoose").click()
    chooser = control(dialog, QFileDialog, "exportFolderDialog")
    chooser.fileSelected.emit("/media/usb")
    chooser.close()
    assert told[-1].export_folder == "/media/usb"
    assert control(dialog, QLineEdit, "export_folder").text() == "/media/usb"


def test_who_cannot_be_asked_for_a_pin_is_told_why(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    switch = control(dialog, Switch, "privacy_asks_pin")
    assert not switch.isEnabled()
    assert switch.accessibleDescription() == "Set a PIN first."
    dialog.privacy.show_pin(True)
    assert switch.isEnabled()
    assert switch.accessibleDescription().startswith("Scans are answered")


def test_the_days_until_wiping_are_counted_as_people_count(
    qtbot: QtBot, qapp: QApplication
) -> None:
    languages = Languages(qapp)
    languages.use("de")
    try:
        pane = ProtectionPane(Theme("dark"), 1)
        qtbot.addWidget(pane)
        stepper = pane.findChild(Stepper, "wipe_days")
        assert stepper is not None
        assert stepper.field.text() == "1 Tag"
        stepper.field.setValue(7)
        assert stepper.field.text() == "7 Tage"
        stepper.field.setValue(0)
        assert stepper.field.text() == "nie"
    finally:
        languages.close()
