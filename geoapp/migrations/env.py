"""Alembic's entry: runs the versions on the owner's connection that db/migrate.py hands over."""

from alembic import context
from geoalchemy2 import alembic_helpers

from geoapp.models import Base

config = context.config


def include(obj: object, name: str | None, type_: str, reflected: bool, other: object) -> bool:
    """Compare tables and columns: indexes, histories and the queue are written by hand alone."""
    by_hand = name and (name.startswith("procrastinate_") or name.endswith("_history"))
    if type_ in ("index", "unique_constraint") or (type_ == "table" and by_hand):
        return False
    return bool(alembic_helpers.include_object(obj, name, type_, reflected, other))  # type: ignore[no-untyped-call]  # the library has no types


context.configure(
    connection=config.attributes["connection"],
    target_metadata=Base.metadata,
    include_object=include,
    process_revision_directives=alembic_helpers.writer,
    render_item=alembic_helpers.render_item,
)
with context.begin_transaction():
    context.run_migrations()
