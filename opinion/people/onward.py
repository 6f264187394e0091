"""Onward: where a reader goes on after something came between, such as signing in."""

import re

from opinion.people.models import ONWARD_LENGTH

PATH = re.compile(r"/(?!/)[!-\[\]-~]*")  # no host, space, backslash, control or foreign character


def local_path(text: str) -> str:
    """Return ``text`` where it is a path on this site, with its query; else nothing.

    Browsers take ``//host`` and its like with a backslash for other sites, and drop tabs and line
    ends before they look (WHATWG URL, 4.4), so none of these may be in it.
    """
    return text if len(text) <= ONWARD_LENGTH and PATH.fullmatch(text) else ""
