"""Expected failures. A bug is any other exception."""

from datetime import datetime


class StationError(Exception):
    """Something a person can be told about: children say what went wrong, the screen what to do."""


class LoadStopped(StationError):
    """Somebody stopped a whole list that was on its way."""


class ApiError(StationError):
    """The event server could not serve a request."""


class NotReachable(ApiError):
    """No answer: no network, no such host, refused, reset, or too slow.

    `reason` is one of 'timeout', 'connect', 'tls', 'broken', 'insecure'.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotTrusted(NotReachable):
    """The server did not prove that it is the one asked for; nothing was sent to it.

    `reason` is one of 'expired', 'early' (not good yet: the laptop's clock, most likely), 'host'
    (good for `names` only), 'issuer' (nobody trusted vouches for it), 'ca_file' (nor could the own
    CA file be read) and 'pin' (another key than the one set). What the certificate says of itself
    stands in the rest, None where it could not be read.
    """

    def __init__(
        self,
        reason: str,
        *,
        host: str = "",
        names: tuple[str, ...] = (),
        valid_from: datetime | None = None,
        valid_until: datetime | None = None,
    ) -> None:
        super().__init__(reason)
        self.host = host
        self.names = names
        self.valid_from = valid_from
        self.valid_until = valid_until


class NotTheApi(ApiError):
    """Something answered, but not the Check-in API.

    `reason` is one of 'html' (a captive portal, most likely), 'redirect' (to another host),
    'json' (not JSON, or of another shape), 'status' (an HTTP status the API does not use), 'size'.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Refused(ApiError):
    """The API said no (section 2, "In case of failure"). `code` is 0 where it gave none."""

    def __init__(self, code: int, message: str, display_message: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.display_message = display_message


class SessionInvalid(Refused):
    """Code 30: the session token is not, or no longer, good (General Error Codes)."""


class RateLimited(ApiError):
    """HTTP 429. `retry_after_s` is what the server asks for, None where it does not say."""

    def __init__(self, retry_after_s: float | None) -> None:
        super().__init__(retry_after_s)
        self.retry_after_s = retry_after_s


class ServerFailing(ApiError):
    """HTTP 5xx."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class CacheUnusable(StationError):
    """The list cannot be kept on this disk, or not be read from it.

    `reason` is one of 'full', 'read_only' (or its folder is gone), 'damaged' (it is loaded anew),
    'newer' (a later version of this program wrote it) and 'fault' (the disk's, most likely).
    """

    def __init__(self, reason: str = "fault") -> None:
        super().__init__(reason)
        self.reason = reason


class KeyUnavailable(StationError):
    """The key of an entrance's files cannot be had now, though it may still exist."""


class JournalUnreadable(StationError):
    """The notes of this station cannot be read now."""


class LoginRefused(StationError):
    """The server does not take these credentials; asking again with them is no use."""

    def __init__(self, refusal: Refused) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal
