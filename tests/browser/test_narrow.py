"""On a phone, and for eyes that need larger or looser text: nothing is cut off, all is in reach."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.specimens import full_article
from tests.browser.writing import form_on, open_reply, preview, send

WIDTHS = (320, 390)
TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 1
      || element.getBoundingClientRect().left < -1)
    .map((element) => `${element.tagName}.${element.className}`)
    .concat('the page')"""
LARGE = "document.documentElement.style.fontSize = '200%'"
LOOSE = """() => {  // WCAG 2.2, 1.4.12
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
CONTROLS = "a, button, summary, textarea, input:not([type=hidden], [name=homepage])"
IN_A_SENTENCE = ".comment__text, .block, .comment__to, .byline, h1, h2, h3, .errors, .credit"
TOO_SMALL = f"""() => [...document.querySelectorAll('{CONTROLS}')]
  .filter((element) => element.checkVisibility() && !element.closest('{IN_A_SENTENCE}'))
  .filter((element) => !element.matches('.visually-hidden'))
  .map((element) => [element, element.getBoundingClientRect()])
  .filter(([, {{ width, height }}]) => width < 23.99 || height < 23.99)
  .map(([element, {{ width, height }}]) => `${{element.outerHTML}} ${{width}} x ${{height}}`)"""


def addresses() -> list[str]:
    """Return the addresses of all kinds of pages, full of words that are hard to set."""
    article, thread = full_article()
    place = f"/articles/{article.slug}"
    return [
        "/",
        "/sections/town",
        "/authors/sample-author",
        place,
        f"{place}/threads/{thread.id}",
        f"{place}/comments/{thread.id}/reply",
        "/nothing/here",
        "/articles/the-last-bus",
        "/articles/la-taqtau-shajarat-at-tut",
    ]


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})

    wide = {}
    for address in addresses():
        page.goto(address)
        wide[address] = page.evaluate(TOO_WIDE)

    assert not {address: what for address, what in wide.items() if what}


@pytest.mark.parametrize("change", [LARGE, LOOSE], ids=["text twice as large", "loose text"])
def test_no_page_scrolls_sideways_with_other_text(page: Page, change: str) -> None:
    page.set_viewport_size({"width": WIDTHS[0], "height": 700})

    wide = {}
    for address in addresses():
        page.goto(address)
        page.evaluate(change)
        wide[address] = page.evaluate(TOO_WIDE)

    assert not {address: what for address, what in wide.items() if what}


def test_forms_with_all_they_can_say_do_not_scroll_sideways(page: Page) -> None:
    page.set_viewport_size({"width": WIDTHS[0], "height": 700})
    article, thread = full_article()
    page.goto(f"/articles/{article.slug}")
    form = open_reply(page, thread)
    form.get_by_label("Comment", exact=True).fill(thread.text)
    send(form)
    expect(form.get_by_label("Name", exact=True)).to_be_focused()
    wrong = page.evaluate(TOO_WIDE)

    form.get_by_label("Name", exact=True).fill("W" * 80)
    preview(form_on(page, thread))

    expect(form_on(page, thread).locator(".preview")).to_be_focused()
    assert wrong == []
    assert page.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("width", [WIDTHS[0], 1280])
def test_everything_to_press_is_large_enough(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})

    small = {}
    for address in addresses():
        page.goto(address)
        small[address] = page.evaluate(TOO_SMALL)

    assert not {address: what for address, what in small.items() if what}
