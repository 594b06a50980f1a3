"""Two doors of one event with one memory: the whole program twice, and a real database."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from station_app.domain.scan import Lane, Scan
from station_app.services.sharing import Phase, Sharing
from station_app.sharing import driver
from station_app.sharing.address import Address
from station_app.store.sharing import FILES
from station_app.training.server import TrainingServer
from station_app.ui.other_doors.dialog import DoorsDialog
from station_app.ui.settings.dialog import SettingsDialog
from station_app.ui.settings.sharing import SharingPane
from tests.journeys.conftest import Journey, Screen, a_station
from tests.support.postgres import Database, Server


@pytest.fixture(scope="module")
def postgres() -> Iterator[Server]:
    with Server() as running:
        yield running


@pytest.fixture
def database(postgres: Server) -> Database:
    return postgres.new_database()


def mark(screen: Screen) -> str:
    labels = screen.window.findChildren(QLabel, "localMark")
    return " ".join(label.text() for label in labels if label.isVisible())


def phase(screen: Screen) -> Phase:
    door = screen.station.doors.door
    return door.sharing.status.phase if door is not None and door.sharing is not None else Phase.OFF


def sharing(screen: Screen) -> Sharing:
    door = screen.station.doors.door
    assert door is not None
    assert door.sharing is not None
    return door.sharing


def sharing_pane(screen: Screen) -> SharingPane:
    """Open the settings, where the memory is set up."""
    screen.page.wishes.settings.emit()
    dialog = screen.station.dialogs.dialog
    assert isinstance(dialog, SettingsDialog)
    pane = dialog.findChild(SharingPane)
    assert pane is not None
    return pane


def shown(screen: Screen, code: str) -> None:
    """Hold a badge to the serial scanner of one of both: keys would go to the window in front."""
    screen.station.scans.take(Scan(code, Lane.SERIAL))


def together(database: Database) -> dict[str, str]:
    return {"share_url": url(database), "share_password": database.server.password}


def url(database: Database) -> str:
    return Address(host="127.0.0.1", port=database.server.port, database=database.name).url()


def test_a_ticket_shown_at_one_door_is_known_at_the_other(
    journey: Journey, server: TrainingServer, database: Database, tmp_path: Path
) -> None:
    async def story() -> None:
        both = together(database)
        async with (
            a_station(tmp_path / "north", **both) as north,
            a_station(tmp_path / "south", **both) as south,
        ):
            for screen in (north, south):
                await screen.open_door(server)
                await screen.until(lambda screen=screen: phase(screen) is Phase.TOGETHER)
            await north.until(lambda: "2 doors" in north.text("guestCount"))
            shown(north, "K7QM2F")
            await north.until_verdict("Welcome")
            assert mark(north) == ""
            shown(south, "K7QM2F")
            await south.until_verdict("Welcome?")
            assert south.text("verdictDetail").startswith("Seen at Main Entrance ")
            assert "2nd time today" in mark(south)
            QTest.keyClick(south.page, Qt.Key.Key_F8)
            await south.until(lambda: "Sent away at " in mark(south))
            north.page.wishes.doors.emit()
            dialog = north.station.dialogs.dialog
            assert isinstance(dialog, DoorsDialog)
            await north.until(lambda: "2 doors online" in dialog.about.text())
            assert "1 welcomed" in dialog.about.text()

    journey(story())


def test_a_laptop_made_from_a_copy_becomes_a_station_of_its_own(
    journey: Journey, server: TrainingServer, database: Database, tmp_path: Path
) -> None:
    async def story() -> None:
        both = together(database)
        async with a_station(tmp_path / "north", **both) as north:
            await north.open_door(server)
            await north.until(lambda: phase(north) is Phase.TOGETHER)
            (identity,) = (tmp_path / "north").rglob(FILES)
            there = tmp_path / "copy" / identity.relative_to(tmp_path / "north")
            there.parent.mkdir(parents=True)
            shutil.copy(identity, there)
            async with a_station(tmp_path / "copy", **both) as copy:
                await copy.open_door(server)
                await copy.until(lambda: phase(copy) is Phase.TOGETHER)
                for screen in (north, copy):  # a moment before they do so by themselves
                    sharing(screen)._present()
                for screen in (north, copy):
                    await screen.until(lambda screen=screen: "2 doors" in screen.text("guestCount"))
                    await screen.until(lambda screen=screen: phase(screen) is Phase.TOGETHER)
                shown(north, "K7QM2F")
                await north.until_verdict("Welcome")
                shown(copy, "K7QM2F")
                await copy.until_verdict("Welcome?")
                assert copy.text("verdictDetail").startswith("Seen at Main Entrance ")

    journey(story())


def test_a_database_that_goes_and_comes_loses_nothing(
    journey: Journey, server: TrainingServer, postgres: Server, database: Database, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path, **together(database)) as screen:
            await screen.open_door(server)
            await screen.until(lambda: phase(screen) is Phase.TOGETHER)
            postgres.kill()
            await screen.until(lambda: phase(screen) is Phase.ALONE)
            shown(screen, "K7QM2F")
            await screen.until_verdict("Welcome")
            assert "This door only" in screen.text("syncStatus")
            assert screen.text("verdictDetail").endswith("This door only.")
            postgres.start()
            await screen.until(lambda: phase(screen) is Phase.TOGETHER, timeout_s=45)
            await screen.until(lambda: "This door only" not in screen.text("verdictDetail"))
            await screen.until(lambda: len(database.rows("SELECT 1 FROM checkin_share.mark")) == 1)

    journey(story())


def test_it_is_set_up_by_hand_and_by_a_card(
    journey: Journey, server: TrainingServer, database: Database, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            pane = sharing_pane(screen)
            pane._address.setText("http://nonsense")
            pane._connect.click()
            await screen.until(lambda: pane._message.isVisibleTo(pane))
            pane._address.setText(url(database))
            pane._password.setText("wrong")
            pane._connect.click()
            await screen.until(lambda: phase(screen) is Phase.REFUSED)
            assert "password" in pane._status.text()
            pane._password.setText(database.server.password)
            pane._connect.click()
            await screen.until(lambda: phase(screen) is Phase.TOGETHER, timeout_s=45)
            pane._card.click()
            await screen.until(lambda: pane._picture.isVisibleTo(pane))
            pane._end.click()
            await screen.until(lambda: phase(screen) is Phase.OFF)
            assert screen.station.preferences.kept.share_url == ""

    journey(story())


def test_a_laptop_without_libpq_says_so(
    journey: Journey, server: TrainingServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load() -> None:
        raise driver.NoLibrary

    monkeypatch.setattr(driver, "load", load)

    async def story() -> None:
        there = "postgresql://db.example.org/doors"
        async with a_station(tmp_path, share_url=there) as screen:
            await screen.log_in(server)
            await screen.until(lambda: "This door only" in screen.text("syncStatus"))
            pane = sharing_pane(screen)
            await screen.until(lambda: "install libpq5" in pane._status.text())
            pane._end.click()
            await screen.until(lambda: pane._status.text() == "Nothing is shared.")
            await screen.until_live("guests")

    journey(story())


def test_marks_of_an_event_that_is_over_are_wiped_for_all(
    journey: Journey, server: TrainingServer, database: Database, tmp_path: Path
) -> None:
    def rows() -> int:
        return len(database.rows("SELECT 1 FROM checkin_share.mark"))

    async def story() -> None:
        async with a_station(tmp_path, **together(database)) as screen:
            await screen.open_door(server)
            await screen.until(lambda: phase(screen) is Phase.TOGETHER)
            shown(screen, "K7QM2F")
            await screen.until_verdict("Welcome")
            await screen.until(lambda: rows() == 1)
            shared = screen.station.shared
            await shared.forget_if_over(datetime.now(UTC) + timedelta(hours=1))
            assert rows() == 1, "others need them while the event goes on"
            await shared.forget_if_over(datetime.now(UTC) - timedelta(hours=1))
            await screen.until(lambda: rows() == 0)

    journey(story())


def test_where_nobody_knows_when_an_event_ends_the_last_door_takes_its_marks_along(
    journey: Journey, server: TrainingServer, database: Database, tmp_path: Path
) -> None:
    def rows() -> int:
        return len(database.rows("SELECT 1 FROM checkin_share.mark"))

    async def story() -> None:
        both = together(database)
        async with a_station(tmp_path / "north", **both) as north:
            await north.open_door(server)
            async with a_station(tmp_path / "south", **both) as south:
                await south.open_door(server)
                await north.until(lambda: "2 doors" in north.text("guestCount"))
                shown(south, "K7QM2F")
                await south.until_verdict("Welcome")
                await north.until(lambda: rows() == 1)
            await north.station.shared.forget_if_over(None)
            assert rows() == 1, "the other was here a moment ago"
            database.rows(
                "UPDATE checkin_share.station SET told_at = told_at - interval '13 h'"
                " WHERE id <> %s RETURNING 1",
                str(sharing(north).station),
            )
            sharing(north)._present()
            await north.until(lambda: sharing(north).is_last())
            await north.station.shared.forget_if_over(None)
            await north.until(lambda: rows() == 0)

    journey(story())


def test_what_keeps_a_door_from_the_others_is_told(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path, share_url="postgresql://host/too/much") as screen:
            await screen.log_in(server)
            await screen.until(lambda: "This door only" in screen.text("syncStatus"))
            pane = sharing_pane(screen)
            assert "cannot be used" in pane._status.text()

    journey(story())
