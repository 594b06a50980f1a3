"""Training mode: its event server in this process."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from station_app.services.ports import Credentials

if TYPE_CHECKING:
    from station_app.training.event import TrainingEvent
    from station_app.training.server import TrainingServer


class Training:
    """Owns the built-in event server, from `start` until `stop`."""

    def __init__(self) -> None:
        self._server: TrainingServer | None = None

    def start(self) -> Credentials:
        """Start the server; return what logs in to it."""
        from station_app.training.options import ServerOptions
        from station_app.training.server import TrainingServer

        offset = datetime.now(UTC).astimezone().utcoffset()
        minutes = int(offset.total_seconds() // 60) if offset else 0
        server = TrainingServer(live=True, options=ServerOptions(utc_offset_min=minutes))
        server.start(wait=False)
        self._server = server
        return Credentials(
            server=server.url,
            event_id=server.event_id,
            station=server.station_name,
            app_code=server.app_code,
        )

    @property
    def event(self) -> "TrainingEvent | None":
        """The event with its invented guests; None before the start."""
        return self._server.event if self._server is not None else None

    def stop(self) -> None:
        """Stop the server, if it was started."""
        if self._server is not None:
            self._server.stop()
