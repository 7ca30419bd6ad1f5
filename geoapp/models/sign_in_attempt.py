"""Attempts to sign in that did not succeed yet; the memory of the limit."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, FetchedValue, Identity, Text
from sqlalchemy.orm import Mapped, mapped_column

from geoapp.models.base import Base


class SignInAttempt(Base):
    """One attempt: the name as typed, in small letters, and the network it came from."""

    __tablename__ = "sign_in_attempt"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=FetchedValue())
    name: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text)
