"""What is said about legends and their files."""

import re

from station_app.domain.legend import Legend, LegendUnusable
from station_app.ui import failures
from station_app.ui.i18n import translate


def contents(legend: Legend) -> str:
    """Return what a legend says, as in '6 words, 4 labels'."""
    parts = []
    if legend.words:
        parts.append(translate("Legend", "%n word(s) for colours", "", len(legend.words)))
    if legend.labels:
        parts.append(translate("Legend", "%n label(s) of fields", "", len(legend.labels)))
    if legend.hidden:
        parts.append(translate("Legend", "%n hidden field(s)", "", len(legend.hidden)))
    if legend.order:
        parts.append(translate("Legend", "an order of fields"))
    return ", ".join(parts) or translate("Legend", "nothing")


def numbers_kept(text: str) -> str:
    """Keep a number on the line of its word."""
    return re.sub(r"(?<=\d) ", "\u00a0", text)


def fault(error: OSError | LegendUnusable) -> str:
    """Return why a file cannot be used, without a path and without a full stop."""
    if isinstance(error, OSError):
        return error.strerror or failures.failure(None)
    return {
        "size": translate("Legend", "it is too large for a legend"),
        "json": translate("Legend", "it is damaged, or no JSON"),
        "version": translate("Legend", "it is of a later version of this program"),
    }.get(error.reason, translate("Legend", "it is no legend of this program"))


def file_name(event: str) -> str:
    """Return what a file for other stations is called."""
    plain = "".join(c if c.isalnum() or c in " -_" else " " for c in event)
    return " ".join(f"{translate('Legend', 'Legend')} {plain}".split())[:80].strip() + ".json"
