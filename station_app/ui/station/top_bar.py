"""The top of the page: mark with menu, event, search, clock, buttons."""

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from station_app.ui.station.menu import StationMenu
from station_app.ui.station.wishes import Wishes
from station_app.ui.theme import Theme
from station_app.ui.widgets.buttons import IconButton, MarkButton
from station_app.ui.widgets.labels import TextLabel
from station_app.ui.widgets.placing import put
from station_app.ui.widgets.search_field import SearchField


class TopBar(QWidget):
    """Everything that is the same whoever stands at the door."""

    def __init__(self, theme: Theme, wishes: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # nothing under it is painted
        self._mark = MarkButton(theme, self)
        self._mark.setObjectName("menuButton")
        self._menu = StationMenu(wishes, self)
        self._event = TextLabel(theme, "event", parent=self)
        self._event.setObjectName("eventTitle")
        self._station = TextLabel(theme, "station", "muted", parent=self)
        self._station.setObjectName("stationTitle")
        self.search = SearchField(theme, self)
        self._clock = TextLabel(theme, "clock", parent=self)
        self._clock.setObjectName("clock")
        self._badges = IconButton(theme, "badge", self)
        self._badges.setObjectName("badgesButton")
        self._numbers = IconButton(theme, "numbers", self)
        self._numbers.setObjectName("numbersButton")
        self._sound = IconButton(theme, "sound", self)
        self._sound.setObjectName("soundButton")
        self._is_muted = False
        self._reload = IconButton(theme, "reload", self)
        self._reload.setObjectName("reloadButton")
        self._settings = IconButton(theme, "settings", self)
        self._settings.setObjectName("settingsButton")
        self._logout = IconButton(theme, "logout", self)
        self._logout.setObjectName("logoutButton")
        self._buttons = (
            self._badges,
            self._numbers,
            self._sound,
            self._reload,
            self._settings,
            self._logout,
        )
        self.set_badges_available(False)
        self._wire(wishes)
        self._retranslate()

    @property
    def event_title(self) -> str:
        """The event shown."""
        return self._event.text()

    def set_event(self, title: str, station: str) -> None:
        """Show where this is."""
        self._event.show_text(title)
        self._station.show_text(station)

    def set_doors_shared(self, shared: bool) -> None:
        """Offer the doors of the event where they share a memory."""
        self._menu.set_doors_shared(shared)

    def set_muted(self, muted: bool) -> None:
        """Show whether answers are heard, and offer the other."""
        self._is_muted = muted
        self._menu.set_muted(muted)
        self._sound.set_icon("mute" if muted else "sound")
        self._name_sound()

    def set_time(self, text: str) -> None:
        """Show the time of day."""
        self._clock.show_text(text)

    def set_clock_shown(self, shown: bool) -> None:
        """Hide the clock while the stage shows a large one."""
        self._clock.setVisible(shown)

    def set_badges_available(self, available: bool) -> None:
        """Offer the sample badges, which only training has."""
        self._badges.setVisible(available)
        self._menu.set_training(available)
        self.place()

    def sizeHint(self) -> QSize:
        """As designed, or as high as enlarged text needs."""
        theme = self._theme
        words = theme.line("event") + theme.line("station")
        return QSize(theme.px(1280, 1024), max(theme.px(64, 56), words + theme.px(12)))

    def place(self) -> None:
        """Lay everything out for the present size and theme."""
        theme, px = self._theme, self._theme.px
        middle = self.height() // 2
        side = self._mark.sizeHint().width()
        # The button is larger than the mark in it: the mark itself stands on the margin.
        put(self._mark, px(32, 24) - px(4), middle - side // 2, side, side)
        left = px(32, 24) + px(34) + px(14)
        search_left = self._place_search(middle)
        room = max(0, min(px(328, 224), search_left - px(8) - left))
        tall, small = theme.line("event"), theme.line("station")
        top = middle - (tall + small) // 2
        put(self._event, left, top, room, tall)
        put(self._station, left, top + tall, room, small)
        right = self.width() - px(24, 16)
        size = px(40, 36)
        for button in reversed(self._buttons):
            if button.isHidden():
                continue
            put(button, right - size, middle - size // 2, size, size)
            right -= size + px(4, 2)
        right -= px(14, 6)
        wide, tall = self._clock.natural_width(), theme.line("clock")
        put(self._clock, right - wide, middle - tall // 2, wide, tall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new size."""
        del event
        self.place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar and the line under it."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface1"))
        line = 1
        painter.fillRect(0, self.height() - line, self.width(), line, self._theme.color("line"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _place_search(self, middle: int) -> int:
        theme, halo = self._theme, self.search.halo()
        frame = theme.px(444, 360)
        spare = max(0, self.width() - theme.px(1280, 1024))
        frame = max(frame, min(frame + spare // 2, theme.px(500)))
        left = theme.px(408, 296)
        tall = self.search.sizeHint().height()
        # The field stands a little above the middle, as the line below belongs to the bar.
        put(self.search, left - halo, middle - tall // 2, frame + 2 * halo, tall)
        return left

    def _wire(self, wishes: Wishes) -> None:
        self._mark.clicked.connect(self._open_menu)
        self._badges.clicked.connect(wishes.badges)
        self._numbers.clicked.connect(wishes.numbers)
        self._sound.clicked.connect(wishes.mute)
        self._reload.clicked.connect(wishes.reload)
        self._settings.clicked.connect(wishes.settings)
        self._logout.clicked.connect(wishes.log_out)

    def _open_menu(self) -> None:
        # popup() returns at once; exec() would hold up the event loop of the coroutines.
        left = self._mark.width() - self._menu.sizeHint().width() if self.isRightToLeft() else 0
        self._menu.popup(self._mark.mapToGlobal(QPoint(left, self._mark.height())))

    def _retranslate(self) -> None:
        self._mark.setAccessibleName(self.tr("Menu"))
        self._mark.setToolTip(self.tr("Menu"))
        self._badges.name(self.tr("Sample badges"))
        self._numbers.name(self.tr("Live numbers"))
        self._name_sound()
        self._reload.name(self.tr("Reload the guest list"))
        self._settings.name(self.tr("Settings"))
        self._logout.name(self.tr("Log out"))
        self.search.setAccessibleName(self.tr("Find a guest"))
        self.search.setPlaceholderText(self.tr("Find a guest by name, company, e-mail …"))
        self.search.set_keys(self.tr("A–Z"), self.tr("Esc"))

    def _name_sound(self) -> None:
        self._sound.name(self.tr("Sound on") if self._is_muted else self.tr("Mute"))
