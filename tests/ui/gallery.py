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
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialog

sys.path.insert(0, str(Path(__file__).parents[2]))

from station_app.domain.guest import GuestId
from station_app.domain.scan import Lane, LightLevel, PictureQuality, Scan, SharpnessLevel
from station_app.domain.verdict import Verdict
from station_app.scanners.learn_wedge import TEST_CODE
from station_app.scanners.test_code import bar_code_png
from station_app.training.badges import qr_png
from station_app.ui.i18n import Languages
from station_app.ui.scanner_setup.dialog import ScannerSetupDialog, SetupCodes
from station_app.ui.scanner_setup.presenter import KeyboardFinding, ScannerSetup
from station_app.ui.station.screen import LintelText, LocalMark, Screen, SearchPage
from station_app.ui.station.view import StationView
from station_app.ui.theme import Theme
from station_app.ui.tokens import THEME_NAMES
from station_app.ui.window import MainWindow
from tests.ui import gallery_forms, pages

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


OUTLINE = ((0.535, 0.305), (0.765, 0.305), (0.765, 0.72), (0.535, 0.72))


def _tomas(mark: LocalMark = pages.SEEN_TWICE) -> Screen:
    page = replace(
        pages.ANNA,
        guest_id=GuestId("tomas"),
        titles="",
        name="Tomás Ferreira",
        suffix="",
        company="Diário da Ciência · Photographer",
        check_in="18:31 at the server",
        check_in_verdict=Verdict.ALREADY,
        access_code="W3ZT9A",
        color="#ffd400",
        color_word="Press",
        note="",
        mark=mark,
        companions_title="Host",
        companions_caption="this guest is a companion",
        companions=(pages.person("Beatriz Ferreira"),),
        fields=(("Table", "Press desk"), ("Equipment", "2 cameras, 1 tripod"), ("City", "Porto")),
    )
    return pages.answer(
        page,
        Verdict.ALREADY,
        "Already checked in",
        "At 18:31 today, 21 minutes ago. Ask before letting a second person in.",
    )


def _mira(verdict: Verdict, word: str, detail: str, **changes: object) -> Screen:
    page = replace(
        pages.ANNA,
        guest_id=GuestId("mira"),
        titles="",
        name="Mira Okafor",
        suffix="",
        company="Okafor & Lind Architects · Partner",
        registration="Deregistered",
        check_in="Never checked in",
        access_code="P9XB4D",
        color="#e53935",
        color_word="Sponsor",
        note="If she comes all the same: ring Leonie, +43 1 555 01 23.",
        companions_title="Host",
        companions_caption="this guest was a companion",
        companions=(
            pages.person(
                "Dr. Anna Lindqvist, MSc", Verdict.ALREADY, "Checked in", state_time="18:52"
            ),
        ),
        fields=(("Table", "none"), ("Menu", "none"), ("City", "Vienna")),
    )
    page = replace(page, **changes)  # type: ignore[arg-type]
    return pages.answer(page, verdict, word, detail, return_s=0.0)


def _named(name: str, **changes: object) -> Screen:
    page = replace(pages.ANNA, name=name, **changes)  # type: ignore[arg-type]
    return pages.welcome(page)


def _german() -> Screen:
    page = replace(
        pages.ANNA,
        titles="Univ.-Prof. Dr.",
        name="Maria-Magdalena von Hohenberg-Schwarzenstein",
        company="Institut für Nachhaltigkeitswissenschaften · Vorständin",
        registration="Angemeldet",
        check_in="Noch nicht eingecheckt",
        color_word="Vor\u00adtragende",
        note="Rollstuhl: bitte zum Seitentor begleiten.",
        companions_title="Begleitung",
        companions_caption="3, davon 1 eingetroffen · 1 nicht auf dieser Liste",
        fields=(
            ("Tisch", "12, am Fenster"),
            ("Menü", "vegetarisch"),
            ("Ort", "Klagenfurt am Wörthersee"),
        ),
    )
    detail = "Angemeldet, noch nicht eingecheckt. Kommt mit 3 Begleitpersonen."
    return pages.answer(
        page, Verdict.WELCOME, "Willkommen", detail, return_s=10, caption="Leertaste: weg"
    )


def _offline() -> Screen:
    page = replace(
        pages.ANNA,
        titles="",
        name="Paul Nwosu",
        suffix="",
        company="Lagos Institute of Technology",
        access_code="C2HN8R",
        color=None,
        note="",
        notice=pages.DOOR_GOES_ON,
        companions_title="",
        companions_caption="",
        companions=(),
        fields=(("Table", "7"), ("Menu", "no preference"), ("City", "Lagos")),
    )
    detail = "Registered, not checked in as of 18:41. Later changes are not known here."
    return pages.answer(page, Verdict.WELCOME, "Welcome", detail, return_s=10)


def _many() -> Screen:
    people = tuple(
        pages.person(f"Companion number {n}", color="#ffd400" if n % 2 else None)
        for n in range(1, 11)
    )
    return pages.welcome(
        replace(
            pages.ANNA,
            companions=people,
            fields=tuple((f"Field {n}", "some value " * (n % 4 + 1)) for n in range(14)),
        )
    )


