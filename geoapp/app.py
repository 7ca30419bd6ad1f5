"""The web application, put together."""

from pathlib import Path

from flask import Flask
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix

from geoapp.db.engine import Database
from geoapp.domain.layers import read_layers
from geoapp.settings import GEO_DATA, ROOT, Settings
from geoapp.web import (
    admin,
    attention,
    bodies,
    changes,
    collections,
    errors,
    export_templates,
    exports,
    features,
    health,
    layers,
    map,  # noqa: A004
    months,
    packs,
    page,
    projects,
    reports,
    revisions,
    security,
    state,
    static_files,
    tiles,
    uploads,
    wording,
)
from geoapp.web.accounts import account, guard, office, setup
from geoapp.web.edits import views as edits
from geoapp.web.following import views as following
from geoapp.web.periodic import views as periodic
from geoapp.web.targets import views as targets

SUBJECTS = (
    map,
    features,
    collections,
    tiles,
    projects,
    layers,
    health,
    account,
    admin,
    office,
    uploads,
    revisions,
    attention,
    changes,
    months,
    edits,
    following,
    exports,
    export_templates,
    reports,
    packs,
    targets,
    periodic,
)
PARTS = (state, bodies, security, static_files, page, wording, errors, setup, guard, office)
COMPRESSED = (
    "text/html",
    "text/css",
    "text/javascript",
    "application/json",
    "image/svg+xml",
    "application/geo+json",
    "application/vnd.google-earth.kml+xml",
    "text/csv",
    "application/problem+json",
)
STATIC_SECONDS = 0


def create_app(settings: Settings, database: Database) -> Flask:
    """Build the application over the service's database.

    Raises `LayerFilesError` with every mistake of the layer files.
    """
    app = Flask(
        "geoapp", root_path=str(Path(__file__).parent), template_folder=str(ROOT / "templates")
    )
    app.config |= {
        "SECRET_KEY": settings.secret_key,
        "COMPRESS_MIMETYPES": list(COMPRESSED),
        "COMPRESS_BR_LEVEL": 4,
        "COMPRESS_ALGORITHM": ["br", "gzip"],
        "SEND_FILE_MAX_AGE_DEFAULT": STATIC_SECONDS,
    }
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions[state.EXTENSION] = state.State(
        settings, database.app_engine, read_layers(settings.layers_dir, GEO_DATA)
    )
    if settings.proxies:
        steps = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=steps, x_proto=steps, x_host=steps)  # type: ignore[method-assign]
    Compress(app)
    for part in PARTS:
        part.init_app(app)
    for subject in SUBJECTS:
        app.register_blueprint(subject.blueprint)
    return app
