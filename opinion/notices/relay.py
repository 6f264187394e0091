"""The mail server (RFC 5321): finding it, proving who we are, and handing a mail over.

The server takes a mail over with its answer to the line that ends it (4.1.1.4). So ``send`` calls
``before_end`` when all but this line is on its way: a worker that dies earlier has sent nothing,
one that dies later may have. :mod:`opinion.notices.delivering` says what follows from it.
"""

import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import parseaddr
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

from opinion.notices.mail import stuffed

END_PATIENCE = 10  # times the usual: RFC 5321, 4.5.3.2.6 asks for ten minutes
GOES_AWAY = 421
GO_ON = 354
PORTS = {"smtp": 25, "smtps": 465, "smtp+plain": 25}
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class UnreachableError(Exception):
    """The mail server is not to be had, or not by us: no fault of any mail."""


class LaterError(Exception):
    """The server does not take this mail now (4yz), or fell silent over it."""


class RefusedError(Exception):
    """The server will not take this mail (5yz)."""


@dataclass(frozen=True)
class Server:
    """Where the mail server is, and who we are there."""

    host: str
    port: int
    scheme: str = "smtp"
    person: str = ""
    password: str = field(default="", repr=False)

    @property
    def is_encrypted_later(self) -> bool:
        """Whether the connection must be encrypted by STARTTLS (RFC 3207): but on loopback."""
        return self.scheme == "smtp" and self.host not in LOOPBACK


def server_at(address: str) -> Server:
    """Return the server that a setting names: ``smtp://person:password@host:port``."""
    parts = urlsplit(address)
    return Server(
        parts.hostname or "",
        parts.port or PORTS[parts.scheme],
        parts.scheme,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
    )


class Session:
    """A talk with the mail server, opened when the first mail is sent, again after a break."""

    def __init__(self, server: Server, sender: str, patience: float) -> None:
        self._server = server
        self._sender = parseaddr(sender)[1]
        self._patience = patience  # seconds for one answer
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._smtp and kind is None:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
        self.close()

    def close(self) -> None:
        """Break the talk off; a mail that was not ended is not sent."""
        if self._smtp:
            self._smtp.close()
            self._smtp = None

    def open(self) -> smtplib.SMTP:
        """Return the open talk. Raises UnreachableError where there is none to be had."""
        if self._smtp is None:
            try:
                self._smtp = self._opened()
            except (smtplib.SMTPException, OSError) as problem:
                raise UnreachableError(_words(problem)) from problem
        return self._smtp

    def _opened(self) -> smtplib.SMTP:
        server, safe = self._server, ssl.create_default_context()
        smtp: smtplib.SMTP
        if server.scheme == "smtps":
            smtp = smtplib.SMTP_SSL(server.host, server.port, timeout=self._patience, context=safe)
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=self._patience)
        try:
            if server.is_encrypted_later:
                smtp.starttls(context=safe)
            if server.person:
                smtp.login(server.person, server.password)
            smtp.ehlo_or_helo_if_needed()
        except BaseException:
            smtp.close()
            raise
        return smtp

    def send(self, made: EmailMessage, before_end: Callable[[], None]) -> None:
        """Send ``made``; call ``before_end`` just before the line that hands it over.

        Raises:
            UnreachableError: the server is not to be had, or does not take mail from us.
            LaterError: not now: it said so, or broke off.
            RefusedError: never.
        """
        smtp = self.open()
        try:
            self._transact(smtp, made, before_end)
        except (smtplib.SMTPException, OSError) as problem:
            self.close()
            raise LaterError(_words(problem)) from problem
        except (LaterError, RefusedError, UnreachableError):
            self._begin_again()
            raise
        except BaseException:
            self.close()
            raise

    def _transact(
        self, smtp: smtplib.SMTP, made: EmailMessage, before_end: Callable[[], None]
    ) -> None:
        recipient = str(made["To"])
        code, said = smtp.mail(self._sender)
        if code >= 500:  # noqa: PLR2004
            raise UnreachableError(_said(code, said))
        _demand(code, said)
        _demand(*smtp.rcpt(recipient))
        code, said = smtp.docmd("data")
        if code != GO_ON:
            _demand(code, said)
            raise LaterError(_said(code, said))
        smtp.send(stuffed(made.as_bytes()))
        before_end()
        sock = smtp.sock
        assert sock  # noqa: S101 - it has just been written to
        sock.settimeout(self._patience * END_PATIENCE)
        smtp.send(b".\r\n")
        _demand(*smtp.getreply())
        sock.settimeout(self._patience)

    def _begin_again(self) -> None:
        """Leave the mail that was not taken, so that the next one may begin."""
        try:
            if self._smtp:
                self._smtp.rset()
        except (smtplib.SMTPException, OSError):
            self.close()


def _demand(code: int, said: bytes) -> None:
    """Go on only after a good answer; 421 is the server's good-bye, and a matter of the moment."""
    if code >= 500:  # noqa: PLR2004
        raise RefusedError(_said(code, said))
    if not 200 <= code < 300:  # noqa: PLR2004
        raise LaterError(_said(code, said))


def _said(code: int, said: bytes) -> str:
    return f"{code} {said.decode('utf-8', 'replace')}"


def _words(problem: Exception) -> str:
    """Return what went wrong in one line, without what was sent to the server."""
    if isinstance(problem, smtplib.SMTPResponseException):
        said = problem.smtp_error
        words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        return f"{problem.smtp_code} {words}"
    return str(problem) or type(problem).__name__
