"""Where things stand: parts from the side where reading begins, dialogs in the middle of the window
they belong to."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QDialog, QStyle, QVBoxLayout, QWidget

_RTL = Qt.LayoutDirection.RightToLeft
_PUT = "put_rtl"  # attribute of a part: whether one read from the right when it was put


def put(part: QWidget, left: int, top: int, width: int, height: int) -> None:
    """Place a part in its parent; `left` counts from the right where one reads from there."""
    if part.isRightToLeft():
        put_into(part, QRect(left, top, width, height))
    else:
        part.__dict__[_PUT] = False
        part.setGeometry(left, top, width, height)


def put_into(part: QWidget, place: QRect) -> None:
    """Place a part as `put` does."""
    rtl = part.__dict__[_PUT] = part.isRightToLeft()
    part.setGeometry(_seen(part, place) if rtl else place)


def place_of(part: QWidget) -> QRect:
    """Return where a part was put."""
    place = part.geometry()
    return _seen(part, place) if part.isRightToLeft() else place


def turn() -> None:
    """Mirror what was put when one read from the other side: the language has changed."""
    for part in QApplication.allWidgets():
        rtl = part.isRightToLeft()
        if part.__dict__.get(_PUT, rtl) is not rtl:
            part.__dict__[_PUT] = rtl
            part.setGeometry(_seen(part, part.geometry()))
            part.update()


def _seen(part: QWidget, place: QRect) -> QRect:
    """Return the mirror image of a place in the parent, which mirrored again is the place."""
    parent = part.parentWidget()
    assert parent is not None
    return QStyle.visualRect(_RTL, parent.rect(), place)


def fit(dialog: QDialog, size: QSize, margin: int = 0) -> None:
    """Give a dialog a size, less where the window below has no room for it, and centre it."""
    dialog.resize(size.boundedTo(room_for(dialog, margin)))
    centre(dialog)


def room_for(dialog: QDialog, margin: int) -> QSize:
    """Return the size of the window below, or of the screen, less a margin."""
    parent = dialog.parentWidget()
    room = parent.window().size() if parent is not None else dialog.screen().availableSize()
    return room - QSize(margin, margin)


def centre(dialog: QDialog) -> None:
    """Put a dialog of its present size into the middle of the window below, if there is one."""
    parent = dialog.parentWidget()
    if parent is not None:
        window = parent.window()
        frame = QRect(window.pos(), window.size())
        dialog.move(frame.center() - dialog.rect().center())


def clear(rows: QVBoxLayout) -> None:
    """Take the widgets out of a column, at once for the eye."""
    while (item := rows.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
