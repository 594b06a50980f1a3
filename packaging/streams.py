"""Runs first in the built program on Windows: the one without a console writes into nothing."""

import os
import sys

if sys.stdout is None or sys.stderr is None:
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
