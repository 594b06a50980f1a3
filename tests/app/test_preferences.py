"""What an operator changes is kept; what the command line says is not."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from station_app import settings as settings_file
from station_app.app.entrances import Entrances
from station_app.app.preferences import Preferences
from station_app.options import Options
from station_app.services.ports import Credentials
from station_app.ui.i18n import Languages
from station_app.ui.theme import Theme

Start = Callable[..., tuple[Preferences, Entrances]]

SOUTH = Credentials(server="https://x.org", event_id="7", station="South", app_code="")
NORTH = replace(SOUTH, station="North")


@pytest.fixture
def start(qapp: QApplication, tmp_path: Path) -> Iterator[Start]:
    """Start anew on one data folder, as often as a test likes."""
    languages = Languages(qapp)

    def starts(*, asks: bool = False, **options: Any) -> tuple[Preferences, Entrances]:
        asked = Options(language="en", **options)
        preferences = Preferences(tmp_path, asked, languages, Theme())
        return preferences, Entrances(asked, preferences, tmp_path, asks=asks)

    yield starts
    languages.close()


# --- settings ---------------------------------------------------------------------------------


def test_only_what_was_changed_is_kept(start: Start, tmp_path: Path) -> None:
    preferences, _ = start(camera="film.avi", poll_seconds=2.0)
    told: list[tuple[object, object]] = []
    preferences.changed.connect(lambda now, names: told.append((now.poll_seconds, names)))
    preferences.change(replace(preferences.now, poll_seconds=9.0))
    assert told == [(9.0, frozenset({"poll_seconds"}))]
    assert preferences.now.camera == "film.avi"
    kept = settings_file.load(tmp_path)
    assert (kept.camera, kept.poll_seconds, kept.language) == ("auto", 9.0, "")


def test_a_dialog_that_was_open_before_forgets_no_entrance(start: Start) -> None:
    preferences, entrances = start()
    in_dialog = preferences.now
    entrances.remember(SOUTH, "Gala")
    preferences.change(replace(in_dialog, theme="dark"))
    assert preferences.kept.theme == "dark"
    assert entrances.event_name(SOUTH) == "Gala"
    assert preferences.kept.active


def test_a_folder_that_takes_no_settings_changes_nothing_else(start: Start, tmp_path: Path) -> None:
    preferences, _ = start()
    (tmp_path / settings_file.FILE_NAME).mkdir()
    preferences.change(replace(preferences.now, theme="light"))
    assert preferences.now.theme == "light"


# --- entrances --------------------------------------------------------------------------------


def test_the_last_entrance_is_resumed_until_somebody_logs_out(start: Start) -> None:
    _, entrances = start()
    assert not entrances.opens_at_once
    entrances.remember(NORTH, "Gala")
    entrances.remember(SOUTH, "")
    preferences, entrances = start()
    assert entrances.opens_at_once
    assert entrances.last() == SOUTH
    assert [entrances.event_name(who) for who in (NORTH, SOUTH)] == ["Gala", ""]
    preferences.resume_nothing()
    _, entrances = start()
    assert not entrances.opens_at_once
    assert entrances.last() == SOUTH


def test_the_command_line_goes_before_what_was_last(start: Start) -> None:
    _, entrances = start()
    entrances.remember(SOUTH, "Gala")
    north = {"server": NORTH.server, "event_id": NORTH.event_id, "station": NORTH.station}
    _, asked = start(**north)
    assert asked.last() == NORTH
    assert not asked.opens_at_once
    _, asked = start(**north, app_code="secret")
    assert asked.opens_at_once
    _, asked = start(server="https://elsewhere.org")
    assert asked.last().station == ""
    assert not asked.opens_at_once


def test_an_event_keeps_its_name_where_none_is_told(start: Start) -> None:
    _, entrances = start()
    entrances.remember(SOUTH, "Gala")
    entrances.remember(SOUTH, "")
    assert entrances.event_name(SOUTH) == "Gala"


def test_after_a_training_nothing_opens_by_itself(start: Start) -> None:
    _, entrances = start()
    entrances.remember(SOUTH, "Gala")
    assert start()[1].opens_at_once
    assert not start(asks=True)[1].opens_at_once
    assert start(asks=True)[1].last() == SOUTH


def test_a_training_leaves_nothing_and_finds_nothing(start: Start, tmp_path: Path) -> None:
    _, real = start()
    real.list_to_open(SOUTH).parent.mkdir()
    real.list_to_open(SOUTH).touch()
    assert real.has_list(SOUTH)
    _, training = start(demo=True)
    assert training.opens_at_once
    path = training.list_to_open(SOUTH)
    path.parent.mkdir()
    path.touch()
    assert not training.has_list(SOUTH)
    training.list_to_open(NORTH)
    assert not path.exists()
    assert real.has_list(SOUTH)
    training.remember(SOUTH, "Gala")
    assert settings_file.load(tmp_path).entrances == ()
