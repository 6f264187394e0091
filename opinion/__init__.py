"""Opinion: publishes opinion articles and hosts the argument under them."""

from flask import Flask

from opinion import database, languages, web
from opinion.api import views as api
from opinion.articles import views as articles
from opinion.comments import views as comments
from opinion.config import Settings, place, read_settings
from opinion.feeds import views as feeds
from opinion.kept_pages import keeping, pieces
from opinion.moderation import views as moderation
from opinion.notices import views as notices
from opinion.passages import views as passages
from opinion.people import carrying
from opinion.people import views as people
from opinion.privacy import views as privacy

BODY_LIMIT = 256 * 1024  # bytes of a request
FORM_PARTS = 50


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application, made from ``settings`` (by default, those of the environment).

    Raises:
        BadSettingError: a setting is unknown, malformed or missing.
    """
    settings = settings or read_settings()
    app = Flask(__name__, template_folder=str(place("templates")), static_folder=None)
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=BODY_LIMIT,
        MAX_FORM_MEMORY_SIZE=BODY_LIMIT,
        MAX_FORM_PARTS=FORM_PARTS,
        WTF_I18N_ENABLED=False,  # our forms bring their own sentences
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["site"] = settings

    database.configure(app, settings)
    languages.configure(app, settings.language, settings.timezone)
    keeping.configure(app, settings)
    pieces.configure(app, settings.kept_pages)
    web.configure(app, settings)
    articles.configure(app)
    comments.configure(app)
    app.register_blueprint(passages.blueprint)
    people.configure(app, settings)
    carrying.configure(app)
    app.register_blueprint(moderation.blueprint)
    app.register_blueprint(notices.blueprint)
    app.register_blueprint(api.blueprint)
    app.register_blueprint(privacy.blueprint)
    feeds.configure(app)
    return app
