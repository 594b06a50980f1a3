"""The running window comes to the front when the program is started once more."""

import os
import stat
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from station_app.app.front import Front, address, ask_running
from station_app.ui.theme import Theme
from station_app.ui.window import MainWindow


def test_a_call_brings_a_minimised_window_back(qtbot: QtBot, tmp_path: Path) -> None:
    window = MainWindow(Theme("dark"))
    qtbot.addWidget(window)
    window.showMinimized()
    qtbot.waitUntil(window.isMinimized)  # the platform may say so late
    front = Front(tmp_path, window.come_forward)
    try:
        assert ask_running(tmp_path)
        qtbot.waitUntil(lambda: window.isVisible() and not window.isMinimized())
        assert window.windowState() & Qt.WindowState.WindowActive or window.isActiveWindow()
    finally:
        front.close()
    assert not ask_running(tmp_path)


def test_each_folder_has_an_address_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "a")
    assert address(tmp_path / "a") == address(tmp_path / "link")
    assert address(tmp_path / "a") != address(tmp_path)
    deep = tmp_path / ("x" * 120)
    assert len(address(deep)) < 100


@pytest.mark.skipif(os.name != "posix", reason="sockets are files on POSIX")
def test_the_socket_is_this_user_s_alone_and_a_stale_one_goes(qtbot: QtBot, tmp_path: Path) -> None:
    Path(address(tmp_path)).write_text("left behind")
    calls: list[int] = []
    front = Front(tmp_path, lambda: calls.append(1))
    try:
        assert stat.S_IMODE(Path(address(tmp_path)).stat().st_mode) & 0o077 == 0
        assert ask_running(tmp_path)
        assert ask_running(tmp_path)
        qtbot.waitUntil(lambda: bool(calls))
    finally:
        front.close()


def test_nobody_there_is_told_at_once(tmp_path: Path) -> None:
    assert not ask_running(tmp_path)
