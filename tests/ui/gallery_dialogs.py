"""Every dialog, for the gallery; here those that look, tell or take away: self-test, doors,
badges, export, wiping, manual …"""

import math
from collections.abc import Callable, Iterator

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog

from station_app import __version__
from station_app.domain.timings import Timings
from station_app.licences import Part
from station_app.training.badges import qr_png, sample_badges
from station_app.training.guests import demo_guests
from station_app.ui.about.dialog import AboutDialog
from station_app.ui.badges.view import BadgeCard, BadgesDialog
from station_app.ui.badges.words import shown_by
from station_app.ui.before_doors.dialog import BeforeDoorsDialog
from station_app.ui.diagnostics.dialog import PARTS, DiagnosticsDialog
from station_app.ui.export.dialog import ExportDialog
from station_app.ui.help.dialog import HelpDialog
from station_app.ui.login_card.camera import CardCameraDialog
from station_app.ui.login_card.dialog import LoginCardDialog
from station_app.ui.newer_data import NewerDataDialog
from station_app.ui.other_doors.dialog import DoorsDialog
from station_app.ui.theme import Theme
from station_app.ui.widgets.fields import Scroll
from station_app.ui.window import MainWindow
from station_app.ui.wipe.dialog import Extent, WipeDialog
from tests.ui import gallery_settings, scenes

# --- before doors open, and beside them --------------------------------------------------------


def _before_doors(theme: Theme, window: MainWindow) -> QDialog:
    dialog = BeforeDoorsDialog(theme, window)
    for line in scenes.self_test():
        dialog.add(line)
    dialog.finish()
    return dialog


def _all_well(theme: Theme, window: MainWindow) -> QDialog:
    dialog = BeforeDoorsDialog(theme, window)
    for line in scenes.self_test(well=True):
        dialog.add(line)
    dialog.finish()
    return dialog


def _doors(theme: Theme, window: MainWindow) -> QDialog:
    dialog = DoorsDialog(theme, window)
    dialog.show_doors(*scenes.doors())
    return dialog


def _card(theme: Theme, window: MainWindow) -> LoginCardDialog:
    dialog = LoginCardDialog(theme, "Vienna Science Gala", "Main Entrance", window)
    dialog.show_card(qr_png(scenes.CARD, 640))
    return dialog


def _card_code(theme: Theme, window: MainWindow) -> QDialog:
    dialog = _card(theme, window)
    with_code = dialog.findChild(QAbstractButton, "cardWithCode")
    assert with_code is not None
    with_code.click()
    dialog.show_card(qr_png(f"{scenes.CARD};aBcDeFgH", 640))
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


def _badge(theme: Theme, window: MainWindow) -> QDialog:
    dialog = _badges(theme, window)
    dialog.show_large(1)
    return dialog


# --- files, and what is taken away -------------------------------------------------------------

_LONG_PATH = "/media/door/Notizen/Vienna Science Gala/22 November 2026/Haupteingang.csv"


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


# --- the program itself ------------------------------------------------------------------------


def _help(theme: Theme, window: MainWindow) -> QDialog:
    return HelpDialog(theme, window)


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
    QTimer.singleShot(0, dialog, lambda: dialog._reader.parts.select_row(PARTS.index("timings")))
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
    **gallery_settings.DIALOGS,
    "before-doors": _before_doors,
    "before-doors-well": _all_well,
    "doors": _doors,
    "card": _card,
    "card-code": _card_code,
    "card-camera": _card_camera,
    "badges": _badges,
    "badge": _badge,
    "export": _export,
    "exported": _exported,
    "wipe": _wipe,
    "remove": _remove,
    "remove-without-list": _remove_without_list,
    "wipe-everything": _wipe_everything,
    "wiped": _wiped,
    "help": _help,
    "diagnostics": _diagnostics,
    "diagnostics-timings": _diagnostics_timings,
    "about": _about,
    "newer-data": _newer_data,
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
