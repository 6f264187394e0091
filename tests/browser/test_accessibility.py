"""What axe-core finds on our pages, by light and by dark: nothing."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests import make
from tests.browser.specimens import full_article
from tests.browser.writing import fill, form_on, open_discussion, open_reply, preview, send
from tests.passages.commenting import about

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": RULES}}
COLOURS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}


def front(page: Page) -> None:
    page.goto("/")


def section(page: Page) -> None:
    full_article()
    page.goto("/sections/town")


def author(page: Page) -> None:
    full_article()
    page.goto("/authors/sample-author")


def article(page: Page) -> None:
    shown, _ = full_article()
    page.goto(f"/articles/{shown.slug}")


def open_form(page: Page) -> None:
    shown, thread = full_article()
    page.goto(f"/articles/{shown.slug}")
    open_reply(page, thread)


def form_with_errors(page: Page) -> None:
    shown, thread = full_article()
    page.goto(f"/articles/{shown.slug}")
    send(open_reply(page, thread))
    expect(form_on(page, thread).get_by_label("Name", exact=True)).to_have_attribute(
        "aria-invalid", "true"
    )
    send(form_on(page))
    expect(form_on(page).get_by_label("Name", exact=True)).to_be_focused()


def previewed(page: Page) -> None:
    shown, thread = full_article()
    page.goto(f"/articles/{shown.slug}")
    fill(form_on(page), thread.text)
    preview(form_on(page))
    expect(form_on(page).locator(".preview")).to_be_focused()


def reply(page: Page) -> None:
    shown, thread = full_article()
    page.goto(f"/articles/{shown.slug}/comments/{thread.id}/reply")


def thread(page: Page) -> None:
    shown, root = full_article()
    page.goto(f"/articles/{shown.slug}/threads/{root.id}")


def passage(page: Page) -> None:
    article = make.article()
    about(article, "b1", "One")
    page.goto(f"/articles/{article.slug}/passages/b1")


def open_passage(page: Page) -> None:
    article = make.article()
    about(article, "b1", "One")
    page.goto(f"/articles/{article.slug}")
    open_discussion(page, "b1")


def not_found(page: Page) -> None:
    page.goto("/nothing/here")


def sample(page: Page) -> None:
    page.goto("/articles/the-last-bus")


def german(page: Page) -> None:
    page.goto("/articles/nehmt-die-brummer-mit")


def arabic(page: Page) -> None:
    page.goto("/articles/la-taqtau-shajarat-at-tut")


@pytest.mark.parametrize(
    "shown",
    [
        front,
        section,
        author,
        article,
        open_form,
        form_with_errors,
        previewed,
        reply,
        thread,
        passage,
        open_passage,
        not_found,
        sample,
        german,
        arabic,
    ],
)
def test_axe_finds_nothing_by_light_and_by_dark(page: Page, shown: Callable[[Page], None]) -> None:
    page.emulate_media(color_scheme="light")
    shown(page)

    by_light = Axe().run(page, options=ALL)
    page.emulate_media(color_scheme="dark")
    by_dark = Axe().run(page, options=COLOURS)

    assert by_light.violations_count == 0, by_light.generate_report()
    assert by_dark.violations_count == 0, by_dark.generate_report()
