"""Whose the data folder is."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from station_app import __version__
from station_app.__main__ import main
from station_app.data_format import FILE_NAME, FORMAT, DataFormat, mark_format, newer_format
from station_app.store import database, journal_file
from station_app.ui.newer_data import NewerDataDialog


def everything(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    return {
        str(path.relative_to(folder)): (
            path.read_bytes() if path.is_file() else b"",
            path.stat().st_mode,
            path.stat().st_mtime_ns,
        )
        for path in (folder, *folder.rglob("*"))
    }


def newer(folder: Path, **facts: object) -> None:
    told = {"format": FORMAT + 1, "version": "9.9.0", **facts}
    (folder / FILE_NAME).write_text(json.dumps(told), encoding="utf-8")


def test_a_folder_that_says_nothing_is_ours(tmp_path: Path) -> None:
    assert newer_format(tmp_path / "none") is None
    assert newer_format(tmp_path) is None
    mark_format(tmp_path)
    assert newer_format(tmp_path) is None
    kept = tmp_path / FILE_NAME
    assert json.loads(kept.read_bytes()) == {"format": FORMAT, "version": __version__}
    assert kept.stat().st_mode & 0o777 == 0o600


def test_it_is_written_only_where_it_says_something_else(tmp_path: Path) -> None:
    mark_format(tmp_path)
    kept = tmp_path / FILE_NAME
    os.utime(kept, (1, 1))
    mark_format(tmp_path)
    assert kept.stat().st_mtime == 1
    newer(tmp_path, format=0)
    mark_format(tmp_path)
    assert json.loads(kept.read_bytes())["format"] == FORMAT


def test_a_later_version_is_known_by_its_number(tmp_path: Path) -> None:
    newer(tmp_path)
    assert newer_format(tmp_path) == DataFormat(FORMAT + 1, "9.9.0")
    newer(tmp_path, version="\u202e<b>" + "x" * 50)
    assert newer_format(tmp_path) == DataFormat(FORMAT + 1, "")


@given(
    st.binary(max_size=60)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["format", "version", "x"]), inner, max_size=3)
        ),
        max_leaves=5,
    ).map(lambda value: json.dumps(value).encode())
)
def test_whatever_stands_there_stops_nobody_but_a_higher_number(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("data")
    (folder / FILE_NAME).write_bytes(content)
    found = newer_format(folder)
    assert found is None or found.number > FORMAT


def test_the_number_rises_with_the_schemas() -> None:
    """Whoever raises a schema raises FORMAT, too, and adds a line here."""
    schemas = {1: (5, 1)}
    assert schemas[FORMAT] == (database.SCHEMA_VERSION, journal_file.SCHEMA_VERSION)


@pytest.mark.parametrize(
    ("language", "word"), [("en", "A newer version"), ("de", "Eine neuere Version")]
)
def test_a_start_on_later_data_is_refused_in_words_and_changes_nothing(
    qapp: QApplication,
    qtbot: QtBot,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    language: str,
    word: str,
) -> None:
    newer(tmp_path)
    (tmp_path / "settings.json").write_text('{"language": "en", "of_tomorrow": 1}')
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "guests-1.db").write_bytes(b"of tomorrow")
    before = everything(tmp_path)
    seen: list[str] = []

    def read() -> None:
        dialog = qapp.activeModalWidget()
        assert isinstance(dialog, NewerDataDialog)
        texts = [dialog._title.text(), dialog._text.text(), dialog._cure.text()]
        seen.extend(texts)
        button = dialog.findChild(QPushButton, "newerDataClose")
        assert button is not None
        button.click()

    QTimer.singleShot(0, read)
    status = main(["--data-dir", str(tmp_path), "--language", language])
    assert status == 2
    told = capsys.readouterr().err
    (line,) = told.splitlines()
    assert line.endswith(f"written by version 9.9.0, this is {__version__}; nothing was changed")
    assert seen[0].startswith(word)
    assert "9.9.0" in seen[1]
    assert __version__ in seen[1]
    assert "--data-dir" in seen[2]
    assert everything(tmp_path) == before
    del qtbot
