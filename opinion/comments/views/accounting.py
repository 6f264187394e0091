"""The doors by which the site accounts for what it decides: the log, and notices of a law."""

from datetime import timedelta

from flask import abort, make_response, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import Row

from opinion.articles.models import Article
from opinion.clock import now
from opinion.comments.forms import settings
from opinion.comments.views.statements import statements
from opinion.database import db
from opinion.languages import speak
from opinion.moderation.figures import removed_by_month
from opinion.moderation.finding import (
    PAGE,
    decision_for_notice,
    notice_with_key,
    public_log,
    undone_among,
)
from opinion.moderation.models import Rule
from opinion.moderation.sanction_words import kind_words
from opinion.moderation.sanctions import Kind
from opinion.moderation.trail import imposed_since
from opinion.moderation.wording import (
    reasons_for,
    rule_words,
    what_in_short,
    what_of_notice,
    who_decided,
)
from opinion.notices.keys import Purpose, key_in
from opinion.people.carrying import keep_to_yourself
from opinion.web.arguments import place_asked

MONTHS = 12  # that the log counts
YEAR = timedelta(days=365)
statements.add_app_template_global(kind_words)
statements.add_app_template_global(rule_words)
statements.add_app_template_global(what_in_short)
statements.add_app_template_global(who_decided)


@statements.get("/log")
def log() -> ResponseReturnValue:
    """Show what was decided here, without saying about whom: figures, and the latest decisions."""
    before = place_asked("before")
    rows = db.session.execute(public_log(before)).all()
    shown = rows[:PAGE]
    return render_template(
        "moderation/log.html",
        months=removed_by_month(now(), MONTHS) if before is None else [],
        imposed=imposed_lately() if before is None else [],
        decided=shown,
        undone=undone_among(decision for decision, _ in shown),
        older=shown[-1][0].id if len(rows) > PAGE else None,
        at=now(),
    )


def imposed_lately() -> list[Row[tuple[Kind, Rule, int, int]]]:
    """Return what was imposed on writers in the last twelve months, counted."""
    return list(db.session.execute(imposed_since(now() - YEAR)))


@statements.get("/reports/<token>")
def notice(token: str) -> ResponseReturnValue:
    """Show who gave notice that a comment is against the law what has become of it."""
    key = key_in(settings().secret_key, Purpose.LEGAL, token)
    found = (notice_with_key(key) if key else None) or abort(404)
    article = db.session.get(Article, found.article_id) if found.article_id else None
    decision = decision_for_notice(found)
    speak(found.language)
    page = render_template(
        "moderation/notice.html",
        notice=found,
        article=article if article and article.is_public(now()) else None,
        decision=decision,
        done=what_of_notice(decision) if decision else "",
        reasons=reasons_for(decision) if decision else [],
    )
    return keep_to_yourself(make_response(page))
