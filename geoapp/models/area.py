"""Administrative units with the dates they existed."""

from datetime import date

from geoalchemy2 import Geometry, WKBElement
from sqlalchemy import Boolean, FetchedValue, ForeignKey, Identity, Integer, Text
from sqlalchemy.dialects.postgresql import DATERANGE, Range
from sqlalchemy.orm import Mapped, mapped_column

from geoapp.models.base import Base


class Area(Base):
    """A unit is level, code, name and `valid`; geometry is null where no outline is known."""

    __tablename__ = "area"

    id: Mapped[int] = mapped_column(Integer, Identity(always=True), primary_key=True)
    level: Mapped[str] = mapped_column(Text)
    code: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    parent_code: Mapped[str | None] = mapped_column(Text)
    valid: Mapped[Range[date]] = mapped_column(DATERANGE)
    accuracy_m: Mapped[int | None] = mapped_column(Integer)
    source: Mapped[str] = mapped_column(Text)
    geometry: Mapped[WKBElement | None] = mapped_column(
        Geometry("MULTIPOLYGON", srid=4326, spatial_index=False)
    )
    name_folded: Mapped[str] = mapped_column(Text, server_default=FetchedValue())
    name_stripped: Mapped[str] = mapped_column(Text, server_default=FetchedValue())


class AreaSuccessor(Base):
    """Which unit took over which; `part` when the former unit was split."""

    __tablename__ = "area_successor"

    area_id: Mapped[int] = mapped_column(
        ForeignKey("area.id", ondelete="CASCADE"), primary_key=True
    )
    successor_id: Mapped[int] = mapped_column(
        ForeignKey("area.id", ondelete="CASCADE"), primary_key=True
    )
    part: Mapped[bool] = mapped_column(Boolean)
