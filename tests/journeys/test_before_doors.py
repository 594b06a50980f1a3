"""The self-test inside the program, while a door is open."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from station_app.training.server import TrainingServer
from station_app.ui.before_doors.dialog import BeforeDoorsDialog
from tests.journeys.conftest import Journey, Screen, a_station


async def looked_over(screen: Screen) -> BeforeDoorsDialog:
    screen.page.wishes.before_doors.emit()
    dialog = screen.station.dialogs.dialog
    assert isinstance(dialog, BeforeDoorsDialog)
    await screen.until(lambda: dialog._again.isEnabled(), timeout_s=60)
    return dialog


def test_a_door_is_looked_over_and_the_findings_are_saved(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    folder, file = tmp_path / "data", tmp_path / "self-test.txt"

    async def story() -> None:
        async with a_station(folder) as screen:
            await screen.open_door(server)
            await screen.until(lambda: "36" in screen.text("guestCount"))
            dialog = await looked_over(screen)
            found = {line.subject: line for line in dialog.lines}
            assert found["Server"].level == "ok"
            assert found["Login"].text.startswith("station ")
            assert found["Guest list"].text.startswith("36 guests, as of ")
            assert "zxing" in found["Decoders"].text
            ranks = [("fail", "warn", "ok").index(line.level) for line in dialog.lines]
            assert ranks == sorted(ranks), "what needs a hand stands first"
            assert dialog.about.text().startswith("Doors can open.")

            dialog._save.click()
            where = dialog.findChild(QFileDialog)
            assert where is not None
            where.fileSelected.emit(str(file))
            where.close()
            await screen.until(lambda: str(file) in dialog._message.text())
            written = file.read_text(encoding="utf-8")
            assert len(written.splitlines()) == len(dialog.lines)
            assert all(line.split()[0] in ("ok", "warn") for line in written.splitlines())

            screen.scan("K7QM2F")  # a guest matters more
            await screen.until_verdict("Welcome")
            assert screen.station.dialogs.dialog is None

    journey(story())


def test_it_can_be_closed_and_opened_while_it_looks(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            screen.page.wishes.before_doors.emit()
            assert screen.station.dialogs.dialog is not None
            screen.station.dialogs.dialog.close()
            dialog = await looked_over(screen)
            assert len({line.subject for line in dialog.lines}) == len(dialog.lines)
            screen.page.wishes.before_doors.emit()  # left open at closing

    journey(story())


def test_the_scanner_set_up_is_wished_for_and_so_guarded(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    async def story() -> None:
        async with a_station(tmp_path) as screen:
            await screen.open_door(server)
            dialog = await looked_over(screen)
            wished: list[bool] = []
            screen.page.wishes.scanner_setup.connect(lambda: wished.append(True))
            dialog._set_up.click()
            assert wished
            assert not dialog.isVisible()

    journey(story())
