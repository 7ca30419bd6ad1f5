"""The database schema, by Alembic."""
