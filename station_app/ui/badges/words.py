"""What each sample badge shows, in the person's language."""

from station_app.ui.i18n import translate


def shown_by(key: str) -> str:
    """Return the words for a badge by its key; the key itself for one that has none yet."""
    words = {
        "registered": translate("Badges", "Registered and expected: Welcome"),
        "companions": translate("Badges", "With colour, note and companions"),
        "already": translate("Badges", "Already checked in, with a host"),
        "left": translate("Badges", "Came and left again: Left"),
        "notconfirmed": translate("Badges", "Never answered: Not confirmed"),
        "deregistered": translate("Badges", "Cancelled: Deregistered"),
        "deleted": translate("Badges", "Deleted soon after the start: Removed"),
        "shared": translate("Badges", "A code of three guests: Several guests"),
        "unknown": translate("Badges", "Nobody has it: Unknown code"),
    }
    return words.get(key, key)
