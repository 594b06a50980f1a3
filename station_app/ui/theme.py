"""What every widget asks for its colours, sizes, fonts and icons; follows window and system."""

import re
import sys
from string import Template
from typing import Any

from PySide6.QtCore import QObject, QRectF, QSettings, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from station_app import assets
from station_app.ui.tokens import ROLES, THEME_NAMES, ThemeName, Tokens, tokens

_TEXT_FAMILIES = ("Segoe UI Variable Text", "Segoe UI", "SF Pro Text", "Inter", "Noto Sans")
_DISPLAY_FAMILIES = ("Segoe UI Variable Display", "SF Pro Display", "Inter Display")
_MONO_FAMILIES = ("Cascadia Mono", "SF Mono", "Noto Sans Mono", "DejaVu Sans Mono")

_BASE = (1280, 800)
_SMALL = (1024, 640)
_MAX_SCALE = 3.0
_STEPS = 40  # the scale moves in 1/40, so that dragging a corner does not restyle at every pixel
_ICON_CACHE = 600
_RTL = Qt.LayoutDirection.RightToLeft
# Icons of a way or of lines of text turn round where one reads from the right. Others do not:
# clocks and what goes round run the same way everywhere, and so do ticks, the glass, the chart.
_WITH_A_SIDE = ("back", "badge", "lane-name", "mute", "note", "sound", "verdict-left")

_MEASURE = re.compile(r"(px|text)_(\d+)(?:_(\d+))?")


class _Values(dict[str, str]):
    """What the style sheet may name: colours, families, and any measure as px_N or text_N, with
    its value at 1024x640 as px_N_M."""

    def __init__(self, theme: "Theme") -> None:
        super().__init__(theme.tokens.colors())
        self._theme = theme

    def __missing__(self, key: str) -> str:
        match = _MEASURE.fullmatch(key)
        if match is None:
            raise KeyError(key)
        kind, size, small = match.groups()
        scale = self._theme.text_scale if kind == "text" else 1.0
        px = self._theme.px(int(size), int(small) if small else None)
        return f"{max(1, round(px * scale))}px"


def system_text_percent() -> int:
    """Return how large this system wants letters, beside how large it wants everything.

    Desktops on X11 and Wayland tell it as a resolution of fonts; Windows as a setting of its own.
    """
    if sys.platform == "win32":
        key = "HKEY_CURRENT_USER\\Software\\Microsoft\\Accessibility"
        value = QSettings(key, QSettings.Format.NativeFormat).value("TextScaleFactor", 100)
        return int(value) if isinstance(value, int) else 100
    screen = QGuiApplication.primaryScreen()
    if screen is None or QGuiApplication.platformName() != "xcb":
        return 100
    return round(screen.logicalDotsPerInch() / 96 * 100)


def _night(name: ThemeName) -> Tokens:
    return tokens(name if name == "contrast" else "dark")


