"""Passphrase and wiping as a person meets them, and what is left on the disk of a whole day."""

import asyncio
import json
from pathlib import Path

import keyring
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from station_app import settings as settings_file
from station_app.app import Station
from station_app.domain.guest import SOMETIME
from station_app.options import Options
from station_app.settings import Settings
from station_app.store.private import VAULT
from station_app.training.server import TrainingServer
from station_app.ui.login.entrances import EntranceCard
from station_app.ui.settings.protection import ProtectionPane
from tests.journeys.conftest import Journey, Screen, a_station
from tests.support.key_stores import FakeKeyStore

PHRASE = "correct horse"


def shown(screen: Screen, name: str) -> QWidget | None:
    """Return a part of an open dialog, None if there is none."""
    found = [w for w in screen.window.findChildren(QWidget, name) if w.isVisible()]
    return found[0] if found else None


def text_of(screen: Screen, name: str) -> str:
    """Return what a label of an open dialog says."""
    label = shown(screen, name)
    return label.text() if isinstance(label, QLabel) else ""


def buttons(screen: Screen, kind: type[QAbstractButton] = QAbstractButton) -> list[QAbstractButton]:
    """Return the buttons that can be seen."""
    return [button for button in screen.window.findChildren(kind) if button.isVisible()]


def press(screen: Screen, name: str) -> None:
    button = shown(screen, name)
    assert isinstance(button, QAbstractButton)
    button.click()


def choose(screen: Screen, text: str) -> None:
    """Choose in the menu."""
    (action,) = [a for a in screen.window.findChildren(QAction) if a.text().startswith(text)]
    assert action.isVisible()
    action.trigger()


async def set_passphrase(screen: Screen, new: str, present: str = "") -> str:
    screen.press("settingsButton")
    await screen.until(lambda: shown(screen, "keyPlace") is not None)
    await screen.until(lambda: "encrypted" in text_of(screen, "keyPlace"))
    (pane,) = (p for p in screen.window.findChildren(ProtectionPane) if p.isVisible())
    if present:
        await screen.until(lambda: shown(screen, "passphrasePresent") is not None)
    for name, text in (
        ("passphrasePresent", present),
        ("passphraseNew", new),
        ("passphraseAgain", new),
    ):
        field = pane.findChild(QLineEdit, name)
        assert isinstance(field, QLineEdit)
        field.setText(text)
    button = pane.findChild(QAbstractButton, "passphraseSet" if new else "passphraseRemove")
    assert isinstance(button, QAbstractButton)
    button.click()
    said = pane.findChild(QLabel, "passphraseMessage")
    assert isinstance(said, QLabel)
    await screen.until(lambda: said.text() != "")
    press(screen, "settingsDone")
    return said.text()


