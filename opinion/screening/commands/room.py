"""The group that all commands about screening join."""

from flask.cli import AppGroup

screening = AppGroup("screening", help="What new comments pass before they are shown.")
