"""The set-up's test code as a bar code, for scanners that read nothing else."""

import logging

from station_app.scanners.opencv import opencv

log = logging.getLogger(__name__)


def bar_code_png(text: str, width: int) -> bytes | None:
    """Return a Code 128 with its quiet zone as a PNG, None where it cannot be made.

    Bars are whole pixels: the picture is as wide as `width` allows, and never less than a pixel
    a bar.
    """
    try:
        import numpy as np
        import zxingcpp

        code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.Code128)
        least = np.asarray(zxingcpp.write_barcode_to_image(code)).shape[1]
        scale = max(1, width // least)
        picture = np.asarray(zxingcpp.write_barcode_to_image(code, scale=scale))
        written, png = opencv().imencode(".png", picture)
    except (ImportError, AttributeError, ValueError) as error:
        log.info("no bar code can be made: %s", type(error).__name__)
        return None
    return bytes(png) if written else None
