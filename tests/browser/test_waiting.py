"""When the site cannot take a comment now: the form says how long to wait, the text stays."""

import re
from pathlib import Path

from filelock import FileLock
from playwright.sync_api import Page, expect

from tests import make
from tests.browser.site import served
from tests.browser.watching import Watch
from tests.browser.writing import form_on, post, read, send, text_field


def test_who_writes_too_fast_is_told_how_long_to_wait(
    page: Page, own_folder: Path, watch: Watch
) -> None:
    with served(own_folder) as watch.origin:
        page.goto(f"{watch.origin}/articles/the-last-bus")
        for number in range(3):
            post_twice(page, f"Thought {number}")
            expect(page.locator("#posted .comment")).to_have_count(number + 1)

        post(form_on(page), "One thought more")

        said = form_on(page).get_by_text("Your text is still here: please send it again in")
        expect(said).to_contain_text(re.compile(r"in \d+ (second|minute)s?\."))
        expect(form_on(page).locator(".errors").filter(visible=True)).to_be_focused()
        expect(text_field(form_on(page))).to_have_value("One thought more")


def post_twice(page: Page, text: str) -> None:
    """Post ``text`` in no time, and once more, as whoever is that quick is asked to."""
    post(form_on(page), text)
    expect(form_on(page).get_by_text("so that we know you are a person")).to_be_visible()
    send(form_on(page))


def test_while_another_process_writes_for_long_the_text_is_kept(page: Page, instance: Path) -> None:
    article = make.article()
    read(page, article)
    with FileLock(instance / "write.lock"):
        post(form_on(page), "Patience")

        said = form_on(page).get_by_text("please send it again in a few seconds")
        expect(said).to_be_visible()

    expect(text_field(form_on(page))).to_have_value("Patience")
    send(form_on(page))
    expect(page.locator("#posted .comment")).to_contain_text("Patience")
