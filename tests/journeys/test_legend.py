"""Words for colours and labels for fields, from the menu to the ribbon and to another laptop."""

import json
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from station_app.store.pin import PinFile
from station_app.training.server import TrainingServer
from station_app.ui.legend.dialog import LegendDialog
from station_app.ui.legend.rows import ColorRow, FieldRow
from station_app.ui.privacy.sheet import PinSheet
from tests.journeys.conftest import Journey, Screen, a_station

BLUE = "#3d5afe"


async def open_legend(screen: Screen) -> LegendDialog:
    """Choose in the menu; return when the list is counted."""
    actions = screen.window.findChildren(QAction)
    (action,) = (one for one in actions if one.text() == "Legend and fields …")
    action.trigger()
    dialog = screen.station.dialogs.dialog
    assert isinstance(dialog, LegendDialog)
    await screen.until(lambda: dialog.is_complete)
    return dialog


def press(dialog: LegendDialog, name: str) -> None:
    button = dialog.findChild(QAbstractButton, name)
    assert button is not None
    button.click()


def message(dialog: LegendDialog, name: str = "legendMessage") -> str:
    label = dialog.findChild(QLabel, name)
    assert label is not None
    return label.text()


def write(field: QLineEdit, text: str) -> None:
    """Write as a person does: keys without a pause would be a scanner's."""
    field.setText(text)
    field.textEdited.emit(text)


def word(screen: Screen) -> str:
    return screen.widget("highlightColor").accessibleDescription()


def labels(screen: Screen) -> str:
    return screen.text("guestFields")


async def show_anna(screen: Screen) -> None:
    screen.scan("K7QM2F")
    await screen.until(lambda: "Anna" in screen.text("guestName"))


def test_a_word_shows_at_once_survives_a_restart_and_goes_to_another_laptop(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    file = tmp_path / "gala.json"

    async def story() -> None:
        async with a_station(tmp_path / "one") as screen:
            await screen.open_door(server)
            await show_anna(screen)
            assert screen.text("highlightColor") == BLUE
            assert word(screen) == ""
            dialog = await open_legend(screen)
            (color,) = dialog.findChildren(ColorRow)
            (address,) = dialog.findChildren(FieldRow)
            assert (color.color, address.key) == (BLUE, "address")
            write(color.field, "Speaker")
            assert word(screen) == f"Speaker, {BLUE}"
            write(address.field, "Lives in")
            assert "Lives in" in labels(screen)
            address.switch.click()
            assert labels(screen) == ""
            address.switch.click()
            dialog.save_requested.emit(str(file))
            await screen.until(lambda: message(dialog) == f"Saved in {file}")
            screen.scan("GUEST3")
            await screen.until(lambda: "Müller3" in screen.text("guestName"))
            assert screen.station.dialogs.dialog is None
        async with a_station(tmp_path / "one") as screen:
            await screen.until_live("guests")
            await show_anna(screen)
            assert word(screen) == f"Speaker, {BLUE}"
            screen.type("lind")
            await screen.until(lambda: bool(screen.rows("resultList")))
            assert screen.rows("resultList")[0].startswith("Anna Lindqvist, MSc, Speaker, Nordlys")
        async with a_station(tmp_path / "two") as screen:
            await screen.open_door(server)
            await show_anna(screen)
            assert word(screen) == ""
            dialog = await open_legend(screen)
            dialog.load_requested.emit(str(tmp_path / "none.json"))
            await screen.until(lambda: "Nothing was loaded" in message(dialog))
            dialog.load_requested.emit(str(file))
            await screen.until(lambda: "1 word for a colour" in message(dialog, "legendQuestion"))
            assert word(screen) == ""
            press(dialog, "legendReplace")
            assert word(screen) == f"Speaker, {BLUE}"
            assert "Lives in" in labels(screen)

    journey(story())
    shared = json.loads(file.read_text("utf-8"))
    assert shared["kind"] == "checkin-station legend"
    assert shared["colors"] == {BLUE: "Speaker"}
    for folder in ("one", "two"):
        (kept,) = (tmp_path / folder).glob("legend-*.json")
        assert kept.stat().st_mode & 0o777 == 0o600
        assert "Lindqvist" not in kept.read_text("utf-8")


def test_the_legend_asks_for_the_pin_as_the_settings_do(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    PinFile(tmp_path).set("2468")

    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            screen.page.wishes.legend.emit()
            await screen.until(lambda: bool(screen.window.findChildren(PinSheet)))
            assert screen.station.dialogs.dialog is None
            (sheet,) = screen.window.findChildren(PinSheet)
            sheet.entered.emit("2468")
            await screen.until(lambda: isinstance(screen.station.dialogs.dialog, LegendDialog))

    journey(story())


def test_training_has_words_of_its_own_and_keeps_none(journey: Journey, tmp_path: Path) -> None:
    async def story() -> None:
        async with a_station(tmp_path, demo=True) as screen:
            await screen.until_live("guests")
            await show_anna(screen)
            assert word(screen) == f"Speaker, {BLUE}"
            assert "Table" in labels(screen)
            dialog = await open_legend(screen)
            row = next(r for r in dialog.findChildren(ColorRow) if r.color == BLUE)
            write(row.field, "Speakers")
            assert word(screen) == f"Speakers, {BLUE}"

    journey(story())
    assert not list(tmp_path.rglob("legend*"))
