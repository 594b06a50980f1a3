"""One laptop at several entrances: each comes back as it was set, is renamed, and goes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from station_app import settings as settings_file
from station_app.settings import Entrance, Settings
from station_app.store.pin import PinFile
from station_app.training.server import TrainingServer
from station_app.ui.login.entrances import EntranceCard
from station_app.ui.privacy.sheet import PinSheet
from station_app.ui.settings.dialog import SettingsDialog
from tests.journeys.conftest import Journey, Screen, a_station
from tests.scanners.pictures import film, scene
from tests.support.builders import wire_guest
from tests.support.serial_scanner import Scanner


@pytest.fixture
def vip() -> Iterator[TrainingServer]:
    """The other entrance, of another event at another server."""
    guests = [wire_guest(id="vera", first="Vera", last="Iversen", accessCode="V1PDSK")]
    with TrainingServer(guests, station_name="VIP desk", event_name="Summer Ball") as running:
        yield running


@pytest.fixture
def scanner() -> Iterator[Scanner]:
    device = Scanner()
    yield device
    device.unplug()


def cards(screen: Screen) -> list[EntranceCard]:
    return [one for one in screen.window.findChildren(EntranceCard) if one.isVisible()]


def titles(screen: Screen) -> list[str]:
    return [card.text() for card in cards(screen)]


async def press_key(screen: Screen, key: Qt.Key) -> None:
    """Press a key where the keyboard is; after a dialog no window manager gives it back here."""
    screen.window.activateWindow()
    await screen.until(lambda: QApplication.focusWidget() is not None)
    QTest.keyClick(QApplication.focusWidget(), key)


def of_dialog(screen: Screen, name: str) -> QWidget:
    dialog = screen.station.dialogs.dialog
    assert dialog is not None
    found = dialog.findChild(QWidget, name)
    assert found is not None, name
    return found


def press_in_dialog(screen: Screen, name: str) -> None:
    button = of_dialog(screen, name)
    assert isinstance(button, QAbstractButton)
    button.click()


def said(screen: Screen) -> str:
    """Return everything an open dialog says."""
    dialog = screen.station.dialogs.dialog
    assert dialog is not None
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


async def ask_for_another(screen: Screen) -> None:
    """Choose "Another entrance" in the menu; return when the list has the keyboard."""
    (action,) = [a for a in screen.window.findChildren(QAction) if a.text() == "Another entrance …"]
    assert action.isVisible()
    screen.window.activateWindow()
    action.trigger()
    await screen.until(lambda: bool(cards(screen)) and cards(screen)[0].hasFocus())


async def until_at(screen: Screen, station: str) -> None:
    await screen.until(lambda: screen.text("stationTitle") == station)
    await screen.until_live()


def set_here(screen: Screen, whose: str, **values: object) -> None:
    """Change settings in their dialog, whose head says whose they are."""
    screen.press("settingsButton")
    dialog = screen.station.dialogs.dialog
    assert isinstance(dialog, SettingsDialog)
    assert f"Settings of {whose}" in said(screen)
    for name, value in values.items():
        dialog.set(name, value)
    press_in_dialog(screen, "settingsDone")


def in_force(screen: Screen) -> tuple[str, str, str]:
    """Return what is shown of the camera, of the serial scanner, and of the sound."""
    devices = screen.station.devices
    sound = screen.widget("soundButton").accessibleName()
    return devices.camera.report.state.value, devices.serial.report.state.value, sound


def test_going_between_two_entrances_brings_back_what_each_was_set_to(
    journey: Journey, server: TrainingServer, vip: TrainingServer, scanner: Scanner, tmp_path: Path
) -> None:
    movie = str(film(tmp_path / "long.avi", [scene(320, 240)] * 200, fps=10))
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "settings.json").write_text('{"camera": "none", "serial_port": "none"}')

    async def at_north(screen: Screen) -> None:
        await until_at(screen, server.station_name)
        await screen.until(lambda: in_force(screen) == ("off", "live", "Mute"))
        scanner.send(b"K7QM2F\r\n")
        await screen.until(lambda: "Anna" in screen.text("guestName"))
        screen.page.dismissed.emit()

    async def at_vip(screen: Screen) -> None:
        await until_at(screen, "VIP desk")
        await screen.until(lambda: in_force(screen) == ("live", "off", "Sound on"))

    async def story() -> None:
        async with a_station(folder, camera=None) as screen:
            await screen.open_door(server)
            set_here(screen, server.station_name, serial_port=scanner.port)
            await at_north(screen)
            await ask_for_another(screen)
            await screen.log_in(vip)
            await until_at(screen, "VIP desk")
            assert in_force(screen) == ("off", "live", "Mute")  # a new one goes on as it was
            set_here(screen, "VIP desk", serial_port="none", camera=movie, sound_muted=True)
            await at_vip(screen)
            await ask_for_another(screen)
            await press_key(screen, Qt.Key.Key_2)  # its App Code is kept
            await at_north(screen)
            assert len(vip.event.sessions) == 0
        async with a_station(folder, camera=None) as screen:
            await at_north(screen)
            await ask_for_another(screen)
            await press_key(screen, Qt.Key.Key_2)
            await at_vip(screen)
        async with a_station(folder, camera=None) as screen:
            await at_vip(screen)

    journey(story())


def test_settings_are_used_for_every_entrance_and_that_is_taken_back(
    journey: Journey, server: TrainingServer, vip: TrainingServer, tmp_path: Path
) -> None:
    def volumes(screen: Screen) -> list[int]:
        entrances = screen.station.preferences.kept.entrances
        return [one.door.sound_volume for one in entrances if one.door is not None]

    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            screen.press("settingsButton")
            assert of_dialog(screen, "settingsEverywhere").isHidden()  # there is no other
            press_in_dialog(screen, "settingsDone")
            await ask_for_another(screen)
            await screen.log_in(vip)
            await until_at(screen, "VIP desk")
            set_here(screen, "VIP desk", sound_volume=20)
            assert volumes(screen) == [20, 70]
            screen.press("settingsButton")
            press_in_dialog(screen, "settingsEverywhere")
            assert volumes(screen) == [20, 20]
            press_in_dialog(screen, "settingsEverywhere")
            assert volumes(screen) == [20, 70]
            press_in_dialog(screen, "settingsEverywhere")
            press_in_dialog(screen, "settingsDone")
            await ask_for_another(screen)
            await press_key(screen, Qt.Key.Key_2)
            await until_at(screen, server.station_name)
            assert screen.station.preferences.now.sound_volume == 20

    journey(story())


def test_an_entrance_is_renamed_where_it_is_listed(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            await ask_for_another(screen)
            await press_key(screen, Qt.Key.Key_F2)
            field = QApplication.focusWidget()
            assert isinstance(field, QLineEdit)
            assert field.text() == server.station_name
            QTest.keyClicks(field, "North door", delay=40)  # as a person types: no scanner's burst
            await press_key(screen, Qt.Key.Key_Return)
            assert titles(screen) == ["North door"]
            assert server.station_name in cards(screen)[0].accessibleName()
            assert cards(screen)[0].hasFocus()
            await press_key(
                screen, Qt.Key.Key_Escape
            )  # back to the door, which was open all the while
            await until_at(screen, server.station_name)
            set_here(screen, "North door")
        async with a_station(tmp_path) as screen:
            await until_at(screen, server.station_name)
            await ask_for_another(screen)
            assert titles(screen) == ["North door"]

    journey(story())


def test_a_removed_entrance_leaves_nothing_here(
    journey: Journey, server: TrainingServer, vip: TrainingServer, tmp_path: Path
) -> None:
    def lists() -> int:
        return len(list((tmp_path / "cache").glob("guests-*.db")))

    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            await ask_for_another(screen)
            await screen.log_in(vip)
            await until_at(screen, "VIP desk")
            await ask_for_another(screen)
            assert lists() == 2
            await press_key(screen, Qt.Key.Key_Down)
            await press_key(screen, Qt.Key.Key_Delete)
            assert server.station_name in said(screen)
            press_in_dialog(screen, "wipeCancel")
            assert titles(screen) == ["VIP desk", server.station_name]
            await press_key(screen, Qt.Key.Key_Delete)
            press_in_dialog(screen, "wipeConfirm")
            await screen.until(lambda: titles(screen) == ["VIP desk"])
            assert lists() == 1
            kept = (tmp_path / "secrets.json").read_text()
            assert kept.count("app_code") == 1
            await press_key(screen, Qt.Key.Key_Escape)
            await until_at(screen, "VIP desk")  # that door was open all the while
            await ask_for_another(screen)
            await press_key(screen, Qt.Key.Key_Delete)
            press_in_dialog(screen, "wipeConfirm")
            await screen.until(lambda: cards(screen) == [])
            await screen.until(lambda: screen.station.dialogs.dialog is None)
            assert screen.station.doors.door is None
            assert len(vip.event.sessions) == 0
            assert list((tmp_path / "cache").iterdir()) == []
            assert not (tmp_path / "secrets.json").exists()
            field = screen.widget("serverField")
            assert isinstance(field, QLineEdit)
            assert field.text() == ""
        async with a_station(tmp_path) as screen:
            await screen.until(lambda: screen.widget("loginButton").isVisible())
            assert cards(screen) == []

    journey(story())


def test_of_an_entrance_without_a_list_only_the_entry_and_its_app_code_go(
    journey: Journey, tmp_path: Path
) -> None:
    known = Entrance(server="https://x.org", event_id="7", station="South", name="Back door")
    settings_file.save(Settings(entrances=(known,)), tmp_path)

    async def story() -> None:
        async with a_station(tmp_path) as screen:
            assert titles(screen) == ["Back door"]
            await press_key(screen, Qt.Key.Key_Delete)
            assert "No guest list" in said(screen)
            assert "App Code" in said(screen)
            press_in_dialog(screen, "wipeConfirm")
            await screen.until(lambda: cards(screen) == [])
            await screen.until(lambda: screen.station.dialogs.dialog is None)
        assert settings_file.load(tmp_path).entrances == ()

    journey(story())


def test_an_entrance_is_removed_only_with_the_pin(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            await ask_for_another(screen)
            PinFile(tmp_path).set("2468")
            await press_key(screen, Qt.Key.Key_Delete)
            await screen.until(lambda: isinstance(QApplication.activeModalWidget(), PinSheet))
            assert screen.station.dialogs.dialog is None
            assert titles(screen) == [server.station_name]

    journey(story())
