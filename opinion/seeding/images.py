"""Images: pictures beside a document, copied to the site's own folder under a name of their own."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from html import escape
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

import imagesize
from selectolax.lexbor import LexborHTMLParser, LexborNode

from opinion.articles.drafts import Draft
from opinion.seeding.bodies import above, outermost
from opinion.seeding.documents import Document, real

LARGEST = 5 * 1024 * 1024  # bytes
NAME_LENGTH = 32  # hexadecimal digits
PLACES = ("", "static", "public", "assets")  # where makers of sites keep what “/” leads to
# PNG (W3C), JPEG (ITU T.81), WebP (RFC 9649), AVIF (AOM, ISO 14496-12)
SIGNATURES: dict[str, Callable[[bytes], bool]] = {
    "png": lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"),
    "jpg": lambda data: data.startswith(b"\xff\xd8\xff"),
    "webp": lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP",
    "avif": lambda data: data[4:12] in {b"ftypavif", b"ftypavis"},
}


class BadPictureError(Exception):
    """A picture cannot be taken in; the message says why, ``link`` where it is, if elsewhere."""

    def __init__(self, problem: str, link: str = "") -> None:
        super().__init__(problem)
        self.link = link


@dataclass(frozen=True)
class Copy:
    """A picture on our own site; sizes in pixels, 0 where unknown."""

    address: str
    width: int
    height: int


@dataclass
class Pictures:
    """Takes in the pictures of one document. ``media`` is None where nothing should be copied."""

    document: Document
    media: Path | None
    notes: list[str] = field(default_factory=list)

    def taken_in(self, draft: Draft) -> Draft:
        """Return ``draft`` with its pictures at the site's own addresses, or as links."""
        html = self._body(draft.html)
        if draft.image is None:
            return replace(draft, html=html)
        source = draft.image["src"]
        try:
            copy = self._take(source)
        except BadPictureError as problem:
            self.notes.append(f"picture {source}: {problem}")
            words = draft.image["caption"] or draft.image["alt"]
            below = f"\n<p>{_link(problem.link, words)}</p>" if problem.link else ""
            return replace(draft, html=html + below, image=None)
        image = draft.image.copy()
        image["src"], image["width"], image["height"] = copy.address, copy.width, copy.height
        return replace(draft, html=html, image=image)

    def _body(self, html: str) -> str:
        if "<img" not in html:
            return html
        body = LexborHTMLParser(html).body
        for node in body.css("img") if body else ():
            source = node.attributes.get("src") or node.attributes.get("data-src") or ""
            node.attrs["alt"] = node.attributes.get("alt") or ""
            try:
                copy = self._take(source)
            except BadPictureError as problem:
                self.notes.append(f"picture {source or 'without a place'}: {problem}")
                _put_words(node, problem.link)
                continue
            node.attrs["src"] = copy.address
            for name, pixels in (("width", copy.width), ("height", copy.height)):
                if pixels:
                    node.attrs[name] = str(pixels)
        for empty in outermost(list(filter(_is_empty, body.css("figure, p, a")))) if body else ():
            empty.decompose()
        return (body.inner_html or "").strip() if body else ""

    def _take(self, source: str) -> Copy:
        path = self._path(source)
        data = _bytes_of(path)
        kind = next((kind for kind, fits in SIGNATURES.items() if fits(data)), None)
        if kind is None:
            raise BadPictureError("neither PNG, JPEG, WebP nor AVIF")
        size = imagesize.get(BytesIO(data))
        width, height = (max(pixels, 0) for pixels in size)
        name = f"{sha256(data).hexdigest()[:NAME_LENGTH]}.{kind}"
        if self.media is not None:
            _keep(self.media / name, data)
        return Copy(f"/media/{name}", width, height)

    def _path(self, source: str) -> Path:
        """Return where a picture lies: beside its document, or below the folder that is loaded."""
        try:
            parts = urlsplit(source)
        except ValueError as problem:
            raise BadPictureError("no place that there could be") from problem
        if parts.scheme in {"http", "https"} or parts.netloc:
            link = f"https:{source}" if not parts.scheme else source
            raise BadPictureError("on another site; it was made a link", link)
        if parts.scheme or not parts.path:
            raise BadPictureError("not a file")
        relative = unquote(parts.path).replace("\0", "")
        top = real(self.document.folder)
        here = [] if relative.startswith("/") else [real(self.document.path.parent) / relative]
        below = [top / place / relative.lstrip("/") for place in PLACES]
        paths = [real(path) for path in (*here, *below)]
        inside = [path for path in paths if path.is_relative_to(top)]
        if not paths[0].is_relative_to(top):
            raise BadPictureError("outside the folder that is loaded")
        return next(filter(_is_file, inside), paths[0])


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as problem:
        raise BadPictureError(problem.strerror or "cannot be read") from problem
    if len(data) > LARGEST:
        raise BadPictureError(f"larger than {LARGEST // 1024 // 1024} MiB")
    return data


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # such as a name that is too long
        return False


def _keep(path: Path, data: bytes) -> None:
    """Write ``data`` whole or not at all."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.part")
    draft.write_bytes(data)
    draft.replace(path)


def _put_words(image: LexborNode, link: str) -> None:
    """Put a link to a picture in its place; or its words, where none leads there, or one does."""
    alt = image.attributes.get("alt") or ""
    is_linked = any(node.tag == "a" for node in above(image))
    body = LexborHTMLParser(_link(link, alt)).body if link and not is_linked else None
    if body and body.child:
        image.replace_with(body.child)
    elif alt or link:
        image.replace_with(alt or link)
    else:
        image.decompose()


def _link(address: str, words: str) -> str:
    return f'<a href="{escape(address)}">{escape(words or address)}</a>'


def _is_empty(node: LexborNode) -> bool:
    """Whether a node holds nothing, or only the caption of a picture that is gone."""
    caption = node.css_first("figcaption")
    said = node.text().strip() != (caption.text().strip() if caption else "")
    return not said and not node.css("img, hr, td")
