"""What a mail is: two parts, its headers, its reader's language, no link of a writer's."""

import re

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from opinion.notices.mail import stuffed
from opinion.notices.models import Scope
from opinion.notices.quoting import quoted, unlinked
from tests import make
from tests.notices.asking import html_of, text_of
from tests.notices.mailing import READER, deliver, follower
from tests.notices.server import MailServer
from tests.pages import problems

SPAM = [
    "https://evil.test/a?b=1",
    "HTTP://EVIL.TEST",
    "//evil.test/x",
    "www.evil.test",
    "evil.test/path",
    "mailto:me@evil.test",
    "me@evil.test",
    "[text](https://evil.test)",
    "<https://evil.test>",
    "javascript://%0aalert(1)",
    "tel:+123456",
    "evil。test",
]


def test_a_mail_has_what_mail_programs_ask_for(app: Flask, smtp: MailServer) -> None:
    article = make.article("Bread")
    follower(article)
    make.comment(article, "It *rises*.\n\nSlowly.", name="Ann")

    deliver(app)

    mail = smtp.received[0]
    assert str(mail["From"]) == "Opinion <mail@opinion.example>"
    assert (str(mail["To"]), str(mail["Subject"])) == (READER, "Ann wrote on “Bread”")
    assert re.fullmatch(r"<[0-9a-f]{32}@localhost>", str(mail["Message-ID"]))
    assert mail["Date"]
    assert str(mail["Auto-Submitted"]) == "auto-generated"
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert "> It *rises*.\n>\n> Slowly." in text_of(mail).replace("\r\n", "\n")
    assert "It *rises*.</p>" in html_of(mail)
    assert f"http://localhost/articles/{article.slug}/comments/" in text_of(mail)
    assert problems(html_of(mail)) == []


def test_the_way_out_stands_in_the_header_as_programs_read_it(app: Flask, smtp: MailServer) -> None:
    article = make.article()
    follower(article)
    make.comment(article)

    deliver(app)

    head = smtp.wires[0].partition(b"\r\n\r\n")[0].decode("ascii")
    way_out = r"^List-Unsubscribe: <(http://localhost/followings/e\S+/end)>\r$"
    link = re.search(way_out, head, re.MULTILINE)
    assert link
    assert link[1] in text_of(smtp.received[0])
    assert re.search(r"^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$", head, re.MULTILINE)
    assert max(map(len, head.splitlines())) < 998


@pytest.mark.parametrize("spam", SPAM)
def test_a_writer_has_no_link_in_a_mail(app: Flask, smtp: MailServer, spam: str) -> None:
    article = make.article()
    follower(article)
    make.comment(article, f"Look: {spam} there", name=f"Ann {spam}"[:80])

    deliver(app)

    for part in (text_of(smtp.received[0]), html_of(smtp.received[0])):
        links = re.findall(r"(?:https?:|www\.|mailto:|tel:|//)[^\s\"<]*", part)
        assert all(link.startswith(("http://localhost/", "//localhost/")) for link in links), links
        assert "evil.test" not in part
        assert "there" in part
        assert "evil.test" not in str(smtp.received[0]["Subject"])


def test_a_mail_speaks_its_readers_language(app: Flask, smtp: MailServer) -> None:
    article = make.article("Brot", language="de")
    root = make.comment(article)
    follower(article, "anna@example.org", comment=root, scope=Scope.REPLIES, language="de")
    follower(article, "bob@example.org")
    make.comment(article, parent=root, name="Bea")

    deliver(app)

    told = {str(each["To"]): each for each in smtp.received}
    assert str(told["anna@example.org"]["Subject"]) == "Bea hat Ihnen zu „Brot“ geantwortet"
    assert '<html lang="de" dir="ltr">' in html_of(told["anna@example.org"])
    assert str(told["bob@example.org"]["Subject"]) == "Bea wrote on “Brot”"


def test_hostile_titles_and_names_stay_in_their_lines(app: Flask, smtp: MailServer) -> None:
    article = make.article("Bread\r\nBcc: all@evil.test <b>&")
    follower(article)
    make.comment(article, ".\r\n.\r\nMAIL FROM:<x>", name="<script>")

    deliver(app)

    assert smtp.recipients == [READER]
    assert "Bcc" not in smtp.received[0]
    assert "<script>" not in html_of(smtp.received[0])
    assert "MAIL FROM:<x>" in text_of(smtp.received[0])


@given(st.text(max_size=3000))
def test_any_text_can_be_quoted(text: str) -> None:
    lines = [line for paragraph in quoted(text) for line in paragraph]

    assert not any(re.search(r"//[\w.@]|\bwww\.\w", line, re.IGNORECASE) for line in lines)
    assert sum(map(len, lines)) <= 710


@given(st.text(alphabet="ab.:/@w\u2060", max_size=60))
def test_what_was_unlinked_stays_so(text: str) -> None:
    once = unlinked(text)

    assert not re.search(r"\w\.[a-z]", once)
    assert not re.search(r"//[\w.@]", once)


@given(st.binary(max_size=200))
def test_no_body_can_end_the_mail_early(body: bytes) -> None:
    wire = stuffed(body)

    assert wire.endswith(b"\r\n")
    assert b"\r\n.\r\n" not in b"\r\n" + wire
