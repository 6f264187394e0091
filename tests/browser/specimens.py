"""Pages that show all there is to see: for tests of how they look and read, whatever is on them."""

from opinion.articles.models import Article, Block
from opinion.comments.models import Comment, Status
from tests import make

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
ADDRESS = "https://example.org/" + "a-rather-long-path/" * 8
BLOCKS = (
    Block(id="b1", kind="block", html=f"<p>{LONG_WORD} <a href='{ADDRESS}'>{ADDRESS}</a></p>"),
    Block(id="", kind="heading", html=f"<h2>A sub-heading with {LONG_WORD}</h2>"),
    Block(id="b2", kind="block", html="<ul><li>One</li><li>Two</li></ul>"),
    Block(id="b3", kind="block", html=f"<blockquote><p>{LONG_WORD}</p></blockquote>"),
    Block(id="b4", kind="block", html=f"<table><tr>{f'<td>{LONG_WORD}</td>' * 4}</tr></table>"),
    Block(id="b5", kind="block", html=f"<pre><code>{'code ' * 40}</code></pre>"),
)
TEXT = f"""{LONG_WORD} and *emphasis* and [a link](https://example.org/)

> A quote

- A list

```
{"code " * 40}
```

`{"x" * 90}` {ADDRESS}"""


def full_article() -> tuple[Article, Comment]:
    """Store an article with all kinds of blocks and comments; return it and its first thread."""
    article = make.article(
        f"What the {LONG_WORD} ought to do now",
        authors=("Sample Author", "Another Author-With-A-Long-Name"),
        section="Town",
        blocks=BLOCKS,
        standfirst="A sentence that says what this is about, at some length.",
    )
    thread = above = make.comment(article, TEXT, name="N" * 80)
    for level in range(2, 8):
        above = make.comment(article, TEXT, parent=above, name=f"Level {level}")
    gone = make.comment(article, name="Gone", status=Status.REMOVED)
    make.comment(article, "I saw it before", parent=gone)
    for number in range(6):
        make.comment(article, f"Reply {number}", parent=gone)
    return article, thread
