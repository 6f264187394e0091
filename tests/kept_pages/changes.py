"""Changes: all that can make a page another one, each as it comes about."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import delete, text, update

from opinion.articles.models import Article, Author, Byline, Section
from opinion.clock import now
from opinion.comments.models import Comment, Status
from opinion.comments.withdrawing import remove_name, withdraw
from opinion.database import db, writing
from opinion.moderation.deciding import Verdict
from opinion.people.models import Role
from tests import make
from tests.comments.sending import send
from tests.moderation.ruling import remove, rule, undone
from tests.people.vouched import voice_of, written_by

ADDRESSES = (
    *("/", "/sections/town", "/authors/sample-author", "/comments", "/feed.atom"),
    *("/comments.atom", "/articles/bread", "/articles/bread?sort=newest"),
    *("/articles/bread?sort=agreed", "/articles/bread/comments.atom", "/articles/bread/threads/1"),
    *("/articles/bread/threads/1.atom", "/articles/bread/passages/b1", "/site.webmanifest"),
    *("/articles/bread/comments/new?after=1", "/api/v1/articles/bread/comments"),
    *("/api/v1/articles/bread/threads/1", "/api/v1/articles/bread/comments/2"),
)


Pages = dict[str, bytes]


@dataclass(frozen=True)
class Site:
    """A site that two processes serve: one keeps pages, the other makes each anew."""

    app: Flask
    keeper: Flask
    maker: Flask
    article: Article
    root: Comment
    reply: Comment
    waiting: Comment

    def kept(self) -> Pages:
        return pages(self.keeper)


def pages(app: Flask) -> Pages:
    browser = app.test_client()
    return {address: browser.get(address).data for address in ADDRESSES}


def load(comment: Comment) -> Comment:
    return db.session.get_one(Comment, comment.id)


def somebody_posts(site: Site) -> None:
    assert send(site.app.test_client(), "bread", text="A new word.").status_code == 303


def somebody_replies(site: Site) -> None:
    sent = send(site.app.test_client(), "bread", text="A new reply.", parent=site.root.id)
    assert sent.status_code == 303


def somebody_agrees(site: Site) -> None:
    pressed = site.app.test_client().post(
        f"/comments/{site.root.id}/votes",
        data={"agrees": "1"},
        headers={"Origin": "http://localhost"},
    )
    assert pressed.status_code == 303, pressed.text


def a_comment_is_approved(site: Site) -> None:
    assert rule(site.waiting, Verdict(Status.PUBLISHED))


def a_comment_is_removed(site: Site) -> None:
    assert remove(site.reply)


def a_removal_is_undone(site: Site) -> Pages:
    remove(site.reply)
    before = site.kept()
    undone(site.reply)
    return before


def a_comment_is_deleted(site: Site) -> None:
    with writing():
        withdraw(load(site.reply), db.session.get_one(Article, site.article.id))


def a_name_is_taken_off(site: Site) -> None:
    with writing():
        remove_name(load(site.reply))


def a_comment_is_changed_by_hand(site: Site) -> None:
    with writing() as session:
        session.execute(text("UPDATE comments SET html = '<p>Mended.</p>' WHERE id = 2"))


def an_article_gets_another_headline(site: Site) -> None:
    with writing():
        db.session.get_one(Article, site.article.id).title = "Bread, again"


def an_article_appears(site: Site) -> None:
    make.article("Circuses", slug="circuses", section="Country")


def an_article_goes(site: Site) -> Pages:
    other = make.article("Circuses", slug="circuses", section="Country")
    before = site.kept()
    with writing() as session:
        session.execute(delete(Byline).where(Byline.article_id == other.id))
        session.execute(delete(Article).where(Article.id == other.id))
    return before


def a_section_is_renamed(site: Site) -> None:
    with writing() as session:
        session.execute(update(Section).values(name="City"))


def an_author_is_renamed(site: Site) -> None:
    with writing() as session:
        session.execute(update(Author).values(name="Sample Writer"))


def a_writer_becomes_one_of_the_staff(site: Site) -> Pages:
    person = make.person("mo@example.org", "Mo")
    written_by(person, site.article)
    before = site.kept()
    with writing():
        db.session.merge(person).role = Role.EDITOR
    return before


def a_writer_gets_a_voice(site: Site) -> Pages:
    person = make.person("vera@example.org", "Vera")
    written_by(person, site.article)
    before = site.kept()
    voice_of(person, "Member of the council")
    return before


def a_writer_is_said_to_be_the_author(site: Site) -> Pages:
    person = make.person("ada@example.org", "Ada")
    written_by(person, site.article)
    before = site.kept()
    with writing() as session:
        session.execute(update(Author).values(person_id=person.id))
    return before


def the_conversation_closes(site: Site) -> None:
    with writing():
        db.session.get_one(Article, site.article.id).comments_close_at = now()


CHANGES: tuple[Callable[[Site], Pages | None], ...] = (
    somebody_posts,
    somebody_replies,
    a_comment_is_approved,
    a_comment_is_removed,
    a_removal_is_undone,
    a_comment_is_deleted,
    a_name_is_taken_off,
    a_comment_is_changed_by_hand,
    an_article_gets_another_headline,
    an_article_appears,
    an_article_goes,
    a_section_is_renamed,
    an_author_is_renamed,
    a_writer_becomes_one_of_the_staff,
    a_writer_gets_a_voice,
    a_writer_is_said_to_be_the_author,
    the_conversation_closes,
    somebody_agrees,
)
