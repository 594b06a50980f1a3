"""The settings of this laptop and of the entrance it stands at. Every change takes effect at
once."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from station_app.settings import DOOR, Settings
from station_app.ui.settings.appearance import AppearanceSection
from station_app.ui.settings.camera import CameraSection
from station_app.ui.settings.door import DoorSection
from station_app.ui.settings.index import Place, SettingsIndex
from station_app.ui.settings.network import NetworkSection
from station_app.ui.settings.notes import NotesSection
from station_app.ui.settings.presenter import CameraChoice, SettingsPresenter
from station_app.ui.settings.privacy import PrivacySection
from station_app.ui.settings.protection import ProtectionPane
from station_app.ui.settings.scanner import ScannerSection
from station_app.ui.settings.section import Section
from station_app.ui.settings.sharing import SharingPane
from station_app.ui.settings.sound import SoundSection
from station_app.ui.settings.words import words_of_settings
from station_app.ui.theme import Theme
from station_app.ui.widgets.dialog import RING, LargeDialog
from station_app.ui.widgets.fields import FormButton, Scroll, Text

Pane = Section | ProtectionPane | SharingPane


class SettingsDialog(LargeDialog):
    """Shows the settings. GUI thread."""

    changed = Signal(object)  # Settings
    everywhere_requested = Signal()  # every entrance is to have what is set here
    everywhere_taken_back = Signal()

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        cameras: Sequence[CameraChoice],
        parent: QWidget | None = None,
        *,
        has_pin: bool = False,
        entrance: str = "",
        others: int = 0,
    ) -> None:
        """`cameras` are those plugged in now, the one that is taken by itself first. `entrance` is
        what this one is called, '' for none, and `others` how many more are known."""
        super().__init__(theme, "settingsDialog", parent, width=(1000, 900), gap=(0, 0), ring=RING)
        self._entrance, self._others = entrance, others
        self._is_everywhere = False
        self._presenter = SettingsPresenter(settings)
        self._scanner = ScannerSection(theme, settings)
        self.sound = SoundSection(theme)
        self.network = NetworkSection(theme)
        self.privacy = PrivacySection(theme, has_pin=has_pin)
        self._sections: tuple[Section, ...] = (
            AppearanceSection(theme),
            self.sound,
            DoorSection(theme),
            self.privacy,
            CameraSection(theme, settings, cameras),
            self._scanner,
            NotesSection(theme),
            self.network,
        )
        self._panes: list[Pane] = [*self._sections]
        self._build()
        for section in self._sections:
            section.fill(settings)
            section.set_value.connect(self.set)
            section.mark_as_everywhere(bool(entrance) and not section.is_of_door)
        self._index.chosen.connect(self.go_to)
        self._scroll.verticalScrollBar().valueChanged.connect(self._follow)
        self.begin_at(self._index.field)
        self.dress()

    @property
    def settings(self) -> Settings:
        """What is set now."""
        return self._presenter.settings

    def show_ports(self, ports: Sequence[tuple[str, str]]) -> None:
        """List the serial ports there are: pairs of what the setting holds and people read."""
        self._scanner.show_ports(ports)

    def set(self, name: str, value: object) -> None:
        """Give a setting a value, as its control does."""
        if not isinstance(value, str | float | int | tuple):
            return
        new = self._presenter.change(name, value)
        if new is not None:
            self.changed.emit(new)
            if name in DOOR:
                self._show_everywhere(False)
        for section in self._sections:
            section.show_dependents(self.settings)

    def add_pane(self, pane: Pane) -> None:
        """Add a part that another part of the program fills."""
        self._scroll.column.insertWidget(self._scroll.column.count() - 1, pane)
        self._panes.append(pane)
        self._index.fill(self._panes)

    def go_to(self, place: Place) -> None:
        """Scroll to a place; its control takes the keyboard."""
        content, view = self._scroll.content, self._scroll.viewport()
        top = place.widget.mapTo(content, QPoint()).y()
        if place.control is not None:
            top -= (view.height() - place.widget.height()) // 2
        self._scroll.verticalScrollBar().setValue(top)
        if place.control is not None:
            place.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        """Mark in the index which part is in sight: the one at the upper third."""
        line = self._scroll.verticalScrollBar().value() + self._scroll.viewport().height() // 3
        for pane in self._panes:
            if pane.geometry().bottom() >= line:
                self._index.follow(pane)
                return

    def _build(self) -> None:
        theme = self._theme
        self._head = QVBoxLayout()
        self._head.addWidget(self.title)
        self._head.addWidget(self.about)
        self._scroll = Scroll()
        for section in self._sections:
            self._scroll.column.addWidget(section)
        self._scroll.column.addStretch(1)
        self._done = FormButton(theme, "primary", small=True)
        self._done.setObjectName("settingsDone")
        self._done.setProperty("radius", 9)
        self._done.clicked.connect(self.accept)
        self._everywhere = FormButton(theme, "line", small=True)
        self._everywhere.setObjectName("settingsEverywhere")
        self._everywhere.setProperty("radius", 9)
        self._everywhere.setVisible(self._others > 0)
        self._everywhere.clicked.connect(self._use_everywhere)
        self._told = Text(theme, "head_caption", "muted")
        self._told.setObjectName("settingsEverywhereTold")
        self.foot.addWidget(self._everywhere)
        self.foot.addWidget(self._told, 1, Qt.AlignmentFlag.AlignVCenter)
        self.foot.addWidget(self._done)
        self.column.addLayout(self._head)
        self._index = SettingsIndex(theme)
        self._body = QHBoxLayout()
        self._body.addWidget(self._index)
        self._body.addLayout(self._scroll.hang(), 1)
        self.column.addLayout(self._body, 1)
        self.column.addLayout(self.foot)

    def _use_everywhere(self) -> None:
        (self.everywhere_taken_back if self._is_everywhere else self.everywhere_requested).emit()
        self._show_everywhere(not self._is_everywhere)

    def _show_everywhere(self, is_everywhere: bool) -> None:
        self._is_everywhere = is_everywhere
        self._name_everywhere()
        if is_everywhere:
            event = QAccessibleEvent(self._told, QAccessible.Event.Alert)
            QAccessible.updateAccessibility(event)

    def done(self, result: int) -> None:
        """Close; what is still being typed counts."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        super().done(result)

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        px, ring = self._theme.px, self._theme.px(RING)
        self._head.setContentsMargins(ring, 0, ring, px(14, 8))
        self._head.setSpacing(px(2))
        self.foot.setContentsMargins(ring, px(16, 10), ring, 0)
        self.foot.setSpacing(px(16))
        self._scroll.column.setContentsMargins(ring, ring, ring, ring)
        self._scroll.column.setSpacing(px(14, 10))
        self._body.setSpacing(px(14, 8))
        self._index.restyle()
        for section in self._sections:
            section.restyle()

    def retranslate(self) -> None:
        """Set every text in the language in force."""
        self.setWindowTitle(self.tr("Settings"))
        self.title.setText(
            self.tr("Settings of {entrance}").format(entrance=self._entrance)
            if self._entrance
            else self.tr("Settings")
        )
        self.about.setText(self.tr("Every change takes effect at once."))
        self._done.setText(self.tr("Done"))
        self._name_everywhere()
        words = words_of_settings()
        for section in self._sections:
            section.retranslate(words)
        for pane in self._panes:
            if isinstance(pane, ProtectionPane | SharingPane):  # its own event comes after this one
                pane.retranslate()
        self._index.retranslate()
        self._index.fill(self._panes)

    def _name_everywhere(self) -> None:
        self._everywhere.setText(
            self.tr("Undo") if self._is_everywhere else self.tr("Use for all entrances")
        )
        self._told.setText(
            self.tr("%n other entrance(s) have these settings now.", "", self._others)
            if self._is_everywhere
            else ""
        )
