"""The OpenID provider: where it sends readers, and what it vouches for when they come back.

The authorization code flow of OpenID Connect Core 1.0 (3.1) with PKCE (RFC 7636), in the words of
Authlib. Only a site that has a provider imports this module, and with it Authlib.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from threading import BoundedSemaphore
from typing import Any

from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri, prepare_token_request
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from opinion.config import Settings
from opinion.people.dialing import Call, may_dial
from opinion.people.proving import Claims, JoseError, Keys, proved
from opinion.people.vouching import (
    Attempt,
    BadAnswerError,
    CrowdedError,
    LostAttemptError,
    Vouched,
)

PATIENCE = 5.0  # seconds that a reader, and a thread of ours, waits for the provider
KEPT_FOR = 3600.0  # seconds that its description is believed
SCOPE = "openid email profile"
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
BASIC, IN_BODY = "client_secret_basic", "client_secret_post"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Provider:
    """The provider that the settings name. One for all threads of a process.

    Its methods raise :class:`opinion.people.vouching.ProviderError` where it does not help.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._places = BoundedSemaphore(max(1, settings.threads // 2))
        self._keys = Keys()
        self._description: dict[str, Any] = {}
        self._until = 0.0

    def address_for(self, attempt: Attempt, callback: str) -> str:
        """Return the provider's address that begins ``attempt``; it answers at ``callback``."""
        with self._call() as call:
            endpoint = self._described(call)["authorization_endpoint"]
        address: str = prepare_grant_uri(
            endpoint,
            client_id=self._settings.oidc_client_id,
            response_type="code",
            redirect_uri=callback,
            scope=SCOPE,
            state=attempt.state,
            nonce=attempt.nonce,
            code_challenge=create_s256_code_challenge(attempt.verifier),
            code_challenge_method="S256",
        )
        return address

    def vouched_by(self, code: str, attempt: Attempt, callback: str) -> Vouched:
        """Return whom the provider vouches for with the ``code`` that ended ``attempt``."""
        with self._call() as call:
            token = self._token(call, code, attempt, callback)
            claims = self._claims(call, token, attempt.nonce)
            if not (claims.get("email") and "email_verified" in claims):
                claims = self._more_of(call, token, claims)
        email, name = claims.get("email"), claims.get("name")
        is_verified = claims.get("email_verified") is True
        return Vouched(
            issuer=claims["iss"],
            subject=claims["sub"],
            email=email if is_verified and isinstance(email, str) else "",
            name=name if isinstance(name, str) else "",
        )

    def is_issuer(self, name: str) -> bool:
        """Whether ``name`` is what the provider calls itself, but for a slash behind."""
        return name.rstrip("/") == self._settings.oidc_issuer.rstrip("/")

    @contextmanager
    def _call(self) -> Iterator[Call]:
        """Open a call. Half of the threads at most wait for the provider; the others go on."""
        if not self._places.acquire(blocking=False):
            raise CrowdedError("as many as may are waiting for it")
        try:
            yield Call(PATIENCE)
        finally:
            self._places.release()

    def _described(self, call: Call) -> dict[str, Any]:
        """Return the provider's description of itself (OpenID Connect Discovery 1.0, 4)."""
        known = self._description
        if known and time.monotonic() < self._until:
            return known
        base = self._settings.oidc_issuer.rstrip("/")
        known = call.get(f"{base}/.well-known/openid-configuration")
        if not self.is_issuer(str(known.get("issuer"))):
            raise BadAnswerError(f"it calls itself {known.get('issuer')!r}")
        for name in ENDPOINTS:
            if not may_dial(known.get(name)):
                raise BadAnswerError(f"its {name} is not safe: {known.get(name)!r}")
        self._description, self._until = known, time.monotonic() + KEPT_FOR
        return known

    def _token(self, call: Call, code: str, attempt: Attempt, callback: str) -> dict[str, Any]:
        """Return what the provider gives for a code (OpenID Connect Core 1.0, 3.1.3)."""
        known = self._described(call)
        ways = known.get("token_endpoint_auth_methods_supported") or [BASIC]
        auth = ClientAuth(
            self._settings.oidc_client_id,
            self._settings.oidc_client_secret,
            BASIC if BASIC in ways or IN_BODY not in ways else IN_BODY,
        )
        body = prepare_token_request(
            "authorization_code",
            redirect_uri=callback,
            code=code,
            code_verifier=attempt.verifier,
        )
        address, headers, body = auth.prepare("POST", known["token_endpoint"], dict(FORM), body)
        status, token = call.post(address, body, headers)
        if token.get("error") == "invalid_grant":
            raise LostAttemptError("its code is used, late, or another's")
        if status != HTTPStatus.OK or not isinstance(token.get("id_token"), str):
            raise BadAnswerError(f"no token, but {status}: {token.get('error')!r}")
        return token

    def _claims(self, call: Call, token: dict[str, Any], nonce: str) -> Claims:
        """Return what the ID token says, once it is proved."""
        known = self._described(call)
        client, access_token = self._settings.oidc_client_id, token.get("access_token")
        try:
            signed = self._keys.token_in(token["id_token"], call, known["jwks_uri"])
            return proved(signed, known["issuer"], client, nonce, access_token)
        except (JoseError, ValueError, TypeError) as problem:
            raise BadAnswerError(f"its token does not hold: {problem!r}") from problem

    def _more_of(self, call: Call, token: dict[str, Any], claims: Claims) -> Claims:
        """Return the claims with the address that it tells besides (OpenID Connect Core 1.0, 5.3).

        What one answer says is verified is not the address in another.
        """
        address, key = self._described(call).get("userinfo_endpoint"), token.get("access_token")
        if not address or not isinstance(key, str) or not (key.isascii() and key.isprintable()):
            return {**claims, "email": None}
        more = call.get(address, {"Authorization": f"Bearer {key}"})
        if more.get("sub") != claims["sub"]:
            raise BadAnswerError("it answers about somebody else")
        about = {name: more.get(name) for name in ("email", "email_verified")}
        return {**claims, "name": claims.get("name") or more.get("name"), **about}
