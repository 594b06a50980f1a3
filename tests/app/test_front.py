"""The running window comes to the front when the program is started once more."""

import os
import stat
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from station_app.app.front import Front, address, ask_running
from station_app.ui.theme import Theme
from station_app.ui.window import MainWindow


def test_a_minimised_window_comes_forward(qtbot: QtBot) -> None:
    window = MainWindow(Theme("dark"))
    qtbot.addWidget(window)
    window.showMinimized()
    window.come_forward()
    assert window.isVisible()
    assert not window.isMinimized()


def test_a_call_is_heard_until_closing(qtbot: QtBot, tmp_path: Path) -> None:
    calls: list[int] = []
    front = Front(tmp_path, lambda: calls.append(1))
    try:
        assert ask_running(tmp_path)
        qtbot.waitUntil(lambda: bool(calls))
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