def _no_match() -> Screen:
    page = SearchPage(
        query="zzyx",
        title="No match",
        caption="",
        empty_title="Nobody fits “zzyx”",
        empty_text="Searched in names, companies, e-mails, codes, notes and all other fields of"
        " 412 guests. Scan the badge instead, or try fewer letters.",
    )
    return Screen(serial=1, lintel=None, stage=page)


def _asking() -> Screen:
    text = LintelText(
        verdict=None, word="Asking the server", detail="Nobody here has this code.", asking=True
    )
    return Screen(serial=1, lintel=text, stage=pages.UNKNOWN, hold_ring=True)


def states() -> dict[str, Screen]:
    """Return every state by name."""
    loading: dict[str, Any] = {
        "message_title": "Loading the guest list",
        "progress_value": "",
        "figures": (),
    }
    return {
        "idle": pages.idle(),
        "training": pages.idle(),
        "welcome": pages.welcome(),
        "already": _tomas(),
        "sentaway": _tomas(pages.SENT_AWAY),
        "marked": _named("Anna Lindqvist", mark=pages.SEEN_TWICE),
        "marked-german": replace(
            _german(), stage=replace(_german().stage, mark=pages.SEEN_TWICE_GERMAN)
        ),
        "left": _mira(Verdict.LEFT, "Left", "At 18:40 today, 12 minutes ago."),
        "notconfirmed": _mira(Verdict.NOT_CONFIRMED, "Not confirmed", "Has not answered yet."),
        "deregistered": _mira(
            Verdict.DEREGISTERED,
            "Deregistered",
            "Last changed on 19 November at 09:14. Please send to the guest desk.",
        ),
        "removed": _mira(Verdict.REMOVED, "Removed", "Deleted on 19 November at 09:14."),
        "unknown": pages.answer(
            pages.UNKNOWN,
            Verdict.UNKNOWN,
            "Unknown code",
            "Nobody on this list has it. The server was asked just now, at 18:52:07.",
        ),
        "tried": pages.answer(
            replace(pages.UNKNOWN, mark=pages.TRIED),
            Verdict.UNKNOWN,
            "Unknown code",
            "Nobody on this list has it. The server was asked just now, at 18:52:07.",
        ),
        "several": pages.several(),
        "search": pages.search(),
        "offline": _offline(),
        "german": _german(),
        "eighty": _named("Wolfeschlegelsteinhausenbergerdorff " * 2 + "Konstantinopolitanski"),
        "unbroken": _named("W" * 120, suffix="MSc"),
        "rtl": _named("יעל כהן־לוי", titles="", suffix=""),
        "rtl-long": _named("عبد الرحمن بن محمد بن عبد الله آل سعود الكبير", titles="Dr."),
        "cjk": _named("山田 太郎", titles="", suffix="", company="株式会社ノルディック · 部長"),
        "nocolor": _named("Anna Lindqvist", color=None),
        "black": _named("Anna Lindqvist", color="#000000", color_word=""),
        "white": _named("Anna Lindqvist", color="#ffffff", color_word="Guest of the city"),
        "many": _many(),
        "asking": _asking(),
        "loading": pages.idle(message_text="What is already there can be looked up.", **loading),
        "empty": pages.idle(
            **{**loading, "message_title": "No guests yet"},
            message_text="The server’s list for this station is empty. If that is wrong, ask the"
            " organiser which segment the check-in configuration shows.",
        ),
        "nomatch": _no_match(),
        "signedout": pages.welcome(),
        "nocamera": pages.idle(),
        "numbers": pages.numbers(),
        "numbers-many": pages.many_numbers(),
        "numbers-empty": pages.no_numbers(),
        "numbers-picture": pages.numbers(),
    }


def dress(view: StationView, name: str) -> None:
    """Show what stands around the stage in a state."""
    view.set_event("Vienna Science Gala", "Main Entrance")
    view.set_lanes(pages.LANES)
    view.set_count("412 guests")
    alarms = {"offline": pages.OFFLINE, "signedout": pages.SIGNED_OUT}
    view.set_sync(alarms.get(name, pages.LIVE))
    badge = name not in ("idle", "training", "unknown", "search", "nomatch", "loading", "asking")
    view.set_camera_frame(scene(badge=badge), (OUTLINE,) if badge else (), badge)
    view.set_camera_caption("Code read" if badge else "Hold the badge here")
    if name == "nocamera":
        view.clear_camera("No camera. Scanner and typing work.")
    first = {
        "welcome": (pages.row(Verdict.WELCOME, "Anna Lindqvist", "18:52"),),
        "unknown": (pages.row(Verdict.UNKNOWN, "Unknown code", "18:52"),),
    }.get(name, ())
    view.set_history((*first, *pages.HISTORY))
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
    for number, (name, screen) in enumerate(states().items(), start=1):
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
    for name, make_page in gallery_forms.PAGES.items():
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
    while view._lintel.is_pulsing or view._guest.ribbon.is_dropping:
        app.processEvents()
    for _ in range(3):
        app.processEvents()


if __name__ == "__main__":
    raise SystemExit(main())
