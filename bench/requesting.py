"""Requesting: what is sent to a server, as a browser sends it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from opinion.upkeep.serving import HOST


@dataclass(frozen=True)
class Request:
    """What is sent, and what kind of request it is."""

    kind: str
    sent: bytes


def request(
    port: int,
    path: str,
    *,
    kind: str = "read",
    body: bytes | None = None,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Request:
    """Return a request as a browser makes it; with a ``body``, a form that is sent.

    ``headers`` take the place of those that would be sent else.
    """
    said = {"Host": f"{HOST}:{port}", "Accept-Encoding": "gzip, deflate, br"}
    if body is not None:
        said |= {
            "Origin": f"http://{HOST}:{port}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Content-Length": str(len(body)),
        }
    lines = "".join(f"{name}: {value}\r\n" for name, value in {**said, **headers}.items())
    method = "GET" if body is None else "POST"
    return Request(kind, f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode() + (body or b""))
