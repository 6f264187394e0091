"""Secrets in links and cookies: random, told once, kept as hashes."""

import hashlib
import secrets

SECRET_BYTES = 32  # 256 bits


def new_secret() -> str:
    """Return a fresh secret, fit for an address."""
    return secrets.token_urlsafe(SECRET_BYTES)


def hash_of(secret: str) -> str:
    """Return what is kept of a secret, to know it again (SHA-256)."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
