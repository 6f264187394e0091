"""The server of the OpenID provider: on loopback, under a name of its own."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.people.openid import OpenIDProvider


class _Handler(BaseHTTPRequestHandler):
    provider: OpenIDProvider

    def setup(self) -> None:
        self.provider = self.server.provider  # type: ignore[attr-defined]
        super().setup()

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        request = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if self._has_its_way(parts.path):
            return
        if parts.path == "/authorize" and "choice" in request:
            self.send_response(302)
            self.send_header("Location", self.provider.authorized(request, request["choice"]))
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif parts.path == "/authorize":
            links = "".join(
                f'<p><a href="{escape(self.path)}&amp;choice={choice}">{choice}</a></p>'
                for choice in ("allow", "access_denied")
            )
            self._send(200, f"<!doctype html><title>Sample ID</title>{links}".encode(), "text/html")
        elif parts.path == "/.well-known/openid-configuration":
            self._send_object(200, self.provider.described())
        elif parts.path == "/keys":
            self._send_object(200, {"keys": [self.provider.key.as_dict(private=False)]})
        elif parts.path == "/userinfo" and self.headers["Authorization"] == "Bearer for the reader":
            self._send_object(200, {"sub": "reader-7"} | self.provider.behaviour.userinfo)
        else:
            self._send(404, b"", "text/plain")

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(sent).items()}
        if not self._has_its_way("/token"):
            self._send_object(*self.provider.token(form, self.headers["Authorization"] or ""))

    def log_message(self, *_: object) -> None:
        pass

    def _has_its_way(self, path: str) -> bool:
        """Whether the behaviour says how ``path`` is answered, or that it is not."""
        self.provider.asked.append(path)
        if path in self.provider.behaviour.stalls:
            self.provider.stalled.release()
            self.provider.released.wait(30)
            return True
        if path in self.provider.behaviour.answers:
            self._send(*self.provider.behaviour.answers[path], "application/json")
            return True
        return False

    def _send_object(self, status: int, value: dict[str, Any]) -> None:
        self._send(status, json.dumps(value).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def openid_provider() -> Iterator[OpenIDProvider]:
    """Let a provider answer on loopback meanwhile."""
    provider = OpenIDProvider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.provider = provider  # type: ignore[attr-defined]
    provider.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        provider.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
