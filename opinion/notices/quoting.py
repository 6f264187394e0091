"""Quoting: readers' words in a mail, from their source, with nothing in them to press on.

Mail programs make links of whatever looks like one. Whole addresses are left out; names of hosts
get an invisible joiner (U+2060) behind each dot, which no program takes for a part of one.
"""

import re

QUOTE_LENGTH = 700  # characters
LEFT_OUT = "[…]"
ADDRESS = re.compile(
    r"(?i)(?:\b[a-z][a-z0-9+.-]{1,30}:/+|//|\bwww\.|\b(?:mailto|sms|tel|xmpp):)[^\s<>\[\]()]+"
)
MAILBOX = re.compile(r"[^\s@<>()\[\]]{1,64}@[^\s@<>()\[\]]{2,}")
DOT = re.compile(r"(?<=\w)([.\uff0e\u3002\uff61])(?=[^\W\d_])")
JOINER = "\u2060"


def unlinked(text: str) -> str:
    """Return ``text`` without anything that a mail program would make a link of."""
    return DOT.sub(rf"\1{JOINER}", MAILBOX.sub(LEFT_OUT, ADDRESS.sub(LEFT_OUT, text)))


def quoted(text: str, most: int = QUOTE_LENGTH) -> list[list[str]]:
    """Return the beginning of a comment's source as paragraphs of lines, unlinked."""
    beginning = unlinked(text[: 2 * most])
    if len(text) > 2 * most or len(beginning) > most:
        beginning = re.sub(r"\s+\S*$", "", beginning[:most]) + " …"
    paragraphs = re.split(r"\n\s*\n", beginning)
    return [[line.rstrip() for line in each.split("\n") if line.strip()] for each in paragraphs]
