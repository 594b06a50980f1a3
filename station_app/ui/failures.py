"""Why something failed, and what to do about it, in the language in force."""

from datetime import datetime

from station_app.domain.errors import (
    CacheUnusable,
    LoadStopped,
    LoginRefused,
    NotReachable,
    NotTheApi,
    NotTrusted,
    RateLimited,
    Refused,
    ServerFailing,
    StationError,
)
from station_app.ui import times
from station_app.ui.i18n import isolated, translate


def failure(error: StationError | None) -> str:
    """Return the reason of a failure in a few words, without a full stop."""
    if isinstance(error, NotTrusted):
        return _not_trusted(error)
    if isinstance(error, NotReachable):
        return {
            "timeout": translate("Texts", "no answer within the time allowed"),
            "connect": translate("Texts", "the server cannot be reached"),
            "tls": translate("Texts", "the server’s certificate is not trusted"),
            "broken": translate("Texts", "the connection broke off"),
            "insecure": translate("Texts", "the address is not encrypted (http)"),
        }.get(error.reason, translate("Texts", "the server cannot be reached"))
    if isinstance(error, NotTheApi):
        return {
            "html": translate("Texts", "a web page answered; does this Wi-Fi want a login?"),
            "redirect": translate("Texts", "the answer leads to another host; a Wi-Fi login?"),
            "status": translate("Texts", "this address has no Check-in API"),
        }.get(error.reason, translate("Texts", "the answer cannot be read"))
    if isinstance(error, CacheUnusable):
        return {
            "full": translate("Texts", "disk full"),
            "read_only": translate("Texts", "the data folder cannot be written"),
            "damaged": translate("Texts", "the list on this laptop is damaged and is loaded anew"),
            "newer": translate("Texts", "a newer version of this program wrote it"),
        }.get(error.reason, translate("Texts", "the disk reports a fault"))
    if isinstance(error, LoadStopped):
        return translate("Texts", "loading was stopped; the reload button begins again")
    if isinstance(error, RateLimited):
        return translate("Texts", "the server asks us to wait")
    if isinstance(error, ServerFailing):
        return translate("Texts", "the server has a fault (HTTP {status})").format(
            status=error.status
        )
    if isinstance(error, LoginRefused):
        return refusal(error.refusal)
    if isinstance(error, Refused):
        return refusal(error)
    return translate("Texts", "a fault in this program; see the log")


def _not_trusted(error: NotTrusted) -> str:
    """Return what is wrong with a server's proof of who it is, in the words of its certificate."""
    today = _date(datetime.now().astimezone())
    if error.reason == "expired" and error.valid_until is not None:
        return translate(
            "Texts", "the server’s certificate ended on {end}; this laptop’s clock says {today}"
        ).format(end=_date(error.valid_until), today=today)
    if error.reason == "early" and error.valid_from is not None:
        return translate(
            "Texts", "the server’s certificate begins on {start}; this laptop’s clock says {today}"
        ).format(start=_date(error.valid_from), today=today)
    if error.reason == "host" and error.names:
        names = ", ".join(error.names[:3]) + (" …" if len(error.names) > 3 else "")
        return translate("Texts", "the certificate is for {names}, not for {host}").format(
            names=names, host=error.host
        )
    return {
        "expired": translate("Texts", "the server’s certificate has ended"),
        "early": translate("Texts", "the server’s certificate has not begun yet"),
        "host": translate("Texts", "the certificate is for another server"),
        "ca_file": translate(
            "Texts", "the own CA file cannot be read, and nobody else vouches for the server"
        ),
        "pin": translate("Texts", "the server shows another key than the one set here"),
    }.get(
        error.reason,
        translate("Texts", "nobody this laptop trusts vouches for the server’s certificate"),
    )


def cure(error: StationError | None) -> str:
    """Return what to do about a server that is not trusted, as a sentence; '' for other failures.

    Going on regardless is not offered anywhere.
    """
    if not isinstance(error, NotTrusted):
        return ""
    return {
        "expired": translate(
            "Texts", "If that clock is right, the organiser must renew the certificate."
        ),
        "early": translate("Texts", "Set the clock of this laptop."),
        "host": translate(
            "Texts", "Check the address; a Wi-Fi that wants a login looks like this too."
        ),
        "ca_file": translate("Texts", "Choose the CA file anew in the settings."),
        "pin": translate(
            "Texts", "Ask the organiser about a new key before you set it in the settings."
        ),
    }.get(
        error.reason,
        translate(
            "Texts",
            "Open a web page to log in to the Wi-Fi, or choose the organiser’s CA file in the"
            " settings.",
        ),
    )


def _date(moment: datetime) -> str:
    local = moment.astimezone()
    return f"{times.day(local)} {local.year}"


def refusal(error: Refused) -> str:
    """Return the server's own words of a refusal, with its code."""
    said = error.display_message or error.message
    if error.code and said:
        return isolated(f"{error.code}: {said}")
    return said or str(error.code or translate("Texts", "no reason given"))
