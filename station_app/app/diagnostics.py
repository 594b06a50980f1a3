"""Gathers what support asks for: a preview of it, and one file. Nothing of guests is in it.

The texts are for whoever helps, wherever that is, so they are in English like the log.
"""

import asyncio
import contextlib
import json
import logging
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QSysInfo, qVersion
from PySide6.QtGui import QGuiApplication

from station_app import __version__, log_files
from station_app.app.preferences import Preferences
from station_app.domain.timings import Timings
from station_app.services.ports import EventInfo
from station_app.ui.tasks import LatestTask

if TYPE_CHECKING:
    from station_app.ui.diagnostics.dialog import DiagnosticsDialog

log = logging.getLogger(__name__)

SelfTest = Callable[[], Callable[[], str]]
"""Prepares the self-test in the GUI thread; what it returns runs it in a thread, as text."""

_FILES = {
    "log": "station.log",
    "older_logs": "station-older.log",
    "crashes": "crash.log",
    "versions": "versions.txt",
    "self_test": "self-test.txt",
    "settings": "settings.json",
    "event_keys": "event-keys.txt",
    "timings": "timings.txt",
}
_PACKAGES = (
    "PySide6",
    "qasync",
    "httpx",
    "truststore",
    "msgspec",
    "apsw-sqlite3mc",
    "numpy",
    "opencv-python-headless",
    "zxing-cpp",
    "pyzbar",
    "keyring",
    "platformdirs",
    "starlette",
    "uvicorn",
    "segno",
    "psycopg",
)
# Settings whose text is the program's own word; others may quote a person or a path.
_WORDS = (
    "language",
    "theme",
    "camera_size",
    "camera_exposure",
    "camera_focus",
    "serial_encoding",
    "server_pin",
    "lane",
)
_DEVICE = re.compile(
    r"auto|none|[0-9]{1,3}|/dev/(video|tty)[A-Za-z]*[0-9]*|COM[0-9]{1,3}", re.ASCII
)
_MOST_KEYS = 500
_LONGEST_KEY = 100


class Diagnostics:
    """Where each part comes from. `read` runs in a thread; the rest belongs to the GUI thread."""

    def __init__(
        self,
        folder: Path,
        preferences: Preferences,
        timings: Timings,
        event: Callable[[], EventInfo],
        self_test: SelfTest,
    ) -> None:
        """`event` tells of the open door, nothing for none."""
        self._folder = folder
        self._preferences = preferences
        self._timings = timings
        self._event = event
        self._self_test = self_test
        self._visit: _Visit | None = None

    def serve(self, dialog: "DiagnosticsDialog") -> None:
        """Give a dialog its texts, and write its file."""
        self._visit = _Visit(dialog, self.readers())

    async def stop(self) -> None:
        """Finish a file that is being written."""
        if self._visit is not None:
            await self._visit.stop()

    def readers(self) -> dict[str, Callable[[], str]]:
        """Return what reads each part, with what only this thread may ask read already."""
        now, event, screens = self._preferences.now, self._event(), _screens()
        language = self._preferences.language
        folder = self._folder
        older = [folder / f"{log_files.FILE_NAME}.{number}" for number in (3, 2, 1)]
        readers: dict[str, Callable[[], str]] = {
            "log": lambda: _text_of(folder / log_files.FILE_NAME),
            "older_logs": lambda: "".join(map(_text_of, older)),
            "crashes": lambda: _text_of(folder / log_files.CRASH_FILE_NAME),
            "versions": lambda: versions(screens, language),
            "self_test": self._self_test(),
            "settings": lambda: json.dumps(settings_told(now), indent=1, ensure_ascii=False),
            "event_keys": lambda: "\n".join(map(_key, event.configuration_keys[:_MOST_KEYS])),
            "timings": self._timings.table,
        }
        return {part: self._guarded(read) for part, read in readers.items()}

    def _guarded(self, read: Callable[[], str]) -> Callable[[], str]:
        """Let a part that fails say so: the others are wanted all the more."""

        def guarded() -> str:
            try:
                return self._scrubbed(read())
            except Exception as error:
                log.exception("a part of the diagnostics cannot be read")
                return f"cannot be read: {type(error).__name__}"

        return guarded

    def _scrubbed(self, text: str) -> str:
        """Leave out where the data lie: the beginning of a path names whoever uses this laptop."""
        for path, word in ((self._folder, "(data folder)"), (Path.home(), "(home)")):
            if path != Path(path.anchor):
                text = text.replace(str(path), word)
        return text