def folder_bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_day_leaves_nothing_readable_on_the_disk(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    secrets = [b"Lindqvist", b"lindqvist", b"Okafor", b"Nordlys", b"K7QM2F", b"Troms", b"Door C"]

    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            screen.scan("K7QM2F")
            await screen.until_verdict("Welcome")
            (text,) = json.loads((tmp_path / "secrets.json").read_text()).values()
            token = json.loads(text)["token"]
            assert token
            for name, content in folder_bytes(tmp_path).items():
                for secret in secrets:
                    assert secret not in content, name
                if name != "secrets.json":  # the private file: there is no key store here
                    assert server.app_code.encode() not in content, name
                    assert token.encode() not in content, name

    journey(story())


def test_with_a_passphrase_the_door_opens_after_it_and_early_scans_wait(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    settings_file.save(Settings(scanner_gap_ms=120), tmp_path)  # on a busy machine, too

    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            assert "is set" in await set_passphrase(screen, PHRASE)
            assert (tmp_path / VAULT).exists()
            assert not (tmp_path / "secrets.json").exists()
        async with a_station(tmp_path) as screen:
            field = screen.widget("passphraseField")
            assert isinstance(field, QLineEdit)
            await screen.until(field.isVisible)
            screen.scan("K7QM2F")
            await screen.until(lambda: field.text() == "")
            field.setText("wrong horse")
            screen.press("unlockButton")
            await screen.until(lambda: "not the passphrase" in screen.text("unlockMessage"))
            await screen.until(lambda: not field.isReadOnly())
            field.setText(PHRASE)
            screen.press("unlockButton")
            await screen.until_verdict("Welcome")
            await screen.until_live("guests")
            assert "not the present" in await set_passphrase(screen, "", "wrong")
            assert "removed" in await set_passphrase(screen, "", PHRASE)
        async with a_station(tmp_path) as screen:
            await screen.until_live("guests")

    journey(story())


def test_a_forgotten_passphrase_ends_at_an_empty_login_page(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            await set_passphrase(screen, PHRASE)
        async with a_station(tmp_path) as screen:
            await screen.until(lambda: shown(screen, "beginAnewButton") is not None)
            press(screen, "beginAnewButton")
            press(screen, "wipeCancel")
            assert (tmp_path / VAULT).exists()
            press(screen, "beginAnewButton")
            press(screen, "wipeConfirm")
            await screen.until(lambda: "destroyed" in text_of(screen, "wipeText"))
            press(screen, "wipeCancel")
            assert not (tmp_path / VAULT).exists()
            await screen.open_door(server)

    journey(story())


def test_wiping_from_the_menu_logs_out_and_leaves_nothing(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            choose(screen, "Wipe this laptop")
            await screen.until(lambda: shown(screen, "wipeConfirm") is not None)
            screen.scan("K7QM2F")  # a guest matters more than a question
            await screen.until_verdict("Welcome")
            assert shown(screen, "wipeConfirm") is None
            choose(screen, "Wipe this laptop")
            press(screen, "wipeConfirm")
            await screen.until(lambda: "destroyed" in text_of(screen, "wipeText"))
            assert len(server.event.sessions) == 0
            assert list((tmp_path / "cache").iterdir()) == []
            assert not (tmp_path / "secrets.json").exists()
            assert screen.widget("loginButton").isVisible()
            assert screen.station.preferences.now.entrances == ()
        QApplication.processEvents()

    journey(story())


def test_at_logout_the_list_goes_by_choice(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            screen.press("logoutButton")
            await screen.until(lambda: screen.widget("loginButton").isVisible())
            await screen.until(lambda: screen.station.doors.door is None)
            assert list((tmp_path / "cache").glob("guests-*.db"))
            await screen.open_door(server)
            choose(screen, "Log out and wipe")
            press(screen, "wipeConfirm")
            await screen.until(lambda: "destroyed" in text_of(screen, "wipeText"))
            assert list((tmp_path / "cache").iterdir()) == []
            assert len(screen.station.preferences.now.entrances) == 1

    journey(story())


def let_it_be_over(folder: Path) -> None:
    """Note of every event this laptop knows that it ended long ago."""
    notes = folder / "events.json"
    facts = json.loads(notes.read_text())
    for fact in facts.values():
        fact.update(heard="2020-01-20T00:00:00+00:00", ends_at="2020-01-01T12:00:00+00:00")
        fact.update(opened="2020-01-01T00:00:00+00:00")
    notes.write_text(json.dumps(facts))


def test_an_event_that_is_over_is_wiped_at_the_next_start_which_says_why(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            wiping = screen.station.safekeeping.wiping
            assert wiping is not None
            assert await wiping.event_end() is not None
        let_it_be_over(tmp_path)
        async with a_station(tmp_path) as screen:
            await screen.until(lambda: screen.widget("loginButton").isVisible())
            assert list((tmp_path / "cache").iterdir()) == []
            assert not (tmp_path / "secrets.json").exists()
            said = screen.text("loginNotice")
            assert said.startswith(f"“{server.event_name}” ended on 1 January 2020.")
            assert "7 days" in said
            assert "key" not in said
            assert screen.text("loginMessage") == ""
            german = next(b for b in buttons(screen) if b.text() == "Deutsch")
            german.click()
            said = screen.text("loginNotice")
            assert said.startswith(f"„{server.event_name}“ endete am 1. Januar 2020.")
            buttons(screen, EntranceCard)[0].click()
            await screen.until(lambda: "App-Code" in screen.text("loginMessage"))
            assert screen.text("loginNotice") == ""
        async with a_station(tmp_path) as screen:
            assert screen.text("loginNotice") == ""

    journey(story())


def test_an_event_that_ends_while_its_door_is_open_closes_it_and_says_why(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path, poll_seconds=1.0) as screen:
            await screen.open_door(server)
            wiping, door = screen.station.safekeeping.wiping, screen.station.doors.door
            assert wiping is not None
            assert door is not None
            await wiping.look()
            assert screen.station.doors.door is door
            server.clock.advance(8 * 86400)
            later = server.clock.now()
            await screen.until(lambda: (door.sync.server_now() or SOMETIME) >= later)
            await wiping.look()
            assert screen.station.doors.door is None
            assert screen.widget("loginButton").isVisible()
            assert list((tmp_path / "cache").iterdir()) == []
            assert f"“{server.event_name}” ended on" in screen.text("loginNotice")
            await screen.open_door(server)  # who has the App Code may go on
            screen.press("logoutButton")
            await screen.until(lambda: screen.widget("loginButton").isVisible())
            assert screen.text("loginNotice") == ""

    journey(story())


def test_a_wipe_of_another_door_is_told_when_the_login_page_is_there(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
        notes = tmp_path / "events.json"
        (fact,) = json.loads(notes.read_text()).values()
        kept = json.loads(notes.read_text())
        notes.write_text(json.dumps({"0123456789": fact}))
        let_it_be_over(tmp_path)
        notes.write_text(json.dumps({**json.loads(notes.read_text()), **kept}))
        async with a_station(tmp_path) as screen:
            await screen.until_live("guests")
            assert "0123456789" not in notes.read_text()
            screen.press("logoutButton")
            await screen.until(lambda: shown(screen, "loginButton") is not None)
            assert screen.text("loginNotice").startswith(
                "An event ended on 1 January 2020. Its guest list"
            )

    journey(story())


def test_a_key_that_the_store_did_not_give_up_is_told_until_it_is_gone(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    fake = FakeKeyStore()
    before = keyring.get_keyring()
    keyring.set_keyring(fake)

    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
        let_it_be_over(tmp_path)
        fake.fault = "raises"
        for said in (server.event_name, "The key store did not answer"):  # the second has no event
            async with a_station(tmp_path) as screen:
                await screen.until(lambda: screen.widget("loginButton").isVisible())
                assert said in screen.text("loginNotice")
                assert "The next start tries again" in screen.text("loginNotice")
                assert fake.kept
        fake.fault = ""
        async with a_station(tmp_path) as screen:
            await screen.until(lambda: screen.widget("loginButton").isVisible())
            assert screen.text("loginNotice") == ""
            assert not fake.kept

    try:
        journey(story())
    finally:
        keyring.set_keyring(before)


def test_a_key_store_that_hangs_is_told_and_the_window_closes(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    """Somebody must type the key store's password, and does not."""
    fake = FakeKeyStore()
    before = keyring.get_keyring()
    keyring.set_keyring(fake)

    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
        assert fake.kept
        fake.fault = "hangs"
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        options = Options(camera="none", language="en", theme="dark")
        station = Station(app, options, tmp_path, asyncio.Event())
        starting = asyncio.ensure_future(station.start())
        screen = Screen(station)
        await screen.until(lambda: "key store" in screen.text("syncStatus"))
        starting.cancel()
        await asyncio.gather(starting, return_exceptions=True)
        await station.shut_down()

    try:
        journey(story())
    finally:
        fake.let_go.set()
        keyring.set_keyring(before)
