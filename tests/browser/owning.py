"""What a guest does in a browser with what they wrote."""

from playwright.sync_api import Locator, Page, expect

from opinion.articles.models import Article
from tests.browser.writing import text_field


def write(page: Page, article: Article, text: str = "Frist thought") -> Locator:
    """Post a comment under ``article``; return its place."""
    page.goto(f"/articles/{article.slug}")
    page.evaluate("window.isMarked = true")
    form = page.locator("#form-end")
    form.get_by_role("textbox", name="Name").fill("A Writer")
    text_field(form).fill(text)
    form.get_by_role("button", name="Post comment").click()
    comment = page.locator(".comment", has_text=text)
    expect(comment).to_have_count(1)
    return page.locator(f"#{comment.get_attribute('id')}")


def private_link(page: Page) -> str:
    """Return the private link that the page shows."""
    return page.locator(".private-link a").get_attribute("href") or ""


def press(comment: Locator, name: str) -> None:
    """Follow a link among the comment's tools."""
    comment.get_by_role("link", name=name).click()


def save(comment: Locator, text: str, button: str = "Save") -> None:
    """Write another text into the form that is open at ``comment``, and press a button."""
    text_field(comment).fill(text)
    comment.get_by_role("button", name=button).click()