class Theme(QObject):
    """Colours by name, sizes by the window, fonts by role. One for the program; GUI thread.

    Sizes are px at 100 %. From 1280x800 up they grow by one factor; below, `small` values hold.
    """

    changed = Signal()

    def __init__(self, name: ThemeName | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = name
        self.name: ThemeName = self._resolved()
        """The theme in force."""
        self.tokens: Tokens = tokens(self.name)
        self.night: Tokens = _night(self.name)
        """For what lies over pictures: a camera is dark in every theme."""
        self.compact = False
        self.scale = 1.0
        self.text_scale = 1.0
        self.reduced_motion = False
        self.version = 0
        """Grows with every change: what is laid out under another version is stale."""
        installed = set(QFontDatabase.families())
        self._text = [f for f in _TEXT_FAMILIES if f in installed]
        self._display = [f for f in _DISPLAY_FAMILIES if f in installed] + self._text
        self._mono = [f for f in _MONO_FAMILIES if f in installed]
        self._fonts: dict[tuple[str, float], QFont] = {}
        self._metrics: dict[str, QFontMetricsF] = {}
        # One answer asks some 500 times for these.
        self._sizes: dict[tuple[float, float | None], float] = {}
        self._rounded: dict[tuple[float, float | None], int] = {}
        self._lines: dict[str, int] = {}
        self._colors: dict[str, QColor] = {}
        self._icons: dict[tuple[str, str, int, float, bool], QPixmap] = {}
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._scheme_changed)

    # --- choosing -----------------------------------------------------------------------------

    def set_name(self, name: ThemeName | None) -> None:
        """Choose a theme; None follows the system."""
        self._wanted = name
        self._scheme_changed()

    def use(self, name: str) -> None:
        """Choose a theme by the word of the settings; '' follows the system."""
        self.set_name(next((known for known in THEME_NAMES if known == name), None))

    def set_window_size(self, width: int, height: int) -> None:
        """Take the scale from the size of the station's window, in device-independent px."""
        compact = width < _BASE[0] or height < _BASE[1]
        smallest = _SMALL if compact else _BASE
        factor = min(width / smallest[0], height / smallest[1])
        scale = min(max(1.0, int(factor * _STEPS + 1e-6) / _STEPS), _MAX_SCALE)
        if (compact, scale) != (self.compact, self.scale):
            self.compact, self.scale = compact, scale
            self._renew()

    def set_text_scale(self, factor: float) -> None:
        """Enlarge text alone, as the system asks for it; beyond twice its size no page holds it."""
        factor = min(max(factor, 0.8), 2.0)
        if factor != self.text_scale:
            self.text_scale = factor
            self._renew()

    def _resolved(self) -> ThemeName:
        if self._wanted is not None:
            return self._wanted
        scheme = QGuiApplication.styleHints().colorScheme()
        return "light" if scheme is Qt.ColorScheme.Light else "dark"

    def _scheme_changed(self) -> None:
        self.name = self._resolved()
        new = tokens(self.name)
        if new is not self.tokens:
            self.tokens = new
            self.night = _night(self.name)
            self._renew()

    def _renew(self) -> None:
        self.version += 1
        kept: tuple[dict[Any, Any], ...] = (
            self._fonts,
            self._metrics,
            self._sizes,
            self._rounded,
            self._lines,
            self._colors,
        )
        for cache in kept:
            cache.clear()
        self.changed.emit()

    # --- asking -------------------------------------------------------------------------------

    def exact(self, base: float, small: float | None = None) -> float:
        """Return a size for this window, unrounded. `small` is its value at 1024x640."""
        key = (base, small)
        size = self._sizes.get(key)
        if size is None:
            size = base * self.scale
            if self.compact:
                size = min((base if small is None else small) * self.scale, base)
            self._sizes[key] = size
        return size

    def px(self, base: float, small: float | None = None) -> int:
        """Return a size for this window in whole px."""
        key = (base, small)
        size = self._rounded.get(key)
        if size is None:
            size = self._rounded[key] = round(self.exact(base, small))
        return size

    def font(self, role: str) -> QFont:
        """Return the font of a role of design §3."""
        return self.sized_font(role, 1.0)

    def sized_font(self, role: str, share: float) -> QFont:
        """Return the font of a role at a share of its size, for texts that must fit."""
        key = (role, share)
        if key not in self._fonts:
            spec = ROLES[role]
            size = self.exact(spec.size, spec.small_size or None) * self.text_scale * share
            font = QFont()
            font.setFamilies(
                self._mono if spec.mono else self._display if spec.display else self._text
            )
            if spec.mono:
                font.setStyleHint(QFont.StyleHint.Monospace)
            font.setPixelSize(max(1, round(size)))
            font.setWeight(QFont.Weight(spec.weight))
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            if spec.spacing:
                font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spec.spacing * size)
            if hasattr(QFont, "setFeature"):  # Qt 6.7
                font.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[key] = font
        return self._fonts[key]

    def metrics(self, role: str) -> QFontMetricsF:
        """Return the measures of a role's font."""
        if role not in self._metrics:
            self._metrics[role] = QFontMetricsF(self.font(role))
        return self._metrics[role]

    def line(self, role: str) -> int:
        """Return the height of one line of a role, in px."""
        tall = self._lines.get(role)
        if tall is None:
            spec = ROLES[role]
            tall = round(self.exact(spec.line, spec.small_line or None) * self.text_scale)
            self._lines[role] = tall
        return tall

    def color(self, token: str) -> QColor:
        """Return a colour of the theme by the token's name: shared, so copy it to change it."""
        color = self._colors.get(token)
        if color is None:
            color = self._colors[token] = QColor(getattr(self.tokens, token))
        return color

    @property
    def edge(self) -> float:
        """Width of a control's or card's border in px."""
        return self.exact(2 if self.name == "contrast" else 1)

    def card_border(self) -> tuple[str, float] | None:
        """Return colour and width of the line around a card; None where its fill is enough."""
        if self.name == "contrast":
            return self.tokens.border, self.exact(2)
        if self.name == "light":
            return self.tokens.line, self.exact(1)
        return None

    def icon(self, name: str, color: str, size: int, ratio: float = 1.0) -> QPixmap:
        """Return a drawing of resources/icons in one colour. `ratio`: device pixels in one px."""
        turned = name in _WITH_A_SIDE and QGuiApplication.layoutDirection() is _RTL
        key = (name, color, size, ratio, turned)
        pixmap = self._icons.get(key)
        if pixmap is None:
            if len(self._icons) >= _ICON_CACHE:
                self._icons.clear()
            pixmap = self._draw_icon(*key)
            self._icons[key] = pixmap
        return pixmap

    @staticmethod
    def _draw_icon(name: str, color: str, size: int, ratio: float, turned: bool) -> QPixmap:
        svg = assets.text(f"icons/{name}.svg").replace("currentColor", color)
        renderer = QSvgRenderer(svg.encode())
        pixels = max(1, round(size * ratio))
        pixmap = QPixmap(pixels, pixels)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        if turned:
            painter.translate(pixels, 0)
            painter.scale(-1, 1)
        renderer.render(painter, QRectF(0, 0, pixels, pixels))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    # --- Qt's own widgets ---------------------------------------------------------------------

    def palette(self) -> QPalette:
        """Return the colours for what Qt paints itself."""
        role = QPalette.ColorRole
        palette = QPalette()
        for one, token in (
            (role.Window, "ground"),
            (role.WindowText, "text"),
            (role.Base, "surface2"),
            (role.AlternateBase, "surface1"),
            (role.Text, "text"),
            (role.PlaceholderText, "muted"),
            (role.Button, "surface3"),
            (role.ButtonText, "text"),
            (role.BrightText, "text"),
            (role.ToolTipBase, "surface3"),
            (role.ToolTipText, "text"),
            (role.Highlight, "note"),
            (role.HighlightedText, "onNote"),
            (role.Link, "accent"),
            (role.Accent, "accent"),
        ):
            palette.setColor(one, self.color(token))
        return palette

    def style_sheet(self) -> str:
        """Return resources/qss with every name filled in; an unknown one is a `KeyError`."""
        values = _Values(self)
        # What is chosen: a shade of the ground, which high contrast has none of.
        strong = self.name == "contrast"
        values["chosen"] = self.tokens.text if strong else self.tokens.surface3
        values["chosen_ink"] = self.tokens.ground if strong else self.tokens.text
        values["text_families"] = ", ".join(f'"{family}"' for family in self._text) or "sans-serif"
        return Template(assets.text("qss/station.qss")).substitute(values)

    def apply_to(self, app: QApplication) -> None:
        """Dress the application now and after every change."""
        app.setStyle("Fusion")
        self._dress(app)
        self.changed.connect(lambda: self._dress(app))

    def _dress(self, app: QApplication) -> None:
        app.setPalette(self.palette())
        app.setFont(self.font("body"))
        app.setStyleSheet(self.style_sheet())
