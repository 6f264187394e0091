"""By keyboard alone: every way can be gone, and where one stands is always seen."""

from playwright.sync_api import Page, expect

from tests import make
from tests.browser.writing import comment_on, form_on, read

MOST_STEPS = 60


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until what ``selector`` names has the focus."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches({selector!r})"):
            return
    raise AssertionError(f"{selector} cannot be reached in {MOST_STEPS} steps")


def outline(page: Page) -> tuple[str, float]:
    """Return style and width in pixels of the outline around what has the focus."""
    style, width = page.evaluate(
        "((style) => [style.outlineStyle, parseFloat(style.outlineWidth)])"
        "(getComputedStyle(document.activeElement))"
    )
    return style, width


def test_the_first_key_offers_to_skip_to_the_text(page: Page) -> None:
    article = make.article()
    read(page, article)

    page.keyboard.press("Tab")

    skip = page.get_by_role("link", name="Skip to the text")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_reply_is_written_by_keyboard_alone(page: Page) -> None:
    article = make.article()
    thread = make.comment(article)
    read(page, article)

    tab_to(page, f"#comment-{thread.id} [data-reply]")
    page.keyboard.press("Enter")
    expect(form_on(page, thread).get_by_label("Name", exact=True)).to_be_focused()
    page.keyboard.type("A Writer")
    tab_to(page, "textarea")
    page.keyboard.type("By keyboard")
    tab_to(page, "button")
    page.keyboard.press("Enter")

    arrived = page.locator(f"#replies-{thread.id} .comment")
    expect(arrived).to_be_focused()
    expect(arrived).to_contain_text("By keyboard")
    page.keyboard.press("Tab")
    assert page.evaluate(f"document.activeElement.closest('#replies-{thread.id}') !== null")


def test_cancel_by_keyboard_leads_back_to_reply(page: Page) -> None:
    article = make.article()
    thread = make.comment(article)
    read(page, article)
    tab_to(page, f"#comment-{thread.id} [data-reply]")
    page.keyboard.press("Enter")
    expect(form_on(page, thread).get_by_label("Name", exact=True)).to_be_focused()

    tab_to(page, "[data-cancel]")
    page.keyboard.press("Enter")

    expect(comment_on(page, thread).get_by_role("link", name="Reply to")).to_be_focused()


def test_a_thread_is_closed_and_opened_by_key(page: Page) -> None:
    article = make.article()
    thread = make.comment(article)
    reply = make.comment(article, parent=thread)
    read(page, article)
    tab_to(page, f"#summary-{thread.id}")

    page.keyboard.press("Enter")

    expect(comment_on(page, reply)).to_be_hidden()
    page.keyboard.press("Space")
    expect(comment_on(page, reply)).to_be_visible()


def test_whatever_has_the_focus_is_outlined(page: Page) -> None:
    article = make.article()
    make.comment(article, parent=make.comment(article))
    read(page, article)

    unseen = []
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        style, width = outline(page)
        if style == "none" or width < 2:
            unseen.append(page.evaluate("document.activeElement.outerHTML"))

    assert unseen == []


def test_a_new_comment_that_takes_the_focus_is_outlined(page: Page) -> None:
    article = make.article()
    read(page, article)
    tab_to(page, "#form-end-name")
    page.keyboard.type("A Writer")
    tab_to(page, "textarea")
    page.keyboard.type("Look here")
    tab_to(page, "button")

    page.keyboard.press("Enter")

    expect(page.locator("#posted .comment")).to_be_focused()
    style, width = outline(page)
    assert style == "solid"
    assert width >= 2
