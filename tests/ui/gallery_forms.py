"""Pages and dialogs beside the station page, for the gallery: login, passphrase, settings, PIN …"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from station_app.domain.errors import Refused
from station_app.domain.legend import Legend, LegendFile, Survey
from station_app.settings import KnownScanner, Settings
from station_app.ui.export.dialog import ExportDialog
from station_app.ui.legend.dialog import LegendDialog
from station_app.ui.login.entrances import EntranceCard
from station_app.ui.login.presenter import EntranceRow, LoginForm, _refusal
from station_app.ui.login.view import LoginView
from station_app.ui.privacy.sheet import PinSheet
from station_app.ui.settings.dialog import SettingsDialog
from station_app.ui.settings.presenter import CameraChoice
from station_app.ui.settings.protection import KeyPlace, Protection, ProtectionPane
from station_app.ui.theme import Theme
from station_app.ui.unlock.view import UnlockView
from station_app.ui.widgets.fields import Scroll
from station_app.ui.window import MainWindow
from station_app.ui.wipe.dialog import Extent, WipeDialog

_FORM = LoginForm("https://events.example.org", "4711", "aBcDeFgH", "Main Entrance")
_ENTRANCES = tuple(
    EntranceRow(station=name, second_line="Vienna Science Gala · 22 November, 16:40")
    for name in ("Main Entrance", "Side Gate", "Haupteingang der Donau-Kongresshalle, Nordseite")
)
_NAMED = (
    EntranceRow(
        station="Main Entrance",
        name="North door",
        second_line="Main Entrance · Vienna Science Gala · 22 November, 16:40",
    ),
    *_ENTRANCES[1:],
)
_CAMERAS = (CameraChoice("/dev/video960", "Desk camera", ((1920, 1080), (960, 540))),)
_SCANNERS = (
    KnownScanner(lane="keyboard", key_ms=8, prefix="]Q1"),
    KnownScanner(lane="serial", device="0c2e:0206", name="Xenon 1900"),
)
_LONG_PATH = "/media/door/Notizen/Vienna Science Gala/22 November 2026/Haupteingang.csv"


def _login(theme: Theme) -> LoginView:
    view = LoginView(theme)
    view.set_entrances(_ENTRANCES)
    return view


def _login_named(theme: Theme) -> LoginView:
    view = LoginView(theme)
    view.set_entrances(_NAMED)
    return view


def _login_renaming(theme: Theme) -> LoginView:
    view = _login_named(theme)
    QTimer.singleShot(0, view.findChildren(EntranceCard)[1].rename)  # once the page is shown
    return view


def _login_refused(theme: Theme) -> LoginView:
    view = _login(theme)
    view.set_form(_FORM)
    view.show_message(*_refusal(Refused(1010, "API key incorrect")))
    return view


def _unlock(theme: Theme) -> UnlockView:
    return UnlockView(theme)


def _unlock_wrong(theme: Theme) -> UnlockView:
    view = UnlockView(theme)
    view.show_message("This is not the passphrase.")
    return view


PAGES: dict[str, Callable[[Theme], QWidget]] = {
    "login": _login,
    "login-named": _login_named,
    "login-renaming": _login_renaming,
    "login-refused": _login_refused,
    "passphrase": _unlock,
    "passphrase-wrong": _unlock_wrong,
}


def _settings(theme: Theme, window: MainWindow) -> QDialog:
    settings = Settings(scanners=_SCANNERS, language="de")
    dialog = SettingsDialog(
        theme, settings, _CAMERAS, window, has_pin=True, entrance="North door", others=2
    )
    pane = ProtectionPane(theme, settings.wipe_days)
    pane.show_protection(Protection(place=KeyPlace.FILE, ends="22 November, 23:30", has_event=True))
    dialog.add_pane(pane)
    return dialog


def _pin(theme: Theme, window: MainWindow) -> QDialog:
    sheet = PinSheet(theme, window)
    sheet.ask("PIN for the settings", "Ask your supervisor if you do not know it.")
    return sheet


def _pin_wrong(theme: Theme, window: MainWindow) -> QDialog:
    sheet = PinSheet(theme, window)
    sheet.ask("PIN for the settings", "Ask your supervisor if you do not know it.")
    sheet.wait(32, wrong=True)
    return sheet


def _export(theme: Theme, window: MainWindow) -> QDialog:
    return ExportDialog(theme, names=True, parent=window)


def _exported(theme: Theme, window: MainWindow) -> QDialog:
    dialog = ExportDialog(theme, names=True, parent=window)
    dialog.show_saved(_LONG_PATH, 20_000)
    return dialog


def _wipe(theme: Theme, window: MainWindow) -> QDialog:
    return WipeDialog(theme, Extent.ENTRANCE, event="Vienna Science Gala", parent=window)


def _remove(theme: Theme, window: MainWindow) -> QDialog:
    return WipeDialog(theme, Extent.REMOVED, event="North door", parent=window)


def _remove_without_list(theme: Theme, window: MainWindow) -> QDialog:
    return WipeDialog(theme, Extent.REMOVED, event="North door", has_list=False, parent=window)


def _wipe_everything(theme: Theme, window: MainWindow) -> QDialog:
    return WipeDialog(theme, Extent.EVERYTHING, has_passphrase=True, parent=window)


def _wiped(theme: Theme, window: MainWindow) -> QDialog:
    dialog = WipeDialog(theme, Extent.ENTRANCE, event="Vienna Science Gala", parent=window)
    dialog.show_done(clean=False)
    return dialog


_LEGEND = Legend(
    words={"#3d5afe": "Speaker", "#ffd400": "Press", "#1aa6b7": "Guest of the city"},
    labels={"customField1": "Table", "customField2": "Menu"},
    order=("customField2", "customField1"),
    hidden=frozenset(("externalId",)),
)
_SURVEY = Survey(
    colors={"#3d5afe": 21, "#ffd400": 24, "#e53935": 17, "#1aa6b7": 23, "#e0218a": 1},
    fields={"customField1": 216, "customField2": 200, "address": 320, "email": 309,
            "externalId": 304, "customField47": 104},
)  # fmt: skip


def _legend(theme: Theme, window: MainWindow) -> QDialog:
    dialog = LegendDialog(theme, _LEGEND, event="Gala", hides_contact=True, parent=window)
    dialog.show_survey(_SURVEY)
    return dialog


def _legend_counting(theme: Theme, window: MainWindow) -> QDialog:
    return LegendDialog(theme, _LEGEND, parent=window)


def _legend_empty(theme: Theme, window: MainWindow) -> QDialog:
    dialog = LegendDialog(theme, Legend(), parent=window)
    dialog.show_uncounted("the disk reports a fault")
    return dialog


def _legend_question(theme: Theme, window: MainWindow) -> QDialog:
    dialog = LegendDialog(theme, _LEGEND, parent=window)
    dialog.show_survey(_SURVEY)
    offered = Legend(words={"#3d5afe": "Vortragende"}, labels={"customField1": "Tisch"})
    dialog.ask_to_replace(LegendFile(legend=offered, event="Vienna Science Gala", left_out=2))
    return dialog


DIALOGS: dict[str, Callable[[Theme, MainWindow], QDialog]] = {
    "settings": _settings,
    "pin": _pin,
    "pin-wrong": _pin_wrong,
    "export": _export,
    "exported": _exported,
    "legend": _legend,
    "legend-counting": _legend_counting,
    "legend-empty": _legend_empty,
    "legend-question": _legend_question,
    "wipe": _wipe,
    "remove": _remove,
    "remove-without-list": _remove_without_list,
    "wipe-everything": _wipe_everything,
    "wiped": _wiped,
}


def views_of(dialog: QDialog, name: str) -> Iterator[str]:
    """Yield a name for every part of a dialog, one screenful after the other."""
    scroll = dialog.findChild(Scroll)
    shown = scroll is not None and scroll.isVisible()
    bar = scroll.verticalScrollBar() if scroll is not None and shown else None
    yield name
    number = 1
    while bar is not None and bar.value() < bar.maximum():
        bar.setValue(bar.value() + bar.pageStep())
        QApplication.processEvents()
        number += 1
        yield f"{name}-{number}"
