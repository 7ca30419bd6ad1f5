"""The shell's command that writes exports: the same formats and filters as the pages."""

import argparse
import os
from collections.abc import Callable, Sequence
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
from geoapp.domain.schedule import ScheduleRule
from geoapp.exports.file_names import file_name
from geoapp.exports.formats import FORMATS, Format, find_format
from geoapp.exports.options import OPTION_NAMES, ExportOptions, parse_options
from geoapp.queries.wanted import Clock, Wanted, resolve
from geoapp.services.exports import Office, gather
from geoapp.settings import GEO_DATA, Settings

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
            wanted = _resolve(session, settings, pairs)
            office = _office(settings, given)
            written = [
                _write(session, wanted, office, options, find_format(name), given.to)
                for name in dict.fromkeys(given.format)
            ]
    return message("Written: {files}.", files=", ".join(str(path) for path in written))


def _resolve(session: Session, settings: Settings, pairs: Sequence[tuple[str, str]]) -> Wanted:
    clock = Clock(
        _today(settings),
        settings.time_zone.key,
        ScheduleRule(settings.late_points, settings.report_due_day),
    )
    asked = parse_project_filter(pairs, today=clock.today)
    return resolve(session, asked, clock, shell_viewer(getuser()))


def _today(settings: Settings) -> date:
    return settings.today or datetime.now(settings.time_zone).date()


def _office(settings: Settings, given: argparse.Namespace) -> Office:
    vietnamese = given.lang == "vi"
    return Office(
        lang=given.lang,
        place=settings.place_vi if vietnamese else settings.place_en,
        today=_today(settings),
        layers=read_layers(settings.layers_dir, GEO_DATA),
        color=given.color,
        agency=settings.agency_vi if vietnamese else settings.agency_en,
        logo=settings.logo.read_bytes() if settings.logo else None,
    )


def _write(
    session: Session,
    wanted: Wanted,
    office: Office,
    options: ExportOptions,
    wanted_format: Format,
    folder: Path,
) -> Path:
    """Write one file under a temporary name first: half a file is never found."""
    content = gather(session, wanted, office, options, most=wanted_format.most)
    name = file_name(content.file_words, content.printed, wanted_format.name, content.lang)
    draft, path = folder / f".{name}.part", folder / name
    with draft.open("wb") as file:
        file.write(wanted_format.write(content, options))
        file.flush()
        os.fsync(file.fileno())
    return draft.replace(path)
