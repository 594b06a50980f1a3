"""Where the shared database is, and how it is spoken to: never unencrypted to another machine."""

import os
import ssl
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

STATION_ROLE = "checkin_station"
_PORT = 5432
_LONGEST_NAME = 63  # bytes: PostgreSQL cuts longer ones off
_BUNDLES = (  # where systems keep the authorities they trust
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


class BadAddress(ValueError):
    """The text is no address that can be used; `reason` says why in a word.

    'form', 'password' (it stands in the address, where lists of processes show it), 'options',
    'user', 'database' (neither may be missing).
    """

    def __init__(self, reason: str) -> None:
        super().__init__(WHY[reason])
        self.reason = reason


WHY = {
    "form": "not an address of the form postgresql://user@host/database",
    "password": "the password must not stand in the address: set STATION_SHARE_PASSWORD",
    "options": "nothing may follow the name of the database: TLS is not chosen in the address",
    "user": "the address does not say which user",
    "database": "the address does not say which database",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A database and who logs in to it."""

    host: str
    port: int = _PORT
    database: str
    user: str = STATION_ROLE

    @property
    def is_here(self) -> bool:
        """Whether it leads no further than this machine."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    def url(self, user: str = "") -> str:
        """Return the address as a person types it, for another user if one is given."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORT else f":{self.port}"
        name = quote(user or self.user, safe="")
        return f"postgresql://{name}@{host}{port}/{quote(self.database, safe='')}"


def parse(text: str, *, user: str = STATION_ROLE) -> Address:
    """Read an address; `user` stands where it names none. Raises `BadAddress`."""
    text = text.strip()
    if any(c.isspace() or not c.isprintable() for c in text):
        raise BadAddress("form")
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise BadAddress("form") from None
    if parts.scheme not in ("postgresql", "postgres") or not host or "," in parts.netloc:
        raise BadAddress("form")
    if host.startswith("/") or "%" in host:  # a socket of this machine, or an escape
        raise BadAddress("form")
    if parts.password is not None:
        raise BadAddress("password")
    if parts.query or parts.fragment or "?" in text or "#" in text:
        raise BadAddress("options")
    database = unquote(parts.path.lstrip("/"))
    if not database or "/" in parts.path.lstrip("/"):
        raise BadAddress("database")
    user = unquote(parts.username or "") or user
    if not user:
        raise BadAddress("user")
    if any(not _is_name(name) for name in (user, database)):
        raise BadAddress("form")
    return Address(host=host, port=port or _PORT, database=database, user=user)


def _is_name(text: str) -> bool:
    return text.isprintable() and len(text.encode()) <= _LONGEST_NAME


def parameters(address: Address, password: str, ca_file: str, folder: Path) -> dict[str, str]:
    """Return everything libpq is told, so that it looks for nothing by itself.

    `ca_file` is an own file of authorities; '' trusts the system's, which some systems have to be
    asked for: they are written into `folder`. Raises `OSError`.
    """
    _forget_environment()
    told = {
        "host": address.host,
        "port": str(address.port),
        "dbname": address.database,
        "user": address.user,
        "password": password,
        "application_name": "checkin-station",
        "client_encoding": "UTF8",
        "gssencmode": "disable",
        # None is shown. `sslcertmode` would say so, but only to a libpq of version 16 or newer.
        "sslcert": str(folder / "no-certificate"),
        "connect_timeout": "5",
        "keepalives_idle": "10",
        "keepalives_interval": "5",
        "keepalives_count": "3",
        "tcp_user_timeout": "10000",
    }
    if address.is_here:
        return told | {"sslmode": "prefer"}
    authorities = ca_file or _authorities(folder)
    return told | {
        "sslmode": "verify-full",
        "sslrootcert": authorities,
        "ssl_min_protocol_version": "TLSv1.2",
    }


def _forget_environment() -> None:
    """Take away what libpq would read of the environment besides what it is told."""
    for name in tuple(os.environ):
        if name.startswith("PG"):
            del os.environ[name]


def _authorities(folder: Path) -> str:
    """Return a file of the authorities the system trusts. libpq's own way to them ends where its
    OpenSSL was built."""
    named = ssl.get_default_verify_paths().cafile
    for bundle in filter(None, (named, *_BUNDLES)):
        if Path(bundle).is_file():
            return bundle
    from station_app.settings import write_private

    trusted = ssl.create_default_context().get_ca_certs(binary_form=True)
    path = folder / "share-authorities.pem"
    write_private(path, "".join(map(ssl.DER_cert_to_PEM_cert, trusted)).encode())
    return str(path)
