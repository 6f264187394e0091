"""What the doors to writing share: the ladder that a comment climbs, and what it says of an asker.

What is ordinary is asked of a comment that there is nothing to say about.
"""

from dataclasses import replace

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.forms import ReplyForm, settings
from opinion.comments.models import Comment
from opinion.comments.owned import article_of
from opinion.comments.posting import Submission, Writer
from opinion.comments.views.room import blueprint
from opinion.comments.views.standing import is_heeded, standing_here, standing_now
from opinion.moderation.sanction_words import barred_words
from opinion.moderation.sanctions import Standing
from opinion.notices.turns import Turn, take_own
from opinion.people.guests import current_networks
from opinion.people.signing_in import current_person, current_writer
from opinion.permissions import may_comment, may_reply
from opinion.screening import wording
from opinion.screening.cases import Case
from opinion.screening.checks import has_taken_bait, is_out_of_time
from opinion.screening.flood import wait_of_network, wait_of_writer
from opinion.screening.gathering import Rules, ordinary_case, words_in
from opinion.screening.heat import heat_of
from opinion.screening.ladder import climb
from opinion.screening.lessons import verdict_on
from opinion.screening.presets import Preset
from opinion.screening.reasons import Reason


def reasons_against(
    article: Article,
    parent: Comment | None,
    form: ReplyForm,
    submission: Submission,
    writer: Writer,
    standing: Standing,
) -> list[Reason]:
    """Return why a new comment is to be held; none where it may appear.

    ``standing`` is what is imposed on its writer.

    Raises:
        StoppedError: it is not taken.
    """
    at = now()
    is_open = may_reply(article, parent, at) if parent else may_comment(article, at)
    is_staff = _is_staff(writer.hash)
    case = replace(
        usual(article, current_writer()),  # a stranger has no record
        text=submission.text,
        wait=_wait(writer, article, parent) if settings().flood else 0,
        heat=0 if parent is None or is_staff else cooling(parent),
        is_closed=not is_open,
        is_trapped=is_doubtful(form),
        words=words_in(f"{submission.name}\n{submission.text}", at),
        learned=verdict_on(submission.text),
        standing=standing,
        is_heeded=is_heeded(standing.warning),
    )
    return climb(case)


def reasons_against_edit(
    comment: Comment, article: Article, text: str, writer: Writer
) -> list[Reason]:
    """Return why a comment with this new text is to be held. Raises StoppedError, too."""
    words = words_in(f"{comment.name}\n{text}", now())
    case = replace(
        usual(article, writer.hash, besides=comment.id), standing=standing_now(writer.hash)
    )
    return climb(replace(case, text=text, words=words, learned=verdict_on(text)))


def usual(article: Article, writer: str | None, besides: int | None = None) -> Case:
    """Return an ordinary comment by ``writer`` (a hash, None for a stranger)."""
    rules = Rules(Preset(settings().preset), settings().new_comments == "hold")
    case = ordinary_case(article, writer, rules, now(), besides)
    return replace(case, is_staff=_is_staff(writer))


@blueprint.app_template_global()
def foretold(article: Article) -> str:
    """Say what will happen to an ordinary comment by the asker."""
    standing = standing_here()
    if standing.barring:
        return barred_words(standing.barring)
    case = replace(usual(article, current_writer()), standing=standing)
    return wording.foretold(climb(case), case.terms.figures.approved)


@blueprint.app_template_global()
def is_held_again(comment: Comment) -> bool:
    """Whether an ordinary change of the asker's ``comment`` waits for a moderator."""
    case = usual(article_of(comment), comment.writer, besides=comment.id)
    return bool(standing_here().holding or climb(case))


@blueprint.app_template_global()
def why_held(comment: Comment) -> str:
    """Say to the writer of ``comment``, in general words, why it waits."""
    return wording.to_its_writer(comment.held_for)


def cooling(parent: Comment) -> int:
    """Return in how many seconds the asker may reply to ``parent``; 0 is now."""
    person = current_person()
    if not settings().flood or (person and person.is_staff):
        return 0
    return heat_of(parent, current_writer(), current_networks(), now())


def is_doubtful(form: ReplyForm) -> bool:
    """Whether the form looks like a machine's: its sender should be asked for a second click."""
    if form.was_returned():
        return False
    if has_taken_bait(form.homepage.data or ""):
        return True
    return settings().flood and is_out_of_time(form.seconds())


def _is_staff(writer: str | None) -> bool:
    person = current_person()
    return person is not None and person.is_staff and person.writer == writer


def _wait(writer: Writer, article: Article, parent: Comment | None) -> int:
    """Return in how many seconds somebody may write here, once what they write elsewhere is in."""
    take_own(Turn.WRITING, writer.hash if writer.person else writer.network)
    if writer.person:
        return wait_of_writer(writer.hash, now())
    return wait_of_network(current_networks(), article.id, is_thread=parent is None, at=now())
