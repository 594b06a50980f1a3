"""What comes before and around the station page, for the gallery: login, passphrase, the guest's
own screen, the veil, the menu."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QMenu, QWidget

from station_app.domain.errors import NotTheApi, Refused
from station_app.domain.verdict import Verdict
from station_app.ui import i18n, times
from station_app.ui.guest_screen import Greeting
from station_app.ui.i18n import translate
from station_app.ui.login import reasons
from station_app.ui.login.entrances import EntranceCard
from station_app.ui.login.presenter import EntranceRow, LoginForm
from station_app.ui.login.removed import EventOver, Removed, words_of
from station_app.ui.login.view import LoginView
from station_app.ui.privacy.veil import Veil
from station_app.ui.station.view import StationView
from station_app.ui.theme import Theme
from station_app.ui.unlock.view import UnlockView
from tests.ui import scenes

_FORM = LoginForm("https://events.example.org", "4711", "aBcDeFgH", "Main Entrance")


def _entrances(*, named: bool = False) -> tuple[EntranceRow, ...]:
    stations = ("Main Entrance", "Side Gate", "Haupteingang der Donau-Kongresshalle, Nordseite")
    whens = (translate("Login", "today"), *(times.day(date(2026, 11, day)) for day in (21, 20)))
    rows = [
        EntranceRow(station=station, second_line="Vienna Science Gala", when=f"{when}, 16:40")
        for station, when in zip(stations, whens, strict=True)
    ]
    if named:
        line = "Main Entrance · Vienna Science Gala"
        rows[0] = replace(rows[0], name=scenes.said("North door", "Nordtür"), second_line=line)
    return tuple(rows)


def _view(theme: Theme) -> LoginView:
    view = LoginView(theme)
    view.set_language(i18n.manual_language())
    return view


def _first_login(theme: Theme) -> QWidget:
    return _view(theme)


def _login(theme: Theme) -> LoginView:
    view = _view(theme)
    view.set_entrances(_entrances())
    return view


def _login_named(theme: Theme) -> LoginView:
    view = _view(theme)
    view.set_entrances(_entrances(named=True))
    return view


def _login_renaming(theme: Theme) -> LoginView:
    view = _login_named(theme)
    QTimer.singleShot(0, view.findChildren(EntranceCard)[1].rename)  # once the page is shown
    return view


def _login_refused(theme: Theme) -> LoginView:
    view = _login(theme)
    view.set_form(_FORM)
    view.show_message(*reasons.refused(Refused(1010, "API key incorrect")))
    return view


def _login_server(theme: Theme) -> QWidget:
    view = _view(theme)
    view.set_form(LoginForm("events.example.org/nowhere", "4711", "aBcDeFgH", "Main Entrance"))
    view.show_message(*reasons.failed(NotTheApi("status")))
    return view


def _login_removed(theme: Theme) -> QWidget:
    view = _view(theme)
    over = EventOver(name="Vienna Science Gala", ended=scenes.TODAY)
    view.show_notice(words_of(Removed(events=(over,), after_days=7, key_left=True)))
    return view


def _unlock(theme: Theme) -> UnlockView:
    return UnlockView(theme)


def _unlock_wrong(theme: Theme) -> UnlockView:
    view = UnlockView(theme)
    view.show_message(translate("Unlock", "This is not the passphrase."))
    return view


PAGES: dict[str, Callable[[Theme], QWidget]] = {
    "login-first": _first_login,
    "login": _login,
    "login-named": _login_named,
    "login-renaming": _login_renaming,
    "login-refused": _login_refused,
    "login-server": _login_server,
    "login-removed": _login_removed,
    "passphrase": _unlock,
    "passphrase-wrong": _unlock_wrong,
}


def greetings(theme: Theme) -> dict[str, QWidget]:
    """Return what the guest's own screen says to whom."""
    said: dict[str, tuple[Any, ...]] = {
        "greeting": (Verdict.WELCOME, "Anna"),
        "greeting-wait": (Verdict.DEREGISTERED, "Mira"),
        "greeting-long": (Verdict.WELCOME, "Wolfeschlegelsteinhausenbergerdorff"),
        "greeting-idle": (),
    }
    shown: dict[str, QWidget] = {}
    for name, what in said.items():
        screen = Greeting(theme, lambda: scenes.GALA.name)
        if what:
            screen.greet(*what)
        shown[name] = screen
    return shown


def veiled(view: StationView) -> Veil:
    """Lower the veil over the page; lift it again after."""
    veil = Veil(view)
    veil.show_screen(scenes.states()["idle"])
    veil.set_history(scenes.history("idle"))
    veil.hide_names(True)
    veil.lower(locked=True, camera_rests=True)
    return veil


def open_menu(view: StationView) -> QMenu:
    """Open the menu of the mark."""
    menu = view.findChild(QMenu)
    assert menu is not None
    menu.popup(view.mapToGlobal(QPoint(0, 60)))
    return menu
