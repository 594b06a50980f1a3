"""The settings' part about the memory that all doors of an event share."""

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from station_app.services.sharing import Phase, ShareStatus, Sharing
from station_app.ui import i18n, times
from station_app.ui.badges.qr_picture import QrPicture, modules_of
from station_app.ui.settings.index import Place
from station_app.ui.theme import Theme
from station_app.ui.widgets.alert import Alert
from station_app.ui.widgets.fields import FormButton, LineField, SecretField, Text, mark


class SharingPane(QFrame):
    """Address and password, how it stands, which doors are there, a card. GUI thread."""

    wished = Signal(str, str)  # address, '' to end it; password, '' for the one kept
    authorities_chosen = Signal(str)  # path of a CA file; '' for the system's
    card_wanted = Signal()
    doors_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sharing: Sharing | None = None
        self._is_set = False
        self._fault = ""
        self._refusal = ""
        self.setProperty("kind", "pane")
        self.setObjectName("sharingPane")
        self._head = Text(theme, "head_large")
        self._about = Text(theme, "head_caption", "muted")
        self._status = Text(theme, "notice_text")
        self._status.setObjectName("sharingStatus")
        self._address_label = Text(theme, "button_small", wrap=False)
        self._address = LineField(theme, "shareAddress")
        self._password_label = Text(theme, "button_small", wrap=False)
        self._password = SecretField(theme, "sharePassword")
        self._authorities_label = Text(theme, "button_small", wrap=False)
        self._authorities = LineField(theme, "shareAuthorities")
        self._message = Alert(theme, "shareMessage")
        self._connect = FormButton(theme, "line", small=True)
        self._connect.setObjectName("shareConnect")
        self._end = FormButton(theme, "line", small=True)
        self._end.setObjectName("shareEnd")
        self._doors = FormButton(theme, "line", "companions", small=True)
        self._doors.setObjectName("shareDoors")
        self._card = FormButton(theme, "line", "badge", small=True)
        self._card.setObjectName("shareCard")
        self._picture = QrPicture(theme, 240)
        self._picture.hide()
        self._picture_hint = Text(theme, "head_caption", "muted")
        self._picture_hint.hide()
        self._build()
        self._connect.clicked.connect(self._wish)
        self._password.returnPressed.connect(self._wish)
        self._authorities.editingFinished.connect(self._choose_authorities)
        self._end.clicked.connect(lambda: self.wished.emit("", ""))
        self._doors.clicked.connect(self.doors_wanted)
        self._card.clicked.connect(self.card_wanted)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._head)
        self._column.addWidget(self._about)
        self._column.addWidget(self._status)
        self._boxes = []
        for label, field in (
            (self._address_label, self._address),
            (self._password_label, self._password),
            (self._authorities_label, self._authorities),
        ):
            label.setBuddy(field)
            box = QVBoxLayout()
            box.addWidget(label)
            box.addWidget(field)
            self._column.addLayout(box)
            self._boxes.append(box)
        self._boxes[0].addWidget(self._message)  # what can be wrong is the address
        self._buttons = QHBoxLayout()
        for button in (self._connect, self._end, self._doors, self._card):
            button.setProperty("radius", 9)
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self._column.addLayout(self._buttons)
        self._column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._picture_hint)

    def _restyle(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(24, 18), px(20, 14), px(24, 18), px(22, 16))
        self._column.setSpacing(px(14, 10))
        self._buttons.setSpacing(px(10))
        for box in self._boxes:
            box.setSpacing(px(6, 3))
        mark(self, "strong", self._theme.name == "contrast")

    # --- what is shown ------------------------------------------------------------------------

    def places(self) -> Iterator[Place]:
        """Return what the settings' index leads to."""
        yield Place(self._head.text(), self._about.text(), self)
        yield Place(self._address_label.text(), self._head.text(), self._address, self._address)

    def show_address(self, url: str) -> None:
        """Show the address in force; '' for none."""
        self._is_set = bool(url)
        self._address.setText(url)
        self._password.clear_secret()
        self._fault = ""
        self.retranslate()

    def show_authorities(self, path: str) -> None:
        """Show who may vouch for the database; '' for whom the system trusts."""
        self._authorities.setText(path)

    def fill(self, url: str, password: str) -> None:
        """Put a card's values into the fields, and connect."""
        self._address.setText(url)
        self.wished.emit(url, password)

    def show_fault(self, reason: str) -> None:
        """Say what is wrong with an address."""
        self._fault = reason
        self.retranslate()
        self._message.say(_fault_words(reason), aloud=True)
        self._address.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_status(self, sharing: Sharing | None, refusal: str = "") -> None:
        """Show how it stands; None where no door takes part, `refusal` where none can."""
        self._sharing = sharing
        self._refusal = refusal
        self.retranslate()

    def show_card(self, png: bytes) -> None:
        """Show the code that brings other laptops in."""
        self._picture.show_modules(modules_of(QImage.fromData(png)))
        self._picture.show()
        self._picture_hint.show()

    def _choose_authorities(self) -> None:
        self.authorities_chosen.emit(self._authorities.text().strip())

    def _wish(self) -> None:
        self.wished.emit(self._address.text().strip(), self._password.text())

    # --- words --------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every text in the language in force."""
        self._head.setText(self.tr("Other doors"))
        self._about.setText(
            self.tr(
                "Stations that share a PostgreSQL database know of each other’s scans at once. No"
                " names and no codes are in it. One laptop alone needs none."
            )
        )
        self._status.setText(self._told())
        self._address_label.setText(self.tr("Address of the database"))
        self._address.setPlaceholderText("postgresql://checkin_station@host/database")
        self._address.setAccessibleName(self.tr("Address of the database"))
        self._address.set_wrong(bool(self._fault))
        self._password_label.setText(self.tr("Password of the stations"))
        self._password.setAccessibleName(self.tr("Password of the stations"))
        self._password.set_reveal_text(self.tr("Show"))
        self._password.reveal.setAccessibleName(self.tr("Show the password"))
        self._authorities_label.setText(self.tr("CA file (PEM), if it has its own"))
        self._authorities.setAccessibleName(self.tr("CA file (PEM), if it has its own"))
        self._authorities.setPlaceholderText(self.tr("the system’s certificates"))
        self._message.say(_fault_words(self._fault))
        self._connect.setText(self.tr("Connect"))
        self._end.setText(self.tr("Stop sharing"))
        self._doors.setText(self.tr("Doors …"))
        self._card.setText(self.tr("Card for the database"))
        self._picture_hint.setText(
            self.tr(
                "A laptop that scans this card joins in. Whoever has the card can read and write"
                " notes."
            )
        )
        for button in (self._end, self._card):
            button.setVisible(self._is_set)
        self._doors.setVisible(self._sharing is not None)

    def _told(self) -> str:
        if not self._is_set:
            return self.tr("Nothing is shared.")
        if self._sharing is None and self._refusal:
            return _refusal(self._refusal)
        if self._sharing is None:
            return self.tr("Sharing begins once an entrance is logged in.")
        return status_words(self._sharing.status)


