"""The catalogues of translations: what the site says, and ``make messages``, which collects it."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import click
from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from opinion.languages import CATALOGUES, languages

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = {"opinion": [("**.py", "python")], "templates": [("**", "jinja2")]}
OPTIONS = {"**": {"trimmed": "true", "silent": "false"}}  # a template with an error is no silence
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "_l": None,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
}
ORIGINAL = "en"  # the language that messages are written in
HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: {code}\\n"
"Plural-Forms: {plural};\\n"

"""


def path_of(code: str) -> Path:
    """Return where the catalogue of the language ``code`` lies."""
    return CATALOGUES / code / "LC_MESSAGES" / "messages.po"


def collected() -> Catalog:
    """Return all that the code and the templates say to a reader, with the files they stand in."""
    catalogue = Catalog()
    for folder, methods in FOLDERS.items():
        for name, _, message, comments, context in extract_from_dir(
            ROOT / folder, methods, OPTIONS, KEYWORDS, ("Translators:",)
        ):
            place = [(f"{folder}/{name}", 1)]
            catalogue.add(message, "", place, auto_comments=comments, context=context)
    return catalogue


def stored(code: str) -> Catalog:
    """Return the catalogue of the language ``code`` as it lies in the repository."""
    with path_of(code).open("rb") as file:
        return read_po(file, locale=code, abort_invalid=True)


def written(code: str) -> bytes:
    """Return the file that the catalogue ``code`` should be: all messages, no other, none lost."""
    catalogue = stored(code)
    catalogue.update(collected(), no_fuzzy_matching=True)
    if code == ORIGINAL:
        for message in catalogue:
            message.string = message.id
    body = BytesIO()
    write_po(
        body,
        catalogue,
        width=100,
        omit_header=True,
        sort_output=True,
        include_lineno=False,
        ignore_obsolete=True,
    )
    return (
        HEADER.format(code=code, plural=catalogue.plural_forms.rstrip(";")).encode()
        + body.getvalue()
    )


def missing(code: str) -> Iterator[str]:
    """Yield the messages that ``code`` has no words for, or not in each plural form."""
    catalogue = stored(code)
    for wanted in collected():
        kept = catalogue.get(wanted.id, wanted.context)
        forms = kept.string if kept and isinstance(kept.string, tuple) else (kept and kept.string,)
        plurals = catalogue.num_plurals if wanted.pluralizable else 1
        if wanted.id and (len(forms) != plurals or not all(forms)):
            yield str(wanted.id)


def main() -> None:
    """Write every catalogue anew, and say what is left to translate."""
    for code in languages():
        path_of(code).write_bytes(written(code))
        left = list(missing(code))
        click.echo(f"{code}: {len(left)} without a translation")
        for message in left:
            click.echo(f"  {message}")


if __name__ == "__main__":
    main()
