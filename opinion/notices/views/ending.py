"""The doors out: ending mail by a link in it. Nothing happens on a GET.

The button alone is open to other sites, because mail programs press it for their reader (RFC 8058):
the link itself is the secret.
"""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from opinion.clock import now
from opinion.database import writing
from opinion.languages import speak
from opinion.notices import following
from opinion.notices.keys import Purpose, key_in
from opinion.notices.owning import end_queue_mail
from opinion.notices.views.room import PRIVATE, about, blueprint, key_of, secret
from opinion.web.origin import open_to_other_sites


@blueprint.get("/followings/<token>/end")
def end(token: str) -> ResponseReturnValue:
    """Show the buttons that end mail: about one thing, or all to an address."""
    for purpose in (Purpose.END_ALL, Purpose.QUEUE):
        if key_in(secret(), purpose, token):
            is_all = purpose == Purpose.END_ALL
            page = render_template("notices/end.html", token=token, is_all=is_all)
            return page, PRIVATE
    found = following.with_key(key_of(token, Purpose.END))
    if found is None:
        return render_template("notices/ended.html"), PRIVATE
    return about(found, "notices/end.html", token=token, is_all=False)


@blueprint.post("/followings/<token>/end")
@open_to_other_sites
def create_end(token: str) -> ResponseReturnValue:
    """End mail about one thing, or all to an address; with ``forever`` allow none again.

    A mail program sends ``List-Unsubscribe=One-Click`` and no cookie, and expects no redirect
    (RFC 8058, section 3.2). Once more is as good as once.
    """
    is_forever = "forever" in request.form
    of_staff = key_in(secret(), Purpose.QUEUE, token)
    hash_ = key_in(secret(), Purpose.END_ALL, token) or (of_staff if is_forever else None)
    key = "" if hash_ or of_staff else key_of(token, Purpose.END)
    with writing():
        found = following.with_key(key) if key else None
        if found:
            speak(found.language)
            hash_ = found.address_hash if is_forever else None
        if hash_ and is_forever:
            following.silence(hash_, now())
        elif hash_:
            following.end_all(hash_)
        elif of_staff:
            end_queue_mail(secret(), of_staff)
        else:
            following.end(key)
    return render_template("notices/ended.html", is_forever=is_forever), PRIVATE
