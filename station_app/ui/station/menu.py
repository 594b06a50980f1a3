"""The menu under the program's mark: everything the page can do, by its name."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from station_app.ui.i18n import isolated
from station_app.ui.station.wishes import Wishes

# By the names of the wishes; a line stands between two groups.
_GROUPS = (
    ("settings", "scanner_setup", "legend", "before_doors", "reload", "badges", "card"),
    ("numbers", "doors", "undo_note", "export"),
    ("mute", "hide_names", "another_entrance", "log_out", "log_out_and_wipe", "wipe"),
    ("help", "diagnostics", "about", "quit"),
)
_NOT_IN_TRAINING = (
    "card",
    "another_entrance",
    "log_out_and_wipe",
    "wipe",
)  # it is of this laptop, and keeps nothing


class StationMenu(QMenu):
    """Every wish with its words and its key."""

    def __init__(self, wishes: Wishes, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_muted = False
        self._actions: dict[str, QAction] = {}
        for group in _GROUPS:
            if self._actions:
                self.addSeparator()
            for name in group:
                action = QAction(self)
                action.triggered.connect(getattr(wishes, name))
                self.addAction(action)
                self._actions[name] = action
        self.triggered.connect(self.close)  # pressed by a screen reader it stays open
        self.set_training(False)
        self.set_doors_shared(False)
        self._retranslate()

    def set_training(self, training: bool) -> None:
        """Offer what training has, and nothing that it has not."""
        self._actions["badges"].setVisible(training)
        for name in _NOT_IN_TRAINING:
            self._actions[name].setVisible(not training)

    def set_doors_shared(self, shared: bool) -> None:
        """Offer the doors of the event where they share a memory."""
        self._actions["doors"].setVisible(shared)

    def set_muted(self, muted: bool) -> None:
        """Offer the other."""
        self._is_muted = muted
        self._name_mute()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        words = {
            "settings": self.tr("Settings") + "\t" + isolated(self.tr("Ctrl+,")),
            "scanner_setup": self.tr("Set up scanner …"),
            "legend": self.tr("Legend and fields …"),
            "before_doors": self.tr("Self-test before doors open …"),
            "reload": self.tr("Reload the guest list"),
            "badges": self.tr("Sample badges"),
            "card": self.tr("Card for other laptops …"),
            "numbers": self.tr("Live numbers") + "\tF4",
            "doors": self.tr("Doors …"),
            "undo_note": self.tr("Undo last note") + "\t" + isolated(self.tr("Ctrl+Z")),
            "export": self.tr("Export notes …"),
            "hide_names": self.tr("Hide names") + "\tF9",
            "another_entrance": self.tr("Another entrance …"),
            "log_out": self.tr("Log out"),
            "log_out_and_wipe": self.tr("Log out and wipe this list …"),
            "wipe": self.tr("Wipe this laptop’s data …"),
            "help": self.tr("Manual") + "\tF1",
            "diagnostics": self.tr("Save diagnostics …"),
            "about": self.tr("About and licences"),
            "quit": self.tr("Quit"),
        }
        for name, text in words.items():
            self._actions[name].setText(text)
        self._name_mute()

    def _name_mute(self) -> None:
        words = self.tr("Sound on") if self._is_muted else self.tr("Mute")
        self._actions["mute"].setText(f"{words}\t{isolated(self.tr('Ctrl+M'))}")
