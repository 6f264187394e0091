"""Standfirst, section, language and addresses in front matter and in names of files."""

import pytest

from tests.seeding.reading import LONG, entry


@pytest.mark.parametrize(
    "name", ["standfirst", "subtitle", "dek", "description", "excerpt", "summary"]
)
def test_the_standfirst_has_several_names(name: str) -> None:
    assert entry(f"{name}: It *matters* to [all](https://sample.example).").standfirst == (
        "It matters to all."
    )


@pytest.mark.parametrize("text", [LONG, f"{LONG[:40]}…"])
def test_a_standfirst_that_repeats_the_first_paragraph_is_left_out(text: str) -> None:
    assert entry(f'excerpt: "{text}"').standfirst == ""


def test_section_and_tags_come_from_their_keys_categories_and_folders() -> None:
    assert entry("section: Town").section == "Town"
    assert entry("categories: [Town, Rivers]\ntags: Walking, Roads").tags == (
        "Walking",
        "Roads",
        "Rivers",
    )
    assert entry("categories: [Town, Rivers]").section == "Town"
    assert entry("primary_tag: {name: Town}").section == "Town"
    assert entry("", name="content/posts/town-life/letter.md").section == "Town life"
    assert entry("", name="content/posts/letter.md").section == ""
    assert entry("", name="town-life/my-letter/index.md").section == "Town life"


@pytest.mark.parametrize(
    ("lines", "name"),
    [("language: de", "letter.md"), ("lang: de", "letter.md"), ("", "letter.de.md")],
)
def test_the_language_stands_in_the_text_or_in_the_files_name(lines: str, name: str) -> None:
    assert entry(lines, name=name).language == "de"


def test_a_language_may_be_norwegian_or_a_locale() -> None:
    assert entry("lang: no").language == "no"
    assert entry("locale: pt_BR.UTF-8").language == "pt-BR"


def test_an_end_of_a_name_that_is_no_language_is_none() -> None:
    assert entry("", name="notes.old.md").language == ""


@pytest.mark.parametrize(
    ("line", "slug"),
    [
        ("slug: A Letter_to all", "a-letter-to-all"),
        ("permalink: /2014/03/19/a-letter/", "a-letter"),
        ("url: /letters/a-letter.html", "a-letter"),
        ("permalink: https://sample.example/a-letter/index.html?x=y#z", "a-letter"),
        ("permalink: /:year/:title/", ""),
        ("permalink: false", ""),
    ],
)
def test_the_address_is_the_end_of_a_path(line: str, slug: str) -> None:
    assert entry(line).slug == slug


def test_the_files_name_is_the_address_that_a_new_article_would_like() -> None:
    assert entry("", name="posts/my-letter.de.md").proposed_slug == "my-letter"
    assert entry("", name="posts/my-letter/index.md").proposed_slug == "my-letter"


@pytest.mark.parametrize("name", ["aliases", "redirect_from"])
def test_former_addresses_are_kept(name: str) -> None:
    draft = entry(f"{name}:\n- /2014/old/\n- /older.html")

    assert draft.former_slugs == ("old", "older")
