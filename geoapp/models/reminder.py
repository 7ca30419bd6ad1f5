"""Reminders that were sent, so that nobody is reminded twice."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Date, DateTime, FetchedValue, Identity, Text
from sqlalchemy.orm import Mapped, mapped_column

from geoapp.models.base import Base


class Reminder(Base):
    """One message about a month's reports: `before` they were due, or `after`."""

    __tablename__ = "reminder"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    month: Mapped[date] = mapped_column(Date)
    kind: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=FetchedValue())
