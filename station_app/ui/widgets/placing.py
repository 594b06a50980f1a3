"""Where dialogs stand: in the middle of the window they belong to."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QDialog, QVBoxLayout


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
