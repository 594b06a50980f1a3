"""The live numbers through the whole program: opened by key, kept true, replaced, saved."""

import csv
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from station_app.store.pin import PinFile
from station_app.training.server import TrainingServer
from tests.journeys.conftest import Journey, Screen, a_station
from tests.journeys.test_privacy import enter, press, scan, sheets


async def open_numbers(screen: Screen) -> None:
    press(screen, Qt.Key.Key_F4)
    await screen.until(lambda: title(screen) == "Live numbers")


def title(screen: Screen) -> str:
    """Return the page's title, '' while it is not shown or not even made."""
    return screen.text("numbersTitle") if screen.page.findChild(QLabel, "numbersTitle") else ""


async def save(screen: Screen, button: str, path: Path, said: str) -> None:
    """Press a button, choose a place in the dialog; return when the page says what became of it."""
    screen.press(button)
    await screen.until(lambda: isinstance(screen.station.dialogs.dialog, QFileDialog))
    dialog = screen.station.dialogs.dialog
    assert isinstance(dialog, QFileDialog)
    assert dialog.objectName() == "numbersFile"
    dialog.fileSelected.emit(str(path))
    dialog.close()
    await screen.until(lambda: said in screen.text("numbersMessage"))


def test_a_check_in_at_the_server_changes_them_within_one_poll(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path, poll_seconds=1.0) as screen:
            await screen.open_door(server)
            await open_numbers(screen)
            assert screen.text("number-already") == "0"
            assert screen.text("number-welcome") == "35"
            assert screen.text("number-deregistered") == "1"
            assert screen.text("numbersCaption").startswith("36 on the list, 2 of them companions")
            server.event.check_in("jonas")
            await screen.until(lambda: screen.text("number-already") == "1", timeout_s=10)
            assert screen.text("numbersCaption").endswith("(1 arrived)")
            chart = screen.widget("arrivalsChart").accessibleDescription()
            assert chart.endswith(": 1 companion")
            screen.scan("K7QM2F")
            await screen.until_verdict("Welcome")
            assert title(screen) == ""
            await open_numbers(screen)
            QTest.keyClick(screen.page, Qt.Key.Key_Escape)
            await screen.until(lambda: screen.text("readyWord") == "Ready")

    journey(story())


def test_they_are_saved_as_picture_and_table_and_a_scan_closes_the_question(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path / "data") as screen:
            await screen.open_door(server)
            await open_numbers(screen)
            await save(screen, "numbersPicture", tmp_path / "numbers.png", "numbers.png")
            nowhere = tmp_path / "nowhere" / "numbers.csv"
            await save(screen, "numbersCsv", nowhere, "Nothing was saved: ")
            await save(screen, "numbersCsv", tmp_path / "numbers.csv", "numbers.csv")
            screen.press("numbersCsv")
            await screen.until(lambda: screen.station.dialogs.dialog is not None)
            scan(screen, "GUEST1")
            await screen.until_verdict("Welcome")
            assert screen.station.dialogs.dialog is None

    journey(story())
    picture = QImage(str(tmp_path / "numbers.png"))
    assert picture.width() > 2000
    content = (tmp_path / "numbers.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    separator = ";" if ";" in text.splitlines()[0] else ","
    rows = list(csv.reader(text.splitlines(), delimiter=separator))
    assert rows[0][1] == server.event_name
    assert ["State", "still expected", "33", "2", "35"] in rows
    assert ["On the list by colour", "#3d5afe", "1", "0", "1"] in rows
    assert "Lindqvist" not in text


def test_the_pin_is_asked_before_they_are_saved(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    PinFile(tmp_path).set("2580")

    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            await open_numbers(screen)
            screen.press("numbersPicture")
            await screen.until(lambda: len(sheets(screen)) == 1)
            assert screen.station.dialogs.dialog is None
            enter(sheets(screen)[0], "2580")
            await screen.until(lambda: isinstance(screen.station.dialogs.dialog, QFileDialog))
            screen.station.dialogs.close()
            press(screen, Qt.Key.Key_F9)
            await screen.until(lambda: screen.text("readyWord") == "Names are hidden")
            assert title(screen) == ""

    journey(story())
