"""The shell's command that writes exports: the same formats and filters as the pages."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from getpass import getuser
from pathlib import Path

from sqlalchemy.orm import Session

from geoapp.db.engine import open_database
from geoapp.db.migrate import upgrade
from geoapp.domain.filters import FILTER_NAMES, parse_project_filter
from geoapp.domain.layers import read_layers
from geoapp.domain.messages import Message, message
from geoapp.domain.rights import shell_viewer
from geoapp.exports.content import ExportContent
from geoapp.exports.file_names import file_name
from geoapp.exports.formats import FORMATS, find_format
from geoapp.exports.options import OPTION_NAMES, parse_options
from geoapp.exports.pack_files import write_file
from geoapp.queries.areas import last_day_of, select_units, to_unit
from geoapp.queries.wanted import Clock, Wanted, resolve
from geoapp.services.exports import Office, gather, open_office
from geoapp.settings import GEO_DATA, Settings

Pairs = Sequence[tuple[str, str]]
Add = Callable[..., argparse.ArgumentParser]


def add_commands(add: Add) -> None:
    """Add the command to the shell's list."""
    one = add("export", export, "write what a filter wants: maps, lists, data")
    one.add_argument("--format", action="append", required=True, choices=tuple(FORMATS))
    one.add_argument("--to", type=Path, default=Path(), metavar="FOLDER", help="where (here)")
    for name in FILTER_NAMES:
        one.add_argument(f"--{name.replace('_', '-')}", action="append", default=[], dest=name)
    for name in OPTION_NAMES:
        one.add_argument(f"--{name}")
    one.add_argument(
        "--all-districts", action="store_true", help="one file of each format for every district"
    )
    one.add_argument(
        "--on", type=date.fromisoformat, metavar="DATE", help="day of the districts (their last)"
    )
    one.add_argument("--color", default="schedule", help="schedule, progress or sector")


def export(settings: Settings, given: argparse.Namespace) -> Message:
    """Write one file for each format."""
    chosen = {name: getattr(given, name) for name in OPTION_NAMES if getattr(given, name)}
    options = parse_options(chosen)
    pairs = [(name, text) for name in FILTER_NAMES for text in getattr(given, name)]
    given.to.mkdir(parents=True, exist_ok=True)
    with open_database(settings) as database:
        upgrade(database.owner_engine, database.app_role)
        with Session(database.app_engine) as session:
            office = _office(settings, given)
            written: list[Path] = []
            for wanted in _each(session, settings, pairs, given):
                for name in dict.fromkeys(given.format):
                    content = gather(session, wanted, office, options, most=FORMATS[name].most)
                    path = _free_path(given.to, content, wanted, name, written)
                    write_file(path, find_format(name).write(content, options))
                    written.append(path)
    return message("Written: {files}.", files=", ".join(str(path) for path in written))


def _each(
    session: Session, settings: Settings, pairs: Pairs, given: argparse.Namespace
) -> Iterator[Wanted]:
    """Resolve the filter, or the filter within each district of a day."""
    if not given.all_districts:
        yield _resolve(session, settings, pairs)
        return
    day = given.on or last_day_of(session, "district", _today(settings))
    for row in session.execute(select_units(level="district", on=day)).all():
        yield _resolve(session, settings, [*pairs, ("area", str(to_unit(row).ref))])


def _resolve(session: Session, settings: Settings, pairs: Pairs) -> Wanted:
    clock = Clock(
        _today(settings),
        settings.time_zone.key,
        settings.rule,
    )
    asked = parse_project_filter(pairs, today=clock.today)
    return resolve(session, asked, clock, shell_viewer(getuser()))


def _today(settings: Settings) -> date:
    return settings.today or datetime.now(settings.time_zone).date()


def _office(settings: Settings, given: argparse.Namespace) -> Office:
    layers = read_layers(settings.layers_dir, GEO_DATA)
    day = _today(settings)
    return open_office(settings, layers, lang=given.lang, color=given.color, today=day)


def _free_path(
    folder: Path, content: ExportContent, wanted: Wanted, extension: str, written: Sequence[Path]
) -> Path:
    """Return where to write; units of one name are told apart by their codes."""
    words = content.file_words
    path = folder / file_name(words, content.printed, extension, content.lang)
    if path in written and wanted.units:
        words = f"{words} {wanted.units[0].code}"
        path = folder / file_name(words, content.printed, extension, content.lang)
    return path
