"""What a person sends to whoever helps, from the menu to the file."""

import stat
import threading
import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QMenu

from station_app import licences
from station_app.licences import Part
from station_app.training.server import TrainingServer
from station_app.ui.about.dialog import AboutDialog
from station_app.ui.diagnostics.dialog import DiagnosticsDialog
from station_app.ui.widgets.reader import PlainPage
from tests.journeys.conftest import Journey, Screen, a_station


def choose(screen: Screen, words: str) -> None:
    menu = screen.page.findChild(QMenu)
    assert menu is not None
    (action,) = [one for one in menu.actions() if one.text() == words]
    action.trigger()


def test_diagnostics_are_read_saved_and_make_room_for_a_guest(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    file = tmp_path / "usb" / "d.zip"
    file.parent.mkdir()

    async def evening() -> None:
        async with a_station(tmp_path / "data") as screen:
            await screen.open_door(server)
            screen.station.dialogs._diagnostics._self_test = lambda: lambda: "ok   Disk: room"
            screen.scan("K7QM2F")
            await screen.until_verdict("Welcome")
            choose(screen, "Save diagnostics …")
            dialog = screen.station.dialogs.dialog
            assert isinstance(dialog, DiagnosticsDialog)
            page = dialog.findChild(PlainPage)
            message = dialog.findChild(QLabel, "diagnosticsMessage")
            assert page is not None
            assert message is not None
            dialog._reader.parts.select_row(4)
            await screen.until(lambda: "Disk: room" in page.toPlainText())
            dialog._reader.parts.select_row(6)
            await screen.until(lambda: "minimumSearchLength" in page.toPlainText())
            dialog._reader.parts.select_row(7)
            await screen.until(lambda: "verdict on the screen: 1" in page.toPlainText())
            shown = page.toPlainText()
            screen.scan("P9XB4D")  # a scanner's burst is a guest, whatever has the focus
            await screen.until_verdict("Deregistered")
            assert screen.station.dialogs.dialog is None
            timings = screen.station.timings  # told once the verdict is painted
            await screen.until(lambda: "verdict on the screen: 2" in timings.table())
            choose(screen, "Save diagnostics …")
            dialog = screen.station.dialogs.dialog
            assert isinstance(dialog, DiagnosticsDialog)
            message = dialog.findChild(QLabel, "diagnosticsMessage")
            assert message is not None
            dialog.save_requested.emit(str(file))
            await screen.until(lambda: str(file) in message.text())
            dialog.save_requested.emit(str(tmp_path / "no folder" / "d.zip"))
            await screen.until(lambda: message.text().startswith("Nothing was saved"))
            assert "verdict on the screen: 1" in shown

    journey(evening())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with zipfile.ZipFile(file) as archive:
        assert "verdict on the screen: 2" in archive.read("timings.txt").decode()
        assert len(archive.namelist()) == 8


def test_closing_waits_for_no_self_test(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    go_on = threading.Event()

    def endless() -> str:
        go_on.wait(60)
        return ""

    async def evening() -> None:
        async with a_station(tmp_path / "data") as screen:
            await screen.open_door(server)
            screen.station.dialogs._diagnostics._self_test = lambda: endless
            choose(screen, "Save diagnostics …")
            dialog = screen.station.dialogs.dialog
            assert isinstance(dialog, DiagnosticsDialog)
            dialog.save_requested.emit(str(tmp_path / "d.zip"))
        assert not go_on.is_set()
        go_on.set()

    journey(evening())
    assert not (tmp_path / "d.zip").exists()


def test_about_lists_the_parts(
    journey: Journey, server: TrainingServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(licences, "parts", lambda: (Part("one", "1", "MIT", "its text"),))

    async def evening() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            choose(screen, "About and licences")
            dialog = screen.station.dialogs.dialog
            assert isinstance(dialog, AboutDialog)
            page = dialog.findChild(PlainPage)
            assert page is not None
            await screen.until(lambda: page.toPlainText() == "its text")

    journey(evening())
