"""What a laptop, an entrance and an event are set to, for the gallery: settings, PIN, legend, and
setting up a scanner."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog

from station_app.domain.legend import Legend, LegendFile, Survey
from station_app.domain.scan import Lane, LightLevel, PictureQuality, Scan, SharpnessLevel
from station_app.scanners.learn_wedge import TEST_CODE
from station_app.scanners.test_code import bar_code_png
from station_app.settings import KnownScanner, Settings
from station_app.training.badges import qr_png
from station_app.ui import i18n, times
from station_app.ui.i18n import translate
from station_app.ui.legend.dialog import LegendDialog
from station_app.ui.privacy.sheet import PinSheet
from station_app.ui.scanner_setup.dialog import ScannerSetupDialog, SetupCodes
from station_app.ui.scanner_setup.presenter import KeyboardFinding, ScannerSetup
from station_app.ui.settings.dialog import SettingsDialog
from station_app.ui.settings.presenter import CameraChoice
from station_app.ui.settings.protection import KeyPlace, Protection, ProtectionPane
from station_app.ui.settings.sharing import SharingPane
from station_app.ui.theme import Theme
from station_app.ui.widgets.choices import Segments
from station_app.ui.window import MainWindow
from tests.ui import scenes
from tests.ui.camera_picture import OUTLINE, camera_picture
from tests.ui.scenes import said

_CAMERAS = (CameraChoice("/dev/video960", "Desk camera", ((1920, 1080), (960, 540))),)
_SCANNERS = (
    KnownScanner(lane="keyboard", key_ms=8, prefix="]Q1"),
    KnownScanner(lane="serial", device="0c2e:0206", name="Xenon 1900"),
)


def _settings(theme: Theme, window: MainWindow) -> QDialog:
    settings = Settings(scanners=_SCANNERS, language=i18n.manual_language())
    dialog = SettingsDialog(
        theme, settings, _CAMERAS, window, has_pin=True, entrance="North door", others=2
    )
    pane = ProtectionPane(theme, settings.wipe_days)
    pane.show_protection(
        Protection(
            place=KeyPlace.FILE, ends=f"{times.day(date(2026, 11, 23))}, 01:00", has_event=True
        )
    )
    dialog.add_pane(pane)
    return dialog


def _sharing(theme: Theme, window: MainWindow) -> QDialog:
    dialog = SettingsDialog(theme, Settings(), (), window)
    pane = SharingPane(theme)
    dialog.add_pane(pane)
    pane.show_address("postgresql://checkin_station@db.example.org/doors?sslmode=off")
    pane.show_fault("options")
    pane.show_card(qr_png(scenes.CARD, 640))
    place = next(pane.places())
    QTimer.singleShot(0, dialog, lambda: dialog.go_to(place))
    return dialog


def _pin(theme: Theme, window: MainWindow) -> PinSheet:
    sheet = PinSheet(theme, window)
    sheet.ask(translate("Pin", "PIN"), translate("Pin", "The settings are locked."))
    return sheet


def _pin_wrong(theme: Theme, window: MainWindow) -> PinSheet:
    sheet = _pin(theme, window)
    sheet.wait(32, wrong=True)
    return sheet


def _words() -> Legend:
    colors = ("Vortragende", "Presse", "Gast der Stadt")
    if said("en", "de") == "en":
        colors = ("Speaker", "Press", "Guest of the city")
    return Legend(
        words=dict(zip(("#3d5afe", "#ffd400", "#1aa6b7"), colors, strict=True)),
        labels={"customField1": said("Table", "Tisch"), "customField2": said("Menu", "Menü")},
        order=("customField2", "customField1"),
        hidden=frozenset(("externalId",)),
    )


_SURVEY = Survey(
    colors={"#3d5afe": 21, "#ffd400": 24, "#e53935": 17, "#1aa6b7": 23, "#e0218a": 1},
    fields={"customField1": 216, "customField2": 200, "address": 320, "email": 309,
            "externalId": 304, "customField47": 104},
)  # fmt: skip


def _legend(theme: Theme, window: MainWindow) -> QDialog:
    dialog = LegendDialog(theme, _words(), event="Gala", hides_contact=True, parent=window)
    dialog.show_survey(_SURVEY)
    return dialog


def _legend_counting(theme: Theme, window: MainWindow) -> QDialog:
    return LegendDialog(theme, _words(), parent=window)


def _legend_empty(theme: Theme, window: MainWindow) -> QDialog:
    dialog = LegendDialog(theme, Legend(), parent=window)
    dialog.show_uncounted(translate("Texts", "the disk reports a fault"))
    return dialog


def _legend_question(theme: Theme, window: MainWindow) -> QDialog:
    dialog = LegendDialog(theme, _words(), parent=window)
    dialog.show_survey(_SURVEY)
    offered = Legend(words={"#3d5afe": "Vortrag"}, labels={"customField1": said("Row", "Reihe")})
    dialog.ask_to_replace(LegendFile(legend=offered, event="Vienna Science Gala", left_out=2))
    return dialog


_POOR = {
    "setup-dark": PictureQuality(0.2, LightLevel.DARK, 0.5, SharpnessLevel.SOFT),
    "setup-blurred": PictureQuality(0.45, LightLevel.GOOD, 0.15, SharpnessLevel.BLURRED),
}
_SHARP = PictureQuality(0.5, LightLevel.GOOD, 0.85, SharpnessLevel.SHARP)
_FINDING = KeyboardFinding(
    key_ms=4, gap_ms=25, min_length=4, endings=("Enter",), layout_fits=False, layouts=("de", "ch")
)


def _setup(name: str, theme: Theme, window: MainWindow) -> QDialog:
    codes = SetupCodes(qr_png(TEST_CODE, 640), bar_code_png(TEST_CODE, 1210))
    dialog = ScannerSetupDialog(theme, codes, window)
    setup = ScannerSetup(
        dialog, TEST_CODE, lambda _: _FINDING, lambda _: None, lambda *_: None, lambda: "COM3"
    )
    setup.start()
    dialog.clear_camera(scenes.lanes("nocamera")[0].text)
    if name == "setup-bar":
        kinds = dialog.findChild(Segments, "setupKinds")
        assert kinds is not None
        kinds.buttons["bar"].click()
    elif name == "setup-learnt":
        setup.observed(())
    else:
        dialog.show_camera(camera_picture(badge=True), (OUTLINE,), name == "setup-proved")
        dialog.show_quality(_POOR.get(name, _SHARP))
    if name == "setup-proved":
        for _ in range(2):
            setup.scanned(Scan(f"<{TEST_CODE}", Lane.SERIAL))
    return dialog


DIALOGS: dict[str, Callable[[Theme, MainWindow], QDialog]] = {
    "settings": _settings,
    "sharing": _sharing,
    "pin": _pin,
    "pin-wrong": _pin_wrong,
    "legend": _legend,
    "legend-counting": _legend_counting,
    "legend-empty": _legend_empty,
    "legend-question": _legend_question,
    **{
        name: partial(_setup, name)
        for name in ("setup", "setup-bar", "setup-learnt", "setup-proved", *_POOR)
    },
}
