"""Proving the provider's tokens: signed by its key, for this site, for this attempt, and in time.

The checks are those of OpenID Connect Core 1.0, 3.1.3.7, made by Authlib and its library joserfc.
"""

import time
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from opinion.clock import now
from opinion.people.dialing import Call
from opinion.people.vouching import BadAnswerError

KEPT_FOR = 3600.0  # seconds that the provider's keys are believed
LEEWAY = 60  # seconds that its clock may differ from ours
SUBJECT_LENGTH = 255  # OpenID Connect Core 1.0, section 2: ASCII
ALGORITHMS = [  # RFC 7518, 3.1, and RFC 8037: those where who can check cannot sign
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "EdDSA", "Ed25519"),
]
KEY_TYPES = {"RSA", "EC", "OKP"}
Claims = dict[str, Any]


class Keys:
    """The provider's public keys. They are fetched again once a token has another one."""

    def __init__(self) -> None:
        self._kept: KeySet | None = None
        self._until = 0.0

    def token_in(self, text: str, call: Call, address: str) -> jwt.Token:
        """Return the token that is written as ``text``, if a key at ``address`` signed it.

        Raises:
            JoseError: none did, or it is no token.
            ProviderError: the keys cannot be fetched.
        """
        registry = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
        kept = self._kept
        if kept and time.monotonic() < self._until:
            try:
                return jwt.decode(text, kept, registry=registry)
            except (InvalidKeyIdError, BadSignatureError):
                pass  # signed by a new one
        fresh = self._fetched(call, address)
        return jwt.decode(text, fresh, registry=registry)

    def _fetched(self, call: Call, address: str) -> KeySet:
        found = call.get(address).get("keys")
        usable = [
            key
            for key in (found if isinstance(found, list) else [])
            if isinstance(key, dict) and key.get("kty") in KEY_TYPES and key.get("use") != "enc"
        ]
        self._kept = KeySet.import_key_set({"keys": usable})
        self._until = time.monotonic() + KEPT_FOR
        return self._kept


def proved(token: jwt.Token, issuer: str, client: str, nonce: str, access_token: object) -> Claims:
    """Return what ``token``, whose signature was checked, says about somebody.

    It must be the ``issuer``'s, for ``client``, of the attempt with ``nonce``, and in time. An
    ``access_token`` that came with it must be the one that it names, where it names one.

    Raises:
        BadAnswerError: it knows them by what is no subject.
        JoseError: the token does not hold.
    """
    claims = CodeIDToken(
        token.claims,
        token.header,
        {"iss": {"essential": True, "value": issuer}, "aud": {"essential": True, "value": client}},
        {"nonce": nonce, "client_id": client, "access_token": access_token},
    )
    claims.validate(now=int(now().timestamp()), leeway=LEEWAY)
    subject = claims["sub"]
    if not (subject.isascii() and subject.isprintable() and 0 < len(subject) <= SUBJECT_LENGTH):
        raise BadAnswerError("it knows somebody by what is no subject")
    return dict(claims)


__all__ = ["Claims", "JoseError", "Keys", "proved"]
