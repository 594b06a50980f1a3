"""Every page, state and dialog as pictures: `python tests/ui/gallery.py OUT [--size WxH] ...`.

For eyes: lay the pictures beside the design's mock-ups. The clock stands at 18:52. `--all` draws
them in every theme and language and in two sizes, each into a folder of its own.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).parents[2]))

from station_app.ui.i18n import Languages, translate
from station_app.ui.station.view import StationView
from station_app.ui.theme import Theme
from station_app.ui.tokens import THEME_NAMES
from station_app.ui.window import MainWindow
from tests.ui import gallery_dialogs, gallery_pages, scenes
from tests.ui.camera_picture import OUTLINE, camera_picture

_NO_LIST = ("empty", "loading", "nolist", "numbers-empty")
_NO_BADGE = ("idle", "training", "unknown", "search", "nomatch", "asking", "fault", *_NO_LIST)


def dress(view: StationView, name: str) -> None:
    """Show what stands around the stage in a state."""
    view.set_event(scenes.GALA.name, scenes.GALA.station)
    view.set_lanes(scenes.lanes(name))
    view.set_count("" if name in _NO_LIST else scenes.count())
    view.set_sync(scenes.sync_line(name))
    badge = name not in _NO_BADGE
    view.set_camera_frame(camera_picture(badge=badge), (OUTLINE,) if badge else (), badge)
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
    with TemporaryDirectory() as folder:
        app = QApplication.instance() or QApplication([sys.argv[0], *_large_screen(Path(folder))])
    assert isinstance(app, QApplication)
    languages = Languages(app, options.out)  # a folder for languages, so one can be begun
    kinds = [(options.theme, options.language, options.size)]
    if options.all:
        kinds = list(product(THEME_NAMES, ("en", "de"), ("1280x800", "1920x1080")))
    for theme, language, size in kinds:
        languages.use(language)
        out = options.out / f"{theme}-{language}-{size}" if options.all else options.out
        draw(app, out, Theme(theme), size, options.text_scale, options.only)
    languages.close()
    return 0


def _large_screen(folder: Path) -> list[str]:
    """Return the arguments for a screen that a menu fits on; the offscreen one is 800 px high."""
    if os.environ.get("QT_QPA_PLATFORM") != "offscreen":
        return []
    screen = {"name": "large", "x": 0, "y": 0, "width": 2560, "height": 1600}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    file = folder / "screen.json"
    file.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    return ["-platform", f"offscreen:configfile={file}"]


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
    for name, make_page in gallery_pages.PAGES.items():
        if not only or name in only:
            page = make_page(theme)
            window.add_page(page)
            window.show_page(page)
            _settle(app, view)
            window.grab().save(str(out / f"{name}.png"))
    window.show_page(view)
    for name, make in gallery_dialogs.DIALOGS.items():
        if not only or name in only:
            dialog = make(theme, window)
            dialog.open()
            _settle(app, view)
            for part in gallery_dialogs.views_of(dialog, name):
                dialog.grab().save(str(out / f"{part}.png"))
            dialog.close()
            dialog.deleteLater()
    if not only or "veiled" in only:
        veil = gallery_pages.veiled(view)
        view.clear_camera("")
        _settle(app, view)
        window.grab().save(str(out / "veiled.png"))
        veil.lift()
    if not only or "menu" in only:
        menu = gallery_pages.open_menu(view)
        _settle(app, view)
        menu.grab().save(str(out / "menu.png"))
        menu.close()
    for name, screen in gallery_pages.greetings(theme).items():
        if not only or name in only:
            screen.resize(width, height)
            screen.grab().save(str(out / f"{name}.png"))
        screen.deleteLater()
    window.hide()
    window.deleteLater()
    app.processEvents()


def _settle(app: QApplication, view: StationView) -> None:
    """Let layouts and the answer's frame come to rest."""
    app.processEvents()
    while view._lintel.is_pulsing or view._guest.ribbon.is_dropping or view._behind.isActive():
        app.processEvents()
    for _ in range(3):
        app.processEvents()


if __name__ == "__main__":
    raise SystemExit(main())
