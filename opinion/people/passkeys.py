"""Passkeys: what a browser is asked, and whether its answer is to be believed (WebAuthn, level 3).

The library that this imports takes its time: so this module is imported where somebody uses a
passkey, and not before.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from opinion.people.keyring import NewKey

MALFORMED = (ValueError, TypeError, KeyError, AttributeError, RecursionError)


class UnfitPasskeyError(Exception):
    """The browser's answer is not to be believed. The message is for the site's own log."""


@dataclass(frozen=True)
class Place:
    """The site as an authenticator sees it: its ``origin``, the ``host`` of that, its ``name``."""

    origin: str
    host: str
    name: str


@dataclass(frozen=True)
class Owner:
    """Whom a new passkey is for: ``handle`` tells nothing about them, ``email`` is for them."""

    handle: bytes
    email: str
    name: str


def options_to_make(place: Place, owner: Owner, challenge: bytes, known: Iterable[str]) -> str:
    """Return, as JSON, what the browser is asked for a new passkey; ``known`` are those there."""
    options = generate_registration_options(
        rp_id=place.host,
        rp_name=place.name,
        user_id=owner.handle,
        user_name=owner.email,
        user_display_name=owner.name or owner.email,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=base64url_to_bytes(each)) for each in known
        ],
    )
    return options_to_json(options)


def options_to_use(place: Place, challenge: bytes) -> str:
    """Return, as JSON, what the browser is asked for: any passkey that it has for this site."""
    options = generate_authentication_options(
        rp_id=place.host,
        challenge=challenge,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(options)


def made(answer: str, place: Place, challenge: bytes) -> NewKey:
    """Return the passkey that an authenticator has made, and says so in ``answer`` (JSON).

    Raises:
        UnfitPasskeyError: the answer is malformed, for another site, or for another challenge.
    """
    try:
        found = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=place.host,
            expected_origin=place.origin,
            require_user_verification=True,
        )
    except Exception as problem:  # the library reads what anybody may send, and raises anything
        raise UnfitPasskeyError(str(problem)) from problem
    return NewKey(
        bytes_to_base64url(found.credential_id), found.credential_public_key, found.sign_count
    )


def credential_in(answer: str) -> str:
    """Return which passkey ``answer`` (JSON) says that it is signed by.

    Raises:
        UnfitPasskeyError: it says nothing of the kind.
    """
    try:
        return bytes_to_base64url(base64url_to_bytes(json.loads(answer)["id"]))
    except MALFORMED as problem:
        raise UnfitPasskeyError(str(problem)) from problem


def proven(answer: str, place: Place, challenge: bytes, key: NewKey) -> int:
    """Return how often the passkey ``key`` has signed, now that it signed ``challenge``.

    Raises:
        UnfitPasskeyError: the answer is malformed, for another site or challenge, or not signed by
            it; or an older one is repeated.
    """
    try:
        found = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=place.host,
            expected_origin=place.origin,
            credential_public_key=key.public_key,
            credential_current_sign_count=key.sign_count,
            require_user_verification=True,
        )
    except Exception as problem:  # the library reads what anybody may send, and raises anything
        raise UnfitPasskeyError(str(problem)) from problem
    return found.new_sign_count
