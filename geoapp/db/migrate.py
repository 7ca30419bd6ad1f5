"""Keep the schema at the version this code knows."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

VERSIONS = Path(__file__).resolve().parent.parent / "migrations"


def upgrade(owner_engine: Engine, app_role: str | None = None) -> None:
    """Bring the schema up to date, with rights for `app_role`; many at once take turns."""
    config = _config()
    with owner_engine.connect() as connection:
        # It spans every transaction of the migrations.
        connection.execute(text("SELECT pg_advisory_lock(hashtext('geoapp migrations'))"))
        connection.commit()
        config.attributes.update(connection=connection, app_role=app_role)
        command.upgrade(config, "head")
        connection.commit()
        # The pool takes the connection back, and with it whatever we had set.
        connection.invalidate()


def current_revision(engine: Engine) -> str | None:
    """Return the schema's version, None before the first migration."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def known_revisions() -> set[str]:
    """Return every schema version this code can bring up to date."""
    script = ScriptDirectory.from_config(_config())
    return {revision.revision for revision in script.walk_revisions()}


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(VERSIONS))
    return config
