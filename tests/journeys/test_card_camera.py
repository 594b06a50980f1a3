"""A card of another laptop, held before the camera of one that was never here."""

from pathlib import Path

from station_app.domain.login_card import LoginCard
from station_app.training.server import APP_CODE, TrainingServer
from station_app.ui.login_card.camera import CardCameraDialog
from tests.journeys.conftest import Journey, a_station
from tests.scanners.pictures import badge, film


def test_a_card_before_the_camera_logs_in(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    card = LoginCard(
        server=server.url,
        event_id=server.event_id,
        station=server.station_name,
        app_code=APP_CODE,
    )
    frames = [badge("K7QM2F")] * 30 + [badge(card.text())] * 200
    camera = str(film(tmp_path / "card.avi", frames, fps=15))

    async def story() -> None:
        async with a_station(tmp_path / "data", camera=camera) as screen:
            screen.press("cardCameraButton")
            dialog = screen.station.dialogs.dialog
            assert isinstance(dialog, CardCameraDialog)
            await screen.until(lambda: "not a card" in dialog._message.text())
            await screen.until(lambda: screen.station.dialogs.dialog is None, timeout_s=30)
            await screen.until_live("guests")

    journey(story())


def test_leaving_it_releases_the_camera(
    journey: Journey, server: TrainingServer, tmp_path: Path
) -> None:
    del server
    camera = str(film(tmp_path / "badge.avi", [badge("K7QM2F")] * 200, fps=15))

    async def story() -> None:
        async with a_station(tmp_path / "data", camera=camera) as screen:
            screen.press("cardCameraButton")
            dialog = screen.station.dialogs.dialog
            assert isinstance(dialog, CardCameraDialog)
            await screen.until(lambda: dialog._message.text() != "")
            screen.press("cardCameraCancel")
            lanes = screen.station.devices.lanes
            await screen.until(lambda: not lanes._running)
            assert screen.station.dialogs.dialog is None

    journey(story())
