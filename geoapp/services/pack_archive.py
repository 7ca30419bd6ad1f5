"""The ZIP of a pack: the table of contents, then the files of every unit."""

from sqlalchemy.orm import Session

from geoapp.domain.filters import parse_project_filter
from geoapp.exports.file_names import plain_name
from geoapp.exports.pack_contents import PackFacts, contents_name, write_contents
from geoapp.exports.pack_files import read_unit, write_archive
from geoapp.exports.titles import say_filters
from geoapp.models import Pack
from geoapp.queries.agencies import read_agencies
from geoapp.queries.summary import has_illustrative
from geoapp.services.pack_room import PackRoom
from geoapp.services.pack_units import record_path, unit_dir


def write_pack_archive(room: PackRoom, pack: Pack) -> int:
    """Write the ZIP and return its size in bytes."""
    made = [
        (read_unit(record_path(room, pack, number)), unit_dir(room, pack, number))
        for number in range(len(pack.units))
    ]
    page = write_contents(_facts(room, pack), [unit for unit, _ in made])
    return write_archive(room.archive_path(pack.id), (contents_name(pack.lang), page), made)


def archive_name(pack: Pack) -> str:
    """Return under which name the ZIP is kept: bo-tai-lieu-9-huyen-2026-11-21.zip."""
    return f"{plain_name(pack.title)}-{pack.asked_on.isoformat()}.zip"


def _facts(room: PackRoom, pack: Pack) -> PackFacts:
    pairs = [(name, value) for name, value in pack.asked]
    asked = parse_project_filter(pairs, today=pack.asked_on)
    settings = room.settings
    with Session(room.engine) as session:
        names = read_agencies(session).by_code
        agencies = [
            names[code].current_label(pack.lang) for code in asked.agencies if code in names
        ]
        return PackFacts(
            lang=pack.lang,
            title=pack.title,
            agency=settings.agency_vi if pack.lang == "vi" else settings.agency_en,
            filters=say_filters(asked, agencies, pack.lang),
            day=asked.as_of or pack.asked_on,
            printed=pack.asked_on,
            illustrative=has_illustrative(session),
        )
