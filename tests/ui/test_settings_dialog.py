"""The settings dialog, and the presenter that keeps values in range."""

import math
from dataclasses import fields
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from station_app.settings import THEMES, Settings, checked
from station_app.ui.settings.dialog import SettingsDialog
from station_app.ui.settings.presenter import RANGES, SettingsPresenter
from station_app.ui.theme import Theme
from station_app.ui.tokens import THEME_NAMES, ThemeName
from station_app.ui.widgets.choices import Segments, Stepper, Switch

CAMERAS = (("/dev/video0", "Built-in"), ("/dev/video2", "Desk camera"))
KEPT_ELSEWHERE = {"entrances", "active"}
T = TypeVar("T", bound=QWidget)


def open_dialog(
    qtbot: QtBot, settings: Settings | None = None, name: ThemeName = "dark"
) -> SettingsDialog:
    theme = Theme(name)
    dialog = SettingsDialog(theme, settings or Settings(), CAMERAS)
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
        new = SettingsPresenter(Settings()).change(name, value)
        assert new is not None
        kept = getattr(new, name)
        assert checked({name: kept}) == {name: kept}
    for value in (limits.low - limits.step, limits.high + limits.step):
        assert checked({name: value}) == {}


@given(
    st.sampled_from([field.name for field in fields(Settings) if field.name not in KEPT_ELSEWHERE]),
    st.data(),
)
def test_whatever_is_set_the_settings_can_be_kept(name: str, data: st.DataObject) -> None:
    value: str | float | bool
    if name in RANGES:
        value = data.draw(st.floats(allow_nan=True, allow_infinity=True))
        if math.isinf(value):
            value = math.copysign(1e300, value)
    elif isinstance(getattr(Settings(), name), bool):
        value = data.draw(st.booleans())
    else:
        value = data.draw(st.text())
    presenter = SettingsPresenter(Settings())
    presenter.change(name, value)
    kept = getattr(presenter.settings, name)
    assert checked({name: kept}) == {name: kept}
    assert type(kept) is type(getattr(Settings(), name))


def test_a_name_that_is_not_on_the_dialog_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        SettingsPresenter(Settings()).change("active", "yes")


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
        language="de", theme="contrast", welcome_seconds=0, poll_seconds=7.25, camera="film.avi"
    )
    dialog = open_dialog(qtbot, odd)
    told = changes(dialog)
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
    assert language[""].hasFocus()
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


def test_a_camera_is_chosen_from_the_list(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    told = changes(dialog)
    camera = dialog.findChildren(QComboBox)[0]
    assert [camera.itemText(n) for n in (1, 2)] == ["Built-in", "Desk camera"]
    camera.setCurrentIndex(2)
    camera.activated.emit(2)
    assert told[-1].camera == "/dev/video2"
    place = camera.findData("none")
    camera.setCurrentIndex(place)
    camera.activated.emit(place)
    assert told[-1].camera == "none"
    assert not control(dialog, Switch, "camera_mirrored").isEnabled()


def test_another_camera_is_typed(qtbot: QtBot) -> None:
    dialog = open_dialog(qtbot)
    told = changes(dialog)
    camera = dialog.findChildren(QComboBox)[0]
    source = control(dialog, QLineEdit, "cameraSource")
    assert not source.isVisible()
    camera.setCurrentIndex(camera.count() - 1)
    camera.activated.emit(camera.count() - 1)
    assert source.isVisible()
    assert told == []
    QApplication.sendEvent(dialog, QEvent(QEvent.Type.LanguageChange))
    assert source.isVisible()
    source.selectAll()
    QTest.keyClicks(source, "film.avi")
    assert told == []  # a half-typed path is no camera
    QTest.keyClick(source, Qt.Key.Key_Return)
    assert [s.camera for s in told] == ["film.avi"]
    assert dialog.isVisible()


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
        dialog.findChildren(QComboBox)[0],
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
