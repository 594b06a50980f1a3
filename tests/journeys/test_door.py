"""A volunteer's evening: each story through the real window against the real server."""

import asyncio
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from station_app.app import Station
from station_app.domain.scan import Lane, Scan
from station_app.options import Options
from station_app.training import faults
from station_app.training.server import TrainingServer
from tests.journeys.conftest import Journey, Screen, a_station
from tests.scanners.pictures import badge, film, scene
from tests.support.builders import wire_guest
from tests.support.door import ALL, LOGIN, RECENT


def test_login_wrong_then_right(journey: Journey, server: TrainingServer, tmp_path: Path) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.log_in(server, appCodeField="wrong")
            await screen.until(lambda: "1010" in screen.text("loginMessage"))
            assert "App Code" in screen.text("loginMessage")
            await screen.log_in(server)
            await screen.until_live("36 guests")
            assert screen.text("eventTitle") == server.event_name
            assert screen.text("stationTitle") == server.station_name

    journey(story())


def test_event_address_fills_two_fields(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            screen.fill("serverField", f"{server.url}/de/admin/event/4711")
            field = screen.widget("eventIdField")
            assert isinstance(field, QLineEdit)
            await screen.until(lambda: field.text() == "4711")

    journey(story())


def test_scan_shows_everything_of_a_guest(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            screen.scan("K7QM2F")
            await screen.until_verdict("Welcome")
            assert screen.text("guestName") == "Dr. Anna Lindqvist, MSc"
            assert "Nordlys Research" in screen.text("guestCompany")
            assert screen.text("registrationState") == "Registered"
            assert screen.text("checkInState") == "Not checked in"
            assert screen.text("accessCode") == "K7QM2F"
            assert screen.text("highlightColor") == "#3d5afe"
            assert "Tromsø" in screen.text("guestFields")
            rows = screen.rows("companionList")
            assert len(rows) == 2
            assert any("Jonas Lindqvist" in row and "Expected" in row for row in rows)
            assert any("Companion of Anna Lindqvist" in row for row in rows)
            assert screen.widget("searchField").text() == ""  # type: ignore[attr-defined]
            screen.page.guest_chosen.emit("jonas")
            await screen.until(lambda: screen.text("guestName") == "Jonas Lindqvist")
            assert any("Anna Lindqvist" in row for row in screen.rows("companionList"))
            screen.scan("P9XB4D")
            await screen.until_verdict("Deregistered")
            assert screen.text("highlightColor") == ""
            screen.scan("B7KEPL")
            await screen.until_verdict("Several guests")

    journey(story())


def test_typing_finds_and_enter_shows(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            screen.type("lindqv ann")
            await screen.until(lambda: any("Anna" in row for row in screen.rows("resultList")))
            QTest.keyClick(screen.widget("searchField"), Qt.Key.Key_Return)
            await screen.until(lambda: "Anna Lindqvist" in screen.text("guestName"))
            screen.type("mueller7")
            await screen.until(lambda: any("Müller7" in row for row in screen.rows("resultList")))
            QTest.keyClick(screen.widget("searchField"), Qt.Key.Key_Escape)
            await screen.until(lambda: not screen.rows("resultList"))
            assert screen.text("verdict") == ""

    journey(story())


def test_changes_show_in_place_within_one_poll(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path, poll_seconds=1.0) as screen:
            await screen.open_door(server)
            screen.scan("K7QM2F")
            await screen.until_verdict("Welcome")
            server.event.check_in("anna")
            await screen.until_verdict("Already checked in")
            server.event.check_in("jonas")
            await screen.until(
                lambda: any("Checked in" in row for row in screen.rows("companionList"))
            )
            server.event.set_color("anna", "#ff0000")
            await screen.until(lambda: screen.text("highlightColor") == "#ff0000")
            server.event.delete("anna")
            await screen.until_verdict("Removed")
            screen.scan("GUEST1")
            await screen.until_verdict("Welcome")
            screen.scan("K7QM2F")
            await screen.until_verdict("Removed")

    journey(story())


def test_an_unknown_code_asks_the_server_first(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path, poll_seconds=3600.0) as screen:
            await screen.open_door(server)
            server.event.add(wire_guest(id="late", last="Comer", accessCode="LATE01"))
            screen.scan("LATE01")
            await screen.until_verdict("Welcome")
            screen.scan("NOBODY")
            await screen.until_verdict("Unknown code")
            assert "asked" in screen.text("verdictDetail")

    journey(story())


def test_a_scan_is_not_held_up_by_one_that_waits_for_the_server(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path, poll_seconds=3600.0) as screen:
            await screen.open_door(server)
            held = faults.Held()
            server.faults.stand(RECENT, held)
            screen.scan("NOBODY")
            await screen.until(lambda: server.count_requests(RECENT) > 0)
            screen.scan("K7QM2F")
            await screen.until_verdict("Welcome")
            held.release()

    journey(story())


def test_an_expired_token_is_nothing_to_see(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path, poll_seconds=1.0) as screen:
            await screen.open_door(server)
            server.event.sessions.revoke_all()
            await screen.until(lambda: server.count_requests(LOGIN) == 2)
            await screen.until_live()

    journey(story())


def test_refused_credentials_show_the_form_and_scans_go_on(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path, poll_seconds=1.0) as screen:
            await screen.open_door(server)
            server.faults.stand(
                LOGIN,
                faults.Status(
                    200,
                    '{"status":"error","errors":[{"code":1010,"message":"API key incorrect."}]}',
                    "application/json",
                ),
            )
            server.event.sessions.revoke_all()
            await screen.until(lambda: "1010" in screen.text("loginMessage"))
            screen.scan("K7QM2F")
            await screen.until_verdict("Welcome")
            assert "Signed out" in screen.text("syncStatus")
            server.faults.clear()

    journey(story())


def test_server_gone_and_back(journey: Journey, server: TrainingServer, tmp_path: Path) -> None:
    async def story() -> None:
        async with a_station(tmp_path, poll_seconds=1.0) as screen:
            await screen.open_door(server)
            server.close_port()
            await screen.until(lambda: "Offline" in screen.text("syncStatus"))
            screen.scan("K7QM2F")
            await screen.until_verdict("Welcome")
            assert "as of" in screen.text("verdictDetail")
            screen.scan("NOBODY")
            await screen.until_verdict("Unknown code")
            assert "as of" in screen.text("verdictDetail")
            server.reopen_port()
            await screen.until_live()

    journey(story())


def test_a_restart_without_network_shows_the_last_list(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
        assert len(server.event.sessions) == 0  # logged out on a normal exit
        server.close_port()
        async with a_station(tmp_path) as screen:
            assert "36 guests" in screen.text("guestCount")
            await screen.until(lambda: "Offline" in screen.text("syncStatus"))
            screen.scan("K7QM2F")
            await screen.until_verdict("Welcome")
            server.reopen_port()
            await screen.until_live()

    journey(story())


def test_logging_out_forgets_the_app_code_and_asks_again(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            screen.press("logoutButton")
            await screen.until(lambda: screen.widget("loginButton").isVisible())
            await screen.until(lambda: len(server.event.sessions) == 0)
        async with a_station(tmp_path) as screen:
            assert screen.widget("loginButton").isVisible()
            assert server.app_code not in (tmp_path / "settings.json").read_text()

    journey(story())


def test_training_mode_asks_nothing(journey: Journey, tmp_path: Path) -> None:
    async def story() -> None:
        async with a_station(tmp_path, demo=True) as screen:
            await screen.until_live("guests")
            assert screen.widget("trainingBanner").isVisible()
            screen.scan("K7QM2F")
            await screen.until_verdict("Welcome")
            assert "Anna Lindqvist" in screen.text("guestName")

    journey(story())


def test_nothing_private_is_written_outside_cache_and_secrets(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            screen.scan("K7QM2F")
            await screen.until_verdict("Welcome")
            await asyncio.sleep(0)

    journey(story())
    private = [b"Lindqvist", b"K7QM2F", server.app_code.encode()]
    for path in tmp_path.rglob("*"):
        if path.is_file() and path.parent.name != "cache" and path.name != "secrets.json":
            content = path.read_bytes()
            assert not any(secret in content for secret in private), path
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_film_of_badges_is_read_and_its_end_is_a_state(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    codes = ("GUEST1", "P9XB4D", "K7QM2F")
    frames = [frame for code in codes for frame in [scene(640, 480)] * 5 + [badge(code)] * 15]
    camera = str(film(tmp_path / "badges.avi", frames, fps=15))

    async def story() -> None:
        async with a_station(tmp_path / "data", camera=camera) as screen:
            seen: list[str] = []

            def look() -> bool:
                name = screen.text("guestName")
                if name and name not in seen:
                    seen.append(name)
                return len(seen) == len(codes)

            await screen.log_in(server)
            await screen.until(look)
            assert seen == ["Ada Müller1", "Ada Okafor", "Dr. Anna Lindqvist, MSc"]
            await screen.until(lambda: "film ended" in screen.text("scannerStatus"))
            screen.scan("GUEST2")  # the other lanes go on
            await screen.until(lambda: screen.text("guestName") == "Ada Müller2")

    journey(story())


def test_language_and_theme_change_at_once_and_are_kept(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path, language=None, theme=None) as screen:
            preferences = screen.station.preferences
            preferences.change(replace(preferences.now, language="de", theme="light"))
            await opened_in_german(screen)
            preferences.change(replace(preferences.now, language="en"))
            await screen.until_verdict("Welcome")
            preferences.change(replace(preferences.now, language="de"))
        async with a_station(tmp_path, language=None, theme=None) as screen:
            assert screen.station.theme.name == "light"
            screen.scan("K7QM2F")
            await screen.until_verdict("Willkommen")

    async def opened_in_german(screen: Screen) -> None:
        await screen.log_in(server)
        await screen.until(lambda: screen.text("guestCount") == "36 Gäste")
        screen.scan("K7QM2F")
        await screen.until_verdict("Willkommen")

    journey(story())


def test_a_login_without_network_opens_a_known_list_for_the_right_app_code(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
        server.close_port()
        who = {"server": server.url, "event_id": server.event_id}
        async with a_station(tmp_path, **who, station="Elsewhere") as screen:
            await screen.log_in(server, appCodeField="guessed")
            await screen.until(lambda: screen.text("loginMessage") != "")
            await screen.log_in(server)
            await screen.until(lambda: screen.text("guestCount") == "36 guests")
        server.reopen_port()

    journey(story())


def test_a_scan_is_answered_over_an_open_dialog(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            screen.press("settingsButton")
            await screen.until(lambda: screen.station.dialogs.dialog is not None)
            screen.scan("K7QM2F")
            await screen.until_verdict("Welcome")
            assert screen.station.dialogs.dialog is None

    journey(story())


def test_a_long_first_load_tells_its_progress_and_can_be_stopped(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    for number in range(6000):
        server.event.add(wire_guest(id=f"more{number}", accessCode=f"MORE{number}"))
    server.faults.queue(ALL, faults.HangInBody())

    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.log_in(server)
            await screen.until(lambda: screen.widget("plateLogInButton").isVisible())
            assert screen.text("syncStatus").startswith("Loading the guest list · ")
            screen.press("plateLogInButton")
            await screen.until(lambda: "was stopped" in screen.text("syncStatus"))
            screen.press("reloadButton")
            await screen.until_live("6036 guests")

    journey(story())


def test_a_disk_that_takes_no_list_does_not_stop_the_door(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    (tmp_path / "cache").write_text("a file stands where the folder should")

    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            screen.scan("K7QM2F")
            await screen.until_verdict("Welcome")

    journey(story())


def test_the_camera_rests_while_the_window_is_minimised(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    camera = str(film(tmp_path / "long.avi", [scene(320, 240)] * 200, fps=10))

    async def story() -> None:
        async with a_station(tmp_path / "data", camera=camera) as screen:
            await screen.open_door(server)
            await screen.until(lambda: "Camera: on" in screen.text("scannerStatus"))
            screen.window.minimised_changed.emit(True)
            await screen.until(lambda: "Camera: off" in screen.text("scannerStatus"))
            screen.window.minimised_changed.emit(False)
            await screen.until(lambda: "Camera: on" in screen.text("scannerStatus"))

    journey(story())


def test_a_scan_while_the_door_opens_is_answered(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        options = Options(camera="none", language="en", theme="dark")
        station = Station(app, options, tmp_path, asyncio.Event())
        starting = asyncio.ensure_future(station.start())
        try:
            screen = Screen(station)
            await screen.until(lambda: hasattr(station, "scans") and station.scans.is_opening)
            assert station.doors.door is None
            assert screen.window.isVisible()
            assert screen.text("stationTitle") == server.station_name
            station.devices.lanes.scanned.emit(Scan("K7QM2F", Lane.KEYBOARD))
            await screen.until_verdict("Welcome")
        finally:
            await starting
            await station.shut_down()

    journey(story())
