"""What a station notes for itself: told beside the verdict, kept, exported."""

import csv
import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from station_app import settings as settings_file
from station_app.settings import Settings
from station_app.training.server import TrainingServer
from station_app.ui.export.dialog import ExportDialog
from tests.journeys.conftest import Journey, Screen, a_station


async def pass_back(screen: Screen) -> None:
    """Let Anna's badge be shown by two people."""
    screen.scan("K7QM2F")
    await screen.until_verdict("W")
    screen.scan("GUEST1")
    await screen.until(lambda: "Müller1" in screen.text("guestName"))
    journal = screen.station.doors.door.journal  # type: ignore[union-attr]
    steady = journal._steady
    journal._steady = lambda: steady() + 40
    screen.scan("K7QM2F")
    await screen.until(lambda: "Anna Lindqvist" in screen.text("guestName"))


def mark(screen: Screen) -> str:
    return " ".join(label.text() for label in shown(screen))


def shown(screen: Screen) -> list[QLabel]:
    return [one for one in screen.window.findChildren(QLabel, "localMark") if one.isVisible()]


def test_a_pass_back_is_seen_sent_away_and_remembered(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            await pass_back(screen)
            assert mark(screen) == "Seen here 40 s ago · 2nd time today"
            assert screen.text("verdict") == "Welcome"
            QTest.keyClick(screen.page, Qt.Key.Key_F8)
            await screen.until(lambda: "Sent away at " in mark(screen))
        async with a_station(tmp_path) as screen:
            await screen.until_live()
            screen.scan("K7QM2F")
            await screen.until_verdict("Welcome")
            assert "Sent away at " in mark(screen)
            for _ in range(2):
                screen.scan("NOBODY7")
                await screen.until_verdict("Unknown code")
                screen.scan("GUEST2")
                await screen.until_verdict("Welcome")

    journey(story())


def test_the_mark_speaks_german(journey: Journey, server: TrainingServer, tmp_path: Path) -> None:
    async def story() -> None:
        async with a_station(tmp_path, language="de") as screen:
            await screen.log_in(server)
            await screen.until(lambda: "36" in screen.text("guestCount"))
            await pass_back(screen)
            assert mark(screen) == "Vor 40 s hier gesehen · heute zum 2. Mal"

    journey(story())


def test_notes_are_exported_by_hand_and_at_closing(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    kept = Settings(export_at_closing=True, export_folder=str(folder))
    settings_file.save(kept, tmp_path / "data")

    async def story() -> None:
        async with a_station(tmp_path / "data") as screen:
            await screen.open_door(server)
            await pass_back(screen)
            screen.page.wishes.export.emit()
            dialog = screen.station.dialogs.dialog
            assert isinstance(dialog, ExportDialog)
            dialog.save_requested.emit(str(tmp_path / "mine.csv"), "csv", True)
            await screen.until(lambda: "mine.csv" in screen.text("exportMessage"))
            assert screen.text("exportMessage").startswith("3 notes saved in ")
            screen.scan("GUEST3")
            await screen.until(lambda: "Müller3" in screen.text("guestName"))
            assert screen.station.dialogs.dialog is None

    journey(story())
    text = (tmp_path / "mine.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines(), delimiter=text[len("number")]))
    assert [row["name"] for row in rows] == ["Anna Lindqvist", "Ada Müller1", "Anna Lindqvist"]
    at_closing = {path.suffix: path for path in folder.iterdir()}
    assert set(at_closing) == {".csv", ".json"}
    told = json.loads(at_closing[".json"].read_text("utf-8"))
    assert [entry["guest_id"] for entry in told["entries"]] == ["anna", "g1", "anna", "g3"]
    assert "Lindqvist" not in at_closing[".json"].read_text("utf-8")
    assert told["station"] == server.station_name
