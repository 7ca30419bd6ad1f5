"""The shell's command that writes exports: the same formats and filters as the pages."""

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from getpass import getuser
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from geoapp.cli_files import add_file_arguments
from geoapp.db.engine import open_database
from geoapp.db.migrate import upgrade
from geoapp.domain.choices import COLORS
from geoapp.domain.errors import BadFile
from geoapp.domain.filters import FILTER_NAMES, parse_project_filter
from geoapp.domain.layers import read_layers
from geoapp.domain.messages import Message, message, stored_message
from geoapp.domain.packs import WORKING
from geoapp.domain.rights import shell_viewer
from geoapp.exports.content import ExportContent
from geoapp.exports.file_names import file_name
from geoapp.exports.formats import FORMATS, find_format
from geoapp.exports.options import OPTION_NAMES, parse_options
from geoapp.exports.pack_files import write_file
from geoapp.queries.export_templates import with_template
from geoapp.queries.wanted import Clock, Wanted, resolve
from geoapp.services.exports import Office, gather, open_office
from geoapp.services.pack_orders import find_pack_units, option_values, parse_pack_order
from geoapp.services.pack_room import open_pack_room
from geoapp.services.packs import Asking, order_pack
from geoapp.settings import GEO_DATA, Settings

Pairs = Sequence[tuple[str, str]]
Add = Callable[..., argparse.ArgumentParser]


def add_commands(add: Add) -> None:
    """Add the command to the shell's list."""
    one = add("export", export, "write what a filter wants: maps, lists, data")
    one.add_argument("--format", action="append", required=True, choices=tuple(FORMATS))
    add_file_arguments(one, FILTER_NAMES)
    for name in OPTION_NAMES:
        one.add_argument(f"--{name}")
    one.add_argument(
        "--all-districts", action="store_true", help="one file of each format for every district"
    )
    one.add_argument(
        "--all-communes", action="store_true", help="one file of each format for every commune"
    )
    one.add_argument(
        "--on", type=date.fromisoformat, metavar="DATE", help="day of these units (their last)"
    )
    one.add_argument("--color", help="schedule, progress or sector (schedule)")
    one.add_argument("--template", metavar="NAME", help="a saved template of how files look")
    one.add_argument(
        "--zip", action="store_true", help="one ZIP of all units with a table of contents"
    )


def export(settings: Settings, given: argparse.Namespace) -> Message:
    """Write one file for each format, of each unit where all are wanted, or their pack."""
    given.to.mkdir(parents=True, exist_ok=True)
    with open_database(settings) as database:
        upgrade(database.owner_engine, database.app_role)
        with Session(database.app_engine) as session:
            pairs = with_template(session, _pairs(given))
            written = (
                [_write_pack(settings, database.app_engine, session, pairs, given)]
                if given.zip
                else list(_write_each(settings, session, pairs, given))
            )
    return message("Written: {files}.", files=", ".join(str(path) for path in written))


def _pairs(given: argparse.Namespace) -> Pairs:
    options = [(name, getattr(given, name)) for name in (*OPTION_NAMES, "template")]
    filters = [(name, text) for name in FILTER_NAMES for text in getattr(given, name)]
    return [*filters, *((name, text) for name, text in options if text)]


def _write_each(
    settings: Settings, session: Session, pairs: Pairs, given: argparse.Namespace
) -> Iterator[Path]:
    options = parse_options(option_values(pairs))
    office = _office(settings, given, dict(pairs).get("color"))
    written: list[Path] = []
    for wanted in _each(session, settings, pairs, given):
        for name in dict.fromkeys(given.format):
            content = gather(session, wanted, office, options, most=FORMATS[name].most_of(options))
            path = _free_path(given.to, content, wanted, name, written)
            write_file(path, find_format(name).write(content, options))
            written.append(path)
            yield path


def _write_pack(
    settings: Settings, engine: Engine, session: Session, pairs: Pairs, given: argparse.Namespace
) -> Path:
    """Make a pack as a worker does, here and now, and copy it to where it is wanted."""
    # Loaded by whoever makes one: a worker has its memory for files.
    from geoapp.services.pack_archive import archive_name
    from geoapp.services.pack_making import advance_pack

    asked = [*pairs, *_units(given), *(("format", name) for name in given.format)]
    asked += [("color", given.color)] if given.color else []
    order = parse_pack_order([*asked, ("lang", given.files_lang)], today=_today(settings))
    room = open_pack_room(settings, engine)
    pack = order_pack(session, order, Asking(shell_viewer(getuser()), _today(settings)))
    while pack.state in WORKING:
        advance_pack(room, pack.id)
        session.refresh(pack)
        if pack.state in WORKING:
            # A worker has the last unit.
            time.sleep(0.1)
    if pack.problem:
        raise BadFile(stored_message(pack.problem))
    path: Path = given.to / archive_name(pack)
    write_file(path, room.archive_path(pack.id).read_bytes())
    return path


def _units(given: argparse.Namespace) -> Pairs:
    level = "commune" if given.all_communes else "district"
    return [("level", level)] + ([("on", given.on.isoformat())] if given.on else [])


def _each(
    session: Session, settings: Settings, pairs: Pairs, given: argparse.Namespace
) -> Iterator[Wanted]:
    """Resolve the filter, or the filter within each unit of a day that lies in its areas."""
    if not (given.all_districts or given.all_communes):
        yield _resolve(session, settings, pairs)
        return
    today = _today(settings)
    areas = [pair for pair in pairs if pair[0] == "area"]
    order = parse_pack_order([*areas, *_units(given)], today=today)
    rest = [pair for pair in pairs if pair[0] != "area"]
    for unit in find_pack_units(session, order, today):
        yield _resolve(session, settings, [*rest, ("area", str(unit.ref))])


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


def _office(settings: Settings, given: argparse.Namespace, chosen: str | None = None) -> Office:
    layers = read_layers(settings.layers_dir, GEO_DATA)
    day, color = _today(settings), given.color or chosen or COLORS[0]
    return open_office(settings, layers, lang=given.files_lang, color=color, today=day)


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
