"""In which provinces what is wanted lies: how much of it, how much late, in which box."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from geoapp.domain.bbox import Bbox
from geoapp.models import Area, Tie
from geoapp.queries.wanted import Wanted


@dataclass(frozen=True)
class ProvinceShare:
    """The located projects of one province; `name` is None for those that no province holds."""

    name: str | None
    projects: int
    late: int
    bbox: Bbox

    def plain(self) -> dict[str, Any]:
        """Return what pages and programs are told."""
        return asdict(self) | {"bbox": list(self.bbox)}


def find_places(session: Session, wanted: Wanted) -> list[ProvinceShare]:
    """Return the provinces of the filter's day, the one with most projects first.

    A project across a border counts once, in the province that was recorded first.
    """
    return [
        ProvinceShare(name, int(projects), int(late), Bbox(*edges))
        for name, projects, late, *edges in session.execute(_select_places(wanted))
    ]


def around(places: Iterable[ProvinceShare]) -> Bbox | None:
    """Return the box of all these places, None without any."""
    boxes = [place.bbox for place in places]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return Bbox(min(west), min(south), max(east), max(north))


def _select_places(wanted: Wanted) -> Select[*tuple[Any, ...]]:
    # Sets are few, so provinces are looked up for each set and not for each project.
    sets, province = _by_tie_set(wanted).subquery(), _province_of_set(wanted).subquery()
    joined = sets.outerjoin(province, province.c.tie_set_id == sets.c.tie_set_id).outerjoin(
        Area.__table__, Area.id == province.c.area_id
    )
    return (
        select(
            Area.name,
            func.sum(sets.c.projects).label("projects"),
            func.sum(sets.c.late),
            func.min(sets.c.west),
            func.min(sets.c.south),
            func.max(sets.c.east),
            func.max(sets.c.north),
        )
        .select_from(joined)
        .group_by(Area.id, Area.name)
        .order_by(func.sum(sets.c.projects).desc(), Area.name)
    )


def _by_tie_set(wanted: Wanted) -> Select[*tuple[Any, ...]]:
    c: Any = wanted.p.c
    box = func.ST_Extent(c.geometry)
    return (
        select(
            c.tie_set_id,
            func.count().label("projects"),
            func.count().filter(wanted.schedule == "late").label("late"),
            func.ST_XMin(box).label("west"),
            func.ST_YMin(box).label("south"),
            func.ST_XMax(box).label("east"),
            func.ST_YMax(box).label("north"),
        )
        .where(wanted.condition, c.geometry.is_not(None))
        .group_by(c.tie_set_id)
    )


def _province_of_set(wanted: Wanted) -> Select[*tuple[Any, ...]]:
    return (
        select(Tie.tie_set_id, func.min(Tie.area_id).label("area_id"))
        .join(Area, Area.id == Tie.area_id)
        .where(
            Area.level == "province",
            Area.valid.contains(wanted.standing.day),
            Tie.basis != "outweighed",
        )
        .group_by(Tie.tie_set_id)
    )
