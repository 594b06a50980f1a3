"""Runs first in the built program on Linux: what it starts finds the system's libraries again.

The bootloader points LD_LIBRARY_PATH at the program's folder. The loader has read it by then; a
speech server or a second station would only get libraries they were not made for.
"""

import os

if "LD_LIBRARY_PATH_ORIG" in os.environ:
    os.environ["LD_LIBRARY_PATH"] = os.environ.pop("LD_LIBRARY_PATH_ORIG")
else:
    os.environ.pop("LD_LIBRARY_PATH", None)
