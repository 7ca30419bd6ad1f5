"""The audit log: what people did with accounts, and what was refused to them."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, FetchedValue, Identity, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from geoapp.models.base import Base


class AuditEntry(Base):
    """Written once, never changed; `domain/traces.py` has the words for `what` and `refused`."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=FetchedValue())
    who: Mapped[str] = mapped_column(Text)
    what: Mapped[str] = mapped_column(Text)
    thing: Mapped[str] = mapped_column(Text)
    refused: Mapped[str | None] = mapped_column(Text)
    address: Mapped[str] = mapped_column(Text)
    details: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=FetchedValue())
