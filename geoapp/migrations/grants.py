"""What migrations repeat: rights of the service's role, and tables that keep their history."""

from alembic import op


def grant(rights: str, tables: str) -> None:
    """Give the service's role `rights` on `tables`; nothing where it owns them itself."""
    role = op.get_context().config.attributes.get("app_role")  # type: ignore[union-attr]
    if role:
        op.execute(f'GRANT {rights} ON {tables} TO "{role}"')


def keep_history_of(table: str) -> None:
    """Give `table` its history table and the triggers that fill it; for new tables only."""
    op.execute(f"CREATE TABLE {table}_history (LIKE {table})")
    op.execute(f"""
        ALTER TABLE {table}_history
          ADD superseded_by bigint NOT NULL REFERENCES revision,
          ADD superseded_at timestamptz NOT NULL,
          ADD operation text NOT NULL""")
    op.execute(f"CREATE INDEX ON {table}_history (id, superseded_at)")
    op.execute(f"""
        CREATE TRIGGER stamp_revision BEFORE INSERT OR UPDATE ON {table}
        FOR EACH ROW EXECUTE FUNCTION stamp_revision()""")
    for event in ("UPDATE", "DELETE"):
        op.execute(f"""
            CREATE TRIGGER keep_{event.lower()} AFTER {event} ON {table}
            REFERENCING OLD TABLE AS before
            FOR EACH STATEMENT EXECUTE FUNCTION keep_history()""")
    grant("SELECT", f"{table}_history")


def hold_to_revisions(table: str) -> None:
    """Give a new table its history, and bind its writes to revisions of their own transaction."""
    keep_history_of(table)
    op.execute(f"CREATE INDEX {table}_history_by ON {table}_history (superseded_by)")
    for moment in ("BEFORE", "AFTER"):
        op.execute(f"""
            CREATE TRIGGER check_revision_{moment.lower()}
            {moment} INSERT OR UPDATE OR DELETE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION check_revision()""")
