"""What a key means on the station page, whatever has the focus."""

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class KeyMeaning(Enum):
    """One meaning for each key."""

    NONE = auto()
    OPEN_CARD = auto()
    TYPE = auto()  # the search field takes focus and key
    MOVE_UP = auto()
    MOVE_DOWN = auto()
    PAGE_UP = auto()
    PAGE_DOWN = auto()
    SUBMIT = auto()
    CLEAR_FIELD = auto()
    DISMISS = auto()
    SEND_AWAY = auto()
    NOT_THIS_GUEST = auto()
    UNDO_NOTE = auto()
    MUTE = auto()
    HELP = auto()
    NUMBERS = auto()
    SETTINGS = auto()


_MOVES = {
    Qt.Key.Key_Up: KeyMeaning.MOVE_UP,
    Qt.Key.Key_Down: KeyMeaning.MOVE_DOWN,
    Qt.Key.Key_PageUp: KeyMeaning.PAGE_UP,
    Qt.Key.Key_PageDown: KeyMeaning.PAGE_DOWN,
}

_FUNCTIONS = {
    Qt.Key.Key_F1: KeyMeaning.HELP,
    Qt.Key.Key_F4: KeyMeaning.NUMBERS,
    Qt.Key.Key_F7: KeyMeaning.NOT_THIS_GUEST,
    Qt.Key.Key_F8: KeyMeaning.SEND_AWAY,
}


def meaning_of(event: QKeyEvent, *, in_field: bool, field_empty: bool, cards: int) -> KeyMeaning:
    """Return what a key asks for. `cards`: how many can be opened by a digit, 0 to 9.

    AltGr arrives as Control and Alt together on Windows and types letters there.
    """
    key, text = event.key(), event.text()
    if key in _FUNCTIONS and not event.modifiers():
        return _FUNCTIONS[Qt.Key(key)]
    if field_empty and event.matches(QKeySequence.StandardKey.Undo):
        return KeyMeaning.UNDO_NOTE
    if key == Qt.Key.Key_M and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
        return KeyMeaning.MUTE
    if key == Qt.Key.Key_Comma and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
        return KeyMeaning.SETTINGS
    held = event.modifiers() & _COMMANDS
    alt_gr = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    if held and held != alt_gr:
        return KeyMeaning.NONE
    if key == Qt.Key.Key_Escape:
        return KeyMeaning.DISMISS if field_empty else KeyMeaning.CLEAR_FIELD
    if in_field:
        if key in _MOVES:
            return _MOVES[Qt.Key(key)]
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return KeyMeaning.SUBMIT
    if key == Qt.Key.Key_Space and (field_empty or not in_field):
        return KeyMeaning.DISMISS
    if field_empty and len(text) == 1 and text in "123456789" and int(text) <= cards:
        return KeyMeaning.OPEN_CARD
    if in_field:
        return KeyMeaning.NONE
    if key == Qt.Key.Key_Backspace or (text and text.isprintable()):
        return KeyMeaning.TYPE
    return KeyMeaning.NONE
