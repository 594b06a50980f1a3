"""The guest's own screen: what it says, what it never says, and where it stands."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from station_app.domain.verdict import Verdict
from station_app.ui.guest_screen import Greeting, GuestScreen
from station_app.ui.i18n import Languages
from station_app.ui.theme import Theme
from station_app.ui.tokens import THEME_NAMES, ThemeName

ROOT = Path(__file__).parents[2]
_TWO_SCREENS = """
import sys
from PySide6.QtWidgets import QApplication
from station_app.domain.verdict import Verdict
from station_app.ui.guest_screen import GuestScreen
from station_app.ui.theme import Theme
from station_app.ui.window import MainWindow
app = QApplication([])
theme = Theme("dark")
window = MainWindow(theme)
window.show()
guest = GuestScreen(theme, window, lambda: "Gala")
guest.want(True)
app.processEvents()
guest.greet(Verdict.WELCOME, "Anna")
found = [w for w in app.topLevelWidgets() if w.objectName() == "guestScreen"]
print(len(found), found[0].geometry().getRect(), found[0].words[0], app.focusWidget())
guest.want(False)
app.processEvents()
print([w.isVisible() for w in app.topLevelWidgets() if w.objectName() == "guestScreen"])
window.hide()
"""


@pytest.fixture
def greeting(qtbot: QtBot, theme: Theme) -> Greeting:
    widget = Greeting(theme, lambda: "Vienna Science Gala")
    qtbot.addWidget(widget)
    widget.resize(1280, 720)
    return widget


def test_only_who_is_welcome_is_greeted_by_name(greeting: Greeting) -> None:
    assert greeting.words == ("Welcome", "Please show your code.")
    greeting.greet(Verdict.WELCOME, "Anna")
    assert greeting.words[0] == "Welcome, Anna"
    for verdict in set(Verdict) - {Verdict.WELCOME}:
        greeting.greet(verdict, "Anna")
        assert greeting.words == ("One moment, please", "Our team will help you.")
    greeting.greet(Verdict.WELCOME, "")
    assert greeting.words[0] == "Welcome"


def test_it_invites_the_next_guest_after_a_while(qtbot: QtBot, greeting: Greeting) -> None:
    greeting._end.setInterval(1)
    greeting.greet(Verdict.WELCOME, "Anna")
    qtbot.waitUntil(lambda: greeting.words[1] == "Please show your code.")
    assert "Anna" not in greeting.accessibleName()


@pytest.mark.parametrize(
    "name", ["{name}", "<b>Anna</b>", "A" * 5000, "نور", "小野寺", "\u202eAnna"]
)
def test_any_name_is_plain_text_that_fits(greeting: Greeting, name: str) -> None:
    greeting.greet(Verdict.WELCOME, name)
    assert greeting.words[0] == f"Welcome, {name[:60]}"
    assert not greeting.grab().isNull()


@pytest.mark.parametrize("name", THEME_NAMES)
def test_it_draws_in_every_theme(qtbot: QtBot, name: ThemeName) -> None:
    theme = Theme(name)
    greeting = Greeting(theme, lambda: "Gala")
    theme.setParent(greeting)
    qtbot.addWidget(greeting)
    greeting.resize(800, 600)
    seen: set[bytes] = set()
    for verdict in (Verdict.WELCOME, Verdict.REMOVED):
        greeting.greet(verdict, "Anna")
        image = greeting.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        seen.add(bytes(image.constBits()))
    assert len(seen) == 2


def test_it_follows_the_language(qapp: QApplication, greeting: Greeting) -> None:
    languages = Languages(qapp)
    languages.use("de")
    try:
        qapp.processEvents()
        greeting.greet(Verdict.WELCOME, "Anna")
        assert greeting.words[0] == "Willkommen, Anna"
    finally:
        languages.close()


def test_with_one_screen_there_is_no_window(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    guest = GuestScreen(theme, window, str)
    guest.want(True)
    guest.greet(Verdict.WELCOME, "Anna")
    assert not guest.is_shown
    guest.close()


def test_it_fills_the_other_screen_and_takes_no_keyboard(tmp_path: Path) -> None:
    screen = {
        "logicalDpi": 96,
        "logicalBaseDpi": 96,
        "dpr": 1,
        "width": 1280,
        "height": 800,
        "y": 0,
    }
    screens = [
        {**screen, "name": "one", "x": 0, "y": 0},
        {**screen, "name": "two", "x": 1280, "y": 0},
    ]
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": screens}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _TWO_SCREENS],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    shown, gone = done.stdout.splitlines()
    assert shown.startswith("1 (1280, 0, 1280, 800) Welcome, Anna")
    assert gone in ("[]", "[False]")
