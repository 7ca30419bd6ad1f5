"""Texts that people wrote for a periodic report."""

from sqlalchemy import BigInteger, ForeignKey, Identity, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from geoapp.models.base import Base, Recorded


class ReportText(Recorded, Base):
    """One block of one period's report, of an agency or of the whole office (no agency).

    `period` is as in addresses: 2026-11, 2026-Q4, 2026-H2, 2026; `lang` the report's language.
    """

    __tablename__ = "report_text"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    period: Mapped[str] = mapped_column(Text)
    lang: Mapped[str] = mapped_column(Text)
    agency_id: Mapped[int | None] = mapped_column(Integer, ForeignKey("agency.id"))
    block: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
