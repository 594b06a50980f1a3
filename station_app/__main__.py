"""Arguments, logging, the one-station lock, the event loop, exit status."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from station_app import __version__, data_format
from station_app import options as command_line
from station_app.store import private

OK = 0
NEWER_DATA = 2
ALREADY_RUNNING = 3


def data_folder(options: command_line.Options) -> Path:
    """Return where cache, settings and logs live."""
    if options.data_dir is not None:
        return options.data_dir.expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("checkin-station", appauthor=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the station; return the exit status of contract.md."""
    options = command_line.parse(arguments)
    folder = data_folder(options)
    newer = data_format.newer_format(folder)
    if newer is not None and not options.doctor:  # which tells it among the rest
        return _refuse(options, folder, newer)
    os.umask(0o077)  # whatever is written from here on is this user's only
    try:
        private.make_folder(folder)
        private.narrow(folder)
    except OSError as error:
        sys.stderr.write(f"checkin-station: argument --data-dir: {error.strerror}\n")
        return command_line.BAD_OPTIONS

    if options.doctor:
        from station_app import doctor

        return doctor.run(options, folder)

    if options.share:
        from station_app.sharing import driver

        try:
            driver.load()
        except driver.NoLibrary:
            sys.stderr.write(f"checkin-station: {driver.LACKING}\n")
            return 1
        from station_app import share_command

        return share_command.run(options, folder)

    from PySide6.QtCore import QLockFile

    lock = QLockFile(str(folder / "station.lock"))
    lock.setStaleLockTime(0)  # held as long as its process lives, however long the day
    if not lock.tryLock(200):
        if lock.error() is not QLockFile.LockError.LockFailedError:
            sys.stderr.write("checkin-station: argument --data-dir: cannot be written\n")
            return command_line.BAD_OPTIONS
        from station_app.app.front import ask_running

        shown = ask_running(folder)
        seen = "; its window comes to the front" if shown else ", and it does not answer"
        sys.stderr.write(f"checkin-station: another station runs on this data folder{seen}\n")
        return ALREADY_RUNNING
    gc.disable()  # it has a place of its own: ui/garbage.py
    try:
        from station_app import log_files
        from station_app.app import run

        try:
            log_files.start(folder, options.log_level)
        except OSError as error:
            sys.stderr.write(f"checkin-station: argument --data-dir: {error.strerror}\n")
            return command_line.BAD_OPTIONS
        data_format.mark_format(folder)
        return run(options, folder)
    finally:
        gc.enable()
        lock.unlock()


def _refuse(options: command_line.Options, folder: Path, newer: data_format.DataFormat) -> int:
    by = f"version {newer.version}" if newer.version else "a newer version"
    sys.stderr.write(
        f"checkin-station: argument --data-dir: written by {by}, this is {__version__}; nothing"
        " was changed\n"
    )
    from station_app.app.newer_data import show_newer

    show_newer(options, folder, newer)
    return NEWER_DATA


if __name__ == "__main__":
    raise SystemExit(main())
