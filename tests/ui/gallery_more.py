"""What opens beside the station page, for the gallery: manual, card, badges, menu, guest's screen,
the first login and what can be wrong with a form."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from station_app import __version__
from station_app.domain.errors import NotTheApi
from station_app.domain.timings import Timings
from station_app.domain.verdict import Verdict
from station_app.licences import Part
from station_app.settings import Settings
from station_app.training.badges import qr_png, sample_badges
from station_app.training.guests import demo_guests
from station_app.ui.about.dialog import AboutDialog
from station_app.ui.badges.view import BadgeCard, BadgesDialog
from station_app.ui.badges.words import shown_by
from station_app.ui.before_doors.dialog import BeforeDoorsDialog
from station_app.ui.diagnostics.dialog import DiagnosticsDialog
from station_app.ui.guest_screen import Greeting
from station_app.ui.help.dialog import HelpDialog
from station_app.ui.login.presenter import LoginForm, _why
from station_app.ui.login.removed import EventOver, Removed, words_of
from station_app.ui.login.view import LoginView
from station_app.ui.login_card.camera import CardCameraDialog
from station_app.ui.login_card.dialog import LoginCardDialog
from station_app.ui.newer_data import NewerDataDialog
from station_app.ui.other_doors.dialog import DoorsDialog
from station_app.ui.privacy.veil import Veil
from station_app.ui.settings.dialog import SettingsDialog
from station_app.ui.settings.sharing import SharingPane
from station_app.ui.station.view import StationView
from station_app.ui.theme import Theme
from station_app.ui.window import MainWindow
from tests.ui import scenes

_CODE = "checkin-station:1;https://events.example.org;4711;Main Entrance"


def _first_login(theme: Theme) -> QWidget:
    return LoginView(theme)


def _login_removed(theme: Theme) -> QWidget:
    view = LoginView(theme)
    over = EventOver(name="Vienna Science Gala", ended=scenes.TODAY)
    view.show_notice(words_of(Removed(events=(over,), after_days=7, key_left=True)))
    return view


def _login_server(theme: Theme) -> QWidget:
    view = LoginView(theme)
    view.set_form(LoginForm("events.example.org/nowhere", "4711", "aBcDeFgH", "Main Entrance"))
    view.show_message(*_why(NotTheApi("status")))
    return view


PAGES: dict[str, Callable[[Theme], QWidget]] = {
    "login-first": _first_login,
    "login-removed": _login_removed,
    "login-server": _login_server,
}


def _help(theme: Theme, window: MainWindow) -> QDialog:
    return HelpDialog(theme, window)


def _card(theme: Theme, window: MainWindow) -> LoginCardDialog:
    dialog = LoginCardDialog(theme, "Vienna Science Gala", "Main Entrance", window)
    dialog.show_card(qr_png(_CODE, 640))
    return dialog


def _card_code(theme: Theme, window: MainWindow) -> QDialog:
    dialog = _card(theme, window)
    dialog._code.click()
    dialog.show_card(qr_png(f"{_CODE};aBcDeFgH", 640))
    return dialog


def _card_camera(theme: Theme, window: MainWindow) -> QDialog:
    dialog = CardCameraDialog(theme, window)
    picture = QImage(1280, 720, QImage.Format.Format_RGB32)
    picture.fill(QColor("#22282E"))
    dialog.show_camera(picture, (), False)
    dialog.show_wrong()
    return dialog


def _badges(theme: Theme, window: MainWindow) -> BadgesDialog:
    cards = [
        BadgeCard(shown_by(badge.key), badge.name, badge.code, qr_png(badge.code, 640))
        for badge in sample_badges(demo_guests(scenes.TODAY))
    ]
    return BadgesDialog(theme, cards, window)


def _before_doors(theme: Theme, window: MainWindow) -> QDialog:
    dialog = BeforeDoorsDialog(theme, window)
    for line in scenes.self_test():
        dialog.add(line)
    dialog.finish()
    return dialog


def _all_well(theme: Theme, window: MainWindow) -> QDialog:
    dialog = BeforeDoorsDialog(theme, window)
    for line in scenes.self_test():
        dialog.add(replace(line, level="ok", cure=""))
    dialog.finish()
    return dialog


def _doors(theme: Theme, window: MainWindow) -> QDialog:
    dialog = DoorsDialog(theme, window)
    dialog.show_doors(*scenes.doors())
    return dialog


def _sharing(theme: Theme, window: MainWindow) -> QDialog:
    dialog = SettingsDialog(theme, Settings(), (), window)
    pane = SharingPane(theme)
    dialog.add_pane(pane)
    pane.show_address("postgresql://checkin_station@db.example.org/doors")
    pane.show_fault("options")
    pane.show_card(qr_png(_CODE, 640))
    place = next(pane.places())
    QTimer.singleShot(0, dialog, lambda: dialog.go_to(place))
    return dialog


def _badge(theme: Theme, window: MainWindow) -> QDialog:
    dialog = _badges(theme, window)
    dialog.show_large(1)
    return dialog


def _diagnostics(theme: Theme, window: MainWindow) -> QDialog:
    dialog = DiagnosticsDialog(theme, window)
    lines = "2026-11-22 18:52:07,412 INFO station_app.services.sync: recent changes: 3 came"
    dialog.wanted.connect(lambda part: dialog.show_text(part, f"{lines} ({part})\n" * 200))
    return dialog


def _diagnostics_timings(theme: Theme, window: MainWindow) -> QDialog:
    dialog, timings = DiagnosticsDialog(theme, window), Timings()
    for number in range(400):
        timings.verdict.record(0.02 + 0.03 * math.sin(number) ** 8)
        timings.poll.record(0.08 + 0.2 * math.sin(number) ** 20)
    dialog.wanted.connect(lambda part: dialog.show_text(part, timings.table()))
    dialog.show_saved("/media/usb/checkin-station-diagnostics-20261122-1852.zip")
    return dialog


def _about(theme: Theme, window: MainWindow) -> QDialog:
    dialog = AboutDialog(theme, window)
    text = "Permission is hereby granted, free of charge, to any person obtaining a copy … " * 30
    parts = (("numpy", "2.4.6", "BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0"),)
    parts += tuple((name, "6.11.3", "LGPL-3.0-only") for name in ("PySide6", "shiboken6"))
    dialog.show_parts([Part(*part, text) for part in parts])
    return dialog


def _newer_data(theme: Theme, window: MainWindow) -> QDialog:
    return NewerDataDialog(theme, "1.2.0", __version__, window)


DIALOGS: dict[str, Callable[[Theme, MainWindow], QDialog]] = {
    "help": _help,
    "card": _card,
    "card-code": _card_code,
    "card-camera": _card_camera,
    "badges": _badges,
    "doors": _doors,
    "sharing": _sharing,
    "before-doors": _before_doors,
    "before-doors-well": _all_well,
    "badge": _badge,
    "diagnostics": _diagnostics,
    "diagnostics-timings": _diagnostics_timings,
    "about": _about,
    "newer-data": _newer_data,
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
