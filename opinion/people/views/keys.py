"""The doors to one's own keys: the password and the passkeys of who works for the site."""

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from opinion.clock import now
from opinion.database import db, writing
from opinion.people import keyring, passwords, sessions
from opinion.people.challenges import drop_challenge
from opinion.people.key_forms import KeyNameForm, NewPasswordForm, PasskeyForm
from opinion.people.models import Person
from opinion.people.signing_in import demand_fresh, is_fresh, staff_only
from opinion.people.views.account import asking, blueprint, number_here
from opinion.people.views.ceremonies import ask_to_make, made
from opinion.people.views.setting_up import not_made
from opinion.people.views.ways import UNFIT
from opinion.permissions import may_moderate


@blueprint.get("/keys")
@staff_only(may_moderate)
def keys() -> ResponseReturnValue:
    """Show how one signs in, and how to change that after a fresh sign-in."""
    return keys_page()


@blueprint.post("/password")
@staff_only(may_moderate)
def update_password() -> ResponseReturnValue:
    """Set another password, and sign out all other browsers."""
    person, here = asking(), number_here()
    demand_fresh(url_for("account.keys"))
    form = NewPasswordForm(person, request.form)
    if not form.validate():
        return keys_page(form), UNFIT
    kept = passwords.hashed(form.password.data)
    with writing():
        owner = db.session.get(Person, person.id)
        if owner and owner.is_staff:
            passwords.set_password(owner, kept, now())
            sessions.end_others(owner.id, here)
    return redirect(url_for("account.keys", saved=1), 303)


@blueprint.post("/passkeys/options")
@staff_only(may_moderate)
def passkey_options() -> ResponseReturnValue:
    """Tell the browser what to ask the authenticator to make."""
    demand_fresh(url_for("account.keys"))
    return ask_to_make(asking())


@blueprint.post("/passkeys")
@staff_only(may_moderate)
def create_passkey() -> ResponseReturnValue:
    """Add a passkey."""
    demand_fresh(url_for("account.keys"))
    number = asking().id
    key = made(PasskeyForm(request.form).credential.data or "", number)
    name = KeyNameForm(request.form).fit_name
    is_added = False
    if key:
        with writing():
            owner = db.session.get(Person, number)
            is_staff = owner is not None and owner.is_staff
            is_added = owner is not None and is_staff and keyring.add(owner, key, name, now())
    if not is_added:
        return keys_page(problem=not_made()), UNFIT
    response = make_response(redirect(url_for("account.keys"), 303))
    drop_challenge(response)
    return response


@blueprint.post("/passkeys/<id:number>/name")
@staff_only(may_moderate)
def update_passkey(number: int) -> ResponseReturnValue:
    """Call a passkey something else."""
    whose, name = asking().id, KeyNameForm(request.form).fit_name
    with writing():
        keyring.rename(whose, number, name)
    return redirect(url_for("account.keys"), 303)


@blueprint.post("/passkeys/<id:number>/end")
@staff_only(may_moderate)
def end_passkey(number: int) -> ResponseReturnValue:
    """Remove a passkey: nobody signs in by it any more."""
    demand_fresh(url_for("account.keys"))
    whose = asking().id
    with writing():
        keyring.remove(whose, number)
    return redirect(url_for("account.keys"), 303)


def keys_page(form: NewPasswordForm | None = None, problem: str = "") -> str:
    """Return the page of one's own keys."""
    person = asking()
    return render_template(
        "people/keys.html",
        form=form or NewPasswordForm(person),
        set_at=passwords.set_at(person.id),
        passkeys=db.session.scalars(keyring.passkeys_of(person.id)).all(),
        is_fresh=is_fresh(),
        is_saved=request.args.get("saved") == "1",
        problem=problem,
    )
