"""Keys in the links of mails: each for one purpose; none can be made from what the tables hold.

A link's token is a purpose, the key of a row, and a proof that only the site's secret makes (HMAC).
So nothing secret is stored, and every mail can carry its links again.
"""

import hmac
import secrets
from base64 import urlsafe_b64encode
from enum import StrEnum

from opinion.notices.models import KEY_LENGTH

KEY_BYTES = 16  # 128 bits
PROOF_LENGTH = 32  # characters of 6 bits: 192 bits


class Purpose(StrEnum):
    """What a link is for: to confirm a following, to end it, or to end all mail to an address.

    Or to read why a comment was taken away, or somebody barred, and object; or what became of a
    notice that names a law. Or to end mail to one of the staff about what waits for a moderator.
    """

    CONFIRM = "c"
    END = "e"
    END_ALL = "a"
    REASONS = "r"
    LEGAL = "l"
    SANCTION = "s"
    QUEUE = "q"


def new_key() -> str:
    """Return a fresh random key."""
    return secrets.token_urlsafe(KEY_BYTES)


def address_hash(secret: str, email: str) -> str:
    """Return what an address is known by where it is not to be kept itself."""
    return _hmac(secret, "address", email.lower())[:KEY_LENGTH]


def token(secret: str, purpose: Purpose, key: str) -> str:
    """Return the token of a link for ``purpose``."""
    return f"{purpose}{key}{_proof(secret, purpose, key)}"


def key_in(secret: str, purpose: Purpose, text: str) -> str | None:
    """Return the key in the token ``text``; None where it is none of ours, or for another use."""
    key, proof = text[1 : 1 + KEY_LENGTH], text[1 + KEY_LENGTH :]
    is_whole = text[:1] == purpose and len(key) == KEY_LENGTH
    good = hmac.compare_digest(proof.encode(), _proof(secret, purpose, key).encode())
    return key if is_whole and good else None


def _proof(secret: str, purpose: Purpose, key: str) -> str:
    return _hmac(secret, f"link {purpose}", key)[:PROOF_LENGTH]


def _hmac(secret: str, use: str, text: str) -> str:
    digest = hmac.new(secret.encode(), f"{use}\0{text}".encode(), "sha256").digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")
