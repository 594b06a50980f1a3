"""The live numbers as files: a picture for who reports, a table for who evaluates."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QLocale, Qt
from PySide6.QtWidgets import QWidget

from station_app.ui.i18n import translate
from station_app.ui.station.view import StationView
from station_app.ui.tasks import LatestTask

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from station_app.app.dialogs import Dialogs
    from station_app.ui.door import Door

log = logging.getLogger(__name__)


class NumbersFiles:
    """Asks where, writes in a thread, says on the page what became of it."""

    def __init__(
        self, window: QWidget, page: StationView, dialogs: "Dialogs", *, training: bool
    ) -> None:
        self._window = window
        self._page = page
        self._dialogs = dialogs
        self._training = training
        self._writing = LatestTask()

    def save_picture(self) -> None:
        """Save the numbers as they stand on the screen."""
        image = self._page.numbers_picture(training=self._training)
        if image is not None:
            self._ask_where("png", "PNG (*.png)", lambda: _png(image))

    def save_table(self, door: "Door") -> None:
        """Save the numbers for spreadsheet programs."""
        from station_app.domain.journal_export import separator_of, table_bytes

        rows = door.presenter.numbers_file(training=self._training)
        if rows is not None:
            separator = separator_of(QLocale.system().decimalPoint())
            self._ask_where("csv", "CSV (*.csv)", lambda: table_bytes(rows, separator))

    async def stop(self) -> None:
        """Finish a file that is being written."""
        await self._writing.finish()

    def _ask_where(self, kind: str, name_filter: str, content: Callable[[], bytes]) -> None:
        from station_app.services.journal import local_now
        from station_app.ui.export.places import new_file_chooser

        title = translate("Numbers", "Save the numbers")
        name = f"checkin-numbers-{local_now():%Y%m%d-%H%M%S}.{kind}"
        dialog = new_file_chooser(self._window, title, name_filter, name)
        dialog.setObjectName("numbersFile")
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.fileSelected.connect(
            lambda path: self._writing.start(self._write(Path(path), content))
        )
        self._dialogs.open(dialog)

    async def _write(self, path: Path, content: Callable[[], bytes]) -> None:
        from station_app.store.exports import write_new

        try:
            done = await asyncio.to_thread(lambda: write_new(path, content()))
        except OSError as error:
            log.error("the numbers were not saved: %s", type(error).__name__)
            reason = error.strerror or type(error).__name__
            text = translate("Numbers", "Nothing was saved: {reason}").format(reason=reason)
        else:
            text = translate("Numbers", "Saved in {path}").replace("{path}", str(done))
        self._page.show_numbers_message(text)


def _png(image: "QImage") -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
