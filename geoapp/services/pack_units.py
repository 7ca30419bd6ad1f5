"""The files of one unit of a pack: gathered once, written in every format."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy.orm import Session

from geoapp.domain.filters import parse_project_filter
from geoapp.domain.formatting import say_date, say_number
from geoapp.domain.messages import message, say
from geoapp.domain.rights import Viewer
from geoapp.domain.schedule import ScheduleRule
from geoapp.exports.content import ExportContent
from geoapp.exports.file_names import file_name, plain_name
from geoapp.exports.formats import FORMATS, Format
from geoapp.exports.options import ExportOptions, parse_options
from geoapp.exports.pack_files import MadeFile, MadeUnit, write_file, write_unit
from geoapp.models import Pack
from geoapp.queries.users import read_named_viewer
from geoapp.queries.wanted import Clock, Wanted, resolve
from geoapp.services.exports import gather, open_office
from geoapp.services.pack_orders import option_values
from geoapp.services.pack_room import PackRoom
from geoapp.services.packs import viewer_of

Note = Callable[[], None]


def record_path(room: PackRoom, pack: Pack, number: int) -> Path:
    """Return where it is noted that all files of the pack's unit `number` are made."""
    return room.work_dir(pack.id) / f"{number}.json"


def unit_dir(room: PackRoom, pack: Pack, number: int) -> Path:
    """Return where the files of the pack's unit `number` lie."""
    return room.work_dir(pack.id) / str(number)


def count_made(room: PackRoom, pack: Pack) -> int:
    """Return how many files of the pack are made; of a whole unit those left out count too."""
    return sum(
        len(pack.formats)
        if record_path(room, pack, number).exists()
        else sum(not one.name.startswith(".") for one in _files(unit_dir(room, pack, number)))
        for number in range(len(pack.units))
    )


def _files(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


def make_unit(room: PackRoom, pack: Pack, number: int, note: Note) -> None:
    """Write the files of one unit, those that are there left alone; `note` hears of each."""
    folder = unit_dir(room, pack, number)
    folder.mkdir(parents=True, exist_ok=True)
    pairs = [(name, value) for name, value in pack.asked]
    options = parse_options(option_values(pairs))
    wanted, content = _gather(room, pack, pack.units[number], options)
    files, left_out = [], []
    for name in pack.formats:
        made = FORMATS[name]
        if len(content.projects) > (most := made.most_of(options)):
            left_out.append(_too_many(made, most, pack.lang))
        else:
            files.append(_file(folder, content, made, options))
        note()
    unit = MadeUnit(
        folder=f"{number + 1:0{len(str(len(pack.units)))}}-{plain_name(wanted.units[0].name)}",
        name=wanted.units[0].name,
        note=_last_day(wanted, pack),
        projects=content.totals.projects,
        late=content.totals.late,
        investment_vnd=content.totals.investment_vnd,
        files=tuple(files),
        left_out=tuple(left_out),
    )
    write_unit(record_path(room, pack, number), unit)


def _file(folder: Path, content: ExportContent, made: Format, options: ExportOptions) -> MadeFile:
    name = file_name(content.file_words, content.printed, made.name, content.lang)
    path = folder / name
    if not path.exists():
        write_file(path, made.write(content, options))
    return MadeFile(made.name, name, path.stat().st_size)


def _gather(
    room: PackRoom, pack: Pack, unit: str, options: ExportOptions
) -> tuple[Wanted, ExportContent]:
    settings = room.settings
    pairs = [(name, value) for name, value in pack.asked]
    asked = parse_project_filter([*pairs, ("area", unit)], today=pack.asked_on)
    clock = Clock(
        pack.asked_on,
        settings.time_zone.key,
        ScheduleRule(settings.late_points, settings.report_due_day),
    )
    with Session(room.engine) as session:
        viewer = _viewer(session, pack)
        office = open_office(
            settings,
            room.layers_for(viewer),
            lang=pack.lang,
            color=dict(pairs).get("color", "schedule"),
            today=pack.asked_on,
            root_url=pack.root_url,
        )
        wanted = resolve(session, asked, clock, viewer)
        most = max(one.most for one in FORMATS.values())
        return wanted, gather(session, wanted, office, options, most=most)


def _viewer(session: Session, pack: Pack) -> Viewer:
    """Return whoever asked for the pack with their rights of now, or one of its many readers."""
    if pack.audience == "owner":
        return read_named_viewer(session, pack.owner)
    return viewer_of(pack)


def _too_many(made: Format, most: int, lang: str) -> str:
    words = message(
        "{format}: more than {most} projects",
        format=made.title,
        most=say_number(most, lang),
    )
    return say(words, lang)


def _last_day(wanted: Wanted, pack: Pack) -> str:
    unit = wanted.units[0]
    if unit.valid_to is None or not unit.former(pack.asked_on):
        return ""
    return say(message("boundaries up to {day}", day=say_date(unit.valid_to, pack.lang)), pack.lang)
