"""How badges look: legible by light and by dark, whole on a phone, and on paper too."""

from itertools import count

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page, expect

from opinion.articles.models import Article
from opinion.comments.models import Comment
from opinion.people.models import Role
from tests import make
from tests.browser.test_accessibility import ALL, COLOURS
from tests.browser.test_narrow import TOO_WIDE
from tests.browser.writing import comment_on
from tests.people.vouched import author_of, voice_of, written_by

WORDS = "Spokeswomanforthedistrictcouncilinwriting"[:40]
_numbers = count(1)


@pytest.fixture
def talk(app: Flask) -> tuple[Article, Comment]:
    """An article under which its author, staff, and a voice with long words speak."""
    number = next(_numbers)
    article = make.article("Vouched for", authors=[f"Ann Writer {number}"])
    author = author_of(article, f"author-{number}@example.org")
    staff = make.person(f"staff-{number}@example.org", "Ed Itor", role=Role.EDITOR)
    voice_of(author, "MEP")
    voice_of(staff, WORDS)
    first = written_by(author, article)
    above = first
    for person in (staff, author, staff):
        above = written_by(person, article, parent=above)
    return article, first


def test_axe_finds_nothing_wrong_with_badges(page: Page, talk: tuple[Article, Comment]) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"/articles/{talk[0].slug}")
    by_light = Axe().run(page, options=ALL)
    page.emulate_media(color_scheme="dark")
    by_dark = Axe().run(page, options=COLOURS)

    expect(page.locator(".badge")).to_have_count(8)
    assert by_light.violations_count == 0, by_light.generate_report()
    assert by_dark.violations_count == 0, by_dark.generate_report()


@pytest.mark.parametrize("width", [320, 1280])
def test_badges_fit_and_stand_behind_the_name(
    page: Page, talk: tuple[Article, Comment], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"/articles/{talk[0].slug}")
    head = comment_on(page, talk[1]).locator(".comment__head")

    name = head.locator(".comment__author").bounding_box()
    badge = head.locator(".badge").first.bounding_box()

    assert page.evaluate(TOO_WIDE) == []
    assert name
    assert badge
    assert badge["x"] > name["x"] + name["width"]
    assert abs((badge["y"] + badge["height"] / 2) - (name["y"] + name["height"] / 2)) < 4
    assert badge["height"] <= name["height"]


def test_what_is_heard_of_a_comment_has_the_badge_in_its_name(
    page: Page, talk: tuple[Article, Comment]
) -> None:
    page.goto(f"/articles/{talk[0].slug}")

    own = page.get_by_role("article", name="Badges: Author MEP").first
    expect(own).to_have_attribute("id", f"comment-{talk[1].id}")
    page.emulate_media(media="print")
    expect(comment_on(page, talk[1]).locator(".badge").first).to_be_visible()
