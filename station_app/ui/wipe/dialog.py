"""Asks before data are wiped, saying what goes, and says afterwards that it is gone."""

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.announcing import announce
from station_app.ui.widgets.fields import FormButton, Icon, Text, mark
from station_app.ui.widgets.small_dialog import SmallDialog


class Extent(Enum):
    """What is to be wiped."""

    EVERYTHING = "everything"
    ENTRANCE = "entrance"  # at logout: the list and notes of this one
    FORGOTTEN = "forgotten"  # everything, since nobody knows the passphrase
    REMOVED = "removed"  # an entrance that is taken from the list, with what is kept of it


class WipeDialog(SmallDialog):
    """Emits `confirmed` once; then `show_done`. GUI thread."""

    confirmed = Signal()

    def __init__(
        self,
        theme: Theme,
        extent: Extent,
        *,
        event: str = "",
        has_passphrase: bool = False,
        has_list: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """`event` names what one entrance is of, or the entrance itself where it is removed."""
        super().__init__(theme, "wipeDialog", parent)
        self._extent, self._event, self._has_passphrase = extent, event, has_passphrase
        self._has_list = has_list
        self._done: bool | None = None
        self._busy = False
        self._title, self._text = Text(theme, "title2"), Text(theme, "notice_text", "muted")
        self._text.setObjectName("wipeText")
        self.column.addWidget(self._title)
        self.column.addWidget(self._text)
        icons = ["numbers", "note", "lock"] if has_list else ["lock"]
        if extent is not Extent.ENTRANCE:
            icons.append("settings")
        self._items = [
            (Icon(theme, icon, "text", 22), Text(theme, "notice_text")) for icon in icons
        ]
        self._rows: list[QHBoxLayout] = []
        for icon, words in self._items:
            row = QHBoxLayout()
            row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(words, 1)
            self.column.addLayout(row)
            self._rows.append(row)
        self._after = Text(theme, "notice_text", "muted")
        self.column.addWidget(self._after)
        self.column.addStretch(1)
        self._keep = FormButton(theme, "primary", small=True)
        self._wipe = FormButton(theme, "line", small=True)
        self._keep.setObjectName("wipeCancel")
        self._wipe.setObjectName("wipeConfirm")
        for button in (self._wipe, self._keep):
            button.setProperty("radius", 9)
            self.foot.addWidget(button)
        self._keep.clicked.connect(self.reject)
        self._wipe.clicked.connect(self._confirm)
        self.begin_at(self._keep)
        self.dress()

    def show_done(self, *, clean: bool) -> None:
        """Say that it is done; not `clean`: the key store did not give a key up.

        An entrance that is gone from its list says so by itself.
        """
        self._busy, self._done = False, clean
        if clean and self._extent is Extent.REMOVED:
            self.accept()
            return
        self.retranslate()
        announce(self._title, self._title.text())
        self._keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Leave everything as it is; what has begun is not given up half-way."""
        if not self._busy:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape keeps the data."""
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Stand in the middle of the window; the harmless answer has the keyboard."""
        self._fit()
        super().showEvent(event)

    def _confirm(self) -> None:
        if self._busy or self._done is not None:
            return
        self._busy = True
        self._keep.setEnabled(False)
        self._wipe.setEnabled(False)
        self._wipe.setText(self.tr("Wiping …"))
        self.confirmed.emit()

    def _fit(self) -> None:
        self.fit(self._theme.px(600, 560), self._theme.px(180))

    def restyle(self) -> None:
        """Take sizes from the theme."""
        px = self._theme.px
        self.column.setSpacing(px(12, 9))
        for row in self._rows:
            row.setSpacing(px(12))
        for button in (self._keep, self._wipe):
            mark(button, "strong", self._theme.name == "contrast")

    # --- words --------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text in the language in force."""
        done = self._done is not None
        self.setWindowTitle(self.tr("Wipe data"))
        for icon, words in self._items:
            icon.setVisible(not done)
            words.setVisible(not done)
        self._after.setVisible(not done and self._has_list)
        self._wipe.setVisible(not done)
        self._keep.setEnabled(not self._busy)
        if done:
            self._show_result()
        else:
            self._ask()
        if self.isVisible():
            self._fit()

    def _ask(self) -> None:
        one = self._extent in (Extent.ENTRANCE, Extent.REMOVED)
        if self._extent is Extent.REMOVED:
            self._title.setText(self.tr("Remove “{entrance}”?").format(entrance=self._event))
            self._text.setText(
                self.tr("This is deleted from this laptop:")
                if self._has_list
                else self.tr("No guest list is kept here for it. This is deleted:")
            )
        elif one:
            self._title.setText(self.tr("Log out and wipe this list?"))
            place = self._event or self.tr("this entrance")
            self._text.setText(self.tr("This is deleted for {event}:").format(event=place))
        elif self._extent is Extent.FORGOTTEN:
            self._title.setText(self.tr("Begin anew without the passphrase?"))
            self._text.setText(self.tr("What it protects cannot be had back. This is deleted:"))
        else:
            self._title.setText(self.tr("Wipe this laptop’s data?"))
            self._text.setText(self.tr("This is deleted for every entrance used on this laptop:"))
        words = [self.tr("App Code, session and the keys of the files")]
        if self._has_list:
            words = [
                self.tr("the guest list kept here"),
                self.tr("this laptop’s own notes: who was scanned here, and when"),
                *words,
            ]
        if self._extent is Extent.REMOVED:
            words.append(self.tr("its name and its settings"))
        elif not one:
            words.append(
                self.tr("the list of entrances, and the passphrase")
                if self._has_passphrase
                else self.tr("the list of entrances")
            )
        for (_, text), said in zip(self._items, words, strict=True):
            text.setText(said)
        self._after.setText(
            self.tr(
                "Nobody can undo this, and notes that were not exported are lost. The guests on the"
                " server are not touched."
            )
        )
        self._keep.setText(self.tr("Keep"))
        if self._extent is Extent.REMOVED:
            self._wipe.setText(self.tr("Remove"))
        else:
            self._wipe.setText(self.tr("Log out and wipe") if one else self.tr("Wipe"))

    def _show_result(self) -> None:
        self._keep.setText(self.tr("Close"))
        self._title.setText(self.tr("Wiped"))
        self._text.setText(
            self.tr("The keys are destroyed and the files deleted. What was here cannot be read.")
            if self._done
            else self.tr(
                "The files are deleted. The key store did not answer, so a key may still be in it;"
                " the next start tries again."
            )
        )
