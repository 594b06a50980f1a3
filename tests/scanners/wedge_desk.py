"""A window with one of everything a burst must not touch, and keys with times of their own."""

from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

CODE = "aB3dEf77zz"
ENDINGS = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}


class Desk(QWidget):
    """A window with one of everything a burst must not touch."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        self.field = QLineEdit("Mia", self)
        self.button = QPushButton("Log out", self)
        self.button.clicked.connect(lambda: self.done.append("button"))
        self.default = QPushButton("Default", self)
        self.default.clicked.connect(lambda: self.done.append("default"))
        self.check = QCheckBox("Check", self)
        self.check.toggled.connect(lambda _on: self.done.append("check"))
        self.list = QListWidget(self)
        self.list.addItems(["Anna", "Berta", "Emil", "Zoe"])
        self.list.itemActivated.connect(lambda _item: self.done.append("activated"))
        self.list.currentRowChanged.connect(lambda _row: self.done.append("row"))
        self.menu = QMenu(self)
        for name in ("&a first", "&Each", "&7 last"):
            self.menu.addAction(name, lambda: self.done.append("menu"))
        self.shortcut = QShortcut("7", self, lambda: self.done.append("shortcut 7"))
        self.action = QAction("E", self)
        self.action.setShortcut("E")
        self.action.triggered.connect(lambda: self.done.append("action"))
        self.addAction(self.action)
        layout = QVBoxLayout(self)
        for widget in (self.field, self.button, self.default, self.check, self.list):
            layout.addWidget(widget)

    def calm_down(self) -> None:
        """Be as if nothing had been pressed."""
        self.menu.close()
        for dialog in self.findChildren(QDialog):
            dialog.close()
        self.field.setText("Mia")
        self.list.setCurrentRow(-1)
        self.check.setChecked(False)
        self.done.clear()

    def open_dialog(self) -> QDialog:
        dialog = QDialog(self)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, dialog
        )
        buttons.accepted.connect(dialog.accept)
        QVBoxLayout(dialog).addWidget(buttons)
        dialog.finished.connect(lambda _result: self.done.append("dialog"))
        dialog.open()
        return dialog


def untouched(desk: Desk) -> bool:
    return desk.done == [] and desk.field.text() == "Mia"


@dataclass
class Stamped:
    """Key events with times of their own, as the window system sends them."""

    target: QWidget
    at_ms: int = 5000
    events: list[QEvent.Type] = field(default_factory=list)

    def press(self, text: str, after_ms: int, key: Qt.Key | int | None = None) -> None:
        self.at_ms += after_ms
        code = ord(text.upper()) if key is None else int(key)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(self.at_ms)
            QApplication.sendEvent(self.target, event)
