"""A mail server on loopback that takes mail, and can refuse, stall, break off and kill."""

import asyncio
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

HOST = "127.0.0.1"
Hook = Callable[[str], None]


@dataclass
class Behaviour:
    """How the server is. Each field names a step: ``MAIL``, ``RCPT``, ``DATA``, ``BODY``, ``END``.

    ``answers`` gives the answer to a step, ``stalls`` and ``breaks`` the steps at which it falls
    silent or breaks off, ``hook`` is called at each. ``only`` limits all to one recipient.
    """

    answers: dict[str, str] = field(default_factory=dict)
    stalls: set[str] = field(default_factory=set)
    breaks: set[str] = field(default_factory=set)
    hook: Hook = lambda _: None
    only: str = ""
    slow: float = 0.0


class MailServer:
    """The server, what it took, and how it behaves."""

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        self.wires: list[bytes] = []
        self.recipients: list[str] = []
        self.behaviour = Behaviour()
        self.password = ""  # where it asks for one
        with socket.create_server((HOST, 0)) as probe:
            self.port: int = probe.getsockname()[1]
        self._controller: Controller | None = None

    @property
    def address(self) -> str:
        return f"smtp://{HOST}:{self.port}"

    def start(self) -> None:
        self._controller = _Controller(self)
        self._controller.start()

    def stop(self) -> None:
        if self._controller:
            self._controller.stop(no_assert=True)
            self._controller = None

    def copies(self) -> Counter[str]:
        """Return how often each mail came, by its Message-ID."""
        return Counter(str(each["Message-ID"]) for each in self.received)

    async def at(self, step: str, server: SMTP, recipient: str = "") -> str | None:
        """Behave at ``step``; return an answer other than the good one."""
        now = self.behaviour
        if now.only and recipient != now.only:
            return None
        now.hook(step)
        await asyncio.sleep(now.slow)
        if step in now.stalls:
            await asyncio.sleep(60)
        if step in now.breaks:
            assert server.transport
            server.transport.close()
            return "421 gone"
        return now.answers.get(step)


class _Talk(SMTP):
    """The protocol, with a say between DATA and its end."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        mails: MailServer = self.event_handler.mails
        assert self.envelope
        recipient = self.envelope.rcpt_tos[0] if self.envelope.rcpt_tos else ""
        if answer := await mails.at("DATA", self, recipient):
            await self.push(answer)
        elif {"BODY"} & mails.behaviour.breaks:
            await self.push("354 Go on")
            await self._reader.readline()
            await mails.at("BODY", self, recipient)
        else:
            await super().smtp_DATA(arg)


class _Handler:
    def __init__(self, mails: MailServer) -> None:
        self.mails = mails

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, _: Session, envelope: Envelope, address: str, __: list[str]
    ) -> str:
        if answer := await self.mails.at("MAIL", server):
            return answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _: Session, envelope: Envelope, address: str, __: list[str]
    ) -> str:
        if answer := await self.mails.at("RCPT", server, address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _: Session, envelope: Envelope) -> str:  # noqa: N802
        if answer := await self.mails.at("END", server, envelope.rcpt_tos[0]):
            return answer
        made = message_from_bytes(envelope.original_content or b"", policy=policy.SMTP)
        assert isinstance(made, EmailMessage)
        self.mails.received.append(made)
        self.mails.wires.append(envelope.original_content or b"")
        self.mails.recipients += envelope.rcpt_tos
        return await self.mails.at("TAKEN", server, envelope.rcpt_tos[0]) or "250 Taken"


class _Controller(Controller):
    def __init__(self, mails: MailServer) -> None:
        super().__init__(_Handler(mails), hostname=HOST, port=mails.port)

    def factory(self) -> Any:
        password = self.handler.mails.password.encode()
        if not password:
            return _Talk(self.handler, **self.SMTP_kwargs)

        def knows(*asked: Any) -> AuthResult:
            return AuthResult(success=asked[-1].password == password, handled=False)

        return _Talk(
            self.handler,
            authenticator=knows,
            auth_require_tls=False,
            **self.SMTP_kwargs,
        )


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Yield a mail server that listens; stop it at the end."""
    server = MailServer()
    server.start()
    try:
        yield server
    finally:
        server.stop()
