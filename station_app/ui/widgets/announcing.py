"""What is said to those who listen instead of looking."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent


def announce(speaker: QObject, text: str, *, at_once: bool = False) -> None:
    """Have a screen reader say a text; `at_once` cuts short what it says just then.

    An alert event of a label would stay unheard: Qt passes none on to Linux's bus.
    """
    if not text or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(speaker, text)
    if at_once:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
