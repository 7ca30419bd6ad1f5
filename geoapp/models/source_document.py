"""Documents that name projects."""

from datetime import date

from sqlalchemy import Date, Text
from sqlalchemy.orm import Mapped, mapped_column

from geoapp.models.base import Base


class SourceDocument(Base):
    """`dated` is the date as the document gives it (“2023”); `day` the day units are read for."""

    __tablename__ = "source_document"

    code: Mapped[str] = mapped_column(Text, primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    dated: Mapped[str] = mapped_column(Text)
    day: Mapped[date] = mapped_column(Date)
