"""A serial scanner: a pseudo terminal, whose other end is the port."""

import os


class Scanner:
    """The device's end of the cable."""

    def __init__(self) -> None:
        self._device, station = os.openpty()
        self.port = os.ttyname(station)
        self._station = station

    def send(self, data: bytes) -> None:
        os.write(self._device, data)

    def unplug(self) -> None:
        for end in (self._device, self._station):
            if end >= 0:
                os.close(end)
        self._device = self._station = -1
