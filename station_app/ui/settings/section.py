"""One group of settings: a pane with a heading and rows of words and controls."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from station_app.settings import DOOR, Settings
from station_app.ui import i18n
from station_app.ui.i18n import translate
from station_app.ui.settings.index import Place
from station_app.ui.settings.presenter import RANGES
from station_app.ui.theme import Theme
from station_app.ui.widgets.chips import Chips
from station_app.ui.widgets.choices import OpenChoice, Segments, Stepper, Switch
from station_app.ui.widgets.fields import LineField, Text, mark


class Section(QFrame):
    """What all sections share. Children add their rows, and name what only they have."""

    set_value = Signal(str, object)  # name of a setting; the value somebody gave it

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.controls: dict[str, QWidget] = {}
        self._words: dict[str, tuple[Text, Text]] = {}
        self._rows: list[QHBoxLayout | QVBoxLayout] = []
        self.setProperty("kind", "pane")
        self.column = QVBoxLayout(self)
        self._head = Text(theme, "head_large")
        self._everywhere = Text(theme, "head_caption", "muted", wrap=False)
        self._everywhere.hide()
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(self._everywhere, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(head)

    # --- for children -------------------------------------------------------------------------

    def title(self) -> str:
        """Return the heading."""
        raise NotImplementedError

    def name_parts(self) -> None:
        """Set the words that no other section has."""

    def show_dependents(self, settings: Settings) -> None:
        """Let what depends on a setting follow it."""
        del settings

    def place_parts(self) -> None:
        """Set the sizes that no other section has."""

    def places(self) -> Iterator[Place]:
        """Return the section itself, then its settings."""
        yield Place(self.title(), "", self)
        for name, (label, hint) in self._words.items():
            control = self.controls[name]
            about = f"{self.title()} {hint.text()}"
            yield Place(label.text(), about, control, named(control))

    # --- rows ---------------------------------------------------------------------------------

    def add(self, name: str, control: QWidget, *, below: bool = False) -> None:
        """Add a control with its words beside it, or above it where it needs the width."""
        label, hint = Text(self.theme, "head"), Text(self.theme, "head_caption", "muted")
        label.setBuddy(named(control))
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
        self.column.addLayout(row)
        self._rows.append(row)
        self._words[name] = (label, hint)
        self.controls[name] = control

    def add_choice(self, name: str, values: Sequence[str], *, below: bool = True) -> Segments:
        """Add a few choices side by side."""
        segments = Segments(self.theme, values)
        segments.chosen.connect(self.setter(name))
        self.add(name, segments, below=below)
        return segments

    def add_switch(self, name: str) -> None:
        """Add an on/off switch."""
        switch = Switch(self.theme)
        switch.toggled.connect(self.setter(name))
        self.add(name, switch)

    def add_number(self, name: str) -> None:
        """Add a number within the range of its setting."""
        stepper, limits = Stepper(self.theme), RANGES[name]
        stepper.field.setDecimals(limits.decimals)
        stepper.field.setRange(limits.low, limits.high)
        stepper.field.setSingleStep(limits.step)
        stepper.value_changed.connect(self.setter(name))
        self.add(name, stepper)

    def add_text(self, name: str, *, long: bool = False) -> None:
        """Add a text, short ones beside their words."""
        field = LineField(self.theme, small=True)
        field.setMaxLength(1000 if long else 16)
        field.editingFinished.connect(lambda: self.set_value.emit(name, field.text()))
        self.add(name, field, below=long)

    def setter(self, name: str) -> Callable[[object], None]:
        """Return a slot that sets a setting."""

        def take(value: object) -> None:
            self.set_value.emit(name, value)

        return take

    # --- for the dialog -----------------------------------------------------------------------

    @property
    def is_of_door(self) -> bool:
        """Whether each entrance has its own of what is set here."""
        return not DOOR.isdisjoint(self.controls)

    def mark_as_everywhere(self, marked: bool) -> None:
        """Say that this is the laptop's, wherever it stands."""
        self._everywhere.setVisible(marked)

    def fill(self, settings: Settings) -> None:
        """Show the settings without changing any."""
        for name, control in self.controls.items():
            value = getattr(settings, name)
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
        self.show_dependents(settings)

    def restyle(self) -> None:
        """Lay everything out for the present size and theme."""
        px = self.theme.px
        self.column.setContentsMargins(px(24, 18), px(20, 14), px(24, 18), px(22, 16))
        self.column.setSpacing(px(18, 14))
        for row in self._rows:
            row.setSpacing(px(8) if isinstance(row, QVBoxLayout) else px(24))
        mark(self, "strong", self.theme.name == "contrast")
        self.place_parts()

    def retranslate(self, words_of: Mapping[str, tuple[str, str]]) -> None:
        """Set every text; `words_of` has label and hint of each setting."""
        self._head.setText(self.title())
        self._everywhere.setText(translate("SettingsDialog", "for every entrance"))
        for name, texts in self._words.items():
            label, hint = words_of[name]
            for text, words in zip(texts, (label, hint), strict=True):
                text.setText(words)
                text.setVisible(bool(words))
            control = named(self.controls[name])
            control.setAccessibleName(label)
            control.setAccessibleDescription(hint)
            if isinstance(self.controls[name], Stepper):
                self._name_stepper(name)
        self.name_parts()

    def _name_stepper(self, name: str) -> None:
        stepper = self.controls[name]
        assert isinstance(stepper, Stepper)
        unit, zero = _unit(name), _zero(name)
        stepper.field.setLocale(i18n.current_locale)
        stepper.field.setSuffix(f" {unit}" if unit else "")
        stepper.field.setSpecialValueText(zero)
        stepper.less.setAccessibleName(translate("SettingsDialog", "Less"))
        stepper.more.setAccessibleName(translate("SettingsDialog", "More"))


def _unit(name: str) -> str:
    if name.endswith("_seconds"):
        return translate("SettingsDialog", "s")
    if name.endswith("_minutes"):
        return translate("SettingsDialog", "min")
    if name == "sound_volume":
        return "%"
    return translate("SettingsDialog", "ms") if name.endswith("_ms") else ""


def _zero(name: str) -> str:
    """Return what the lowest value is called where it is no number; '' where it is one."""
    if name in ("welcome_seconds", "attention_seconds"):
        return translate("SettingsDialog", "stays")
    return translate("SettingsDialog", "never") if name == "privacy_after_minutes" else ""


def named(control: QWidget) -> QWidget:
    """Return the part of a control that has the keyboard, so its name is read aloud."""
    if isinstance(control, Stepper):
        return control.field
    return control.list if isinstance(control, OpenChoice) else control
