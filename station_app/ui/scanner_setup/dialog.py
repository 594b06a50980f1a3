"""The set-up's window: the test code large, what was found and what the camera sees beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from station_app.domain.scan import PictureQuality
from station_app.ui.badges.qr_picture import bars_of, modules_of
from station_app.ui.scanner_setup.camera_pane import CameraPane, as_wide_as_it_is
from station_app.ui.scanner_setup.code_plate import CodePlate
from station_app.ui.theme import Theme
from station_app.ui.widgets.camera_preview import Outline
from station_app.ui.widgets.choices import Segments
from station_app.ui.widgets.dialog import Dialog
from station_app.ui.widgets.fields import FormButton, Scroll, Text
from station_app.ui.widgets.placing import fit

_STEPS = 3


@dataclass(frozen=True, slots=True)
class SetupCodes:
    """One test code in its kinds, as PNGs with their quiet zones."""

    qr: bytes
    bar: bytes | None = None  # where none can be made


class ScannerSetupDialog(Dialog):
    """Shows a test code and the steps: scan, prove, done."""

    print_requested = Signal(str)  # 'qr' or 'bar', whichever is shown
    restarted = Signal()

    def __init__(self, theme: Theme, codes: SetupCodes, parent: QWidget | None = None) -> None:
        super().__init__(theme, "scannerSetupDialog", parent)
        self._step = 1
        self._kind = "qr"
        self._dots = {"qr": modules_of(QImage.fromData(codes.qr))}
        if codes.bar is not None:
            self._dots["bar"] = bars_of(QImage.fromData(codes.bar))
        self._plate = CodePlate(theme)
        self._kinds = Segments(theme, ("qr", "bar"))
        self._kinds.setObjectName("setupKinds")
        self._kinds.set_value("qr")
        if codes.bar is None:
            self._kinds.hide()
        self._place = Text(theme, "small_plain", "muted")
        self._title, self._text = Text(theme, "title1"), Text(theme, "body", "muted")
        self._title.setObjectName("setupTitle")
        self._text.setObjectName("setupText")
        self._camera = CameraPane(theme)
        self._print = FormButton(theme, "line", small=True)
        self._again = FormButton(theme, "line", "reload", small=True)
        self._close = FormButton(theme, "primary", small=True)
        self._build()
        self._wire()
        self.begin_at(self._close)
        self.dress()

    def show_step(self, step: int, title: str, text: str) -> None:
        """Show where the set-up stands."""
        self._step = step
        self._title.setText(title)
        self._text.setText(text)
        self.retranslate()

    def show_camera(self, image: QImage, outlines: Sequence[Outline], read: bool) -> None:
        """Show a picture and the codes found in it; `read` when one of them was understood."""
        self._camera.show_camera(image, outlines, read)

    def clear_camera(self, words: str) -> None:
        """Show that there is no picture, and why."""
        self._camera.clear_camera(words)

    def show_quality(self, quality: PictureQuality) -> None:
        """Show how good the camera's picture is."""
        self._camera.show_quality(quality)

    def _show_kind(self, kind: str) -> None:
        self._kind = kind
        self.retranslate()

    def _build(self) -> None:
        self._left = QVBoxLayout()
        self._left.addWidget(self._plate, 1)
        self._left.addWidget(self._kinds)
        self._scroll = Scroll()
        self._words = self._scroll.column
        self._words.setContentsMargins(0, 0, 0, 0)
        for text in (self._place, self._title, self._text):
            as_wide_as_it_is(text)
            self._words.addWidget(text)
        self._words.addStretch(1)
        self._words.addWidget(self._camera)
        self._row = QHBoxLayout()
        self._row.addLayout(self._left)
        self._row.addWidget(self._scroll, 1)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._print)
        self._foot.addWidget(self._again)
        self._foot.addStretch(1)
        self._foot.addWidget(self._close)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._row, 1)
        self._column.addLayout(self._foot)

    def _wire(self) -> None:
        self._kinds.chosen.connect(self._show_kind)
        self._print.clicked.connect(lambda: self.print_requested.emit(self._kind))
        self._again.clicked.connect(self.restarted)
        self._close.clicked.connect(self.accept)

    def restyle(self) -> None:
        """Take sizes from the theme."""
        px = self._theme.px
        for button in (self._print, self._again, self._close):
            button.setProperty("radius", 9)
        self._column.setContentsMargins(px(32, 20), px(28, 20), px(32, 20), px(22, 14))
        self._column.setSpacing(px(22, 14))
        self._row.setSpacing(px(32, 20))
        self._left.setSpacing(px(16, 12))
        self._words.setSpacing(px(8, 5))
        self._foot.setSpacing(px(12))

    def retranslate(self) -> None:
        """Set every text in the language in force."""
        self.setWindowTitle(self.tr("Set up scanner"))
        step = self.tr("Set up scanner · step {step} of {steps}")
        self._place.setText(step.format(step=self._step, steps=_STEPS))
        names = (self.tr("QR code"), self.tr("Bar code"))
        self._kinds.name(self.tr("Kind of code"), names)
        name = names[0] if self._kind == "qr" else names[1]
        self._plate.show_code(self._dots[self._kind], name)
        self._print.setText(self.tr("Print the code …"))
        self._again.setText(self.tr("Start over"))
        self._close.setText(self.tr("Done") if self._step == _STEPS else self.tr("Close"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by page, where large text leaves something to scroll."""
        pages = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        bar = self._scroll.verticalScrollBar()
        if (page := pages.get(Qt.Key(event.key()))) is not None:
            bar.setValue(bar.value() + page * bar.pageStep())
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Fit into the window below."""
        fit(self, QSize(self._theme.px(1160, 1000), self._theme.px(640, 600)))
        super().showEvent(event)
