"""The doors for who works for the site. Each has a rule: who may come in (``staff_only``)."""

from opinion.moderation.views import (
    claims,
    comments,
    deciding,
    measuring,
    objections,
    queue,
    sanctions,
    staff,
    words,
)
from opinion.moderation.views.room import blueprint

__all__ = [
    "blueprint",
    "claims",
    "comments",
    "deciding",
    "measuring",
    "objections",
    "queue",
    "sanctions",
    "staff",
    "words",
]
