"""What is heard of an answer, and what the four sounds are like."""

import wave
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from station_app import assets
from station_app.domain.verdict import Verdict
from station_app.settings import Settings
from station_app.ui.settings.dialog import SettingsDialog
from station_app.ui.sound.families import Sound, sound_of
from station_app.ui.sound.sounds import Heard, Sounds
from station_app.ui.station.view import StationView
from station_app.ui.theme import Theme
from station_app.ui.window import MainWindow
from tests.ui import pages
from tests.ui.sounds import PEAK, RATE, loudness, made

LENGTHS_MS = {"welcome": 260, "attention": 290, "stop": 500, "unknown": 225}  # as designed


class Loudspeaker:
    """Notes what it is to play."""

    def __init__(self, *, is_available: bool = True) -> None:
        self.is_available = is_available
        self.played: list[tuple[Sound, float]] = []

    def play(self, sound: Sound, volume: float) -> None:
        self.played.append((sound, volume))


class Speaker:
    """Notes what it is to say."""

    is_available = True

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []

    def say(self, text: str, language: str, volume: float) -> None:
        del volume
        self.said.append((text, language))

    def stop(self) -> None:
        pass


def some_sounds(heard: Heard) -> tuple[Sounds, Loudspeaker, Speaker]:
    loud, voice = Loudspeaker(), Speaker()
    sounds = Sounds(lambda: loud, lambda: voice)
    sounds.hear(heard)
    sounds.prepare()
    return sounds, loud, voice


# --- the files ----------------------------------------------------------------------------------


def samples_of(sound: Sound) -> np.ndarray:
    with wave.open(str(assets.path(f"sounds/{sound}.wav"))) as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (1, RATE, 2)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32767


@pytest.mark.parametrize("sound", Sound)
def test_the_files_are_what_the_code_makes(sound: Sound) -> None:
    kept, fresh = samples_of(sound), made()[sound]
    assert len(kept) == len(fresh)
    assert np.abs(kept - fresh).max() < 0.001
    assert len(kept) == round(RATE * LENGTHS_MS[sound] / 1000)
    assert np.abs(kept).max() <= PEAK + 0.001
    assert abs(kept[-1]) < 0.01  # no click


def test_all_are_equally_loud_and_as_loud_as_they_may_be() -> None:
    levels = [loudness(samples_of(sound)) for sound in Sound]
    assert max(levels) < 1.02 * min(levels)
    assert max(np.abs(samples_of(sound)).max() for sound in Sound) > PEAK - 0.001


