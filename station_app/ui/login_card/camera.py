"""A card of another laptop, held before the camera of this one."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.camera_preview import CameraPreview, Outline
from station_app.ui.widgets.fields import FocusRing, FormButton, Text
from station_app.ui.widgets.placing import fit


class CardCameraDialog(QDialog):
    """Shows what the camera sees until a card is read. Open it with `open()`. GUI thread."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("cardCameraDialog")
        self._title, self._about = Text(theme, "title2"), Text(theme, "body", "muted")
        self._preview = CameraPreview(theme)
        self._message = Text(theme, "body")
        self._message.setObjectName("cardCameraMessage")
        self._cancel = FormButton(theme, "line", small=True)
        self._cancel.setObjectName("cardCameraCancel")
        self._cancel.clicked.connect(self.reject)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._message, 1)
        self._foot.addWidget(self._cancel)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._title)
        self._column.addWidget(self._about)
        self._column.addWidget(self._preview, 1)
        self._column.addLayout(self._foot)
        self._ring = FocusRing(theme, self)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

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
        self._message.setText(self.tr("This code is not such a card."))

    def showEvent(self, event: QShowEvent) -> None:
        """Stand in the middle of the window."""
        px, larger = self._theme.px, max(1.0, self._theme.text_scale)
        fit(self, QSize(px(640, 560), px(520, 440)) * larger, px(24))
        super().showEvent(event)
        self._cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restyle(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(32, 24), px(26, 18), px(32, 24), px(22, 14))
        self._column.setSpacing(px(14, 10))
        self._foot.setSpacing(px(16))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every text in the language in force."""
        self.setWindowTitle(self.tr("Card before the camera"))
        self._title.setText(self.tr("Hold the card before the camera"))
        self._about.setText(
            self.tr(
                "Another laptop of this event shows and prints it: Card for other laptops, in its"
                " menu."
            )
        )
        self._cancel.setText(self.tr("Cancel"))
