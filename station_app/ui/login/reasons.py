"""Why a login failed, in words, and the field of the form they belong beside."""

from station_app.domain.errors import ApiError, NotReachable, NotTheApi, Refused
from station_app.ui import failures
from station_app.ui.i18n import translate

# Codes of a refused login (API v1.0, section 2), and the field each concerns.
_FIELD_OF_CODE = {1000: "event_id", 1010: "app_code"}


def refused(refusal: Refused) -> tuple[str, str]:
    """Return what the server did not accept, and what to look at."""
    said = failures.refusal(refusal)
    field = _FIELD_OF_CODE.get(refusal.code, "")
    if field == "event_id":
        hint = translate("Login", "The event ID is the number in the event page’s address.")
        text = translate("Login", "The server does not know this event ID ({reason})")
    elif field == "app_code":
        hint = translate("Login", "It is next to the configuration under Check-in.")
        text = translate("Login", "The server refused this App Code ({reason})")
    else:
        hint = translate("Login", "Check event ID, App Code and station name.")
        text = translate("Login", "The server refused the login ({reason})")
    stop = "" if said.endswith(".") else "."
    return f"{text.format(reason=said)}{stop} {hint}", field


def failed(error: ApiError) -> tuple[str, str]:
    """Return why there is no login."""
    if isinstance(error, Refused):
        return refused(error)
    reason = failures.failure(error)
    text = translate("Login", "No login: {reason}.").format(reason=reason.rstrip("?."))
    if isinstance(error, NotReachable) and error.reason == "insecure":
        hint = translate("Login", "Use https://, or allow http:// in the settings.")
    elif failures.cure(error):
        hint = failures.cure(error)
    elif isinstance(error, NotTheApi):
        hint = translate("Login", "Check the address, or open a web page to log in to the Wi-Fi.")
    else:
        hint = translate("Login", "Check address and network, then try again.")
    return f"{text} {hint}", "server"
