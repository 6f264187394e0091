"""Where the site's own files lie."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def place(name: str) -> Path:
    """Return where the folder ``name`` lies: in the installed package, or beside it in a checkout.

    A checkout has ``templates``, ``static`` and ``migrations`` beside the package, a wheel inside.
    """
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name
