"""Packs: one file of each format for each of many units."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Date, DateTime, FetchedValue, Identity, Integer, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from geoapp.models.base import Base


class Pack(Base):
    """A pack on its way from asked for to fetched; `domain/packs.py` says who sees it.

    `key` names it in addresses; `owner` is empty where nobody was signed in. `asked` holds the
    parameters by name and value, `units` references of areas, `formats` names of the table of
    formats. `done` of `total` files are made; `asked_on` is the office's day it was asked for.
    """

    __tablename__ = "pack"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    key: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text, server_default=FetchedValue())
    owner: Mapped[str] = mapped_column(Text)
    audience: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    lang: Mapped[str] = mapped_column(Text)
    asked: Mapped[list[list[str]]] = mapped_column(JSONB)
    units: Mapped[list[str]] = mapped_column(JSONB)
    formats: Mapped[list[str]] = mapped_column(JSONB)
    asked_on: Mapped[date] = mapped_column(Date)
    root_url: Mapped[str] = mapped_column(Text)
    done: Mapped[int] = mapped_column(Integer, server_default=FetchedValue())
    total: Mapped[int] = mapped_column(Integer)
    attempts: Mapped[int] = mapped_column(Integer, server_default=FetchedValue())
    problem: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    file_bytes: Mapped[int | None] = mapped_column(BigInteger)
    scheduled_for: Mapped[date | None] = mapped_column(Date)
    asked_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=FetchedValue()
    )
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    expires_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
