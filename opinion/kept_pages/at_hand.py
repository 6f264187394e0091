"""At hand: what answers a question that was asked before word for word, as nearly all are.

It is short, since it is what most readers' questions cost: all that is looked at to tell which page
is meant was looked at when the same was asked before.
"""

from opinion.kept_pages.asking import Environ
from opinion.kept_pages.checking import Checker
from opinion.kept_pages.store import Entry, Kept

MOST = 2_000  # questions; then all are forgotten, and looked at anew
LONGEST = 300  # letters: nobody may fill the memory with what they ask
Question = tuple[str, ...]


class AtHand:
    """The entries of a store that answer questions which came without any cookie.

    ``checker`` tells whether a page is still true.
    """

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self._entries: dict[Question | None, Entry[Kept]] = {}

    def get(self, environ: Environ) -> Kept | None:
        """Return the page that answers a question, if that is known without asking anybody."""
        entry = self._entries.get(_question(environ))
        if entry is None:
            return None
        page = entry.item  # once: the store may let go of it meanwhile
        if page is None or not self._checker.is_untouched(page):
            return None
        entry.is_used = True
        return page

    def keep(self, environ: Environ, entry: Entry[Kept]) -> None:
        """Remember that ``entry`` has the page that answers a question, if that can help."""
        question = _question(environ)
        is_checked = entry.item is not None and entry.item.checked is not None
        if question is None or not is_checked or sum(map(len, question)) > LONGEST:
            return
        if len(self._entries) >= MOST:
            self._entries.clear()
        self._entries[question] = entry


def _question(environ: Environ) -> Question | None:
    """Return all that tells which page is meant, as it was said; None where it isn't told here."""
    said = environ.get
    if "HTTP_COOKIE" in environ:
        return None
    return (
        environ["REQUEST_METHOD"],
        environ["wsgi.url_scheme"],
        said("HTTP_HOST", ""),
        said("SCRIPT_NAME", ""),
        environ["PATH_INFO"],
        said("QUERY_STRING", ""),
        said("HTTP_ACCEPT_ENCODING", ""),
    )
