"""Replacing outlines of administrative units by better ones, matched by code and date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from getpass import getuser
from hashlib import sha256
from pathlib import Path

from geoalchemy2.shape import from_shape, to_shape
from pyproj import Geod
from shapely.geometry.base import BaseGeometry
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from geoapp.domain.bbox import Bbox
from geoapp.domain.errors import BadFile
from geoapp.domain.messages import Message, message
from geoapp.domain.spelling import fold_tones
from geoapp.ingest.outlines import Outline, Unusable, read_outlines
from geoapp.models import Area
from geoapp.services.revisions import begin_revision
from geoapp.services.ties import tie_projects
from geoapp.settings import VIETNAM

EARTH = Geod(ellps="WGS84")


@dataclass(frozen=True)
class Matched:
    """A unit and the outline it gets; sizes in km², None before where it had none."""

    area: Area
    outline: Outline
    before_km2: float | None
    changes: bool

    @property
    def after_km2(self) -> float:
        """Return the size of the new outline."""
        return _size_km2(self.outline.geometry)


def import_areas(
    session: Session,
    path: Path,
    *,
    actor: str | None = None,
    today: date | None = None,
    on: date | None = None,
    crs: str | None = None,
    accuracy_m: int | None = None,
) -> Message:
    """Replace outlines, tie all projects anew, commit, and say what matched and what did not.

    A row belongs to the unit of its code (and level, where the file gives one) that existed on
    its own date, else `on`, else today. A row whose name is another than the unit's is left
    out: codes are reused. Raises `BadFile` when nothing matches; then nothing is stored.
    """
    session.execute(text("SET LOCAL statement_timeout = 0"))
    day = today or datetime.now(VIETNAM).date()
    rows = read_outlines(path, crs=crs, near=_extent(session))
    matched, unmatched = _match(session, rows, on or day)
    if not matched:
        raise BadFile(message("{file}: {reason}", file=path.name, reason=_lines(unmatched)))
    changed = [match for match in matched if match.changes]
    begin_revision(
        session,
        actor=actor or f"shell:{getuser()}",
        action="import-areas",
        reason=f"Outlines of {len(changed)} units from {path.name}",
        file_name=path.name,
        file_sha256=sha256(path.read_bytes()).hexdigest(),
    )
    for match in changed:
        match.area.geometry = from_shape(match.outline.geometry, srid=4326)
        match.area.accuracy_m = accuracy_m
        match.area.source = path.name
    session.flush()
    tied = tie_projects(session, day) if changed else 0
    session.commit()
    summary = message(
        "{rows} rows: {matched} matched a unit, {changed} outlines changed, "
        "{unmatched} rows left out; {tied} projects belong to other units than before.",
        rows=len(rows),
        matched=len(matched),
        changed=len(changed),
        unmatched=len(unmatched),
        tied=tied,
    )
    return _lines([summary, *map(_told, changed), *unmatched])


def _extent(session: Session) -> Bbox | None:
    box = func.ST_Extent(Area.geometry)
    row = session.execute(
        select(func.ST_XMin(box), func.ST_YMin(box), func.ST_XMax(box), func.ST_YMax(box))
    ).one()
    return None if row[0] is None else Bbox(*map(float, row))


def _match(
    session: Session, rows: Iterable[Outline | Unusable], day: date
) -> tuple[list[Matched], list[Message]]:
    matched: dict[int, Matched] = {}
    unmatched = []
    for row in rows:
        found = row.reason if isinstance(row, Unusable) else _find(session, row, day)
        if isinstance(found, Matched) and found.area.id in matched:
            found = message("the unit of row {row} again", row=matched[found.area.id].outline.row)
        if isinstance(found, Matched):
            matched[found.area.id] = found
        else:
            unmatched.append(message("row {row}: {reason}", row=row.row, reason=found))
    return list(matched.values()), unmatched


def _find(session: Session, outline: Outline, day: date) -> Matched | Message:
    day = outline.on or day
    statement = select(Area).where(Area.code == outline.code, Area.valid.contains(day))
    if outline.level is not None:
        statement = statement.where(Area.level == outline.level)
    found = session.scalars(statement).all()
    if len(found) != 1:
        return message("no single unit has code {code} on {day}", code=outline.code, day=day)
    area = found[0]
    if outline.name is not None and not _same_unit(outline.name, area.name):
        return message(
            "code {code} is “{unit}” on {day}, not “{name}”",
            code=outline.code,
            unit=area.name,
            day=day,
            name=outline.name,
        )
    drawn = None if area.geometry is None else to_shape(area.geometry)
    before = None if drawn is None else _size_km2(drawn)
    return Matched(area, outline, before, drawn != outline.geometry)


def _size_km2(geometry: BaseGeometry) -> float:
    return abs(float(EARTH.geometry_area_perimeter(geometry)[0])) / 1e6


def _same_unit(given: str, name: str) -> bool:
    """Compare names; the file's may leave out the word xã, phường, huyện before it."""
    return f" {fold_tones(name)}".endswith(f" {fold_tones(given)}")


def _told(match: Matched) -> Message:
    label = f"{match.area.level}:{match.area.code} {match.area.name}"
    if match.before_km2 is None:
        return message(
            "{unit}: {after} km², none before", unit=label, after=f"{match.after_km2:.1f}"
        )
    difference = 100 * (match.after_km2 / match.before_km2 - 1)
    return message(
        "{unit}: {before} → {after} km² ({difference} %)",
        unit=label,
        before=f"{match.before_km2:.1f}",
        after=f"{match.after_km2:.1f}",
        difference=f"{difference:+.1f}",
    )


def _lines(messages: list[Message]) -> Message:
    """Put messages below one another."""
    return reduce(lambda above, below: message("{above}\n{below}", above=above, below=below),
                  messages)  # fmt: skip
