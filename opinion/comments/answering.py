"""What the conversation answers to a post: the comment in its place, or the form again."""

from flask import Response, make_response, render_template, url_for
from flask_babel import gettext

from opinion.articles.models import Article
from opinion.comments.arrivals import how_many_in_a_row
from opinion.comments.badges import load_writers
from opinion.comments.branches import Branch, alone
from opinion.comments.forms import AGAIN, ReplyForm
from opinion.comments.models import Comment
from opinion.comments.places import Thread, number_above, passage_at
from opinion.comments.posting import Submission
from opinion.comments.threads import Page, page_about
from opinion.comments.writers import Asker, current_viewer
from opinion.database import db
from opinion.passages.finding import Passage, passage_of
from opinion.passages.models import Anchor
from opinion.people.signing_in import current_writer
from opinion.screening.courtesy import IN_A_ROW, Courtesy, courtesies
from opinion.web.answers import answer, wants_parts


def posted(comment: Comment, article: Article, thread: Thread, asker: Asker) -> Response:
    """Answer a new comment of ``asker``: the parts of the page that changed, or the way to it."""
    load_writers([(comment, article)])
    root, anchor = thread.root, thread.anchor
    passage = passage_at(anchor, article) if anchor else None
    about = passage if comment is root else None
    return answer(
        "comments/posted.html",
        permalink(comment, article),
        article=article,
        branch=Branch(comment, is_new=about is None, anchor=anchor if about else None),
        above=number_above(comment),
        root=root,
        passage=passage,
        page=_page_about(article, about),
        is_open=True,
        form=None if comment.thread_id else asker.fresh_form(block=about.block if about else ""),
    )


def posted_before(comment: Comment, article: Article, asker: Asker) -> Response:
    """Answer a comment that says an earlier one again: the way to the first."""
    anchor = db.session.get(Anchor, comment.id)
    return answer(
        "comments/posted_before.html",
        permalink(comment, article),
        article=article,
        comment=comment,
        passage=passage_of(article, anchor.block) if anchor else None,
        form=asker.fresh_form(block=anchor.block if anchor else ""),
    )


def form_again(
    article: Article,
    parent: Comment | None,
    form: ReplyForm,
    *,
    status: int = 422,
    problem: str = "",
    **shown: object,
) -> Response:
    """Answer with the form and all that was written in it, and say why it came back.

    ``shown`` is what stands in it besides: a ``preview``, or ``courtesies``.
    """
    form.stamp_as(AGAIN)
    passage = None if parent else passage_of(article, form.block.data)
    whole = "passages/passage.html" if passage else "comments/reply.html"
    if form.block.data and not (parent or passage or problem):
        problem = gone()
    page = render_template(
        "comments/returned.html" if wants_parts() else whole,
        article=article,
        parent=parent,
        passage=passage,
        page=None if wants_parts() else _page_about(article, passage),
        quoted=passage.quote if passage else "",
        is_open=passage is not None,
        branch=alone(parent) if parent else None,
        form=form,
        problem=problem,
        **shown,
    )
    return make_response(page, status)


def second_thoughts(parent: Comment | None, submission: Submission) -> list[str]:
    """Return what the writer may want to think about before they post, in sentences."""
    before = how_many_in_a_row(parent, current_writer(), IN_A_ROW - 1) if parent else 0
    found = list(courtesies(submission.text, before))
    if not found:
        return []  # mostly
    words = {
        Courtesy.CAPITALS: gettext("Your text is nearly all capitals, which reads like shouting."),
        Courtesy.CONTACT: gettext(
            "Your text holds an e-mail address or a telephone number. Everybody will see it."
        ),
        Courtesy.IN_A_ROW: gettext(
            "You wrote the last replies here. Perhaps others want a turn first?"
        ),
    }
    return [words[each] for each in found]


def permalink(comment: Comment, article: Article) -> str:
    """Return the comment's own address."""
    return url_for("comments.show", slug=article.slug, number=comment.id)


def _page_about(article: Article, passage: Passage | None) -> Page | None:
    """Return the first threads about a passage, if one is given."""
    if passage is None:
        return None
    return page_about(article, passage.block, current_viewer())


def gone() -> str:
    """Say that a comment can't stand beside its paragraph, and where it would stand instead."""
    return gettext(
        "This paragraph is no longer in the article. Your text is still here: send it again, "
        "and it will stand under the article as a whole."
    )
