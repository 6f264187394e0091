"""Dialing the provider: the only requests that the site makes of its own accord.

They go where the deployer's setting leads, or the document below it, and nowhere that a reader
names. They are bounded in time and in size, follow no redirect, and send no cookie.
"""

import json
import time
from collections.abc import Mapping
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from socket import socket
from typing import Any
from urllib.parse import urlsplit

from opinion.config.kinds import LOOPBACK_NAMES
from opinion.people.vouching import BadAnswerError, LateError, UnreachableError

LARGEST_ANSWER = 256 * 1024  # bytes
PIECE = 16 * 1024  # bytes read at once
HEADERS = {"Accept": "application/json", "User-Agent": "Opinion"}


def may_dial(address: object) -> bool:
    """Whether secrets may be sent to ``address``: it is https, or http on loopback."""
    if not isinstance(address, str):
        return False
    try:
        parts = urlsplit(address)
        is_whole = bool(parts.hostname) and parts.port != 0 and parts.username is None
    except ValueError:
        return False
    is_safe = parts.scheme == "https" or (
        parts.scheme == "http" and parts.hostname in LOOPBACK_NAMES
    )
    return is_whole and is_safe


class Call:
    """A few requests, one after the other, which are all over within ``seconds``."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def get(self, address: str, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Return the JSON object at ``address``.

        Raises:
            BadAnswerError: there is none there.
            LateError: the time is over.
            UnreachableError: nobody answered.
        """
        status, answer = self._ask("GET", address, None, headers or {})
        if status != HTTPStatus.OK or answer is None:
            raise BadAnswerError(f"{address} answered {status}, or no JSON object")
        return answer

    def post(
        self, address: str, body: str, headers: Mapping[str, str]
    ) -> tuple[int, dict[str, Any]]:
        """Send ``body`` to ``address``; return the status and the JSON object that it answers.

        Raises what :meth:`get` raises, but an object may come with any status.
        """
        status, answer = self._ask("POST", address, body, headers)
        if answer is None:
            raise BadAnswerError(f"{address} answered {status}, and no JSON object")
        return status, answer

    def _ask(
        self, method: str, address: str, body: str | None, headers: Mapping[str, str]
    ) -> tuple[int, dict[str, Any] | None]:
        if not may_dial(address):
            raise BadAnswerError(f"it names an address that is not safe: {address}")
        parts = urlsplit(address)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=self._left())
        target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        try:
            connection.connect()
            line = connection.sock
            connection.request(method, target, body, {**HEADERS, **headers})
            with connection.getresponse() as response:
                return response.status, _object(self._text_of(response, line))
        except TimeoutError as problem:
            raise LateError(f"{address} did not answer in time") from problem
        except (OSError, HTTPException, UnicodeError) as problem:
            raise UnreachableError(f"{address}: {problem!r}") from problem
        finally:
            connection.close()

    def _text_of(self, response: HTTPResponse, line: socket) -> bytes:
        """Return the answer's text, a piece at a time, so that a trickle ends in time too."""
        text = b""
        while len(text) <= LARGEST_ANSWER:
            line.settimeout(self._left())
            piece = response.read1(PIECE)
            if not piece:
                return text
            text += piece
        raise BadAnswerError(f"an answer of more than {LARGEST_ANSWER} bytes")

    def _left(self) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise LateError("the time for the provider is over")
        return left


def _object(text: bytes) -> dict[str, Any] | None:
    """Return the JSON object that ``text`` is; None where it is none."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
