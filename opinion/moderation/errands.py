"""Errands: what a link in a mail to a moderator stands for: one person, one comment, one verdict.

The link is signed with the site's secret, so that nothing of it is stored. It is good for seven
days, and until somebody decides about what waited when the mail was made.
"""

from dataclasses import astuple, dataclass
from datetime import datetime, timedelta

from itsdangerous import BadSignature, URLSafeTimedSerializer

from opinion.moderation.seeing import Seen

GOOD_FOR = timedelta(days=7)
UNDO_FOR = timedelta(hours=1)  # by the link itself; who signs in has longer


@dataclass(frozen=True)
class Errand:
    """What somebody of the staff may do by a link.

    ``known_as`` is the keyed hash of the address that it was mailed to, ``seen`` what the
    mail told of the comment.
    """

    person_id: int
    known_as: str
    comment_id: int
    seen: Seen
    verdict: str


def token_for(secret: str, errand: Errand) -> str:
    """Return the token of a link for ``errand``, good from now on."""
    return str(_signer(secret).dumps(astuple(errand)))


def errand_in(secret: str, token: str) -> tuple[Errand, datetime] | None:
    """Return the errand in ``token``, and when the link was made; None where it is none of ours."""
    try:
        said, made_at = _signer(secret).loads(token, return_timestamp=True)
    except BadSignature:
        return None
    *about, seen, verdict = said
    person_id, known_as, comment_id = about
    return Errand(person_id, known_as, comment_id, Seen(*seen), verdict), made_at


def _signer(secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt="decide by mail")
