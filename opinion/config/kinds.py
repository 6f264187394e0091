"""What the value of a setting may be: each reads a text, and refuses with what it must be.

Raises, each of them: ValueError; its message goes on from the setting's name.
"""

from collections.abc import Callable
from email.utils import parseaddr
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1"})
USUAL_PORTS = {"https": 443, "http": 80}
SHORTEST_SECRET = 32  # characters
LONGEST_ISSUER = 254  # characters: the database takes 255, with a slash behind
MAIL_SCHEMES = {"smtp", "smtps", "smtp+plain"}


def words(*allowed: str) -> Callable[[str], str]:
    """Return a reader of one of the words ``allowed``."""

    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"must be one of: {', '.join(allowed)}")
        return text

    return read


def switch(text: str) -> bool:
    """Read ``on`` or ``off``."""
    return words("on", "off")(text) == "on"


def number(low: int, high: int) -> Callable[[str], int]:
    """Return a reader of whole numbers from ``low`` to ``high``."""

    def read(text: str) -> int:
        is_short = len(text) <= len(str(high))
        if not (text.isascii() and text.isdigit() and is_short and low <= int(text) <= high):
            raise ValueError(f"must be a whole number from {low} to {high}")
        return int(text)

    return read


def address(text: str) -> str:
    """Read a site's address: https, or http on loopback; a name or IPv4, nothing behind it.

    It is returned as browsers say where a request comes from (RFC 6454, sections 4 and 6.2): in
    small letters of ASCII, without the usual port.
    """
    parts = urlsplit(text)
    host = parts.hostname or ""
    secure = parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK_NAMES)
    plain = host if parts.port is None else f"{host}:{parts.port}"
    rest = (parts.path.strip("/"), parts.query, parts.fragment)
    if not (secure and host) or parts.netloc.lower() != plain or any(rest):
        raise ValueError("must be https://HOST, or http:// on loopback, without a path")
    try:
        ours = host.encode("idna").decode()
        is_plain = host.isascii() or ours.encode().decode("idna") == host
    except UnicodeError as problem:
        raise ValueError("must have a host that the domain name system can know") from problem
    if not is_plain:  # IDNA 2003, which Python has, and 2008 name different hosts
        raise ValueError("must have the host in ASCII, as xn--…: not all read it alike")
    if parts.port not in {None, USUAL_PORTS[parts.scheme]}:
        ours += f":{parts.port}"
    return f"{parts.scheme}://{ours}"


def issuer(text: str) -> str:
    """Read what an OpenID provider calls its issuer (OpenID Connect Discovery 1.0, section 3).

    That is an https address, or http on loopback, without query and fragment.
    """
    parts = urlsplit(text)
    host = parts.hostname or ""
    secure = parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK_NAMES)
    is_plain = text.isascii() and text.isprintable() and not {"?", "#", "@", " "} & set(text)
    if not (secure and host and is_plain and parts.port != 0 and len(text) <= LONGEST_ISSUER):
        raise ValueError("must be https://HOST or https://HOST/PATH, or http:// on loopback")
    return text


def credential(text: str) -> str:
    """Read what one program proves to another who it is by (RFC 6749, appendix A: VSCHAR)."""
    if not (text.isascii() and text.isprintable()):
        raise ValueError("must consist of printable ASCII characters")
    return text


def line(longest: int) -> Callable[[str], str]:
    """Return a reader of a few words in one line, of at most ``longest`` characters."""

    def read(text: str) -> str:
        if not (text.isprintable() and text.strip() and len(text) <= longest):
            raise ValueError(f"must be a line of at most {longest} characters")
        return text.strip()

    return read


def zone(text: str) -> str:
    """Read the name of a time zone (IANA)."""
    try:
        return ZoneInfo(text).key
    except (KeyError, ValueError, OSError) as problem:
        raise ValueError("must be a time zone such as Europe/Prague") from problem


def secret(text: str) -> str:
    """Read a secret that is long enough to be one."""
    if len(text) < SHORTEST_SECRET:
        raise ValueError(f"must have at least {SHORTEST_SECRET} characters")
    return text


def mail_server(text: str) -> str:
    """Read a mail server's address; a password is never sent over an open line."""
    try:
        parts = urlsplit(text)
        is_whole = parts.scheme in MAIL_SCHEMES and parts.hostname and parts.port != 0
    except ValueError:
        is_whole = False
    if not is_whole or parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError(
            "must be smtp://HOST, smtps://HOST or smtp+plain://HOST, with PERSON:PASSWORD@ before "
            "and :PORT behind the host where they are needed"
        )
    if parts.password and parts.scheme == "smtp+plain" and parts.hostname not in LOOPBACK_NAMES:
        raise ValueError("smtp+plain:// would send the password over an open line")
    return text


def replica(text: str) -> str:
    """Read the address of a read replica, which is a PostgreSQL server."""
    if not text.startswith("postgresql+psycopg://"):
        raise ValueError("must be postgresql+psycopg://…")
    return text


def mailbox(text: str) -> str:
    """Read a sender: ``NAME <name@host>``, or the address alone."""
    name, found = parseaddr(text)
    local, _, host = found.rpartition("@")
    if not (local and host and found.isascii() and text.isprintable() and " " not in found):
        raise ValueError("must be an address, such as: Opinion <mail@opinion.example>")
    return f"{name} <{found}>" if name else found
