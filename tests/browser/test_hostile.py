"""What attackers write, posted and read in a browser: nothing runs, nothing leaves its place."""

import pytest
from playwright.sync_api import Page, expect

from tests import make
from tests.browser.writing import form_on, open_reply, post, preview, read, send
from tests.hostile import HOSTILE

HARMLESS = ("A", "BLOCKQUOTE", "BR", "CODE", "EM", "LI", "OL", "P", "PRE", "STRONG", "UL")
HARMLESS_ATTRIBUTES = ("href", "rel")
HARMFUL_INSIDE = """({ tags, attributes }) =>
  [...document.querySelectorAll('.comment__text *')].filter((element) =>
    !tags.includes(element.tagName)
    || [...element.attributes].some(({ name }) => !attributes.includes(name))
    || (element.tagName === 'A' && !/^(https?|mailto):$/.test(element.protocol))
  ).map((element) => element.outerHTML)"""
INSIDE_NAMES = "[...document.querySelectorAll('.comment__author *')].length"
OUTLINE = """() => ({
  title: document.title,
  head: [...document.head.children].map((element) => element.tagName),
  parts: [...document.querySelectorAll('body > *, main > *, .article > *, #comments > *')]
    .map((element) => `${element.tagName} ${element.id}`),
  once: ['h1', 'h2', '#comments-title', '#count', '#live', '#posted', '#form-end', '#threads']
    .map((selector) => document.querySelectorAll(selector).length),
  active: document.querySelectorAll('script, style, iframe, object, embed, base, svg').length,
})"""
FITS = "document.documentElement.scrollWidth <= innerWidth"


def expect_harmless(page: Page) -> None:
    """Expect that all readers' words on the page are words, in their places."""
    harmless = {"tags": HARMLESS, "attributes": HARMLESS_ATTRIBUTES}
    assert page.evaluate(HARMFUL_INSIDE, harmless) == []
    assert page.evaluate(INSIDE_NAMES) == 0
    assert page.evaluate("window.PWNED") is None
    assert page.evaluate(FITS)


@pytest.mark.parametrize(("name", "text"), HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_words(page: Page, name: str, text: str) -> None:
    article = make.article("A target")
    thread = make.comment(article)
    read(page, article)
    outline = page.evaluate(OUTLINE)

    post(form_on(page), text, name)
    expect(page.locator("#posted .comment")).to_be_focused()
    expect_harmless(page)
    post(open_reply(page, thread), text, name)
    expect(page.locator(f"#replies-{thread.id} .comment")).to_be_focused()

    expect(page.locator("#count")).to_have_text("3 comments")
    expect(page.locator("#live")).to_have_text("Your comment is published.")
    expect_harmless(page)
    assert page.evaluate(OUTLINE) == outline
    read(page, article)
    expect_harmless(page)
    assert page.evaluate(OUTLINE) == outline


@pytest.mark.parametrize(("name", "text"), HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_words_in_a_preview_and_after_it(
    page: Page, name: str, text: str
) -> None:
    article = make.article("A target")
    read(page, article)
    outline = page.evaluate(OUTLINE)

    post(form_on(page), text, name)
    expect(page.locator("#posted .comment")).to_be_focused()
    page.locator("#posted [data-reply]").click()
    reply = page.locator("#posted form")
    expect(reply.get_by_label("Name", exact=True)).to_be_focused()
    reply.get_by_label("Name", exact=True).fill(name)
    reply.get_by_label("Comment", exact=True).fill(text)
    preview(reply)

    expect(reply.locator(".preview")).to_be_focused()
    expect_harmless(page)
    assert page.evaluate(OUTLINE) == outline
    send(reply)
    expect(page.locator("#posted .replies .comment")).to_be_focused()
    expect_harmless(page)
    assert page.evaluate(OUTLINE) == outline
