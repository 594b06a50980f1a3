"""A second screen for the guest: a greeting, and nothing anybody else might not read."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QScreen,
)
from PySide6.QtWidgets import QApplication, QWidget

from station_app.domain.verdict import Verdict
from station_app.ui.theme import Theme
from station_app.ui.widgets.painting import draw_icon

_STAYS_MS = 8000  # then the next guest is invited
_LONGEST = 60  # characters of a first name


class GuestScreen(QObject):
    """Puts the greeting on a screen on which the station is not. GUI thread.

    Without a second screen there is no window; one that is plugged in gets it, one that is pulled
    out takes it away.
    """

    def __init__(self, theme: Theme, window: QWidget, event: Callable[[], str]) -> None:
        """`window` is the station's; `event` tells what it is the door of."""
        super().__init__(window)
        self._theme, self._window, self._event = theme, window, event
        self._wanted = False
        self._greeting: Greeting | None = None
        app = QApplication.instance()
        assert isinstance(app, QGuiApplication)
        # Later: a screen that is just being added has no place on the desktop yet.
        for changed in (app.screenAdded, app.screenRemoved):
            changed.connect(self._place, Qt.ConnectionType.QueuedConnection)

    def want(self, wanted: bool) -> None:
        """Show it, if there is a screen for it, or end it."""
        self._wanted = wanted
        self._place()

    @property
    def is_shown(self) -> bool:
        """Whether a guest sees it."""
        return self._greeting is not None

    def greet(self, verdict: Verdict, first_name: str) -> None:
        """Greet a guest; only who is welcome is told more than to wait for a moment."""
        if self._greeting is not None:
            self._greeting.greet(verdict, first_name)

    def close(self) -> None:
        """Take the window away."""
        self._wanted = False
        self._place()

    def _place(self, _screen: QScreen | None = None) -> None:
        target = _other_screen(self._window) if self._wanted else None
        if target is None:
            if self._greeting is not None:
                self._greeting.hide()
                self._greeting.deleteLater()
                self._greeting = None
            return
        if self._greeting is None:
            self._greeting = Greeting(self._theme, self._event)
        self._greeting.setGeometry(target.geometry())
        self._greeting.show()


def _other_screen(window: QWidget) -> QScreen | None:
    screens = QGuiApplication.screens()
    return next((one for one in screens if one is not window.screen()), None)


class Greeting(QWidget):
    """What the guest sees. It never takes the keyboard: scanners type into the station."""

    def __init__(self, theme: Theme, event: Callable[[], str]) -> None:
        flags = Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowDoesNotAcceptFocus
        super().__init__(None, flags | Qt.WindowType.Window)
        self._theme = theme
        self._verdict: Verdict | None = None
        self._first_name = ""
        self._event = event
        self.setObjectName("guestScreen")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.setInterval(_STAYS_MS)
        self._end.timeout.connect(self._invite)
        theme.changed.connect(self.update)
        self._name()

    def greet(self, verdict: Verdict, first_name: str) -> None:
        """Say welcome, or to wait for a moment."""
        self._verdict = verdict
        self._first_name = " ".join(first_name.split())[:_LONGEST]
        self._end.start()
        self._name()

    def _invite(self) -> None:
        self._verdict, self._first_name = None, ""
        self._name()

    @property
    def words(self) -> tuple[str, str]:
        """The large line and the small one."""
        if self._verdict is None:
            return self.tr("Welcome"), self.tr("Please show your code.")
        if self._verdict is not Verdict.WELCOME:
            return self.tr("One moment, please"), self.tr("Our team will help you.")
        if not self._first_name:
            return self.tr("Welcome"), self.tr("Enjoy the event.")
        large = self.tr("Welcome, {name}").replace("{name}", self._first_name)
        return large, self.tr("Enjoy the event.")

    def _name(self) -> None:
        self.setWindowTitle(self.tr("For the guest"))
        self.setAccessibleName(" ".join(self.words))
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw glyph and words, as large as the screen allows."""
        del event
        theme, painter = self._theme, QPainter(self)
        ground, ink = theme.color("ground"), theme.color("text")
        small_ink = theme.color("muted")
        if self._verdict is Verdict.WELCOME:
            colors = theme.tokens.verdicts[Verdict.WELCOME]
            ground, ink = QColor(colors.fill), QColor(colors.on)
            small_ink = ink
        painter.fillRect(self.rect(), ground)
        wide, tall = float(self.width()), float(self.height())
        margin, side = wide * 0.06, min(wide, tall) * 0.22
        icon = QRectF((wide - side) / 2, tall * 0.2, side, side)
        name = "scan" if self._verdict is None else f"verdict-{self._glyph()}"
        draw_icon(painter, theme, name, ink.name(), icon, self.devicePixelRatioF())
        large, small = self.words
        room = QRectF(margin, tall * 0.48, wide - 2 * margin, tall * 0.22)
        self._line(painter, room, large, ink, "word", tall * 0.15)
        room = QRectF(margin, tall * 0.71, wide - 2 * margin, tall * 0.09)
        self._line(painter, room, small, small_ink, "detail", tall * 0.05)
        room = QRectF(margin, tall * 0.88, wide - 2 * margin, tall * 0.07)
        self._line(painter, room, self._event(), small_ink, "detail", tall * 0.035)

    def _glyph(self) -> Verdict:
        return Verdict.WELCOME if self._verdict is Verdict.WELCOME else Verdict.SEVERAL

    def _line(
        self, painter: QPainter, room: QRectF, text: str, ink: QColor, role: str, size: float
    ) -> None:
        """Draw one line in the middle of its room, smaller where it is too long."""
        font = QFont(self._theme.font(role))
        font.setPixelSize(max(1, round(size)))
        natural = QFontMetricsF(font).horizontalAdvance(text)
        if natural > room.width():
            font.setPixelSize(max(12, int(size * room.width() / natural)))
        text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, text)
