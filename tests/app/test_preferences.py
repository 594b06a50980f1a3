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


# --- what each entrance has of its own --------------------------------------------------------


def test_an_entrance_gets_its_settings_back(start: Start) -> None:
    preferences, entrances = start()
    entrances.stand_at(NORTH)
    entrances.remember(NORTH, "Gala")
    preferences.change(replace(preferences.now, sound_volume=100, camera="none", language="de"))
    entrances.stand_at(SOUTH)
    entrances.remember(SOUTH, "Gala")
    assert (preferences.now.sound_volume, preferences.now.camera) == (100, "none")  # goes on
    preferences.change(replace(preferences.now, sound_muted=True, camera="/dev/video0"))
    told: list[tuple[object, frozenset[str]]] = []
    preferences.changed.connect(lambda now, names: told.append((now, names)))
    entrances.stand_at(NORTH)
    assert told == [(preferences.now, {"sound_muted", "camera"})]
    assert (preferences.now.sound_muted, preferences.now.camera) == (False, "none")
    preferences, entrances = start()  # as it was left: at the south
    assert preferences.here is not None
    assert preferences.here.station == "South"
    assert (preferences.now.sound_muted, preferences.now.camera) == (True, "/dev/video0")
    assert preferences.kept.language == "de"
    entrances.stand_at(NORTH)
    assert (preferences.now.sound_muted, preferences.now.camera) == (False, "none")


def test_the_start_begins_with_the_settings_of_the_entrance_asked_for(start: Start) -> None:
    preferences, entrances = start()
    for who, volume in ((NORTH, 100), (SOUTH, 5)):
        entrances.stand_at(who)
        entrances.remember(who, "Gala")
        preferences.change(replace(preferences.now, sound_volume=volume))
    place = {"server": NORTH.server, "event_id": NORTH.event_id, "station": NORTH.station}
    preferences, _ = start(**place, app_code="secret")
    assert preferences.now.sound_volume == 100
    preferences, _ = start()
    assert preferences.now.sound_volume == 5


def test_what_changes_before_the_list_is_read_belongs_to_the_entrance(start: Start) -> None:
    _, entrances = start()
    entrances.remember(NORTH, "Gala")
    preferences, entrances = start()
    preferences.change(replace(preferences.now, sound_muted=True))
    entrances.stand_at(NORTH)
    assert preferences.now.sound_muted


def test_the_command_line_goes_first_at_every_entrance_until_a_person_says_otherwise(
    start: Start,
) -> None:
    preferences, entrances = start(camera="film.avi")
    for who in (NORTH, SOUTH):
        entrances.stand_at(who)
        entrances.remember(who, "Gala")
        assert preferences.now.camera == "film.avi"
    preferences.change(replace(preferences.now, camera="/dev/video0"))
    entrances.stand_at(NORTH)
    assert preferences.now.camera == "auto"
    entrances.stand_at(SOUTH)
    assert preferences.now.camera == "/dev/video0"


def test_entrances_of_a_former_version_keep_what_they_had_in_common(start: Start) -> None:
    preferences, entrances = start()
    preferences.change(replace(preferences.now, flash=True))
    entrances.remember(NORTH, "Gala")
    entrances.remember(SOUTH, "Gala")
    former = tuple(replace(one, door=None) for one in preferences.kept.entrances)
    preferences._keep(replace(preferences.kept, entrances=former))
    preferences, entrances = start()
    entrances.stand_at(NORTH)
    assert preferences.now.flash
    preferences.change(replace(preferences.now, flash=False))
    entrances.stand_at(SOUTH)
    assert preferences.now.flash


def test_settings_can_be_used_everywhere_and_that_taken_back(start: Start) -> None:
    preferences, entrances = start()
    entrances.stand_at(NORTH)
    entrances.remember(NORTH, "Gala")
    entrances.stand_at(SOUTH)
    entrances.remember(SOUTH, "Gala")
    preferences.change(replace(preferences.now, sound_volume=30))
    take_back = preferences.use_everywhere()
    assert [one.door.sound_volume for one in preferences.kept.entrances if one.door] == [30, 30]
    take_back()
    assert [one.door.sound_volume for one in preferences.kept.entrances if one.door] == [30, 70]
    assert preferences.now.sound_volume == 30


def test_a_training_changes_no_entrance(start: Start) -> None:
    preferences, entrances = start()
    entrances.remember(SOUTH, "Gala")
    training, none = start(demo=True)
    assert none.known == ()
    none.stand_at(SOUTH)
    assert training.here is None
    training.change(replace(training.now, sound_volume=1))
    preferences, _ = start()
    assert preferences.now.sound_volume == 70


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


def test_an_entrance_is_renamed_and_keeps_its_name(start: Start) -> None:
    preferences, entrances = start()
    entrances.remember(NORTH, "Gala")
    told: list[bool] = []
    preferences.entrances_changed.connect(lambda: told.append(True))
    entrances.rename(entrances.known[0], " North\tdoor ")
    entrances.remember(NORTH, "Gala 2")
    assert told == [True, True]
    _, entrances = start()
    assert [(one.title, one.event_name) for one in entrances.known] == [("North door", "Gala 2")]
    for back in ("", "North"):
        entrances.rename(entrances.known[0], "x")
        entrances.rename(entrances.known[0], back)
        assert (entrances.known[0].name, entrances.known[0].title) == ("", "North")


def test_a_removed_entrance_is_not_resumed(start: Start) -> None:
    preferences, entrances = start()
    entrances.stand_at(NORTH)
    entrances.remember(NORTH, "Gala")
    preferences.change(replace(preferences.now, flash=True))
    entrances.stand_at(SOUTH)
    entrances.remember(SOUTH, "Gala")
    entrances.remove(entrances.known[1])
    assert entrances.opens_at_once
    entrances.remember(NORTH, "Gala")
    entrances.remove(entrances.known[0])
    assert [one.station for one in entrances.known] == ["South"]
    _, entrances = start()
    assert not entrances.opens_at_once
