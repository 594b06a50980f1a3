"""Settings: scanners that are known, and how others are understood."""

from collections.abc import Sequence

from station_app.settings import Settings
from station_app.ui.i18n import translate
from station_app.ui.settings.lists import ANY_PORT, NO_PORT, port_items
from station_app.ui.settings.section import Section
from station_app.ui.settings.words import words_of_scanner
from station_app.ui.theme import Theme
from station_app.ui.widgets.choices import OpenChoice
from station_app.ui.widgets.known_list import KnownList


class ScannerSection(Section):
    """USB scanners."""

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__(theme)
        self._settings = settings
        self._scanners = settings.scanners
        self._ports: Sequence[tuple[str, str]] | None = None  # None: not known yet
        icons = [f"lane-{scanner.lane}" for scanner in self._scanners]
        self._known = KnownList(theme, icons)
        self._known.forgotten.connect(self._forget_scanner)
        self.add("scanners", self._known, below=True)
        self._port = OpenChoice(theme, "serialPort", (ANY_PORT, NO_PORT))
        self._port.chosen.connect(self.setter("serial_port"))
        self.add("serial_port", self._port, below=True)
        self.add_number("serial_baud")
        self.add_text("serial_encoding")
        self.add_switch("scanner_silence_ends")
        self.add_text("scanner_prefix")
        self.add_text("scanner_suffix")
        self.add_number("scanner_gap_ms")
        self.add_number("scanner_min_length")

    def title(self) -> str:
        """Return the heading."""
        return translate("SettingsDialog", "Scanner")

    def show_ports(self, ports: Sequence[tuple[str, str]]) -> None:
        """List the serial ports there are: pairs of what the setting holds and people read."""
        self._ports = tuple(ports)
        self._list_ports()

    def show_dependents(self, settings: Settings) -> None:
        """Remember what is set."""
        self._settings = settings

    def place_parts(self) -> None:
        """Set the widths of the fields."""
        for name in ("scanner_prefix", "scanner_suffix", "serial_encoding"):
            self.controls[name].setFixedWidth(self.theme.px(204))

    def name_parts(self) -> None:
        """Name ports and scanners."""
        port = self._port.field
        port.setAccessibleName(translate("SettingsDialog", "Name of the serial port"))
        port.setPlaceholderText(translate("SettingsDialog", "COM3, /dev/ttyACM0"))
        self._known.name(
            [words_of_scanner(one) for one in self._scanners],
            translate("SettingsDialog", "Forget"),
            translate(
                "SettingsDialog",
                "None yet. “Set up scanner” in the menu learns a scanner and keeps it here.",
            ),
        )
        self._list_ports()

    def _list_ports(self) -> None:
        items, taken = port_items(self._settings, self._ports)
        self._port.show_items(items, taken, translate("SettingsDialog", "Another …"))

    def _forget_scanner(self, place: int) -> None:
        gone = self._scanners[place]
        left = tuple(one for one in self._settings.scanners if one != gone)
        self.set_value.emit("scanners", left)
