"""Nothing is cut, covered or painted outside: `python -m tests.ui.layout` looks at everything.

Sizes are those of the window in device-independent px, at least the smallest the program takes:
3840x2160 at 300 % is 1280x720 of them. Text may be enlarged beside that.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, product
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

from station_app.ui.i18n import Languages
from station_app.ui.station.view import StationView
from station_app.ui.theme import Theme
from station_app.ui.widgets.column import Column
from station_app.ui.widgets.flash import Flash
from station_app.ui.widgets.labels import TextLabel
from station_app.ui.window import MainWindow
from tests.ui import gallery, gallery_dialogs, gallery_pages, pseudo, scenes

SIZES = ((1024, 640), (1280, 720), (1280, 800), (1920, 1080), (3840, 2160))
SCALES = (1.0, 1.25, 1.5, 2.0)  # twice is the most the theme takes
NEAR = 2  # px that rounding may take
# Large letters reach over their line by design (`NameLabel.spill`, the lintel's words), the guest's
# column has its bar and focus lines in the margin, and these lie over others on purpose.
OVERLAYS = ("moreBelow", "trainingBanner", "noticeBar", "highlightColor")
SPILLING = ("verdict", "readyWord", "guestName", "companionList", "largeClock")


@dataclass(frozen=True, slots=True)
class Defect:
    """What is wrong where."""

    kind: str
    widget: str
    text: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.widget} {self.text}"


def defects(root: QWidget) -> Iterator[Defect]:
    """Yield what is wrong with the visible parts of a window."""
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisibleTo(root) or isinstance(widget, Flash):
            continue
        children = [
            child
            for child in widget.children()
            if isinstance(child, QWidget)
            and child.isVisible()
            and not child.isWindow()
            and not (isinstance(child, QLabel) and not child.text())
            and not child.size().isEmpty()
        ]
        yield from _outside(widget, children)
        yield from _covered(widget, children)
        yield from _cut(widget)


def _outside(widget: QWidget, children: list[QWidget]) -> Iterator[Defect]:
    if _scrolls(widget):
        return
    room = widget.rect().adjusted(-NEAR, -NEAR, NEAR, NEAR)
    for child in children:
        free = child.objectName() in (*SPILLING, *OVERLAYS) or isinstance(child, Column)
        if not free and not room.contains(child.geometry()):
            where = f"{child.geometry().getRect()} in {widget.rect().getRect()}"
            yield Defect("outside", _name(child), where)


def _covered(widget: QWidget, children: list[QWidget]) -> Iterator[Defect]:
    if isinstance(widget, QAbstractScrollArea | QComboBox | QAbstractSpinBox | QLineEdit):
        return
    for one, other in combinations(children, 2):
        if {one.objectName(), other.objectName()} & {*OVERLAYS, *SPILLING}:
            continue
        shared = one.geometry().intersected(other.geometry())
        if shared.width() > NEAR and shared.height() > NEAR and _has_words(one, other):
            where = f"{one.geometry().getRect()} {other.geometry().getRect()}"
            yield Defect("covered", f"{_name(one)} by {_name(other)}", where)


def _cut(widget: QWidget) -> Iterator[Defect]:
    """Yield words of which nobody can read the whole: not drawn, and not in a tooltip."""
    if isinstance(widget, TextLabel):
        if widget.text() and widget.width() > 0:
            block = widget._laid_out(widget.width())
            if block.height > widget.height() + NEAR:
                yield Defect("low", _name(widget), _said(widget.text()))
            elif block.cut and not _tip(widget):
                yield Defect("cut", _name(widget), _said(widget.text()))
    elif isinstance(widget, QAbstractButton):
        wide = widget.fontMetrics().horizontalAdvance(widget.text())
        hint = widget.sizeHint().width() if widget.text() else 0
        short = wide > widget.width() and hint > widget.width() + NEAR
        if widget.text() and short and not widget.toolTip():
            yield Defect("cut", _name(widget), _said(widget.text()))
    elif isinstance(widget, QLabel) and type(widget).__name__ == "Text" and widget.text():
        need = widget.heightForWidth(widget.width()) if widget.wordWrap() else 0
        if need > widget.height() + NEAR or (
            not widget.wordWrap() and widget.sizeHint().width() > widget.width() + NEAR
        ):
            yield Defect("cut", _name(widget), _said(widget.text()))


def _tip(widget: QWidget) -> str:
    """Return a label's tooltip; it knows what is cut when it has painted, wherever it is."""
    widget.grab()
    return widget.toolTip()


