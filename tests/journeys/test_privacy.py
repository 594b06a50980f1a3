"""Hidden names and the PIN through the whole program, and whom it talks to all evening."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from station_app import settings as settings_file
from station_app.domain.scan import Lane, Scan
from station_app.settings import Settings
from station_app.store.pin import PinFile
from station_app.training.server import TrainingServer
from station_app.ui.privacy.sheet import PinSheet
from tests.journeys.conftest import Journey, Screen, a_station
from tests.scanners.pictures import film, scene
from tests.support.tls_front import CERTIFICATES, Proxy, TlsFront


def press(screen: Screen, key: Qt.Key) -> None:
    """Press a key as a keyboard does: at the window, whatever has the focus."""
    QTest.keyClick(screen.window.windowHandle(), key)


def sheets(screen: Screen) -> list[PinSheet]:
    return [one for one in screen.window.findChildren(PinSheet) if one.isVisible()]


def enter(sheet: PinSheet, pin: str) -> None:
    """Enter it as a finger does: keys without a pause would be a scan."""
    keys = {one.text(): one for one in sheet.findChildren(QPushButton)}
    for digit in (*pin, "OK"):
        keys[digit].click()


def said(sheet: PinSheet) -> str:
    """Return what this sheet says; one that was closed may still be there."""
    message = sheet.findChild(QLabel, "pinMessage")
    assert message is not None
    return message.text()


def scan(screen: Screen, code: str) -> None:
    """Scan by a lane that needs no window in front."""
    screen.station.devices.lanes.scanned.emit(Scan(code, Lane.SERIAL))


def test_one_key_hides_everything_and_a_scan_brings_it_back(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    camera = str(film(tmp_path / "long.avi", [scene(320, 240)] * 200, fps=10))

    async def story() -> None:
        async with a_station(tmp_path / "data", camera=camera) as screen:
            await screen.open_door(server)
            await screen.until(lambda: "Camera: on" in screen.text("scannerStatus"))
            scan(screen, "K7QM2F")
            await screen.until_verdict("Welcome")
            await screen.until(lambda: bool(screen.rows("historyList")))
            press(screen, Qt.Key.Key_F9)
            await screen.until(lambda: screen.text("readyWord") == "Names are hidden")
            await screen.until(lambda: screen.rows("historyList") == [])
            assert screen.text("verdict") == ""
            assert "Lindqvist" not in screen.text("guestName")
            await screen.until(lambda: "Camera: off" in screen.text("scannerStatus"))
            scan(screen, "GUEST1")
            await screen.until_verdict("Welcome")
            await screen.until(lambda: len(screen.rows("historyList")) == 2)
            await screen.until(lambda: "Camera: on" in screen.text("scannerStatus"))
            press(screen, Qt.Key.Key_F9)
            await screen.until(lambda: screen.text("readyWord") == "Names are hidden")
            press(screen, Qt.Key.Key_M)  # the first letter is not lost
            await screen.until(lambda: any("Müller" in row for row in screen.rows("resultList")))

    journey(story())


def test_left_alone_it_hides_by_itself(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            scan(screen, "K7QM2F")
            await screen.until(lambda: any("Anna" in row for row in screen.rows("historyList")))
            screen.station.privacy.watch.idle_changed.emit(130.0)
            assert not any("Anna" in row for row in screen.rows("historyList"))
            assert len(screen.rows("historyList")) == 1
            screen.station.privacy.watch.idle_changed.emit(301.0)
            await screen.until(lambda: screen.text("readyWord") == "Names are hidden")
            QTest.mouseClick(screen.window.windowHandle(), Qt.MouseButton.LeftButton)
            await screen.until(lambda: any("Anna" in row for row in screen.rows("historyList")))

    journey(story())


def test_with_a_pin_scans_are_answered_and_nothing_else(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    settings_file.save(Settings(privacy_asks_pin=True), tmp_path)
    PinFile(tmp_path).set("2468")

    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            assert screen.text("readyWord") == "Names are hidden"  # a restart is no way around
            scan(screen, "B7KEPL")
            await screen.until_verdict("Several guests")
            press(screen, Qt.Key.Key_1)
            await screen.until(lambda: "Brandstätter" in screen.text("guestName"))
            assert screen.rows("historyList") == []
            press(screen, Qt.Key.Key_B)
            await screen.until(lambda: bool(sheets(screen)))
            assert screen.widget("searchField").text() == ""  # type: ignore[attr-defined]
            scan(screen, "K7QM2F")  # a guest matters more than the question
            await screen.until(lambda: "Anna" in screen.text("guestName"))
            await screen.until(lambda: not sheets(screen))
            screen.type("Lindqvist")  # as text pasted by the mouse comes
            await screen.until(lambda: bool(sheets(screen)))
            assert screen.rows("resultList") == []
            enter(sheets(screen)[0], "2468")
            await screen.until(lambda: len(screen.rows("historyList")) > 0)
            screen.type("Lindqvist")
            await screen.until(lambda: any("Anna" in row for row in screen.rows("resultList")))

    journey(story())


def test_settings_and_logout_ask_for_the_pin(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    PinFile(tmp_path).set("2468")

    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            screen.press("settingsButton")
            await screen.until(lambda: bool(sheets(screen)))
            assert screen.station.dialogs.dialog is None
            enter(sheets(screen)[0], "1111")
            await screen.until(lambda: "wrong" in screen.text("pinMessage"))
            sheets(screen)[0].reject()
            await screen.until(lambda: not sheets(screen))
            screen.press("logoutButton")
            await screen.until(lambda: bool(sheets(screen)))
            await screen.until(lambda: "possible" not in said(sheets(screen)[0]))
            enter(sheets(screen)[0], "2468")
            await screen.until(lambda: screen.station.doors.door is None)
            assert screen.widget("loginButton").isVisible()

    journey(story())


def test_logging_out_with_a_wipe_asks_for_the_pin_too(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    PinFile(tmp_path).set("2468")

    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            actions = [a for a in screen.window.findChildren(QAction) if a.isVisible()]
            next(a for a in actions if a.text().startswith("Log out and wipe")).trigger()
            await screen.until(lambda: bool(sheets(screen)))
            assert screen.station.dialogs.dialog is None
            enter(sheets(screen)[0], "2468")
            await screen.until(lambda: screen.station.dialogs.dialog is not None)
            assert screen.station.doors.door is not None  # nothing is done before the last word
            screen.press("wipeConfirm")
            await screen.until(lambda: screen.station.doors.door is None)
            await screen.until(lambda: list((tmp_path / "cache").iterdir()) == [])

    journey(story())


def test_closing_waits_for_no_answer(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    PinFile(tmp_path).set("2468")

    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            screen.press("logoutButton")
            await screen.until(lambda: bool(sheets(screen)))

    journey(story())


def test_less_is_shown_as_soon_as_it_is_set(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            preferences = screen.station.preferences
            scan(screen, "K7QM2F")
            await screen.until(lambda: "Tromsø" in screen.text("guestFields"))
            preferences.change(replace(preferences.now, hide_contact_data=True))
            await screen.until(lambda: "Tromsø" not in screen.text("guestFields"))
            screen.type("mu")
            await screen.until(lambda: len(screen.rows("resultList")) > 5)
            preferences.change(replace(preferences.now, search_only=True))
            await screen.until(lambda: len(screen.rows("resultList")) == 5)
            preferences.change(replace(preferences.now, search_min_length=4))
            await screen.until(lambda: screen.rows("resultList") == [])
            assert any(
                "Type 2 more letter" in label.text()
                for label in screen.page.findChildren(type(screen.widget("guestCount")))
            )
            screen.type("muel")
            await screen.until(lambda: len(screen.rows("resultList")) == 5)

    journey(story())


_connections: list[Any] = []
_listening = False


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if _listening and event in ("socket.connect", "socket.getaddrinfo"):
        _connections.append((event, arguments[1] if event == "socket.connect" else arguments[:2]))


sys.addaudithook(_note)


def test_it_asks_four_requests_of_one_host_and_nothing_else(
    journey: Journey, server: TrainingServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A whole evening through a proxy, with every connection of this process written down."""
    global _listening
    settings_file.save(Settings(ca_file=str(CERTIFICATES / "ca.pem")), tmp_path)
    front = TlsFront(int(server.url.rpartition(":")[2]))
    with front, Proxy(front.port) as proxy:
        for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
            monkeypatch.setenv(name, proxy.url)

        async def story() -> None:
            async with a_station(tmp_path, poll_seconds=1.0) as screen:
                await screen.log_in(server, serverField="https://events.example.org")
                await screen.until_live("36 guests")
                for code in ("K7QM2F", "P9XB4D", "nobody", "https://elsewhere.example.net/x?q=1"):
                    scan(screen, code)
                await screen.until(lambda: len(screen.rows("historyList")) == 4)
                screen.press("reloadButton")
                known = server.count_requests("/api/v1/guest/list/recent")
                await screen.until(
                    lambda: server.count_requests("/api/v1/guest/list/recent") > known + 2
                )
                server.event.sessions.revoke_all()
                await screen.until(lambda: server.count_requests("/api/v1/login") == 2)
                await screen.until_live()
                screen.press("logoutButton")
                await screen.until(lambda: screen.station.doors.door is None)
                await screen.until(lambda: server.count_requests("/api/v1/logout") == 1)

        _connections.clear()
        _listening = True
        try:
            journey(story())
        finally:
            _listening = False
        # Of this process: the proxy. The tunnel's and the front's ends are the test's own.
        own = {proxy.port, front.port, int(server.url.rpartition(":")[2])}
        hosts = {where for event, where in _connections if event == "socket.connect"}
        assert {where[1] for where in hosts if isinstance(where, tuple)} <= own
        assert not any("elsewhere" in str(one) for one in _connections)
        lines = {head.splitlines()[0] for head in proxy.asked}
        assert lines == {"CONNECT events.example.org:443 HTTP/1.1"}
        assert set(front.names) == {"events.example.org"}
    assert {request.path for request in server.requests} == {
        "/api/v1/login",
        "/api/v1/guest/list/all",
        "/api/v1/guest/list/recent",
        "/api/v1/logout",
    }
    clipboard = QApplication.clipboard().text()
    assert server.app_code not in clipboard
