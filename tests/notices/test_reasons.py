"""Mails about decisions: to who wrote it, and to who gave notice, with the way to object."""

import re

from flask import Flask

from opinion.comments.models import Comment, Status
from opinion.database import db, writing
from opinion.moderation.deciding import Verdict
from tests import make
from tests.comments.reactors import reader, report
from tests.moderation.ruling import notices, object_to, remove, rule, undone
from tests.moderation.test_legal_notices import LAW
from tests.moderation.test_moderation_commands import run
from tests.notices.asking import html_of, text_of
from tests.notices.mailing import READER, deliver, states, waiting
from tests.notices.server import MailServer
from tests.pages import Page, problems
from tests.people.readers import comment_by

WAY = re.compile(r"http://localhost(/(?:statements|reports)/[\w-]+)")


def addressed(comment: Comment, email: str = READER) -> Comment:
    """Give a stored comment its writer's address, as a guest typed it."""
    with writing():
        found = db.session.get_one(Comment, comment.id)
        found.email = email
    return found


def subjects(smtp: MailServer) -> list[str]:
    return [str(each["Subject"]) for each in smtp.received]


def test_who_wrote_it_is_told_why_and_objects_by_the_mail_alone(
    app: Flask, smtp: MailServer
) -> None:
    comment = addressed(make.comment(make.article("Bread")))
    remove(comment, words="Argue, don't call names.")
    deliver(app)

    [mail] = smtp.received
    text = text_of(mail)
    [way] = WAY.findall(text)
    sent = object_to(app.test_client(), way, "I said no such thing.")
    run(app, "answer", 1, "--reversed", "--words", "Sorry.")
    deliver(app)

    assert "It insults somebody" in text
    assert "Argue, don't call names." in text
    assert "List-Unsubscribe" not in mail
    assert WAY.findall(html_of(mail)) == [way]
    assert sent.status_code == 303
    assert subjects(smtp) == [
        "Your comment on “Bread” was removed",
        "Your objection: “Bread”",
    ]
    assert "You were right to object" in text_of(smtp.received[1])
    assert "Sorry." in text_of(smtp.received[1])


def test_what_was_taken_back_before_the_mail_went_is_not_told(app: Flask, smtp: MailServer) -> None:
    comment = addressed(make.comment(make.article()))
    remove(comment)
    undone(comment)
    deliver(app)

    assert states() == ["dropped", "sent"]
    assert "can be read by everybody" in text_of(smtp.received[0])


def test_who_is_held_by_a_moderator_is_told_why_and_objects_by_the_mail(
    app: Flask, smtp: MailServer
) -> None:
    comment = addressed(make.comment(make.article("Bread")))
    run(app, "hold", comment.id, "--rule", "privacy", "--words", "Whose address is that?")
    deliver(app)

    [mail] = smtp.received
    text = text_of(mail)
    [way] = WAY.findall(text)

    assert subjects(smtp) == ["Your comment on “Bread” is held back"]
    assert "is held back: nobody else can read it for now" in text
    assert "It tells private things about somebody" in text
    assert "Whose address is that?" in text
    assert "you can object here" in text
    assert Page(app.test_client().get(way).text).has("textarea")
    assert object_to(app.test_client(), way, "It is mine.").status_code == 303
    run(app, "answer", 1, "--reversed", "--words", "Sorry.")
    deliver(app)
    assert "You were right to object" in text_of(smtp.received[1])


def test_a_reversal_that_is_taken_back_is_told_and_promises_no_second_objection(
    app: Flask, smtp: MailServer
) -> None:
    comment = addressed(make.comment(make.article("Bread")))
    remove(comment)
    deliver(app)
    object_to(app.test_client(), WAY.findall(text_of(smtp.received[0]))[0], "Not so!")
    run(app, "answer", 1, "--reversed", "--words", "Sorry.")
    deliver(app)
    undone(comment)
    deliver(app)
    run(app, "answer", 1, "--upheld", "--words", "It stands.")
    deliver(app)

    texts = [text_of(each) for each in smtp.received]
    assert len(texts) == 4
    assert "was removed" in texts[2]
    assert "you can object" not in texts[2]
    assert "It stands." in texts[3]


def test_an_approval_that_is_taken_back_is_told_as_held(app: Flask, smtp: MailServer) -> None:
    comment = addressed(make.comment(make.article("Bread"), status=Status.HELD))
    rule(comment, Verdict(Status.PUBLISHED))
    deliver(app)
    undone(comment)
    deliver(app)

    assert subjects(smtp)[-1] == "Your comment on “Bread” is held back"
    [way] = WAY.findall(text_of(smtp.received[-1]))
    assert Page(app.test_client().get(way).text).has("textarea")


def test_neither_spam_nor_a_programs_hold_is_mailed(app: Flask, smtp: MailServer) -> None:
    article = make.article()
    rule(addressed(make.comment(article)), Verdict(Status.SPAM))
    hidden = addressed(make.comment(article))
    for network in (1, 2, 3):
        report(reader(app, network), hidden)

    assert waiting() == 0


def test_an_address_that_anybody_typed_gets_five_a_day_and_a_proven_one_all(app: Flask) -> None:
    article, person = make.article(), make.person("pat@example.org")
    for number in range(7):
        remove(addressed(make.comment(article)))
        remove(addressed(comment_by(person, article, f"Number {number}"), person.email))

    assert waiting() == 5 + 7


def test_an_address_that_is_none_comes_back(app: Flask) -> None:
    answer = report(reader(app), make.comment(make.article()), "illegal", email="nobody", **LAW)

    page = Page(answer.text)
    assert answer.status_code == 422
    assert page.words(".errors a")[0].startswith("That is not an e-mail address.")
    assert page.values("input[name=email]", "value") == ["nobody"]
    assert not problems(answer.text)


def test_who_gave_notice_gets_a_receipt_and_the_decision(app: Flask, smtp: MailServer) -> None:
    comment = make.comment(make.article("Bread"))
    report(reader(app), comment, "illegal", email=READER, **LAW)
    deliver(app)
    remove(comment)
    deliver(app)

    receipt, outcome = (text_of(each) for each in smtp.received)
    assert subjects(smtp) == ["We have your notice 1", "Your notice 1 is decided"]
    assert WAY.findall(receipt) == WAY.findall(outcome)
    assert "thief" not in receipt + outcome
    assert "and removed it." in outcome
    assert notices()[0].email == ""
