"""An authenticator in software, as WebAuthn describes it: makes passkeys, and signs by them."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import bytes_to_base64url as text_of

PRESENT, VERIFIED, ATTESTED = 1, 4, 64  # flags of what it says of its owner, and of its answer


@dataclass
class Authenticator:
    """A device with one passkey. ``flags`` are what it says of its owner."""

    origin: str = "http://localhost"
    host: str = "localhost"
    flags: int = PRESENT | VERIFIED
    signed: int = 0
    number: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, options: dict[str, Any]) -> str:
        """Answer what a browser is asked for a new passkey."""
        point = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32), -3: point.y.to_bytes(32)}
        told = bytes(16) + len(self.number).to_bytes(2) + self.number + cbor2.dumps(public)
        data = self._data(self.flags | ATTESTED) + told
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        said = self._said("webauthn.create", options)
        return self._answer({"clientDataJSON": said, "attestationObject": attested})

    def use(self, options: dict[str, Any]) -> str:
        """Sign the challenge that a browser is asked to have signed."""
        self.signed += 1
        data, said = self._data(self.flags), self._said("webauthn.get", options)
        signature = self.key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            {"clientDataJSON": said, "authenticatorData": data, "signature": signature}
        )

    def _data(self, flags: int) -> bytes:
        return (
            hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.signed.to_bytes(4)
        )

    def _said(self, kind: str, options: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(said).encode()

    def _answer(self, response: dict[str, bytes]) -> str:
        number = text_of(self.number)
        told = {name: text_of(value) for name, value in response.items()}
        return json.dumps({"id": number, "rawId": number, "type": "public-key", "response": told})