def test_rhythms_differ() -> None:
    """Where there is sound and where there is none, every five milliseconds."""

    def rhythm(sound: Sound) -> np.ndarray:
        samples = np.pad(samples_of(sound), (0, RATE // 2))[: RATE // 2]
        return np.abs(samples).reshape(-1, RATE // 200).max(axis=1) > 0.03

    for one, other in combinations(Sound, 2):
        assert np.mean(rhythm(one) != rhythm(other)) > 0.05, (one, other)


# --- what is heard ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verdict", "sound"),
    [
        (Verdict.WELCOME, Sound.WELCOME),
        (Verdict.ALREADY, Sound.ATTENTION),
        (Verdict.LEFT, Sound.ATTENTION),
        (Verdict.NOT_CONFIRMED, Sound.ATTENTION),
        (Verdict.SEVERAL, Sound.ATTENTION),
        (Verdict.DEREGISTERED, Sound.STOP),
        (Verdict.REMOVED, Sound.STOP),
        (Verdict.UNKNOWN, Sound.UNKNOWN),
    ],
)
def test_a_verdict_is_heard(verdict: Verdict, sound: Sound) -> None:
    assert sound_of(verdict) is sound
    sounds, loud, voice = some_sounds(Heard(volume=0.4))
    sounds.answered(verdict, "Anna Lindqvist")
    assert loud.played == [(sound, 0.4)]
    assert voice.said == []


def test_mute_is_silent_but_sounds_can_be_tried() -> None:
    sounds, loud, _ = some_sounds(Heard(muted=True, names=True))
    sounds.answered(Verdict.WELCOME, "Anna Lindqvist")
    assert loud.played == []
    assert not sounds._naming.isActive()
    sounds.try_out(Sound.STOP)
    assert loud.played == [(Sound.STOP, 0.7)]


def test_a_name_follows_the_sound_and_the_next_answer_cuts_it(qtbot: QtBot) -> None:
    sounds, _, voice = some_sounds(Heard(names=True, language="de"))
    sounds.answered(Verdict.WELCOME, "Anna Lindqvist")
    sounds.answered(Verdict.ALREADY, "Mira Okafor")
    qtbot.waitUntil(lambda: bool(voice.said))
    sounds.answered(Verdict.UNKNOWN)
    assert voice.said == [("Mira Okafor", "de")]
    assert not sounds._naming.isActive()


def test_before_it_is_prepared_and_without_devices_nothing_breaks() -> None:
    loud = Loudspeaker(is_available=False)
    sounds = Sounds(lambda: loud, Speaker)
    sounds.answered(Verdict.WELCOME, "Anna")
    assert not sounds.has_loudspeaker
    sounds.prepare()
    assert not sounds.has_loudspeaker
    assert not sounds.has_voice
    sounds.hear(Heard(names=True))
    assert sounds.has_voice


# --- on the screen ------------------------------------------------------------------------------


def test_the_loudspeaker_at_the_top_tells_and_toggles(qtbot: QtBot, theme: Theme) -> None:
    view = StationView(theme)
    qtbot.addWidget(view)
    view.show()
    button = view.findChild(QAbstractButton, "soundButton")
    assert button is not None
    assert button.accessibleName() == "Mute"
    view.set_muted(True)
    assert button.accessibleName() == "Sound on"
    with qtbot.waitSignal(view.wishes.mute):
        button.click()
    for focus in (view, view._top.search):
        focus.setFocus()
        with qtbot.waitSignal(view.wishes.mute):
            QTest.keyClick(focus, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert view._top.search.text() == ""


def test_a_flash_comes_if_wanted_not_too_often_and_never_with_reduced_motion(
    qtbot: QtBot, theme: Theme
) -> None:
    window = MainWindow(theme)
    qtbot.addWidget(window, before_close_func=lambda w: w.hide())
    view = StationView(theme)
    window.add_page(view)
    with qtbot.waitExposed(window):
        window.show()
    view.show_screen(pages.welcome())
    assert window.findChild(QWidget, "flash") is None or not _flash(window).isVisible()
    view.flashes = True
    view.show_screen(pages.with_serial(pages.welcome(), 2))
    assert _flash(window).geometry() == window.rect()
    qtbot.waitUntil(lambda: not _flash(window).isVisible())
    view.show_screen(pages.with_serial(pages.welcome(), 3))
    assert not _flash(window).isVisible()  # within a third of a second
    _flash(window)._last.invalidate()
    theme.reduced_motion = True
    view.show_screen(pages.with_serial(pages.welcome(), 4))
    assert not _flash(window).isVisible()


def _flash(window: MainWindow) -> QWidget:
    found = window.findChild(QWidget, "flash")
    assert found is not None
    return found


def test_the_settings_try_sounds_and_tell_what_is_missing(qtbot: QtBot, theme: Theme) -> None:
    dialog = SettingsDialog(theme, Settings(), ())
    qtbot.addWidget(dialog)
    dialog.open()
    wanted: list[Sound] = []
    dialog.sound.sound_wanted.connect(wanted.append)
    for sound in Sound:
        button = dialog.findChild(QAbstractButton, f"try-{sound}")
        assert button is not None
        button.click()
    assert wanted == list(Sound)
    faults = [dialog.findChild(QWidget, name) for name in ("soundFault", "speechFault")]
    dialog.sound.show_devices(loudspeaker=False, voice=False)
    assert [f is not None and f.isVisibleTo(dialog) for f in faults] == [True, False]
    dialog.set("speak_names", True)
    assert [f is not None and f.isVisibleTo(dialog) for f in faults] == [True, True]
