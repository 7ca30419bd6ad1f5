"""The shell: `geoapp COMMAND`; each command is one call of what does the work."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from geoapp.cli_accounts import add_commands as add_account_commands
from geoapp.cli_exports import add_commands as add_export_commands
from geoapp.cli_periodic import add_commands as add_periodic_commands
from geoapp.db.engine import Database, open_database
from geoapp.db.migrate import upgrade
from geoapp.domain.errors import GeoappError
from geoapp.domain.messages import LANGUAGES, Message, message, say
from geoapp.settings import GEO_DATA, Settings

# Load tests never meet real data: `GEOAPP_DATABASE=geoapp_sample geoapp serve` shows theirs.
SYNTHETIC = "geoapp_sample"
# How far a worker stands back for whoever looks at the map on the same machine.
YIELDS = 10
Command = Callable[[Settings, argparse.Namespace], Message | None]


def main(given: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it was done, 1 with a sentence on stderr when not."""
    arguments = parser().parse_args(given)
    try:
        done = arguments.run(Settings.from_env(), arguments)
    except GeoappError as error:
        return fail(explain(error, arguments.lang))
    except OperationalError as error:
        problem = message("The database does not answer: {reason}", reason=str(error.orig))
        return fail(say(problem, arguments.lang))
    except KeyboardInterrupt:
        return 130
    if done is not None:
        print(say(done, arguments.lang))
    return 0


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(prog="geoapp", description="The project map of a province.")
    whole.add_argument("--lang", choices=LANGUAGES, default="en", help="language of messages")
    commands = whole.add_subparsers(metavar="COMMAND", required=True)

    def add(name: str, run: Command, words: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=words, description=words)
        command.set_defaults(run=run)
        return command

    one = add("serve", serve, "serve the pages until stopped")
    one.add_argument("--host", help="address to listen at (HOST, else 127.0.0.1)")
    one.add_argument("--port", help="port to listen at (PORT, else 8000)")
    one = add("worker", worker, "run jobs: large uploads, scheduled backups, pruning")
    one.add_argument("--check", action="store_true", help="only tell whether a worker is at work")
    one.add_argument("--beside", action="store_true", help="end when standard input does")
    add("migrate", migrate, "bring the schema up to date")
    add("load-sample", load_sample, "load the real projects and areas of data/geo")
    one = add(
        "make-sample", make_sample, f"make a province for load tests, in database {SYNTHETIC}"
    )
    one.add_argument("--projects", type=positive, default=10_000, help="how many (10000)")
    one.add_argument("--seed", type=int, default=1, help="the same seed makes the same rows (1)")
    one = add("import-areas", import_areas, "replace outlines of areas by code and date")
    one.add_argument("file", type=Path, help="any vector file, in any coordinate system")
    one.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="day the units existed")
    one.add_argument("--crs", help="coordinate system, where the file names none: EPSG:9214")
    one.add_argument("--accuracy", type=int, metavar="METRES", help="accuracy of the outlines")
    one = add("upload", upload, "bring a file of projects in: see what it would change, or apply")
    one.add_argument(
        "file", type=Path, help="GeoJSON, GeoPackage, KML, zipped Shapefile, CSV, XLSX"
    )
    one.add_argument("--apply", action="store_true", help="write the changes as one revision")
    one.add_argument("--agency", metavar="CODE", help="the agency that the file speaks for")
    one.add_argument("--note", default="", help="why, for the history")
    one = add("backup", backup, "write one checked archive of database and files")
    one.add_argument("file", type=Path, help="archive to write, or a folder for a dated one")
    one = add("restore", restore, "restore an archive into an empty database")
    one.add_argument("file", type=Path, help="archive made by `geoapp backup`")
    add_export_commands(add)
    add_periodic_commands(add)
    add_account_commands(add)
    one = add("check-layers", check_layers, "read the layer files and name every mistake")
    one.add_argument("folder", type=Path, nargs="?", help="folder of layer files")
    return whole


def positive(text: str) -> int:
    """Read a number of things to make, one or more."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def explain(error: GeoappError, lang: str) -> str:
    from geoapp.domain.layers import LayerFilesError

    if isinstance(error, LayerFilesError):
        return error.text(lang)
    return say(error.detail, lang)


def fail(text: str) -> int:
    print(text, file=sys.stderr)
    return 1


def serve(_: Settings, arguments: argparse.Namespace) -> None:
    from geoapp.serving import serve

    given = {"HOST": arguments.host, "PORT": arguments.port}
    serve(Settings.from_env(os.environ | {name: text for name, text in given.items() if text}))


def worker(settings: Settings, arguments: argparse.Namespace) -> None:
    from geoapp.beside import end_with_starter
    from geoapp.db.standing_back import stand_back
    from geoapp.jobs.worker import check_worker, run_worker

    with migrated(settings) as database:
        if arguments.check:
            check_worker(database.app_engine)
            return
        if arguments.beside:
            end_with_starter()
        stand_back(database, YIELDS)
        run_worker(settings, database)


def migrate(settings: Settings, _: argparse.Namespace) -> Message:
    with migrated(settings):
        return message("The schema is up to date.")


def load_sample(settings: Settings, _: argparse.Namespace) -> Message:
    from geoapp.services.sample import load_sample

    with migrated(settings) as database, Session(database.app_engine) as session:
        return load_sample(session, today=settings.today)


def make_sample(settings: Settings, arguments: argparse.Namespace) -> Message:
    from geoapp.services.synthetic import make_sample, settle

    with migrated(replace(settings, database=SYNTHETIC)) as database:
        with Session(database.owner_engine) as session:
            done = make_sample(
                session, projects=arguments.projects, seed=arguments.seed, today=settings.today
            )
        settle(database.owner_engine)
    return done


def import_areas(settings: Settings, arguments: argparse.Namespace) -> Message:
    from geoapp.services.area_outlines import import_areas

    with migrated(settings) as database, Session(database.app_engine) as session:
        return import_areas(
            session,
            arguments.file,
            today=settings.today,
            on=arguments.on,
            crs=arguments.crs,
            accuracy_m=arguments.accuracy,
        )


def upload(settings: Settings, arguments: argparse.Namespace) -> Message:
    from geoapp.services.shell_uploads import find_problems, upload_file

    with migrated(settings) as database:
        done = upload_file(
            settings,
            database.app_engine,
            arguments.file,
            agency=arguments.agency,
            note=arguments.note,
            apply=arguments.apply,
        )
        for problem in find_problems(database.app_engine, done.upload_id):
            print(say(problem, arguments.lang), file=sys.stderr)
    return done.told


def backup(settings: Settings, arguments: argparse.Namespace) -> Message:
    from geoapp.services.backup import write_backup

    with open_database(settings) as database:
        written = write_backup(settings, database, arguments.file.absolute())
    return message("Backed up to {file}.", file=str(written))


def restore(settings: Settings, arguments: argparse.Namespace) -> Message:
    from geoapp.services.restore import restore_backup

    with open_database(settings) as database:
        manifest = restore_backup(settings, database, arguments.file)
    return message("Restored what was backed up at {time}.", time=manifest.made_at)


def check_layers(settings: Settings, arguments: argparse.Namespace) -> Message:
    from geoapp.domain.layers import read_layers

    layers = read_layers(arguments.folder or settings.layers_dir, GEO_DATA)
    return message("{count} layer files are right.", count=len(layers))


@contextmanager
def migrated(settings: Settings) -> Iterator[Database]:
    with open_database(settings) as database:
        upgrade(database.owner_engine, database.app_role)
        yield database


if __name__ == "__main__":
    sys.exit(main())
