"""Vouching: what a provider says about somebody, and why it may say nothing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Attempt:
    """One attempt to sign in by way of the provider.

    ``state`` ties its end to the browser that began it (RFC 6749, 10.12), ``nonce`` the provider's
    token to it (OpenID Connect Core 1.0, 3.1.2.1), ``verifier`` the code (RFC 7636). ``onward`` is
    the path on this site where its reader was.
    """

    state: str
    nonce: str
    verifier: str
    onward: str = ""


@dataclass(frozen=True)
class Vouched:
    """Whom the provider ``issuer`` vouches for: it knows them as ``subject``.

    ``email`` is empty unless the provider has verified it; ``name`` is as it says it, or empty.
    """

    issuer: str
    subject: str
    email: str = ""
    name: str = ""


class ProviderError(Exception):
    """The provider does not vouch for anybody. The message is for the site's own log."""


class UnreachableError(ProviderError):
    """It cannot be reached."""


class LateError(ProviderError):
    """It did not answer in time."""


class CrowdedError(ProviderError):
    """As many already wait for it as may at once."""


class BadAnswerError(ProviderError):
    """What it answered is not what it should be, or is not to be trusted."""


class DeclinedError(ProviderError):
    """The reader, or the provider, did not want to."""


class LostAttemptError(ProviderError):
    """The attempt is over, was ended before, or was not begun in this browser."""


class UnverifiedError(ProviderError):
    """It has verified no address of theirs."""
