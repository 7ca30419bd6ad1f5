"""The shell's command that writes periodic reports: the same figures and texts as the page."""

import argparse
from collections.abc import Callable
from datetime import date, datetime
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from geoapp.cli_files import add_file_arguments
from geoapp.db.engine import open_database
from geoapp.db.migrate import upgrade
from geoapp.domain.errors import BadParameter
from geoapp.domain.filters import FILTER_NAMES, parse_project_filter
from geoapp.domain.layers import read_layers
from geoapp.domain.messages import Message, message
from geoapp.domain.periods import Period, parse_period, period_of
from geoapp.domain.rights import shell_viewer
from geoapp.exports.file_names import plain_name
from geoapp.exports.pack_files import write_file
from geoapp.exports.periodic.material import PICTURES
from geoapp.queries.agencies import AgencyName, read_agencies
from geoapp.queries.wanted import Clock, Wanted, resolve
from geoapp.services.exports import open_office
from geoapp.services.periodic import as_of_period
from geoapp.settings import GEO_DATA, Settings

# What sets and draws pages is loaded by whoever writes some: a worker has its memory for files.
if TYPE_CHECKING:
    from geoapp.exports.periodic.parts import ReportPaper

Add = Callable[..., argparse.ArgumentParser]
FORMATS = ("docx", "pdf")


def add_commands(add: Add) -> None:
    """Add the command to the shell's list."""
    one = add("report", report, "write the periodic report as a Word document or PDF")
    one.add_argument("--period", help="2026-11, 2026-Q4, 2026-H2 or 2026 (this month)")
    one.add_argument("--format", action="append", choices=FORMATS, help="docx if not said")
    one.add_argument("--by", metavar="AGENCY", help="code of the agency that reports")
    one.add_argument("--without", action="append", default=[], choices=PICTURES)
    add_file_arguments(one, [name for name in FILTER_NAMES if name != "month"])


def report(settings: Settings, given: argparse.Namespace) -> Message:
    """Write one file for each format."""
    from geoapp.services.periodic_paper import Asked, make_paper

    today = settings.today or datetime.now(settings.time_zone).date()
    period = parse_period(given.period) if given.period else period_of(today, "month")
    layers = read_layers(settings.layers_dir, GEO_DATA)
    office = open_office(settings, layers, lang=given.files_lang, color="schedule", today=today)
    pictures = tuple(name for name in PICTURES if name not in given.without)
    with open_database(settings) as database:
        upgrade(database.owner_engine, database.app_role)
        with Session(database.app_engine) as session:
            wanted = _resolve(session, settings, period, today, given)
            asked = Asked(period, _agency(session, given.by), pictures)
            paper = make_paper(session, wanted, office, asked)
    given.to.mkdir(parents=True, exist_ok=True)
    names = dict.fromkeys(given.format or ["docx"])
    written = [_write(paper, given, period, name) for name in names]
    return message("Written: {files}.", files=", ".join(map(str, written)))


def _resolve(
    session: Session, settings: Settings, period: Period, today: date, given: argparse.Namespace
) -> Wanted:
    pairs = [(name, text) for name in FILTER_NAMES for text in getattr(given, name, [])]
    asked = as_of_period(parse_project_filter(pairs, today=today), period, today)
    clock = Clock(today, settings.time_zone.key, settings.rule)
    return resolve(session, asked, clock, shell_viewer(getuser()))


def _agency(session: Session, code: str | None) -> AgencyName | None:
    if code is None:
        return None
    found = read_agencies(session).by_code.get(code)
    if found is None:
        raise BadParameter("by", expected=message("the code of an agency"), got=code)
    return found


def _write(paper: "ReportPaper", given: argparse.Namespace, period: Period, name: str) -> Path:
    from geoapp.exports.periodic.docx_file import write_docx
    from geoapp.exports.periodic.pdf_file import write_pdf

    words = f"bao-cao {period} {given.by or ''} {' '.join(given.area)}"
    path: Path = given.to / f"{plain_name(words)}.{name}"
    write_file(path, {"docx": write_docx, "pdf": write_pdf}[name](paper))
    return path
