"""The doors to the list of words, for editors: a phrase is tested before it is kept."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from opinion.clock import now
from opinion.database import BusyError, db, writing
from opinion.moderation.views.room import blueprint
from opinion.people.appointing import names_of
from opinion.people.signing_in import current_person, staff_only
from opinion.permissions import may_edit_site
from opinion.screening.forms import WordsForm
from opinion.screening.keeping import Catch, caught_by, latest_changes, put, take_off
from opinion.screening.models import ScreenedWords
from opinion.screening.words import WordList, phrase_of

UNFIT, BUSY = 422, 503
LISTED = 1_000  # phrases


@blueprint.get("/words")
@staff_only(may_edit_site)
def words() -> ResponseReturnValue:
    """Show the list of words, the form that adds to it, and what was changed last."""
    return words_page(WordsForm(formdata=None))


@blueprint.post("/words/test")
@staff_only(may_edit_site)
def create_words_test() -> ResponseReturnValue:
    """Show what a phrase would have caught. Nothing is kept."""
    form = WordsForm(request.form)
    return page_with_catch(form) if form.validate() else (words_page(form), UNFIT)


@blueprint.post("/words")
@staff_only(may_edit_site)
def create_words() -> ResponseReturnValue:
    """Keep a phrase that was tested; one that was not is tested first."""
    form = WordsForm(request.form)
    if not form.validate():
        return words_page(form), UNFIT
    if not form.was_tested:
        return page_with_catch(
            form, gettext("It was not tested so far. Look first, then save.")
        ), UNFIT
    by = asking()
    try:
        with writing():
            put(form.entry(now()), now(), by)
    except BusyError:
        sentence = gettext("Too much is being written just now. Please try again in a few seconds.")
        return page_with_catch(form, sentence), BUSY
    return redirect(url_for("moderation.words"), 303)


@blueprint.post("/words/<id:number>/removal")
@staff_only(may_edit_site)
def create_words_removal(number: int) -> ResponseReturnValue:
    """Take a phrase off the list."""
    by = asking()
    with writing():
        row = db.session.get(ScreenedWords, number)
        if row:  # what was taken off before is off
            take_off(row, now(), by)
    return redirect(url_for("moderation.words"), 303)


def page_with_catch(form: WordsForm, problem: str = "") -> str:
    """Return the page with what the phrase catches; its form may be saved from there."""
    phrase = phrase_of(form.phrase.data or "")
    form.tested.data = phrase.words
    in_sample = bool(WordList([phrase]).found_in(form.sample.data or ""))
    return words_page(form, caught_by(phrase), in_sample=in_sample, problem=problem)


def words_page(
    form: WordsForm, catch: Catch | None = None, *, in_sample: bool = False, problem: str = ""
) -> str:
    """Return the page of the list of words."""
    changes, at = latest_changes(), now()
    listed = select(ScreenedWords).order_by(ScreenedWords.phrase).limit(LISTED)
    rows = db.session.scalars(listed).all()
    return render_template(
        "moderation/words.html",
        form=form,
        catch=catch,
        in_sample=in_sample,
        problem=problem,
        listed=[each for each in rows if each.counts_at(at)],
        expired=[each for each in rows if not each.counts_at(at)],
        changes=changes,
        names=names_of(each.person_id for each in changes),
    )


def asking() -> int:
    """Return the number of who asks."""
    person = current_person()
    return person.id if person else abort(403)
