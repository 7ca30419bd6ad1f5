"""Write a database to one file and read it back, with PostgreSQL's own programs."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile

from sqlalchemy import Engine, text

from geoapp.db.engine import Database
from geoapp.db.programs import find_client
from geoapp.domain.errors import DatabaseUnavailable
from geoapp.domain.messages import message

# What every new database has before anything is restored into it; PostGIS fills spatial_ref_sys.
BROUGHT_BY_THE_DATABASE = (" EXTENSION ", " SCHEMA - public", " spatial_ref_sys ")

OUR_TABLES = text("""
    SELECT count(*) FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = c.oid AND deptype = 'e')""")


def dump_database(database: Database, target: Path) -> None:
    """Write the database, as it is at one moment, in pg_dump's custom form."""
    _run(database, "pg_dump", ["--format=custom", f"--file={target}"])


def load_dump(database: Database, source: Path) -> None:
    """Read a dump into an empty database: all of it or, where something fails, nothing."""
    listed = _run(database, "pg_restore", ["--list", str(source)], connect=False)
    wanted = [
        line
        for line in listed.splitlines()
        if not any(brought in line for brought in BROUGHT_BY_THE_DATABASE)
    ]
    with NamedTemporaryFile("w", suffix=".list") as contents:
        contents.write("\n".join(wanted))
        contents.flush()
        given = ["--single-transaction", "--exit-on-error", "--no-owner"]
        _run(database, "pg_restore", [*given, f"--use-list={contents.name}", str(source)])


def has_tables(engine: Engine) -> bool:
    """Tell whether the database has any table that no extension brought."""
    with engine.connect() as connection:
        return bool(connection.scalar(OUR_TABLES))


def _run(database: Database, name: str, given: Sequence[str], *, connect: bool = True) -> str:
    url = database.owner_engine.url
    address = url._replace(drivername="postgresql", password=None).render_as_string()
    program = database.cluster.programs[name] if database.cluster else find_client(name)
    done = subprocess.run(
        [program, *([f"--dbname={address}"] if connect else []), *given],
        # Not in the arguments: everybody on the machine can read those.
        env=os.environ | {"PGPASSWORD": str(url.password or "")},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise DatabaseUnavailable(
            message("{name} failed: {reason}", name=name, reason=done.stderr.strip())
        )
    return done.stdout
