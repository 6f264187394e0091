"""Markdown: what becomes of a body, from headings to footnotes."""

import pytest

from tests.seeding.reading import LONG, read_markdown


def html(body: str) -> str:
    return read_markdown(f"---\ntitle: A letter\n---\n{body}\n").draft.html


def notes(body: str) -> tuple[str, ...]:
    return read_markdown(f"---\ntitle: A letter\n---\n{body}\n").notes


def test_there_are_two_levels_of_headings() -> None:
    assert html("# One\n\n## Two\n\n### Three\n\n##### Five") == (
        "<h2>One</h2>\n<h2>Two</h2>\n<h3>Three</h3>\n<h3>Five</h3>"
    )


def test_the_address_of_a_heading_is_left_out() -> None:
    assert html("## Two {#two}\n\ntext") == "<h2>Two</h2>\n<p>text</p>"


def test_a_lone_picture_is_a_figure_with_caption_and_credit() -> None:
    assert html('![A bridge](a.png "It stands. Photo: S. Hand")') == (
        '<figure><img src="a.png" alt="A bridge" title="It stands. Photo: S. Hand">'
        '<figcaption>It stands. <span class="credit">Photo: S. Hand</span></figcaption></figure>'
    )


def test_a_credit_alone_is_a_caption_too() -> None:
    assert '<figcaption><span class="credit">Credit: S. Hand</span></figcaption>' in html(
        '![](a.png "Credit: S. Hand")'
    )


def test_a_lone_picture_in_a_link_is_a_figure_and_keeps_its_link() -> None:
    assert html("[![A bridge](a.png)](https://sample.example/)") == (
        '<figure><a href="https://sample.example/"><img src="a.png" alt="A bridge"></a></figure>'
    )


def test_pictures_below_each_other_are_figures_each() -> None:
    assert html("![](a.png)\n![](b.png)").count("<figure>") == 2


def test_a_picture_in_a_sentence_stays_there() -> None:
    assert html("See ![it](a.png) here.").startswith('<p>See <img src="a.png"')


@pytest.mark.parametrize(
    "body",
    [
        "{.pull}\n> It stands.",
        "> It stands.\n{.pull}",
        "> It stands.\n{: .pull}",
        "> It stands. {.pull}",
        "> It stands.\n> {.pull}",
    ],
)
def test_a_quote_may_be_a_pull_quote(body: str) -> None:
    assert html(f"{body}\n\nText.") == (
        '<blockquote class="pull">\n<p>It stands.</p>\n</blockquote>\n<p>Text.</p>'
    )


def test_only_the_quote_that_says_so_is_one() -> None:
    body = "> First.\n\n{.pull}\n> Second."

    assert html(body).startswith("<blockquote>\n<p>First.")


def test_tables_and_strokes_are_understood() -> None:
    assert "<td>1</td>" in html("| a |\n|---|\n| 1 |")
    assert html("~~gone~~") == "<p><s>gone</s></p>"


def test_footnotes_stand_together_at_the_end_without_a_rule() -> None:
    made = html("Text.[^a]\n\n[^a]: A note.\n\nMore.")

    assert 'class="footnote-ref"' in made
    assert made.index("More.") < made.index('<section class="footnotes">') < made.index("A note.")
    assert "<hr" not in made


def test_a_frame_is_a_link_and_reported() -> None:
    body = '<iframe src="//sample.example/v" title="A film"></iframe>'

    assert html(body) == '<p><a href="https://sample.example/v">A film</a></p>'
    assert notes(body) == ("1 iframe made a link",)


def test_boxes_are_opened_and_their_text_parted() -> None:
    made = html("<div class='box'>One <em>word</em>.<div>Two.</div><p>Three.</p>Four.</div>")

    assert made == "<p>One <em>word</em>.</p>\n<p>Two.</p>\n<p>Three.</p>\n<p>Four.</p>"


def test_scripts_and_styles_leave_nothing_behind() -> None:
    assert (
        html("<script>a()</script>\n\n<style>b{}</style>\n\n<!-- c -->\n\nText.") == "<p>Text.</p>"
    )


def test_a_text_below_nothing_else_is_noted_as_missing() -> None:
    assert notes("") == ("there is no text below the headline",)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("{{< youtube abc123 >}}", "https://www.youtube.com/watch?v=abc123"),
        ("{% youtube https://youtu.be/abc %}", "https://youtu.be/abc"),
        ('{{< embed src="https://sample.example/x" >}}', "https://sample.example/x"),
        ('{{ "https://sample.example/x" | embed: "A\nfilm" }}', "https://sample.example/x"),
    ],
)
def test_a_shortcode_that_leads_somewhere_is_a_link_and_reported(body: str, expected: str) -> None:
    assert html(body) == f'<p><a href="{expected}">{expected}</a></p>'
    assert notes(body) == ("1 shortcode made a link",)


@pytest.mark.parametrize(
    "body",
    [
        '{{< figure src="a.png" alt="A bridge" caption="It stands." attr="S." >}}',
        '{% include figure.html "a.png",\nalt: "A bridge",\ncaption: "It stands." attr: S. %}',
    ],
)
def test_a_shortcode_that_shows_a_picture_is_a_figure(body: str) -> None:
    made = html(body)

    assert made.startswith('<figure><img src="a.png" alt="A bridge"')
    assert 'It stands. <span class="credit">Credit: S.</span>' in made


def test_other_shortcodes_are_left_out_by_name_and_keep_what_they_hold() -> None:
    body = f"{{{{< note >}}}}\n{LONG}\n{{{{< /note >}}}}\n\n{{% newsletter %}}"

    assert html(body) == f"<p>{LONG}</p>"
    assert notes(body)[0] == "2 shortcodes left out: newsletter, note"


def test_an_address_that_a_shortcode_makes_is_the_address() -> None:
    made = html('[One]({{ "/one/" | url }}) [two]({{ site.baseurl }}/two) {{ page.title }}')

    assert made == '<p><a href="/one/">One</a> <a href="/two">two</a> A letter</p>'


def test_what_looks_like_a_shortcode_in_code_is_code() -> None:
    assert "{{ title }}" in html("```\n{{ title }}\n{% include x %}\n```")
    assert html("Write `{% include x %}`.") == "<p>Write <code>{% include x %}</code>.</p>"


def test_what_is_raw_is_said_as_it_stands() -> None:
    assert html("{% raw %}{{ title }}{% endraw %}") == "<p>{{ title }}</p>"
    assert html("`{% raw %}{{{% endraw %} x }}`") == "<p><code>{{ x }}</code></p>"


def test_highlighted_code_is_code() -> None:
    made = html("{% highlight ruby %}\nputs 1\n{% endhighlight %}")

    assert "puts 1\n</code></pre>" in made


def test_classes_and_comments_of_other_programs_are_left_out() -> None:
    assert (
        html("Text.\n{: .lead}\n\n{.grey}\n\n{% comment %}x{% endcomment %}{# y #}")
        == "<p>Text.</p>"
    )
