"""Pictures as passages: those with a caption, by what everybody reads of them."""

from flask.testing import FlaskClient

from opinion.articles.models import Block
from tests import make
from tests.passages.commenting import about, read

FIGURE = (
    '<figure><img src="/media/a.png" alt="A bus with its doors open">'
    "<figcaption>The last bus, at nine.</figcaption></figure>"
)


def test_a_picture_is_discussed_by_its_caption(client: FlaskClient) -> None:
    blocks = [Block(id=f"b{n}", kind="block", html=FIGURE) for n in (1, 2)]
    article = make.article(slug="bread", blocks=blocks)
    make.comment(article, parent=about(article, "b1"))

    page = read(client, "/articles/bread")
    discussion = read(client, "/articles/bread/passages/b1")

    assert page.words(".comment .comment__quote") == ["The last bus, at nine."]
    assert page.values(".passage", "aria-label") == [
        "2 comments about this picture",
        "Discuss this picture",
    ]
    assert discussion.words("h1") == ["A picture in “An article”"]
    assert discussion.words("h2") == ["2 comments about this picture"]
    assert discussion.words(".conversation__tools a")[0] == "Back to the picture"
    assert discussion.words("#form-b1-title") == ["Comment on this picture"]
    assert not discussion.has(".threads .comment__quote")


def test_what_replaces_a_picture_for_those_who_do_not_see_it_is_no_passage(
    client: FlaskClient,
) -> None:
    alone = '<img src="/media/a.png" alt="A bus with its doors open">'
    bodies = (f"<figure>{alone}</figure>", f"<p>{alone}</p>", f"<p>So: {alone}</p>")
    blocks = [Block(id=f"b{n}", kind="block", html=html) for n, html in enumerate(bodies)]
    article = make.article(slug="bread", blocks=blocks)

    assert read(client, "/articles/bread").values(".passage", "href") == [
        "/articles/bread/passages/b2"
    ]
    about(article, "b2")
    assert read(client, "/articles/bread").words(".comment__quote") == ["So:"]
