"""Photos of reports, for whoever may see the report they came with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ARRAY, BigInteger, FromClause, any_, func, literal, select
from sqlalchemy.orm import Session

from geoapp.domain.photos import MOST_PHOTOS, is_far
from geoapp.models import ProgressReport, ReportPhoto
from geoapp.queries.reports import reports_seen_by
from geoapp.queries.source import recorded
from geoapp.queries.wanted import Wanted


@dataclass(frozen=True)
class ShownPhoto:
    """A photo with its report's month; `lon`, `lat` and `distance_m` where the camera knew."""

    id: int
    report_id: int
    month: date
    file_sha256: str
    width: int
    height: int
    taken_at: datetime | None
    lon: float | None
    lat: float | None
    distance_m: int | None
    caption: str | None
    accuracy_m: int | None

    @property
    def far(self) -> bool:
        """Tell whether it was taken farther from the project than its place is sure."""
        return is_far(self.distance_m, self.accuracy_m)


def find_photos(session: Session, wanted: Wanted, reports: Sequence[int]) -> list[ShownPhoto]:
    """Return the photos of these reports, as far as they may be seen, in the order they came."""
    keys = literal(list(reports), ARRAY(BigInteger))
    limit = MOST_PHOTOS * len(reports)
    return _photos(session, wanted, lambda photo: photo.c.report_id == any_(keys), limit)


def get_photo(session: Session, wanted: Wanted, number: int) -> ShownPhoto | None:
    """Return one photo, None where there is none that may be seen."""
    found = _photos(session, wanted, lambda photo: photo.c.id == number, 1)
    return found[0] if found else None


def _photos(session: Session, wanted: Wanted, which: Any, limit: int) -> list[ShownPhoto]:
    photo = _then(ReportPhoto, wanted, "photo")
    r, p = _then(ProgressReport, wanted, "r"), wanted.p
    names = ("id", "report_id", "file_sha256", "width", "height", "taken_at", "distance_m")
    statement = (
        select(
            *(photo.c[name] for name in (*names, "caption")),
            r.c.month,
            func.ST_X(photo.c.place).label("lon"),
            func.ST_Y(photo.c.place).label("lat"),
            p.c.accuracy_m,
        )
        .select_from(photo)
        .join(r, r.c.id == photo.c.report_id)
        .join(p, p.c.id == photo.c.project_id)
        .where(which(photo), wanted.visible, reports_seen_by(wanted, r))
        .order_by(r.c.month.desc(), photo.c.id)
        .limit(limit)
    )
    return [ShownPhoto(**row) for row in session.execute(statement).mappings()]


def _then(model: Any, wanted: Wanted, name: str) -> FromClause:
    """Return a table as it was recorded on the filter's day."""
    return recorded(model.__table__, wanted.filter.as_of, wanted.zone).alias(name)
