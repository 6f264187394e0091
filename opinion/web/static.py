"""Static files: kept for a year under an address that names their contents, packed once."""

import hashlib
import mimetypes
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, redirect
from flask.typing import ResponseReturnValue

from opinion.config import place
from opinion.kept_pages.declaring import Shows, kept
from opinion.web.compression import BEST_QUALITY, SMALLEST, accepted_encoding, pack
from opinion.web.headers import FOREVER, public

blueprint = Blueprint("static", __name__)
FOLDER = place("static")
PACKED = {".css", ".js", ".svg", ".txt", ".webmanifest"}
KINDS = {".webmanifest": "application/manifest+json", ".woff2": "font/woff2"}


def configure(app: Flask) -> None:
    """Serve the folder, and give templates ``static_url``."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals["static_url"] = static_url


def static_url(name: str) -> str:
    """Return the address of the static file ``name``, such as ``css/base.css``."""
    return f"/static/{_build()}/{name}"


@blueprint.get("/static/<build>/<path:name>")
@kept(Shows.NOTHING)
def file(build: str, name: str) -> ResponseReturnValue:
    """Hand out a static file; under the address of another build, without keeping it."""
    path = FOLDER / name
    if name not in names() or not path.is_file():
        abort(404)
    is_packed = path.suffix in PACKED and path.stat().st_size >= SMALLEST
    encoding = accepted_encoding() if is_packed else ""
    body = _packed(path, path.stat().st_mtime_ns, encoding)
    kind = KINDS.get(path.suffix) or mimetypes.guess_type(path.name)[0]
    response = Response(body, mimetype=kind or "application/octet-stream")
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.headers["Cache-Control"] = FOREVER if build == _build() else public()
    return response


@blueprint.get("/favicon.ico")
def favicon() -> ResponseReturnValue:
    """Lead browsers that ask for it by its old address to the icon."""
    return redirect(static_url("icons/favicon.ico"), 302)


@lru_cache
def names() -> frozenset[str]:
    """Return the names of all static files, as the addresses write them."""
    return frozenset(p.relative_to(FOLDER).as_posix() for p in FOLDER.rglob("*") if p.is_file())


def _build() -> str:
    """Return a hash of the whole folder; made anew for each page while developing."""
    if current_app.debug:
        names.cache_clear()
        _hash.cache_clear()
    return _hash()


@lru_cache
def _hash() -> str:
    digest = hashlib.blake2b(digest_size=5)
    for name in sorted(names()):
        digest.update(name.encode() + b"\0" + (FOLDER / name).read_bytes())
    return digest.hexdigest()


@lru_cache(maxsize=256)
def _packed(path: Path, changed: int, encoding: str) -> bytes:  # noqa: ARG001
    body = path.read_bytes()
    return pack(body, encoding, BEST_QUALITY[encoding]) if encoding else body
