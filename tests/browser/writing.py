"""What a reader does with the forms of a conversation, and how it is known that no page went by."""

from playwright.sync_api import Locator, Page, expect

from opinion.articles.models import Article
from opinion.comments.models import Comment


def read(page: Page, article: Article) -> None:
    """Open the page of ``article``, and leave a mark that a reload would wipe off."""
    page.goto(f"/articles/{article.slug}")
    page.evaluate("window.isMarked = true")


def is_same_page(page: Page) -> bool:
    """Whether the page is still the one that was opened: swapped in parts at the most."""
    return bool(page.evaluate("window.isMarked === true"))


def comment_on(page: Page, comment: Comment) -> Locator:
    """Return the place of ``comment`` on the page, without its replies."""
    return page.locator(f"#comment-{comment.id}")


def branch_on(page: Page, comment: Comment) -> Locator:
    """Return the place of the replies to ``comment``."""
    return page.locator(f"#branch-{comment.id}")


def form_on(page: Page, parent: Comment | None = None) -> Locator:
    """Return the form under the article, or the one under ``parent``."""
    return page.locator(f"#form-{parent.id if parent else 'end'}")


def open_reply(page: Page, parent: Comment) -> Locator:
    """Press Reply under ``parent``, and return the form that opens there."""
    comment_on(page, parent).get_by_role("link", name=f"Reply to {parent.name}").click()
    form = form_on(page, parent)
    expect(form.get_by_label("Name", exact=True)).to_be_focused()
    return form


def open_discussion(page: Page, block: str) -> Locator:
    """Follow the link beside a paragraph, and return the form that opens under it."""
    page.locator(f"#{block} > .passage").click()
    expect(page.locator(f"#passage-{block} h2")).to_be_focused()
    return page.locator(f"#form-{block}")


def fill(form: Locator, text: str, name: str = "A Writer") -> None:
    """Write into ``form``."""
    form.get_by_label("Name", exact=True).fill(name)
    text_field(form).fill(text)


def text_field(form: Locator) -> Locator:
    """Return the field of the comment itself."""
    return form.get_by_label("Comment", exact=True)


def send(form: Locator) -> None:
    """Press the button that posts."""
    form.get_by_role("button", name="Post comment").click()


def preview(form: Locator) -> None:
    """Press the button that shows what would be posted."""
    form.get_by_role("button", name="Preview").click()


def post(form: Locator, text: str, name: str = "A Writer") -> None:
    """Write into ``form`` and post it."""
    fill(form, text, name)
    send(form)
