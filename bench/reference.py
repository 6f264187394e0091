"""The reference: a page's comments as the database's rows and a bare Jinja loop, nothing else.

No page could be made with less: no session, no rights, no translations, no safety.
"""

from json import loads
from typing import Any

from jinja2 import Environment

COMMENTS = """
SELECT id, parent_id, path, name, posted_at, html, agree_count FROM comments
WHERE article_id = ? ORDER BY id
"""
ARTICLE = "SELECT id, slug, title, standfirst, blocks FROM articles WHERE slug = ?"
PAGE = """<!doctype html>
<html lang="en"><head><title>{{ title }}</title></head><body>
<h1>{{ title }}</h1><p>{{ standfirst }}</p>
{% for block in blocks %}<div id="{{ block.id }}">{{ block.html|safe }}</div>
{% endfor %}
{% for id, parent, path, name, at, html, agreeing in comments %}
<article class="comment h-cite u-comment" id="comment-{{ id }}" tabindex="-1" \
aria-labelledby="by-{{ id }}">
<header class="comment__head"><bdi class="comment__author p-author" id="by-{{ id }}">{{ name }}\
</bdi> <a class="comment__time u-url" href="/articles/{{ slug }}/comments/{{ id }}">\
<time class="dt-published" datetime="{{ at }}">{{ at }}</time></a></header>
{% if parent %}<p class="comment__to"><a href="#comment-{{ parent }}">in reply</a></p>{% endif %}
<div class="comment__text e-content" dir="auto">{{ html|safe }}</div>
<footer class="comment__tools"><a href="/comments/{{ id }}/votes">Agree {{ agreeing }}</a>
<a class="reply" href="/articles/{{ slug }}/comments/{{ id }}/reply" \
hx-get="/articles/{{ slug }}/comments/{{ id }}/reply" hx-target="next [data-slot]" \
aria-label="Reply to {{ name }}">Reply</a>
<a href="/comments/{{ id }}/reports">Report</a></footer><div data-slot></div></article>
{% endfor %}
</body></html>
"""


class Reference:
    """Makes the page of one article from an open connection of SQLite."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._template = Environment(autoescape=True).from_string(PAGE)

    def page(self, slug: str) -> str:
        """Return the page of the article at ``slug``."""
        number, slug, title, standfirst, blocks = self._connection.execute(
            ARTICLE, (slug,)
        ).fetchone()
        comments = self._connection.execute(COMMENTS, (number,)).fetchall()
        return self._template.render(
            slug=slug,
            title=title,
            standfirst=standfirst,
            blocks=loads(blocks),
            comments=comments,
        )
