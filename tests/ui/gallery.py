"""Every page, state and dialog as pictures: `python tests/ui/gallery.py OUT [--size WxH] ...`.

For eyes: lay the pictures beside the design's mock-ups. The clock stands at 18:52. `--all` draws
them in every theme and language and in two sizes, each into a folder of its own.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import product
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialog

sys.path.insert(0, str(Path(__file__).parents[2]))

from station_app.domain.scan import Lane, LightLevel, PictureQuality, Scan, SharpnessLevel
from station_app.scanners.learn_wedge import TEST_CODE
from station_app.scanners.test_code import bar_code_png
from station_app.training.badges import qr_png
from station_app.ui.i18n import Languages, translate
from station_app.ui.scanner_setup.dialog import ScannerSetupDialog, SetupCodes
from station_app.ui.scanner_setup.presenter import KeyboardFinding, ScannerSetup
from station_app.ui.station.view import StationView
from station_app.ui.theme import Theme
from station_app.ui.tokens import THEME_NAMES
from station_app.ui.window import MainWindow
from tests.ui import gallery_forms, gallery_more, scenes

Show = Callable[[StationView], None]


def scene(*, badge: bool) -> QImage:
    """A drawn camera picture: a hall, with or without somebody who holds up a badge."""
    image = QImage(1280, 720, QImage.Format.Format_RGB32)
    image.fill(QColor("#22282E"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(0, 539, 1280, 181, QColor("#1A1F24"))
    for x, y, radius in ((160, 143, 72), (354, 93, 42), (1103, 126, 84), (952, 219, 38)):
        painter.setBrush(QColor("#39424B"))
        painter.drawEllipse(QPointF(x, y), radius, radius)
    if badge:
        painter.setBrush(QColor("#46515B"))
        painter.drawEllipse(QPointF(510, 210), 125, 140)
        painter.drawRoundedRect(QRectF(210, 400, 620, 400), 160, 160)
        painter.setBrush(QColor("#F4F2EC"))
        painter.drawRoundedRect(QRectF(640, 150, 388, 490), 30, 30)
        painter.setBrush(QColor("#111111"))
        for row in range(9):
            for column in range(9):
                if (row * 7 + column * 5 + row * column) % 3:
                    painter.drawRect(703 + column * 29, 236 + row * 29, 29, 29)
    painter.end()
    return image


_NO_BADGE = ("idle", "training", "unknown", "search", "nomatch", "loading", "asking", "nolist")
OUTLINE = ((0.535, 0.305), (0.765, 0.305), (0.765, 0.72), (0.535, 0.72))


def dress(view: StationView, name: str) -> None:
    """Show what stands around the stage in a state."""
    view.set_event(scenes.GALA.name, scenes.GALA.station)
    view.set_lanes(scenes.lanes(name))
    view.set_count(scenes.count())
    view.set_sync(scenes.sync_line(name))
    badge = name not in _NO_BADGE
    view.set_camera_frame(scene(badge=badge), (OUTLINE,) if badge else (), badge)
    words = "Code read" if badge else "Hold the badge here"
    view.set_camera_caption(translate("StationView", words))
    if name == "nocamera":
        view.clear_camera(scenes.lanes(name)[0].text)
    view.set_history(scenes.history(name))
    if name in ("search", "nomatch"):
        view.focus_search()
        view._top.search.setText("muler sop" if name == "search" else "zzyx")
    else:
        view.clear_search()
        view.setFocus()


def main() -> int:
    """Draw the gallery."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("--theme", choices=THEME_NAMES, default="dark")
    parser.add_argument("--text-scale", type=float, default=1.0)
    parser.add_argument("--language", choices=("en", "de"), default="en")
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    languages = Languages(app)
    kinds = [(options.theme, options.language, options.size)]
    if options.all:
        kinds = list(product(THEME_NAMES, ("en", "de"), ("1280x800", "1920x1080")))
    for theme, language, size in kinds:
        languages.use(language)
        out = options.out / f"{theme}-{language}-{size}" if options.all else options.out
        draw(app, out, Theme(theme), size, options.text_scale, options.only)
    languages.close()
    return 0