class _Visit:
    """One opening of the dialog: each part is read once, and saved as it was shown."""

    def __init__(self, dialog: "DiagnosticsDialog", readers: dict[str, Callable[[], str]]) -> None:
        self._readers = readers
        self._reading: dict[str, asyncio.Task[str]] = {}
        self._gathering = LatestTask()
        self._writing = LatestTask()
        self._dialog: DiagnosticsDialog | None = dialog
        dialog.finished.connect(self._leave)
        dialog.wanted.connect(self._show)
        dialog.save_requested.connect(lambda path: self._gathering.start(self._gather(Path(path))))

    async def stop(self) -> None:
        await self._gathering.join()  # a self-test may take long, and a file not begun is none
        await self._writing.finish()
        for task in self._reading.values():
            task.cancel()
        await asyncio.gather(*self._reading.values(), return_exceptions=True)

    def _leave(self) -> None:
        self._dialog = None

    def _text_of(self, part: str) -> "asyncio.Task[str]":
        if part not in self._reading:
            reading = asyncio.to_thread(self._readers[part])
            self._reading[part] = asyncio.get_running_loop().create_task(reading)
        return self._reading[part]

    def _show(self, part: str) -> None:
        def show(task: "asyncio.Task[str]") -> None:
            if self._dialog is not None and not task.cancelled():
                self._dialog.show_text(part, task.result())

        self._text_of(part).add_done_callback(show)

    async def _gather(self, path: Path) -> None:
        reading = {part: self._text_of(part) for part in self._readers}
        texts = {_FILES[part]: await asyncio.shield(task) for part, task in reading.items()}
        self._writing.start(self._write(path, texts))

    async def _write(self, path: Path, texts: dict[str, str]) -> None:
        from station_app.store.exports import write_new

        try:
            done = await asyncio.to_thread(lambda: write_new(path, zipped(texts)))
        except OSError as error:
            log.error("the diagnostics were not saved: %s", type(error).__name__)
            if self._dialog is not None:
                self._dialog.show_failed(error.strerror or type(error).__name__)
            return
        if self._dialog is not None:
            self._dialog.show_saved(str(done))


# --- texts ------------------------------------------------------------------------------------


def zipped(texts: dict[str, str]) -> bytes:
    """Return one archive with a file for each text."""
    import io
    import time
    import zipfile

    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            about = zipfile.ZipInfo(name, time.localtime()[:6])
            about.external_attr = 0o600 << 16
            archive.writestr(about, text.encode("utf-8", "replace"), zipfile.ZIP_DEFLATED)
    return content.getvalue()


def settings_told(settings: Any) -> dict[str, Any]:
    """Return settings without what could name a person, a place or a secret.

    Numbers and choices are told as they are, lists by their length, other texts by their being set:
    whatever setting is added later is so treated, too.
    """
    return {
        field.name: _told(field.name, getattr(settings, field.name)) for field in fields(settings)
    }


def _told(name: str, value: Any) -> Any:
    if isinstance(value, bool | int | float) or value in ("", None) or name in _WORDS:
        return value
    if isinstance(value, str):
        return value if _DEVICE.fullmatch(value) else "(set)"
    if name == "code_kinds":
        return list(value)
    if name == "scanners":
        return [settings_told(one) for one in value]
    if is_dataclass(value):
        return settings_told(value)
    return f"({len(value)})"


def versions(screens: str, language: str) -> str:
    """Return what runs here, and on what. In a thread: it loads the decoders."""
    import platform
    import sys

    from PySide6 import __version__ as pyside_version

    from station_app.scanners.decode import QR_ONLY, Decoder

    built = "built" if getattr(sys, "frozen", False) else "from source"
    lines = [
        f"Check-in Station {__version__}, {built}",
        f"Python {platform.python_version()}, {platform.python_implementation()}",
        f"Qt {qVersion()}, PySide6 {pyside_version}",
        f"System: {QSysInfo.prettyProductName()}, {platform.machine()}",
        f"Kernel: {platform.system()} {platform.release()}",
        f"Locale: {QLocale.system().name()}; language of the program: {language}",
        screens,
        f"Decoders: {', '.join(Decoder(QR_ONLY).load()) or 'none'}",
        *(f"{name} {_version_of(name)}" for name in _PACKAGES),
    ]
    return "\n".join(lines) + "\n"


def _version_of(package: str) -> str:
    from importlib import metadata

    with contextlib.suppress(metadata.PackageNotFoundError):
        return metadata.version(package)
    return "(not told)"


def _screens() -> str:
    told = []
    for screen in QGuiApplication.screens():
        size = screen.size()
        dpi, ratio = screen.logicalDotsPerInch(), screen.devicePixelRatio()
        told.append(f"{size.width()}x{size.height()}, scale {ratio:g}, {dpi:.0f} dpi")
    return f"Screens: {'; '.join(told)}; by {QGuiApplication.platformName()}"


def _key(key: str) -> str:
    """Return a name that the server gave, on one line."""
    return "".join(c if c.isprintable() else "?" for c in key[:_LONGEST_KEY])


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""
