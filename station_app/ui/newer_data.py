"""Says that a later version of the program has written the data folder, and what to do."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from station_app.ui.theme import Theme
from station_app.ui.widgets.fields import FormButton, Text
from station_app.ui.widgets.small_dialog import SmallDialog


class NewerDataDialog(SmallDialog):
    """Shown instead of the window. `version` wrote the folder ('' if it does not say)."""

    def __init__(
        self, theme: Theme, version: str, ours: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "newerData", parent)
        self._version, self._ours = version, ours
        self._title = Text(theme, "title2")
        self._text = Text(theme, "notice_text")
        self._text.setObjectName("newerDataText")
        self._cure = Text(theme, "notice_text", "muted")
        self._close = FormButton(theme, "primary", small=True)
        self._close.setObjectName("newerDataClose")
        self._close.setProperty("radius", 9)
        self._close.clicked.connect(self.accept)
        for part in (self._title, self._text, self._cure):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.foot.addWidget(self._close)
        self.begin_at(self._close)
        self.dress()

    def showEvent(self, event: QShowEvent) -> None:
        """Be as large as the words want."""
        self.fit(self._theme.px(600, 560))
        super().showEvent(event)

    def restyle(self) -> None:
        """Take sizes from the theme."""
        self.column.setSpacing(self._theme.px(14, 10))

    def retranslate(self) -> None:
        """Set every text in the language in force."""
        self.setWindowTitle(self.tr("Check-in Station"))
        self._title.setText(self.tr("A newer version was here"))
        written = (
            self.tr("Version {version} of this program has written the data on this laptop.")
            if self._version
            else self.tr("A newer version of this program has written the data on this laptop.")
        )
        stays = self.tr(
            "This is version {ours}, which cannot read all of it. Nothing was changed and nothing"
            " is lost."
        )
        text = f"{written} {stays}"
        self._text.setText(text.format(version=self._version, ours=self._ours))
        self._cure.setText(
            self.tr(
                "Start the newer version, or install it again. If this version is wanted all the"
                " same, start it with a data folder of its own (--data-dir); the guest list is"
                " loaded anew there."
            )
        )
        self._close.setText(self.tr("Close"))
