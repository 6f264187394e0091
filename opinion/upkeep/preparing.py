"""Preparing: the tables of a site, and its samples, before it is served for the first time."""

from flask import current_app
from sqlalchemy import select

from opinion.articles.models import Article
from opinion.config import Settings
from opinion.database import db
from opinion.seeding.commands import SAMPLES
from opinion.seeding.documents import files_in
from opinion.seeding.loading import FAILED, Load
from opinion.upkeep import migrating


def prepare() -> str:
    """Bring the tables up to date; load the samples where there is nothing. Say what was done."""
    if not migrating.is_current():
        migrating.upgrade()
    settings: Settings = current_app.config["SETTINGS"]
    if settings.is_production or db.session.scalar(select(Article.id).limit(1)):
        return ""
    load = Load(settings, with_comments=True)
    told = [line for path, folder in files_in([SAMPLES]) for line in load.take(path, folder)]
    failed = [line for line in told if line.startswith(FAILED)]
    return "\n".join([*failed, f"Loaded the sample articles: {load.summary()}."])
