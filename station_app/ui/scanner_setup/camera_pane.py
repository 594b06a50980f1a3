"""What a camera sees of the test code: picture, sharpness, light, and what would help."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from station_app.domain.scan import LightLevel, PictureQuality, SharpnessLevel
from station_app.ui.theme import Theme
from station_app.ui.widgets.camera_preview import CameraPreview, Outline
from station_app.ui.widgets.fields import Text, mark
from station_app.ui.widgets.meter import Meter

_UPPER_THIRD = (2 / 3, 1.0)
_MIDDLE_THIRD = (1 / 3, 2 / 3)


class CameraPane(QFrame):
    """Tells how to test a camera, and how it does. Calm where there is no picture."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._quality: PictureQuality | None = None
        self._read = False
        self.setProperty("kind", "pane")
        self.setObjectName("cameraPane")
        self._title = Text(theme, "head")
        self._how = Text(theme, "small_plain", "muted")
        self._preview = CameraPreview(theme)
        self._sharpness = Meter(theme, _UPPER_THIRD)
        self._light = Meter(theme, _MIDDLE_THIRD)
        self._advice = Text(theme, "small")
        self._sharpness.setObjectName("sharpnessMeter")
        self._light.setObjectName("lightMeter")
        self._advice.setObjectName("cameraAdvice")
        self._advice.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._build()
        theme.changed.connect(self._restyle)
        self._restyle()
        self._retranslate()

    def show_camera(self, image: QImage, outlines: Sequence[Outline], read: bool) -> None:
        """Show a picture and the codes found in it."""
        self._read = read
        self._preview.show_text(self._caption())
        self._preview.show_frame(image, outlines, read)

    def clear_camera(self, words: str) -> None:
        """Show that there is no picture, and why."""
        self._quality = None
        self._preview.show_text(words)
        self._preview.clear()
        self._show_quality()

    def show_quality(self, quality: PictureQuality) -> None:
        """Set both meters, and say what would help."""
        self._quality = quality
        self._show_quality()

    def _build(self) -> None:
        as_wide_as_it_is(self._how)
        self._meters = QVBoxLayout()
        self._meters.addWidget(self._sharpness)
        self._meters.addWidget(self._light)
        self._meters.addWidget(self._advice, 1)
        self._row = QHBoxLayout()
        self._row.addWidget(self._preview, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._meters, 1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._title)
        self._column.addWidget(self._how)
        self._column.addLayout(self._row)

    def _restyle(self) -> None:
        px = self._theme.px
        mark(self, "strong", self._theme.name == "contrast")
        side = px(18, 14)
        self._column.setContentsMargins(side, px(14, 10), side, px(16, 12))
        self._column.setSpacing(px(4, 2))
        self._row.setContentsMargins(0, px(8, 6), 0, 0)
        self._row.setSpacing(px(18, 14))
        self._meters.setSpacing(px(12, 6))
        self._preview.setFixedSize(px(256, 208), px(168, 136))

    def _show_quality(self) -> None:
        quality = self._quality
        if quality is None:
            self._sharpness.clear_value()
            self._light.clear_value()
            self._advice.setText("")
            return
        sharpness = {
            SharpnessLevel.BLURRED: self.tr("Blurred"),
            SharpnessLevel.SOFT: self.tr("Soft"),
            SharpnessLevel.SHARP: self.tr("Sharp"),
        }
        light = {
            LightLevel.DARK: self.tr("Too dark"),
            LightLevel.GOOD: self.tr("Good"),
            LightLevel.BRIGHT: self.tr("Too bright"),
        }
        if quality.sharpness_level is None:
            self._sharpness.clear_value()
        else:
            self._sharpness.show_value(quality.sharpness, sharpness[quality.sharpness_level])
        self._light.show_value(quality.light, light[quality.light_level])
        self._advice.setText(self._help(quality))

    def _help(self, quality: PictureQuality) -> str:
        """Return what would help most: without light a picture is blurred as well."""
        if quality.light_level is LightLevel.DARK:
            return self.tr("More light on the badge.")
        if quality.light_level is LightLevel.BRIGHT:
            return self.tr("Less light: turn the laptop away from the lamp.")
        if quality.sharpness_level is SharpnessLevel.BLURRED:
            return self.tr("Wipe the lens or hold the badge further away.")
        if quality.sharpness_level is SharpnessLevel.SOFT:
            return self.tr("Hold the badge still, a little further away.")
        return ""

    def _caption(self) -> str:
        return self.tr("Code read") if self._read else self.tr("Hold the code here")

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._title.setText(self.tr("With the camera"))
        self._how.setText(
            self.tr(
                "Hold the printed code in front of it, or a photo of it on a phone: the laptop"
                " cannot see its own screen."
            )
        )
        self._sharpness.set_title(self.tr("Sharpness"))
        self._light.set_title(self.tr("Light"))
        if self._preview.has_picture:
            self._preview.show_text(self._caption())
        self._show_quality()


def as_wide_as_it_is(text: Text) -> None:
    """Let a text take the height of its true width; its hint is made for a narrow place."""
    policy = text.sizePolicy()
    policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
    text.setSizePolicy(policy)
