"""Guests: how somebody without an account is known again, and how they are told from others.

A guest's first comment sets a signed cookie with a random key; its hash stands by their comments.
Networks are kept as keyed hashes only, and every 30 days by another key.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from flask import Response, current_app, g, request
from itsdangerous import BadSignature, URLSafeSerializer

from opinion.clock import now

KEPT_FOR = 180 * 24 * 3600  # seconds
KEY_BYTES = 16  # 128 bits
PERIOD = timedelta(days=30)  # after which networks are hashed by the next key
PREFIXES = {4: 24, 6: 56}  # bits of an address that make a network


@dataclass(frozen=True)
class Guest:
    """Who is asking. ``key`` is secret; ``origin`` is what told their first comment apart.

    ``name`` and ``email`` stand in their next form: empty, unless they asked to be remembered.
    """

    key: str
    origin: str
    name: str = ""
    email: str = ""

    @property
    def hash(self) -> str:
        """The key's hash, as it is stored."""
        return hashlib.sha256(self.key.encode()).hexdigest()

    def remembering(self, name: str, email: str) -> "Guest":
        """Return them with what their next form is to hold; two empty texts forget it."""
        return replace(self, name=name, email=email)

    @property
    def remembered(self) -> dict[str, Any]:
        """What they want to find in a form: nothing, unless they asked for it."""
        return {"name": self.name, "email": self.email, "remember": True} if self.name else {}


def current_guest() -> Guest | None:
    """Return the guest whose cookie the request carries; None for a stranger or a false cookie."""
    if "guest" not in g:
        g.guest = _known_by(request.cookies.get(cookie_name(), ""))
    known: Guest | None = g.guest
    return known


def _known_by(cookie: str) -> Guest | None:
    if not cookie:
        return None
    try:
        return Guest(*map(str, _serializer().loads(cookie)))
    except (BadSignature, ValueError, TypeError):
        return None


def new_guest(origin: str) -> Guest:
    """Return a guest with a fresh key; :func:`remember` hands it to the browser."""
    return Guest(secrets.token_urlsafe(KEY_BYTES), origin)


def remember(guest: Guest, response: Response) -> None:
    """Set the guest's cookie on ``response``."""
    response.set_cookie(
        cookie_name(),
        str(_serializer().dumps([guest.key, guest.origin, guest.name, guest.email])),
        max_age=KEPT_FOR,
        path="/",
        secure=is_secure(),
        httponly=True,
        samesite="Lax",
    )


def forget(response: Response) -> None:
    """Take the guest's cookie away with ``response``."""
    response.delete_cookie(
        cookie_name(), path="/", secure=is_secure(), httponly=True, samesite="Lax"
    )


def cookie_name() -> str:
    """Return the cookie's name: where it can be, bound to this host (RFC 6265bis, 4.1.3.2)."""
    return "__Host-opinion-guest" if is_secure() else "opinion-guest"


def keyed_hash(*parts: str) -> str:
    """Return a hash of ``parts`` that nobody without the site's secret can make or test (HMAC)."""
    secret: str = current_app.config["SECRET_KEY"]
    return hmac.new(secret.encode(), "\0".join(parts).encode(), "sha256").hexdigest()


def current_network() -> str:
    """Return the keyed hash of the asker's network: the /24 or /56 around the address."""
    return network_at(now())


def current_networks() -> tuple[str, str]:
    """Return that hash, and the one by the key before: for what is counted over the change."""
    at = now()
    return network_at(at), network_at(at - PERIOD)


def network_at(moment: datetime) -> str:
    """Return the hash of the asker's network by the key of the 30 days that ``moment`` is in."""
    return network_by(key_at(moment))


def key_at(moment: datetime) -> str:
    """Return the key of the 30 days that ``moment`` is in: their number, so that none is stored."""
    return str(int(moment.timestamp() // PERIOD.total_seconds()))


def lasting_network() -> str:
    """Return the hash by a key that stays, to mix into marks, which must never change.

    A mark is a hash of this and of one comment. This alone is never stored by what readers do.
    """
    return network_by("")


def network_by(key: str) -> str:
    """Return the hash of the asker's network, with ``key`` mixed in besides the site's secret."""
    if "network" not in g:
        g.network = network_of(request.remote_addr or "")
    return keyed_hash("network", *filter(None, [key]), g.network)


def network_of(address: str) -> str:
    """Return the network around ``address``; what is no address all belongs to one nameless one.

    Some proxies name the port too. An IPv4 address that comes in IPv6's clothes (RFC 4291,
    2.5.5.2) stands in its IPv4 network.
    """
    if address.startswith("["):
        address = address[1:].partition("]")[0]
    elif address.count(":") == 1:
        address = address.partition(":")[0]
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(known, IPv6Address) and known.ipv4_mapped:
        known = known.ipv4_mapped
    return str(ip_network(f"{known}/{PREFIXES[known.version]}", strict=False))


def is_secure() -> bool:
    """Whether cookies go over https alone."""
    has_https: bool = current_app.config["SETTINGS"].site_url.startswith("https:")
    return has_https


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="guest")
