"""Where files for people go."""

from PySide6.QtCore import QStandardPaths


def documents_folder() -> str:
    """Return where people look for their files."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
