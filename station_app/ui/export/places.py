"""Where files for people go, and asking for one."""

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def documents_folder() -> str:
    """Return where people look for their files."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def file_chooser(parent: QWidget, title: str, name_filter: str) -> QFileDialog:
    """Return a dialog that asks for one of a person's files; it is gone once it is closed."""
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setNameFilter(name_filter)
    dialog.setDirectory(documents_folder())
    return dialog


def new_file_chooser(parent: QWidget, title: str, name_filter: str, file_name: str) -> QFileDialog:
    """Return a dialog that asks where a new file goes, and offers a name with its ending.

    It does not ask whether to write over a file, since nothing is ever written over.
    """
    dialog = file_chooser(parent, title, name_filter)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setDefaultSuffix(file_name.rpartition(".")[2])
    dialog.selectFile(file_name)
    return dialog