def _scrolls(widget: QWidget) -> bool:
    """Whether what is in it may be larger than it is."""
    parent = widget.parentWidget()
    return isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget


def _has_words(*widgets: QWidget) -> bool:
    return all(
        isinstance(widget, QLabel | QAbstractButton | QLineEdit | QComboBox) for widget in widgets
    )


def _name(widget: QWidget) -> str:
    parent = widget.parentWidget()
    own = widget.objectName() or type(widget).__name__
    return f"{type(parent).__name__}/{own}" if parent is not None else own


def _said(text: str) -> str:
    return repr(text if len(text) < 60 else text[:57] + "…")


class Inspector:
    """Shows pages and dialogs one after the other, and looks at each."""

    def __init__(self, app: QApplication, size: tuple[int, int], scale: float) -> None:
        self._app = app
        self._theme = Theme("dark")
        self._theme.reduced_motion = True
        self._theme.set_text_scale(scale)
        self._theme.apply_to(app)
        self.window = MainWindow(self._theme)
        self._view = StationView(self._theme)
        self.window.add_page(self._view)
        self.window.resize(*size)
        self.window.show()

    def screens(self) -> Iterator[tuple[str, list[Defect]]]:
        """Look at the station page in every state."""
        for name, screen in scenes.states().items():
            self.window.set_training(name == "training")
            gallery.dress(self._view, name)
            self._view.show_screen(replace(screen, serial=1))
            yield name, self._look(self.window)
        self.window.set_training(False)

    def forms(self) -> Iterator[tuple[str, list[Defect]]]:
        """Look at login and passphrase."""
        for name, make_page in gallery_pages.PAGES.items():
            page = make_page(self._theme)
            self.window.add_page(page)
            self.window.show_page(page)
            yield name, self._look(self.window)

    def dialogs(self) -> Iterator[tuple[str, list[Defect]]]:
        """Look at every dialog, from top to bottom."""
        for name, make in gallery_dialogs.DIALOGS.items():
            dialog = make(self._theme, self.window)
            dialog.open()
            found = self._look(dialog)
            corner = dialog.frameGeometry()
            if not QRect(QPoint(), self.window.size()).contains(QRect(QPoint(), corner.size())):
                found.append(Defect("outside", name, f"{corner.getRect()}"))
            yield name, found
            dialog.close()
            dialog.deleteLater()

    def all(self) -> Iterator[tuple[str, list[Defect]]]:
        """Look at everything there is."""
        yield from self.screens()
        yield from self.forms()
        yield from self.dialogs()

    def close(self) -> None:
        """Put the window away."""
        self._theme.changed.disconnect()
        self._app.setStyleSheet("")
        self.window.hide()
        self.window.deleteLater()
        self._app.processEvents()

    def _look(self, root: QWidget) -> list[Defect]:
        for _ in range(3):
            self._app.processEvents()
        root.grab()  # labels find out what is cut when they paint
        return list(defects(root))


def main() -> int:
    """Look at every size, scale and language, one of them read from the right; print what is
    wrong."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    with TemporaryDirectory() as folder:
        pseudo.write(Path(folder))
        return _look_at_all(app, Languages(app, Path(folder)))


def _look_at_all(app: QApplication, languages: Languages) -> int:
    count = looked = 0
    for size, scale, language in product(SIZES, SCALES, ("en", "de", pseudo.CODE)):
        languages.use(language)
        inspector = Inspector(app, size, scale)
        for name, found in inspector.all():
            looked += 1
            for defect in found:
                count += 1
                where = f"{size[0]}x{size[1]} {scale:.0%} {language} {name}"
                sys.stdout.write(f"{where}: {defect}\n")
        inspector.close()
    languages.close()
    sys.stdout.write(f"{looked} pictures, {count} defects\n")
    return 1 if count else 0


if __name__ == "__main__":
    raise SystemExit(main())
