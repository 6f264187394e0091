"""Mail as the internet knows it: what a letter is on the wire (RFC 5322), and how DATA wants it."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime, parseaddr
from typing import Any


class Verbatim(UnstructuredHeader, BaseHeader):
    """A header that programs read: in one line, never in encoded words, however long it is."""

    def fold(self, *, policy: "Policy[Any]") -> str:
        """Return the header as it goes out (RFC 5322, 2.1.1: up to 998 characters)."""
        return f"{self.name}: {self}{policy.linesep}"


_headers = HeaderRegistry()
_headers.map_to_type("list-unsubscribe", Verbatim)
FORM = SMTP.clone(header_factory=_headers)


@dataclass(frozen=True)
class Letter:
    """What a mail says, to whom. ``headers`` are those that only some mails have."""

    recipient: str
    subject: str
    text: str
    html: str
    headers: dict[str, str] = field(default_factory=dict)


def message(letter: Letter, sender: str, message_id: str, at: datetime) -> EmailMessage:
    """Return ``letter`` as a message: text and HTML, and marked as a machine's (RFC 3834)."""
    made = EmailMessage(policy=FORM)
    name, address = parseaddr(sender)
    made["From"] = Address(name, addr_spec=address)
    made["To"] = Address(addr_spec=letter.recipient)
    made["Subject"] = " ".join(letter.subject.split())
    made["Date"] = format_datetime(at)
    made["Message-ID"] = message_id
    made["Auto-Submitted"] = "auto-generated"
    for name, value in letter.headers.items():
        made[name] = value
    made.set_content(letter.text, cte="quoted-printable")
    made.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    return made


def stuffed(body: bytes) -> bytes:
    """Return ``body`` as DATA wants it: ends in CRLF, dots at a line's start doubled (4.5.2)."""
    lines = re.sub(rb"\r?\n|\r", b"\r\n", body)
    return re.sub(rb"(?m)^\.", b"..", lines if lines.endswith(b"\r\n") else lines + b"\r\n")
