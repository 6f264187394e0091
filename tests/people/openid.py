"""An OpenID provider that vouches for a reader, and can refuse, lie, stall and fail."""

import base64
import hashlib
import json
import threading
from dataclasses import dataclass, field
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlencode

from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

from opinion.clock import now

CLIENT, SECRET = "opinion", "a secret & of both"
Fields = dict[str, str]


def new_key(name: str) -> ECKey:
    return ECKey.generate_key("P-256", {"kid": name})


class Escaping(json.JSONEncoder):
    """Writes whatever characters there are."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options | {"ensure_ascii": True})


@dataclass
class Behaviour:
    """How the provider is. Values of None in ``claims`` and ``description`` take something away."""

    claims: dict[str, Any] = field(default_factory=dict)
    description: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    returned: dict[str, str] = field(default_factory=dict)
    answers: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    stalls: set[str] = field(default_factory=set)
    takes_codes_twice: bool = False


class OpenIDProvider:
    """The provider, whom it vouches for, and how it behaves."""

    def __init__(self) -> None:
        self.behaviour = Behaviour()
        self.key = new_key("first")
        self.signing_key: ECKey | OctKey = self.key
        self.algorithm = "ES256"
        self.asked: list[str] = []
        self.requests: dict[str, Fields] = {}  # by the code that was given
        self.stalled = threading.Semaphore(0)  # raised by each request that is kept waiting
        self.released = threading.Event()
        self.port = 0

    @property
    def issuer(self) -> str:
        """Its address: another site's than 127.0.0.1, as a browser sees it."""
        return f"http://localhost:{self.port}"

    @property
    def settings(self) -> dict[str, str]:
        """What a site is set to that knows it."""
        return {
            "OPINION_OIDC_ISSUER": self.issuer,
            "OPINION_OIDC_CLIENT_ID": CLIENT,
            "OPINION_OIDC_CLIENT_SECRET": SECRET,
            "OPINION_OIDC_NAME": "Sample ID",
        }

    def described(self) -> dict[str, Any]:
        endpoints = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize?flow=7",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
        }
        return _changed(endpoints, self.behaviour.description)

    def authorized(self, request: Fields, choice: str) -> str:
        """Return where the reader is sent back to, after their choice."""
        known = {"state": request["state"]}
        if choice == "allow":
            known["code"] = token_urlsafe(8)
            self.requests[known["code"]] = request
        else:
            known["error"] = choice
        return f"{request['redirect_uri']}?{urlencode(known | self.behaviour.returned)}"

    def token(self, form: Fields, authorization: str) -> tuple[int, dict[str, Any]]:
        """Give a token for a code to who proves to be the one that asked for it."""
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if authorization != f"Basic {basic}" and form.get("client_secret") != SECRET:
            return 401, {"error": "invalid_client"}
        request = self.requests.get(form.get("code", ""))
        proof = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).decode().rstrip("=")
        if (
            request is None
            or form["grant_type"] != "authorization_code"
            or (form["redirect_uri"], challenge)
            != (request["redirect_uri"], request["code_challenge"])
        ):
            return 400, {"error": "invalid_grant"}
        if not self.behaviour.takes_codes_twice:
            self.requests.pop(form["code"])
        return 200, {
            "access_token": "for the reader",
            "token_type": "Bearer",
            "id_token": self.id_token(request["nonce"]),
        }

    def id_token(self, nonce: str) -> str:
        at = int(now().timestamp())
        claims = {
            "iss": self.issuer,
            "sub": "reader-7",
            "aud": CLIENT,
            "exp": at + 300,
            "iat": at,
            "nonce": nonce,
            "email": "Reader@Example.org",
            "email_verified": True,
            "name": "Pat Reader",
        }
        head = {"alg": self.algorithm, "kid": self.signing_key.kid}
        said = _changed(claims, self.behaviour.claims)
        algorithms = [self.algorithm]
        return jwt.encode(head, said, self.signing_key, algorithms, encoder_cls=Escaping)


def _changed(values: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in (values | changes).items() if value is not None}
