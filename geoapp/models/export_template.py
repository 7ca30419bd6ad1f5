"""Templates: how exports are to look, saved under a name."""

from datetime import datetime

from sqlalchemy import DateTime, FetchedValue, Identity, Integer, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from geoapp.models.base import Base


class ExportTemplate(Base):
    """A named way to export; `chosen` holds options and colour by name and value, as asked."""

    __tablename__ = "export_template"

    id: Mapped[int] = mapped_column(Integer, Identity(always=True), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(Text)
    chosen: Mapped[dict[str, str]] = mapped_column(JSONB)
    changed_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=FetchedValue()
    )
