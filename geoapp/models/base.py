"""The declarative base, and the columns every table with a history has."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, FetchedValue, ForeignKey, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Base of all tables."""


class Recorded:
    """Rows with the revision that wrote them last; the database refuses any other."""

    revision_id: Mapped[int] = mapped_column(
        BigInteger,
        ForeignKey("revision.id"),
        server_default=FetchedValue(),
        onupdate=text("current_revision()"),
    )
    recorded_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True),
        server_default=FetchedValue(),
        onupdate=text("greatest(now(), recorded_at)"),
    )
