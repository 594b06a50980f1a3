"""The settings of this laptop. Every change takes effect at once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from station_app.settings import CODE_KINDS, EXPOSURES, FOCUSES, LANGUAGES, THEMES, Settings
from station_app.ui import i18n
from station_app.ui.settings.lists import (
    ANY_PORT,
    FIRST_CAMERA,
    NO_CAMERA,
    NO_PORT,
    camera_items,
    port_items,
    size_items,
)
from station_app.ui.settings.presenter import RANGES, CameraChoice, SettingsPresenter, Value
from station_app.ui.settings.words import words_of_kinds, words_of_scanner, words_of_settings
from station_app.ui.theme import Theme
from station_app.ui.widgets.chips import Chips
from station_app.ui.widgets.choices import Choice, OpenChoice, Segments, Stepper, Switch
from station_app.ui.widgets.fields import (
    FocusRing,
    FormButton,
    Icon,
    LineField,
    Scroll,
    Text,
    mark,
)
from station_app.ui.widgets.known_list import KnownList

_GROUPS = ("appearance", "door", "camera", "scanner", "notes", "network")
_OF_A_CAMERA = (
    "code_kinds",
    "camera_exposure",
    "camera_focus",
    "camera_size",
    "camera_mirrored",
    "camera_rests_minimised",
)


class SettingsDialog(QDialog):
    """Shows the settings; open it with `open()`. GUI thread."""

    changed = Signal(object)  # Settings

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        cameras: Sequence[CameraChoice],
        parent: QWidget | None = None,
    ) -> None:
        """`cameras` are those plugged in now, the one that is taken by itself first."""
        super().__init__(parent)
        self._theme = theme
        self._presenter = SettingsPresenter(settings)
        self._cameras = tuple(cameras)
        self._ports: Sequence[tuple[str, str]] | None = None  # None: not known yet
        self._scanners = settings.scanners
        self._controls: dict[str, QWidget] = {}
        self._words: dict[str, tuple[Text, Text]] = {}
        self._heads: dict[str, Text] = {}
        self._columns: list[QVBoxLayout] = []
        self._rows: list[QHBoxLayout | QVBoxLayout] = []
        self._panes: list[QFrame] = []
        self.setObjectName("settingsDialog")
        self._build()
        self._fill()
        self._ring = FocusRing(theme, self)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

    @property
    def settings(self) -> Settings:
        """What is set now."""
        return self._presenter.settings

    def show_ports(self, ports: Sequence[tuple[str, str]]) -> None:
        """List the serial ports there are: pairs of what the setting holds and people read."""
        self._ports = tuple(ports)
        self._list_ports()

    # --- building -----------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self._theme
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._title, self._subtitle = Text(theme, "title2"), Text(theme, "body", "muted")
        self._head = QVBoxLayout()
        self._head.addWidget(self._title)
        self._head.addWidget(self._subtitle)
        self._scroll = Scroll()
        builders: dict[str, Callable[[QVBoxLayout], None]] = {
            "appearance": self._build_appearance,
            "door": self._build_door,
            "camera": self._build_camera,
            "scanner": self._build_scanner,
            "notes": self._build_notes,
            "network": self._build_network,
        }
        for group in _GROUPS:
            builders[group](self._add_pane(group))
        self._scroll.column.addStretch(1)
        self._done = FormButton(theme, "primary", small=True)
        self._done.setObjectName("settingsDone")
        self._done.setProperty("radius", 9)
        self._done.clicked.connect(self.accept)
        self._foot = QHBoxLayout()
        self._foot.addStretch(1)
        self._foot.addWidget(self._done)
        self._column.addLayout(self._head)
        self._column.addWidget(self._scroll, 1)
        self._column.addLayout(self._foot)

    def change(self, name: str, value: Value) -> None:
        """Take over what was chosen in a part that another part of the program fills."""
        self._set(name, value)

    def add_pane(self, pane: QWidget) -> None:
        """Add a part that another part of the program fills."""
        self._scroll.column.insertWidget(self._scroll.column.count() - 1, pane)

    def _add_pane(self, group: str) -> QVBoxLayout:
        pane = QFrame()
        pane.setProperty("kind", "pane")
        column = QVBoxLayout(pane)
        self._heads[group] = Text(self._theme, "head_large")
        column.addWidget(self._heads[group])
        self._scroll.column.addWidget(pane)
        self._panes.append(pane)
        self._columns.append(column)
        return column

    def _add(
        self, column: QVBoxLayout, name: str, control: QWidget, *, below: bool = False
    ) -> None:
        """Add a control with its words beside it, or above it where it needs the width."""
        label, hint = Text(self._theme, "head"), Text(self._theme, "head_caption", "muted")
        label.setBuddy(_named(control))
        control.setObjectName(name)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label)
        words.addWidget(hint)
        row: QHBoxLayout | QVBoxLayout = QVBoxLayout() if below else QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(control)
        if not below:
            row.setAlignment(control, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        column.addLayout(row)
        self._rows.append(row)
        self._words[name] = (label, hint)
        self._controls[name] = control

    def _add_choice(
        self, column: QVBoxLayout, name: str, values: Sequence[str], *, below: bool = True
    ) -> None:
        segments = Segments(self._theme, values)
        segments.chosen.connect(self._setter(name))
        self._add(column, name, segments, below=below)

    def _add_switch(self, column: QVBoxLayout, name: str) -> None:
        switch = Switch(self._theme)
        switch.toggled.connect(self._setter(name))
        self._add(column, name, switch)

    def _add_number(self, column: QVBoxLayout, name: str) -> None:
        stepper, limits = Stepper(self._theme), RANGES[name]
        stepper.field.setDecimals(limits.decimals)
        stepper.field.setRange(limits.low, limits.high)
        stepper.field.setSingleStep(limits.step)
        stepper.value_changed.connect(self._setter(name))
        self._add(column, name, stepper)

    def _add_text(self, column: QVBoxLayout, name: str, *, long: bool = False) -> None:
        field = LineField(self._theme, small=True)
        field.setMaxLength(1000 if long else 16)
        field.editingFinished.connect(lambda: self._set(name, field.text()))
        self._add(column, name, field, below=long)

    def _build_appearance(self, column: QVBoxLayout) -> None:
        self._add_choice(column, "language", ("", *LANGUAGES))
        self._add_choice(column, "theme", ("", *THEMES))
        self._add_switch(column, "reduced_motion")

    def _build_door(self, column: QVBoxLayout) -> None:
        self._add_number(column, "welcome_seconds")
        self._add_number(column, "attention_seconds")

    def _build_camera(self, column: QVBoxLayout) -> None:
        self._camera = OpenChoice(self._theme, "camera", (FIRST_CAMERA, NO_CAMERA))
        self._camera.chosen.connect(self._setter("camera"))
        self._add(column, "camera", self._camera, below=True)
        self._kinds = Chips(self._theme, CODE_KINDS)
        self._kinds.chosen.connect(self._setter("code_kinds"))
        self._add(column, "code_kinds", self._kinds, below=True)
        self._add_choice(column, "camera_exposure", EXPOSURES, below=False)
        self._add_choice(column, "camera_focus", FOCUSES, below=False)
        self._size = Choice(self._theme)
        self._size.activated.connect(lambda: self._set("camera_size", self._size.currentData()))
        self._add(column, "camera_size", self._size)
        self._add_switch(column, "camera_mirrored")
        self._add_switch(column, "camera_rests_minimised")

    def _build_scanner(self, column: QVBoxLayout) -> None:
        icons = [f"lane-{scanner.lane}" for scanner in self._scanners]
        self._known = KnownList(self._theme, icons)
        self._known.forgotten.connect(self._forget_scanner)
        self._add(column, "scanners", self._known, below=True)
        self._port = OpenChoice(self._theme, "serialPort", (ANY_PORT, NO_PORT))
        self._port.chosen.connect(self._setter("serial_port"))
        self._add(column, "serial_port", self._port, below=True)
        self._add_number(column, "serial_baud")
        self._add_text(column, "serial_encoding")
        self._add_switch(column, "scanner_silence_ends")
        self._add_text(column, "scanner_prefix")
        self._add_text(column, "scanner_suffix")
        self._add_number(column, "scanner_gap_ms")
        self._add_number(column, "scanner_min_length")

    def _build_notes(self, column: QVBoxLayout) -> None:
        self._add_switch(column, "export_names")
        self._add_switch(column, "export_at_closing")
        self._add_text(column, "export_folder", long=True)

    def _build_network(self, column: QVBoxLayout) -> None:
        self._add_number(column, "poll_seconds")
        self._add_number(column, "reconcile_minutes")
        self._add_switch(column, "allow_plain_http")
        self._warning = Text(self._theme, "card_state", "error")
        self._warning_row = QWidget()
        row = QHBoxLayout(self._warning_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Icon(self._theme, "state-fault", "error", 20), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._warning, 1)
        column.addWidget(self._warning_row)

    # --- values -------------------------------------------------------------------------------

    def _fill(self) -> None:
        """Show the settings without changing any."""
        for name, control in self._controls.items():
            value = getattr(self.settings, name)
            control.blockSignals(True)
            if isinstance(control, Segments):
                control.set_value(value)
            elif isinstance(control, Switch):
                control.setChecked(value)
            elif isinstance(control, Stepper):
                control.field.setValue(value)
            elif isinstance(control, LineField):
                control.setText(value)
            elif isinstance(control, Chips):
                control.set_values(value)
            control.blockSignals(False)
        self._show_dependents()

    def _setter(self, name: str) -> Callable[[object], None]:
        def take(value: object) -> None:
            if isinstance(value, str | float | bool | tuple):
                self._set(name, value)

        return take

    def _set(self, name: str, value: Value) -> None:
        new = self._presenter.change(name, value)
        if new is not None:
            self.changed.emit(new)
        self._show_dependents()

    def _show_dependents(self) -> None:
        self._warning_row.setVisible(self.settings.allow_plain_http)
        for name in _OF_A_CAMERA:
            self._controls[name].setEnabled(self.settings.camera != NO_CAMERA)
        self._list_sizes()

    def _forget_scanner(self, place: int) -> None:
        gone = self._scanners[place]
        self._set("scanners", tuple(one for one in self.settings.scanners if one != gone))

    def _list_cameras(self) -> None:
        items, taken = camera_items(self.settings, self._cameras)
        other = self.tr("Another: file, device or address …")
        self._camera.show_items(items, taken, other)

    def _list_sizes(self) -> None:
        items = size_items(self.settings, self._cameras)
        self._size.show_items(items, self.settings.camera_size)

    def _list_ports(self) -> None:
        items, taken = port_items(self.settings, self._ports)
        self._port.show_items(items, taken, self.tr("Another …"))

    def done(self, result: int) -> None:
        """Close; what is still being typed counts."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        super().done(result)

    # --- looks and words ----------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Fit into the window below, and begin at the top."""
        parent = self.parentWidget()
        room = parent.window().size() if parent is not None else self.screen().availableSize()
        size = QSize(self._theme.px(760, 700), self._theme.px(720, 580))
        size = size.boundedTo(room - QSize(self._theme.px(32), self._theme.px(32)))
        self.resize(size)
        if parent is not None:
            frame = QRect(parent.window().pos(), room)
            self.move(frame.center() - self.rect().center())
        super().showEvent(event)
        self._controls["language"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _restyle(self) -> None:
        px = self._theme.px
        side, ring = px(32, 24), px(6)
        self._column.setContentsMargins(side - ring, px(26, 18), side - ring, px(22, 14))
        self._head.setContentsMargins(ring, 0, ring, px(14, 8))
        self._head.setSpacing(px(2))
        self._foot.setContentsMargins(ring, px(16, 10), ring, 0)
        self._scroll.column.setContentsMargins(ring, ring, ring + px(4), ring)
        self._scroll.column.setSpacing(px(14, 10))
        for column in self._columns:
            column.setContentsMargins(px(24, 18), px(20, 14), px(24, 18), px(22, 16))
            column.setSpacing(px(18, 14))
        for row in self._rows:
            row.setSpacing(px(8) if isinstance(row, QVBoxLayout) else px(24))
        for pane in self._panes:
            mark(pane, "strong", self._theme.name == "contrast")
        for name in ("scanner_prefix", "scanner_suffix", "serial_encoding", "camera_size"):
            self._controls[name].setFixedWidth(px(204))
        for name in ("camera_exposure", "camera_focus"):
            self._controls[name].setMinimumWidth(px(256))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every text in the language in force."""
        self.setWindowTitle(self.tr("Settings"))
        self._title.setText(self.tr("Settings"))
        self._subtitle.setText(self.tr("Every change takes effect at once."))
        self._done.setText(self.tr("Done"))
        for group, head in zip(
            _GROUPS,
            (
                self.tr("Appearance"),
                self.tr("Door"),
                self.tr("Camera"),
                self.tr("Scanner"),
                self.tr("Notes of this laptop"),
                self.tr("Network"),
            ),
            strict=True,
        ):
            self._heads[group].setText(head)
        for name, (label, hint) in words_of_settings().items():
            for text, words in zip(self._words[name], (label, hint), strict=True):
                text.setText(words)
                text.setVisible(bool(words))
            control = _named(self._controls[name])
            control.setAccessibleName(label)
            control.setAccessibleDescription(hint)
        self._name_choices()
        self._name_units()
        self._name_sources()
        self._warning.setText(
            self.tr(
                "Names, codes and the App Code then travel readable for everybody in the network."
                " Only for a server in a closed network of your own."
            )
        )
        self._list_cameras()
        self._list_sizes()
        self._list_ports()

    def _name_choices(self) -> None:
        system = self.tr("As the system")
        language, theme = self._controls["language"], self._controls["theme"]
        assert isinstance(language, Segments)
        assert isinstance(theme, Segments)
        language.name(self.tr("Language"), (system, "English", "Deutsch"))
        looks = (self.tr("Light"), self.tr("Dark"), self.tr("High contrast"))
        theme.name(self.tr("Colours"), (system, *looks))
        automatic = self.tr("Automatic")
        for name, title, word in (
            ("camera_exposure", self.tr("Exposure"), self.tr("Short")),
            ("camera_focus", self.tr("Focus"), self.tr("Held")),
        ):
            segments = self._controls[name]
            assert isinstance(segments, Segments)
            segments.name(title, (automatic, word))
        held = self.tr("At least one kind stays chosen.")
        self._kinds.name(self.tr("Codes read by the camera"), words_of_kinds(), held)

    def _name_sources(self) -> None:
        source, port = self._camera.field, self._port.field
        source.setAccessibleName(self.tr("File, device or address of the camera"))
        source.setPlaceholderText(self.tr("1, /dev/video2, film.avi, https://…"))
        port.setAccessibleName(self.tr("Name of the serial port"))
        port.setPlaceholderText(self.tr("COM3, /dev/ttyACM0"))
        self._known.name(
            [words_of_scanner(one) for one in self._scanners],
            self.tr("Forget"),
            self.tr("None yet. “Set up scanner” in the menu learns a scanner and keeps it here."),
        )

    def _name_units(self) -> None:
        units = {
            "welcome_seconds": self.tr("s"),
            "attention_seconds": self.tr("s"),
            "scanner_gap_ms": self.tr("ms"),
            "scanner_min_length": "",
            "poll_seconds": self.tr("s"),
            "reconcile_minutes": self.tr("min"),
        }
        for name, unit in units.items():
            stepper = self._controls[name]
            assert isinstance(stepper, Stepper)
            stepper.field.setLocale(i18n.current_locale)
            stepper.field.setSuffix(f" {unit}" if unit else "")
            if name in ("welcome_seconds", "attention_seconds"):
                stepper.field.setSpecialValueText(self.tr("stays"))
            stepper.less.setAccessibleName(self.tr("Less"))
            stepper.more.setAccessibleName(self.tr("More"))


def _named(control: QWidget) -> QWidget:
    """Return the part of a control that has the keyboard, so its name is read aloud."""
    if isinstance(control, Stepper):
        return control.field
    return control.list if isinstance(control, OpenChoice) else control
