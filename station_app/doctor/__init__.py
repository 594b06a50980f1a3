"""The self-test: is this laptop ready for a door? One finding and one cure a line.

`main.py doctor` prints it; the program shows it as "Before doors open". It is a composition root
of its own: each check builds what it needs, in the thread that asks.
"""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, qInstallMessageHandler

from station_app import settings as settings_file
from station_app.doctor import lanes, laptop, way
from station_app.doctor.finding import Check, Finding, Laptop, Level
from station_app.options import Options
from station_app.ui.i18n import Languages

log = logging.getLogger(__name__)

CHECKS: tuple[Check, ...] = (
    laptop.version,
    way.server,
    way.login,
    way.guest_list,
    lanes.cameras,
    lanes.decoders,
    lanes.ports,
    lanes.keyboard_scanner,
    lanes.sound,
    laptop.cache,
    laptop.key_store,
    laptop.encryption,
    laptop.disk,
    laptop.power,
    laptop.sleep,
)


def findings(patient: Laptop) -> Iterator[Finding]:
    """Yield what each check finds; some take seconds. In any thread but the GUI's.

    A bug in one check becomes its line, and the others still run.
    """
    for check in CHECKS:
        try:
            yield from check(patient)
        except Exception as error:  # the edge of the self-test
            log.exception("the self-test of %s failed", check.__name__)
            yield Finding(Level.FAIL, check.__name__, f"{type(error).__name__} in {__name__}")


def run(options: Options, folder: Path) -> int:
    """Print the findings; return 1 if any of them is a failure."""
    logging.getLogger().addHandler(logging.NullHandler())  # stderr is for what a shell should see
    qInstallMessageHandler(lambda *_: None)  # what Qt's plugins say is no finding
    app = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    settings = settings_file.load(folder)
    Languages(app, folder / "languages").use(options.language or settings.language)
    failed = False
    patient = Laptop(
        options=options,
        folder=folder,
        settings=settings,
        cameras=lanes.camera_names(),
        speakers=lanes.speaker_names(),
    )
    for finding in findings(patient):
        sys.stdout.write(f"{finding}\n")
        sys.stdout.flush()
        failed = failed or finding.level is Level.FAIL
    return int(failed)