def status_words(status: ShareStatus) -> str:
    """Return how it stands with the shared memory, and what to do where it refuses."""
    told = {
        Phase.OFF: i18n.translate("SharingPane", "Nothing is shared."),
        Phase.CONNECTING: i18n.translate("SharingPane", "Connecting …"),
        Phase.TOGETHER: i18n.translate("SharingPane", "%n door(s) together.", n=status.doors),
        Phase.SLOW: i18n.translate(
            "SharingPane", "The database is slow: look-ups wait for no answer."
        ),
        Phase.ALONE: i18n.translate(
            "SharingPane", "This door only: the database cannot be reached. It is tried again."
        ),
        Phase.REFUSED: _refusal(status.reason),
    }[status.phase]
    if status.waiting:
        waiting = i18n.translate("SharingPane", "%n note(s) wait.", n=status.waiting)
        told = f"{told} {waiting}"
    return told


def _refusal(reason: str) -> str:
    return {
        "password": i18n.translate("SharingPane", "The password or the user is wrong."),
        "turned_away": i18n.translate(
            "SharingPane", "The database does not let this user in from here."
        ),
        "database": i18n.translate("SharingPane", "There is no such database."),
        "schema": (
            missing := i18n.translate(
                "SharingPane", "The database is not set up: “checkin-station share init” does it."
            )
        ),
        "older": missing,
        "newer": i18n.translate("SharingPane", "The database is of a later version."),
        "tls": i18n.translate("SharingPane", "The database speaks no TLS."),
        "certificate": i18n.translate(
            "SharingPane", "The database does not prove who it is. A CA file may be missing."
        ),
        "read_only": i18n.translate("SharingPane", "The database takes nothing."),
        "rights": i18n.translate("SharingPane", "The user may not use the shared memory."),
        "address": i18n.translate("SharingPane", "The address cannot be used: type it anew."),
        "authorities": i18n.translate("SharingPane", "The CA file cannot be read."),
        "library": i18n.translate(
            "SharingPane",
            "This laptop lacks PostgreSQL’s client library: install libpq5, then start anew.",
        ),
    }.get(reason, i18n.translate("SharingPane", "The database refuses this laptop."))


def _fault_words(reason: str) -> str:
    return {
        "": "",
        "password": i18n.translate(
            "SharingPane", "Type the password below: in the address everybody could see it."
        ),
        "options": i18n.translate(
            "SharingPane", "Nothing may follow the name of the database: TLS is always on."
        ),
        "user": i18n.translate("SharingPane", "The address does not say which user."),
        "database": i18n.translate("SharingPane", "The address does not say which database."),
    }.get(
        reason,
        i18n.translate("SharingPane", "An address looks like postgresql://user@host/database"),
    )


def ago(sharing: Sharing, at: datetime | None) -> str:
    """Return how long ago a moment of the database was; '' for none."""
    return times.seconds_ago(sharing.age_s(at)) if at is not None else ""
