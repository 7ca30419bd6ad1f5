"""Which units a project belongs to; equal combinations share one set."""

from sqlalchemy import ForeignKey, Identity, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from geoapp.models.base import Base


class TieSet(Base):
    """One combination of units; `key` is its canonical text, never changed."""

    __tablename__ = "tie_set"

    id: Mapped[int] = mapped_column(Integer, Identity(always=True), primary_key=True)
    key: Mapped[str] = mapped_column(Text, unique=True)


class Tie(Base):
    """One unit of a set and why it belongs; basis 'outweighed' is shown and never matches."""

    __tablename__ = "tie"

    tie_set_id: Mapped[int] = mapped_column(ForeignKey("tie_set.id"), primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), primary_key=True)
    basis: Mapped[str] = mapped_column(Text)
