"""The command line's doors to people: staff, readers who have signed in, named voices."""

from opinion.people.commands.readers import people
from opinion.people.commands.staff import staff
from opinion.people.commands.voices import voices

__all__ = ["people", "staff", "voices"]
