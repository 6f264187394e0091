"""Credentials: the tables of what the staff sign in by, beside the links that are mailed."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from opinion.database import Model, Moment
from opinion.people.models import HASH_LENGTH
from opinion.text import NAME_LENGTH

CREDENTIAL_LENGTH = 1364  # 1,023 bytes (WebAuthn 3, 4) in base64url


class Password(Model):
    """The password of one of the staff, as its argon2id hash, which names its parameters."""

    __tablename__ = "passwords"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    hash: Mapped[str] = mapped_column(String(200))
    set_at: Mapped[datetime] = mapped_column(Moment)


class SetUpLink(Model):
    """A link at which one of the staff chooses a password or makes a passkey: good once.

    ``token`` is the hash of its secret.
    """

    __tablename__ = "set_up_links"
    __table_args__ = (
        CheckConstraint(f"length(token) = {HASH_LENGTH}", name="token_length"),
        Index("ix_set_up_links_person_id", "person_id"),
    )

    token: Mapped[str] = mapped_column(String(HASH_LENGTH), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    expires_at: Mapped[datetime] = mapped_column(Moment)


class FailedSignIn(Model):
    """That a password or a passkey was wrong: for which address, and from which network.

    Both are keyed hashes: of an address, whether or not anybody has it, or of a passkey.
    """

    __tablename__ = "failed_sign_ins"
    __table_args__ = (
        CheckConstraint(f"length(address) = {HASH_LENGTH}", name="address_length"),
        CheckConstraint(f"length(network) = {HASH_LENGTH}", name="network_length"),
        Index("ix_failed_sign_ins_address_at", "address", "at"),
        Index("ix_failed_sign_ins_network_at", "network", "at"),
        Index("ix_failed_sign_ins_at", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(String(HASH_LENGTH))
    network: Mapped[str] = mapped_column(String(HASH_LENGTH))
    at: Mapped[datetime] = mapped_column(Moment)


class Passkey(Model):
    """A passkey of one of the staff (Web Authentication, level 3).

    ``credential_id`` is in base64url, ``public_key`` in COSE. ``sign_count`` is how often the
    authenticator says that it has signed; many always say 0.
    """

    __tablename__ = "passkeys"
    __table_args__ = (
        CheckConstraint(
            f"length(credential_id) BETWEEN 1 AND {CREDENTIAL_LENGTH}", name="credential_id_length"
        ),
        CheckConstraint(f"length(name) BETWEEN 1 AND {NAME_LENGTH}", name="name_length"),
        CheckConstraint("sign_count >= 0", name="sign_count"),
        Index("ix_passkeys_person_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    credential_id: Mapped[str] = mapped_column(String(CREDENTIAL_LENGTH), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    created_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
