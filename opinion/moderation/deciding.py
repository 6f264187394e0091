"""Deciding: the one way others change the state of a comment after it was posted."""

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.comments.posting import change_state
from opinion.notices.telling import tell_of, tell_of_decision


def decide(comment: Comment, article: Article, status: Status) -> bool:
    """Give ``comment`` the state ``status``, keep the counts, and say whether anything changed.

    Of a comment that its writer deleted nothing is left to decide about. Its writer is told what
    became of it while it was held, others once they may read it. The caller holds the write lock
    and has loaded both inside it.
    """
    if comment.status == status or not comment.text:
        return False
    was_held = comment.is_held
    change_state(comment, article, status)
    if was_held:
        tell_of_decision(comment, now())
    if comment.is_live:
        comment.published_at = comment.published_at or now()
        tell_of(comment, now())
    return True
