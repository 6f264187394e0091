"""The doors for who works for the site. Each has a rule: who may come in (``staff_only``)."""

from opinion.moderation.views import (
    by_mail,
    claims,
    comments,
    deciding,
    measuring,
    objections,
    queue,
    sanctions,
    staff,
    taking_back,
    words,
)
from opinion.moderation.views.room import blueprint

__all__ = [
    "blueprint",
    "by_mail",
    "claims",
    "comments",
    "deciding",
    "measuring",
    "objections",
    "queue",
    "sanctions",
    "staff",
    "taking_back",
    "words",
]