def draw(
    app: QApplication, out: Path, theme: Theme, size: str, text_scale: float, only: Sequence[str]
) -> None:
    """Draw all that `only` names, everything if it names nothing."""
    theme.set_text_scale(text_scale)
    theme.apply_to(app)
    width, height = (int(part) for part in size.split("x"))
    out.mkdir(parents=True, exist_ok=True)
    window = MainWindow(theme)
    view = StationView(theme, now=lambda: datetime(2026, 11, 22, 18, 52).astimezone())
    window.add_page(view)
    window.resize(width, height)
    window.show()
    for number, (name, screen) in enumerate(scenes.states().items(), start=1):
        if only and name not in only:
            continue
        window.set_training(name == "training")
        view.set_badges_available(name == "training")
        dress(view, name)
        view.show_screen(replace(screen, serial=number))
        _settle(app, view)
        saved = view.numbers_picture(training=True) if name == "numbers-picture" else None
        (saved or window.grab().toImage()).save(str(out / f"{name}.png"))
    window.set_training(False)
    for name, make_page in {**gallery_forms.PAGES, **gallery_more.PAGES}.items():
        if not only or name in only:
            page = make_page(theme)
            window.add_page(page)
            window.show_page(page)
            _settle(app, view)
            window.grab().save(str(out / f"{name}.png"))
    window.show_page(view)
    dialogs: dict[str, Callable[[Theme, MainWindow], QDialog]] = {
        **{name: partial(scanner_setup, name=name) for name in SETUPS},
        **gallery_forms.DIALOGS,
        **gallery_more.DIALOGS,
    }
    for name, make in dialogs.items():
        if not only or name in only:
            dialog = make(theme, window)
            dialog.open()
            _settle(app, view)
            for part in gallery_forms.views_of(dialog, name):
                dialog.grab().save(str(out / f"{part}.png"))
            dialog.close()
            dialog.deleteLater()
    if not only or "veiled" in only:
        veil = gallery_more.veiled(view)
        view.clear_camera("")
        _settle(app, view)
        window.grab().save(str(out / "veiled.png"))
        veil.lift()
    if not only or "menu" in only:
        menu = gallery_more.open_menu(view)
        _settle(app, view)
        menu.grab().save(str(out / "menu.png"))
        menu.close()
    for name, screen in gallery_more.greetings(theme).items():
        if not only or name in only:
            screen.resize(width, height)
            screen.grab().save(str(out / f"{name}.png"))
        screen.deleteLater()
    window.hide()
    window.deleteLater()
    app.processEvents()


SETUPS = ("setup", "setup-bar", "setup-learnt", "setup-proved", "setup-dark", "setup-blurred")
_POOR = {
    "setup-dark": PictureQuality(0.2, LightLevel.DARK, 0.5, SharpnessLevel.SOFT),
    "setup-blurred": PictureQuality(0.45, LightLevel.GOOD, 0.15, SharpnessLevel.BLURRED),
}
_SHARP = PictureQuality(0.5, LightLevel.GOOD, 0.85, SharpnessLevel.SHARP)
_FINDING = KeyboardFinding(
    key_ms=4, gap_ms=25, min_length=4, endings=("Enter",), layout_fits=False, layouts=("de", "ch")
)


def scanner_setup(theme: Theme, window: MainWindow, name: str) -> ScannerSetupDialog:
    """Return the set-up's window in a state."""
    codes = SetupCodes(qr_png(TEST_CODE, 640), bar_code_png(TEST_CODE, 1210))
    dialog = ScannerSetupDialog(theme, codes, window)
    setup = ScannerSetup(
        dialog, TEST_CODE, lambda _: _FINDING, lambda _: None, lambda *_: None, lambda: "COM3"
    )
    setup.start()
    dialog.clear_camera("No camera. Scanner and typing work.")
    if name == "setup-bar":
        dialog._kinds.buttons["bar"].click()
    elif name == "setup-learnt":
        setup.observed(())
    else:
        dialog.show_camera(scene(badge=True), (OUTLINE,), name == "setup-proved")
        dialog.show_quality(_POOR.get(name, _SHARP))
    if name == "setup-proved":
        for _ in range(2):
            setup.scanned(Scan(f"<{TEST_CODE}", Lane.SERIAL))
    return dialog


def _settle(app: QApplication, view: StationView) -> None:
    """Let layouts and the answer's frame come to rest."""
    app.processEvents()
    while view._lintel.is_pulsing or view._guest.ribbon.is_dropping or view._behind.isActive():
        app.processEvents()
    for _ in range(3):
        app.processEvents()


if __name__ == "__main__":
    raise SystemExit(main())
