"""Wording: decisions and their reasons in words, the same on every page and in every mail."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from opinion.comments.models import Status
from opinion.moderation.models import By, Decision, Found, Objection, Outcome, Rule

RULES: dict[Rule, LazyString] = {
    Rule.SPAM: _l("spam"),
    Rule.INSULT: _l("insult"),
    Rule.HATE: _l("incitement to hatred"),
    Rule.PRIVACY: _l("private information"),
    Rule.OFF_TOPIC: _l("off topic"),
    Rule.THREAT: _l("threat"),
    Rule.ADVERTISING: _l("advertising"),
    Rule.FALSEHOOD: _l("harmful falsehood"),
    Rule.ILLEGAL: _l("against the law"),
    Rule.OTHER: _l("another rule of this site"),
}
REASONS: dict[Rule, LazyString] = {
    Rule.SPAM: _l("It was taken for spam, which the rules of this site forbid."),
    Rule.INSULT: _l("It insults somebody, which the rules of this site forbid."),
    Rule.HATE: _l("It incites hatred against a group, which the rules of this site forbid."),
    Rule.PRIVACY: _l("It tells private things about somebody: the rules of this site forbid that."),
    Rule.OFF_TOPIC: _l("It has nothing to do with the subject, as the rules of this site ask."),
    Rule.THREAT: _l("It threatens somebody, which the rules of this site forbid."),
    Rule.ADVERTISING: _l("It advertises something, which the rules of this site forbid."),
    Rule.FALSEHOOD: _l("It states a falsehood that may do harm: the rules of this site forbid it."),
    Rule.ILLEGAL: _l("It was found to be against the law."),
    Rule.OTHER: _l("It breaks the rules of this site."),
}


def rule_words(rule: Rule) -> str:
    """Return what a rule is called, in one or two words."""
    return str(RULES[Rule(rule)])


def removed_words(rule: str | None) -> str:
    """Return what stands in the place of a comment that a moderator removed."""
    if rule in {None, Rule.OTHER}:
        return gettext("Removed by a moderator.")
    return gettext("Removed by a moderator: %(rule)s.", rule=str(RULES[Rule(str(rule))]))


def what_was_done(decision: Decision) -> str:
    """Return what ``decision`` did with the comment of who reads it."""
    if decision.decided_by == By.WRITER:
        if not decision.changes:
            return gettext("You took your name off your comment.")
        return gettext("You deleted your comment.")
    words = {
        Status.REMOVED: gettext("Your comment was removed: nobody else can read it here any more."),
        Status.SPAM: gettext("Your comment was taken for spam: nobody else can read it here."),
        Status.HELD: gettext("Your comment is held back: nobody else can read it for now."),
        Status.PUBLISHED: gettext("Your comment can be read by everybody."),
        Status.DELETED: gettext("Your comment was deleted."),
    }
    return words[Status(decision.status)]


def reasons_for(decision: Decision) -> list[str]:
    """Return why a comment was taken away, in sentences: rule or law, and how it was found."""
    if not decision.is_restriction:
        return []
    said = [str(REASONS[Rule(decision.rule)])] if decision.rule else []
    if decision.law:
        said.append(gettext("The law in question: %(law)s", law=decision.law))
    if decision.decided_by == By.READERS:
        said.append(gettext("Several readers reported it. It is hidden until a moderator decides."))
    elif decision.decided_by == By.SCREENING and decision.status == Status.REMOVED:
        said.append(gettext("No moderator decided in time. It was deleted without being judged."))
    elif decision.decided_by == By.SCREENING:
        said.append(gettext("A program held it as it came in. A moderator looks at it next."))
    else:
        said.append(_found(decision))
    return said


def answer_words(objection: Objection | None) -> str:
    """Return what became of what a writer said against a decision."""
    if objection is None or objection.outcome is None:
        return gettext("A moderator will look at it, and answer here.")
    if objection.outcome == Outcome.REVERSED:
        return gettext("You were right to object: your comment can be read by everybody again.")
    return gettext("A moderator has looked at your objection. The decision stands.")


def who_decided(decision: Decision) -> str:
    """Return who decided, in the words of the public log, which names nobody."""
    words = {By.READERS: gettext("By readers’ reports"), By.SCREENING: gettext("By a program")}
    return words.get(By(decision.decided_by)) or gettext("By a moderator")


def who_exactly(decision: Decision, name: str = "") -> str:
    """Return who decided, for moderators: by ``name``, where one of the staff did."""
    words = {
        By.READERS: gettext("by readers’ reports"),
        By.SCREENING: gettext("by a program"),
        By.WRITER: gettext("by its writer"),
    }
    known = words.get(By(decision.decided_by))
    if known:
        return known
    return gettext("by %(name)s", name=name) if name else gettext("by a moderator")


def what_in_short(decision: Decision) -> str:
    """Return what was decided, in the words of the public log."""
    words = {
        Status.REMOVED: gettext("Removed"),
        Status.SPAM: gettext("Taken for spam"),
        Status.HELD: gettext("Held back"),
        Status.DELETED: gettext("Deleted"),
    }
    if decision.status == Status.PUBLISHED:
        if not decision.changes:
            return gettext("Let stand")
        was_held = decision.former == Status.HELD
        return gettext("Published") if was_held else gettext("Put back")
    return words[Status(decision.status)]


def what_of_notice(decision: Decision) -> str:
    """Return what became of a comment, to who said that it is against the law."""
    if decision.decided_by == By.WRITER:
        return gettext("Its writer has deleted the comment.")
    if decision.status == Status.PUBLISHED:
        return gettext("A moderator has looked at the comment, and lets it stand.")
    return gettext("A moderator has looked at the comment, and removed it.")


def _found(decision: Decision) -> str:
    """Say how it came to notice, and that a moderator decided."""
    words = {
        Found.REPORTS: gettext("Readers reported it. A moderator decided; no program did."),
        Found.SCREENING: gettext("A program held it as it came in. A moderator decided."),
    }
    found = Found(decision.found or Found.STAFF)
    return words.get(found) or gettext("A moderator came across it, and decided; no program did.")
