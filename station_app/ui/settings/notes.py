"""Settings: what is exported of this laptop's notes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from station_app.ui.i18n import translate
from station_app.ui.settings.section import Section
from station_app.ui.theme import Theme
from station_app.ui.widgets.fields import FormButton, LineField


class NotesSection(Section):
    """The journal's export."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.add_switch("export_names")
        self.add_switch("export_at_closing")
        self.add_text("export_folder", long=True)
        self._add_chooser()

    def _add_chooser(self) -> None:
        field, row = self.controls["export_folder"], self._rows[-1]
        self._choose = FormButton(self.theme, "line", small=True)
        self._choose.setObjectName("exportFolderChoose")
        self._choose.setProperty("radius", 9)
        self._choose.clicked.connect(self._ask_where)
        row.removeWidget(field)
        self._beside = QHBoxLayout()
        self._beside.addWidget(field, 1)
        self._beside.addWidget(self._choose)
        row.addLayout(self._beside)

    def _ask_where(self) -> None:
        field = self.controls["export_folder"]
        assert isinstance(field, LineField)
        dialog = QFileDialog(self, translate("SettingsDialog", "Folder for it"), field.text())
        dialog.setObjectName("exportFolderDialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._take)
        dialog.open()

    def _take(self, folder: str) -> None:
        field = self.controls["export_folder"]
        assert isinstance(field, LineField)
        field.setText(folder)
        self.set_value.emit("export_folder", folder)

    def place_parts(self) -> None:
        """Set the gap before the button."""
        self._beside.setSpacing(self.theme.px(8))

    def name_parts(self) -> None:
        """Name the button."""
        choose = translate("SettingsDialog", "Choose …")
        self._choose.setText(choose)
        label = translate("SettingsDialog", "Folder for it")
        self._choose.setAccessibleName(f"{label}: {choose}")

    def title(self) -> str:
        """Return the heading."""
        return translate("SettingsDialog", "Notes of this laptop")
