"""A card of another laptop, held before the camera of this one."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.alert import Alert
from station_app.ui.widgets.camera_preview import CameraPreview, Outline
from station_app.ui.widgets.dialog import LargeDialog
from station_app.ui.widgets.fields import FormButton


class CardCameraDialog(LargeDialog):
    """Shows what the camera sees until a card is read. Open it with `open()`. GUI thread."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            "cardCameraDialog",
            parent,
            width=(640, 560),
            height=(520, 440),
            margin=24,
            gap=(14, 10),
        )
        self._preview = CameraPreview(theme)
        self._message = Alert(theme, "cardCameraMessage", keeps_room=True)
        self._cancel = FormButton(theme, "line", small=True)
        self._cancel.setObjectName("cardCameraCancel")
        self._cancel.clicked.connect(self.reject)
        for words in (self.title, self.about):
            self.column.addWidget(words)
        self.column.addWidget(self._preview, 1)
        self.foot.addWidget(self._message, 1, Qt.AlignmentFlag.AlignVCenter)
        self.foot.addWidget(self._cancel)
        self.column.addLayout(self.foot)
        self.begin_at(self._cancel)
        self.dress()

    def show_camera(self, image: QImage, outlines: Sequence[Outline], read: bool) -> None:
        """Show a picture and the codes found in it."""
        self._preview.show_text("")
        self._preview.show_frame(image, outlines, read)

    def clear_camera(self, words: str) -> None:
        """Show that there is no picture, and why."""
        self._preview.show_text(words)
        self._preview.clear()

    def show_wrong(self) -> None:
        """Say that a code was read which is no card."""
        self._message.say(self.tr("This is not a card for other laptops."))

    def wanted_size(self) -> QSize:
        """Grow with enlarged text, or the picture would be small beside it."""
        return super().wanted_size() * max(1.0, self._theme.text_scale)

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        self.foot.setSpacing(self._theme.px(16))

    def retranslate(self) -> None:
        """Set every text in the language in force."""
        self.setWindowTitle(self.tr("Card in front of the camera"))
        self.title.setText(self.tr("Hold the card in front of the camera"))
        self.about.setText(
            self.tr(
                "Another laptop of this event shows and prints it: “Card for other laptops” in its"
                " menu."
            )
        )
        self._cancel.setText(self.tr("Cancel"))
