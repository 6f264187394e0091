"""Pictures: copied under a name of their own, measured, linked or left out."""

import struct
import zlib
from pathlib import Path

import pytest

from opinion.articles.drafts import Draft
from opinion.articles.models import Image
from opinion.seeding import images
from opinion.seeding.documents import Document
from opinion.seeding.images import Pictures


def png(width: int = 3, height: int = 2) -> bytes:
    """Return a whole PNG: signature, header, one grey picture, end (W3C PNG, section 5)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


WEBP = b"RIFF\x1e\0\0\0WEBPVP8L\x11\0\0\0\x2f\x02\x40\0\0" + b"\0" * 13  # 3 by 2, as PNG is


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with a document's folder, a picture beside it, and one outside."""
    (tmp_path / "site/posts").mkdir(parents=True)
    (tmp_path / "site/posts/a.png").write_bytes(png())
    (tmp_path / "secret.png").write_bytes(png())
    return tmp_path / "site"


def taken(
    site: Path, html: str, image: str = "", *, is_dry: bool = False
) -> tuple[Draft, Pictures]:
    document = Document(site / "posts/letter.md", "letter.md", "", site)
    lead = Image(src=image, alt="A bridge", width=0, height=0, caption="", credit="")
    draft = Draft("letter.md", "A", html, "", image=lead if image else None)
    pictures = Pictures(document, None if is_dry else site / "media")
    return pictures.taken_in(draft), pictures


def kept(site: Path) -> list[str]:
    return sorted(path.name for path in (site / "media").glob("*"))


def test_a_picture_is_copied_under_the_name_of_its_contents_and_measured(site: Path) -> None:
    draft, pictures = taken(site, '<figure><img src="a.png" alt="A bridge"></figure>')

    (name,) = kept(site)
    assert draft.html == (
        f'<figure><img src="/media/{name}" alt="A bridge" width="3" height="2"></figure>'
    )
    assert (site / "media" / name).read_bytes() == png()
    assert len(name) == len("0" * 32 + ".png")
    assert pictures.notes == []


def test_the_lead_picture_is_taken_the_same_way(site: Path) -> None:
    draft, _ = taken(site, "", image="a.png")

    assert draft.image == Image(
        src=f"/media/{kept(site)[0]}", alt="A bridge", width=3, height=2, caption="", credit=""
    )


def test_a_dry_run_copies_nothing(site: Path) -> None:
    draft, _ = taken(site, '<p><img src="a.png" alt=""></p>', is_dry=True)

    assert "/media/" in draft.html
    assert not (site / "media").exists()


def test_a_picture_always_has_an_alternative_text_if_an_empty_one(site: Path) -> None:
    assert ' alt=""' in taken(site, '<p><img src="a.png"></p>')[0].html


@pytest.mark.parametrize("source", ["/posts/a.png", "posts/a.png", "%61.png", "a.png?v=2#x"])
def test_a_picture_may_be_named_from_the_top_of_the_folder(site: Path, source: str) -> None:
    assert "/media/" in taken(site, f'<p><img src="{source}"></p>')[0].html


def test_a_picture_may_lie_where_makers_of_sites_keep_theirs(site: Path) -> None:
    (site / "static").mkdir()
    (site / "static/b.webp").write_bytes(WEBP)

    draft, _ = taken(site, '<p><img src="/b.webp"></p>')

    assert kept(site)[0].endswith(".webp")
    assert 'width="3" height="2"' in draft.html


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("../../secret.png", "outside the folder"),
        ("/../secret.png", "outside the folder"),
        ("link.png", "outside the folder"),
        ("missing.png", "No such file"),
        ("text.png", "neither PNG, JPEG, WebP nor AVIF"),
        ("large.png", "larger than 5 MiB"),
        ("data:image/png;base64,AAAA", "not a file"),
        ("", "not a file"),
        ("x" * 300, "File name too long"),
        ("http://[", "no place"),
    ],
)
def test_a_bad_picture_is_reported_and_only_its_words_stay(
    site: Path, source: str, problem: str
) -> None:
    (site / "posts/link.png").symlink_to(site.parent / "secret.png")
    (site / "posts/text.png").write_text("<svg>")
    (site / "posts/large.png").write_bytes(png() + b"\0" * images.LARGEST)

    draft, pictures = taken(site, f'<p>See <img src="{source}" alt="a &lt;b&gt;"> here.</p>')

    assert draft.html == "<p>See a &lt;b&gt; here.</p>"
    assert [problem in note for note in pictures.notes] == [True]
    assert kept(site) == []


def test_a_figure_without_its_picture_goes_with_its_caption(site: Path) -> None:
    html = '<figure><img src="no.png"><figcaption>It stands.</figcaption></figure>\n<p>Text.</p>'

    assert taken(site, html)[0].html == "<p>Text.</p>"


def test_a_remote_picture_becomes_a_link_and_is_reported(site: Path) -> None:
    draft, pictures = taken(
        site, '<p>See <img src="https://sample.example/a.png" alt="a bridge"></p>'
    )

    assert draft.html == '<p>See <a href="https://sample.example/a.png">a bridge</a></p>'
    assert pictures.notes == [
        "picture https://sample.example/a.png: on another site; it was made a link"
    ]


def test_a_remote_picture_in_a_link_leaves_that_link_alone(site: Path) -> None:
    html = '<p><a href="/x"><img src="//sample.example/a.png" alt="a bridge"></a></p>'

    assert taken(site, html)[0].html == '<p><a href="/x">a bridge</a></p>'


def test_a_remote_lead_picture_becomes_a_link_below_the_text(site: Path) -> None:
    draft, _ = taken(site, "<p>Text.</p>", image="https://sample.example/a.png")

    assert draft.image is None
    assert draft.html == '<p>Text.</p>\n<p><a href="https://sample.example/a.png">A bridge</a></p>'


def test_a_picture_loaded_late_is_taken_from_where_it_waits(site: Path) -> None:
    assert "/media/" in taken(site, '<p><img data-src="a.png"></p>')[0].html
