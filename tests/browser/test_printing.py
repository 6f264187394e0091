"""On paper: the article and the whole conversation, and nothing that only a screen can do."""

from playwright.sync_api import Page, expect

from tests import make
from tests.browser.writing import comment_on, form_on, open_reply, read

ONLY_ON_SCREEN = (
    ".masthead nav",
    ".footer",
    ".skip",
    "form",
    ".comment__tools",
    ".conversation__tools",
    ".more",
    "summary",
)


def test_forms_and_navigation_are_not_printed(page: Page) -> None:
    article = make.article("On paper", section="Print")
    thread = make.comment(article, name="Ann")
    for number in range(6):
        make.comment(article, f"Reply {number}", parent=thread)
    read(page, article)
    open_reply(page, thread)

    page.emulate_media(media="print")

    for what in ONLY_ON_SCREEN:
        assert page.locator(what).count() > 0, what
        expect(page.locator(what).filter(visible=True)).to_have_count(0)
    expect(form_on(page)).to_be_hidden()
    expect(page.get_by_role("heading", level=1, name="On paper")).to_be_visible()
    expect(comment_on(page, thread)).to_be_visible()


def test_a_closed_thread_is_printed_open(page: Page) -> None:
    article = make.article()
    thread = make.comment(article)
    reply = make.comment(article, "Read me on paper", parent=thread)
    read(page, article)
    page.locator(f"#summary-{thread.id}").click()
    expect(comment_on(page, reply)).to_be_hidden()

    page.emulate_media(media="print")

    expect(comment_on(page, reply)).to_be_visible()
    assert comment_on(page, reply).bounding_box()
