"""Alembic's entry: runs the versions on the owner's connection that db/migrate.py hands over."""

from alembic import context
from geoalchemy2 import alembic_helpers

from geoapp.models import Base

config = context.config


def include(obj: object, name: str | None, type_: str, reflected: bool, other: object) -> bool:
    """Leave PostGIS's own tables and the trigger-kept histories out of comparisons."""
    if type_ == "table" and name and name.startswith("procrastinate_"):
        return False
    return bool(alembic_helpers.include_object(obj, name, type_, reflected, other))


context.configure(connection=config.attributes["connection"], target_metadata=Base.metadata,
                  include_object=include, process_revision_directives=alembic_helpers.writer,
                  render_item=alembic_helpers.render_item)
with context.begin_transaction():
    context.run_migrations()
