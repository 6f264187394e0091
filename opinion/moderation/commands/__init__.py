"""The command line's doors to moderation: what waits, what becomes of it, and what became of it."""

from opinion.moderation.commands import deciding, logged, objecting, queue, sanctioning
from opinion.moderation.commands.asked import moderation
from opinion.moderation.commands.reporting import report

__all__ = ["deciding", "logged", "moderation", "objecting", "queue", "report", "sanctioning"]
