"""Which administrative units a printed map draws, and the part each plays."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from geoapp.domain.choices import LEVELS, codes
from geoapp.exports.content import ExportedProject
from geoapp.maps.printed.values import Ground, Outline
from geoapp.models import Area
from geoapp.queries.areas import Unit
from geoapp.queries.exported import find_outlines, near, standing_units
from geoapp.queries.wanted import Wanted

Box = tuple[float, float, float, float]
FINER: Final = dict(zip(codes(LEVELS), codes(LEVELS)[1:], strict=False))
# Around a single point, in degrees.
LEAST_MARGIN: Final = 0.15


def find_ground(
    session: Session, wanted: Wanted, projects: Sequence[ExportedProject], today: date
) -> Ground:
    """Return the filter's units and what lies around them on the last day they all stood."""
    units = wanted.units
    selected = _outlines(session, Area.id.in_([unit.id for unit in units])) if units else ()
    day = min([today, *(unit.valid_to for unit in units if unit.valid_to)])
    box = _wide_box(selected, projects)
    if box is None:
        return Ground(provinces=_outlines(session, *standing_units("province", day)))
    level = units[0].level if units else "province"
    parents = [unit.parent_code for unit in units if unit.parent_code]
    return Ground(
        selected,
        faded=_others(_outlines(session, *standing_units(level, day), near(box)), selected),
        within=_within(session, level, day, today, box),
        siblings=_siblings(session, units, parents, day),
        provinces=_outlines(session, *standing_units("province", day)),
    )


def _outlines(session: Session, *conditions: object) -> tuple[Outline, ...]:
    return tuple(
        Outline(str(unit.ref), unit.level, unit.name, unit.valid_to, geometry)
        for unit, geometry in find_outlines(session, *conditions)  # type: ignore[arg-type]
    )


def _others(found: Iterable[Outline], chosen: Sequence[Outline]) -> tuple[Outline, ...]:
    refs = {one.ref for one in chosen}
    return tuple(one for one in found if one.ref not in refs)


def _within(session: Session, level: str, day: date, today: date, box: Box) -> tuple[Outline, ...]:
    """Return the finer units of the day, today's communes where those have no outline."""
    finer = FINER.get(level)
    if finer is None:
        return ()
    found = _outlines(session, *standing_units(finer, day), near(box))
    return found or _outlines(session, *standing_units("commune", today), near(box))


def _siblings(
    session: Session, units: Sequence[Unit], parents: Sequence[str], day: date
) -> tuple[Outline, ...]:
    if not parents:
        return ()
    return _outlines(session, *standing_units(units[0].level, day), Area.parent_code.in_(parents))


def _wide_box(selected: Sequence[Outline], projects: Sequence[ExportedProject]) -> Box | None:
    """Return the box of all that is shown, as much again on each side."""
    boxes = [one.geometry.bounds for one in selected]
    boxes += [(*one.anchor, *one.anchor) for one in projects if one.anchor]
    if not boxes:
        return None
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    margin = max(east - west, north - south, LEAST_MARGIN)
    return west - margin, south - margin, east + margin, north + margin
